public import QuoteRecords

/// What an annotation speaks of; what it does not speak of is not scored.
public enum LabelKind: String, Sendable, Hashable, CaseIterable {
  /// Contents with their cues and sources.
  case quotes
  /// What the source does with the content: `act` of quotes.
  case acts
  /// Speakers over the article: `speakers` of quotes, with all their mentions.
  case speakers
  /// Markers of unnamed sources.
  case markers
  /// Money, percentages, points.
  case amounts
  /// What amounts measure, and who asserts them.
  case claims
  /// Text between marks that nobody said.
  case unattributed
  /// Sentences.
  case sentences
}

/// What an annotation allows besides its labels. Items are named by their ids in the record.
public struct Allowances: Sendable, Hashable {
  /// Items whose finding is not rewarded and whose miss is not punished.
  public var optional: Set<String>
  /// Other speakers of a quote that are right too, by the quote's id.
  public var speakers: [String: [String]]
  /// Other things that an amount may be said to measure, by the amount's id.
  public var bindings: [String: [Span]]
  /// Other contents of a quote that are right too, by the quote's id.
  public var contents: [String: [[Span]]]

  /// Allows nothing.
  public init() {
    optional = []
    speakers = [:]
    bindings = [:]
    contents = [:]
  }
}
