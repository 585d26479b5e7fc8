/// What pairing asks of the words around a mark.
struct MarkText {
  let bytes: TextBytes
  let tokens: TextTokens
  let endings: [[UInt8]]

  /// What an apostrophe behind a word stands for.
  enum Ending {
    /// "dogs'"
    case possessive
    /// "goin'"
    case elided
  }

  /// Whether the word may take an apostrophe at its end.
  func takesApostrophe(_ token: Int) -> Ending? {
    guard token >= 0, tokens[token].kind == .word else { return nil }
    let range = tokens[token].bytes
    for ending in endings where range.count > ending.count {
      let matches = ending.indices.allSatisfy {
        bytes[range.upperBound - ending.count + $0] | 0x20 == ending[$0]
      }
      if matches { return ending.count == 1 ? .possessive : .elided }
    }
    return nil
  }

  /// Whether the mark stands for inches: a digit touches it from the left.
  func isInch(before mark: Int, _ glyph: QuoteMark.Glyph) -> Bool {
    guard glyph == .straightDouble || glyph == .twoSingles || glyph == .curlyDoubleClose else {
      return false
    }
    return followsNumber(mark)
  }

  /// Whether the mark stands for feet or minutes: a digit touches it from the left.
  func isFoot(before mark: Int) -> Bool { followsNumber(mark) }

  /// Whether feet stand before the inches: a number, a mark and a number, all glued.
  func hasFeet(before mark: Int) -> Bool {
    guard mark > 2, followsNumber(mark), tokens[mark - 3].kind == .number else { return false }
    return !tokens[mark - 1].flags.contains(.spaceBefore)
      && !tokens[mark - 2].flags.contains(.spaceBefore)
      && QuoteMark.Glyph(at: Int(tokens[mark - 2].start), in: bytes)?.isSingle == true
  }

  /// Whether the token is a comma or a colon, which may stand before a quotation.
  func introduces(_ token: Int) -> Bool {
    guard token >= 0 else { return false }
    let byte = bytes[Int(tokens[token].start)]
    return byte == 0x2C || byte == 0x3A
  }

  private func followsNumber(_ mark: Int) -> Bool {
    mark > 0 && tokens[mark - 1].kind == .number && !tokens[mark].flags.contains(.spaceBefore)
  }

  /// Whether the token is a word without a capital at its start.
  func isSmall(_ token: Int) -> Bool {
    token >= 0 && tokens[token].kind == .word && !tokens[token].flags.contains(.capital)
  }

  /// Whether the token ends a sentence.
  func endsSentence(_ token: Int) -> Bool { token >= 0 && tokens[token].flags.contains(.stop) }

  /// Whether the token is a comma, a stop or the like.
  func isPunctuation(_ token: Int) -> Bool { token >= 0 && tokens[token].kind == .punctuation }
}
