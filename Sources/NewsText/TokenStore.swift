import CWideText

/// The tokens of a text while it is read: a growing stretch of memory with one owner.
///
/// Appending is a store and an addition, without the check for other owners that an array makes.
struct TokenStore: ~Copyable {
  private var memory: UnsafeMutableBufferPointer<Token>
  /// How many tokens there are.
  private(set) var count = 0

  /// Makes room for some tokens; more come to have it.
  init(capacity: Int) {
    memory = .allocate(capacity: capacity + 2 * Self.stepRoom)
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

  /// Makes room for what a step of `cwide_cut_plain` adds at most.
  mutating func makeRoom() {
    if memory.count &- count < Self.stepRoom { grow() }
  }

  private static let stepRoom = Int(cwide_step_room)

  /// Lends the memory to what cuts words: its tokens are laid out as these are.
  func lend(to cut: inout cwide_cut) {
    cut.tokens = UnsafeMutableRawPointer(memory.baseAddress)
    cut.token_room = memory.count
    cut.token_count = count
  }

  /// Whether there was room for another step.
  func hasRoom(in cut: cwide_cut) -> Bool { memory.count - cut.token_count >= Self.stepRoom }

  /// Takes what was added to the memory lent.
  mutating func take(from cut: cwide_cut) { count = min(max(count, cut.token_count), memory.count) }

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

  /// Takes the last token away.
  mutating func removeLast() { count = max(0, count - 1) }

  /// The last token.
  var last: Token? { count > 0 ? memory[count - 1] : nil }

  /// The tokens as an array.
  ///
  /// Copied in pieces of less than a kilobyte: longer ones some processors copy by an instruction
  /// that takes a microsecond to begin.
  var array: [Token] {
    [Token](unsafeUninitializedCapacity: count) { array, copied in
      while copied < count {
        let end = min(copied + 64, count)
        _ = array[copied...].initialize(fromContentsOf: memory[copied..<end])
        copied = end
      }
    }
  }
}
