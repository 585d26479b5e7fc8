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
  private var afterSpace = true
  private var newParagraph = true
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
        scanWord(from: position)
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

  /// Notes white space, without a token.
  mutating func skipSpace(_ length: Int, endsLine: Bool) {
    afterSpace = true
    if endsLine { newParagraph = true }
    position += length
  }

  /// Notes a character that is nothing at all, such as a byte order mark.
  mutating func skipNothing(_ length: Int) { position += length }

  /// Adds the token from `start` to `end`, and goes on after it.
  mutating func emit(_ start: Int, _ end: Int, _ kind: Token.Kind, _ extra: Token.Flags = []) {
    var flags = extra
    if afterSpace { flags.insert(.spaceBefore) }
    if newParagraph {
      flags.insert(.startsParagraph)
      paragraphStarts.append(tokens.count)
    }
    if kind == .word || kind == .number {
      flags.formUnion(Self.shape(of: bytes, start, end, table))
    } else if bytes[start] >= 0x80 {
      flags.insert(.nonASCII)
    }
    tokens.append(Token(start: UInt32(start), end: UInt32(end), kind: kind, flags: flags))
    afterSpace = false
    newParagraph = false
    position = end
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
