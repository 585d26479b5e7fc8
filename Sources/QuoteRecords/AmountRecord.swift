/// What an amount is counted in per: "a barrel", "an hour".
public struct PerUnit: Sendable, Hashable {
  /// The unit in the singular: `barrel`, `hour`, `item`, `year`.
  public var unit: String
  /// Where the text says so.
  public var span: Span

  /// Makes a per-unit.
  public init(unit: String, span: Span) {
    self.unit = unit
    self.span = span
  }
}

/// Money, a percentage, or points. Numbers are decimal strings, never binary floats.
public struct AmountRecord: Sendable, Hashable {
  /// `a` and the place.
  public var id: String
  /// `money`, `percent` or `points`.
  public var kind: String
  /// From the numeral or symbol to the end of the unit.
  public var span: Span
  /// The value in the unit of `currency` or `unit`; `nil` for ranges and vague amounts.
  public var value: String?
  /// The lower end of a range, or the scale of a vague amount.
  public var low: String?
  /// The upper end of a range.
  public var high: String?
  /// ISO 4217 code.
  public var currency: String?
  /// `percent`, `percentage_point`, `basis_point` or `point`.
  public var unit: String?
  /// `about`, `over`, `under`, `at_least`, `at_most`, `nearly`, `plus_minus`.
  public var approximation: CodedSpan?
  /// What it is counted per.
  public var per: PerUnit?
  /// Several values that share one unit and are no range.
  public var pair: [String]?
  /// What the amount measures.
  public var of: Span?
  /// Whether no figure is given: "tens of billions of dollars".
  public var vague: Bool
  /// Whether it is an idiom: "a million-dollar question".
  public var figurative: Bool
  /// Whether the unit is understood: "$10 to 15 million".
  public var implied: Bool
  /// How sure this is.
  public var certainty: Certainty
  /// The id of the rule that found it.
  public var rule: String

  /// Makes an amount with nothing but its kind; the rest is set after.
  public init(id: String, kind: String, span: Span, certainty: Certainty, rule: String) {
    self.id = id
    self.kind = kind
    self.span = span
    self.certainty = certainty
    self.rule = rule
    value = nil
    low = nil
    high = nil
    currency = nil
    unit = nil
    approximation = nil
    per = nil
    pair = nil
    of = nil
    vague = false
    figurative = false
    implied = false
  }
}

/// An assertion of fact: with amounts (`quantity`) or without (`statement`).
public struct ClaimRecord: Sendable, Hashable {
  /// The asserter of what the article says on its own account.
  public static let article = "article"

  /// `c` and the place.
  public var id: String
  /// The clause or sentence.
  public var span: Span
  /// `quantity` or `statement`.
  public var type: String
  /// A speaker's id, or `article`.
  public var asserter: String
  /// The words that attribute it.
  public var cue: [Span]
  /// What it is about.
  public var subject: Span?
  /// What is said of it.
  public var predicate: Span?
  /// What it is done to.
  public var object: Span?
  /// When.
  public var time: Span?
  /// Ids of its amounts.
  public var amounts: [String]
  /// The id of the quote that it lies in.
  public var quote: String?
  /// Whether it is hedged.
  public var hedged: Bool
  /// Whether it is negated.
  public var negated: Bool
  /// How sure this is.
  public var certainty: Certainty
  /// The id of the rule that found it.
  public var rule: String
}

extension ClaimRecord {
  /// Makes a claim; without the last arguments, with nothing but its place.
  public init(
    id: String, span: Span, type: String, asserter: String, certainty: Certainty, rule: String,
    cue: [Span] = [], subject: Span? = nil, predicate: Span? = nil, object: Span? = nil,
    time: Span? = nil, amounts: [String] = [], quote: String? = nil, hedged: Bool = false,
    negated: Bool = false
  ) {
    // All parts at once: see `QuoteRecord`.
    self.init(
      id: id, span: span, type: type, asserter: asserter, cue: cue, subject: subject,
      predicate: predicate, object: object, time: time, amounts: amounts, quote: quote,
      hedged: hedged, negated: negated, certainty: certainty, rule: rule)
  }
}
