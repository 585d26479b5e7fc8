/// Cuts a text into tokens: the words of UAX #29, merged and split for news.
///
/// Letters and digits are grouped by the word-break classes of UAX #29; what its rules say of marks
/// between them (full stop, apostrophe, colon, hyphen) is decided here with the language's data.
/// One pass with short bounded looks ahead: linear in the bytes.
struct Tokenizer {
  let bytes: [UInt8]
  let table: CharacterTable
  let lexicon: TextLexicon
  /// The tokens so far.
  var tokens: [Token] = []
  /// The tokens that may be quotation marks, in order.
  var marks: [QuoteMark] = []
  /// The first token of each paragraph.
  var paragraphStarts: [Int] = []
  /// Control characters that were read as white space.
  var controls: [Int] = []
  var position: Int
  let limit: Int
  /// Markup tags, and scales glued to their numbers: what is told of as repairs.
  var findings: [(kind: Repair.Kind, bytes: Range<Int>)] = []
  private var afterSpace = true
  private var newParagraph = true
  /// Whether a markup tag ended right before `position`.
  private var afterTag = false
  /// Where the line began, and where the one before it began if nothing but its end is between.
  private var lineStart = 0
  private var brokenLineStart: Int?
  /// Where the last currency sign ended, so that a number glued to it is known to be money.
  var currencyEnd = -1

  init(bytes: [UInt8], table: CharacterTable, lexicon: TextLexicon) {
    self.bytes = bytes
    self.table = table
    self.lexicon = lexicon
    position = 0
    limit = bytes.count
    tokens.reserveCapacity(bytes.count / 5)
  }

  /// Reads to the end.
  mutating func run() {
    while position < limit {
      let byte = bytes[position]
      if Self.isLetter(byte) {
        if !scanPlainWord() { scanWord(from: position) }
      } else if byte == 0x20 {
        afterSpace = true
        position += 1
      } else if Self.isDigit(byte) {
        scanNumber(from: position)
      } else if byte < 0x80 {
        scanASCIIMark(byte)
      } else {
        scanBeyondASCII()
      }
    }
  }

  /// Reads a word of ASCII letters with a plain delimiter behind it, as most are; `false` where
  /// there is more to it.
  private mutating func scanPlainWord() -> Bool {
    let start = position
    var index = start
    var capitals = 0
    var hasInner = false
    while index < limit {
      let byte = bytes[index]
      if Self.isUpper(byte) {
        hasInner = hasInner || index - start > capitals
        capitals += 1
      } else if !Self.isLower(byte) {
        switch byte {
        case 0x20, 0x2C, 0x29, 0x22, 0x3B, 0x21, 0x3F, 0x0A, 0x0D: break
        default: return false
        }
        break
      }
      index += 1
    }
    var flags: Token.Flags = []
    if Self.isUpper(bytes[start]) { flags.insert(.capital) }
    if hasInner, hasInnerCapital(start, index) { flags.insert(.innerCapital) }
    if capitals == index - start, capitals >= 2 { flags.insert(.allCapitals) }
    append(start, index, .word, flags)
    return true
  }

  /// Whether a capital follows a small letter.
  private func hasInnerCapital(_ start: Int, _ end: Int) -> Bool {
    (start + 1..<end).contains { Self.isUpper(bytes[$0]) && Self.isLower(bytes[$0 - 1]) }
  }

  /// Notes white space, without a token.
  mutating func skipSpace(_ length: Int, endsLine: Bool) {
    afterSpace = true
    if endsLine {
      brokenLineStart = newParagraph ? nil : lineStart
      newParagraph = true
      // CR LF is one line end.
      let isPair = bytes[position] == 0x0D && byte(position + 1) == 0x0A
      position += isPair ? 2 : length
      lineStart = position
    } else {
      position += length
    }
  }

  /// Whether the line before was only wrapped: a long one that ends in a word or a comma, with a
  /// small letter at the start of the next.
  private func continuesLine(_ start: Int) -> Bool {
    guard let first = brokenLineStart, let last = tokens.last, lower(start) else { return false }
    guard last.kind == .word || last.kind == .number || bytes[Int(last.start)] == 0x2C else {
      return false
    }
    return !last.flags.contains(.abbreviation) && Int(last.end) - first >= Self.shortestWrap
  }

  /// The fewest bytes of a line that may have been wrapped.
  private static let shortestWrap = 40

  /// Adds a markup tag: one token that is no part of the article.
  mutating func emitTag(_ end: Int) {
    findings.append((.boilerplate, position..<end))
    emit(position, end, .symbol, [.boilerplate, .pieceStart])
    afterTag = true
  }

  /// Notes a character that is nothing at all, such as a byte order mark.
  mutating func skipNothing(_ length: Int) { position += length }

  /// Adds the token from `start` to `end`, and goes on after it.
  mutating func emit(_ start: Int, _ end: Int, _ kind: Token.Kind, _ extra: Token.Flags = []) {
    var flags = extra
    if kind == .word || kind == .number {
      flags.formUnion(Self.shape(of: bytes, start, end, table))
    } else if bytes[start] >= 0x80 {
      flags.insert(.nonASCII)
    }
    append(start, end, kind, flags)
  }

  /// Adds a token whose shape is known.
  @inline(__always)
  private mutating func append(
    _ start: Int, _ end: Int, _ kind: Token.Kind, _ shape: Token.Flags
  ) {
    var flags = shape
    if afterSpace { flags.insert(.spaceBefore) }
    if afterTag || newParagraph { flags.formUnion(openingFlags(start)) }
    tokens.append(Token(start: UInt32(start), end: UInt32(end), kind: kind, flags: flags))
    afterSpace = false
    position = end
  }

  /// Notes a paragraph's start; what a token behind it or behind a tag is marked with.
  private mutating func openingFlags(_ start: Int) -> Token.Flags {
    var flags: Token.Flags = afterTag ? .pieceStart : []
    afterTag = false
    if newParagraph, !continuesLine(start) {
      flags.insert(.startsParagraph)
      paragraphStarts.append(tokens.count)
    }
    newParagraph = false
    return flags
  }

  /// Adds a token that may be a quotation mark.
  mutating func emitMark(_ start: Int, _ end: Int, _ glyph: QuoteMark.Glyph) {
    marks.append(QuoteMark(token: tokens.count, glyph: glyph))
    emit(start, end, .punctuation)
  }

  /// Whether the token before touches `position`.
  var isGlued: Bool { !afterSpace && !tokens.isEmpty }

  /// How a word is written. One pass over it.
  static func shape(
    of bytes: [UInt8], _ start: Int, _ end: Int, _ table: CharacterTable
  ) -> Token.Flags {
    var flags: Token.Flags = []
    var letters = 0
    var capitals = 0
    var afterLower = false
    var index = start
    while index < end {
      let byte = bytes[index]
      var upper = byte &- 0x41 < 26
      var lower = byte &- 0x61 < 26
      var length = 1
      if byte >= 0x80 {
        let (scalar, width) = UTF8Text.scalar(bytes, at: index)
        let properties = table[scalar]
        upper = properties.isUppercase
        lower = properties.isLetter && !upper
        length = width
        flags.insert(.nonASCII)
        if properties.isDigit { flags.insert(.digit) }
        if scalar == 0x2010 || scalar == 0x2011 { flags.insert(.hyphen) }
      } else if isDigit(byte) {
        flags.insert(.digit)
      } else if byte == 0x2D {
        flags.insert(.hyphen)
      }
      if upper {
        if letters == 0 { flags.insert(.capital) }
        if afterLower { flags.insert(.innerCapital) }
        capitals += 1
      }
      if upper || lower { letters += 1 }
      afterLower = lower
      index += length
    }
    if letters >= 2, letters == capitals { flags.insert(.allCapitals) }
    return flags
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  @inline(__always)
  static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  @inline(__always)
  static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
}
