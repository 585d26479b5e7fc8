import FlatImage
import RuleEngine

/// Phrases of one word or more, found by their word forms: a tree in one table.
struct PhraseTable: Sendable {
  private var edges = PairTable()
  /// The value of the phrase that ends at each node; -1 for none.
  private var values: [Int32] = [-1]
  /// Whether a word form begins a phrase, a bit each: most words do not.
  private var begins: [UInt64] = []

  /// Adds a phrase; of equal ones the first stays.
  mutating func add(_ words: [LexemeID], value: Int) {
    guard let first = words.first, !words.contains(0) else { return }
    let piece = Int(first) >> 6
    while begins.count <= piece { begins.append(0) }
    begins[piece] |= 1 << (UInt64(first) & 63)
    var node = 0
    for word in words {
      if let next = edges.find(UInt32(node), word) {
        node = next
      } else {
        edges.set(UInt32(node), word, to: values.count)
        node = values.count
        values.append(-1)
      }
    }
    if values[node] < 0 { values[node] = Int32(value) }
  }

  /// The longest phrase that starts at a token and ends by `limit`: its number of tokens and its
  /// value; as many look-ups as it has words.
  func longest(in lexemes: [LexemeID], from start: Int, limit: Int) -> (count: Int, value: Int)? {
    guard start < limit, begins(lexemes[start]) else { return nil }
    var node = 0
    var best: (count: Int, value: Int)?
    var at = start
    while at < limit, lexemes[at] != 0, let next = edges.find(UInt32(node), lexemes[at]) {
      node = next
      at += 1
      if values[node] >= 0 { best = (at - start, Int(values[node])) }
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

  @inline(__always)
  private func begins(_ lexeme: LexemeID) -> Bool {
    let piece = Int(lexeme) >> 6
    return piece < begins.count && begins[piece] >> (UInt64(lexeme) & 63) & 1 == 1
  }
}

extension PhraseTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    edges = try image.part()
    values = try image.array()
    begins = try image.array()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(edges)
    image.lay(values)
    image.lay(begins)
  }
}
