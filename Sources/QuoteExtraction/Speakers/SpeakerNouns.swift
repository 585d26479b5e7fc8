import RuleEngine

/// The few nouns that the resolver itself must know, by their places in the lexicons.
struct SpeakerNouns: Sendable {
  /// The noun that stands for governments of states; its wider noun is "state".
  let state: LexemeID
  /// Wide nouns for companies: what fits any organisation.
  let body: LexemeID

  private let known: [LexemeID]
  private let spokesperson: LexemeID

  init(pack: RulePack) {
    state = pack.vocabulary.lexeme("state")
    body = pack.vocabulary.lexeme("organisation")
    spokesperson = pack.vocabulary.lexeme("spokesperson")
    known = ["politician", "leader", "judge"].map { pack.vocabulary.lexeme($0) }
  }

  /// Whether a noun is of people in public office, who are known though not named.
  func isPublic(_ noun: LexemeID, _ words: SpeakerWords) -> Bool {
    isUnder(noun, words) { known.contains($0) }
  }

  /// Whether a noun is of those who speak for another openly: they need no name.
  func isSpokesperson(_ noun: LexemeID, _ words: SpeakerWords) -> Bool {
    isUnder(noun, words) { $0 == spokesperson }
  }

  private func isUnder(
    _ noun: LexemeID, _ words: SpeakerWords, _ holds: (LexemeID) -> Bool
  ) -> Bool {
    var noun = noun
    for _ in 0..<8 where noun != 0 {
      if holds(noun) { return true }
      noun = words[noun].broader
    }
    return false
  }
}
