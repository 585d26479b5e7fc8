// Pieces of the page.
extension CutText {
  /// Cuts tokens where a piece begins or ends inside them; for each piece, which ascend and do not
  /// overlap, its tokens. Linear, and hardly anything where pieces begin and end between tokens.
  mutating func apply(_ pieces: [PagePiece], _ table: CharacterTable) -> [Range<Int>] {
    guard !pieces.isEmpty else { return [] }
    let cuts = pieces.flatMap { [$0.bytes.lowerBound, $0.bytes.upperBound] }
    if cuts.contains(where: { isInside($0) }) {
      split(at: cuts, table)
    } else {
      for cut in cuts {
        let index = firstToken(endingAfter: cut)
        if index < tokens.count, tokens[index].start == cut {
          tokens[index].flags.insert(.pieceStart)
        }
      }
    }
    return pieces.map { assign($0) }
  }

  private func isInside(_ cut: Int) -> Bool {
    let index = firstToken(endingAfter: cut)
    return index < tokens.count && tokens[index].start < cut
  }

  /// The first token that ends behind an offset.
  private func firstToken(endingAfter offset: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].end) <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Splits the tokens that have a cut inside, and counts marks, paragraphs and enders anew.
  private mutating func split(at cuts: [Int], _ table: CharacterTable) {
    let whole = tokens
    tokens.removeAll(keepingCapacity: true)
    tokens.reserveCapacity(whole.count + cuts.count)
    var cut = 0
    var mark = 0
    var paragraph = 0
    for (index, token) in whole.enumerated() {
      if paragraph < paragraphStarts.count, paragraphStarts[paragraph] == index {
        paragraphStarts[paragraph] = tokens.count
        paragraph += 1
      }
      if mark < marks.count, marks[mark].token == index {
        marks[mark].token = tokens.count
        mark += 1
      }
      while cut < cuts.count, cuts[cut] < Int(token.start) { cut += 1 }
      var rest = token
      if cut < cuts.count, cuts[cut] == Int(token.start) { rest.flags.insert(.pieceStart) }
      while cut < cuts.count, cuts[cut] < Int(token.end) {
        if cuts[cut] > Int(rest.start) { rest = split(rest, at: cuts[cut], table) }
        cut += 1
      }
      tokens.append(rest)
    }
    enders = tokens.indices.filter { Tokenizer.mayEndSentence(tokens[$0]) }
  }

  /// Adds the part before the cut; the part after it.
  private mutating func split(
    _ token: Token, at cut: Int, _ table: CharacterTable
  ) -> Token {
    let kept: Token.Flags = [.spaceBefore, .startsParagraph, .pieceStart]
    func part(_ start: UInt32, _ end: UInt32, _ flags: Token.Flags) -> Token {
      let shape = bytes.withUnsafeBufferPointer {
        Tokenizer.shape(of: $0, Int(start), Int(end), table)
      }
      return Token(start: start, end: end, kind: token.kind, flags: flags.union(shape))
    }
    tokens.append(part(token.start, UInt32(cut), token.flags.intersection(kept)))
    return part(UInt32(cut), token.end, .pieceStart)
  }

  /// Notes the tokens that begin in a piece and end in it.
  private mutating func assign(_ piece: PagePiece) -> Range<Int> {
    var index = firstToken(endingAfter: piece.bytes.lowerBound)
    if index < tokens.count, Int(tokens[index].start) < piece.bytes.lowerBound { index += 1 }
    let first = index
    while index < tokens.count, Int(tokens[index].end) <= piece.bytes.upperBound {
      if piece.isBoilerplate { tokens[index].flags.insert(.boilerplate) }
      index += 1
    }
    return first..<index
  }
}
