package import FlatImage

/// The lexicon entries of several words, as a tree over word forms.
///
/// Most places of a text begin no phrase: a bit of the first word and one of the second tell so
/// before the tree is looked at, which begins at pairs of words.
struct PhraseTrie: Sendable {
  /// An entry that ends at a node.
  struct End: Sendable, BitwiseCopyable {
    var lexicon: Int32
    var entry: Int32
  }

  /// One of the entries that end at a node, and the place of the next one; -1 behind the last.
  private struct Link: Sendable, BitwiseCopyable {
    var end: End
    var next: Int32 = -1
  }

  /// What a word form can be in a phrase.
  private struct Roles: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    static var begins: Roles { Roles(rawValue: 1) }
    static var isSecond: Roles { Roles(rawValue: 2) }
  }

  /// The nodes behind the first two words, and behind a node and one word more.
  private var beginnings = PairTable()
  private var edges = PairTable()
  /// For each node the first of the entries that end there, as a place in `chain`; -1 for none.
  private var ends = FlatArray<Int32>()
  private var chain = FlatArray<Link>()
  private var roles = FlatArray<Roles>()

  /// Adds a phrase of two words or more; of two entries of the same lexicon the first stays.
  mutating func add(_ words: [LexemeID], _ end: End) {
    guard words.count >= 2 else { return }
    mark(words[0], .begins)
    mark(words[1], .isSecond)
    var node = beginnings.find(words[0], words[1]) ?? -1
    if node < 0 {
      node = newNode()
      beginnings.set(words[0], words[1], to: node)
    }
    for lexeme in words.dropFirst(2) {
      if let next = edges.find(UInt32(node), lexeme) {
        node = next
      } else {
        let next = newNode()
        edges.set(UInt32(node), lexeme, to: next)
        node = next
      }
    }
    append(end, at: node)
  }

  private mutating func append(_ end: End, at node: Int) {
    var last = -1
    var place = ends[node]
    while place >= 0 {
      last = Int(place)
      if chain[last].end.lexicon == end.lexicon { return }
      place = chain[last].next
    }
    if last < 0 {
      ends.array[node] = Int32(chain.count)
    } else {
      chain.array[last].next = Int32(chain.count)
    }
    chain.array.append(Link(end: end))
  }

  private mutating func mark(_ lexeme: LexemeID, _ role: Roles) {
    while roles.count <= Int(lexeme) { roles.array.append([]) }
    roles.array[Int(lexeme)].formUnion(role)
  }

  private mutating func newNode() -> Int {
    ends.array.append(-1)
    return ends.count - 1
  }

  /// The node behind two words, where a phrase begins with them.
  @inline(__always)
  func node(_ first: LexemeID, _ second: LexemeID) -> Int? {
    guard Int(first) < roles.count, Int(second) < roles.count,
      roles[Int(first)].contains(.begins), roles[Int(second)].contains(.isSecond)
    else { return nil }
    return beginnings.find(first, second)
  }

  /// The first and second word forms of the entries of lexicons that count, each pair once.
  ///
  /// - Complexity: Linear in the tree.
  func beginnings(of lexicons: [Bool]) -> [(first: LexemeID, second: LexemeID)] {
    var counts = [Bool](repeating: false, count: ends.count)
    for node in ends.indices {
      forEachEnd(at: node) { if lexicons[Int($0.lexicon)] { counts[node] = true } }
    }
    var parents = [Int](repeating: -1, count: ends.count)
    for (key, node) in edges.pairs { parents[node] = Int(key >> 32) }
    // A node has a higher number than the one that it hangs on.
    for node in ends.indices.reversed() where counts[node] && parents[node] >= 0 {
      counts[parents[node]] = true
    }
    return beginnings.pairs.filter { counts[$0.value] }.map {
      (LexemeID($0.key >> 32), LexemeID(truncatingIfNeeded: $0.key))
    }
  }

  /// The node behind another and one word more.
  @inline(__always)
  func node(after node: Int, _ lexeme: LexemeID) -> Int? { edges.find(UInt32(node), lexeme) }

  /// Calls `body` with the entries that end at a node.
  @inline(__always)
  private func forEachEnd(at node: Int, _ body: (End) -> Void) {
    var place = ends[node]
    while place >= 0 {
      let link = chain[Int(place)]
      body(link.end)
      place = link.next
    }
  }

  /// The entry of a lexicon that ends at a node.
  func entry(at node: Int, in lexicon: Int) -> Int? {
    var entry: Int?
    forEachEnd(at: node) { if $0.lexicon == lexicon { entry = Int($0.entry) } }
    return entry
  }

  /// Calls `found` with each entry that begins at a place in a row of so many words, and with the
  /// place behind it; the shorter ones first.
  @inline(__always)
  func follow(
    from start: Int, count: Int, _ lexeme: (Int) -> LexemeID, _ found: (End, Int) -> Void
  ) {
    guard start + 1 < count, let node = node(lexeme(start), lexeme(start + 1)) else { return }
    follow(node, behind: start + 2, count: count, lexeme, found)
  }

  /// The same from a place whose first two words are known to begin a phrase most likely.
  @inline(__always)
  func follow(
    fromBeginner start: Int, count: Int, _ lexeme: (Int) -> LexemeID, _ found: (End, Int) -> Void
  ) {
    guard let node = beginnings.find(lexeme(start), lexeme(start + 1)) else { return }
    follow(node, behind: start + 2, count: count, lexeme, found)
  }

  @inline(__always)
  private func follow(
    _ node: Int, behind place: Int, count: Int, _ lexeme: (Int) -> LexemeID,
    _ found: (End, Int) -> Void
  ) {
    var (node, next) = (node, place)
    while true {
      forEachEnd(at: node) { found($0, next) }
      guard next < count, let after = self.node(after: node, lexeme(next)) else { return }
      node = after
      next += 1
    }
  }
}

extension PhraseTrie: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    beginnings = try image.part()
    edges = try image.part()
    ends = try image.flatArray()
    chain = try image.flatArray()
    roles = try image.flatArray()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(beginnings)
    image.lay(edges)
    image.lay(ends)
    image.lay(chain)
    image.lay(roles)
  }
}
