import CICU
import CWideText

/// What is known of the characters: from the table made of ICU's property data, or from ICU itself.
struct CharacterTable: Sendable {
  /// Whether ICU is asked about every character.
  let usesICU: Bool

  /// The properties of a code point.
  @inline(__always)
  subscript(_ scalar: UInt32) -> CharacterProperties {
    CharacterProperties(packed: usesICU ? cicu_properties(scalar) : cwide_properties(scalar))
  }
}

/// What ICU knows of one character.
struct CharacterProperties: Sendable {
  /// The bits as `cicu_properties` packs them.
  let packed: UInt32

  /// Its class in UAX #29.
  var wordClass: WordClass { WordClass(rawValue: UInt8(truncatingIfNeeded: packed)) ?? .other }
  /// Its general category, numbered as in ICU's `UCharCategory`.
  private var category: UInt32 { (packed >> 8) & 31 }

  /// Lu, Lt
  var isUppercase: Bool { category == 1 || category == 3 }
  /// Ll
  var isLowercase: Bool { category == 2 }
  /// L*
  var isLetter: Bool { (1...5).contains(category) }
  /// Nd
  var isDigit: Bool { category == 9 }
  /// N*
  var isNumber: Bool { (9...11).contains(category) }
  /// M*
  var isMark: Bool { (6...8).contains(category) }
  /// S*
  var isSymbol: Bool { (24...27).contains(category) }
  /// Sc
  var isCurrency: Bool { category == 25 }
  /// P*
  var isPunctuation: Bool { (19...23).contains(category) || category == 28 || category == 29 }
  /// Pd
  var isDash: Bool { category == 19 }
  /// Ps, without the low quotation marks that have this category too.
  var isOpenBracket: Bool { category == 20 }
  /// Pe
  var isCloseBracket: Bool { category == 21 }
  /// Cc
  var isControl: Bool { category == 15 }
  /// Cf, such as a soft hyphen or a byte order mark.
  var isFormat: Bool { category == 16 }
  /// Emoji and the like.
  var isPictographic: Bool { packed & (1 << 13) != 0 }
  /// A letter of a script written without spaces, such as Thai.
  var needsDictionary: Bool { packed & (1 << 14) != 0 }
  /// White space, line ends included.
  var isSpace: Bool { packed & (1 << 15) != 0 }
}

/// The word-break classes of UAX #29, numbered as in `CICU.h`.
enum WordClass: UInt8, Sendable {
  case other
  case carriageReturn
  case lineFeed
  case newline
  case extend
  case joiner
  case format
  case katakana
  case hebrewLetter
  case letter
  case singleQuote
  case doubleQuote
  case midNumLet
  case midLetter
  case midNum
  case numeric
  case extendNumLet
  case regionalIndicator
  case space

  /// ALetter or Hebrew_Letter.
  var isLetter: Bool { self == .letter || self == .hebrewLetter }
  /// Letters, digits, kana and low lines: what words are made of.
  var isWord: Bool {
    isLetter || self == .numeric || self == .katakana || self == .extendNumLet
  }
  /// What WB4 skips.
  var isIgnored: Bool { self == .extend || self == .joiner || self == .format }
  /// MidNumLet or Single_Quote.
  var isMidNumLetQ: Bool { self == .midNumLet || self == .singleQuote }
}
