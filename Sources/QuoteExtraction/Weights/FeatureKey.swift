import RuleEngine

/// A value of a feature as a number: a word form of the vocabulary, or a name that is none.
/// `FeatureNames` gives the numbers and knows the text.
struct Symbol: Hashable, Sendable, BitwiseCopyable {
  /// Below 2^24; 0 for no value.
  let number: UInt32

  static let none = Symbol(number: 0)
}

/// A feature as one number: a template with one or two values, `opener=that`,
/// `after=, who|phrase`.
///
/// Keys are made where features are described, compared where weights are looked up, and written
/// out as text, by `FeatureNames`, only for learning and explanations.
struct FeatureKey: Hashable, Sendable, BitwiseCopyable {
  let bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// - Parameter joined: What the first value is joined with, as the template says; 0 for nothing.
  @inline(__always)
  init(
    _ template: FeatureTemplate, _ value: Symbol, joined: UInt8 = 0, _ second: Symbol = .none
  ) {
    bits =
      UInt64(template.rawValue) << 56 | UInt64(joined) << 48 | UInt64(value.number) << 24
      | UInt64(second.number)
  }

  var template: FeatureTemplate? { FeatureTemplate(rawValue: UInt8(bits >> 56)) }
  var joined: UInt8 { UInt8(truncatingIfNeeded: bits >> 48) }
  var value: Symbol { Symbol(number: UInt32(truncatingIfNeeded: bits >> 24) & 0xFF_FFFF) }
  var second: Symbol { Symbol(number: UInt32(truncatingIfNeeded: bits) & 0xFF_FFFF) }

  /// The same with another second value.
  @inline(__always)
  func with(_ second: Symbol) -> FeatureKey {
    FeatureKey(bits: bits & ~0xFF_FFFF | UInt64(second.number))
  }
}

/// What a feature tells of. Its name in tables is the case's, with hyphens: `kind-next`.
enum FeatureTemplate: UInt8, Sendable, CaseIterable {
  case bias = 1

  // Where a reported content ends.
  case kindNext, finiteNext, lengthNext, lastNext, restNext, clauseNext, frameNext, nextTwo
  case openerNext, commasNext, wordNext, moreNext, kindRest, kindLength, clause
  case cueWord, nounWord, wordObject, wordTag

  // Whether a candidate reports.
  case frame, word, tense, tenseWord, negated, modal, adverb, particle, shape
  case sourceBy, source, sourceWord, agent, distance, sourceLength
  case length, first, finite, contentModal, holdsQuotation, object, objectShape, objectTag
  case determiner, addressee, told, link, linkWord
  case opener, openerWord, governor, governorTag, before, next, after, position, rest, paragraph
  case sentenceLength, rivalAround, rivalInside, rivalSame, rivalBetter, rivalOver

  // Whether an attribution of quoted material is right.
  case construction, score, quotedWords, outsideWords, parts, lastMark, capital, title, open
  case cue, cueTag, passive, infinitive, gap, behindCue, sourceGap, sourceSide, sourceBehind
  case rivalsLeft, rivalsRight, quotations

  /// The name in tables.
  var name: String { Self.names[Int(rawValue) - 1] }

  private static let names = allCases.map { hyphenated($0) }
  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })

  /// The template of a name.
  init?(named name: String) {
    guard let found = Self.byName[name] else { return nil }
    self = found
  }

  /// Whether its last value is what stands at a place, by the names of `LookNames`.
  var isByPlace: Bool { rawValue >= Self.kindNext.rawValue && rawValue <= Self.moreNext.rawValue }

  /// Whether its last value is a candidate's frame, or what that makes its content.
  var isByFrame: Bool {
    switch self {
    case .word, .tense, .shape, .sourceBy, .source, .length, .first, .finite, .contentModal,
      .object, .objectShape, .objectTag, .determiner, .addressee, .opener, .before, .next, .after,
      .rivalAround, .rivalInside, .rivalSame, .rivalBetter:
      true
    default: false
    }
  }

  /// Whether it is a feature without the frame as well.
  var isAlsoAlone: Bool {
    switch self {
    case .tense, .sourceBy, .source, .opener, .rivalAround, .rivalInside, .rivalSame: true
    default: false
    }
  }

  /// Whether its first value is the ending of a word.
  var isByEnding: Bool { self == .shape || self == .objectShape }
}

/// The name of a case as tables and rules write it: `kindNext` is `kind-next`.
func hyphenated(_ value: some Any) -> String {
  var name = ""
  for character in String(describing: value) {
    if character.isUppercase { name += "-" }
    name += character.lowercased()
  }
  return name
}

/// What takes the features of a decision: to add up their weights, or to keep them.
protocol FeatureSink {
  mutating func add(_ key: FeatureKey)
  mutating func add(_ known: KnownFeature)
}

extension FeatureSink {
  @inline(__always)
  mutating func add(_ template: FeatureTemplate, _ value: Symbol) {
    add(FeatureKey(template, value))
  }

  @inline(__always)
  mutating func add(_ template: FeatureTemplate, _ value: Symbol, _ second: Symbol) {
    add(FeatureKey(template, value, second))
  }

  /// The same feature twice: alone, and with a second value.
  @inline(__always)
  mutating func add(_ template: FeatureTemplate, _ value: Symbol, alsoWith second: Symbol) {
    add(FeatureKey(template, value))
    add(FeatureKey(template, value, second))
  }
}

/// Keeps the features.
struct FeatureList: FeatureSink {
  private(set) var keys: [FeatureKey] = []

  mutating func add(_ key: FeatureKey) { keys.append(key) }
  mutating func add(_ known: KnownFeature) { keys.append(known.key) }
}
