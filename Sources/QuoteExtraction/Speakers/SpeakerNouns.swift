import RuleEngine

/// The few nouns that the resolver itself must know, by their places in the lexicons.
struct SpeakerNouns: Sendable {
  /// The noun that stands for governments of states; its wider noun is "state".
  let state: LexemeID
  /// Wide nouns for companies: what fits any organisation.
  let body: LexemeID

  private let known: [LexemeID]

  init(pack: RulePack) {
    state = pack.vocabulary.lexeme("state")
    body = pack.vocabulary.lexeme("organisation")
    known = ["politician", "leader", "judge"].map { pack.vocabulary.lexeme($0) }
  }

  /// Whether a noun is of people in public office, who are known though not named.
  func isPublic(_ noun: LexemeID, _ words: SpeakerWords) -> Bool {
    var noun = noun
    for _ in 0..<8 where noun != 0 {
      if known.contains(noun) { return true }
      noun = words[noun].broader
    }
    return false
  }
}
