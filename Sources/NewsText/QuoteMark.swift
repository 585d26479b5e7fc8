/// A token that may be a quotation mark, as it is drawn.
struct QuoteMark: Sendable {
  /// The token.
  var token: Int
  /// How it is drawn.
  var glyph: Glyph

  /// How a mark is drawn.
  enum Glyph: UInt8, Sendable {
    /// " ″ and the full-width form
    case straightDouble
    /// “
    case curlyDoubleOpen
    /// ”
    case curlyDoubleClose
    /// „
    case lowDouble
    /// ''
    case twoSingles
    /// ``
    case twoBackticks
    /// '
    case straightSingle
    /// ‘ and the backtick
    case curlySingleOpen
    /// ’
    case curlySingleClose
    /// ‚
    case lowSingle
    /// «
    case guillemetLeft
    /// »
    case guillemetRight
    /// ‹
    case singleGuillemetLeft
    /// ›
    case singleGuillemetRight
    /// 「 『
    case cornerOpen
    /// 」 』
    case cornerClose

    /// Whether it belongs to the double marks, any of which can close any other.
    var isDouble: Bool { rawValue <= Glyph.twoBackticks.rawValue }
    /// Whether it belongs to the single marks, which may be apostrophes.
    var isSingle: Bool {
      rawValue >= Glyph.straightSingle.rawValue && rawValue <= Glyph.lowSingle.rawValue
    }

    /// The glyph of the character at an offset of valid UTF-8.
    init?(at offset: Int, in bytes: TextBytes) {
      self.init(scalar: UTF8Text.scalar(bytes, at: offset).value)
    }

    /// The glyph of a character, or `nil` where it is no quotation mark.
    init?(scalar: UInt32) {
      switch scalar {
      case 0x22, 0xFF02: self = .straightDouble
      case 0x201C, 0x201F, 0x301D: self = .curlyDoubleOpen
      case 0x201D, 0x301E: self = .curlyDoubleClose
      case 0x201E, 0x301F: self = .lowDouble
      case 0x27, 0xFF07: self = .straightSingle
      case 0x60, 0x2018, 0x201B: self = .curlySingleOpen
      case 0x2019: self = .curlySingleClose
      case 0x201A: self = .lowSingle
      case 0xAB: self = .guillemetLeft
      case 0xBB: self = .guillemetRight
      case 0x2039: self = .singleGuillemetLeft
      case 0x203A: self = .singleGuillemetRight
      case 0x300C, 0x300E, 0xFF62: self = .cornerOpen
      case 0x300D, 0x300F, 0xFF63: self = .cornerClose
      default: return nil
      }
    }
  }
}
