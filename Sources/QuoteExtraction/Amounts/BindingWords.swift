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

  private init(_ name: String) {
    rawValue = Self.names.firstIndex(of: name).map { 1 << UInt64($0) } ?? 0
  }

  init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The parts of a lexicon's entry: `as=purpose,gap`.
  init(entry: Lexicon.Entry) {
    self = []
    for name in (entry["as"] ?? "").split(separator: ",") { formUnion(Self(String(name))) }
  }

  /// Says when: not what is measured.
  static let time = Self("time")
  /// Heads a phrase that says when.
  static let period = Self("period")
  /// Begins a clause, not a phrase on a noun.
  static let clause = Self("clause")
  /// A noun that only says how an amount was reckoned: "a total of".
  static let measure = Self("measure")
  /// Stands between an amount and what governs it.
  static let skip = Self("skip")
  /// No noun's first word after an amount: "$5 more".
  static let apart = Self("apart")
  /// Leads to what money is for.
  static let purpose = Self("purpose")
  /// Is no thing that money is for: "in response".
  static let noPurpose = Self("no-purpose")
  static let gap = Self("gap")
  /// Stands before a percentage that is a subject.
  static let opener = Self("opener")
  /// Between the shares of two.
  static let versus = Self("versus")
  static let auxiliary = Self("auxiliary")
  static let relative = Self("relative")
  static let respondent = Self("respondent")
  static let among = Self("among")
  /// "the top 1 percent" names a group.
  static let top = Self("top")
  static let pronoun = Self("pronoun")
  static let negation = Self("not")
  static let and = Self("and")
  static let of = Self("of")
  static let out = Self("out")
  static let worth = Self("worth")
  static let combined = Self("combined")
  static let to = Self("to")
  static let with = Self("with")
  static let at = Self("at")
  static let by = Self("by")
  static let forWord = Self("for")
  static let that = Self("that")
  static let compared = Self("compared")
  static let more = Self("more")
  static let be = Self("be")
  static let bracket = Self("bracket")
  static let semicolon = Self("semicolon")
  static let hyphen = Self("hyphen")
  static let dash = Self("dash")
  /// A participle that tells the size of a noun before it: "ranging", "totaling".
  static let adjunct = Self("adjunct")
  static let ahead = Self("ahead")
  /// An approximator that is a preposition too.
  static let above = Self("above")
  /// Heads "a total of", "an average of".
  static let sum = Self("sum")
  static let mere = Self("mere")
  static let inWord = Self("in")
  /// What people do who are asked: "said", "agreed".
  static let respondentVerb = Self("respondent-verb")
  /// What people are asked in: "survey".
  static let poll = Self("poll")
  static let fromWord = Self("from")
  /// Heads "an estimate of", which tells of what is reckoned.
  static let reckoning = Self("reckoning")
  /// Heads "at a cost of".
  static let price = Self("price")
  /// What a thing does that has a price: "sells for", "goes for".
  static let sells = Self("sells")
  /// What is done with an amount to something else: "add".
  static let adding = Self("adding")
  /// Stands before what an amount is compared with.
  static let against = Self("against")
  /// Stands for a thing told of before.
  static let it = Self("it")
  /// "another 10 percent"
  static let another = Self("another")
  /// May stand between an auxiliary and its verb: "are all tied".
  static let floating = Self("floating")
  static let or = Self("or")
  /// "up", "down".
  static let direction = Self("direction")
  /// A verb that may pass for a noun in the plural: "costs", "rises".
  static let moves = Self("moves")
  /// A noun for how something moved: "drop" in "a drop in profit to $5 million".
  static let change = Self("change")
  /// What is done with an amount that is taken from something else: "wipe".
  static let taking = Self("taking")
  /// A noun that is nothing apart from its verb: "hands" of "changed hands".
  static let idle = Self("idle")
  /// A verb that a clause may follow: said, found.
  static let reporting = Self(rawValue: 1 << 61)
  /// A verb that moves money.
  static let moneyVerb = Self(rawValue: 1 << 62)
  /// A verb that says how high its subject is.
  static let levelVerb = Self(rawValue: 1 << 63)
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
