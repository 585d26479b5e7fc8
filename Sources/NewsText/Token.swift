/// A word, number, mark or symbol of the text: the unit that rules match.
///
/// Tokens are the words of UAX #29 with news in mind: white space is left out; abbreviations
/// ("U.S.", "Sen."), party labels ("D-Nev."), hyphenated words and numbers with their separators
/// are one token; clitics ("'s", "n't", "'ll") are tokens of their own, glued to the one before.
@frozen
public struct Token: Sendable, Hashable {
  /// The first UTF-8 byte.
  public var start: UInt32
  /// The UTF-8 byte after the last.
  public var end: UInt32
  /// What it is.
  public var kind: Kind
  /// How it is written and where it stands.
  public var flags: Flags

  /// What a token is.
  @frozen
  public enum Kind: UInt8, Sendable {
    /// Letters, with or without digits.
    case word
    /// Digits, with separators.
    case number
    /// A mark that opens a quotation.
    case openQuote
    /// A mark that closes a quotation.
    case closeQuote
    /// An opening bracket.
    case openBracket
    /// A closing bracket.
    case closeBracket
    /// Any other punctuation.
    case punctuation
    /// Currency signs, percent signs, emoji and the like.
    case symbol
  }

  /// How a token is written and where it stands.
  @frozen
  public struct Flags: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: UInt16

    /// Takes the bits.
    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// White space, or the start of the text, stands before it.
    @inlinable public static var spaceBefore: Flags { Flags(rawValue: 1 << 0) }
    /// It is the first of a paragraph.
    @inlinable public static var startsParagraph: Flags { Flags(rawValue: 1 << 1) }
    /// It is the first of a sentence.
    @inlinable public static var startsSentence: Flags { Flags(rawValue: 1 << 2) }
    /// Its first letter is a capital.
    @inlinable public static var capital: Flags { Flags(rawValue: 1 << 3) }
    /// It has two letters or more and all are capitals.
    @inlinable public static var allCapitals: Flags { Flags(rawValue: 1 << 4) }
    /// It has a digit.
    @inlinable public static var digit: Flags { Flags(rawValue: 1 << 5) }
    /// It has a hyphen inside.
    @inlinable public static var hyphen: Flags { Flags(rawValue: 1 << 6) }
    /// It ends in a full stop that belongs to it: an abbreviation.
    @inlinable public static var abbreviation: Flags { Flags(rawValue: 1 << 7) }
    /// It has a byte outside ASCII.
    @inlinable public static var nonASCII: Flags { Flags(rawValue: 1 << 8) }
    /// It is a clitic: "'s", "n't", "'ll".
    @inlinable public static var clitic: Flags { Flags(rawValue: 1 << 9) }
    /// It is no part of the article's own text: a byline, an advertisement, related links.
    @inlinable public static var boilerplate: Flags { Flags(rawValue: 1 << 10) }
    /// A capital follows a small letter inside it: "McCain", or two words glued together.
    @inlinable public static var innerCapital: Flags { Flags(rawValue: 1 << 11) }
    /// It is a dash: "-" alone, "--", "–", "—".
    @inlinable public static var dash: Flags { Flags(rawValue: 1 << 12) }
    /// It may end a sentence: ".", "!", "?", but not a comma or an ellipsis.
    @inlinable public static var stop: Flags { Flags(rawValue: 1 << 13) }
    /// It is an ellipsis: "…", or two full stops or more.
    @inlinable public static var ellipsis: Flags { Flags(rawValue: 1 << 14) }
    /// A heading or a piece of the page begins or ends right before it.
    @inlinable public static var pieceStart: Flags { Flags(rawValue: 1 << 15) }
  }

  /// Makes a token.
  @inlinable
  public init(start: UInt32, end: UInt32, kind: Kind, flags: Flags = []) {
    self.start = start
    self.end = end
    self.kind = kind
    self.flags = flags
  }

  /// Its bytes' positions.
  @inlinable public var bytes: Range<Int> { Int(start)..<Int(end) }
}

extension Token.Flags {
  /// What a word has one of where it has capitals.
  @inline(__always)
  static var anyCapitals: Token.Flags { capital.union(.innerCapital).union(.allCapitals) }

  /// What a token has one of where it may end a sentence.
  @inline(__always)
  static var anyEnd: Token.Flags { stop.union(.ellipsis).union(.abbreviation) }
}
