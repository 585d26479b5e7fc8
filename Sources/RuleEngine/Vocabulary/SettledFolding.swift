/// Folding of words outside ASCII, character for character and without a string.
///
/// It gives what `Folding.fold` gives, for words of characters that never compose with each other
/// and have one lower case each: what the Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic
/// scripts need mostly, the marks of news, kana, Han and Hangul.
enum SettledFolding {
  /// Folds a word into `folded`, which has room for as many bytes; how many bytes were written, or
  /// `nil` where a character is not settled. The text is valid UTF-8.
  static func fold(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>,
    into folded: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    var count = 0
    var index = word.lowerBound
    while index < word.upperBound {
      let lead = text[index]
      if lead < 0x80 {
        folded[count] = Folding.lower(lead)
        count += 1
        index += 1
      } else if lead < 0xE0 {
        guard let length = foldTwo(text, index, into: folded, at: count) else { return nil }
        count += length
        index += 2
      } else {
        guard lead < 0xF0 else { return nil }
        let scalar =
          UInt32(lead & 0x0F) << 12 | UInt32(text[index + 1] & 0x3F) << 6
          | UInt32(text[index + 2] & 0x3F)
        if let plain = plain(scalar) {
          folded[count] = plain
          count += 1
        } else if isLatin(scalar) {
          // Capitals and small letters stand in turns.
          for offset in 0..<2 { folded[count + offset] = text[index + offset] }
          folded[count + 2] = text[index + 2] | 1
          count += 3
        } else {
          guard isSettled(scalar) else { return nil }
          for offset in 0..<3 { folded[count + offset] = text[index + offset] }
          count += 3
        }
        index += 3
      }
    }
    return count
  }

  /// Whether a word has settled characters only and is folded already.
  static func isFolded(_ word: [UInt8]) -> Bool {
    word.withUnsafeBufferPointer { text in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { folded in
        guard let count = fold(text, 0..<word.count, into: folded) else { return false }
        return folded[..<count].elementsEqual(word)
      }
    }
  }

  /// The settled word that is canonically the same as one with characters in parts, such as a
  /// letter and its accent; `nil` where there is none.
  static func composed(_ word: [UInt8]) -> [UInt8]? {
    var composed: [UInt8] = []
    for character in String(decoding: word, as: UTF8.self) {
      let bytes = Array(String(character).utf8)
      if isFolded(bytes) {
        composed += bytes
        continue
      }
      let same = composedLetters.first { Character($0) == character }
      guard let same else { return nil }
      composed += String(same).utf8
    }
    return isFolded(composed) ? composed : nil
  }

  /// The scripts that have letters with accents as one character.
  private static var composedLetters: some Sequence<Unicode.Scalar> {
    [0xC0...0x24F, 0x390...0x4FF, 0x1E00...0x1EFF].joined().lazy.compactMap(Unicode.Scalar.init)
  }

  /// Whether a settled word may be canonically the same as one that is not settled: whether it has
  /// other characters than ASCII, the marks of news and currency signs, which never compose.
  static func mayCompose(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    word.contains { $0 >= 0xC0 && $0 != 0xE2 }
  }

  /// Folds a character of two bytes; how many bytes were written.
  @inline(__always)
  private static func foldTwo(
    _ text: UnsafeBufferPointer<UInt8>, _ index: Int,
    into folded: UnsafeMutableBufferPointer<UInt8>, at count: Int
  ) -> Int? {
    let scalar = Int(text[index] & 0x1F) << 6 | Int(text[index + 1] & 0x3F)
    let lower = scalar < 0x250 ? latin[scalar - 0x80] : others[scalar - 0x250]
    guard lower >= 0x80 else {
      folded[count] = UInt8(truncatingIfNeeded: lower)
      return lower == 0 ? nil : 1
    }
    folded[count] = 0xC0 | UInt8(truncatingIfNeeded: lower >> 6)
    folded[count + 1] = 0x80 | UInt8(truncatingIfNeeded: lower & 0x3F)
    return 2
  }

  /// The ASCII mark that an apostrophe or a hyphen is read as.
  @inline(__always)
  private static func plain(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x2018, 0x2019: 0x27
    case 0x2010, 0x2011: 0x2D
    default: nil
    }
  }

  /// Whether a character is one of the composed letters of Latin behind U+1E00.
  private static func isLatin(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1E00...0x1E95, 0x1EA0...0x1EFF: true
    default: false
    }
  }

  /// Whether a character of three bytes has no case and never composes with another settled one:
  /// dashes, quotation marks and the like, fractions and signs, Devanagari without its lower dot
  /// and letters of Thai, kana, Han, Hangul.
  private static func isSettled(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x904...0x939, 0x93D...0x950, 0x964...0x970, 0x9F3, 0xE01...0xE30, 0xE32, 0xE3F...0xE46,
      0x17DB, 0x2012...0x2027, 0x2030...0x205E, 0x20A0...0x20BF, 0x2116, 0x2150...0x215F,
      0x2190...0x22FF, 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FC, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFDFC, 0xFF01...0xFF20, 0xFF3B...0xFF40,
      0xFF5B...0xFF65, 0xFFE0...0xFFE6:
      true
    default: false
    }
  }

  /// The lower case of the characters from U+0080 to U+024F, and of those behind them to U+07FF,
  /// which most texts have none of; 0 where a character is not settled.
  private static let latin = (UInt32(0x80)..<0x250).map { lowerCase(of: $0) }
  private static let others = (UInt32(0x250)..<0x800).map { lowerCase(of: $0) }

  private static func lowerCase(of value: UInt32) -> UInt16 {
    switch value {
    // Characters that are canonically the same as another one.
    case 0x374, 0x37E, 0x387: return 0
    // The modifier letter apostrophe is read as a straight one.
    case 0x2BC: return 0x27
    default: break
    }
    guard let scalar = Unicode.Scalar(value) else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return 0
    default: break
    }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    guard let first = lower.first, lower.count == 1, first.value < 0x800 else { return 0 }
    return UInt16(first.value)
  }
}
