extension NewsItems {
  /// What may begin at an item, a bit each: nothing else is looked for there.
  struct Beginnings: OptionSet, Sendable {
    let rawValue: UInt8

    /// A noun phrase, or a part of one that ends where it does.
    static let phrase = Beginnings(rawValue: 1 << 0)
    /// A verb group, or the head of one.
    static let group = Beginnings(rawValue: 1 << 1)
    static let modifier = Beginnings(rawValue: 1 << 2)
    static let adjunct = Beginnings(rawValue: 1 << 3)
    /// A clause.
    static let clause = Beginnings(rawValue: 1 << 4)
    /// What stands between a quotation and the verb behind it.
    static let tail = Beginnings(rawValue: 1 << 5)
  }

  /// How far from its first item a clause's verb may stand.
  private static let clauseReach: Int32 = 14

  /// What may begin at each item but for verb groups; from right to left, for a clause begins where
  /// a noun phrase and then a finite verb follow.
  static func beginnings(_ analysis: Analysis) -> [Beginnings] {
    let (items, phraseStart) = (analysis.items, analysis.chunks.phraseStart)
    var found = [Beginnings](repeating: [], count: items.count)
    for sentence in analysis.sentences {
      // The verb ahead, where a noun has been seen, and where none has; -1 for none.
      var seen: Int32 = -1
      var unseen: Int32 = -1
      let first = sentence.items.lowerBound
      for index in sentence.items.reversed() {
        let item = items[index]
        let tag = item.tag
        let ends = tag.isAny(of: clauseEnds)
        let isVerb = tag.isFinite || tag == .MD
        unseen = tag.isAny(of: subjects) ? seen : ends || isVerb ? -1 : unseen
        seen = isVerb ? Int32(truncatingIfNeeded: index) : ends ? -1 : seen
        var what: Beginnings = phraseStart[index] >= 0 ? .phrase : []
        let isNear = unseen &- Int32(truncatingIfNeeded: index) < clauseReach
        if unseen >= 0, isNear { what.insert(.clause) }
        if tag == .CD || !item.words.isDisjoint(with: [.day, .preposition, .to]) {
          what.insert(.adjunct)
        }
        if index > first {
          if tag.isAny(of: modifying) { what.insert(.modifier) }
          if items[index - 1].isQuotation { what.insert(.tail) }
        }
        found[index] = what
      }
    }
    return found
  }

  private static var subjects: TagSet { [.NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .WP, .EX] }
  private static var clauseEnds: TagSet {
    [.comma, .colon, .stop, .IN, .CC, .VBG, .TO, .quotation]
  }
  private static var modifying: TagSet { [.open, .comma, .WP, .WDT, .VBN, .VBG] }
}
