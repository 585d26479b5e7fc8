import NewsText

// Which tokens and sentences lie at a place, by bisection.
extension Document {
  /// The number of the sentence that holds a token.
  func sentence(of token: Int) -> Int {
    max(0, sentences.firstPlace { $0.tokens.lowerBound > token } - 1)
  }

  /// The tokens that bytes cover, wholly or in part.
  func tokens(of bytes: Range<Int>) -> Range<Int> {
    let first = tokens.firstPlace { Int($0.end) > bytes.lowerBound }
    var end = first
    while end < tokens.count, Int(tokens[end].start) < bytes.upperBound { end += 1 }
    return first..<end
  }
}

extension [Range<Int>] {
  /// Whether any of the ranges, which are in order, overlaps some places; by bisection.
  func holdsPart(of some: Range<Int>) -> Bool {
    let first = firstPlace { $0.upperBound > some.lowerBound }
    return first < count && self[first].lowerBound < some.upperBound
  }
}

extension Array {
  /// The first place from which on something holds of all elements, by bisection; their number
  /// where it holds of none.
  @inline(__always)
  func firstPlace(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
