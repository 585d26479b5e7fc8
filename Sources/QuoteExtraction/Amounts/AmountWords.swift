import FlatImage
import NewsText
import RuleEngine

/// The words that amounts are made of, by their word forms: looked up in the pack once.
///
/// A class, though nothing in it changes: what reads a piece or a number holds it, and sharing one
/// object costs less than counting the users of every table.
final class AmountWords: Sendable {
  /// The word forms of the pack.
  let vocabulary: Vocabulary
  /// What each word of a number stands for.
  let numbers: LexemeTable<NumberWord?>
  private let lexicons: [Int?]
  private let or: LexemeID
  /// The word forms of the dashes and quotation marks from U+2010 to U+201F.
  private let marks: [LexemeID]
  private let classes: FlatArray<Class>
  /// The word forms of `Class.asked`, a bit each.
  let asked: [UInt64]
  /// What their texts look like, a bit each: see `mayAsk`.
  private let askedLooks: [UInt64]

  /// The lexicons that code, not only rules, looks into.
  enum Lexicons: Int, CaseIterable {
    case symbol, letters, code, codeAfter, after, currency, scaled, pound, slang, grand, minor, cent
    case suffix, context, sign, percent, points, percentagePoint, basisPoint, figure, digit, digits
    case approximator, approximatorAfter, per, perAdverb, letter, crypto, cryptoCode, label

    /// Its name in the pack.
    var name: String {
      switch self {
      case .symbol: "currency.symbol"
      case .letters: "currency.letters"
      case .code: "currency.code"
      case .codeAfter: "currency.code.after"
      case .after: "currency.after"
      case .currency: "currency.word"
      case .scaled: "currency.scaled"
      case .pound: "currency.pound"
      case .slang: "currency.slang"
      case .grand: "currency.grand"
      case .minor: "currency.minor"
      case .cent: "currency.cent"
      case .suffix: "currency.suffix"
      case .context: "currency.context"
      case .sign: "number.sign"
      case .points: "point"
      case .percentagePoint: "percentage-point.short"
      case .basisPoint: "basis-point.short"
      case .digits: "digit-range"
      case .approximatorAfter: "approximator.after"
      case .per: "per-unit"
      case .perAdverb: "per-unit.adverb"
      case .letter: "currency.letter"
      case .crypto: "currency.crypto"
      case .cryptoCode: "currency.crypto.code"
      case .label: "number.label"
      case .percent: "percent"
      case .figure: "figure"
      case .digit: "digit"
      case .approximator: "approximator"
      }
    }

    /// Where a currency may stand, the likeliest first.
    static let currencies: [Lexicons] = [
      .symbol, .currency, .minor, .code, .letters, .after, .pound, .slang, .scaled, .grand,
      .codeAfter, .cent,
    ]
    /// Codes, which are written in capitals.
    static let codes: [Lexicons] = [.code, .codeAfter, .cryptoCode]
    /// What makes a sentence worth looking at, besides codes.
    static let triggers: [Lexicons] =
      [.percent, .points, .percentagePoint, .basisPoint, .figure, .digit, .crypto]
      + currencies.filter { !codes.contains($0) && $0 != .cent }
  }

  /// What is asked of every token or piece.
  struct Class: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt16

    /// A currency sign.
    static let symbol = Class(rawValue: 1 << 0)
    /// Can be a plus or minus.
    static let sign = Class(rawValue: 1 << 1)
    /// Makes a sentence worth looking at.
    static let trigger = Class(rawValue: 1 << 2)
    /// Does so in capitals: "ALL" can be Albania's lek, "all" cannot.
    static let code = Class(rawValue: 1 << 3)
    /// Does so behind a word of the class `leads`: "real" in "Brazilian real".
    static let follows = Class(rawValue: 1 << 4)
    static let leads = Class(rawValue: 1 << 5)
    /// Stands for a currency before a number: "R" in "R15 000".
    static let letter = Class(rawValue: 1 << 6)
    /// Stands before a number that only names one of many: "page 12".
    static let label = Class(rawValue: 1 << 7)
    /// A word of a number: what `AmountWords.numbers` tells more of.
    static let numeral = Class(rawValue: 1 << 8)
    /// A place that tells which country's currency is meant.
    static let context = Class(rawValue: 1 << 9)
    /// Counts by itself: neither "a" nor "and", "of", "point", "odd".
    static let counting = Class(rawValue: 1 << 10)
    /// "a", "an"
    static let article = Class(rawValue: 1 << 11)
    /// "a few", "several": makes a sentence worth looking at before a scale.
    static let some = Class(rawValue: 1 << 12)
    /// Makes a sentence worth looking at without any number: "digits" in "double digits".
    static let numberless = Class(rawValue: 1 << 13)
    /// May be an anchor of a rule for single amounts, or a word of one.
    static let anchor = Class(rawValue: 1 << 14)
    /// What may make a sentence worth looking at.
    static let asked: Class = [.trigger, .code, .follows, .some]
    /// What makes a number, or may stand for one before a unit.
    static let counted: Class = [.counting, .article]
  }

  /// Looks the lexicons up; one that a pack lacks holds nothing.
  ///
  /// - Parameter units: The rules for single amounts.
  init(pack: RulePack, units: RuleMatcher) {
    let words = pack.vocabulary
    vocabulary = words
    let lexicons = Lexicons.allCases.map { words.lexiconIndex($0.name) }
    self.lexicons = lexicons
    or = words.lexeme("or")
    marks = (0x2010...0x201F).compactMap(UnicodeScalar.init).map { words.lexeme(String($0)) }
    numbers = LexemeTable("number words", of: pack, default: nil) {
      NumberWord.table(pack.lexicon("numeral"), words)
    }
    let classes = pack.prepared("amount classes") { FlatArray(Self.classes(pack, lexicons, units)) }
    asked = pack.prepared("amount words asked") { FlatArray(Self.asked(classes)) }.array
    askedLooks =
      pack.prepared("amount words' looks") {
        FlatArray(Self.looks(of: classes, words))
      }.array
    self.classes = classes
  }

  /// The word forms of `Class.asked`, a bit each.
  private static func asked(_ classes: FlatArray<Class>) -> [UInt64] {
    var asked = [UInt64](repeating: 0, count: (classes.count + 63) / 64)
    for (lexeme, told) in classes.enumerated() where !told.isDisjoint(with: .asked) {
      asked[lexeme >> 6] |= 1 << UInt64(lexeme & 63)
    }
    return asked
  }

  /// The looks of the word forms of `Class.asked` that are ASCII, a bit each.
  private static func looks(of classes: FlatArray<Class>, _ words: Vocabulary) -> [UInt64] {
    var looks = [UInt64](repeating: 0, count: 1024)
    for (lexeme, told) in classes.enumerated() where !told.isDisjoint(with: .asked) {
      let text = words.text(of: LexemeID(lexeme)).utf8
      guard let first = text.first, let last = text.last else { continue }
      let middle = text.dropFirst(text.count / 2).first ?? last
      let look = Self.look(first, middle, last, text.count)
      looks[look >> 6] |= 1 << UInt64(look & 63)
    }
    return looks
  }

  /// A number below 2 to the 16th for how ASCII bytes look, the same in any case of letters.
  @inline(__always)
  private static func look(_ first: UInt8, _ middle: UInt8, _ last: UInt8, _ count: Int) -> Int {
    Int(first & 31) << 11 | Int(last & 31) << 6 | Int(middle & 7) << 3 | count & 7
  }

  /// Whether some ASCII bytes may be of a word form of `Class.asked`: of most no more is asked.
  @inline(__always)
  func mayAsk(_ bytes: Span<UInt8>, _ part: Range<Int>) -> Bool {
    let middle = bytes[part.lowerBound + part.count / 2]
    let look = Self.look(
      bytes[part.lowerBound], middle, bytes[part.upperBound - 1], part.count)
    return askedLooks[look >> 6] >> UInt64(look & 63) & 1 != 0
  }

  /// The classes of every word form.
  private static func classes(
    _ pack: RulePack, _ lexicons: [Int?], _ units: RuleMatcher
  ) -> [Class] {
    func bits(_ one: Class, _ some: [Lexicons]) -> (UInt32, [Int]) {
      (UInt32(one.rawValue), some.compactMap { lexicons[$0.rawValue] })
    }
    var classes = pack.vocabulary.bits([
      bits(.symbol, [.symbol]), bits(.sign, [.sign]), bits(.trigger, Lexicons.triggers),
      bits(.code, Lexicons.codes), bits(.letter, [.letter]), bits(.label, [.label]),
      bits(.context, [.context]), bits(.numberless, [.digit]),
    ]).map { Class(rawValue: UInt16($0)) }
    for (lead, end) in phraseEnds(pack) {
      classes[Int(lead)].insert(.leads)
      classes[Int(end)].insert(.follows)
    }
    for (lexeme, word) in NumberWord.table(pack.lexicon("numeral"), pack.vocabulary) {
      if let word { classes[Int(lexeme)].formUnion(word.classes) }
    }
    for lexeme in anchors(pack.vocabulary, units) { classes[Int(lexeme)].insert(.anchor) }
    return classes
  }

  /// The word forms without which, or without a phrase of which, no rule can match.
  private static func anchors(_ words: Vocabulary, _ units: RuleMatcher) -> [LexemeID] {
    var anchors = (0..<LexemeID(words.count)).filter(units.isAnchor)
    for lexicon in units.anchorLexicons {
      for entry in words.lexicon(lexicon).entries {
        for form in [entry.lemma] + entry.forms {
          anchors += form.split(separator: " ").map { words.lexeme(String($0)) }
        }
      }
    }
    return anchors
  }

  /// The last two words of the entries of several that make a sentence worth looking at.
  private static func phraseEnds(_ pack: RulePack) -> [(lead: LexemeID, end: LexemeID)] {
    var ends: [(lead: LexemeID, end: LexemeID)] = []
    for lexicon in Lexicons.triggers + Lexicons.codes {
      guard let entries = pack.lexicon(lexicon.name)?.entries else { continue }
      for entry in entries {
        for form in [entry.lemma] + entry.forms {
          let words = form.split(separator: " ")
          guard let end = words.last, let lead = words.dropLast().last else { continue }
          ends.append(
            (pack.vocabulary.lexeme(String(lead)), pack.vocabulary.lexeme(String(end))))
        }
      }
    }
    return ends.filter { $0.lead != 0 && $0.end != 0 }
  }

  /// The word form of a dash or quotation mark outside ASCII, U+2010 to U+201F, by its last byte;
  /// `nil` for another.
  @inline(__always)
  func mark(_ byte: UInt8) -> LexemeID? {
    byte >= 0x90 && byte <= 0x9F ? marks[Int(byte - 0x90)] : nil
  }

  /// The word form of bytes that are no whole token.
  func lexeme(_ bytes: ArraySlice<UInt8>) -> LexemeID { vocabulary.lexeme(bytes) }

  /// Whether a currency in the plural is written like one in the singular, or a form is plural.
  func isSingular(_ lexemes: [LexemeID], in lexicons: [Lexicons]) -> Bool {
    for lexicon in lexicons {
      guard let entry = entry(lexemes, in: lexicon) else { continue }
      let word = lexemes.map { vocabulary.text(of: $0) }.joined(separator: " ")
      return entry["invariant"] == nil && entry.lemma == word && !entry.forms.isEmpty
    }
    return false
  }

  /// The entry that some word forms in a row make up.
  func entry(_ lexemes: [LexemeID], in lexicon: Lexicons) -> Lexicon.Entry? {
    lexicons[lexicon.rawValue].flatMap { vocabulary.entry(lexemes[...], in: $0) }
  }

  /// What is said of the entry that some word forms in a row make up.
  func attributes(_ lexemes: [LexemeID], in lexicon: Lexicons) -> [String: String]? {
    lexicons[lexicon.rawValue].flatMap { vocabulary.attributes(of: lexemes[...], in: $0) }
  }

  /// Whether any rule or lexicon knows a word form.
  func isKnown(_ lexeme: LexemeID) -> Bool { lexeme != 0 }
  /// What is asked of a word form.
  @inline(__always)
  func classes(of lexeme: LexemeID) -> Class { classes[Int(lexeme)] }
  /// Whether it is a currency sign.
  func isSymbol(_ lexeme: LexemeID) -> Bool { classes(of: lexeme).contains(.symbol) }
  /// Whether it is "or".
  func isOr(_ lexeme: LexemeID) -> Bool { lexeme != 0 && lexeme == or }
}
