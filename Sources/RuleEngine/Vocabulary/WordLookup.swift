import CWideText
import NewsText

/// Looks up the tokens of a text, some at a time: first their keys are made, so that the processor
/// fetches what many need at once, then the keys are looked up, then those words are compared that
/// are not their own keys.
struct WordLookup {
  /// What is under way of a token.
  private struct Look {
    var key: WordKey
    var first: UInt64
    var second: UInt64
    var entry = WordBuckets.Entry.none
    /// The first of these are the places of those that must be compared.
    var compared = 0
  }

  /// The longest word that is looked up with others, in bytes.
  static let longest = 16
  /// How many tokens are looked up at a time.
  private static let batch = 64

  let text: UnsafeBufferPointer<UInt8>
  let tokens: UnsafeBufferPointer<Token>
  let buckets: WordBuckets.Table
  let arena: UnsafeBufferPointer<UInt64>

  /// The numbers of all tokens, in order; 0 for those that have none. Linear.
  ///
  /// - Parameter alone: Gives the number of a token that is long, has bytes outside ASCII, or is
  ///   unknown.
  @inline(__always)
  func run(
    into numbers: UnsafeMutableBufferPointer<LexemeID>, alone: (Range<Int>) -> LexemeID
  ) {
    withUnsafeTemporaryAllocation(of: Look.self, capacity: Self.batch) { looks in
      var first = 0
      while first < tokens.count {
        let end = min(first + Self.batch, tokens.count)
        look(at: first..<end, looks)
        settle(first..<end, looks, into: numbers, alone)
        first = end
      }
    }
  }

  /// Makes the keys of some tokens, and has the processor fetch where they lie.
  @inline(__always)
  private func look(at batch: Range<Int>, _ looks: UnsafeMutableBufferPointer<Look>) {
    for index in batch {
      let token = tokens[index]
      let count = Int(token.end &- token.start)
      guard count <= Self.longest else {
        looks.initializeElement(
          at: index &- batch.lowerBound, to: Look(key: .unknown, first: 0, second: 0))
        continue
      }
      let head = WordKey.head(text, Int(token.start), Int(token.end))
      let key = WordKey(head, count: count)
      buckets.fetch(key)
      looks.initializeElement(
        at: index &- batch.lowerBound,
        to: Look(key: key, first: head.first, second: head.second))
    }
  }

  /// Looks the keys up, and compares where they do not settle it.
  @inline(__always)
  private func settle(
    _ batch: Range<Int>, _ looks: UnsafeMutableBufferPointer<Look>,
    into numbers: UnsafeMutableBufferPointer<LexemeID>, _ alone: (Range<Int>) -> LexemeID
  ) {
    var compared = 0
    for place in 0..<batch.count {
      let key = looks[place].key
      let entry = buckets.entry(key)
      numbers[batch.lowerBound &+ place] = entry.id
      looks[place].entry = entry
      looks[compared].compared = place
      compared &+= key.isWord ? 0 : 1
    }
    for index in 0..<compared { fetch(looks[looks[index].compared].entry) }
    for index in 0..<compared {
      let place = looks[index].compared
      let token = batch.lowerBound &+ place
      if !stands(looks[place], tokens[token]) { numbers[token] = alone(tokens[token].bytes) }
    }
  }

  /// Has the processor fetch the letters of a word.
  @inline(__always)
  private func fetch(_ entry: WordBuckets.Entry) {
    if let first = arena.baseAddress { cwide_prefetch(first + entry.start) }
  }

  /// Whether the entry that was found is the token's word.
  @inline(__always)
  private func stands(_ look: Look, _ token: Token) -> Bool {
    let count = Int(token.end &- token.start)
    guard look.entry.id != 0, look.entry.length == count else { return false }
    let start = look.entry.start
    let rest = max(count, 8) &- 8
    let first = arena[start] | WordKey.padding(min(count, 8))
    let second = arena[rest > 0 ? start &+ 1 : start] | WordKey.padding(rest)
    return first == look.first && second == look.second
  }
}
