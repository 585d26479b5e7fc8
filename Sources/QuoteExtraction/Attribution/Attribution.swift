package import QuoteRecords

/// What somebody said, by the document's tokens: a quote before it becomes a record.
///
/// All ranges are half-open and index `Document.tokens`.
package struct Attribution: Sendable, Hashable {
  /// The whole attributed content, in text order, without outer marks.
  package var content: [Range<Int>]
  /// The quotations within the content, as indices into `Document.quotations`.
  package var quotations: [Int]
  /// The words that attribute.
  package var cue: [Range<Int>]
  /// Whom the text names as the source.
  package var source: [Range<Int>]
  /// Whether it is told as how things seem: there is no source, and none is kept back.
  package var isOfNobody: Bool
  /// Whom it was said to.
  package var addressee: [Range<Int>]
  /// Direct, mixed or indirect.
  package var type: QuoteType
  /// Speech, writing, thought, attitude or evidence.
  package var act: Act
  /// How sure this is.
  package var certainty: Certainty
  /// The id of the rule that found it.
  package var rule: String
  /// Whether the attribution is denied.
  package var negated: Bool
  /// Whether the attribution is hedged.
  package var hedged: Bool
  /// The attribution before it, whose speaker goes on: a follow-on quote without a cue.
  package var carriedFrom: Int?
  /// The attribution that it lies in.
  package var parent: Int?
  /// What the label is, where it is a turn of an interview or a transcript.
  package var label: TurnLabel?
}

extension Attribution {
  package init(
    content: [Range<Int>], quotations: [Int] = [], cue: [Range<Int>] = [],
    source: [Range<Int>] = [], addressee: [Range<Int>] = [], type: QuoteType, act: Act = .speech,
    certainty: Certainty, rule: String, negated: Bool = false, hedged: Bool = false,
    carriedFrom: Int? = nil, parent: Int? = nil, label: TurnLabel? = nil, isOfNobody: Bool = false
  ) {
    // All parts at once: see `QuoteRecord`.
    self.init(
      content: content, quotations: quotations, cue: cue, source: source, isOfNobody: isOfNobody,
      addressee: addressee, type: type, act: act, certainty: certainty, rule: rule,
      negated: negated, hedged: hedged, carriedFrom: carriedFrom, parent: parent, label: label)
  }
}

/// What opens a turn of an interview or a transcript.
package enum TurnLabel: Sendable, Hashable {
  /// A name, or what is short for one: "TAPPER", "OBR".
  case name
  /// What part somebody has: "Q", "A".
  case part
}

/// Text between quotation marks that nobody said, by the document's tokens.
package struct UnattributedQuotation: Sendable, Hashable {
  /// The quotation, as an index into `Document.quotations`.
  package var quotation: Int
  /// `scare`, `title`, `slogan`, `term`, `nickname`, `heading`, `boilerplate` or `unknown`.
  package var reason: String
  /// The id of the rule that found it.
  package var rule: String

  package init(quotation: Int, reason: String, rule: String) {
    self.quotation = quotation
    self.reason = reason
    self.rule = rule
  }
}
