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

  /// Adds a phrase; of two entries of the same lexicon the first stays.
  mutating func add(_ words: [LexemeID], _ end: End) {
    guard let first = words.first else { return }
    let word = Int(first) >> 6
    while begins.count <= word { begins.append(0) }
    begins[word] |= 1 << (UInt64(first) & 63)
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
  func begins(_ lexeme: LexemeID) -> Bool {
    let word = Int(lexeme) >> 6
    return word < begins.count && begins[word] >> (UInt64(lexeme) & 63) & 1 == 1
  }

  /// The node after a word form, from the root (0) on.
  @inline(__always)
  func step(_ node: Int, _ lexeme: LexemeID) -> Int? { edges.find(UInt32(node), lexeme) }

  /// The entries that end at a node.
  @inline(__always)
  func ends(at node: Int) -> [End] { ends[node] }
}
