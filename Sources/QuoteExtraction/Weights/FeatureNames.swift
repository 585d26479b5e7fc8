import FlatImage
import NewsSyntax
import RuleEngine

/// The text of features: numbers for the values that tables name, and names for keys.
///
/// Every word form of the vocabulary is a symbol by itself; other names get numbers behind them.
/// Two values of the same text are the same symbol.
struct FeatureNames: Sendable {
  let vocabulary: Vocabulary
  private var others: Others
  /// A word form that no table knows, written `?`, as the mark itself is.
  let unknown: Symbol

  /// The names that are no word forms.
  private enum Others: Sendable {
    case made(names: [String], numbers: [String: UInt32])
    /// As a program carries them: taken up when somebody asks for a text.
    case carried(LazyPart<[String]>)

    var names: [String] {
      switch self {
      case .made(let names, _): names
      case .carried(let part): part.value ?? []
      }
    }
  }

  /// Knows the word forms of a vocabulary, and gives other names numbers as they come.
  init(vocabulary: Vocabulary) {
    self.init(vocabulary, .made(names: [], numbers: [:]))
  }

  /// Knows the names besides that others have given numbers, in the order of these.
  init(vocabulary: Vocabulary, others: LazyPart<[String]>) {
    self.init(vocabulary, .carried(others))
  }

  private init(_ vocabulary: Vocabulary, _ others: Others) {
    self.vocabulary = vocabulary
    self.others = others
    unknown = Symbol(number: vocabulary.lexeme("?") + 1)
  }

  /// The names that are no word forms, in the order of their numbers.
  var otherNames: [String] { others.names }

  /// The symbol of a text, given one where it has none yet.
  mutating func symbol(_ text: String) -> Symbol {
    if let word = word(text) { return word }
    guard case .made(var names, var numbers) = others else {
      let names = others.names
      let numbers = names.enumerated().map { ($1, UInt32(vocabulary.count + $0 + 1)) }
      others = .made(names: names, numbers: Dictionary(numbers) { first, _ in first })
      return symbol(text)
    }
    if let number = numbers[text] { return Symbol(number: number) }
    // Nothing else holds them while they grow, or they would be copied.
    others = .made(names: [], numbers: [:])
    defer { others = .made(names: names, numbers: numbers) }
    let number = UInt32(vocabulary.count + names.count + 1)
    numbers[text] = number
    names.append(text)
    return Symbol(number: number)
  }

  /// The symbol of a text that is a word form as the vocabulary writes it, without a capital.
  private func word(_ text: String) -> Symbol? {
    if text == "?" { return unknown }
    guard !text.utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return nil }
    let lexeme = vocabulary.lexeme(text)
    guard lexeme != 0 else { return nil }
    let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
    return isASCII || vocabulary.text(of: lexeme) == text ? Symbol(number: lexeme + 1) : nil
  }

  /// The symbol of a word form, or of a base form.
  func symbol(of lexeme: LexemeID) -> Symbol {
    lexeme == 0 ? unknown : Symbol(number: lexeme + 1)
  }

  /// The text of a symbol.
  func text(_ symbol: Symbol) -> String {
    let number = Int(symbol.number)
    if symbol == .none { return "" }
    if symbol == unknown { return "?" }
    if number <= vocabulary.count { return vocabulary.text(of: LexemeID(number - 1)) }
    let (other, names) = (number - vocabulary.count - 1, others.names)
    return other < names.count ? names[other] : ""
  }

  // MARK: Features

  /// A feature as tables write it: `opener=that|clause`.
  func name(of key: FeatureKey) -> String {
    guard let template = key.template else { return "" }
    let first = template.isByEnding ? WordEnding(key.value).text : text(key.value)
    let second = key.second == .none ? "" : "|" + text(key.second)
    return template.name + "=" + joined(first, template, key.joined) + second
  }

  private func joined(_ first: String, _ template: FeatureTemplate, _ other: UInt8) -> String {
    switch template {
    case .frameNext:
      guard let frame = ReportedFrame(rawValue: other) else { return first }
      return first.isEmpty ? frame.name : frame.name + ":" + first
    case .wordNext: return first + (ReportedFrame(rawValue: other)?.name ?? "")
    case .wordTag: return first + (ReportedFrame.ContentKind(rawValue: other)?.name ?? "")
    default: return first
    }
  }

  /// The features that a name in a table means: one, or more where it can be read in two ways.
  mutating func keys(named name: String) -> [FeatureKey] {
    let bytes = name.utf8
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")),
      let template = FeatureTemplate(named: String(name[..<equals]))
    else { return [] }
    var value = name[bytes.index(after: equals)...]
    var second = Symbol.none
    if let bar = value.utf8.lastIndex(of: UInt8(ascii: "|")) {
      second = symbol(String(value[bytes.index(after: bar)...]))
      value = value[..<bar]
    }
    if template.isByEnding {
      return WordEnding(text: value).map { [FeatureKey(template, $0.symbol, second)] } ?? []
    }
    return parts(of: value, template).map { first, joined in
      FeatureKey(template, first, joined: joined, second)
    }
  }

  private mutating func parts(
    of value: Substring, _ template: FeatureTemplate
  ) -> [(first: Symbol, joined: UInt8)] {
    switch template {
    case .frameNext:
      let pieces = value.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let frame = ReportedFrame(named: pieces[0]) else { return [] }
      return [(pieces.count > 1 ? symbol(String(pieces[1])) : .none, frame.rawValue)]
    case .wordNext:
      return ReportedFrame.allCases.compactMap { frame in
        word(value, before: frame.name).map { ($0, frame.rawValue) }
      }
    case .wordTag:
      return ReportedFrame.ContentKind.allCases.compactMap { kind in
        word(value, before: kind.name).map { ($0, kind.rawValue) }
      }
    default: return [(symbol(String(value)), 0)]
    }
  }

  /// The word that a name follows without a gap.
  private func word(_ value: Substring, before name: String) -> Symbol? {
    value.hasSuffix(name) ? word(String(value.dropLast(name.count))) : nil
  }
}

/// The last three letters of a word of six or more, as a value of features.
struct WordEnding {
  let symbol: Symbol

  /// A word too short to have one.
  static let none = WordEnding(.none)
  /// The same where it is told: `short`.
  static let short = WordEnding(Symbol(number: 1 << 23))

  init(_ symbol: Symbol) { self.symbol = symbol }

  /// Reads what `text` writes; `nil` for what is no ending of ASCII letters.
  init?(text: Substring) {
    let bytes = Array(text.utf8)
    if text == Self.short.text {
      self = .short
    } else if bytes.isEmpty {
      self = .none
    } else {
      guard bytes.count == 3, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
      symbol = Symbol(number: bytes.reduce(0) { $0 << 8 | UInt32($1) })
    }
  }

  var text: String {
    if symbol == .none { return "" }
    if symbol == Self.short.symbol { return "short" }
    let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: symbol.number >> $0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
