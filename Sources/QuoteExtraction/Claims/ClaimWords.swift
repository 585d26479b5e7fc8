import QuoteRecords
import RuleEngine

/// The words that tell an assertion from a promise, and a report from a deed, by word forms.
struct ClaimWords: Sendable {
  /// What saying with a cue, or with a verb or adjective of the content, does.
  enum Kind: String, Sendable {
    /// It states.
    case assertion
    case promise, question, order, wish, opinion
  }

  /// What a cue does.
  let cues: [LexemeID: Kind]
  /// What a modal, a verb or an adjective makes of the content that it rules.
  let contents: [LexemeID: Kind]
  /// I, we.
  let firstPerson: Set<LexemeID>
  /// you
  let secondPerson: Set<LexemeID>
  /// Verbs that announce what is to be.
  let pledges: Set<LexemeID>
  /// Verbs that move money.
  let money: Set<LexemeID>
  /// Words that hold what is said at arm's length.
  let hedges: Set<LexemeID>
  /// not, no, never
  let denials: Set<LexemeID>
  /// Words and phrases that say when.
  let time: Int?
  let vocabulary: Vocabulary

  init(pack: RulePack) {
    func forms(
      _ name: String, where holds: (Lexicon.Entry) -> Bool = { _ in true }
    ) -> Set<LexemeID> {
      var found: Set<LexemeID> = []
      for entry in pack.entries(of: name) where holds(entry) {
        for form in [entry.lemma] + entry.forms { found.insert(pack.vocabulary.lexeme(form)) }
      }
      return found.subtracting([0])
    }
    func kinds(_ name: String) -> [LexemeID: Kind] {
      var found: [LexemeID: Kind] = [:]
      for entry in pack.entries(of: name) {
        guard let kind = entry["as"].flatMap(Kind.init) else { continue }
        for form in [entry.lemma] + entry.forms { found[pack.vocabulary.lexeme(form)] = kind }
      }
      found[0] = nil
      return found
    }
    vocabulary = pack.vocabulary
    cues = kinds("claim.cue")
    contents = kinds("claim.content")
    firstPerson = forms("pronoun") { $0["person"] == "1" && $0["case"] == "subject" }
    secondPerson = forms("pronoun") { $0["person"] == "2" }
    pledges = forms("claim.pledge")
    money = forms("verb.money")
    let arms: Set = ["hearsay", "likelihood", "inference", "modal"]
    hedges = forms("hedge") { arms.contains($0["kind"] ?? "") }
    denials = forms("negation") { $0["kind"] == "full" }
    time = pack.vocabulary.lexiconIndex("time")
  }
}
