/// Cuts tokens where a piece of the page begins or ends inside them, and notes which tokens lie in
/// which piece.
struct TokenCutter {
  private var tokens: [Token] = []
  private(set) var marks: [QuoteMark] = []
  private(set) var paragraphStarts: [Int] = []
  /// For each piece its tokens.
  private(set) var ranges: [Range<Int>] = []

  /// Applies pieces, which ascend and do not overlap. Linear.
  init(_ tokenizer: inout Tokenizer, pieces: [PagePiece]) {
    guard !pieces.isEmpty else {
      swap(&tokens, &tokenizer.tokens)
      marks = tokenizer.marks
      paragraphStarts = tokenizer.paragraphStarts
      return
    }
    tokens.reserveCapacity(tokenizer.tokens.count + pieces.count)
    let cuts = pieces.flatMap { [$0.bytes.lowerBound, $0.bytes.upperBound] }
    var cut = 0
    var mark = 0
    var paragraph = 0
    for (index, token) in tokenizer.tokens.enumerated() {
      if paragraph < tokenizer.paragraphStarts.count, tokenizer.paragraphStarts[paragraph] == index
      {
        paragraphStarts.append(tokens.count)
        paragraph += 1
      }
      if mark < tokenizer.marks.count, tokenizer.marks[mark].token == index {
        marks.append(QuoteMark(token: tokens.count, glyph: tokenizer.marks[mark].glyph))
        mark += 1
      }
      while cut < cuts.count, cuts[cut] < Int(token.start) { cut += 1 }
      var rest = token
      if cut < cuts.count, cuts[cut] == Int(token.start) { rest.flags.insert(.pieceStart) }
      while cut < cuts.count, cuts[cut] < Int(token.end) {
        if cuts[cut] > Int(rest.start) { rest = split(rest, at: cuts[cut], tokenizer) }
        cut += 1
      }
      tokens.append(rest)
    }
    assign(pieces)
  }

  /// Hands the tokens over.
  mutating func takeTokens() -> [Token] {
    var taken: [Token] = []
    swap(&taken, &tokens)
    return taken
  }

  /// Adds the part before the cut; the part after it.
  private mutating func split(_ token: Token, at cut: Int, _ tokenizer: Tokenizer) -> Token {
    let kept: Token.Flags = [.spaceBefore, .startsParagraph, .pieceStart]
    func part(_ start: UInt32, _ end: UInt32, _ flags: Token.Flags) -> Token {
      let shape = Tokenizer.shape(of: tokenizer.bytes, Int(start), Int(end), tokenizer.table)
      return Token(start: start, end: end, kind: token.kind, flags: flags.union(shape))
    }
    tokens.append(part(token.start, UInt32(cut), token.flags.intersection(kept)))
    return part(UInt32(cut), token.end, .pieceStart)
  }

  private mutating func assign(_ pieces: [PagePiece]) {
    var index = 0
    for piece in pieces {
      while index < tokens.count, Int(tokens[index].start) < piece.bytes.lowerBound { index += 1 }
      let first = index
      while index < tokens.count, Int(tokens[index].end) <= piece.bytes.upperBound {
        if piece.isBoilerplate { tokens[index].flags.insert(.boilerplate) }
        index += 1
      }
      ranges.append(first..<index)
    }
  }
}
