extension NewsItems {
  /// What may begin at an item, a bit each: nothing else is looked for there.
  struct Beginnings {
    let bits: UInt8

    /// A noun phrase, or a part of one that ends where it does.
    static var phrase: UInt8 { 1 << 0 }
    /// A verb group, or the head of one.
    static var group: UInt8 { 1 << 1 }
    static var modifier: UInt8 { 1 << 2 }
    static var adjunct: UInt8 { 1 << 3 }
    static var clause: UInt8 { 1 << 4 }
    /// What stands between a quotation and the verb behind it.
    static var tail: UInt8 { 1 << 5 }

    @inline(__always)
    func contains(_ what: UInt8) -> Bool { bits & what != 0 }
  }

  /// How far from its first item a clause's verb may stand.
  private static var clauseReach: UInt32 { 14 }

  /// What may begin at each item but for verb groups, in the bits of `Beginnings`; from right to
  /// left, for a clause begins where a noun phrase and then a finite verb follow.
  static func beginnings(_ analysis: Analysis) -> [UInt8] {
    let (items, phrases) = (analysis.items, analysis.chunks.phraseStart)
    precondition(phrases.count == items.count, "one of each item")
    var found = [UInt8](repeating: 0, count: items.count)
    found.withUnsafeMutableBufferPointer { found in
      items.withUnsafeBufferPointer { items in
        phrases.withUnsafeBufferPointer { phrases in
          roles.withUnsafeBufferPointer { roles in
            for sentence in analysis.sentences {
              precondition(sentence.items.upperBound <= items.count, "no such items")
              mark(sentence.items, items, phrases, roles, found)
            }
          }
        }
      }
    }
    return found
  }

  /// Marks the items of a sentence; but for quotations without branches, for what a word is cannot
  /// be foreseen.
  private static func mark(
    _ range: Range<Int>, _ items: UnsafeBufferPointer<FoldedItem>,
    _ phrases: UnsafeBufferPointer<Int32>, _ roles: UnsafeBufferPointer<UInt8>,
    _ found: UnsafeMutableBufferPointer<UInt8>
  ) {
    // The verb ahead, where a noun has been seen, and where none has; -1, all bits set, for none.
    var seen: Int32 = -1
    var unseen: Int32 = -1
    var index = range.upperBound
    while index > range.lowerBound {
      index -= 1
      let item = items[index]
      let role = roles[Int(item.tag.rawValue)]
      let place = Int32(truncatingIfNeeded: index)
      let isVerb = role & Role.verb != 0
      let ended: Int32 = 0 &- Int32(role & Role.end)
      unseen = role & Role.subject != 0 ? seen : isVerb ? -1 : unseen | ended
      seen = isVerb ? place : seen | ended
      // As unsigned numbers: none is far away.
      let isNear = UInt32(bitPattern: unseen &- place) < clauseReach
      var what = role & (Beginnings.modifier | Beginnings.adjunct)
      what |= phrases[index] >= 0 ? Beginnings.phrase : 0
      what |= isNear ? Beginnings.clause : 0
      what |= item.words.isDisjoint(with: [.day, .preposition, .to]) ? 0 : Beginnings.adjunct
      found[index] = what
      if item.isQuotation, index + 1 < range.upperBound { found[index + 1] |= Beginnings.tail }
    }
    // A modifier stands behind something.
    if !range.isEmpty { found[range.lowerBound] &= ~Beginnings.modifier }
  }

  /// What parts of speech tell of the beginnings of clauses, in bits that those of `modifier` and
  /// `adjunct` leave free.
  private enum Role {
    static var end: UInt8 { 1 << 0 }
    static var verb: UInt8 { 1 << 6 }
    static var subject: UInt8 { 1 << 7 }
  }

  private static let roles: [UInt8] = Tag.allCases.map { tag in
    var role: UInt8 = 0
    if tag.isAny(of: [.NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .WP, .EX]) { role |= Role.subject }
    if tag.isFinite || tag == .MD { role |= Role.verb }
    if tag.isAny(of: [.comma, .colon, .stop, .IN, .CC, .VBG, .TO, .quotation]) { role |= Role.end }
    if tag.isAny(of: [.open, .comma, .WP, .WDT, .VBN, .VBG]) { role |= Beginnings.modifier }
    if tag == .CD { role |= Beginnings.adjunct }
    return role
  }
}
