import NewsSyntax
import NewsText
import RuleEngine

// Names: people with titles before them and appositions after, organisations, states.
extension MentionScanner {
  /// Reads a phrase that ends in a run of capitalised words; gives the token after all read.
  mutating func readName(
    _ run: Range<Int>, phrase: Range<Int>, start: Int, possessor: Int?
  ) -> Int {
    let plain = start > phrase.lowerBound || start == run.lowerBound
    let begin =
      possessor.map { mentions[$0].tokens.lowerBound } ?? phrase.lowerBound
    let outer = plain ? begin : run.lowerBound
    let isUntold = isUntold(run, in: phrase)
    if !isUntold,
      let next = readTold(run, phrase: phrase, start, possessor, from: begin, outer: outer)
    {
      return next
    }
    let title = isUntold ? givenAfterLabel(run) : titleEnd(run)
    let core = (title ?? run.lowerBound)..<run.upperBound
    var made = mention(
      begin..<run.upperBound, core: core, core.count > 1 || title != nil ? .fullName : .shortName,
      .person)
    readRole(start..<core.lowerBound, into: &made)
    if made.role == nil, possessor == nil,
      (start..<core.lowerBound).contains(where: { !tags[$0].isAdjective })
    {
      made.tokens = run
    }
    if made.role == nil, start < core.lowerBound, isBodyNoun(core.lowerBound - 1, phrase) {
      return append((.organisation, .organisation), core, outer..<run.upperBound)
    }
    if made.role == nil, core.count > 1, possessor == nil, isPlace(run) {
      made.form = .place
      made.kind = .organisation
    } else if made.role == nil, !looksLikePerson(core) {
      let definite = wordFlags(phrase.lowerBound).contains(.definite)
      if definite || isAcronym(core) {
        made.form = .organisation
        made.kind = .organisation
      } else if core.count == 1 {
        made.kind = isAfterLocative(run.lowerBound) ? .organisation : .unknown
      }
    } else if made.role == nil, core.count == 1, isSeat(core.lowerBound) {
      made.kind = .organisation
    }
    if core.count == 1, endsInDigit(core.lowerBound) { made.kind = .organisation }
    if inHeading || isAllCapitals(run), core.count > 1, !looksLikePerson(core) {
      return run.upperBound
    }
    readGender(&made)
    made.possessor = possessor
    return appendPerson(made)
  }

  /// Whether the lexicons tell nothing of the words of a run but that one is a given name, so that
  /// it is no state, office, body or thing; most names of people are such.
  private func isUntold(_ run: Range<Int>, in phrase: Range<Int>) -> Bool {
    if wordFlags(phrase.lowerBound).contains(.definite) || tags[run.upperBound - 1] == .NNPS {
      return false
    }
    return run.allSatisfy { token in
      let look = text.looks[token]
      return look.marks.contains(.own) && look.word.isUntold
    }
  }

  /// Reads a run of which the lexicons tell something, if it is all but a person's name; gives the
  /// token after all read.
  private mutating func readTold(
    _ run: Range<Int>, phrase: Range<Int>, _ start: Int, _ possessor: Int?, from begin: Int,
    outer: Int
  ) -> Int? {
    let last = run.upperBound - 1
    if let whole = known(run), !isNameOfFriend(run, whole.form, start) {
      return append(whole, run, outer..<run.upperBound)
    }
    if let link = run.last(where: { isAmpersand($0) }) {
      if let name = titleEnd(link + 1..<run.upperBound), run.upperBound - name > 1 {
        // "MD & CEO Omar Reed"
        var made = mention(begin..<run.upperBound, core: name..<run.upperBound, .fullName, .person)
        readRole(start..<name, into: &made)
        readGender(&made)
        return appendPerson(made)
      }
      return append((.organisation, .organisation), run, outer..<run.upperBound)
    }
    if run.count == 1, isCommonNoun(last) {
      readDescription(phrase, start: start, possessor: possessor)
      return phrase.upperBound
    }
    if phrase.lowerBound < run.lowerBound, wordFlags(phrase.lowerBound).contains(.definite),
      isFromThere(run),
      var made = description(phrase, possessor: possessor)
    {
      made.kind = .person
      mentions.append(made)
      return run.upperBound
    }
    if let end = joinedOrganisationEnd(run, phrase) ?? organisationEnd(run) {
      if end > run.upperBound || opensBracket(end),
        let next = readHolder(of: run.lowerBound..<end)
      {
        return next
      }
      let noun = opensBracket(end) ? noteEnd(end) : end
      if noun > run.upperBound, personFollows(noun),
        var made = description(begin..<noun + 1, possessor: possessor)
      {
        // "a Ministry of Works source", "the Institute of Works (IOW) director"
        made.core = run.lowerBound..<noun + 1
        mentions.append(made)
        return noun + 1
      }
      return append((.organisation, .organisation), run.lowerBound..<end, outer..<end)
    }
    if isOfficeAlone(run) && !(run.count == 2 && isHeld(run, start)) || isPluralName(last) {
      let begin = isPluralName(last) ? adjectivesBefore(run.lowerBound, in: phrase) : begin
      if var made = description(begin..<phrase.upperBound, possessor: possessor) {
        if made.kind == .unknown, made.plural { made.kind = .group }
        mentions.append(made)
      }
      return run.upperBound
    }
    if run.count > 1 || isAcronym(run), isOfThing(run), !isHeld(run, start) {
      return run.upperBound
    }
    return nil
  }

  /// "manager Sue Park": whether a noun for a person stands before a name, or a title opens it.
  private func isHeld(_ run: Range<Int>, _ start: Int) -> Bool {
    if run.lowerBound > start, case let facts = facts(run.lowerBound - 1),
      facts.flags.contains(.noun), facts.kind == .person
    {
      return true
    }
    return wordFlags(run.lowerBound).contains(.title)
      && document.tokens[run.lowerBound].flags.contains(.abbreviation)
  }

  /// "His friend Zara": whether a given name that is a body's, too, stands behind a noun for a
  /// person.
  private func isNameOfFriend(
    _ run: Range<Int>, _ form: SpeakerMention.Form, _ start: Int
  ) -> Bool {
    form == .organisation && run.count == 1 && wordFlags(run.lowerBound).contains(.given)
      && isHeld(run, start)
  }

  /// "Mill Lane": whether a name is of no person and no body; "Joan Hill" is somebody's, but "in
  /// Joan Hill" is not.
  private func isOfThing(_ run: Range<Int>) -> Bool {
    guard let last = run.last, wordFlags(last).contains(.thingWord) else { return false }
    guard facts(last).uses.contains(.surname), run.count > 1 else { return true }
    // "Lenfield MP Joan Hill"
    return !looksLikePerson((titleEnd(run) ?? run.lowerBound)..<run.upperBound)
      || isAfterLocative(run.lowerBound) || isArticle(run.lowerBound - 1)
  }

  /// "hotel group Tierney Cole": whether a noun of bodies stands before a name.
  private func isBodyNoun(_ token: Int, _ phrase: Range<Int>) -> Bool {
    let facts = facts(token)
    return facts.flags.contains(.noun) && facts.kind == .organisation
      && !document.tokens[token].flags.contains(.capital)
      && wordFlags(phrase.lowerBound).isDisjoint(with: [.definite, .demonstrative])
  }

  private mutating func append(
    _ what: (form: SpeakerMention.Form, kind: MentionKind), _ core: Range<Int>, _ tokens: Range<Int>
  ) -> Int {
    var made = mention(tokens, core: core, what.form, what.kind)
    guard what.form == .organisation, let apposition = bodyApposition(after: core) else {
      mentions.append(made)
      return core.upperBound
    }
    made.role = apposition.role
    return append(&made, with: apposition)
  }

  /// "Brazilian", "New Zealander": whether a word is of people by where they are from.
  func isFromThere(_ core: Range<Int>) -> Bool {
    core.count == 1
      ? wordFlags(core.lowerBound).isSuperset(of: [.demonym, .epithet])
      : phrase(.noun, of: core) == SpeakerWords.demonym
  }

  /// What the lexicons know a whole run as.
  private func known(_ run: Range<Int>) -> (form: SpeakerMention.Form, kind: MentionKind)? {
    if isPhrase(.state, run) { return (.state, .organisation) }
    if isPhrase(.organisation, run) { return (.organisation, .organisation) }
    if isPhrase(.place, run),
      !wordFlags(run.lowerBound).contains(.given) || isAfterLocative(run.lowerBound)
    {
      return (.place, .organisation)
    }
    return nil
  }

  /// A capitalised common noun: "Police" that opens a sentence, "Congress".
  private func isCommonNoun(_ token: Int) -> Bool {
    let facts = facts(token)
    return facts.flags.contains(.noun) && !facts.flags.contains(.given)
      && (opensSentence(token) ? !isNameElsewhere(token) : isArticle(token - 1))
      && (opensSentence(token) || facts.kind == .document) && nameAfterOf(token + 1) == nil
  }

  /// "Dh310", "N61": a sum or a road, which is no person.
  private func endsInDigit(_ token: Int) -> Bool {
    let at = document.tokens[token]
    return at.end > at.start && (0x30...0x39).contains(document.bytes[Int(at.end) - 1])
  }

  private func isArticle(_ token: Int) -> Bool {
    token >= limits.lowerBound
      && !wordFlags(token).isDisjoint(with: [.definite, .indefinite, .demonstrative])
  }

  /// The start of a phrase that ends in a capitalised plural, without nouns before it.
  private func adjectivesBefore(_ run: Int, in phrase: Range<Int>) -> Int {
    var start = run
    while start > phrase.lowerBound,
      !tags[start - 1].isNoun || document.tokens[start - 1].flags.contains(.capital)
    {
      start -= 1
    }
    return start
  }

  /// "the Bishop of Ripley": whether a name is of what an office is held over.
  private func isSeat(_ token: Int) -> Bool {
    guard token - 2 >= limits.lowerBound, wordFlags(token - 1).contains(.of) else { return false }
    let office = facts(token - 2)
    return office.kind == .person && !office.flags.isDisjoint(with: [.title, .office])
      && office.flags.isDisjoint(with: [.relation, .bare])
      && document.tokens[token - 2].flags.contains(.capital)
  }

  /// "in Stone Bay", but not "in Omar Reed's".
  private func isPlace(_ run: Range<Int>) -> Bool {
    isAfterLocative(run.lowerBound)
      && (run.upperBound >= limits.upperBound || tags[run.upperBound] != .POS)
  }

  func isAfterLocative(_ token: Int) -> Bool {
    token > limits.lowerBound && wordFlags(token - 1).contains(.locative)
  }

  /// Whether a run is an office without a name: "Treasury Secretary", "the President".
  private func isOfficeAlone(_ run: Range<Int>) -> Bool {
    let last = run.upperBound - 1
    let facts = facts(last)
    let isPerson =
      facts.flags.contains(.title)
      || (facts.flags.contains(.noun)
        && facts.kind == .person)
    guard isPerson else { return false }
    if run.count == 1 { return !facts.flags.contains(.given) || isArticle(run.lowerBound - 1) }
    if run.count == 2,
      facts.uses.contains(.surname) && text.looks[run.lowerBound].word.isUntold
        || isHonorific(run.lowerBound)
          && (facts.uses.contains(.surname) || facts.flags.contains(.given))
    {
      // "Kerensa Fisher", "Dr Shah"
      return false
    }
    for first in run.dropLast() where isPhrase(.title, first..<run.upperBound) {
      return true
    }
    for token in run.dropLast() {
      let flags = self.wordFlags(token)
      if flags.contains(.given) || isInitial(token) { return false }
      if flags.contains(.title), document.tokens[token].flags.contains(.abbreviation) {
        return false
      }
    }
    return true
  }

  /// "Dr", "Cllr": a title that is no office.
  func isHonorific(_ token: Int) -> Bool {
    let flags = wordFlags(token)
    return flags.contains(.title) && !flags.contains(.noun) && isNameLike(token)
  }

  /// "Republicans", "Americans": a class of people.
  private func isPluralName(_ token: Int) -> Bool {
    let facts = facts(token)
    if facts.flags.contains(.noun) {
      return facts.flags.contains(.plural) && (facts.kind == .person || facts.kind == .group)
    }
    return tags[token] == .NNPS && !facts.flags.contains(.given) && !isNameElsewhere(token)
  }

  /// The token after the last title of a run that has a name behind it.
  func titleEnd(_ run: Range<Int>) -> Int? {
    var at = run.lowerBound
    var end: Int?
    while at < run.upperBound - 1 {
      if let found = phrase(.title, from: at, limit: run.upperBound - 1),
        !(found.count == 1 && (isGivenFirst(at, run) || end != nil && isInitial(at)))
      {
        at += found.count
        end = at
        continue
      }
      let facts = facts(at)
      if facts.flags.contains(.noun), facts.kind == .person, !isGivenFirst(at, run) {
        end = at + 1
      }
      at += 1
    }
    return end ?? givenAfterLabel(run)
  }

  /// Where a given name begins behind words that are none: "Navy SEAL Tim Reed".
  private func givenAfterLabel(_ run: Range<Int>) -> Int? {
    let given = run.upperBound - 2
    guard given > run.lowerBound, wordFlags(given).contains(.given),
      !wordFlags(run.lowerBound).contains(.given), !isInitial(run.lowerBound),
      !document.tokens[given].flags.contains(.allCapitals)
    else { return nil }
    let before = given - 1
    let flags = wordFlags(before)
    let isLabel =
      document.tokens[before].flags.contains(.allCapitals)
      || !flags.isDisjoint(with: [.demonym, .noun, .organisationWord])
      || isPhrase(.place, run.lowerBound..<given)
      || isPhrase(.state, run.lowerBound..<given)
      || isPhrase(.organisation, run.lowerBound..<given)
    return isLabel ? given : nil
  }

  /// Whether a word that is also a title stands as a given name: "Dean Reed".
  private func isGivenFirst(_ token: Int, _ run: Range<Int>) -> Bool {
    wordFlags(token).contains(.given) && token == run.upperBound - 2
      && !document.tokens[token].flags.contains(.abbreviation)
  }

  /// Takes the words before a name as its role, if they end in a title or a noun for people.
  private func readRole(_ range: Range<Int>, into mention: inout SpeakerMention) {
    guard var last = range.last else { return }
    if document.tokens[last].kind == .closeBracket, range.count > 3 {
      // "Superintendent of Police (North)"
      last -= 3
    }
    if let noun = nounOfLongTitle(endingAt: range.upperBound, from: range.lowerBound) {
      last = noun
    }
    let facts = facts(last)
    let isTitle =
      facts.flags.contains(.title) && document.tokens[last].flags.contains(.capital)
    let isNoun = facts.flags.contains(.noun) && facts.kind == .person
    guard isTitle || isNoun || (tags[last] == .NN && looksLikePerson(mention.core)) else { return }
    var first = last
    // "Highlands and Islands MSP"
    while first > range.lowerBound, tags[first - 1] != .VBG,
      tags[first - 1] != .NNS || isNameLike(first - 1)
    {
      first -= 1
    }
    mention.role = first..<range.upperBound
    if first > range.lowerBound {
      mention.tokens = first..<mention.tokens.upperBound
    }
    mention.head = facts.lemma != 0 ? facts.lemma : lexemes[last]
    let end = self.facts(range.upperBound - 1)
    if last < range.upperBound - 1, end.flags.contains(.noun), end.kind == .person {
      // "Detective Inspector"
      mention.secondHead = end.lemma
    }
    if facts.gender != .unknown, !facts.flags.contains(.given) {
      mention.gender = facts.gender
      mention.genderBy = .title
    }
  }

  /// The noun of a longer title that ends at a token: "Secretary" of "Secretary of State".
  private func nounOfLongTitle(endingAt end: Int, from start: Int) -> Int? {
    for first in max(start, end - 12)..<end where portfolioEnd(first) == end { return first }
    for first in max(start, end - 4)..<end
    where isPhrase(.title, first..<end) {
      return (first..<end).first { wordFlags($0).contains(.noun) && facts($0).kind == .person }
    }
    return nil
  }

  /// Whether a run begins with a given name or an initial, or ends in Jr. or III.
  func looksLikePerson(_ core: Range<Int>) -> Bool {
    guard let first = core.first, let last = core.last else { return false }
    if core.count == 1 { return wordFlags(first).contains(.given) }
    if wordFlags(first).contains(.given) || isInitial(first) { return true }
    return wordFlags(last).contains(.suffix) || core.contains { isInitial($0) }
  }

  private func isAllCapitals(_ run: Range<Int>) -> Bool {
    run.count >= 3 && run.allSatisfy { document.tokens[$0].flags.contains(.allCapitals) }
  }

  func isAcronym(_ core: Range<Int>) -> Bool {
    guard core.count == 1, !inHeading, let token = core.first else { return false }
    let at = document.tokens[token]
    return at.flags.contains(.allCapitals) && at.end - at.start <= 6 && !opensAllCapitals(token)
  }

  private func opensAllCapitals(_ token: Int) -> Bool {
    token + 1 < limits.upperBound
      && document.tokens[token + 1].flags.contains(.allCapitals)
  }

  func readGender(_ mention: inout SpeakerMention) {
    guard mention.gender == .unknown, mention.core.count > 1 || mention.role == nil,
      let first = mention.core.first(where: { !isInitial($0) })
    else { return }
    let facts = facts(first)
    guard facts.flags.contains(.given), facts.gender != .unknown, mention.core.count > 1 else {
      return
    }
    mention.gender = facts.gender
    mention.genderBy = .givenName
  }
}
