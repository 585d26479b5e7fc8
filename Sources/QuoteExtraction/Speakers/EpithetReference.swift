import NewsSyntax
import NewsText
import RuleEngine

// Whom words refer to that call again somebody just named: "the 29-year-old", "the Brazilian",
// "the father of two", "the senator".
extension ReferenceSweep {
  /// Settles a description that tells nothing but an age, a country or children; `false` where it
  /// is none.
  mutating func settleEpithet(_ index: Int) -> Bool {
    guard mentions[index].determiner == .definite else { return false }
    let mention = mentions[index]
    // Asked first, for most descriptions are none of the three.
    let isRelation = words[mention.head].flags.contains(.relation)
    let isHyphenated =
      mention.core.last.map { scanner.document.tokens[$0].flags.contains(.hyphen) } ?? false
    guard isRelation || isHyphenated || scanner.isFromThere(mention.core) else { return false }
    let isParent = isParent(mention)
    guard isParent || isSomebodyFromThere(mention) || (isAge(mention) && !isAgeKnown(index)) else {
      return false
    }
    if let known = lastPerson(before: index), mention.gender.agrees(with: entities[known].gender),
      isAge(mention) || isAlone(known, for: index)
    {
      entityOf[index] = known
      return true
    }
    guard !isAge(mention) else { return false }
    leaveOpen(index, .notIntroduced) {
      $0.candidates($0.nearPeople(index).prefix(4), .mentionedBefore)
    }
    return true
  }

  /// "The father of two".
  private func isParent(_ mention: SpeakerMention) -> Bool {
    let after = mention.core.upperBound
    return words[mention.head].flags.contains(.relation) && mention.kind == .person
      && after + 1 < scanner.document.tokens.count && scanner.wordFlags(after).contains(.of)
      && (scanner.tags[after + 1] == .CD || scanner.wordFlags(after + 1).contains(.count))
      && !(after + 2 < scanner.document.tokens.count
        && scanner.wordFlags(after + 2).contains(.of))
  }

  /// "The Brazilian".
  private func isSomebodyFromThere(_ mention: SpeakerMention) -> Bool {
    !isModified(mention) && scanner.isFromThere(mention.core)
  }

  /// Whether the one person near is clearly meant by a noun that was not said of anybody: it is a
  /// person by the name, and of the nearest sentence that has any the only one who acts or speaks.
  func isClearlyMeant(_ entity: Int, by index: Int) -> Bool {
    let name = mentions[entities[entity].fullest]
    guard
      entities[entity].gender != .unknown || scanner.looksLikePerson(name.core)
        || isLoose(entity)
    else { return false }
    if isOnlyPerson(entity) { return true }
    var acts = false
    var sentence = -1
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2,
        sentence < 0 || mentions[other].sentence == sentence
      else { break }
      let found = entityOf[other]
      guard found >= 0, mentions[other].quotation < 0, entities[found].kind == .person,
        mentions[other].isSubject || mentions[other].isSource
      else { continue }
      if found != entity { return false }
      acts = true
      sentence = mentions[other].sentence
    }
    return acts
  }

  /// Whether nobody else was mentioned so far.
  private func isOnlyPerson(_ entity: Int) -> Bool {
    done < weights.window
      && order[..<done].allSatisfy { other in
        let found = entityOf[other]
        if found >= 0 { return found == entity || entities[found].kind == .organisation }
        return mentions[other].form != .pronoun && mentions[other].kind != .person
      }
  }

  /// Whether nobody but a person can be meant: no other is named near, the person does not act on
  /// whom the words mean in their own sentence, and the same words were not left open before.
  private func isAlone(_ known: Int, for index: Int) -> Bool {
    let mention = mentions[index]
    let acts = mention.isSubject || mention.isSource
    let firstSentence = paragraphStart(of: known, before: index) ?? 0
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2 else { break }
      guard mentions[other].sentence >= firstSentence, mentions[other].quotation < 0 else {
        continue
      }
      let entity = entityOf[other]
      if entity == known {
        if !acts, mentions[other].sentence == mention.sentence { return false }
      } else if entity >= 0 {
        if entities[entity].kind == .person, entities[entity].named { return false }
      } else if mentions[other].head == mention.head {
        return false
      }
    }
    return true
  }

  /// "the politician" behind "Reed said he had warned of it": a named person of whom no role is
  /// told, who acts in the sentence before, of the same paragraph, where the one who fits was
  /// named in another and by another noun.
  func nearerActor(_ index: Int, than known: Int) -> Int? {
    let mention = mentions[index]
    guard mention.determiner == .definite, entities[known].named,
      entities[known].head != mention.head,
      words[mention.head].flags.isDisjoint(with: [.bare, .office, .relation]),
      paragraphs[mentions[entities[known].last].sentence] < paragraphs[mention.sentence]
        || distance(from: entities[known].last, to: index) > 1
    else { return nil }
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let standing = standings[place]
      guard Int(standing.sentence) >= mention.sentence - 1 else { break }
      let found = entityOf[Int(standing.mention)]
      guard found >= 0, found != known, standing.quotation < 0, standing.acts,
        Int(standing.sentence) < mention.sentence,
        standing.paragraph == paragraphs[mention.sentence],
        entities[found].kind == .person, entities[found].named, entities[found].heads.isEmpty,
        mention.gender.agrees(with: entities[found].gender)
      else { continue }
      return found
    }
    return nil
  }

  /// The first sentence of the paragraph where a person last acted or spoke; `nil` unless that is
  /// the mention's own paragraph or the one before.
  private func paragraphStart(of known: Int, before index: Int) -> Int? {
    let own = paragraphs[mentions[index].sentence]
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      var first = mentions[other].sentence
      let paragraph = paragraphs[first]
      guard own - paragraph <= 1 else { return nil }
      guard entityOf[other] == known, mentions[other].quotation < 0,
        mentions[other].isSubject || mentions[other].isSource
      else { continue }
      while first > 0, paragraphs[first - 1] == paragraph { first -= 1 }
      return first
    }
    return nil
  }

  /// Whether a description tells nothing but an age.
  private func isAge(_ mention: SpeakerMention) -> Bool {
    guard mention.core.count == 1, let token = mention.core.last,
      scanner.document.tokens[token].flags.contains(.hyphen)
    else { return false }
    let word = scanner.document.bytes[scanner.document.tokens[token].bytes]
    return word.suffix(Self.yearOld.count).elementsEqual(Self.yearOld)
  }

  private static let yearOld = Array("-year-old".utf8)

  /// Whether somebody was introduced by the same age: "a 14-year-old".
  private func isAgeKnown(_ index: Int) -> Bool {
    guard let age = mentions[index].core.last else { return false }
    let (bytes, tokens) = (scanner.document.bytes, scanner.document.tokens)
    let word = bytes[tokens[age].bytes]
    return stride(from: done - 1, through: max(0, done - weights.window), by: -1).contains {
      place in
      entityOf[order[place]] >= 0
        && mentions[order[place]].tokens.contains { bytes[tokens[$0].bytes].elementsEqual(word) }
    }
  }

  /// The named person of the nearest sentence, of this one and the two before, that has any: its
  /// subject, or who spoke there, before others; nobody where that one has no name.
  private func lastPerson(before index: Int) -> Int? {
    var found: Int?
    var sentence = -1
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2 else { break }
      if found != nil, mentions[other].sentence != sentence { break }
      let entity = entityOf[other]
      guard entity >= 0, entities[entity].kind == .person, mentions[other].quotation < 0
      else { continue }
      let isNamed = entities[entity].named
      if mentions[other].isSubject || mentions[other].isSource { return isNamed ? entity : nil }
      if found == nil, isNamed, !mentions[other].isPossessive {
        found = entity
        sentence = mentions[other].sentence
      }
    }
    return found
  }
}
