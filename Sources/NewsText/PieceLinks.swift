/// Credits, related links and subheads among the sentences of a paragraph.
extension PieceFinder {
  /// How many tokens a run of links may have.
  private static let longestLinks = 400
  /// How many tokens a full name may have.
  private static let longestName = 10
  /// How many bytes two names glued together may have.
  private static let longestGlue = 80
  /// How many tokens a glued subhead may have.
  private static let longestSubhead = 16

  // MARK: Credits

  /// "(Reporting by …)" to its bracket; "Reporting by …" behind a stop to the paragraph's end.
  mutating func creditEnd(from index: Int, in paragraph: Range<Int>) -> Int? {
    let token = tokens[index]
    guard lexicon.lineStarts.contains(bytes, token.bytes) else { return nil }
    let at = Int(token.start)
    guard
      let label = lexicon.labels(from: bytes[at]).first(where: {
        $0.shape == .line && stands($0.text, at: at)
      })
    else { return nil }
    let before = index > paragraph.lowerBound ? tokens[index - 1] : nil
    if before?.kind == .openBracket {
      let end = bracketEnd(index, paragraph)
      let start = Int(tokens[index - 1].start)
      pieces.append(PagePiece(bytes: start..<Int(tokens[end - 1].end), kind: label.kind))
      return end
    }
    let isFirst = before.map { $0.flags.contains(.stop) || $0.kind == .closeBracket } ?? true
    guard isFirst else { return nil }
    pieces.append(
      PagePiece(bytes: at..<Int(tokens[paragraph.upperBound - 1].end), kind: label.kind))
    return paragraph.upperBound
  }

  /// Behind the bracket that closes the one before `index`; else the paragraph's end.
  private func bracketEnd(_ index: Int, _ paragraph: Range<Int>) -> Int {
    var depth = 1
    for at in index..<paragraph.upperBound {
      if tokens[at].kind == .openBracket { depth += 1 }
      if tokens[at].kind == .closeBracket { depth -= 1 }
      if depth == 0 { return at + 1 }
    }
    return paragraph.upperBound
  }

  // MARK: Related links

  /// A name, its full form glued to it, headlines glued to that, and the label that ends them:
  /// "Lena OrtizLena Maria OrtizFive takeaways … MORE". The token after it.
  mutating func linksEnd(from index: Int, in paragraph: Range<Int>) -> Int? {
    let token = tokens[index].bytes
    guard token.count <= Self.longestGlue else { return nil }
    for cut in token.dropFirst() where isGlue(cut) {
      let name = token.lowerBound..<cut
      guard let again = repeated(name, after: index, in: paragraph) else { continue }
      guard let end = endLabel(after: again, in: paragraph) else { return nil }
      pieces.append(
        PagePiece(bytes: cut..<Int(tokens[end].end), kind: .relatedLinks, isInline: true))
      return end + 1
    }
    return nil
  }

  /// Whether a capital stands here right behind a letter.
  private func isGlue(_ cut: Int) -> Bool {
    bytes[cut] & 0xC0 != 0x80 && properties(cut).isUppercase
      && table[UTF8Text.scalar(bytes, before: cut).value].isLowercase
  }

  /// The token that begins with the same name and has something glued to it, within a full name.
  private func repeated(
    _ name: Range<Int>, after index: Int, in paragraph: Range<Int>
  ) -> Int? {
    let text = Array(bytes[name])
    var small = 0
    for at in index + 1..<min(index + 1 + Self.longestName, paragraph.upperBound) {
      let token = tokens[at]
      if token.kind == .word, stands(text, at: Int(token.start)) {
        let end = Int(token.start) + text.count
        if end < Int(token.end) { return properties(end).isLowercase ? nil : at }
        let isGlued =
          at + 1 < paragraph.upperBound && !tokens[at + 1].flags.contains(.spaceBefore)
        return isGlued ? at : nil
      }
      if token.kind == .word, !token.flags.contains(.capital) { small += 1 }
      let isStop = token.flags.contains(.stop) || token.kind == .number
      if isStop || small > 2 { return nil }
    }
    return nil
  }

  private func endLabel(after index: Int, in paragraph: Range<Int>) -> Int? {
    for at in index..<min(index + Self.longestLinks, paragraph.upperBound)
    where tokens[at].flags.contains(.allCapitals) {
      let isLabel = lexicon.labels(from: bytes[Int(tokens[at].start)]).contains {
        $0.shape == .end && $0.text.count == tokens[at].bytes.count
          && stands($0.text, at: Int(tokens[at].start))
      }
      if isLabel { return at }
    }
    return nil
  }

  // MARK: Subheads

  /// "'SOME TARIFFS WILL STAY'China": a quotation in capitals, glued on one side at least, behind a
  /// sentence's end. The token after it.
  mutating func quotedCapitalsEnd(from index: Int, in paragraph: Range<Int>) -> Int? {
    guard index == paragraph.lowerBound || endsSentence(index - 1) else { return nil }
    var words = 0
    for at in index + 1..<min(index + Self.longestSubhead, paragraph.upperBound) {
      let token = tokens[at]
      if isHeadingWord(token) {
        words += 1
      } else if QuoteMark.Glyph(at: Int(token.start), in: bytes) != nil, words >= 2 {
        let after = at + 1
        let isGluedAfter =
          after < paragraph.upperBound && !tokens[after].flags.contains(.spaceBefore)
          && tokens[after].flags.contains(.capital)
        guard isGluedAfter else { return nil }
        pieces.append(
          PagePiece(bytes: Int(tokens[index].start)..<Int(token.end), kind: .heading))
        return after
      } else if token.kind != .punctuation || token.flags.contains(.stop) {
        return nil
      }
    }
    return nil
  }

  /// "said.SOME TARIFFS WILL STAYChina": words in capitals glued to the sentence before and to the
  /// next one's first word. The token after it.
  mutating func gluedCapitalsEnd(from index: Int, in paragraph: Range<Int>) -> Int? {
    guard index > paragraph.lowerBound, endsSentence(index - 1),
      !tokens[index].flags.contains(.spaceBefore)
    else { return nil }
    for at in index + 1..<max(index + 1, min(index + Self.longestSubhead, paragraph.upperBound)) {
      let token = tokens[at]
      if isHeadingWord(token) { continue }
      guard token.kind == .word, let cut = lastCapital(token.bytes) else { return nil }
      pieces.append(PagePiece(bytes: Int(tokens[index].start)..<cut, kind: .heading))
      return at + 1
    }
    return nil
  }

  private func endsSentence(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.flags.contains(.stop) || token.flags.contains(.abbreviation) { return true }
    return QuoteMark.Glyph(at: Int(token.start), in: bytes) != nil
      && token.kind == .punctuation && index > 0 && tokens[index - 1].flags.contains(.stop)
  }

  private func isHeadingWord(_ token: Token) -> Bool {
    switch token.kind {
    case .number: true
    case .word:
      token.flags.contains(.allCapitals) || token.flags.contains(.clitic)
        || (token.end - token.start == 1 && token.flags.contains(.capital))
    default: false
    }
  }

  /// Where the last of three capitals or more stands, with small letters to the end behind it:
  /// "STAYChina".
  private func lastCapital(_ word: Range<Int>) -> Int? {
    var index = word.lowerBound
    while index < word.upperBound, Tokenizer.isUpper(bytes[index]) { index += 1 }
    guard index - word.lowerBound >= 4, index < word.upperBound,
      bytes[index..<word.upperBound].allSatisfy(Tokenizer.isLower)
    else { return nil }
    return index - 1
  }
}
