import CWideText
import NewsText

/// Looks up the tokens of a text, some at a time: first their keys are made, so that the processor
/// fetches what many need at once, then the keys are looked up, then those words are compared that
/// are not their own keys.
struct WordLookup {
  /// The longest word that is looked up with others, in bytes.
  static let longest = 16
  /// How many tokens are looked up at a time.
  private static let batch = Int(cwide_look_up_most)

  private let tokens: UnsafeBufferPointer<Token>
  private var words = cwide_words()

  init(
    text: UnsafeBufferPointer<UInt8>, tokens: UnsafeBufferPointer<Token>,
    buckets: WordBuckets.Table, arena: UnsafeBufferPointer<UInt64>
  ) {
    self.tokens = tokens
    words.text = text.baseAddress
    words.length = text.count
    buckets.lend(to: &words)
    words.pieces = arena.baseAddress
    words.piece_count = arena.count
    words.gear = cwide_gear()
  }

  /// The numbers of all tokens, in order; 0 for those that have none. Linear.
  ///
  /// - Parameter alone: Gives the number of a token that is long, has bytes outside ASCII, or is
  ///   unknown.
  @inline(__always)
  func run(
    into numbers: UnsafeMutableBufferPointer<LexemeID>, alone: (Range<Int>) -> LexemeID
  ) {
    guard let first = tokens.baseAddress, let result = numbers.baseAddress else { return }
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.batch) { rest in
      for start in stride(from: 0, to: tokens.count, by: Self.batch) {
        let count = min(Self.batch, tokens.count - start)
        let left = withUnsafePointer(to: words) {
          cwide_look_up($0, first + start, count, result + start, rest.baseAddress)
        }
        for index in 0..<min(left, count) {
          let token = start + Int(rest[index])
          numbers[token] = alone(tokens[token].bytes)
        }
      }
    }
  }
}
