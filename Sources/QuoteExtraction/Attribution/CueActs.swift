import FlatImage
import NewsSyntax
import QuoteRecords
import RuleEngine

/// What a cue does: speech, writing, thought, attitude, evidence; by the pack's lists of verbs and
/// nouns.
struct CueActs: Sendable {
  /// The number of each word form's act among `codes`, from 1 on; 0 where it has none.
  private let numbers: LexemeTable<UInt8>
  private let acts: [Act?]
  private let hedges: LexemeTable<Bool>
  /// The number of each word form's part in raising.
  private let raisings: LexemeTable<UInt8>
  private let firstPersons: LexemeTable<Bool>
  private let thirdPersons: LexemeTable<Bool>

  init(pack: RulePack) {
    let codes = pack.prepared("cue act codes") { Self.codes(in: pack) }
    acts = [nil] + codes.map { Act(rawValue: $0) }
    numbers = LexemeTable("cue acts", of: pack, default: 0) { Self.numbers(of: codes, in: pack) }
    hedges = LexemeTable("cue hedges", of: pack, default: false) {
      let hedges = pack.entries(of: "hedge").map { (pack.vocabulary.lexeme($0.lemma), true) }
      return Dictionary(hedges) { first, _ in first }
    }
    raisings = LexemeTable("cue raisings", of: pack, default: 0) { Self.raisings(in: pack) }
    firstPersons = LexemeTable("first persons", of: pack, default: false) {
      Self.pronouns(of: pack) { $0["person"] == "first" }
    }
    thirdPersons = LexemeTable("third persons", of: pack, default: false) {
      Self.pronouns(of: pack) { $0["gender"] != nil && $0["case"] == nil }
    }
  }

  /// How a verb makes the subject of its content its own.
  enum Raising: UInt8 {
    case no
    /// seem: its subject is never a source.
    case active
    /// expect: the subject of its passive is none.
    case passive
  }

  /// The numbers of words that liken or stand for a content: as, it.
  private static let likening: UInt8 = 3
  private static let expletive: UInt8 = 4

  private static func raisings(in pack: RulePack) -> [LexemeID: UInt8] {
    let numbers = [
      "active": Raising.active.rawValue, "passive": Raising.passive.rawValue, "like": likening,
      "expletive": expletive,
    ]
    var raisings: [LexemeID: UInt8] = [:]
    for entry in pack.entries(of: "verb.raising") {
      guard let number = numbers[entry.attributes["part"] ?? ""] else { continue }
      for lexeme in pack.vocabulary.lexemes(of: entry) { raisings[lexeme] = number }
    }
    return raisings
  }

  private static func pronouns(
    of pack: RulePack, where holds: ([String: String]) -> Bool
  ) -> [LexemeID: Bool] {
    let entries = pack.entries(of: "speaker.pronoun").filter { holds($0.attributes) }
    let words = entries.flatMap { pack.vocabulary.lexemes(of: $0) }
    return Dictionary(words.map { ($0, true) }) { first, _ in first }
  }

  /// The codes of the acts that the lists of a pack tell of, sorted.
  private static func codes(in pack: RulePack) -> [String] {
    var codes = Set(standard.values)
    for name in lists {
      guard let lexicon = pack.vocabulary.lexiconIndex(name) else { continue }
      codes.formUnion(pack.vocabulary.attributeSets(of: lexicon).compactMap { $0["act"] })
    }
    return codes.sorted()
  }

  private static func numbers(of codes: [String], in pack: RulePack) -> [LexemeID: UInt8] {
    var numbers: [LexemeID: UInt8] = [:]
    for name in lists.reversed() {
      for entry in pack.entries(of: name) {
        guard let code = entry.attributes["act"] ?? standard[name],
          let place = codes.firstIndex(of: code), place < Int(UInt8.max)
        else { continue }
        for lexeme in pack.vocabulary.lexemes(of: entry) { numbers[lexeme] = UInt8(place + 1) }
      }
    }
    return numbers
  }

  private static let lists = [
    "verb.report", "verb.show", "verb.attitude", "verb.think", "noun.report",
  ]

  private static let standard = [
    "verb.report": "speech", "verb.show": "evidence", "verb.attitude": "attitude",
    "verb.think": "thought",
  ]

  /// The act of a cue's head; speech where no list knows it.
  func act(_ item: FoldedItem) -> Act? {
    acts[Int(numbers[item.lemma])] ?? acts[Int(numbers[item.lexeme])]
  }

  /// Whether a word hedges: reportedly.
  func isHedge(_ item: FoldedItem) -> Bool { hedges[item.lexeme] }

  /// How a verb raises the subject of its content.
  func raising(_ item: FoldedItem) -> Raising {
    Raising(rawValue: raisings[item.lemma]) ?? .no
  }

  /// Whether a word links a verb to what its subject is likened to: as, like.
  func isLikening(_ word: LexemeID) -> Bool { raisings[word] == Self.likening }

  /// Whether a pronoun is of who writes or speaks: I, we.
  func isFirstPerson(_ item: FoldedItem) -> Bool { firstPersons[item.lexeme] }

  /// Whether a pronoun is of one person who is told of: he, she.
  func isThirdPerson(_ item: FoldedItem) -> Bool { thirdPersons[item.lexeme] }

  /// Whether a pronoun can stand for the content: it.
  func isExpletive(_ item: FoldedItem) -> Bool { raisings[item.lexeme] == Self.expletive }
}
