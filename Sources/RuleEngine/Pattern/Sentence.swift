/// The items of a sentence with the spans that start at each: mentions of the client, and lexicon
/// entries of several words.
struct IndexedSentence {
  struct SpanEnd {
    /// The mention class, or the lexicon.
    var kind: Int32
    var end: Int32
  }

  private(set) var items: [Item] = []
  private var mentionEnds: [SpanEnd] = []
  private var mentionStarts: [Int32] = []
  private var phraseEnds: [SpanEnd] = []
  private var phraseStarts: [Int32] = []

  /// Takes a sentence, re-using the memory of the one before; linear.
  mutating func load(_ items: [Item], _ mentions: [Mention], _ vocabulary: Vocabulary) {
    self.items = items
    loadMentions(mentions)
    loadPhrases(vocabulary)
  }

  /// The mentions that start at an item, the longest first.
  func mentions(at item: Int) -> ArraySlice<SpanEnd> {
    mentionEnds[Int(mentionStarts[item])..<Int(mentionStarts[item + 1])]
  }

  /// The lexicon entries of several words that start at an item, the longest first.
  func phrases(at item: Int) -> ArraySlice<SpanEnd> {
    phraseEnds[Int(phraseStarts[item])..<Int(phraseStarts[item + 1])]
  }

  /// All lexicon entries of several words.
  var allPhrases: [SpanEnd] { phraseEnds }
  /// All mentions.
  var allMentions: [SpanEnd] { mentionEnds }

  private mutating func loadMentions(_ mentions: [Mention]) {
    mentionEnds.removeAll(keepingCapacity: true)
    mentionStarts.removeAll(keepingCapacity: true)
    let sorted = mentions.sorted {
      ($0.items.lowerBound, -$0.items.upperBound, $0.mentionClass)
        < ($1.items.lowerBound, -$1.items.upperBound, $1.mentionClass)
    }
    var next = 0
    for item in 0...items.count {
      mentionStarts.append(Int32(mentionEnds.count))
      while next < sorted.count, sorted[next].items.lowerBound <= item {
        let mention = sorted[next]
        next += 1
        guard mention.items.lowerBound == item, mention.items.upperBound <= items.count,
          !mention.items.isEmpty
        else { continue }
        mentionEnds.append(
          SpanEnd(kind: Int32(mention.mentionClass), end: Int32(mention.items.upperBound)))
      }
    }
  }

  private mutating func loadPhrases(_ vocabulary: Vocabulary) {
    phraseEnds.removeAll(keepingCapacity: true)
    phraseStarts.removeAll(keepingCapacity: true)
    let items = items
    for start in items.indices {
      let first = phraseEnds.count
      phraseStarts.append(Int32(first))
      vocabulary.phrases.follow(from: start, count: items.count) {
        items[$0].lexeme
      } _: {
        phraseEnds.append(SpanEnd(kind: $0.lexicon, end: Int32($1)))
      }
      if phraseEnds.count > first + 1 { phraseEnds[first...].reverse() }
    }
    phraseStarts.append(Int32(phraseEnds.count))
  }
}
