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
  /// For each item, and behind the last, where its spans begin.
  @usableFromInline var spanStarts: [SpanStart] = [SpanStart(0)]
  /// The classes of spans that any item has, and those of the item that gets some, a bit each.
  @usableFromInline var spanKinds: UInt32 = 0
  @usableFromInline var nextKinds: UInt32 = 0
  /// How many spans begin at one item, at most.
  @usableFromInline var mostSpans = 0
  /// The words of the items, as rules tell them apart: see `WordReader.read`.
  var words = TextWords()

  /// Makes an empty one.
  package init() {}

  /// How many items there are.
  package var count: Int { lexemes.count }

  /// Empties it, keeping its memory.
  package mutating func removeAll() {
    lexemes.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    removeSpans()
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
    spanStarts.append(SpanStart(spans.count))
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

  /// Takes so many items without spans, in the place of those that it has.
  @inlinable
  package mutating func load(
    _ count: Int, _ item: (Int) -> (lexeme: LexemeID, classes: UInt64)
  ) {
    makeItems(count)
    var words = lexemes.mutableSpan
    for place in words.indices { words[place] = item(place).lexeme }
    var bits = classes.mutableSpan
    for place in bits.indices { bits[place] = item(place).classes }
  }

  @usableFromInline
  mutating func makeItems(_ count: Int) {
    removeAll()
    lexemes.append(contentsOf: repeatElement(0, count: count))
    classes.append(contentsOf: repeatElement(0, count: count))
    spanStarts.append(contentsOf: repeatElement(SpanStart(0), count: count))
  }

  /// Gives a span to the item that `turnToNextItem` closes next, of those put there by
  /// `append(lexemes:classes:)`; of those of one class the longest is added first.
  @inlinable
  @inline(__always)
  package mutating func addSpanToNext(_ mentionClass: Int, end: Int) {
    nextKinds |= 1 &<< UInt32(truncatingIfNeeded: mentionClass)
    spans.append(
      ItemSpan(
        kind: Int32(truncatingIfNeeded: mentionClass), end: Int32(truncatingIfNeeded: end)))
  }

  /// Gives the last item a span; of those of one class the longest is added first.
  @inlinable
  @inline(__always)
  package mutating func addSpan(_ mentionClass: Int, end: Int) {
    addSpanToNext(mentionClass, end: end)
    let kinds = spanStarts[spanStarts.count &- 1].kindsBefore | nextKinds
    spanStarts.removeLast()
    endItem(kinds)
  }

  /// Takes the spans off all items, to give them others from the first item on.
  package mutating func removeSpans() {
    spans.removeAll(keepingCapacity: true)
    spanKinds = 0
    nextKinds = 0
    mostSpans = 0
    spanStarts.removeAll(keepingCapacity: true)
    spanStarts.append(SpanStart(0))
  }

  /// Turns to the first item, or to the next, for what spans it gets.
  @inlinable
  @inline(__always)
  package mutating func turnToNextItem() { endItem(nextKinds) }

  /// Ends the spans of an item, which are of some classes, a bit each.
  @inlinable
  @inline(__always)
  mutating func endItem(_ kinds: UInt32) {
    mostSpans = max(mostSpans, spans.count &- spanStarts[spanStarts.count &- 1].first)
    spanStarts.append(SpanStart(spans.count, kindsBefore: kinds))
    spanKinds |= kinds
    nextKinds = 0
  }

  /// Gives the item behind each span of a class that begins at an item.
  @inlinable
  package func forEachSpan(
    _ mentionClass: Int, at item: Int, _ body: (_ end: Int) -> Void
  ) {
    let kind: UInt32 = 1 &<< UInt32(truncatingIfNeeded: mentionClass)
    guard spanStarts[item &+ 1].kindsBefore & kind != 0 else { return }
    for number in spanStarts[item].first..<spanStarts[item &+ 1].first
    where Int(spans[number].kind) == mentionClass {
      body(Int(spans[number].end))
    }
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

/// Where the spans of an item begin; and of which classes those of the item before are, a bit each.
@usableFromInline struct SpanStart: Sendable, BitwiseCopyable {
  @usableFromInline let place: Int32
  @usableFromInline let kindsBefore: UInt32

  @inlinable
  init(_ first: Int, kindsBefore: UInt32 = 0) {
    place = Int32(truncatingIfNeeded: first)
    self.kindsBefore = kindsBefore
  }

  /// The first of the spans.
  @inlinable @inline(__always) var first: Int { Int(place) }
}

extension ItemTable {
  /// Gives spans to the next items, of those put there by `append(lexemes:classes:)`.
  ///
  /// - Parameters:
  ///   - items: How many; the body turns to the next one behind each of them.
  ///   - most: How many spans they have at the most.
  @inlinable
  @inline(__always)
  package mutating func addSpans(
    items: Int, most: Int, _ body: (inout SpanWriter) -> Void
  ) {
    let (first, firstStart) = (spans.count, spanStarts.count)
    spans.append(contentsOf: repeatElement(ItemSpan(kind: 0, end: 0), count: most))
    spanStarts.append(contentsOf: repeatElement(SpanStart(0), count: items))
    let (used, ended, kinds, largest) = spans.withUnsafeMutableBufferPointer { spans in
      spanStarts.withUnsafeMutableBufferPointer { starts in
        var writer = SpanWriter(spans, starts, from: first, firstStart)
        body(&writer)
        return (writer.count, writer.start, writer.kinds, writer.largest)
      }
    }
    precondition(ended == spanStarts.count, "each item is turned to")
    spans.removeLast(spans.count - used)
    spanKinds |= kinds
    mostSpans = max(mostSpans, largest)
  }

  /// Writes spans where room was made for them: nothing is asked of the table for each.
  @usableFromInline package struct SpanWriter {
    @usableFromInline let spans: UnsafeMutableBufferPointer<ItemSpan>
    @usableFromInline let starts: UnsafeMutableBufferPointer<SpanStart>
    /// How many spans and starts there are.
    @usableFromInline var count: Int
    @usableFromInline var start: Int
    /// The first span of the item.
    @usableFromInline var first: Int
    /// The classes of the spans of all items, and of the one that gets some, a bit each.
    @usableFromInline var kinds: UInt32 = 0
    @usableFromInline var nextKinds: UInt32 = 0
    @usableFromInline var largest = 0

    @inlinable
    init(
      _ spans: UnsafeMutableBufferPointer<ItemSpan>,
      _ starts: UnsafeMutableBufferPointer<SpanStart>, from count: Int, _ start: Int
    ) {
      self.spans = spans
      self.starts = starts
      self.count = count
      self.start = start
      first = count
    }

    /// Gives the item a span; of those of one class the longest is added first.
    @inlinable
    @inline(__always)
    package mutating func add(_ mentionClass: Int, end: Int) {
      precondition(count < spans.count, "more spans than there may be")
      nextKinds |= 1 &<< UInt32(truncatingIfNeeded: mentionClass)
      spans[count] = ItemSpan(
        kind: Int32(truncatingIfNeeded: mentionClass), end: Int32(truncatingIfNeeded: end))
      count &+= 1
    }

    /// Turns to the next item.
    @inlinable
    @inline(__always)
    package mutating func turnToNextItem() {
      precondition(start < starts.count, "no such item")
      largest = max(largest, count &- first)
      first = count
      starts[start] = SpanStart(count, kindsBefore: nextKinds)
      kinds |= nextKinds
      nextKinds = 0
      start &+= 1
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
