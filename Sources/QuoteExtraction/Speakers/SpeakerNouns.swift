import RuleEngine

/// The few nouns that the resolver itself must know, by their places in the lexicons.
struct SpeakerNouns: Sendable {
  /// The noun that stands for governments of states; its wider noun is "state".
  let state: LexemeID
  /// Wide nouns for companies: what fits any organisation.
  let body: LexemeID

  init(pack: RulePack) {
    state = pack.vocabulary.lexeme("state")
    body = pack.vocabulary.lexeme("organisation")
  }
}
