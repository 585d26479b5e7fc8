import CWideText

/// Cuts a text into tokens: the words of UAX #29, merged and split for news.
///
/// Letters and digits are grouped as `TextMap` has the words; what the rules of UAX #29 say of
/// marks between them (full stop, apostrophe, colon, hyphen) is decided here with the language's
/// data.
/// One pass with short bounded looks ahead: linear in the bytes. They are `mutating` though they
/// change nothing: otherwise the compiler copies the whole tokenizer to lend it to them.
struct Tokenizer: ~Copyable {
  let bytes: TextBytes
  let map: TextMap
  let table: CharacterTable
  let lexicon: TextLexicon
  /// The tokens so far.
  var tokens: TokenStore
  /// The tokens that may be quotation marks, in order.
  var marks: [QuoteMark] = []
  /// The first token of each paragraph.
  var paragraphStarts: [Int] = []
  /// The tokens that may end a sentence, and the brackets, in order.
  private(set) var enders: [Int] = []
  /// The tokens that a piece among sentences may begin with, in order.
  private(set) var openers: [Int] = []
  var position: Int
  let limit: Int
  /// Markup tags, control characters that were read as white space, and scales glued to their
  /// numbers: what is told of as repairs.
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
  private let notes = NoteStore()
  /// What plain words are cut with.
  private var cut = cwide_cut()

  init(bytes: TextBytes, map: consuming TextMap, table: CharacterTable, lexicon: TextLexicon) {
    self.bytes = bytes
    self.map = map
    self.table = table
    self.lexicon = lexicon
    position = 0
    limit = bytes.count
    tokens = TokenStore(capacity: bytes.count / 3)
    // As many as news has seldom more of.
    marks.reserveCapacity(bytes.count / 128 + 4)
    enders.reserveCapacity(bytes.count / 64 + 4)
    openers.reserveCapacity(bytes.count / 64 + 4)
    paragraphStarts.reserveCapacity(bytes.count / 128 + 4)
    cut.text = bytes.baseAddress
    cut.length = limit
    cut.maps = self.map.memory
    cut.gear = cwide_gear()
  }

  /// Reads to the end.
  mutating func run() {
    while position < limit {
      let byte = bytes[position]
      if byte == 0x0A || byte == 0x0D {
        skipSpace(1, endsLine: true)
        continue
      }
      cutPlain()
      guard position < limit else { return }
      scanOne(bytes[position])
    }
  }

  /// Reads what is not plain: one word, number, mark or space.
  private mutating func scanOne(_ byte: UInt8) {
    if Self.isLetter(byte) {
      scanWord(from: position)
    } else if Self.isDigit(byte) {
      scanNumber(from: position)
    } else if byte < 0x80 {
      scanASCIIMark(byte)
    } else {
      scanBeyondASCII()
    }
  }

  /// Reads words of ASCII letters with nothing but spaces and marks between that stand for
  /// themselves, as most are.
  ///
  /// Where the words of 64 bytes begin and end follows from the map alone, so that none waits for
  /// the one before it.
  private mutating func cutPlain() {
    var hasRoom: Bool
    repeat {
      let first = tokens.count
      tokens.makeRoom()
      tokens.lend(to: &cut)
      notes.lend(to: &cut)
      cut.position = position
      cut.after_space = afterSpace ? 1 : 0
      lexicon.cut(&cut)
      hasRoom = tokens.hasRoom(in: cut) && notes.hasRoom(in: cut)
      tokens.take(from: cut)
      take(notes.count(in: cut))
      position = cut.position
      afterSpace = cut.after_space != 0
      if afterTag || newParagraph, tokens.count > first {
        tokens.insert(openingFlags(Int(tokens[first].start), token: first), into: first)
      }
    } while !hasRoom && position < limit
  }

  /// Takes what was noted of plain words and marks.
  private mutating func take(_ count: Int) {
    for index in 0..<count {
      let token = notes.token(at: index)
      switch notes.kind(at: index) {
      case .opener: openers.append(token)
      case .ender: enders.append(token)
      case .mark(let glyph):
        marks.append(QuoteMark(token: token, glyph: glyph))
        openers.append(token)
      }
    }
  }

  /// How a word is written, by where its letters and capitals stand.
  @inline(__always)
  private static func shape(letters: UInt64, _ capitals: UInt64) -> Token.Flags {
    guard capitals != 0 else { return [] }
    var flags: Token.Flags = []
    if capitals & (letters & (0 &- letters)) != 0 { flags.insert(.capital) }
    if capitals & (letters & ~capitals) << 1 != 0 { flags.insert(.innerCapital) }
    if capitals == letters, letters & (letters &- 1) != 0 { flags.insert(.allCapitals) }
    return flags
  }

  /// How a word is written that stands at a place of the text.
  private mutating func shape(_ start: Int, _ end: Int) -> Token.Flags {
    guard end - start < 64 else { return Self.shape(of: bytes, start, end, table) }
    let window = map.window(at: start)
    let inside: UInt64 = (1 &<< UInt64(end - start)) &- 1
    guard window.beyond & inside == 0 else { return Self.shape(of: bytes, start, end, table) }
    var flags = Self.shape(letters: window.letters & inside, window.capitals & inside)
    if window.digits & inside != 0 { flags.insert(.digit) }
    var rest = inside & ~(window.letters | window.digits)
    while rest != 0 {
      if bytes[start + rest.trailingZeroBitCount] == 0x2D { flags.insert(.hyphen) }
      rest &= rest &- 1
    }
    return flags
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

  /// Notes a control character, which is read as white space.
  mutating func skipControl(_ length: Int) {
    findings.append((.controlCharacter, position..<position + length))
    skipSpace(length, endsLine: false)
  }

  /// Whether the line before was only wrapped: a long one that ends in a word, part of one or a
  /// comma, with a small letter at the start of the next.
  private mutating func continuesLine(_ start: Int, token: Int) -> Bool {
    guard let first = brokenLineStart, token > 0, lower(start) else { return false }
    let last = tokens[token - 1]
    guard
      last.kind == .word || last.kind == .number || bytes[Int(last.start)] == 0x2C
        || endsPart(token - 1)
    else { return false }
    return !last.flags.contains(.abbreviation) && Int(last.end) - first >= Self.shortestWrap
  }

  /// Whether a token is the hyphen after the first part of a word: "re-".
  private func endsPart(_ token: Int) -> Bool {
    let hyphen = tokens[token]
    return token > 0 && bytes[Int(hyphen.start)] == 0x2D && hyphen.end == hyphen.start + 1
      && !hyphen.flags.contains(.spaceBefore) && tokens[token - 1].kind == .word
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
      flags.formUnion(shape(start, end))
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
    if afterTag || newParagraph { flags.formUnion(openingFlags(start, token: tokens.count)) }
    add(start, end, kind, flags)
    afterSpace = false
    position = end
  }

  /// Adds a token, and notes it where later steps look for such.
  @inline(__always)
  private mutating func add(_ start: Int, _ end: Int, _ kind: Token.Kind, _ flags: Token.Flags) {
    let token = Token(
      start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), kind: kind,
      flags: flags)
    if kind == .word, !flags.isDisjoint(with: .anyCapitals), mayBeginPiece(token) {
      openers.append(tokens.count)
    }
    if Self.mayEndSentence(token) { enders.append(tokens.count) }
    tokens.append(token)
  }

  /// Whether links, a credit or a subhead may begin with a word that has capitals.
  @inline(__always)
  private func mayBeginPiece(_ word: Token) -> Bool {
    word.flags.contains(.innerCapital)
      || word.flags.contains(.allCapitals) && !word.flags.contains(.spaceBefore)
      || lexicon.lineStarts.mayContain(bytes, word.bytes)
  }

  /// Whether a token may end a sentence, or is a bracket.
  @inline(__always)
  static func mayEndSentence(_ token: Token) -> Bool {
    !token.flags.isDisjoint(with: .anyEnd)
      || token.kind == .openBracket || token.kind == .closeBracket
  }

  /// Notes a paragraph's start; what a token behind it or behind a tag is marked with.
  private mutating func openingFlags(_ start: Int, token: Int) -> Token.Flags {
    var flags: Token.Flags = afterTag ? .pieceStart : []
    afterTag = false
    if newParagraph, !continuesLine(start, token: token) {
      flags.insert(.startsParagraph)
      paragraphStarts.append(token)
    }
    newParagraph = false
    return flags
  }

  /// Adds a token that may be a quotation mark.
  mutating func emitMark(_ start: Int, _ end: Int, _ glyph: QuoteMark.Glyph) {
    marks.append(QuoteMark(token: tokens.count, glyph: glyph))
    openers.append(tokens.count)
    emit(start, end, .punctuation)
  }

  /// Whether the token before touches `position`.
  var isGlued: Bool { !afterSpace && tokens.count > 0 }

  /// How a word is written. One pass over it.
  static func shape(
    of bytes: TextBytes, _ start: Int, _ end: Int, _ table: CharacterTable
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
