import QuoteRecords

/// Words of one side of a comparison, with what was read of them.
struct ReadText {
  var text: String
  var words: Words

  /// The text from a word to before another, brackets around it included; empty for no words.
  func slice(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let bytes = Array(text.utf8)
    var start = words.ranges[first].lowerBound
    var end = words.ranges[last].upperBound
    if words.bracketed[first], start > 0, bytes[start - 1] == 0x5B || bytes[start - 1] == 0x28 {
      start -= 1
    }
    if words.bracketed[last], end < bytes.count, bytes[end] == 0x5D || bytes[end] == 0x29 {
      end += 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// How the words of a member differ from those of the wording.
struct WordDiff {
  /// One stretch that differs: words of the wording, words of the member, either may be none.
  struct Change: Hashable {
    var wording: Range<Int>
    var member: Range<Int>
    /// Whether brackets or an ellipsis say that it was changed.
    var isMarked = false
  }

  /// The stretches that differ, in order.
  private(set) var changes: [Change] = []
  /// How many words of the wording the member leaves off at its ends: all where the two have less
  /// than half of the member's words in common, because another member ties them, and differences
  /// would tell nothing.
  private(set) var leftOff = 0
  /// The part of the wording that the member stands for; empty where they have too little in
  /// common.
  private(set) var extent = 0..<0

  /// The largest product of lengths that is aligned in full; what is longer counts as one change
  /// between the words that both begin and end with.
  private static let cells = 4_000_000

  /// Compares two texts: a local alignment with affine gaps (Smith and Waterman, Gotoh), words
  /// weighed by what they tell. Quadratic in the words between the common beginning and end, up to
  /// a limit.
  init(wording: ReadText, member: ReadText, table: WordTable) {
    let (a, b) = (wording.words, member.words)
    if let place = Self.place(of: b.ids, in: a.ids) {
      leftOff = a.count - b.count
      extent = place..<place + b.count
    } else if a.count * b.count <= Self.cells {
      set(WordAlignment(a, b, table: table), a, b)
    } else {
      setLong(a, b, table)
    }
    for index in changes.indices {
      changes[index].isMarked = Self.isMarked(changes[index], a, b)
    }
  }

  /// Where words stand in others, one after the other; `nil` where they do not, or where finding
  /// out would take too long.
  private static func place(of part: [WordTable.ID], in whole: [WordTable.ID]) -> Int? {
    guard let first = part.first, part.count <= whole.count,
      part.count == whole.count || part.count * whole.count <= cells
    else { return nil }
    return (0...whole.count - part.count).first { start in
      whole[start] == first && whole[start..<start + part.count].elementsEqual(part)
    }
  }

  private mutating func set(_ alignment: WordAlignment, _ a: Words, _ b: Words) {
    if alignment.matches * 2 < b.count {
      leftOff = a.count
      return
    }
    let (first, second) = (alignment.first, alignment.second)
    addHead(wording: first.lowerBound, member: second.lowerBound, a, b)
    changes += alignment.changes
    addTail(wording: first.upperBound, member: second.upperBound, a, b)
    let head = min(first.lowerBound, second.lowerBound)
    let tail = min(a.count - first.upperBound, b.count - second.upperBound)
    extent = first.lowerBound - head..<first.upperBound + tail
  }

  /// What stands before the first word that is the same.
  private mutating func addHead(wording end: Int, member memberEnd: Int, _ a: Words, _ b: Words) {
    var change = Change(wording: max(0, end - memberEnd)..<end, member: 0..<memberEnd)
    leftOff += change.wording.lowerBound
    while let i = change.wording.first, let j = change.member.first, a.ids[i] == b.ids[j] {
      change = Change(wording: i + 1..<end, member: j + 1..<memberEnd)
    }
    if !change.member.isEmpty { changes.append(change) }
  }

  /// What stands after the last word that is the same.
  private mutating func addTail(
    wording start: Int, member memberStart: Int, _ a: Words, _ b: Words
  ) {
    let reach = min(a.count, start + b.count - memberStart)
    var change = Change(wording: start..<reach, member: memberStart..<b.count)
    leftOff += a.count - reach
    while let i = change.wording.last, let j = change.member.last, a.ids[i] == b.ids[j] {
      change = Change(wording: start..<i, member: memberStart..<j)
    }
    if !change.member.isEmpty { changes.append(change) }
  }

  /// Two texts too long for all their pairs of words: only what lies between the words that both
  /// begin and end with.
  private mutating func setLong(_ a: Words, _ b: Words, _ table: WordTable) {
    extent = 0..<a.count
    let head = zip(a.ids, b.ids).prefix { $0 == $1 }.count
    let rest = min(a.count, b.count) - head
    let tail = min(rest, zip(a.ids.reversed(), b.ids.reversed()).prefix { $0 == $1 }.count)
    let (one, two) = (head..<a.count - tail, head..<b.count - tail)
    if one.isEmpty || two.isEmpty || one.count * two.count > Self.cells {
      if !one.isEmpty || !two.isEmpty { changes = [Change(wording: one, member: two)] }
      return
    }
    let alignment = WordAlignment(a.slice(one), b.slice(two), table: table)
    let (first, second) = (alignment.first, alignment.second)
    let inner =
      [Change(wording: 0..<first.lowerBound, member: 0..<second.lowerBound)] + alignment.changes
      + [
        Change(
          wording: first.upperBound..<one.count, member: second.upperBound..<two.count)
      ]
    changes = inner.filter { !$0.wording.isEmpty || !$0.member.isEmpty }
      .map { $0.moved(by: head) }
  }

  /// Whether brackets stand around the words of one side, or an ellipsis where they are left out.
  private static func isMarked(_ change: Change, _ a: Words, _ b: Words) -> Bool {
    if !change.member.isEmpty, change.member.allSatisfy({ b.bracketed[$0] }) { return true }
    if !change.wording.isEmpty, change.wording.allSatisfy({ a.bracketed[$0] }) { return true }
    let next = change.member.upperBound
    if change.member.isEmpty, next < b.count, b.cutBefore[next] { return true }
    let other = change.wording.upperBound
    return change.wording.isEmpty && other < a.count && a.cutBefore[other]
  }

  /// Whether a change touches words of content that neither brackets nor an ellipsis explain: more
  /// than grammar, a word said twice, or the last letter of a word.
  func isAltered(_ a: Words, _ b: Words, table: WordTable) -> Bool {
    changes.contains { !$0.isMarked && Self.touchesContent($0, a, b, table: table) }
  }

  /// Whether a change touches words of content.
  static func touchesContent(
    _ change: Change, _ a: Words, _ b: Words, table: WordTable
  ) -> Bool {
    if isRepeated(change.wording, in: a) && change.member.isEmpty { return false }
    if isRepeated(change.member, in: b) && change.wording.isEmpty { return false }
    if isRespelled(change, a, b, table) || isShortened(change, a, b, table) { return false }
    return change.wording.contains { !table.isFunctionWord(a.ids[$0]) }
      || change.member.contains { !table.isFunctionWord(b.ids[$0]) }
  }

  /// Whether the words stand there twice, one after the other.
  private static func isRepeated(_ range: Range<Int>, in words: Words) -> Bool {
    guard !range.isEmpty else { return false }
    let part = words.ids[range]
    let (start, end, count) = (range.lowerBound, range.upperBound, range.count)
    return start >= count && words.ids[start - count..<start] == part
      || end + count <= words.count && words.ids[end..<end + count] == part
  }

  /// Whether two words stand for one that is the two shortened: "we have", "we've".
  private static func isShortened(
    _ change: Change, _ a: Words, _ b: Words, _ table: WordTable
  ) -> Bool {
    let (one, two) = (a.ids[change.wording], b.ids[change.member])
    let (short, long) = one.count < two.count ? (one, two) : (two, one)
    guard short.count == 1, long.count == 2, let whole = short.first, let first = long.first,
      let second = long.last
    else { return false }
    return table.contracts(first, second, into: whole)
  }

  /// Whether one word stands for another that is the same but for a last letter: "tariff",
  /// "tariffs".
  private static func isRespelled(
    _ change: Change, _ a: Words, _ b: Words, _ table: WordTable
  ) -> Bool {
    guard change.wording.count == 1, change.member.count == 1, let i = change.wording.first,
      let j = change.member.first
    else { return false }
    let (one, two) = (table.bytes(a.ids[i]), table.bytes(b.ids[j]))
    let (short, long) = one.count < two.count ? (one, two) : (two, one)
    guard let last = long.last, 0x61...0x7A ~= last else { return false }
    return short.count > 2 && long.count == short.count + 1 && long.starts(with: short)
  }
}

extension WordDiff.Change {
  func moved(by words: Int) -> Self {
    WordDiff.Change(
      wording: wording.lowerBound + words..<wording.upperBound + words,
      member: member.lowerBound + words..<member.upperBound + words)
  }
}

extension Words {
  func slice(_ range: Range<Int>) -> Words {
    Words(
      ids: Array(ids[range]), ranges: Array(ranges[range]), bracketed: Array(bracketed[range]),
      cutBefore: Array(cutBefore[range]))
  }
}

extension WordDifference {
  /// What makes the words of a wording into a member's.
  init(_ change: WordDiff.Change, _ wording: ReadText, _ member: ReadText) {
    self.init(
      op: change.wording.isEmpty ? "insert" : change.member.isEmpty ? "delete" : "replace",
      wording: wording.slice(change.wording), member: member.slice(change.member))
  }
}
