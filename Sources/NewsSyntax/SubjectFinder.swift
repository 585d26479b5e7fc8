/// Who does what a verb says, by surface order alone.
///
/// Steps left over auxiliaries, adverbs and days to the noun phrase that touches the verb group;
/// over insertions between commas to the phrase they belong to; from a coordinated verb or a
/// participle to the subject of the main clause; from a passive to its by-phrase. No parser.
package struct SubjectFinder: Sendable {
  package let phrases: Phrases

  /// What was found.
  package enum Subject: Sendable, Hashable {
    /// The items of the subject.
    case phrase(Range<Int>)
    /// A passive without a by-phrase: nobody is named.
    case agentless
  }

  package init(phrases: Phrases) { self.phrases = phrases }

  var items: [FoldedItem] { phrases.items }

  /// How many steps are taken to the left.
  static let reach = 12
  /// How far to the left a main clause may begin.
  private static let mainReach = 200
  /// How far a by-phrase may stand behind its participle.
  static let agentReach = 9

  /// The subject of the verb at `verb`, within the sentence `range`.
  package func subject(of verb: Int, in range: Range<Int>) -> Subject? {
    if let agent = agent(of: verb, in: range) ?? asideAgent(of: verb, in: range) { return agent }
    if let agent = reducedAgent(of: verb, in: range) { return .phrase(agent) }
    return subjectLeft(of: verb, in: range)
  }

  /// The phrase that stands as subject of a verb, passive or not: who is told, not who tells.
  package func surfaceSubject(of verb: Int, in range: Range<Int>) -> Range<Int>? {
    guard case .phrase(let found)? = subjectLeft(of: verb, in: range) else { return nil }
    return found
  }

  private func subjectLeft(of verb: Int, in range: Range<Int>) -> Subject? {
    let lowest = range.lowerBound
    var index = phrases.beforeGroup(verb, lowest: lowest)
    if let found = participleSubject(verb, index, in: range) { return .phrase(found) }
    if index == verb - 1, index >= lowest, let found = loneSubject(index, verb, lowest) {
      return .phrase(found)
    }
    if let found = aroundPreposition(index, verb, lowest) { index = found }
    if let outer = governorOfPurpose(verb, index, lowest) { return subject(of: outer, in: range) }
    for _ in 0..<Self.reach where index >= lowest {
      if case .ends(let subject) = look(at: index, from: verb, in: range) { return subject }
      index -= 1
    }
    return openingParticiple(verb, in: range).map { .phrase($0) }
  }

  /// What an item on the way to the left tells of a verb's subject.
  private enum Look {
    /// It is this one, or none can be told.
    case ends(Subject?)
    case goesOn

    /// A phrase is the subject, where there is one.
    init(_ phrase: Range<Int>?) { self = phrase.map { .ends(.phrase($0)) } ?? .goesOn }
  }

  private func look(at index: Int, from verb: Int, in range: Range<Int>) -> Look {
    let (item, lowest) = (items[index], range.lowerBound)
    if item.isQuotation || item.words.contains(.reflexive) { return .goesOn }
    if isRelative(index, verb, lowest) {
      guard item.words.contains(.what) else { return .ends(.phrase(index..<index + 1)) }
      return .ends(mainSubject(before: index, lowest).map { .phrase($0) })
    }
    switch item.tag {
    case .comma:
      if items[verb].tag == .VBN || (index...verb).contains(where: { phrases.isFinite($0) }),
        let found = beforeInsertion(index, lowest)
      {
        let outer = aroundModifier(found, verb, lowest) ?? aroundRelative(found, verb, lowest)
        return Look(outer ?? found)
      }
      return Look(mainSubject(before: index, lowest))
    case .colon:
      guard let found = beforeDashes(index, lowest) else { return .goesOn }
      return .ends(.phrase(found))
    case .CC:
      if let pronoun = relativeJoined(at: index, to: verb, lowest, named: true) {
        return Look(pronoun)
      }
      let main = mainSubject(before: index, lowest)
      return Look(main ?? relativeJoined(at: index, to: verb, lowest, named: false))
    case .IN where items[verb].tag == .VBG: return Look(mainSubject(before: index, lowest))
    default: return lookAtPhrase(endingAt: index, from: verb, in: range)
    }
  }

  private func lookAtPhrase(endingAt index: Int, from verb: Int, in range: Range<Int>) -> Look {
    let (item, lowest) = (items[index], range.lowerBound)
    if let found = phrases.phraseLeft(endingAt: index, lowest: lowest), holdsSource(found) {
      if let outer = aroundObject(found, verb, lowest) { return .ends(.phrase(outer)) }
      let outer =
        aroundModifier(found, verb, lowest) ?? aroundAdjunct(found, verb, lowest)
        ?? aroundRelative(found, verb, lowest)
      return Look(outer ?? found)
    }
    if phrases.isFinite(index), !item.flags.contains(.capital),
      let found = subject(of: index, in: range)
    {
      return .ends(
        described(by: found, verb, lowest) ?? aroundSubordinate(found, verb, lowest)
          ?? heldByRelative(found, verb, lowest) ?? found)
    }
    guard item.tag.isVerb else { return .goesOn }
    guard let main = mainSubject(before: index + 1, lowest) else { return .goesOn }
    return .ends(described(by: .phrase(main), verb, lowest) ?? .phrase(main))
  }

  /// "and in a statement said": over an adjunct to the main clause.
  private func aroundAdjunct(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    var before = found.lowerBound - 1
    while before > lowest, items[before].tag == .DT { before -= 1 }
    guard before > lowest else { return nil }
    let opener = items[before]
    if opener.words.contains(.place), opener.tag == .IN {
      let link = items[before - 1].tag
      if link == .comma, before - 3 > lowest, items[before - 2].tag == .CD,
        items[before - 3].tag == .comma
      {
        // "Ana Cole, 52, in Lenfield said"
        return phrases.phraseLeft(endingAt: before - 4, lowest: lowest)
      }
      guard link == .CC || link == .comma else { return nil }
      return mainSubject(before: before - 1, lowest)
    }
    return nil
  }

  func holdsSource(_ range: Range<Int>) -> Bool {
    range.contains { index in
      let tag = items[index].tag
      if tag == .NNP, range.count == 1, items[index].words.contains(.day) { return false }
      return tag.isNoun || tag == .PRP || tag == .DT || tag == .CD || tag == .JJ && range.count > 1
    }
  }

  /// The by-phrase of a passive, or that there is none.
  private func agent(of verb: Int, in range: Range<Int>) -> Subject? {
    var passive = isAccused(verb, in: range) || isAskedAside(verb, in: range)
    guard passive || items[verb].tag == .VBN else { return nil }
    // "Asked by Reed whether it would hold"
    passive =
      passive
      || verb == range.lowerBound && verb + 1 < range.upperBound
        && !items[verb + 1].isQuotation && items[verb + 1].words.contains(.by)
    var index = verb - 1
    while index >= range.lowerBound, !items[index].isQuotation,
      items[index].tag.isAdverb || !items[index].words.isDisjoint(with: .passiveHelp)
    {
      passive = passive || !items[index].words.isDisjoint(with: .passive)
      index -= 1
    }
    guard passive else { return nil }
    let last = min(range.upperBound, verb + SubjectFinder.agentReach)
    for place in verb + 1..<max(last, verb + 1) where items[place].words.contains(.by) {
      if let found = phrases.phraseRight(from: place + 1, limit: range.upperBound),
        !(found.count == 1 && items[found.lowerBound].words.contains(.day))
      {
        return .phrase(found)
      }
    }
    return .agentless
  }

  /// "Reed said when asked whether", "Asked by Cole if it would, Reed said": a participle that
  /// tells that somebody was asked.
  private func isAskedAside(_ verb: Int, in range: Range<Int>) -> Bool {
    guard items[verb].words.contains(.addressing),
      items[verb].tag == .VBN || items[verb].tag == .VBD
    else { return false }
    var index = verb - 1
    while index >= range.lowerBound, items[index].tag == .RB { index -= 1 }
    guard index >= range.lowerBound else { return items[verb].flags.contains(.capital) }
    return items[index].words.contains(.subordinator) && !items[index].words.contains(.that)
  }

  /// ", saying": the subject of the clause before; "a letter saying": of the clause that holds
  /// the letter.
  private func participleSubject(_ verb: Int, _ before: Int, in range: Range<Int>) -> Range<Int>? {
    guard items[verb].tag == .VBG else { return nil }
    let lowest = range.lowerBound
    var index = verb - 1
    while index >= lowest, items[index].tag == .RB { index -= 1 }
    guard index >= lowest else { return nil }
    let item = items[index]
    if item.tag == .comma || item.isQuotation {
      return sourceAccording(before: index, lowest) ?? mainSubject(before: index, lowest)
    }
    if before == verb - 1, item.words.contains(.documentNoun) {
      return mainSubject(before: before + 1, lowest)
    }
    if item.tag == .CC, let first = firstParticiple(before: index, lowest) {
      return mainSubject(before: first - 1, lowest)
    }
    return nil
  }

  /// ", saying it was late and calling him": the participle that a comma opens before "and".
  private func firstParticiple(before limit: Int, _ lowest: Int) -> Int? {
    (lowest + 1..<max(limit, lowest + 1)).last { index in
      items[index].tag == .VBG
        && (items[index - 1].tag == .comma || items[index - 1].isQuotation)
    }
  }

  /// "many said", and a capitalised word that the tagger took for something else.
  private func loneSubject(_ index: Int, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    let item = items[index]
    if item.words.contains(.quantifier), phrases.chunks.phrase(at: index) == nil {
      // "Reed and Cole both said"
      let floats = index > lowest && (items[index - 1].tag.isName || items[index - 1].tag == .PRP)
      guard floats else { return index..<index + 1 }
      return phrases.phraseLeft(endingAt: index - 1, lowest: lowest)
    }
    if item.tag.isAdjective, index > lowest, items[index - 1].tag == .CD,
      phrases.chunks.phrase(at: index) == nil
    {
      // "one local said"
      return index - 1..<index + 1
    }
    let first = index == lowest || items[index - 1].tag == .comma || items[index - 1].isQuotation
    let odd = item.tag.isVerb || item.tag.isAdjective || item.tag == .UH
    if odd, first, item.flags.contains(.capital), items[verb].tag.isFinite {
      return index..<index + 1
    }
    return nil
  }

  /// "have in the past said": over the phrase between auxiliary and verb.
  private func aroundPreposition(_ index: Int, _ verb: Int, _ lowest: Int) -> Int? {
    guard index >= lowest, let phrase = phrases.chunks.phrase(at: index) else { return nil }
    let before = phrase.lowerBound - 1
    guard before > lowest, items[before].tag == .IN else { return nil }
    let helper = items[before - 1]
    guard helper.tag == .MD || helper.tag.isVerb && !helper.words.isDisjoint(with: .auxiliary)
    else {
      return nil
    }
    // "whose wife was on the boat said"
    if helper.words.contains(.be), items[verb].tag.isFinite { return nil }
    return phrases.beforeGroup(before, lowest: lowest)
  }

  /// "who said", "voters that believe"
  private func isRelative(_ index: Int, _ verb: Int, _ lowest: Int) -> Bool {
    let item = items[index]
    if item.tag == .WP || item.tag == .WDT { return true }
    return item.words.contains(.that) && index > lowest && items[index - 1].tag.isNoun
      && index == phrases.beforeGroup(verb, lowest: lowest)
  }

  /// From the comma before a verb to the phrase before the comma that opens the insertion.
  private func beforeInsertion(_ comma: Int, _ lowest: Int) -> Range<Int>? {
    var index = comma - 1
    if let whose = (lowest..<comma).last(where: { items[$0].tag == .WPS }), whose > lowest + 1,
      items[whose - 1].tag == .comma
    {
      index = whose - 1
    }
    for _ in 0..<5 {
      index = lastComma(upTo: index, lowest)
      guard index > lowest else { return nil }
      if let found = phrases.phraseLeft(endingAt: index - 1, lowest: lowest) {
        guard found.lowerBound > lowest else { return found }
        let before = items[found.lowerBound - 1]
        if before.tag == .comma,
          let outer = described(by: found, lowest) ?? resident(of: found, lowest)
        {
          return outer
        }
        if before.tag == .comma, found.count == 1,
          items[found.lowerBound].tag == .CD || isParty(found.lowerBound),
          let aged = phrases.phraseLeft(endingAt: found.lowerBound - 2, lowest: lowest)
        {
          // "Ana Cole, 52, from Lenfield, said", "Sen. Ana Cole, D-N.M., who won, said"
          return aged
        }
        guard before.tag == .IN || before.tag == .TO || before.tag == .DT || before.tag.isVerb,
          !before.words.contains(.that)
        else { return found }
        return outerInsertion(index - 1, lowest) ?? found
      }
      index -= 1
    }
    return nil
  }

  /// The last comma at an item or before that stands in no brackets; below `lowest` for none.
  private func lastComma(upTo index: Int, _ lowest: Int) -> Int {
    var index = index
    while index >= lowest, items[index].tag != .comma {
      if items[index].tag == .close,
        let open = (lowest..<index).last(where: { items[$0].tag == .open })
      {
        index = open
      }
      index -= 1
    }
    return index
  }

  /// "D-N.M.": a party's letter and the place that its member sits for.
  private func isParty(_ index: Int) -> Bool {
    items[index].flags.isSuperset(of: [.hyphen, .capital]) && items[index].tag.isName
      && index > 1 && items[index - 2].tag.isName
  }

  /// The phrase itself lies in an insertion: go on to the one before that.
  private func outerInsertion(_ last: Int, _ lowest: Int) -> Range<Int>? {
    var index = last
    while index >= lowest, items[index].tag != .comma { index -= 1 }
    guard index > lowest else { return nil }
    switch items[index + 1].tag {
    case .VBG, .VBN, .IN, .WP, .WDT, .DT, .RB:
      let found = phrases.phraseLeft(endingAt: index - 1, lowest: lowest)
      guard let age = found, age.count == 1, items[age.lowerBound].tag == .CD,
        age.lowerBound - 2 >= lowest, items[age.lowerBound - 1].tag == .comma
      else { return found }
      // "Ana Cole, 52, of Lenfield, said"
      return phrases.phraseLeft(endingAt: age.lowerBound - 2, lowest: lowest)
    default: return nil
    }
  }

  /// "Ana Cole, the head of the paper, the Courier, said": the name that opens the clause before a
  /// phrase that describes it.
  private func described(by found: Range<Int>, _ lowest: Int) -> Range<Int>? {
    var comma = found.lowerBound - 1
    if comma - 2 > lowest, items[comma - 1].tag == .CD, items[comma - 2].tag == .comma {
      // "Ana Cole, 52, a clerk who left, said"
      comma -= 2
    }
    guard items[found.lowerBound].tag == .DT, comma - 1 >= lowest,
      items[comma - 1].tag.isName,
      let outer = phrases.phraseLeft(endingAt: comma - 1, lowest: lowest),
      outer.lowerBound == lowest || items[outer.lowerBound - 1].isQuotation
    else { return nil }
    return outer
  }

  /// The subject of the last main clause that begins before an item.
  ///
  /// Clauses that a subordinator, a relative or a reporting verb opens are skipped; where there is
  /// no other, the nearest that "when", "as" or the like opens.
  package func mainSubject(before limit: Int, _ lowest: Int) -> Range<Int>? {
    let lowest = max(lowest, limit - Self.mainReach)
    var verb = limit - 1
    var skipped: Range<Int>?
    while verb >= lowest {
      guard isClauseVerb(verb, lowest) else {
        verb -= 1
        continue
      }
      let index = phrases.beforeGroup(verb, lowest: lowest)
      guard index >= lowest else { return skipped }
      switch clauseSubject(of: verb, before: index, lowest) {
      case .main(let found): return aroundModifier(found, verb, lowest) ?? found
      case .adverbial(let found, let next):
        skipped = skipped ?? found
        verb = next
      case .none(let next): verb = next
      }
    }
    return skipped ?? looseSubject(before: limit, lowest)
  }

  /// The subject of a clause, and where the verb of one to the left may stand.
  private enum ClauseSubject {
    case main(Range<Int>)
    /// Of a clause that "when", "as" or the like opens.
    case adverbial(Range<Int>, next: Int)
    case none(next: Int)
  }

  /// The subject of the clause whose verb group begins behind `index`.
  private func clauseSubject(
    of verb: Int, before index: Int, _ lowest: Int
  ) -> ClauseSubject {
    let item = items[index]
    if item.isQuotation { return .none(next: verb - 1) }
    if item.tag == .comma, let found = beforeComma(index, lowest) { return .main(found) }
    if item.tag == .comma || item.tag == .CC || item.tag.isVerb || opensClause(item) {
      return .none(next: index - 1)
    }
    let last = item.words.contains(.reflexive) ? index - 1 : index
    guard let found = phrases.phraseLeft(endingAt: last, lowest: lowest) else {
      return .none(next: verb - 1)
    }
    guard found.lowerBound > lowest else { return .main(found) }
    let before = items[found.lowerBound - 1]
    if before.words.contains(.subordinator) {
      let next = found.lowerBound - 2
      return before.words.contains(.sentenceAdverb)
        ? .adverbial(found, next: next) : .none(next: next)
    }
    if before.tag.isVerb, before.tag != .VBG,
      before.words.contains(.saying) || governsClause(found.lowerBound - 1, lowest)
    {
      return .none(next: found.lowerBound - 1)
    }
    return .main(found)
  }

  /// Whether a relative or subordinate clause begins with an item.
  private func opensClause(_ item: FoldedItem) -> Bool {
    item.tag == .WP || item.tag == .WDT || item.words.contains(.relative)
      || item.words.contains(.subordinator) && item.tag != .DT
  }

  /// "Reed, a clerk, called", "the prince called": where no verb is finite, the phrase that opens
  /// the sentence before a participle, for it is a past tense that the tagger missed.
  private func looseSubject(before limit: Int, _ lowest: Int) -> Range<Int>? {
    let range = lowest..<max(lowest, limit)
    guard !range.contains(where: { phrases.isFinite($0) }),
      let verb = range.first(where: { items[$0].tag == .VBN && $0 > lowest })
    else { return nil }
    if items[verb - 1].tag == .comma { return beforeComma(verb - 1, lowest) }
    guard items[verb - 1].tag.isNoun,
      let found = phrases.phraseLeft(endingAt: verb - 1, lowest: lowest),
      found.lowerBound == lowest || items[found.lowerBound - 1].tag == .comma
    else { return nil }
    return found
  }

  /// A finite verb, or a participle directly behind a name that opens its clause.
  private func isClauseVerb(_ index: Int, _ lowest: Int) -> Bool {
    if items[index].isQuotation { return false }
    if phrases.isFinite(index) { return true }
    guard items[index].tag == .VBN || items[index].tag == .VB, index > lowest else { return false }
    let before = items[index - 1].tag
    if before == .comma, items[index].tag == .VBN {
      // "Reed, who voted no, called it late and asked why"
      let window = max(lowest, index - 9)..<index - 1
      return window.contains { items[$0].tag == .WP } && beforeComma(index - 1, lowest) != nil
    }
    guard before == .NNP || before == .PRP || before == .close else { return false }
    guard let found = phrases.phraseLeft(endingAt: index - 1, lowest: lowest) else { return false }
    if found.lowerBound == lowest { return true }
    let opener = items[found.lowerBound - 1]
    return opener.isQuotation || opener.tag == .comma || opener.tag == .CC || opener.tag == .colon
      || opener.words.contains(.subordinator)
  }

  /// "Reed, a clerk, said": the phrase before the comma pair, unless a clause stands there.
  private func beforeComma(_ comma: Int, _ lowest: Int) -> Range<Int>? {
    let window = max(lowest, comma - 8)..<comma
    let clause = window.contains { phrases.isFinite($0) }
    let relative = window.contains { items[$0].tag == .WP || items[$0].tag == .WDT }
    if clause, !relative { return nil }
    let open = lastComma(upTo: comma - 1, lowest)
    guard open > lowest else { return nil }
    return phrases.phraseLeft(endingAt: open - 1, lowest: lowest)
  }

  /// "Asked about the vote, Reed said": the subject after the comma.
  private func openingParticiple(_ verb: Int, in range: Range<Int>) -> Range<Int>? {
    guard items[verb].tag == .VBG else { return nil }
    var index = verb + 1
    while index < range.upperBound, items[index].tag != .comma { index += 1 }
    return phrases.phraseRight(from: index + 1, limit: range.upperBound)
  }
}
