package import QuoteRecords

/// An assertion of fact as found in a text; every range is in its UTF-8 bytes.
package struct Claim: Sendable, Hashable {
  /// Whether it has amounts.
  package enum Kind: String, Sendable {
    /// With amounts, which it binds to what they measure.
    case quantity
    /// Attributed, without an amount.
    case statement
  }

  /// With amounts or without.
  package var kind: Kind
  /// The clause or sentence.
  package var bytes: Range<Int>
  /// Who asserts it, as an index into the resolution's speakers; `nil` for the article itself.
  package var asserter: Int?
  /// The words that attribute it.
  package var cue: [Range<Int>] = []
  /// What it is about.
  package var subject: Range<Int>?
  /// What is said of it.
  package var predicate: Range<Int>?
  /// What it is done to, or what its first amount measures.
  package var object: Range<Int>?
  /// When.
  package var time: Range<Int>?
  /// Its amounts, as indices into the article's.
  package var amounts: [Int] = []
  /// The attribution that it lies in, as an index into the article's.
  package var attribution: Int?
  /// Whether it is hedged.
  package var isHedged = false
  /// Whether it is negated.
  package var isNegated = false
  /// How sure this is.
  package var certainty: Certainty
  /// The id of the rule that found it.
  package var rule: String
}

/// Who stands behind figures without a quote: a poll that a sentence goes by, a plan that would
/// cost something. All ranges index `Document.tokens`.
package struct ClaimSource: Sendable, Hashable {
  /// The phrase that names it.
  package var source: Range<Int>
  /// The words that attribute.
  package var cue: Range<Int>
  /// What it holds for, within its sentence.
  package var scope: Range<Int>
  /// Whether it ends where a comma and "but" begin another clause.
  package var isPhrase: Bool
  /// The id of the rule that found it.
  package var rule: String

  /// The same as an attribution, so that its source is resolved like any other.
  var attribution: Attribution {
    Attribution(
      content: [scope], cue: [cue], source: [source], type: .indirect, act: .evidence,
      certainty: .medium, rule: rule)
  }
}
