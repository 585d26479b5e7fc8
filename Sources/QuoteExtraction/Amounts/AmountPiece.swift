import NewsText
import RuleEngine

/// What rules for amounts match: a token, or a part of one.
///
/// "$846.8million" and "six-percentage-point" are cut where digits meet letters and at hyphens, so
/// that a rule is written once for every way of gluing.
struct AmountPiece: Sendable {
  /// Its bytes in the text.
  var bytes: Range<Int>
  /// The token that it is, or is a part of.
  var token: Int
  /// Its word form; 0 where no rule or lexicon knows it.
  var lexeme: LexemeID
  /// What its word form is.
  var told: AmountWords.Class
  /// What it looks like.
  var classes: AmountClasses
}

/// What a piece looks like: the names that rules put in square brackets.
struct AmountClasses: OptionSet, Sendable {
  let rawValue: UInt64

  static let number = AmountClasses(rawValue: 1 << 0)
  static let word = AmountClasses(rawValue: 1 << 1)
  static let symbol = AmountClasses(rawValue: 1 << 2)
  /// No white space before it.
  static let glued = AmountClasses(rawValue: 1 << 3)
  static let dash = AmountClasses(rawValue: 1 << 4)
  static let capitalised = AmountClasses(rawValue: 1 << 5)
  static let allCapitals = AmountClasses(rawValue: 1 << 6)
  static let comma = AmountClasses(rawValue: 1 << 7)
  static let stop = AmountClasses(rawValue: 1 << 8)
  static let open = AmountClasses(rawValue: 1 << 9)
  static let close = AmountClasses(rawValue: 1 << 10)
  static let quote = AmountClasses(rawValue: 1 << 11)
  /// A plus or minus, glued to what follows and not to what goes before; or "minus".
  static let sign = AmountClasses(rawValue: 1 << 12)
  /// Every piece.
  static let any = AmountClasses(rawValue: 1 << 13)

  /// The classes' names in rules.
  static let names: [String: UInt64] = [
    "number": number.rawValue, "word": word.rawValue, "symbol": symbol.rawValue,
    "glued": glued.rawValue, "dash": dash.rawValue, "capitalised": capitalised.rawValue,
    "allcaps": allCapitals.rawValue, "comma": comma.rawValue, "stop": stop.rawValue,
    "open": open.rawValue, "close": close.rawValue, "quote": quote.rawValue,
    "sign": sign.rawValue, "any": any.rawValue,
  ]
}
