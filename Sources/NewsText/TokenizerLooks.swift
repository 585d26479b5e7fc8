/// Short looks ahead and behind.
extension Tokenizer {
  /// The byte at an index, 0 outside the text.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < limit ? bytes[index] : 0 }

  /// What ICU knows of the character at an index; `nil` at the end.
  mutating func properties(_ index: Int) -> CharacterProperties? {
    index < limit ? table[UTF8Text.scalar(bytes, at: index).value] : nil
  }

  /// Whether a letter stands at an index.
  mutating func letter(_ index: Int) -> Bool {
    let byte = byte(index)
    if byte < 0x80 { return Self.isLetter(byte) }
    return (properties(index)?.isLetter ?? false) && !damaged(index)
  }

  /// Whether a letter or digit stands at an index.
  mutating func alphanumeric(_ index: Int) -> Bool {
    let byte = byte(index)
    if byte < 0x80 { return Self.isLetter(byte) || Self.isDigit(byte) }
    guard let properties = properties(index) else { return false }
    return (properties.isLetter || properties.isDigit) && !damaged(index)
  }

  /// Whether a letter is the first of those that a mark was misread as.
  private mutating func damaged(_ index: Int) -> Bool {
    byte(index) == 0xC3 && DamagedCharacter(at: index, in: bytes) != nil
  }

  /// Whether a capital stands at an index.
  mutating func upper(_ index: Int) -> Bool {
    let byte = byte(index)
    if byte < 0x80 { return Self.isUpper(byte) }
    return properties(index)?.isUppercase ?? false
  }

  /// Whether a small letter stands at an index.
  mutating func lower(_ index: Int) -> Bool {
    let byte = byte(index)
    if byte < 0x80 { return Self.isLower(byte) }
    return properties(index)?.isLowercase ?? false
  }

  /// Whether the character before an index is a small letter.
  mutating func lowerBefore(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let byte = bytes[index - 1]
    if byte < 0x80 { return Self.isLower(byte) }
    return table[UTF8Text.scalar(bytes, before: index).value].isLowercase
  }

  /// The length of an apostrophe at an index, 0 for none. ‘ and ` count only where `loose`.
  mutating func apostrophe(_ index: Int, loose: Bool = false) -> Int {
    switch byte(index) {
    case 0x27: return 1
    case 0x60: return loose ? 1 : 0
    case 0xE2:
      guard byte(index + 1) == 0x80 else { return 0 }
      if byte(index + 2) == 0x99 { return 3 }
      return loose && byte(index + 2) == 0x98 ? 3 : 0
    default: return 0
    }
  }

  /// The length of a hyphen at an index, 0 for none.
  mutating func hyphen(_ index: Int) -> Int {
    let byte = byte(index)
    if byte == 0x2D { return 1 }
    guard byte == 0xE2, self.byte(index + 1) == 0x80 else { return 0 }
    return self.byte(index + 2) == 0x90 || self.byte(index + 2) == 0x91 ? 3 : 0
  }

  /// The end of the letters and digits that UAX #29 keeps together from `start` on, without any
  /// mark between. Letters that it does not group, such as Han, are taken one by one.
  mutating func pieceEnd(_ start: Int) -> Int {
    if start < limit {
      // Letters and digits of ASCII are joined, and no mark of ASCII is in a piece.
      let window = map.window(at: start)
      let end = start + (~(window.letters | window.digits)).trailingZeroBitCount
      if end > start, end < start + 64, byte(end) < 0x80, byte(end) != 0x5F { return end }
    }
    // Marks at the start belong to the letters behind them.
    var index = ignoredEnd(start)
    guard index < limit else { return index }
    repeat {
      let byte = bytes[index]
      if byte < 0x80 {
        guard Self.isLetter(byte) || Self.isDigit(byte) || byte == 0x5F else { return index }
        index += 1
        continue
      }
      if index > start, damaged(index) { return index }
      let (scalar, length) = UTF8Text.scalar(bytes, at: index)
      let wordClass = table[scalar].wordClass
      guard wordClass.isWord || wordClass.isIgnored || index == start else { return index }
      index += length
    } while index < limit && !map.isStart(index)
    return index
  }

  /// The end of the marks that WB4 of UAX #29 attaches to what is before them.
  mutating func ignoredEnd(_ start: Int) -> Int {
    var index = start
    while index < limit, bytes[index] >= 0x80 {
      let (scalar, length) = UTF8Text.scalar(bytes, at: index)
      guard table[scalar].wordClass.isIgnored else { break }
      index += length
    }
    return index
  }

  /// The first byte after spaces (not line ends) from `start` on.
  mutating func afterSpaces(_ start: Int) -> Int {
    var index = start
    while index < limit {
      if bytes[index] == 0x20 || bytes[index] == 0x09 {
        index += 1
      } else if bytes[index] == 0xC2, byte(index + 1) == 0xA0 {
        index += 2
      } else {
        break
      }
    }
    return index
  }
}
