import FlatImage
import RuleEngine

/// Phrases of one word or more, found by their word forms: a tree, its nodes in one array.
struct PhraseTable: Sendable {
  /// The beginning of a phrase; the first node is that of no word.
  private struct Node: Sendable, BitwiseCopyable {
    /// Its last word.
    var word: LexemeID
    /// The value of the phrase that it is; -1 for none.
    var value: Int32
    /// Where the nodes that are one word longer begin, by their words; they end where those of the
    /// next node begin.
    var longer: Int32
  }

  private let nodes: FlatArray<Node>
  /// Whether a word form begins a phrase, a bit each: most words do not. Nodes of one word stand in
  /// the order of these bits.
  private let begins: FlatArray<UInt64>
  /// How many bits are set before each 64.
  private let ranks: FlatArray<Int32>

  /// Takes phrases; of equal ones the first stays.
  init(_ phrases: [(words: [LexemeID], value: Int)]) {
    let sorted = phrases.enumerated().filter { !$0.element.words.contains(0) }.sorted {
      let (one, other) = ($0.element.words, $1.element.words)
      return one == other ? $0.offset < $1.offset : one.lexicographicallyPrecedes(other)
    }.map(\.element)
    var nodes = [Node(word: 0, value: -1, longer: 1)]
    // The phrases that begin as each node does, and how many words that are.
    var members = [(phrases: sorted.indices, depth: 0)]
    var place = 0
    while place < members.count {
      let (range, depth) = members[place]
      nodes[place].longer = Int32(nodes.count)
      var at = range.lowerBound
      while at < range.upperBound, sorted[at].words.count == depth {
        if depth > 0, nodes[place].value < 0 { nodes[place].value = Int32(sorted[at].value) }
        at += 1
      }
      while at < range.upperBound {
        let word = sorted[at].words[depth]
        let end = sorted[at..<range.upperBound].firstIndex { $0.words[depth] != word }
        nodes.append(Node(word: word, value: -1, longer: 0))
        members.append((at..<(end ?? range.upperBound), depth + 1))
        at = end ?? range.upperBound
      }
      place += 1
    }
    nodes.append(Node(word: 0, value: -1, longer: Int32(nodes.count)))
    let firstWords = nodes[1..<Int(nodes[1].longer)].map(\.word)
    var begins = [UInt64](repeating: 0, count: Int(firstWords.last ?? 0) / 64 + 1)
    for word in firstWords { begins[Int(word) / 64] |= 1 << UInt64(word % 64) }
    var count: Int32 = 0
    ranks = FlatArray(
      begins.map { bits in
        defer { count += Int32(bits.nonzeroBitCount) }
        return count
      })
    self.begins = FlatArray(begins)
    self.nodes = FlatArray(nodes)
  }

  /// The longest phrase that starts at a token and ends by `limit`: its number of tokens and its
  /// value; as many look-ups as it has words.
  func longest(in lexemes: [LexemeID], from start: Int, limit: Int) -> (count: Int, value: Int)? {
    guard start < limit, var node = node(beginning: lexemes[start]) else { return nil }
    var at = start + 1
    var best: (count: Int, value: Int)?
    while true {
      if nodes[node].value >= 0 { best = (at - start, Int(nodes[node].value)) }
      guard at < limit, let next = self.node(behind: node, lexemes[at]) else { return best }
      node = next
      at += 1
    }
  }

  /// The words that begin a phrase: whether they are one themselves, and how many words the longer
  /// ones have, 3 standing for more.
  var beginnings: [(word: LexemeID, isWhole: Bool, longer: Int)] {
    (1..<Int(nodes[1].longer)).map { first in
      let seconds = Int(nodes[first].longer)..<Int(nodes[first + 1].longer)
      let hasThird = seconds.contains { nodes[$0].longer < nodes[$0 + 1].longer }
      return (
        nodes[first].word, nodes[first].value >= 0, seconds.isEmpty ? 0 : hasThird ? 3 : 2
      )
    }
  }

  @inline(__always)
  private func node(beginning word: LexemeID) -> Int? {
    let piece = Int(word >> 6)
    guard piece < begins.count else { return nil }
    let bit: UInt64 = 1 &<< UInt64(word & 63)
    guard begins[piece] & bit != 0 else { return nil }
    return 1 + Int(ranks[piece]) + (begins[piece] & (bit &- 1)).nonzeroBitCount
  }

  /// The node of one word more, by bisection.
  private func node(behind node: Int, _ word: LexemeID) -> Int? {
    var low = Int(nodes[node].longer)
    let end = Int(nodes[node + 1].longer)
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle].word < word { low = middle + 1 } else { high = middle }
    }
    return low < end && nodes[low].word == word ? low : nil
  }
}

extension PhraseTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    nodes = try image.part()
    begins = try image.part()
    ranks = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(nodes)
    image.lay(begins)
    image.lay(ranks)
  }
}
