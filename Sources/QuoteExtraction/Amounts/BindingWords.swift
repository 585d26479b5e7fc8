import NewsText
import RuleEngine

/// The parts that words play in telling what an amount is bound to.
struct BindingParts: OptionSet, Hashable, Sendable {
  let rawValue: UInt64

  /// The parts by the names that the lexicon `amount.syntax` gives them, a bit each.
  static let names = [
    "time", "period", "clause", "measure", "skip", "apart", "purpose", "no-purpose", "gap",
    "opener", "versus", "auxiliary", "relative", "respondent", "among", "top", "pronoun", "not",
    "and", "of", "out", "worth", "combined", "to", "with", "at", "by", "for", "that", "compared",
    "more", "in", "be", "bracket", "semicolon", "hyphen", "dash", "adjunct", "ahead", "above",
    "sum", "mere", "respondent-verb", "poll", "from", "reckoning", "price", "sells", "adding",
    "against", "it", "another", "floating", "or", "direction", "moves", "change",
    "idle", "taking",
  ]

  /// A part by its place among the names; a test compares them.
  private init(place: UInt64) { rawValue = 1 << place }

  /// The part of a name; none where no part has it.
  init(name: String) {
    rawValue = Self.names.firstIndex(of: name).map { 1 << UInt64($0) } ?? 0
  }

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The parts of a lexicon's entry: `as=purpose,gap`.
  init(entry: Lexicon.Entry) {
    self = []
    for name in (entry["as"] ?? "").split(separator: ",") { formUnion(Self(name: String(name))) }
  }

  /// Says when: not what is measured.
  static var time: Self { Self(place: 0) }
  /// Heads a phrase that says when.
  static var period: Self { Self(place: 1) }
  /// Begins a clause, not a phrase on a noun.
  static var clause: Self { Self(place: 2) }
  /// A noun that only says how an amount was reckoned: "a total of".
  static var measure: Self { Self(place: 3) }
  /// Stands between an amount and what governs it.
  static var skip: Self { Self(place: 4) }
  /// No noun's first word after an amount: "$5 more".
  static var apart: Self { Self(place: 5) }
  /// Leads to what money is for.
  static var purpose: Self { Self(place: 6) }
  /// Is no thing that money is for: "in response".
  static var noPurpose: Self { Self(place: 7) }
  static var gap: Self { Self(place: 8) }
  /// Stands before a percentage that is a subject.
  static var opener: Self { Self(place: 9) }
  /// Between the shares of two.
  static var versus: Self { Self(place: 10) }
  static var auxiliary: Self { Self(place: 11) }
  static var relative: Self { Self(place: 12) }
  static var respondent: Self { Self(place: 13) }
  static var among: Self { Self(place: 14) }
  /// "the top 1 percent" names a group.
  static var top: Self { Self(place: 15) }
  static var pronoun: Self { Self(place: 16) }
  static var negation: Self { Self(place: 17) }
  static var and: Self { Self(place: 18) }
  static var of: Self { Self(place: 19) }
  static var out: Self { Self(place: 20) }
  static var worth: Self { Self(place: 21) }
  static var combined: Self { Self(place: 22) }
  static var to: Self { Self(place: 23) }
  static var with: Self { Self(place: 24) }
  static var at: Self { Self(place: 25) }
  static var by: Self { Self(place: 26) }
  static var forWord: Self { Self(place: 27) }
  static var that: Self { Self(place: 28) }
  static var compared: Self { Self(place: 29) }
  static var more: Self { Self(place: 30) }
  static var be: Self { Self(place: 32) }
  static var bracket: Self { Self(place: 33) }
  static var semicolon: Self { Self(place: 34) }
  static var hyphen: Self { Self(place: 35) }
  static var dash: Self { Self(place: 36) }
  /// A participle that tells the size of a noun before it: "ranging", "totaling".
  static var adjunct: Self { Self(place: 37) }
  static var ahead: Self { Self(place: 38) }
  /// An approximator that is a preposition too.
  static var above: Self { Self(place: 39) }
  /// Heads "a total of", "an average of".
  static var sum: Self { Self(place: 40) }
  static var mere: Self { Self(place: 41) }
  static var inWord: Self { Self(place: 31) }
  /// What people do who are asked: "said", "agreed".
  static var respondentVerb: Self { Self(place: 42) }
  /// What people are asked in: "survey".
  static var poll: Self { Self(place: 43) }
  static var fromWord: Self { Self(place: 44) }
  /// Heads "an estimate of", which tells of what is reckoned.
  static var reckoning: Self { Self(place: 45) }
  /// Heads "at a cost of".
  static var price: Self { Self(place: 46) }
  /// What a thing does that has a price: "sells for", "goes for".
  static var sells: Self { Self(place: 47) }
  /// What is done with an amount to something else: "add".
  static var adding: Self { Self(place: 48) }
  /// Stands before what an amount is compared with.
  static var against: Self { Self(place: 49) }
  /// Stands for a thing told of before.
  static var it: Self { Self(place: 50) }
  /// "another 10 percent"
  static var another: Self { Self(place: 51) }
  /// May stand between an auxiliary and its verb: "are all tied".
  static var floating: Self { Self(place: 52) }
  static var or: Self { Self(place: 53) }
  /// "up", "down".
  static var direction: Self { Self(place: 54) }
  /// A verb that may pass for a noun in the plural: "costs", "rises".
  static var moves: Self { Self(place: 55) }
  /// A noun for how something moved: "drop" in "a drop in profit to $5 million".
  static var change: Self { Self(place: 56) }
  /// What is done with an amount that is taken from something else: "wipe".
  static var taking: Self { Self(place: 58) }
  /// A noun that is nothing apart from its verb: "hands" of "changed hands".
  static var idle: Self { Self(place: 57) }
  /// A verb that a clause may follow: said, found.
  static var reporting: Self { Self(place: 61) }
  /// A verb that moves money.
  static var moneyVerb: Self { Self(place: 62) }
  /// A verb that says how high its subject is.
  static var levelVerb: Self { Self(place: 63) }
}

/// The words that tell what an amount is bound to, by their word forms.
///
/// A class, though nothing in it changes: what reads clauses holds it, and sharing one object costs
/// less than counting the users of its tables.
final class BindingWords: Sendable {
  private let parts: LexemeTable<BindingParts>

  /// Looks the lexicons up; one that a pack lacks holds nothing.
  init(pack: RulePack) {
    parts = LexemeTable("binding words", of: pack, default: []) { Self.parts(in: pack) }
  }

  private static func parts(in pack: RulePack) -> [LexemeID: BindingParts] {
    var parts: [LexemeID: BindingParts] = [:]
    func add(_ part: BindingParts, _ entry: Lexicon.Entry) {
      for lexeme in pack.vocabulary.lexemes(of: entry) {
        parts[lexeme, default: []].formUnion(part)
      }
    }
    for entry in pack.entries(of: "amount.syntax") { add(BindingParts(entry: entry), entry) }
    for name in ["verb.report", "verb.show", "verb.think"] {
      for entry in pack.entries(of: name) { add(.reporting, entry) }
    }
    for entry in pack.entries(of: "verb.money") { add(.moneyVerb, entry) }
    for entry in pack.entries(of: "verb.level") { add(.levelVerb, entry) }
    return parts
  }

  /// The parts that a word form can play.
  @inline(__always)
  subscript(lexeme: LexemeID) -> BindingParts { parts[lexeme] }
}
