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
  /// The classes of spans that any item has, a bit each.
  @usableFromInline var spanKinds: UInt32 = 0
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
    spans.removeAll(keepingCapacity: true)
    spanKinds = 0
    mostSpans = 0
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
    spanStarts.append(contentsOf: repeatElement(0, count: count))
  }

  /// Gives a span to the item that `turnToNextItem` closes next, of those put there by
  /// `append(lexemes:classes:)`; of those of one class the longest is added first.
  @inlinable
  @inline(__always)
  package mutating func addSpanToNext(_ mentionClass: Int, end: Int) {
    spanKinds |= 1 &<< UInt32(truncatingIfNeeded: mentionClass)
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
    mostSpans = max(mostSpans, spans.count &- Int(spanStarts[spanStarts.count &- 2]))
  }

  /// Takes the spans off all items, to give them others from the first item on.
  package mutating func removeSpans() {
    spans.removeAll(keepingCapacity: true)
    spanKinds = 0
    mostSpans = 0
    spanStarts.removeAll(keepingCapacity: true)
    spanStarts.append(0)
  }

  /// Turns to the first item, or to the next, for what spans it gets.
  @inlinable
  @inline(__always)
  package mutating func turnToNextItem() {
    mostSpans = max(mostSpans, spans.count &- Int(spanStarts[spanStarts.count &- 1]))
    spanStarts.append(Int32(truncatingIfNeeded: spans.count))
  }

  /// Gives the item behind each span of a class that begins at an item.
  @inlinable
  package func forEachSpan(
    _ mentionClass: Int, at item: Int, _ body: (_ end: Int) -> Void
  ) {
    for number in Int(spanStarts[item])..<Int(spanStarts[item &+ 1])
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
    spanStarts.append(contentsOf: repeatElement(0, count: items))
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
    @usableFromInline let starts: UnsafeMutableBufferPointer<Int32>
    /// How many spans and starts there are.
    @usableFromInline var count: Int
    @usableFromInline var start: Int
    /// The first span of the item.
    @usableFromInline var first: Int
    @usableFromInline var kinds: UInt32 = 0
    @usableFromInline var largest = 0

    @inlinable
    init(
      _ spans: UnsafeMutableBufferPointer<ItemSpan>,
      _ starts: UnsafeMutableBufferPointer<Int32>, from count: Int, _ start: Int
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
      kinds |= 1 &<< UInt32(truncatingIfNeeded: mentionClass)
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
      starts[start] = Int32(truncatingIfNeeded: count)
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
