// Verbs and adjectives that hang on a noun, and whose noun is not the subject it seems to be.
extension SubjectFinder {
  /// "a source speaking to the paper said", "a source close to the couple said", "a man hired to
  /// mend the roof said": over what hangs on a phrase to that, where it opens its clause.
  func aroundModifier(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    // "a source quoted by the paper blamed “outsiders”": a past tense that the tagger missed.
    let isMissed =
      items[verb].tag == .VBN && verb == found.upperBound && verb + 1 < items.count
      && items[verb + 1].isQuotation
    let isFinite =
      items[verb].tag.isFinite || isMissed
      || phrases.chunks.group(headedBy: verb)?.flags.contains(.finite) ?? false
    var index = found.lowerBound - 1
    guard isFinite, items[found.lowerBound].tag != .PRP, index > lowest,
      phrases.chunks.phrase(at: index) == nil
    else { return nil }
    while index > lowest, found.lowerBound - index <= SubjectFinder.reach {
      let isLinked = index + 1 < found.lowerBound
      let isAccused = isAccused(index, in: lowest..<items.count)
      if isAccused || isModifier(index, linked: isLinked) || isLinked && isReduced(index, found)
        || !isLinked && isCounted(index, found),
        let outer = phrases.phraseLeft(
          endingAt: beforeAdverbs(index, lowest), lowest: lowest), holdsSource(outer),
        opensClause(outer, lowest)
      {
        return outer
      }
      let tag = items[index].tag
      let isInfinitive = tag == .VB && items[index - 1].tag == .TO
      // "accused of stealing the boat"
      let isGerund = tag == .VBG && items[index - 1].tag == .IN
      if let phrase = phrases.chunks.phrase(at: index) {
        index = phrase.lowerBound - 1
      } else if tag == .IN || tag == .TO || tag == .RP || tag.isAdverb || tag.isAdjective
        || isInfinitive || isGerund
      {
        // "The mother of a boy shot dead in Lenfield has asked"
        index -= 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// "The woman in front of me said": from a pronoun that a preposition governs to the phrase that
  /// opens the clause.
  func aroundObject(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    guard found.count == 1, items[found.lowerBound].tag == .PRP, items[verb].tag.isFinite,
      found.lowerBound - 1 > lowest
    else { return nil }
    var index = found.lowerBound - 1
    let link = items[index]
    guard link.tag == .IN || link.tag == .TO,
      link.words.isDisjoint(with: [.subordinator, .that, .as, .question])
    else { return nil }
    for _ in 0..<4 where index > lowest {
      if let outer = phrases.phraseLeft(endingAt: index, lowest: lowest) {
        if opensClause(outer, lowest), holdsSource(outer) { return outer }
        index = outer.lowerBound - 1
      } else if items[index].tag.isAny(of: [.IN, .TO, .RB, .JJ]) {
        index -= 1
      } else {
        return nil
      }
    }
    return nil
  }

  private func beforeAdverbs(_ verb: Int, _ lowest: Int) -> Int {
    var index = verb - 1
    while index > lowest, items[index].tag.isAdverb { index -= 1 }
    return index
  }

  private func opensClause(_ phrase: Range<Int>, _ lowest: Int) -> Bool {
    guard phrase.lowerBound > lowest else { return true }
    let before = items[phrase.lowerBound - 1]
    return before.isQuotation || before.tag.isAny(of: [.comma, .CC, .colon])
      || before.words.contains(.that) || before.words.contains(.subordinator)
  }

  /// - Parameter linked: Whether a preposition follows, as an adjective behind its noun needs.
  private func isModifier(_ index: Int, linked: Bool) -> Bool {
    switch items[index].tag {
    case .VBG, .VBN: opensGroup(index)
    case .JJ, .RB: linked
    default: false
    }
  }

  /// "involved", "not involved": whether a verb group begins with a verb, or adverbs before it.
  private func opensGroup(_ verb: Int) -> Bool {
    guard let start = phrases.chunks.group(headedBy: verb)?.start else { return false }
    return (start..<max(start, verb)).allSatisfy { items[$0].tag.isAdverb }
  }

  /// "crowds gathered at the gate said": a past tense with no object, and another verb behind what
  /// its preposition governs; that one is the clause's.
  private func isReduced(_ index: Int, _ found: Range<Int>) -> Bool {
    let link = items[found.lowerBound - 1]
    return items[index].tag == .VBD && items[index].words.isDisjoint(with: [.saying, .auxiliary])
      && phrases.chunks.group(headedBy: index)?.start == index
      && (link.tag == .IN || link.tag == .TO)
      && link.words.isDisjoint(with: [.subordinator, .that])
      && phrases.chunks.phrase(at: index + 1) == nil
  }

  /// "a post shared thousands of times says": a past tense right before a count, and another verb
  /// behind that; that one is the clause's.
  private func isCounted(_ index: Int, _ found: Range<Int>) -> Bool {
    items[index].tag == .VBD && items[index].words.isDisjoint(with: [.saying, .auxiliary])
      && (found.prefix(3).contains { items[$0].tag == .CD }
        || items[found.lowerBound].tag == .NNS && found.contains { items[$0].words.contains(.of) })
  }

  /// "the woman who was at the house said": from within a relative clause to what it describes.
  func aroundRelative(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    relative(before: found.lowerBound, verb, lowest)
  }

  /// "A man who died when his bike fell told her": from the subject of a clause that "when" or the
  /// like opens, and whose verb stands before this one, to what the relative clause around it
  /// describes.
  func aroundSubordinate(_ found: Subject, _ verb: Int, _ lowest: Int) -> Subject? {
    guard case .phrase(let inner) = found, inner.lowerBound - 1 > lowest, items[verb].tag.isFinite,
      case let opener = items[inner.lowerBound - 1], opener.words.contains(.subordinator),
      !opener.isQuotation, !opener.words.contains(.that)
    else { return nil }
    return relative(before: inner.lowerBound - 1, verb, lowest).map { .phrase($0) }
  }

  /// "The paper that Reed edits said": from the subject of a relative clause to what that
  /// describes, where it opens the clause.
  func heldByRelative(_ found: Subject, _ verb: Int, _ lowest: Int) -> Subject? {
    guard case .phrase(let inner) = found, items[verb].tag.isFinite,
      case let pronoun = inner.lowerBound - 1, pronoun > lowest, !items[pronoun].isQuotation,
      items[pronoun].words.contains(.that) || items[pronoun].tag.isAny(of: [.WDT, .WP]),
      items[pronoun - 1].tag.isNoun,
      let outer = phrases.phraseLeft(endingAt: pronoun - 1, lowest: lowest),
      opensClause(outer, lowest)
    else { return nil }
    return .phrase(outer)
  }

  private func relative(before first: Int, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    guard items[verb].tag.isFinite else { return nil }
    var hasVerb = false
    var reach = SubjectFinder.reach
    var index = first - 1
    while index > lowest, verb - index <= reach {
      let item = items[index]
      if item.tag == .WPS {
        // "families whose children died in a fire said"
        guard hasVerb else { return nil }
        return phrases.phraseLeft(endingAt: index - 1, lowest: lowest)
      }
      if item.tag == .WP || item.tag == .WDT {
        guard hasVerb, phrases.chunks.phrase(at: index + 1) == nil,
          case .phrase(let outer)? = described(by: .phrase(index..<index + 1), verb, lowest)
        else { return nil }
        return outer
      }
      if hasVerb, item.words.contains(.subordinator), !item.words.contains(.that),
        item.words.contains(.sentenceAdverb) || item.tag == .WRB
      {
        // "a nurse who left because she is not allowed to speak to the press said"
        hasVerb = false
        reach = 2 * SubjectFinder.reach
        index -= 1
        continue
      }
      if item.isQuotation || item.tag.isAny(of: [.comma, .CC, .colon, .stop])
        || item.words.contains(.subordinator)
        // "who said the firm knew", but "who said he was late for work told her"
        || !hasVerb && item.words.contains(.saying)
      {
        return nil
      }
      hasVerb = hasVerb || phrases.isFinite(index)
      index -= 1
    }
    return nil
  }

  /// "Reed, who stood in the rain and said": the pronoun of the clause that "and" goes on.
  ///
  /// - Parameter named: Whether a comma must stand before the pronoun: without one the clause may
  ///   have ended before "and".
  func relativeJoined(
    at link: Int, to verb: Int, _ lowest: Int, named: Bool
  ) -> Range<Int>? {
    guard items[verb].tag.isFinite, link == phrases.beforeGroup(verb, lowest: lowest) else {
      return nil
    }
    var hasVerb = false
    var index = link - 1
    while index > lowest, link - index <= 2 * SubjectFinder.reach {
      let item = items[index]
      if item.isQuotation || item.tag.isAny(of: [.comma, .CC, .colon, .stop])
        || item.words.contains(.subordinator) || item.words.contains(.saying)
      {
        return nil
      }
      if item.tag == .WP, !item.words.contains(.what) {
        let isNamed = !items[index - 1].isQuotation && items[index - 1].tag == .comma
        return hasVerb && (isNamed || !named) ? index..<index + 1 : nil
      }
      hasVerb = hasVerb || phrases.isFinite(index)
      index -= 1
    }
    return nil
  }

  /// "Bell, 34, of Mill Lane, Harrow, who denied it, said": the name that opens the clause before
  /// an address that ends in the names of places.
  func resident(of place: Range<Int>, _ lowest: Int) -> Range<Int>? {
    guard place.allSatisfy({ items[$0].tag.isName }) else { return nil }
    var comma = place.lowerBound - 1
    for _ in 0..<4 {
      guard let open = (lowest..<comma).last(where: { items[$0].tag == .comma }), open > lowest
      else { return nil }
      let piece = open + 1..<comma
      guard let first = piece.first, piece.count <= 8,
        !piece.contains(where: { items[$0].isQuotation || items[$0].tag.isVerb })
      else { return nil }
      if items[first].tag == .IN {
        var last = open - 1
        if last - 1 > lowest, items[last].tag == .CD, items[last - 1].tag == .comma { last -= 2 }
        guard items[last].tag.isName, let name = phrases.phraseLeft(endingAt: last, lowest: lowest),
          opensClause(name, lowest)
        else { return nil }
        return name
      }
      guard piece.allSatisfy({ items[$0].tag.isName || items[$0].tag == .CD }) else { return nil }
      comma = open
    }
    return nil
  }

  /// "Anna – not her real name – told us": the phrase before what two dashes set off.
  func beforeDashes(_ dash: Int, _ lowest: Int) -> Range<Int>? {
    var index = dash - 1
    while index > lowest, dash - index <= 2 * SubjectFinder.reach {
      let item = items[index]
      if item.isQuotation || item.tag == .stop { return nil }
      if item.tag == .colon {
        guard items[dash].lexeme == item.lexeme else { return nil }
        return phrases.phraseLeft(endingAt: index - 1, lowest: lowest)
      }
      index -= 1
    }
    return nil
  }

  /// "It fell, according to a study, suggesting that": who stands behind "according to" between the
  /// commas before a participle.
  func sourceAccording(before comma: Int, _ lowest: Int) -> Range<Int>? {
    var index = comma - 1
    while index > lowest, comma - index <= SubjectFinder.reach {
      let item = items[index]
      if item.isQuotation || item.tag == .comma { return nil }
      if item.words.contains(.according), items[index + 1].tag == .TO {
        return phrases.phraseRight(from: index + 2, limit: comma)
      }
      index -= 1
    }
    return nil
  }

  /// "an official who declined to be named said": what a relative pronoun stands for, where the
  /// verb is the main clause's.
  func described(by subject: Subject, _ verb: Int, _ lowest: Int) -> Subject? {
    guard case .phrase(let pronoun) = subject, pronoun.lowerBound > lowest,
      items[verb].tag.isFinite
    else { return nil }
    if items[pronoun.lowerBound].tag == .WPS {
      // "a woman whose son was ill said"
      return phrases.phraseLeft(endingAt: pronoun.lowerBound - 1, lowest: lowest)
        .map { .phrase($0) }
    }
    guard pronoun.count == 1, [.WP, .WDT].contains(items[pronoun.lowerBound].tag),
      !items[pronoun.lowerBound].words.contains(.what),
      let found = phrases.phraseLeft(endingAt: pronoun.lowerBound - 1, lowest: lowest)
    else { return nil }
    return .phrase(found)
  }

  /// "a charge rejected by the board", "a mast branded an eyesore by villagers has been": the
  /// by-phrase of a participle that hangs on a noun. One that could be a past tense needs another
  /// finite verb behind the by-phrase.
  func reducedAgent(of verb: Int, in range: Range<Int>) -> Range<Int>? {
    let isPast = items[verb].tag == .VBD
    guard isPast || items[verb].tag == .VBN, verb > range.lowerBound, items[verb - 1].tag.isNoun
    else { return nil }
    let last = min(range.upperBound, verb + SubjectFinder.agentReach)
    for place in verb + 1..<max(last, verb + 1) {
      if items[place].tag.isVerb || items[place].tag == .comma { return nil }
      guard items[place].words.contains(.by) else { continue }
      let agent = phrases.phraseRight(from: place + 1, limit: range.upperBound)
      guard isPast, let end = agent?.upperBound else { return agent }
      return end < range.upperBound && phrases.isFinite(end) ? agent : nil
    }
    return nil
  }

  /// "The lamb, described on the menu as tender, was cold": whose judgement a participle tells that
  /// opens an aside, or that nobody is named.
  func asideAgent(of verb: Int, in range: Range<Int>) -> Subject? {
    // "also called"
    let open = beforeAdverbs(verb, range.lowerBound)
    guard items[verb].tag == .VBN, open > range.lowerBound, verb + 1 < range.upperBound,
      items[open].tag == .comma || items[open].tag == .colon,
      items[open - 1].tag.isNoun || items[open - 1].tag == .CD
    else { return nil }
    let next = items[verb + 1]
    let isJudged =
      next.isQuotation
      || items[verb].words.contains(.naming) && (next.tag == .IN || next.tag.isAdverb)
    guard isJudged || next.tag == .TO, hasVerbBesideAside(verb, items[open].tag, in: range)
    else { return nil }
    for place in verb + 1..<range.upperBound {
      if items[place].tag == .comma || items[place].tag == .colon { break }
      guard items[place].words.contains(.by) else { continue }
      return phrases.phraseRight(from: place + 1, limit: range.upperBound).map { .phrase($0) }
    }
    return .agentless
  }

  /// Whether the clause that an aside stands in has a verb of its own: before the aside, or behind
  /// the comma that closes it.
  private func hasVerbBesideAside(_ verb: Int, _ close: Tag, in range: Range<Int>) -> Bool {
    if (range.lowerBound..<verb).contains(where: { phrases.isFinite($0) }) { return true }
    let comma = (verb + 1..<range.upperBound).first { items[$0].tag == close }
    guard let comma, comma + 1 < range.upperBound else { return false }
    return (comma + 1..<min(comma + 3, range.upperBound)).contains {
      phrases.isFinite($0) || close == .colon && items[$0].tag == .VBN
    }
  }

  /// "took to the radio to call it a farce": the verb whose subject acts in an infinitive behind a
  /// preposition and its phrase.
  func governorOfPurpose(_ verb: Int, _ before: Int, _ lowest: Int) -> Int? {
    guard before > lowest, items[before + 1].tag == .TO, before + 1 < verb,
      let place = phrases.phraseLeft(endingAt: before, lowest: lowest)
    else { return nil }
    let link = place.lowerBound - 1
    guard link > lowest, items[link].tag == .IN || items[link].tag == .TO,
      items[link].words.isDisjoint(with: [.subordinator, .that, .attachRight])
    else { return nil }
    var governor = link - 1
    if let object = phrases.phraseLeft(endingAt: governor, lowest: lowest) {
      governor = object.lowerBound - 1
    }
    guard governor > lowest, items[governor].tag.isVerb,
      items[governor].words.isDisjoint(with: [.addressing, .naming, .be])
    else { return nil }
    return governor
  }

  /// "a man accused of theft": a verb that needs an object before its "of", and has none.
  package func isAccused(_ verb: Int, in range: Range<Int>) -> Bool {
    guard verb > range.lowerBound, verb + 1 < range.upperBound,
      items[verb].tag == .VBN || items[verb].tag == .VBD,
      items[verb].words.contains(.naming), !items[verb + 1].isQuotation,
      items[verb + 1].words.isSuperset(of: [.of, .about])
    else { return false }
    let before = items[verb - 1]
    return before.isQuotation || before.tag.isNoun || before.tag == .comma
  }

  /// "Reed acknowledged the dam leaked": a finite verb with nothing between it and a subject.
  func governsClause(_ verb: Int, _ lowest: Int) -> Bool {
    verb > lowest && items[verb].tag.isFinite
      && items[verb].words.isDisjoint(with: .auxiliary)
  }
}
