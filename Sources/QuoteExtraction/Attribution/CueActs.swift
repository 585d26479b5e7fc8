import NewsSyntax
import QuoteRecords
import RuleEngine

/// What a cue does: speech, writing, thought, attitude, evidence; by the pack's lists of verbs and
/// nouns.
struct CueActs: Sendable {
  private let acts: [LexemeID: Act]
  private let hedges: Set<LexemeID>

  init(pack: RulePack) {
    var acts: [LexemeID: Act] = [:]
    let lists = ["verb.report", "verb.show", "verb.attitude", "verb.think", "noun.report"]
    for name in lists.reversed() {
      for entry in pack.entries(of: name) {
        guard let name = entry.attributes["act"] ?? CueActs.standard[name] else { continue }
        let act = Act(rawValue: name)
        for lexeme in pack.vocabulary.lexemes(of: entry) { acts[lexeme] = act }
      }
    }
    acts[0] = nil
    self.acts = acts
    hedges = Set(
      pack.entries(of: "hedge").map { pack.vocabulary.lexeme($0.lemma) }
    )
    .subtracting([0])
  }

  private static let standard = [
    "verb.report": "speech", "verb.show": "evidence", "verb.attitude": "attitude",
    "verb.think": "thought",
  ]

  /// The act of a cue's head; speech where no list knows it.
  func act(_ item: FoldedItem) -> Act? { acts[item.lemma] ?? acts[item.lexeme] }

  /// Whether a word hedges: reportedly.
  func isHedge(_ item: FoldedItem) -> Bool { hedges.contains(item.lexeme) }
}
