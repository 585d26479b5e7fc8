/// A span with a code: grounds, affiliation, approximation.
public struct CodedSpan: Sendable, Hashable {
  /// The code.
  public var code: String
  /// Where the text says so.
  public var span: Span

  /// Makes a coded span.
  public init(code: String, span: Span) {
    self.code = code
    self.span = span
  }
}

/// Why a source is not named, as the article gives it.
public struct Grounds: Sendable, Hashable {
  /// The code of the grounds: `not_authorized`, `sensitivity`, …
  public var code: String
  /// Whether it is stock wording that tells a reader nothing.
  public var boilerplate: Bool
  /// Where the text says so.
  public var span: Span

  /// Makes grounds.
  public init(code: String, boilerplate: Bool, span: Span) {
    self.code = code
    self.boilerplate = boilerplate
    self.span = span
  }
}

/// How many unnamed people a marker stands for.
public struct MarkerCount: Sendable, Hashable {
  /// The number, or `nil` for "several".
  public var number: Int?
  /// Where the text says so.
  public var span: Span

  /// Makes a count.
  public init(number: Int?, span: Span) {
    self.number = number
    self.span = span
  }
}

/// A place where an article rests on a source that it does not name.
public struct AnonymousMarkerRecord: Sendable, Hashable {
  /// `n` and the place.
  public var id: String
  /// The whole phrase.
  public var span: Span
  /// `unnamed_individual`, `unnamed_group`, `access_described`, `bare_source`, …
  public var form: String
  /// `withheld`, `omitted` or `unknown`.
  public var intent: String
  /// The stated reason.
  public var grounds: Grounds?
  /// `senior`, `top`, …
  public var rank: String?
  /// `former`, `current`, …
  public var status: String?
  /// `government`, `campaign_party`, …
  public var affiliation: CodedSpan?
  /// How many.
  public var count: MarkerCount?
  /// `briefed`, `familiar`, …
  public var access: String?
  /// The speaker of this article that it mentions.
  public var speaker: String?
  /// How sure this is.
  public var certainty: Certainty
  /// The id of the rule that found it.
  public var rule: String

  /// Makes a marker with nothing but its form; the rest is set after.
  public init(
    id: String, span: Span, form: String, intent: String, certainty: Certainty, rule: String
  ) {
    self.id = id
    self.span = span
    self.form = form
    self.intent = intent
    self.certainty = certainty
    self.rule = rule
    grounds = nil
    rank = nil
    status = nil
    affiliation = nil
    count = nil
    access = nil
    speaker = nil
  }
}
