import RuleEngine

/// What a word of a number stands for.
enum NumberWord: Sendable, Hashable, BitwiseCopyable {
  /// "a", "an": counts as one before a scale.
  case article
  /// "and", between the parts of a number.
  case and
  /// "of", between "hundreds" and "thousands".
  case of
  /// Zero to nine.
  case unit(Int)
  /// Ten to nineteen.
  case teen(Int)
  /// Twenty to ninety.
  case tens(Int)
  /// "hundred", "thousand", "million", "lakh": a power of ten.
  case scale(Int, plural: Bool)
  /// "point", between a number in words and its decimals.
  case point
  /// "k", "m", "bn": a power of ten behind digits.
  case letter(Int, Spacing)
  /// "half", "quarters", "tenth".
  case fraction(Int)
  /// "½".
  case glyph(Int, Int)
  /// "a few", "several".
  case some
  /// "multi", before a scale.
  case multi
  /// "odd", behind a number and a hyphen: "ninety-odd".
  case odd

  /// Whether a space may stand between digits and a letter of scale.
  enum Spacing: String, Sendable {
    case never
    /// Where a currency sign is glued to the digits: "€300 m".
    case money
    case yes
  }

  /// Whether it is a scale in the plural, which makes a vague number by itself.
  var isPlural: Bool {
    switch self {
    case .scale(_, let plural): plural
    case .letter, .some, .multi: true
    default: false
    }
  }

  /// What is asked of it in a sentence that is not read yet.
  var classes: AmountWords.Class {
    switch self {
    case .article: [.numeral, .article]
    case .and, .of, .point, .odd: .numeral
    case .some: [.numeral, .counting, .some]
    default: isPlural ? [.numeral, .counting, .trigger] : [.numeral, .counting]
    }
  }

  /// Reads the lexicon of number words. An entry of several words is left to the reader's grammar.
  static func table(_ lexicon: Lexicon?, _ vocabulary: Vocabulary) -> [LexemeID: NumberWord?] {
    var table: [LexemeID: NumberWord?] = [:]
    for entry in lexicon.map({ Array($0.entries) }) ?? [] {
      for (form, plural) in [(entry.lemma, false)] + entry.forms.map({ ($0, true) }) {
        guard let word = NumberWord(entry, plural: plural) else { continue }
        table.updateValue(word, forKey: vocabulary.lexeme(form))
      }
    }
    table.removeValue(forKey: 0)
    return table
  }

  private init?(_ entry: Lexicon.Entry, plural: Bool) {
    let value = Int(entry["value"] ?? "") ?? 0
    let exponent = Int(entry["exponent"] ?? "") ?? 0
    switch entry["class"] {
    case "article": self = .article
    case "and": self = .and
    case "of": self = .of
    case "point": self = .point
    case "unit": self = .unit(value)
    case "teen": self = .teen(value)
    case "tens": self = .tens(value)
    case "scale": self = .scale(exponent, plural: plural || entry["plural"] == "yes")
    case "letter": self = .letter(exponent, entry["spaced"].flatMap(Spacing.init) ?? .never)
    case "fraction": self = .fraction(Int(entry["denominator"] ?? "") ?? 1)
    case "glyph":
      self = .glyph(Int(entry["numerator"] ?? "") ?? 1, Int(entry["denominator"] ?? "") ?? 1)
    case "some": self = .some
    case "multi": self = .multi
    case "odd": self = .odd
    default: return nil
    }
  }
}
