import NewsText
import RuleEngine

/// Tells which sentences may hold an amount: those with a sign, a unit or a scale, and with a
/// number, or an article before it as in "a dollar"; and with an anchor of some rule.
struct AmountTriggers {
  private let cutter: PieceCutter
  private let words: AmountWords
  /// The word forms that may be or do so, a bit each.
  private let asked: [UInt64]

  init(_ cutter: PieceCutter, _ words: AmountWords) {
    self.cutter = cutter
    self.words = words
    asked = words.asked
  }

  /// How many tokens before a unit an article stands at most: "a full percentage-point".
  private static let articleReach = 4

  /// Whether a sentence is worth reading.
  ///
  /// - Complexity: Linear in its tokens.
  func areIn(_ sentence: Range<Int>) -> Bool {
    var rest = sentence
    var (hasNumber, hasAnchor): (Bool?, Bool?) = (nil, nil)
    while let token = firstAsked(rest) {
      rest = token + 1..<sentence.upperBound
      let told = trigger(token, sentence)
      guard !told.isEmpty else { continue }
      if !told.contains(.anchor) {
        let isAnchored = hasAnchor ?? sentence.contains(where: isAnchor)
        guard isAnchored else { return false }
        hasAnchor = isAnchored
      }
      if told.contains(.numberless) || followsArticle(token, sentence) { return true }
      let isCounted = hasNumber ?? sentence.contains(where: isNumber)
      if isCounted { return true }
      hasNumber = isCounted
    }
    return false
  }

  /// The first token that may make a sentence worth reading, by its flags and a bit of its word
  /// form alone: most tokens of a text go through here and no further.
  private func firstAsked(_ tokens: Range<Int>) -> Int? {
    let (all, lexemes) = (
      cutter.tokens.span.extracting(tokens), cutter.lexemes.span.extracting(tokens)
    )
    let asked = asked.span
    for place in all.indices {
      let lexeme = Int(lexemes[place])
      if asked[lexeme &>> 6] &>> UInt64(lexeme & 63) & 1 != 0 || Self.mayHoldUnit(all[place]) {
        return tokens.lowerBound + place
      }
    }
    return nil
  }

  /// What a token, or the parts of one that is cut, have that makes its sentence worth reading;
  /// empty where nothing does.
  private func trigger(_ token: Int, _ sentence: Range<Int>) -> AmountWords.Class {
    let told = words.classes(of: cutter.lexemes[token])
    let one = cutter.tokens[token]
    if told.contains(.trigger) || told.contains(.code) && one.flags.contains(.allCapitals)
      || told.contains(.follows) && mayEndPhrase(token)
      || told.contains(.some) && precedesScale(token, sentence)
    {
      return told
    }
    guard Self.mayHoldUnit(one) else { return [] }
    // Letters glued to digits may be a unit in a rule alone: "N45,000".
    if one.flags.contains(.digit) { return .trigger }
    let parts = parts(of: token) { one, part in
      one.flags.contains(.nonASCII) || words.mayAsk(cutter.bytes.span, part)
    }
    return parts.isDisjoint(with: .asked) ? [] : parts
  }

  /// Whether a part of a token may be a unit or a scale, as far as its flags tell.
  @inline(__always)
  private static func mayHoldUnit(_ token: Token) -> Bool {
    isParted(token) && token.kind == .word
  }

  /// Whether a token may be cut into parts that tell anything, as far as its flags tell. A clitic
  /// with a curly apostrophe is cut, but its letters are no unit or scale: "n’t", "’m".
  @inline(__always)
  private static func isParted(_ token: Token) -> Bool {
    !token.flags.isDisjoint(with: PieceCutter.cutFlags) && !token.flags.contains(.clitic)
  }

  /// Whether a token may be the last word of an entry of several.
  private func mayEndPhrase(_ token: Int) -> Bool {
    guard token > 0 else { return false }
    let before = cutter.lexemes[token - 1]
    return words.classes(of: before).contains(.leads)
      || !cutter.isWhole(cutter.tokens[token - 1], before)
  }

  /// Whether a scale may follow "a few": "a few hundred", "a couple of million".
  private func precedesScale(_ token: Int, _ sentence: Range<Int>) -> Bool {
    for next in token + 1..<min(token + 4, sentence.upperBound) {
      let told = words.classes(of: cutter.lexemes[next])
      if told.contains(.counting) || isCut(next) { return true }
      guard told.contains(.numeral) || !cutter.tokens[next].flags.contains(.spaceBefore) else {
        return false
      }
    }
    return false
  }

  /// Whether an article stands shortly before a token.
  private func followsArticle(_ token: Int, _ sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, token - Self.articleReach)..<token).contains {
      words.classes(of: cutter.lexemes[$0]).contains(.article)
    }
  }

  /// Whether a token, or a part of it, may be an anchor of a rule; a sign may be one with letters
  /// before it.
  private func isAnchor(_ token: Int) -> Bool {
    if words.classes(of: cutter.lexemes[token]).contains(.anchor)
      || cutter.tokens[token].kind == .symbol
    {
      return true
    }
    return isCut(token) && parts(of: token) { _, _ in true }.contains(.anchor)
  }

  /// Whether a token is a number, or a part of it may be.
  private func isNumber(_ token: Int) -> Bool {
    let one = cutter.tokens[token]
    if one.kind == .number || one.flags.contains(.digit)
      || words.classes(of: cutter.lexemes[token]).contains(.counting)
    {
      return true
    }
    return isCut(token) && !parts(of: token) { _, _ in true }.isDisjoint(with: .counted)
  }

  /// Whether a token may be cut.
  private func isCut(_ token: Int) -> Bool {
    Self.isParted(cutter.tokens[token])
      && !cutter.isWhole(cutter.tokens[token], cutter.lexemes[token])
  }

  /// What the parts of a token that is cut are, all together, but for those that need not be known.
  private func parts(
    of token: Int, where isWanted: (Token, Range<Int>) -> Bool
  ) -> AmountWords.Class {
    let one = cutter.tokens[token]
    var told: AmountWords.Class = []
    var at = one.bytes.lowerBound
    while at < one.bytes.upperBound {
      let part = at..<cutter.pieceEnd(at, one.bytes)
      if isWanted(one, part) {
        told.formUnion(words.classes(of: cutter.lexeme(part, of: token)))
      }
      at = part.upperBound
    }
    return told
  }
}
