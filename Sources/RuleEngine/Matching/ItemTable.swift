/// Items in a row with the spans that begin at each: what patterns are matched against.
///
/// Flat arrays, filled once for all sentences of a text and read by every rule set. A span ends
/// within the sentence of its first item.
@usableFromInline package struct ItemTable: Sendable {
  /// The word form of each item; 0 where no rule or lexicon knows it.
  @usableFromInline package internal(set) var lexemes: [LexemeID] = []
  /// The classes of each item.
  @usableFromInline package internal(set) var classes: [UInt64] = []
  /// The spans, by their first items.
  @usableFromInline var spans: [ItemSpan] = []
  /// For each item, and behind the last, the first of its spans.
  @usableFromInline var spanStarts: [Int32] = [0]

  /// Makes an empty one.
  package init() {}

  /// How many items there are.
  package var count: Int { lexemes.count }

  /// Empties it, keeping its memory.
  package mutating func removeAll() {
    lexemes.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    spanStarts.removeAll(keepingCapacity: true)
    spanStarts.append(0)
  }

  /// Makes room.
  package mutating func reserve(_ count: Int) {
    lexemes.reserveCapacity(count)
    classes.reserveCapacity(count)
    spans.reserveCapacity(2 * count)
    spanStarts.reserveCapacity(count + 1)
  }

  /// Puts an item behind the last.
  @inlinable
  @inline(__always)
  package mutating func append(lexeme: LexemeID, classes bits: UInt64) {
    lexemes.append(lexeme)
    classes.append(bits)
    spanStarts.append(Int32(truncatingIfNeeded: spans.count))
  }

  /// Puts items behind the last; their spans follow, those of one item after the other's, each by
  /// `addSpanToNext`, with `turnToNextItem` behind those of every item.
  @inlinable
  package mutating func append(
    lexemes: some Collection<LexemeID>, classes bits: some Collection<UInt64>
  ) {
    self.lexemes.append(contentsOf: lexemes)
    classes.append(contentsOf: bits)
  }

  /// Gives a span to the item that `turnToNextItem` closes next, of those put there by
  /// `append(lexemes:classes:)`; of those of one class the longest is added first.
  @inlinable
  @inline(__always)
  package mutating func addSpanToNext(_ mentionClass: Int, end: Int) {
    spans.append(
      ItemSpan(
        kind: Int32(truncatingIfNeeded: mentionClass), end: Int32(truncatingIfNeeded: end)))
  }

  /// Gives the last item a span; of those of one class the longest is added first.
  @inlinable
  @inline(__always)
  package mutating func addSpan(_ mentionClass: Int, end: Int) {
    addSpanToNext(mentionClass, end: end)
    spanStarts[spanStarts.count &- 1] = Int32(truncatingIfNeeded: spans.count)
  }

  /// Takes the spans off all items, to give them others from the first item on.
  package mutating func removeSpans() {
    spans.removeAll(keepingCapacity: true)
    spanStarts.removeAll(keepingCapacity: true)
    spanStarts.append(0)
  }

  /// Turns to the first item, or to the next, for what spans it gets.
  @inlinable
  @inline(__always)
  package mutating func turnToNextItem() {
    spanStarts.append(Int32(truncatingIfNeeded: spans.count))
  }

  /// How many spans begin at an item of a sentence, at most.
  func mostSpans(in sentence: Range<Int>) -> Int {
    sentence.reduce(0) { max($0, Int(spanStarts[$1 + 1]) - Int(spanStarts[$1])) }
  }

  /// Takes the items and mentions of one sentence.
  mutating func load(_ items: [Item], _ mentions: [Mention]) {
    removeAll()
    let sorted = mentions.sorted {
      ($0.items.lowerBound, -$0.items.upperBound, $0.mentionClass)
        < ($1.items.lowerBound, -$1.items.upperBound, $1.mentionClass)
    }
    var next = 0
    for (index, item) in items.enumerated() {
      append(lexeme: item.lexeme, classes: item.classes)
      while next < sorted.count, sorted[next].items.lowerBound <= index {
        let mention = sorted[next]
        next += 1
        guard mention.items.lowerBound == index, mention.items.upperBound <= items.count,
          !mention.items.isEmpty
        else { continue }
        addSpan(mention.mentionClass, end: mention.items.upperBound)
      }
    }
  }
}

/// A stretch of items that a pattern takes in one step.
@usableFromInline struct ItemSpan: Sendable {
  /// The mention class, or the lexicon.
  @usableFromInline var kind: Int32
  /// The item behind it.
  @usableFromInline var end: Int32

  @inlinable
  init(kind: Int32, end: Int32) {
    self.kind = kind
    self.end = end
  }
}

/// The lexicon entries of several words in a sentence.
struct SentencePhrases {
  /// The phrases, by their first items; of those that begin together the longest first.
  private(set) var spans: [ItemSpan] = []
  /// For each item of the sentence, and behind the last, the first of its phrases; not filled where
  /// there are no phrases.
  private(set) var starts: [Int32] = []
  /// For each item of the sentence whether it lies behind the first of a phrase; as above.
  private(set) var isInside: [Bool] = []

  /// Whether there are none.
  var isEmpty: Bool { spans.isEmpty }

  /// Empties it, keeping its memory.
  mutating func removeAll() {
    if !isEmpty { spans.removeAll(keepingCapacity: true) }
  }

  /// How many begin at one of so many items, at most.
  func mostSpans(of count: Int) -> Int {
    isEmpty ? 0 : (0..<count).reduce(0) { max($0, Int(starts[$1 + 1]) - Int(starts[$1])) }
  }

  /// Finds the phrases of a sentence, using the memory of the one before again.
  ///
  /// - Parameters:
  ///   - beginners: The items whose words may begin a phrase of these lexicons with the next,
  ///     counted from the sentence's first.
  ///   - lexicons: Which lexicons count, by number.
  /// - Complexity: Linear in the beginners and, where there are phrases, in the items.
  mutating func load(
    _ sentence: Range<Int>, of items: ItemTable, beginners: [Int32], _ lexicons: [Bool],
    _ vocabulary: Vocabulary
  ) {
    spans.removeAll(keepingCapacity: true)
    var place = 0
    var covered = 0
    for beginner in beginners {
      let first = spans.count
      let item = sentence.lowerBound + Int(beginner)
      vocabulary.phrases.follow(fromBeginner: item, count: sentence.upperBound) {
        items.lexemes[$0]
      } _: { end, next in
        guard lexicons[Int(end.lexicon)] else { return }
        spans.append(ItemSpan(kind: end.lexicon, end: Int32(next)))
      }
      guard spans.count > first else { continue }
      if spans.count > first + 1 { spans[first...].reverse() }
      if first == 0 { makeRoom(sentence.count) }
      fill(&place, through: Int(beginner), first, covered)
      covered = max(covered, Int(spans[first].end) - sentence.lowerBound)
    }
    if !isEmpty { fill(&place, through: sentence.count, spans.count, covered) }
  }

  private mutating func makeRoom(_ count: Int) {
    guard starts.count <= count else { return }
    starts += repeatElement(0, count: count + 1 - starts.count)
    isInside += repeatElement(false, count: count + 1 - isInside.count)
  }

  /// Fills the columns up to an item.
  private mutating func fill(_ place: inout Int, through last: Int, _ first: Int, _ covered: Int) {
    while place <= last {
      starts[place] = Int32(first)
      isInside[place] = place < covered
      place += 1
    }
  }
}
