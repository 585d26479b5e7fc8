/// Why a sentence gave what it gave: the rules tried, what each matched, and what came of it.
package struct Explanation: Sendable {
  /// The sentence, in UTF-8 bytes of the text.
  package var bytes: Range<Int>
  /// The rules whose anchors it holds, by id; the others are not tried.
  package var tried: [String]
  /// What was found and what might have been, in text order.
  package var candidates: [Candidate]

  /// A place that a rule matched, and what came of it.
  package struct Candidate: Sendable {
    /// The rule's id.
    package var rule: String
    /// Its kind: `quote`, `marker`, `amount`, …
    package var kind: String
    /// All that it covers, in UTF-8 bytes.
    package var bytes: Range<Int>
    /// What it captured.
    package var roles: [Role]
    /// How likely it is, where that is weighed: from 0 to 1.
    package var score: Double?
    /// The weights that decided how likely it is, the heaviest first.
    package var weights: [WeighedFeature] = []
    /// The weights that decided that its content ends where it does; empty where that is known, or
    /// it goes on to the sentence's end.
    package var endWeights: [WeighedFeature] = []
    /// What came of it.
    package var outcome: Outcome
  }

  /// A captured role and its place in UTF-8 bytes.
  package struct Role: Sendable {
    /// The name: `cue`, `source`, `content`.
    package var name: String
    /// Where.
    package var bytes: Range<Int>
  }

  /// What came of a candidate.
  package enum Outcome: Sendable, Hashable {
    /// It is a result.
    case won
    /// Results of these rules cover the place.
    case lost(to: [String])
    /// No result covers the place: it was refused.
    case refused
  }
}
