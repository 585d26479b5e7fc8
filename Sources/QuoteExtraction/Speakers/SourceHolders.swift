import NewsSyntax
import NewsText
import RuleEngine

// Who holds the office that a source opens with: "Leader of the council Omar Reed".
extension SourceReader {
  /// "Leader of the council Omar Reed", "VP of product Ana Cole": an office over a thing, and who
  /// holds it.
  func holdsOffice(
    _ before: SpeakerMention, over between: Range<Int>, _ after: SpeakerMention
  ) -> Bool {
    guard before.form == .description, before.kind == .person, !before.plural,
      before.determiner == .none, after.form == .fullName, after.kind == .person,
      let first = between.first, let last = wordOfOffice(behind: first, over: between, after),
      last > first, scanner.tags[last].isNoun,
      !scanner.wordFlags(before.core.lowerBound).contains(.relation)
    else { return false }
    let thing = scanner.facts(last)
    return thing.kind != .person && thing.kind != .group
      && !between.contains { scanner.isMark($0, 0x2C) || scanner.tags[$0].isVerb }
  }

  /// The last word of what an office is over, or for: "member for environment Cllr Ana Cole".
  private func wordOfOffice(
    behind link: Int, over between: Range<Int>, _ after: SpeakerMention
  ) -> Int? {
    if scanner.wordFlags(link).contains(.of) {
      return between.last { !scanner.wordFlags($0).contains(.title) }
    }
    guard scanner.wordFlags(link).contains(.preposition), let role = after.role,
      role.lowerBound == link + 1, role.count > 1,
      !scanner.document.tokens[role.lowerBound].flags.contains(.capital)
    else { return nil }
    return role.lowerBound
  }

  /// "Former prosecutor and Mayor Omar Reed": the name that two roles stand before.
  func isRoleBefore(_ before: SpeakerMention, _ after: SpeakerMention) -> Bool {
    before.form == .description && !before.plural && before.kind == .person
      && before.determiner == .none && after.form == .fullName
  }

  /// "Culture and Environment Minister Ana Cole", "Highlands and Islands MSP Ana Cole": whether a
  /// name, of nobody known, is the first part of what an office is for.
  func isPartOfRole(
    _ before: SpeakerMention, _ after: SpeakerMention, behind and: Int
  ) -> Bool {
    guard before.role == nil, !before.isPossessive, before.determiner == .none,
      before.core.count <= 3, after.form == .fullName, after.kind == .person,
      let role = after.role, role.lowerBound == and + 1, role.count > 1,
      scanner.isNameLike(and + 1), !isAcronym(and + 1),
      before.core.allSatisfy({ isPlaceLike($0) && !isAcronym($0) })
    else { return false }
    let first = scanner.facts(and + 1)
    guard first.kind == .unknown, first.flags.isDisjoint(with: [.title, .demonym]) else {
      return false
    }
    let isPlace = scanner.isPhrase(.place, before.core) || scanner.isPhrase(.state, before.core)
    guard isPlace || !scanner.looksLikePerson(before.core), !isNamesake(before) else {
      return false
    }
    // "Mid Scotland and Fife MSP": two words without a given name may be somebody's.
    if before.core.count > 1 { return isPlace || isAcronym(role.upperBound - 1) }
    return isPlace || before.kind != .person
  }

  /// Whether a word can be part of the name of a place: "Highlands", which opens a sentence and may
  /// be any noun, but not "Farmers".
  private func isPlaceLike(_ token: Int) -> Bool {
    scanner.isNameLike(token)
      || scanner.document.tokens[token].flags.contains(.capital)
        && !scanner.wordFlags(token).contains(.noun)
  }

  /// Whether the last word of a name is the surname of somebody named before.
  private func isNamesake(_ mention: SpeakerMention) -> Bool {
    let word = scanner.document.tokens[mention.core.upperBound - 1].bytes
    return scanner.mentions.suffix(Self.namesakeReach).contains { other in
      guard other.form == .fullName, other.kind == .person,
        other.core.lowerBound != mention.core.lowerBound
      else { return false }
      let surname = scanner.document.tokens[other.core.upperBound - 1].bytes
      return scanner.document.bytes[surname].elementsEqual(scanner.document.bytes[word])
    }
  }

  private func isAcronym(_ token: Int) -> Bool {
    scanner.document.tokens[token].flags.contains(.allCapitals)
  }

  /// How many mentions are looked through for somebody of a name.
  private static var namesakeReach: Int { 400 }

  // MARK: Behind an office and a place

  /// "Labour candidate for Mill Valley Omar Reed", "Consultant at the hospital Dr Ana Cole": who is
  /// named last in a source that opens with an office, without an article, and tells what it is
  /// of, for or at.
  ///
  /// - Parameters:
  ///   - first: The mention that the source begins with.
  ///   - range: The source.
  mutating func holder(of first: Int, in range: Range<Int>) -> Int? {
    let office = scanner.mentions[first]
    guard office.form == .description, office.kind == .person, !office.plural,
      office.determiner == .none, office.possessor == nil, office.apposition == nil,
      case let link = office.core.upperBound, link + 3 < range.upperBound,
      !scanner.wordFlags(link).isDisjoint(with: [.of, .preposition]),
      !scanner.wordFlags(office.core.lowerBound).contains(.relation),
      let name = nameAtEnd(of: link + 1..<range.upperBound),
      !(link..<name.lowerBound).contains(where: { endsRole($0) })
    else { return nil }
    if let index = mention(at: name.lowerBound) {
      let known = scanner.mentions[index]
      if known.form == .fullName, known.kind == .person, known.core == name {
        scanner.mentions[index].role = range.lowerBound..<name.lowerBound
        scanner.mentions[index].secondHead = office.head
        return index
      }
    }
    var made = scanner.mention(name, core: name, .fullName, .person)
    made.sentence = scanner.sentence
    made.role = range.lowerBound..<name.lowerBound
    made.head = office.head
    scanner.readGender(&made)
    scanner.mentions.append(made)
    let index = scanner.mentions.count - 1
    for token in name { mentionAt[token] = Int32(index) }
    return index
  }

  /// The name of a person that closes a phrase, if what stands before it is a noun or a name that
  /// is of no person: "Mill Valley | Omar Reed", but not "for rapper | Omar Reed".
  private func nameAtEnd(of range: Range<Int>) -> Range<Int>? {
    var start = range.upperBound
    while start > range.lowerBound,
      scanner.isNameLike(start - 1) || scanner.isInsideName(start - 1)
    {
      start -= 1
    }
    let run = start..<range.upperBound
    guard run.count > 1, let last = run.last,
      scanner.wordFlags(last).isDisjoint(with: [.organisationWord, .thingWord, .noun])
    else { return nil }
    guard let name = lastGiven(in: run) ?? nameBehindPlace(run, in: range),
      name - run.lowerBound <= 4, name > range.lowerBound
    else { return nil }
    var before = name - 1
    while before > range.lowerBound, scanner.isHonorific(before) { before -= 1 }
    if scanner.document.tokens[before].kind == .closeBracket {
      // "Superintendent of Police (North) | Omar Reed"
      return before - 2 > range.lowerBound && scanner.opensBracket(before - 2)
        ? name..<range.upperBound : nil
    }
    let word = scanner.facts(before)
    let isName = scanner.isNameLike(before)
    guard before > range.lowerBound || before < name - 1 || isName,
      isName || scanner.tags[before].isNoun,
      !word.flags.contains(.title), word.kind != .person && word.kind != .group,
      !isName || !word.flags.contains(.given)
    else { return nil }
    return name..<range.upperBound
  }

  /// "in the province | Sello Mokoena": where a name of two or three words begins that stands right
  /// behind a noun with an article.
  private func nameBehindPlace(_ run: Range<Int>, in range: Range<Int>) -> Int? {
    let noun = run.lowerBound - 1
    guard (2...3).contains(run.count), noun - 1 >= range.lowerBound else { return nil }
    if scanner.document.tokens[noun].kind == .closeBracket { return run.lowerBound }
    guard scanner.tags[noun] == .NN, scanner.wordFlags(noun - 1).contains(.definite),
      !run.contains(where: { isAcronym($0) })
    else { return nil }
    return run.lowerBound
  }

  /// Where the last given name or initial of a run stands that has a surname behind it.
  private func lastGiven(in run: Range<Int>) -> Int? {
    var found = run.dropLast().last {
      scanner.wordFlags($0).contains(.given) || scanner.isInitial($0)
    }
    while let at = found, at > run.lowerBound,
      scanner.wordFlags(at - 1).contains(.given) || scanner.isInitial(at - 1)
    {
      found = at - 1
    }
    guard let found, run.upperBound - found <= 4 else { return nil }
    return found
  }

  private func endsRole(_ token: Int) -> Bool {
    let tag = scanner.tags[token]
    return scanner.isMark(token, 0x2C) || tag.isFinite || tag == .MD || tag == .POS || tag == .CC
      || !scanner.wordFlags(token).isDisjoint(with: [.relative])
  }
}
