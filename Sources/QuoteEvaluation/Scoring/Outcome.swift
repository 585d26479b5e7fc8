/// What is scored.
public enum ScoredKind: String, Sendable, Hashable, CaseIterable {
  /// Contents, cues and sources of quotes.
  case quotes
  /// The speakers of quotes, over the article.
  case speakers
  /// Markers of unnamed sources.
  case markers
  /// Money and percentages.
  case amounts
  /// Points, besides money and percentages.
  case points
  /// What amounts measure, and who asserts them.
  case claims
  /// The same quote in several articles.
  case links
}

/// What became of one label, or of one finding that no label wants.
public struct Outcome: Sendable, Hashable {
  /// What became of it.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// Found, and everything that counts is right.
    case right
    /// Labeled and not found.
    case missed
    /// Found and not labeled.
    case spurious
    /// A quote found with another source.
    case source
    /// A quote found with another speaker.
    case speaker
    /// An amount found with another value.
    case value
    /// An amount found at another place.
    case span
    /// A marker found with another form.
    case form
    /// An amount bound to something else.
    case binding
    /// An amount asserted by somebody else.
    case asserter
  }

  /// What it is.
  public var kind: ScoredKind
  /// What became of it.
  public var verdict: Verdict
  /// Where it is labeled, in code points; empty where it is not.
  public var labeled: [Range<Int>]
  /// Where it was found, in code points; empty where it was not.
  public var found: [Range<Int>]
  /// The rule that found it; empty where none did.
  public var rule: String
  /// How it is built: the type and the order of its parts, the kind, the form.
  public var construction: String
  /// What the label says, where the verdict is about a part.
  public var wanted: String
  /// What was found instead.
  public var given: String
  /// Whether no other rule found the same label.
  public var isAlone: Bool

  /// Makes an outcome.
  public init(
    kind: ScoredKind, verdict: Verdict, labeled: [Range<Int>] = [], found: [Range<Int>] = [],
    rule: String = "", construction: String = "", wanted: String = "", given: String = "",
    isAlone: Bool = false
  ) {
    self.kind = kind
    self.verdict = verdict
    self.labeled = labeled
    self.found = found
    self.rule = rule
    self.construction = construction
    self.wanted = wanted
    self.given = given
    self.isAlone = isAlone
  }

  /// Where it stands: the label's place, or else the finding's.
  public var place: Range<Int> {
    let ranges = labeled.isEmpty ? found : labeled
    return (ranges.first?.lowerBound ?? 0)..<(ranges.last?.upperBound ?? 0)
  }
}
