/// Tells headlines and subheads that stand in a paragraph of their own.
struct HeadingFinder {
  /// How many tokens the first line may have to be a headline, and a later one to be a subhead.
  private static let longestHeadline = 40
  private static let longestSubhead = 14

  let bytes: TextBytes
  let tokens: TextTokens

  /// Types the sentences that make up a whole paragraph and read like a heading. Linear.
  func type(_ sentences: inout [Sentence], in paragraphs: [Range<Int>]) {
    guard paragraphs.count > 1 else { return }
    var index = 0
    for (number, paragraph) in paragraphs.enumerated() {
      while index < sentences.count, sentences[index].tokens.lowerBound < paragraph.lowerBound {
        index += 1
      }
      guard index < sentences.count, sentences[index].tokens == paragraph,
        sentences[index].kind == .text
      else { continue }
      if isHeading(paragraph, isFirst: number == 0, isLast: number == paragraphs.count - 1) {
        sentences[index].kind = .heading
      }
    }
  }

  private func isHeading(_ range: Range<Int>, isFirst: Bool, isLast: Bool) -> Bool {
    guard range.count <= (isFirst ? Self.longestHeadline : Self.longestSubhead),
      !endsLikeSentence(range)
    else { return false }
    if isFirst { return true }
    if isLast || range.count < 2 { return false }
    return isTitle(range)
  }

  /// Whether the last token before closing marks is a stop, a colon, a comma or a dash.
  private func endsLikeSentence(_ range: Range<Int>) -> Bool {
    var last = range.upperBound - 1
    while last > range.lowerBound,
      tokens[last].kind == .closeQuote || tokens[last].kind == .closeBracket
    {
      last -= 1
    }
    let token = tokens[last]
    if token.flags.contains(.abbreviation) || token.flags.contains(.ellipsis) { return true }
    guard token.kind == .punctuation else { return false }
    return bytes[Int(token.start)] != 0x27
  }

  /// Whether two thirds of the longer words have capitals, and no quotation fills it.
  private func isTitle(_ range: Range<Int>) -> Bool {
    if tokens[range.lowerBound].kind == .openQuote { return false }
    var words = 0
    var capitals = 0
    for token in tokens[range] where token.kind == .word && token.end - token.start >= 4 {
      words += 1
      if token.flags.contains(.capital) { capitals += 1 }
    }
    return words > 0 && capitals * 3 >= words * 2
  }
}
