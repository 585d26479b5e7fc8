/// The tokens of a text while it is read: a growing stretch of memory with one owner.
///
/// Appending is a store and an addition, without the check for other owners that an array makes.
struct TokenStore: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<Token>
  /// How many tokens there are.
  private(set) var count = 0

  /// Makes room for some tokens; more come to have it.
  init(capacity: Int) {
    memory = .allocate(capacity: max(16, capacity))
  }

  // Tokens are plain numbers: there is nothing to deinitialise.
  deinit { memory.deallocate() }

  /// Adds a token.
  @inline(__always)
  mutating func append(_ token: Token) {
    if count == memory.count { grow() }
    memory.initializeElement(at: count, to: token)
    count &+= 1
  }

  private mutating func grow() {
    let larger = UnsafeMutableBufferPointer<Token>.allocate(capacity: memory.count * 2)
    _ = larger.moveInitialize(fromContentsOf: memory[..<count])
    memory.deallocate()
    memory = larger
  }

  /// The last token.
  var last: Token? { count > 0 ? memory[count - 1] : nil }

  /// The tokens, as long as no other is added.
  var all: TextTokens { TextTokens(rebasing: memory[..<count]) }
}
