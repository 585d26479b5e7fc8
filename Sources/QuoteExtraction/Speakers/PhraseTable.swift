import RuleEngine

/// Phrases of one word or more, found by their word forms: a tree in one table.
struct PhraseTable: Sendable {
  private struct Node: Sendable {
    var value: Int32 = -1
  }

  private var edges: [UInt64: Int32] = [:]
  private var nodes: [Node] = [Node()]

  /// Adds a phrase; of equal ones the first stays.
  mutating func add(_ words: [LexemeID], value: Int) {
    guard !words.isEmpty, !words.contains(0) else { return }
    var node: Int32 = 0
    for word in words {
      let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(word)
      if let next = edges[key] {
        node = next
      } else {
        let next = Int32(nodes.count)
        nodes.append(Node())
        edges[key] = next
        node = next
      }
    }
    if nodes[Int(node)].value < 0 { nodes[Int(node)].value = Int32(value) }
  }

  /// The longest phrase that starts at a token and ends by `limit`: its number of tokens and its
  /// value; as many look-ups as it has words.
  func longest(in lexemes: [LexemeID], from start: Int, limit: Int) -> (count: Int, value: Int)? {
    var node: Int32 = 0
    var best: (count: Int, value: Int)?
    var at = start
    while at < limit, lexemes[at] != 0,
      let next = edges[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(lexemes[at])]
    {
      node = next
      at += 1
      let value = nodes[Int(node)].value
      if value >= 0 { best = (at - start, Int(value)) }
    }
    return best
  }

  /// Whether the tokens are one phrase, as a whole; its value.
  func whole(_ lexemes: [LexemeID], _ range: Range<Int>) -> Int? {
    guard let found = longest(in: lexemes, from: range.lowerBound, limit: range.upperBound),
      found.count == range.count
    else { return nil }
    return found.value
  }
}
