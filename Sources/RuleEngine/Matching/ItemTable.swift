/// Items in a row with the spans that begin at each: what patterns are matched against.
///
/// Flat arrays, filled once for all sentences of a text and read by every rule set. A span ends
/// within the sentence of its first item.
package struct ItemTable: Sendable {
  /// The word form of each item; 0 where no rule or lexicon knows it.
  package private(set) var lexemes: [LexemeID] = []
  /// The classes of each item.
  package private(set) var classes: [UInt64] = []
  /// The spans, by their first items.
  private(set) var spans: [ItemSpan] = []
  /// For each item, and behind the last, the first of its spans.
  private(set) var spanStarts: [Int32] = [0]

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
  package mutating func append(lexeme: LexemeID, classes bits: UInt64) {
    lexemes.append(lexeme)
    classes.append(bits)
    spanStarts.append(Int32(spans.count))
  }

  /// Gives the last item a span; of those of one class the longest is added first.
  package mutating func addSpan(_ mentionClass: Int, end: Int) {
    spans.append(ItemSpan(kind: Int32(mentionClass), end: Int32(end)))
    spanStarts[spanStarts.count - 1] = Int32(spans.count)
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
struct ItemSpan: Sendable {
  /// The mention class, or the lexicon.
  var kind: Int32
  /// The item behind it.
  var end: Int32
}

/// The lexicon entries of several words in a sentence.
struct SentencePhrases {
  /// The phrases, by their first items; of those that begin together the longest first.
  private(set) var spans: [ItemSpan] = []
  /// For each item of the sentence, and behind the last, the first of its phrases.
  private(set) var starts: [Int32] = []
  /// For each item of the sentence whether it lies behind the first of a phrase.
  private(set) var isInside: [Bool] = []

  /// Forgets them, keeping its memory.
  mutating func removeAll() { spans.removeAll(keepingCapacity: true) }

  /// Finds the phrases of a sentence, using the memory of the one before again.
  ///
  /// - Parameter lexicons: Which lexicons count, by number.
  mutating func load(
    _ sentence: Range<Int>, of items: ItemTable, _ lexicons: [Bool], _ vocabulary: Vocabulary
  ) {
    let count = sentence.count
    if starts.count <= count {
      starts += repeatElement(0, count: count + 1 - starts.count)
      isInside += repeatElement(false, count: count + 1 - isInside.count)
    }
    spans.removeAll(keepingCapacity: true)
    guard count > 0 else { return }
    var covered = sentence.lowerBound
    let lexemes = items.lexemes.span
    var lexeme = lexemes[sentence.lowerBound]
    for item in 0..<count {
      let place = sentence.lowerBound + item
      starts[item] = Int32(spans.count)
      isInside[item] = place < covered
      guard item + 1 < count else { break }
      let next = lexemes[place + 1]
      if vocabulary.phrases.node(lexeme, next) != nil {
        covered = max(covered, add(place..<sentence.upperBound, of: items, lexicons, vocabulary))
      }
      lexeme = next
    }
    starts[count] = Int32(spans.count)
  }

  /// Adds the phrases that begin with the first of some items; the item behind the longest.
  private mutating func add(
    _ range: Range<Int>, of items: ItemTable, _ lexicons: [Bool], _ vocabulary: Vocabulary
  ) -> Int {
    let first = spans.count
    vocabulary.phrases.follow(from: range.lowerBound, count: range.upperBound) {
      items.lexemes[$0]
    } _: { end, place in
      if lexicons[Int(end.lexicon)] { spans.append(ItemSpan(kind: end.lexicon, end: Int32(place))) }
    }
    guard spans.count > first else { return 0 }
    spans[first...].reverse()
    return Int(spans[first].end)
  }
}
