// Verbs and adjectives that hang on a noun, and whose noun is not the subject it seems to be.
extension SubjectFinder {
  /// "a source speaking to the paper said", "a source close to the couple said": over the phrase of
  /// a participle or an adjective to what it describes, where that opens its clause.
  func aroundModifier(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    let isFinite =
      items[verb].tag.isFinite
      || phrases.chunks.group(headedBy: verb)?.flags.contains(.finite) ?? false
    guard isFinite, found.lowerBound - 3 >= lowest else { return nil }
    let link = items[found.lowerBound - 1].tag
    let modifier = found.lowerBound - (link == .IN || link == .TO ? 2 : 1)
    guard isModifier(modifier, linked: modifier < found.lowerBound - 1),
      let outer = phrases.phraseLeft(endingAt: modifier - 1, lowest: lowest), holdsSource(outer)
    else { return nil }
    guard outer.lowerBound > lowest else { return outer }
    let before = items[outer.lowerBound - 1]
    let opens =
      before.isQuotation || before.tag.isAny(of: [.comma, .CC, .colon])
      || before.words.contains(.that) || before.words.contains(.subordinator)
    return opens ? outer : nil
  }

  /// - Parameter linked: Whether a preposition follows, as an adjective behind its noun needs.
  private func isModifier(_ index: Int, linked: Bool) -> Bool {
    switch items[index].tag {
    case .VBG, .VBN: phrases.chunks.group(headedBy: index)?.start == index
    case .JJ, .RB: linked
    default: false
    }
  }

  /// "the woman who was at the house said": from within a relative clause to what it describes.
  func aroundRelative(_ found: Range<Int>, _ verb: Int, _ lowest: Int) -> Range<Int>? {
    guard items[verb].tag.isFinite else { return nil }
    var hasVerb = false
    var index = found.lowerBound - 1
    while index > lowest, verb - index <= SubjectFinder.reach {
      let item = items[index]
      if item.tag == .WP || item.tag == .WDT {
        guard hasVerb, phrases.chunks.phrase(at: index + 1) == nil,
          case .phrase(let outer)? = described(by: .phrase(index..<index + 1), verb, lowest)
        else { return nil }
        return outer
      }
      if item.isQuotation || item.tag.isAny(of: [.comma, .CC, .colon, .stop])
        || item.words.contains(.subordinator) || item.words.contains(.saying)
      {
        return nil
      }
      hasVerb = hasVerb || phrases.isFinite(index)
      index -= 1
    }
    return nil
  }

  /// "an official who declined to be named said": what a relative pronoun stands for, where the
  /// verb is the main clause's.
  func described(by subject: Subject, _ verb: Int, _ lowest: Int) -> Subject? {
    guard case .phrase(let pronoun) = subject, pronoun.count == 1, pronoun.lowerBound > lowest,
      items[verb].tag.isFinite, [.WP, .WDT].contains(items[pronoun.lowerBound].tag),
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

  /// "Reed acknowledged the dam leaked": a finite verb with nothing between it and a subject.
  func governsClause(_ verb: Int, _ lowest: Int) -> Bool {
    verb > lowest && items[verb].tag.isFinite
      && items[verb].words.isDisjoint(with: .auxiliary)
  }
}
