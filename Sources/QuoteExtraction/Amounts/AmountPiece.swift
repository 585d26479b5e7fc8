import NewsText
import RuleEngine

/// What rules for amounts match: a token, or a part of one.
///
/// "$846.8million" and "six-percentage-point" are cut where digits meet letters and at hyphens, so
/// that a rule is written once for every way of gluing.
struct AmountPiece: Sendable {
  /// Its bytes in the text.
  var bytes: Range<Int>
  /// The token that it is, or is a part of.
  var token: Int
  /// Its word form; 0 where no rule or lexicon knows it.
  var lexeme: LexemeID
  /// What its word form is.
  var told: AmountWords.Class
  /// What it looks like.
  var classes: AmountClasses
}

/// What a piece looks like: the names that rules put in square brackets.
struct AmountClasses: OptionSet, Sendable {
  let rawValue: UInt64

  static let number = AmountClasses(rawValue: 1 << 0)
  static let word = AmountClasses(rawValue: 1 << 1)
  static let symbol = AmountClasses(rawValue: 1 << 2)
  /// No white space before it.
  static let glued = AmountClasses(rawValue: 1 << 3)
  static let dash = AmountClasses(rawValue: 1 << 4)
  static let capitalised = AmountClasses(rawValue: 1 << 5)
  static let allCapitals = AmountClasses(rawValue: 1 << 6)
  static let comma = AmountClasses(rawValue: 1 << 7)
  static let stop = AmountClasses(rawValue: 1 << 8)
  static let open = AmountClasses(rawValue: 1 << 9)
  static let close = AmountClasses(rawValue: 1 << 10)
  static let quote = AmountClasses(rawValue: 1 << 11)
  /// A plus or minus, glued to what follows and not to what goes before; or "minus".
  static let sign = AmountClasses(rawValue: 1 << 12)
  /// Every piece.
  static let any = AmountClasses(rawValue: 1 << 13)

  /// The classes' names in rules.
  static let names: [String: UInt64] = [
    "number": number.rawValue, "word": word.rawValue, "symbol": symbol.rawValue,
    "glued": glued.rawValue, "dash": dash.rawValue, "capitalised": capitalised.rawValue,
    "allcaps": allCapitals.rawValue, "comma": comma.rawValue, "stop": stop.rawValue,
    "open": open.rawValue, "close": close.rawValue, "quote": quote.rawValue,
    "sign": sign.rawValue, "any": any.rawValue,
  ]
}

/// The pieces of one sentence after another; its buffer is used again.
struct AmountPieces {
  var pieces: [AmountPiece] = []
  private let document: Document
  private let lexemes: [LexemeID]
  private let words: AmountWords
  /// The word forms that `isTrigger` may hold of, a bit each.
  private let asked: [UInt64]
  /// Where the last piece ends.
  private var end = 0
  /// What the words of the pieces are.
  private var classes: AmountWords.Class = []
  /// Whether a number is glued to what stands before it.
  private var hasGluedNumber = false

  /// Reads a document's pieces by the word forms of its tokens.
  init(document: Document, lexemes: [LexemeID], words: AmountWords) {
    self.document = document
    self.lexemes = lexemes
    self.words = words
    asked = words.asked
  }

  /// Whether any of some tokens makes its sentence worth looking at.
  func isWorthReading(_ tokens: Range<Int>) -> Bool {
    var rest = tokens
    while let token = firstAsked(rest) {
      if isTrigger(token) { return true }
      rest = token + 1..<tokens.upperBound
    }
    return false
  }

  /// The first token that may do so, by its flags and a bit of its word form alone: most tokens of
  /// a text go through here and no further.
  private func firstAsked(_ tokens: Range<Int>) -> Int? {
    let (all, lexemes, asked) = (document.tokens.span, lexemes.span, asked.span)
    for token in tokens {
      let lexeme = Int(lexemes[token])
      if asked[lexeme &>> 6] &>> UInt64(lexeme & 63) & 1 != 0
        || !all[token].flags.isDisjoint(with: Self.cutFlags)
      {
        return token
      }
    }
    return nil
  }

  /// Whether a token, or a part of one that is cut, makes its sentence worth looking at.
  private func isTrigger(_ token: Int) -> Bool {
    let told = words.classes(of: lexemes[token])
    if told.contains(.trigger) { return true }
    let one = document.tokens[token]
    if told.contains(.code), one.flags.contains(.allCapitals) { return true }
    if told.contains(.follows), token > 0,
      words.classes(of: lexemes[token - 1]).contains(.leads)
        || !isWhole(document.tokens[token - 1], lexemes[token - 1])
    {
      return true
    }
    guard one.kind == .word, !one.flags.isDisjoint(with: Self.cutFlags) else { return false }
    // Letters glued to digits may be a unit in a rule alone: "N45,000".
    return one.flags.contains(.digit) || holdsTrigger(token)
  }

  /// Whether a part of a token that is cut makes its sentence worth looking at.
  private func holdsTrigger(_ token: Int) -> Bool {
    let range = document.tokens[token].bytes
    var at = range.lowerBound
    while at < range.upperBound {
      let end = pieceEnd(at, range)
      let told = words.classes(of: lexeme(at..<end, of: token))
      if !told.isDisjoint(with: .asked) { return true }
      at = end
    }
    return false
  }

  /// The word form of a part of a token. Most are the whole of it, or a dash or quotation mark
  /// outside ASCII, which are known: others are looked up.
  private func lexeme(_ part: Range<Int>, of token: Int) -> LexemeID {
    if part == document.tokens[token].bytes { return lexemes[token] }
    let bytes = document.bytes.span
    if part.count == 3, bytes[part.lowerBound] == 0xE2, bytes[part.lowerBound + 1] == 0x80,
      let mark = words.mark(bytes[part.lowerBound + 2])
    {
      return mark
    }
    return words.lexeme(document.bytes[part])
  }

  /// Cuts a sentence. Linear in its bytes.
  mutating func read(_ tokens: Range<Int>) {
    pieces.removeAll(keepingCapacity: true)
    classes = []
    hasGluedNumber = false
    for token in tokens {
      let one = document.tokens[token]
      if isWhole(one, lexemes[token]) {
        append(one.bytes, token, one.kind, lexemes[token])
      } else {
        cut(one.bytes, token, one.kind)
      }
    }
    if hasGluedNumber { joinNumbers() }
    if classes.contains(.symbol) { joinSymbols() }
    if classes.contains(.sign) { markSigns() }
  }

  /// Whether a token is one piece: most are.
  @inline(__always)
  private func isWhole(_ token: Token, _ lexeme: LexemeID) -> Bool {
    let bytes = document.bytes.span
    switch token.kind {
    case .word:
      guard !token.flags.isDisjoint(with: Self.cutFlags) else { return true }
      for at in token.bytes {
        let byte = bytes[at]
        if Shape(byte) == .number || byte == 0x2D || byte == 0x24 || byte >= 0xC2 { return false }
      }
    case .number:
      for at in token.bytes where Shape(bytes[at]) != .number && Shape(bytes[at]) != .joiner {
        return false
      }
    case .symbol, .punctuation: return words.isKnown(lexeme) || token.bytes.count == 1
    default: break
    }
    return true
  }

  /// What a word that is cut has.
  private static var cutFlags: Token.Flags { [.digit, .hyphen, .nonASCII] }

  /// Appends the parts of a token that is cut.
  private mutating func cut(_ range: Range<Int>, _ token: Int, _ kind: Token.Kind) {
    var at = range.lowerBound
    while at < range.upperBound {
      let part = at..<pieceEnd(at, range)
      append(part, token, kind, lexeme(part, of: token))
      at = part.upperBound
    }
  }

  /// Where the piece of a token ends that begins at a byte: at a hyphen or sign, or where digits
  /// meet letters.
  private func pieceEnd(_ at: Int, _ range: Range<Int>) -> Int {
    let bytes = document.bytes
    let shape = shape(at)
    var end = min(at + Shape.width(bytes[at]), range.upperBound)
    while shape == .letter || shape == .number, end < range.upperBound {
      let next = self.shape(end)
      let joins =
        next == .joiner && (shape == .letter || digit(end + 1, range)) || next == shape
      guard joins else { break }
      end = min(end + Shape.width(bytes[end]), range.upperBound)
    }
    return end
  }

  private func digit(_ at: Int, _ range: Range<Int>) -> Bool {
    at < range.upperBound && Shape(document.bytes[at]) == .number
  }

  /// What the character at a byte is; signs outside ASCII are told by their first two bytes.
  private func shape(_ at: Int) -> Shape {
    let bytes = document.bytes
    guard bytes[at] >= 0xC2, at + 1 < bytes.count else { return Shape(bytes[at]) }
    let next = bytes[at + 1]
    let sign = bytes[at] == 0xC2 && next != 0xAA && next != 0xB5 && next != 0xBA
    return sign || (bytes[at] == 0xE2 && next >= 0x80 && next <= 0x8F) ? .other : .letter
  }

  /// What a byte begins.
  private enum Shape {
    case letter, number, joiner, other

    init(_ byte: UInt8) {
      switch byte {
      case 0x30...0x39: self = .number
      case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: self = .letter
      case 0x2E, 0x2C, 0x27: self = .joiner
      default: self = .other
      }
    }

    /// How many bytes the character takes that begins with one.
    static func width(_ byte: UInt8) -> Int {
      byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
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
    let bytes = document.bytes.span
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
    case 0x80...0xFF: return shape(range.lowerBound) == .letter ? .word : .symbol
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
        turn(last, to: range, words.lexeme(document.bytes[range]))
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
      && mark.bytes.count == 1 && Shape(document.bytes[mark.bytes.lowerBound]) == .joiner
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
    let lexeme = words.lexeme(document.bytes[range])
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
