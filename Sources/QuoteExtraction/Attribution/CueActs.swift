import NewsSyntax
import QuoteRecords
import RuleEngine

/// What a cue does: speech, writing, thought, attitude, evidence; by the pack's lists of verbs and
/// nouns.
struct CueActs: Sendable {
  private let acts: LexemeTable<Act?>
  private let hedges: LexemeTable<Bool>

  init(pack: RulePack) {
    var acts: [LexemeID: Act?] = [:]
    let lists = ["verb.report", "verb.show", "verb.attitude", "verb.think", "noun.report"]
    for name in lists.reversed() {
      for entry in pack.entries(of: name) {
        guard let code = entry.attributes["act"] ?? CueActs.standard[name] else { continue }
        let act = Act(rawValue: code)
        for lexeme in pack.vocabulary.lexemes(of: entry) { acts.updateValue(act, forKey: lexeme) }
      }
    }
    self.acts = LexemeTable(acts, default: nil, pack.vocabulary)
    let hedges = pack.entries(of: "hedge").map { (pack.vocabulary.lexeme($0.lemma), true) }
    self.hedges = LexemeTable(
      Dictionary(hedges) { first, _ in first }, default: false, pack.vocabulary)
  }

  private static let standard = [
    "verb.report": "speech", "verb.show": "evidence", "verb.attitude": "attitude",
    "verb.think": "thought",
  ]

  /// The act of a cue's head; speech where no list knows it.
  func act(_ item: FoldedItem) -> Act? { acts[item.lemma] ?? acts[item.lexeme] }

  /// Whether a word hedges: reportedly.
  func isHedge(_ item: FoldedItem) -> Bool { hedges[item.lexeme] }
}
