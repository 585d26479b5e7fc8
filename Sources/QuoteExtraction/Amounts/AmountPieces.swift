import NewsText
import RuleEngine

/// The pieces of one sentence after another; its buffer is used again.
struct AmountPieces {
  var pieces: [AmountPiece] = []
  private let cutter: PieceCutter
  private let words: AmountWords
  /// Where the last piece ends.
  private var end = 0
  /// What the words of the pieces are.
  private var classes: AmountWords.Class = []
  /// Whether a number is glued to what stands before it.
  private var hasGluedNumber = false

  /// Reads the pieces of a document.
  init(_ cutter: PieceCutter, _ words: AmountWords) {
    self.cutter = cutter
    self.words = words
  }

  /// Cuts a sentence. Linear in its bytes.
  mutating func read(_ tokens: Range<Int>) {
    pieces.removeAll(keepingCapacity: true)
    classes = []
    hasGluedNumber = false
    for token in tokens {
      let one = cutter.tokens[token]
      let lexeme = cutter.lexemes[token]
      if cutter.isWhole(one, lexeme) {
        append(one.bytes, token, one.kind, lexeme)
      } else {
        cut(one.bytes, token, one.kind)
      }
    }
    if hasGluedNumber { joinNumbers() }
    if classes.contains(.symbol) { joinSymbols() }
    if classes.contains(.sign) { markSigns() }
  }

  /// Appends the parts of a token that is cut.
  private mutating func cut(_ range: Range<Int>, _ token: Int, _ kind: Token.Kind) {
    var at = range.lowerBound
    while at < range.upperBound {
      let part = at..<cutter.pieceEnd(at, range)
      append(part, token, kind, cutter.lexeme(part, of: token))
      at = part.upperBound
    }
  }

  private mutating func append(
    _ range: Range<Int>, _ token: Int, _ kind: Token.Kind, _ lexeme: LexemeID
  ) {
    var classes = written(range).union(.any)
    if end == range.lowerBound, !pieces.isEmpty {
      classes.formUnion(.glued)
      if classes.contains(.number) { hasGluedNumber = true }
    }
    let told = words.classes(of: lexeme)
    self.classes.formUnion(told)
    switch kind {
    case .openQuote, .closeQuote: classes.formUnion(.quote)
    case .openBracket: classes.formUnion(.open)
    case .closeBracket: classes.formUnion(.close)
    default: break
    }
    end = range.upperBound
    pieces.append(
      AmountPiece(bytes: range, token: token, lexeme: lexeme, told: told, classes: classes))
  }

  /// The classes that a piece's letters and marks give it.
  private func written(_ range: Range<Int>) -> AmountClasses {
    let bytes = cutter.bytes.span
    let second = range.count > 1 ? bytes[range.lowerBound + 1] : 0
    switch bytes[range.lowerBound] {
    case 0x30...0x39: return .number
    case 0x41...0x5A:
      var isSmall = range.count < 2
      for at in range where bytes[at] >= 0x61 && bytes[at] <= 0x7A { isSmall = true }
      return isSmall ? [.word, .capitalised] : [.word, .capitalised, .allCapitals]
    case 0x61...0x7A: return .word
    case 0x2D: return .dash
    case 0x2C: return .comma
    case 0x2E where range.count > 1: return .number
    case 0x2E, 0x21, 0x3F, 0x3B: return .stop
    case 0xE2 where range.count == 3 && second == 0x80:
      let last = bytes[range.lowerBound + 2]
      return last >= 0x90 && last <= 0x95 ? .dash : .symbol
    case 0xE2 where range.count == 3 && second == 0x88 && bytes[range.lowerBound + 2] == 0x92:
      return .dash
    case 0x80...0xFF: return cutter.shape(range.lowerBound) == .letter ? .word : .symbol
    default: return .symbol
    }
  }

  /// Joins a number that tokens cut behind letters: "Rs45,000" are two of them and a comma.
  private mutating func joinNumbers() {
    var last = 0
    var next = 1
    while next < pieces.count {
      last += 1
      pieces[last] = pieces[next]
      next += 1
      while next + 1 < pieces.count, isCut(last, pieces[next], pieces[next + 1]) {
        let range = pieces[last].bytes.lowerBound..<pieces[next + 1].bytes.upperBound
        turn(last, to: range, words.lexeme(cutter.bytes[range]))
        next += 2
      }
    }
    pieces.removeLast(pieces.count - last - 1)
  }

  /// Whether a mark and what follows it belong to a number behind letters.
  private func isCut(_ number: Int, _ mark: AmountPiece, _ rest: AmountPiece) -> Bool {
    pieces[number - 1].classes.contains(.word)
      && pieces[number].classes.isSuperset(of: [.number, .glued])
      && mark.classes.contains(.glued) && rest.classes.isSuperset(of: [.number, .glued])
      && mark.bytes.count == 1 && PieceCutter.Shape(cutter.bytes[mark.bytes.lowerBound]) == .joiner
  }

  /// Widens a piece to what makes one word form with it.
  private mutating func turn(_ place: Int, to range: Range<Int>, _ lexeme: LexemeID) {
    pieces[place].bytes = range
    pieces[place].lexeme = lexeme
    pieces[place].told = words.classes(of: lexeme)
  }

  /// Joins letters with the currency sign after them: "HK$", "US$".
  private mutating func joinSymbols() {
    var last = 0
    for next in 1..<max(1, pieces.count) {
      if let (range, lexeme) = joined(pieces[last], pieces[next]) {
        turn(last, to: range, lexeme)
      } else {
        last += 1
        pieces[last] = pieces[next]
      }
    }
    pieces.removeLast(pieces.count - last - 1)
  }

  /// The currency sign that letters and a sign after them make up.
  private func joined(_ left: AmountPiece, _ right: AmountPiece) -> (Range<Int>, LexemeID)? {
    guard right.classes.contains(.glued), left.classes.contains(.word), left.bytes.count <= 4,
      right.classes.contains(.symbol)
    else { return nil }
    let range = left.bytes.lowerBound..<right.bytes.upperBound
    let lexeme = words.lexeme(cutter.bytes[range])
    return words.isSymbol(lexeme) ? (range, lexeme) : nil
  }

  /// Whether a piece is a currency sign that belongs to what follows: in "$-10", not in "10$-20$".
  private func isLeadingSymbol(_ place: Int) -> Bool {
    pieces[place].told.contains(.symbol)
      && (place == 0 || !pieces[place].classes.contains(.glued)
        || !pieces[place - 1].classes.contains(.number))
  }

  /// Tells a minus from a dash: white space or an opening mark before it, the number glued after.
  private mutating func markSigns() {
    for at in pieces.indices where pieces[at].told.contains(.sign) && at + 1 < pieces.count {
      if pieces[at].classes.contains(.word) {
        let before = at > 0 ? pieces[at - 1].lexeme : 0
        if !words.isOr(before) { pieces[at].classes.insert(.sign) }
        continue
      }
      let free =
        at == 0 || !pieces[at].classes.contains(.glued)
        || !pieces[at - 1].classes.isDisjoint(with: [.open, .quote]) || isLeadingSymbol(at - 1)
      if free, pieces[at + 1].classes.contains(.glued), !pieces[at + 1].told.contains(.sign) {
        pieces[at].classes.insert(.sign)
      }
    }
  }
}
