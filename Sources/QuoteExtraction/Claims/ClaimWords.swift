import QuoteRecords
import RuleEngine

/// The words that tell an assertion from a promise, and a report from a deed, by word forms.
///
/// A class for the same reason as `BindingWords`.
final class ClaimWords: Sendable {
  /// What saying with a cue, or with a verb or adjective of the content, does.
  enum Kind: String, Sendable {
    /// It states.
    case assertion
    case promise, question, order, wish, opinion
    /// It tells what is to be, or what would be.
    case prediction, condition
  }

  /// What a word form is told by, wherever it stands.
  struct Class: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    /// I, we.
    static let firstPerson = Class(rawValue: 1 << 0)
    /// you
    static let secondPerson = Class(rawValue: 1 << 1)
    /// Verbs that announce what is to be.
    static let pledge = Class(rawValue: 1 << 2)
    /// Verbs that move money.
    static let money = Class(rawValue: 1 << 3)
    /// Words that hold what is said at arm's length.
    static let hedge = Class(rawValue: 1 << 4)
    /// not, no, never
    static let denial = Class(rawValue: 1 << 5)
    /// Begins a word or phrase that says when.
    static let time = Class(rawValue: 1 << 6)
    /// Sets a clause against the one before: but, while.
    static let contrast = Class(rawValue: 1 << 7)
    /// A form of "be".
    static let be = Class(rawValue: 1 << 8)
    /// A form of "have".
    static let have = Class(rawValue: 1 << 9)
    /// "like", "as"
    static let simile = Class(rawValue: 1 << 10)
    /// "there"
    static let there = Class(rawValue: 1 << 11)
    /// A pronoun that is no subject: him, them.
    static let object = Class(rawValue: 1 << 12)
    /// Goes on with what belongs to a thing: "including"
    static let including = Class(rawValue: 1 << 13)
    /// Heads a phrase that says when: what `BindingParts.period` is.
    static let period = Class(rawValue: 1 << 14)
    /// Verbs that say that something is not so: "deny"
    static let denying = Class(rawValue: 1 << 15)
    /// What is said of something that is not so: "untrue", "a lie"
    static let untrue = Class(rawValue: 1 << 16)
    /// Words of the content that make it a promise, an opinion, a wish, an order: what
    /// `ClaimWords.contents` tells.
    static let promise = Class(rawValue: 1 << 17)
    static let opinion = Class(rawValue: 1 << 18)
    static let wish = Class(rawValue: 1 << 19)
    static let order = Class(rawValue: 1 << 20)
    /// What is said of something that is so: "true", "the case"
    static let truth = Class(rawValue: 1 << 21)
    /// Is a word or phrase that says when by itself.
    static let timeAlone = Class(rawValue: 1 << 22)
    /// The second word of a phrase that says when.
    static let timeSecond = Class(rawValue: 1 << 23)
    /// Weighed where they stand near the verb.
    static let stance: Class = [.opinion, .wish, .order]
  }

  /// What a cue does.
  let cues: LexemeTable<Kind?>
  /// What a modal, a verb or an adjective makes of the content that it rules.
  let contents: LexemeTable<Kind?>
  private let classes: LexemeTable<Class>
  /// Words and phrases that say when.
  private let time: Int?
  private let vocabulary: Vocabulary

  init(pack: RulePack) {
    vocabulary = pack.vocabulary
    time = pack.vocabulary.lexiconIndex("time")
    classes = LexemeTable("claim words", of: pack, default: []) { Self.classes(in: pack) }
    cues = LexemeTable("claim cues", of: pack, default: nil) { Self.kinds("claim.cue", in: pack) }
    contents = LexemeTable("claim contents", of: pack, default: nil) {
      Self.kinds("claim.content", in: pack)
    }
  }

  private static func classes(in pack: RulePack) -> [LexemeID: Class] {
    let words = pack.vocabulary
    var classes: [LexemeID: Class] = [:]
    func add(
      _ one: Class, _ name: String, where holds: (Lexicon.Entry) -> Bool = { _ in true }
    ) {
      for entry in pack.entries(of: name) where holds(entry) {
        for lexeme in words.lexemes(of: entry) { classes[lexeme, default: []].formUnion(one) }
      }
    }
    add(.firstPerson, "pronoun") { $0["person"] == "1" && $0["case"] == "subject" }
    add(.secondPerson, "pronoun") { $0["person"] == "2" }
    add(.pledge, "claim.pledge")
    let parts: [(String, Class)] = [
      ("contrast", .contrast), ("be", .be), ("have", .have), ("simile", .simile),
      ("there", .there), ("object", .object), ("including", .including),
      ("truth", .truth),
    ]
    for (name, one) in parts { add(one, "claim.syntax") { $0["as"] == name } }
    add(.period, "amount.syntax") { BindingParts(entry: $0).contains(.period) }
    add(.money, "verb.money")
    let arms: Set = ["hearsay", "likelihood", "inference", "modal"]
    add(.hedge, "hedge") { arms.contains($0["kind"] ?? "") }
    add(.denial, "negation") { $0["kind"] == "full" }
    add(.denying, "negation") { $0["kind"] == "saying" }
    add(.untrue, "negation") { $0["kind"] == "verdict" }
    for (lexeme, kind) in kinds("claim.content", in: pack) {
      classes[lexeme, default: []].formUnion(Class(kind))
    }
    for entry in pack.entries(of: "time") {
      for form in [entry.lemma] + entry.forms {
        let parts = WordSplitter.words(form.utf8)
        guard let first = parts.first else { continue }
        classes[words.lexeme(first[...]), default: []].formUnion(
          parts.count > 1 ? .time : [.time, .timeAlone])
        if let second = parts.dropFirst().first {
          classes[words.lexeme(second[...]), default: []].formUnion(.timeSecond)
        }
      }
    }
    return classes
  }

  private static func kinds(_ name: String, in pack: RulePack) -> [LexemeID: Kind?] {
    var found: [LexemeID: Kind?] = [:]
    for entry in pack.entries(of: name) {
      guard let kind = entry["as"].flatMap(Kind.init) else { continue }
      for lexeme in pack.vocabulary.lexemes(of: entry) {
        found.updateValue(kind, forKey: lexeme)
      }
    }
    return found
  }

  /// The classes of a word form.
  @inline(__always)
  func classes(of lexeme: LexemeID) -> Class { classes[lexeme] }

  /// Whether a word form is of a class.
  @inline(__always)
  func has(_ lexeme: LexemeID, _ one: Class) -> Bool { classes[lexeme].contains(one) }

  /// How many words the longest entry takes that says when and begins a row of words; 0 for none.
  func timeLength(from lexemes: ArraySlice<LexemeID>) -> Int {
    guard let time, let first = lexemes.first, has(first, .time) else { return 0 }
    let mayGoOn = lexemes.dropFirst().first.map { has($0, .timeSecond) } ?? false
    guard mayGoOn || has(first, .timeAlone) else { return 0 }
    return vocabulary.longestEntryNumber(from: lexemes, in: time)?.count ?? 0
  }
}

extension ClaimWords.Class {
  /// What a word of the content makes of it, for those kinds that are asked for over many words.
  fileprivate init(_ kind: ClaimWords.Kind?) {
    switch kind {
    case .promise: self = .promise
    case .opinion: self = .opinion
    case .wish: self = .wish
    case .order: self = .order
    default: self = []
    }
  }
}
