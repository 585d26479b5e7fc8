import CHeap

/// How memory is taken from the system.
enum Memory {
  /// Asks for it in large pieces; called before there are other threads.
  ///
  /// The heap of a thread else grows page by page, with a call to the system for each: hundreds of
  /// them before the first article is read, and while one thread makes them the others wait for
  /// their memory. What is not used is never there.
  static func takeInLargePieces() { heap_take_large_pieces() }
}
