/// Punctuation, quotation marks, symbols and white space.
extension Tokenizer {
  /// Reads one mark of ASCII.
  mutating func scanASCIIMark(_ byte: UInt8) {
    let start = position
    switch byte {
    case 0x09, 0x1F, 0x20: skipSpace(1, endsLine: false)
    case 0x0A...0x0D: skipSpace(1, endsLine: true)
    case 0...0x1F, 0x7F: skipControl(1)
    case 0x22: emitMark(start, start + 1, .straightDouble)
    case 0x27, 0x60: scanApostrophe(byte)
    case 0x2E: scanStop()
    case 0x21, 0x3F: emit(start, start + 1, .punctuation, .stop)
    case 0x2D, 0x5F, 0x3D, 0x2A, 0x7E: emitRun(byte)
    case 0x26:
      if !emitDamaged(), !scanSpelledLetter() { emit(start, start + 1, .punctuation) }
    case 0x24:
      emit(start, start + 1, .symbol)
      currencyEnd = position
    case 0x40, 0x23: if !emitHandle(start) { emit(start, start + 1, .symbol) }
    case 0x28, 0x5B, 0x7B: emit(start, start + 1, .openBracket)
    case 0x29, 0x5D, 0x7D: emit(start, start + 1, .closeBracket)
    case 0x3C:
      if let end = tagEnd(start) { emitTag(end) } else { emit(start, start + 1, .symbol) }
    case 0x25, 0x2B, 0x3E, 0x5E, 0x7C: emit(start, start + 1, .symbol)
    default: emit(start, start + 1, .punctuation)
    }
  }

  /// The most bytes that a markup tag may have.
  private static let longestTag = 1_000

  /// The end of a markup tag that begins at `start`: a name, and attributes with "=" or nothing.
  private mutating func tagEnd(_ start: Int) -> Int? {
    var index = start + 1
    if byte(index) == 0x2F { index += 1 }
    guard Self.isLetter(byte(index)) else { return nil }
    while Self.isLetter(byte(index)) || Self.isDigit(byte(index)) || byte(index) == 0x2D {
      index += 1
    }
    let nameEnd = index
    var hasValue = false
    while index < limit, index - start < Self.longestTag {
      switch bytes[index] {
      case 0x3E:
        let isBare = index == nameEnd || (index == nameEnd + 1 && bytes[nameEnd] == 0x2F)
        return isBare || (hasValue && bytes[nameEnd] <= 0x2F) ? index + 1 : nil
      case 0x3C, 0x0A, 0x0D: return nil
      case 0x3D: hasValue = true
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Reads a mark that stands in another form, where one does.
  private mutating func emitDamaged() -> Bool {
    guard let found = DamagedCharacter(at: position, in: bytes) else { return false }
    let (start, end) = (position, position + found.length)
    findings.append((found.kind, start..<end))
    if let glyph = QuoteMark.Glyph(scalar: found.scalar), !isApostrophe(glyph, before: end) {
      emitMark(start, end, glyph)
      return true
    }
    switch found.scalar {
    case 0xA0: skipSpace(found.length, endsLine: false)
    case 0x2013, 0x2014: emit(start, end, .punctuation, .dash)
    case 0x2026: emit(start, end, .punctuation, .ellipsis)
    case 0x3C, 0x3E: emit(start, end, .symbol)
    default: emit(start, end, .punctuation)
    }
    return true
  }

  /// Whether a single mark stands within a word: "it&rsquo;s".
  private mutating func isApostrophe(_ glyph: QuoteMark.Glyph, before end: Int) -> Bool {
    glyph.isSingle && isGlued && tokens.last?.kind == .word && letter(end)
  }

  /// Reads one character beyond ASCII.
  mutating func scanBeyondASCII() {
    let start = position
    if emitDamaged() { return }
    let (scalar, length) = UTF8Text.scalar(bytes, at: start)
    if scalar == 0x2018 || scalar == 0x2019 || scalar == 0xFF07 {
      scanApostrophe(bytes[start])
      return
    }
    if let glyph = QuoteMark.Glyph(scalar: scalar) {
      emitMark(start, start + length, glyph)
      return
    }
    let properties = table[scalar]
    if properties.isDigit {
      scanNumber(from: start)
    } else if properties.isLetter || properties.isMark {
      scanWord(from: start)
    } else if properties.isSpace {
      skipSpace(length, endsLine: scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029)
    } else if properties.isControl {
      skipControl(length)
    } else if properties.isFormat || scalar == 0x200B {
      skipNothing(length)
    } else {
      emitSign(start, length, scalar, properties)
    }
  }

  private mutating func emitSign(
    _ start: Int, _ length: Int, _ scalar: UInt32, _ properties: CharacterProperties
  ) {
    if properties.isNumber {
      emit(start, start + length, .number)
    } else if properties.isOpenBracket {
      emit(start, start + length, .openBracket)
    } else if properties.isCloseBracket {
      emit(start, start + length, .closeBracket)
    } else if properties.isPunctuation {
      emit(start, ignoredEnd(start + length), .punctuation, Self.role(of: scalar, properties))
    } else {
      emit(start, symbolEnd(start, length), .symbol)
      if properties.isCurrency { currencyEnd = position }
    }
  }

  /// Whether a mark beyond ASCII is a dash, a stop or an ellipsis.
  private static func role(of scalar: UInt32, _ properties: CharacterProperties) -> Token.Flags {
    switch scalar {
    case 0x2026, 0x22EF: .ellipsis
    case 0x3002, 0xFF01, 0xFF0E, 0xFF1F, 0x203C, 0x203D, 0x2047...0x2049: .stop
    default: properties.isDash ? .dash : []
    }
  }

  /// The end of an emoji with its modifiers and joined parts, or of any other symbol.
  private mutating func symbolEnd(_ start: Int, _ length: Int) -> Int {
    var end = ignoredEnd(start + length)
    if let next = properties(end), next.wordClass == .regionalIndicator,
      properties(start)?.wordClass == .regionalIndicator
    {
      // Two of them make a flag.
      return ignoredEnd(end + UTF8Text.scalar(bytes, at: end).length)
    }
    while end < limit, bytes[end] >= 0x80, byte(end - 3) == 0xE2, byte(end - 2) == 0x80,
      byte(end - 1) == 0x8D
    {
      end = ignoredEnd(end + UTF8Text.scalar(bytes, at: end).length)
    }
    return end
  }

  /// "--", "---", "___": a run of one mark is one token.
  private mutating func emitRun(_ mark: UInt8) {
    var end = position
    while byte(end) == mark { end += 1 }
    emit(position, end, .punctuation, mark == 0x2D ? .dash : [])
  }

  // MARK: Full stops

  /// A full stop, a decimal that begins with one, or a run that makes an ellipsis.
  private mutating func scanStop() {
    let start = position
    var end = start + 1
    while byte(end) == 0x2E { end += 1 }
    if end == start + 1 {
      if Self.isDigit(byte(end)), !isGlued || currencyEnd == start {
        emitDecimal(start)
        return
      }
      end = spacedEllipsisEnd(end)
    }
    emit(start, end, .punctuation, end == start + 1 ? .stop : .ellipsis)
  }

  private mutating func emitDecimal(_ start: Int) {
    var end = start + 1
    while Self.isDigit(byte(end)) { end += 1 }
    emit(start, end, .number)
  }

  /// ". . ." is one token from three on.
  private mutating func spacedEllipsisEnd(_ first: Int) -> Int {
    var end = first
    var count = 1
    while byte(end) == 0x20, byte(end + 1) == 0x2E {
      end += 2
      count += 1
    }
    return count >= 3 ? end : first
  }

  // MARK: Apostrophes

  /// A mark that may be an apostrophe or a quotation mark: a clitic ("'s"), a word that begins with
  /// it ("'em", "'90s"), half of a double mark ("''"), or a mark of its own.
  private mutating func scanApostrophe(_ byte: UInt8) {
    let start = position
    let length = UTF8Text.scalar(bytes, at: start).length
    if length == 1, self.byte(start + 1) == byte, !isLastOfThree(byte) {
      emitMark(start, start + 2, byte == 0x27 ? .twoSingles : .twoBackticks)
      return
    }
    if emitClitic(start, length) || emitElision(start, length) { return }
    let scalar = UTF8Text.scalar(bytes, at: start).value
    guard let glyph = QuoteMark.Glyph(scalar: scalar) else {
      emit(start, start + length, .punctuation)
      return
    }
    emitMark(start, start + length, glyph)
  }

  /// Whether three marks close: a single one first, then the double ("…'''"). At an opening place
  /// the double one comes first.
  private mutating func isLastOfThree(_ byte: UInt8) -> Bool {
    self.byte(position + 2) == byte && self.byte(position + 3) != byte && isGlued
  }

  private mutating func emitClitic(_ start: Int, _ length: Int) -> Bool {
    let next = start + length
    guard isGlued, letter(next), let last = tokens.last,
      apostrophe(start, loose: last.kind == .word) > 0
    else { return false }
    let end = pieceEnd(next)
    guard let clitic = lexicon.clitics[bytes, next..<end],
      lexicon.cliticHeads[Int(clitic)].isEmpty
    else { return false }
    let follows = last.kind == .word || last.kind == .number || last.kind == .closeBracket
    guard follows || marks.last?.token == tokens.count - 1 else { return false }
    emit(start, end, .word, .clitic)
    return true
  }

  private mutating func emitElision(_ start: Int, _ length: Int) -> Bool {
    if isGlued, let last = tokens.last?.kind, last == .word || last == .number { return false }
    let next = start + length
    guard alphanumeric(next) else { return false }
    var end = pieceEnd(next)
    guard lexicon.elisions.contains(bytes, next..<end) || isDecade(next, end) else { return false }
    // "'n'" has a second apostrophe.
    if end == next + 1 { end += apostrophe(end) }
    emit(start, end, .word)
    return true
  }

  /// "90s", "08" behind an apostrophe, but not "90 percent'".
  private mutating func isDecade(_ start: Int, _ end: Int) -> Bool {
    guard end - start >= 2, Self.isDigit(byte(start)), Self.isDigit(byte(start + 1)) else {
      return false
    }
    return end - start == 2 || (end - start == 3 && byte(start + 2) == 0x73)
  }
}
