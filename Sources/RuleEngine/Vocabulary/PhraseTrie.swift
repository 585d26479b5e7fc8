/// The lexicon entries of several words, as a tree over word forms.
struct PhraseTrie: Sendable {
  /// An entry that ends at a node.
  struct End: Sendable {
    var lexicon: Int
    var entry: Int
  }

  private var edges = PairTable()
  private var ends: [[End]] = [[]]
  /// Whether a word form begins a phrase, a bit each.
  private var begins: [UInt64] = []
  /// Whether a word form stands behind the first of a phrase, a bit each.
  private var continues: [UInt64] = []

  /// Adds a phrase; of two entries of the same lexicon the first stays.
  mutating func add(_ words: [LexemeID], _ end: End) {
    guard let first = words.first else { return }
    Self.mark(first, &begins)
    for lexeme in words.dropFirst() { Self.mark(lexeme, &continues) }
    var node = 0
    for lexeme in words {
      if let next = edges.find(UInt32(node), lexeme) {
        node = next
      } else {
        edges.set(UInt32(node), lexeme, to: ends.count)
        node = ends.count
        ends.append([])
      }
    }
    if !ends[node].contains(where: { $0.lexicon == end.lexicon }) { ends[node].append(end) }
  }

  /// Whether some phrase begins with a word form.
  @inline(__always)
  func begins(_ lexeme: LexemeID) -> Bool { Self.isMarked(lexeme, begins) }

  /// Whether some phrase holds a word form behind its first.
  @inline(__always)
  func continues(_ lexeme: LexemeID) -> Bool { Self.isMarked(lexeme, continues) }

  private static func mark(_ lexeme: LexemeID, _ bits: inout [UInt64]) {
    let word = Int(lexeme) >> 6
    while bits.count <= word { bits.append(0) }
    bits[word] |= 1 << (UInt64(lexeme) & 63)
  }

  @inline(__always)
  private static func isMarked(_ lexeme: LexemeID, _ bits: [UInt64]) -> Bool {
    let word = Int(lexeme) >> 6
    return word < bits.count && bits[word] >> (UInt64(lexeme) & 63) & 1 == 1
  }

  /// The node after a word form, from the root (0) on.
  @inline(__always)
  func step(_ node: Int, _ lexeme: LexemeID) -> Int? { edges.find(UInt32(node), lexeme) }

  /// The entries that end at a node.
  @inline(__always)
  func ends(at node: Int) -> [End] { ends[node] }
}
