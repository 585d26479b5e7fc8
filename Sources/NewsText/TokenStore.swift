/// The tokens of a text while it is read: a growing stretch of memory with one owner.
///
/// Appending is a store and an addition, without the check for other owners that an array makes.
struct TokenStore: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<Token>
  /// How many tokens there are.
  private(set) var count = 0

  /// Makes room for some tokens; more come to have it.
  init(capacity: Int) {
    memory = .allocate(capacity: max(2 * Self.mostOfRun, capacity))
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

  /// The tokens that 64 bytes may have, and as many as are written at a time.
  private static let mostOfRun = 64 + 4

  /// Adds those words and commas of a run that begin at some places, one at least; the run begins
  /// at a position of the text, behind a space or not.
  ///
  /// Four are written at a time, so that hardly a branch hangs on how many there are.
  @inline(__always)
  mutating func append(
    _ run: TextMap.Run, _ places: UInt64, at position: Int, afterSpace: Bool
  ) {
    if memory.count &- count < Self.mostOfRun { grow() }
    let added = places.nonzeroBitCount
    let base = UInt32(truncatingIfNeeded: position)
    let free = run.spaces &<< 1 | (afterSpace ? 1 : 0)
    var places = places
    var ends = run.ends
    var written = 0
    repeat {
      for _ in 0..<4 {
        let place = UInt64(truncatingIfNeeded: places.trailingZeroBitCount)
        let isComma = run.commas &>> place & 1
        let token = Token(
          start: base &+ UInt32(truncatingIfNeeded: place),
          end: base &+ UInt32(truncatingIfNeeded: ends.trailingZeroBitCount),
          kind: isComma == 1 ? .punctuation : .word,
          flags: Self.flags(free &>> place, run.capitals &>> place))
        memory.initializeElement(at: count &+ written, to: token)
        places &= places &- 1
        ends &= ends &- 1
        written &+= 1
      }
    } while written < added
    count &+= added
  }

  /// The flags that the lowest bits tell: behind a space, and with a capital.
  @inline(__always)
  private static func flags(_ free: UInt64, _ capital: UInt64) -> Token.Flags {
    let spaceBefore = UInt16(truncatingIfNeeded: free & 1) &* Token.Flags.spaceBefore.rawValue
    let isCapital = UInt16(truncatingIfNeeded: capital & 1) &* Token.Flags.capital.rawValue
    return Token.Flags(rawValue: spaceBefore | isCapital)
  }

  /// A token that was added.
  subscript(_ index: Int) -> Token { memory[index] }

  /// Marks a token that was added.
  mutating func insert(_ flags: Token.Flags, into index: Int) {
    memory[index].flags.formUnion(flags)
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
