/// What a code point is to linking.
enum Folded: Hashable {
  /// Part of a word: these bytes.
  case letters([UInt8])
  /// An apostrophe: dropped within a word, else a break.
  case apostrophe
  /// Nothing: a soft hyphen, a combining mark, a byte order mark.
  case nothing
  /// A word of its own: a sign of currency or per cent.
  case sign([UInt8])
  /// An ellipsis.
  case ellipsis
  /// Anything else: a break between words.
  case separator

  /// Folds a code point that is not ASCII: case, accents, compatibility forms (ligatures, full
  /// width, superscript digits), as NFKC and case folding do for the letters of news.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x2018, 0x2019, 0x201B, 0x02BC, 0x2032, 0x00B4: self = .apostrophe
    case 0x2026: self = .ellipsis
    case 0xFF07: self = .apostrophe
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
      let ascii = UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
      self = .letters([0x41...0x5A ~= ascii ? ascii | 0x20 : ascii])
    case 0x00AD, 0x200B...0x200F, 0x2060, 0xFE00...0xFE0F, 0xFEFF, 0x0300...0x036F:
      self = .nothing
    default: self.init(properties: scalar)
    }
  }

  private init(properties scalar: Unicode.Scalar) {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .currencySymbol: self = .sign(Array(String(scalar).utf8))
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .letterNumber, .nonspacingMark, .spacingMark:
      self = .letters(Self.base(of: scalar))
    case .decimalNumber, .otherNumber:
      if properties.numericType != .numeric, let value = properties.numericValue,
        0...9 ~= value
      {
        self = .letters([0x30 + UInt8(value)])
      } else {
        self = .letters(Array(String(scalar).utf8))
      }
    default: self = .separator
    }
  }

  /// The lower-case letter without its marks. Latin letters give their base by their Unicode name
  /// ("LATIN SMALL LETTER E WITH ACUTE", "LATIN SMALL LIGATURE FI").
  private static func base(of scalar: Unicode.Scalar) -> [UInt8] {
    let lower = scalar.properties.lowercaseMapping
    if scalar.value == 0xDF || scalar.value == 0x1E9E { return Array("ss".utf8) }
    guard let first = lower.unicodeScalars.first, let name = first.properties.name else {
      return Array(lower.utf8)
    }
    for prefix in ["LATIN SMALL LETTER ", "LATIN SMALL LIGATURE "] where name.hasPrefix(prefix) {
      let letter = name.dropFirst(prefix.count).prefix { $0 != " " }
      if letter.utf8.count <= 3 { return letter.utf8.map { $0 | 0x20 } }
    }
    return Array(lower.utf8)
  }
}
