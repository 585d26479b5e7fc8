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

  init(pack: RulePack) {
    let codes = pack.prepared("cue act codes") { Self.codes(in: pack) }
    acts = [nil] + codes.map { Act(rawValue: $0) }
    numbers = LexemeTable("cue acts", of: pack, default: 0) { Self.numbers(of: codes, in: pack) }
    hedges = LexemeTable("cue hedges", of: pack, default: false) {
      let hedges = pack.entries(of: "hedge").map { (pack.vocabulary.lexeme($0.lemma), true) }
      return Dictionary(hedges) { first, _ in first }
    }
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
}
