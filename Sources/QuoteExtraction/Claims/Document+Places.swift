import NewsText

// Which tokens and sentences lie at a place, by bisection.
extension Document {
  /// The number of the sentence that holds a token.
  func sentence(of token: Int) -> Int {
    var (low, high) = (0, sentences.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if sentences[middle].tokens.lowerBound <= token { low = middle } else { high = middle }
    }
    return low
  }

  /// The tokens that bytes cover, wholly or in part.
  func tokens(of bytes: Range<Int>) -> Range<Int> {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].bytes.upperBound <= bytes.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < tokens.count, tokens[end].bytes.lowerBound < bytes.upperBound { end += 1 }
    return low..<max(end, low)
  }
}
