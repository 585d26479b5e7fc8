/// What came of looking for a quotation in its sources.
public struct Verdict: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The words stand in a source as they are.
  public static let exact: Self = "exact"
  /// Brackets and ellipses say of every difference that it is one.
  public static let edited: Self = "edited"
  /// Words differ, and nothing says so.
  public static let altered: Self = "altered"
  /// The words stand in a source, where somebody else says them.
  public static let otherSpeaker: Self = "other_speaker"
  /// The words stand in no source.
  public static let notFound: Self = "not_found"
  /// The words stand in a source, but are so few and common that this tells nothing.
  public static let tooShort: Self = "too_short"
  /// A title, a term or a nickname between marks, which nobody is said to have said.
  public static let notQuote: Self = "not_a_quote"

  /// All that are written, the good ones first.
  public static let all = [
    exact, edited, tooShort, notQuote, altered, otherSpeaker, notFound,
  ]

  /// Whether somebody should look at the quotation before it is published.
  public var isFault: Bool { self == .altered || self == .otherSpeaker || self == .notFound }
}

/// A difference between a quotation and the words of its source.
public struct CheckedDifference: Sendable, Hashable {
  /// What makes the source's words into the quotation's.
  public var difference: WordDifference
  /// `brackets` or `ellipsis` of the draft; `aside` where the source has the words in brackets, as
  /// *(applause)*; `attribution` where it has them between the pieces of a split quote, as *she
  /// said*; `nil` where nothing says that words differ.
  public var explainedBy: String?
  /// Whether it touches words of content: not only grammar, a last letter, a word said twice.
  public var touchesContent: Bool

  /// Makes one.
  public init(difference: WordDifference, explainedBy: String?, touchesContent: Bool) {
    self.difference = difference
    self.explainedBy = explainedBy
    self.touchesContent = touchesContent
  }
}

/// Where in the sources the words of a quotation stand.
public struct SourcePlace: Sendable, Hashable {
  /// The source's id.
  public var source: String
  /// Where they start and end, in the source's offset unit; the text between.
  public var span: Span
  /// The line of the source, from 1; `nil` where the source came without its text.
  public var line: Int?
  /// Whether the source itself has them between quotation marks or in a speaker's turn.
  public var isQuoted: Bool
  /// Who says them there.
  public var speakerNames: [String]

  /// Makes a place.
  public init(
    source: String, span: Span, line: Int? = nil, isQuoted: Bool = false,
    speakerNames: [String] = []
  ) {
    self.source = source
    self.span = span
    self.line = line
    self.isQuoted = isQuoted
    self.speakerNames = speakerNames
  }
}

/// One quotation of a draft, looked up.
public struct QuotationCheck: Sendable, Hashable {
  /// The id of the quote in the draft's record; `nil` where nobody is said to have said it.
  public var item: String?
  /// Where it stands in the draft.
  public var span: Span
  /// The line of the draft, from 1; `nil` where the draft came without its text.
  public var line: Int?
  /// Who said it, by the draft.
  public var speakerNames: [String]
  /// What came of it.
  public var verdict: Verdict
  /// `same`, `other`, or `unknown` where the draft or the source names nobody.
  public var speaker: String
  /// The best place in the sources; `nil` where there is none.
  public var place: SourcePlace?
  /// At how many other places the same words stand.
  public var otherPlaces: Int
  /// How its words differ from those at the place.
  public var diff: [CheckedDifference]

  /// Makes a check of which nothing is found.
  public init(item: String?, span: Span, line: Int? = nil, speakerNames: [String] = []) {
    self.item = item
    self.span = span
    self.line = line
    self.speakerNames = speakerNames
    verdict = .notFound
    speaker = "unknown"
    place = nil
    otherPlaces = 0
    diff = []
  }
}

/// Whether the quotations of a draft stand in its sources.
public struct VerificationRecord: Sendable, Hashable {
  /// The schema that this record follows.
  public static let schema = "quoteex.verification/1"

  /// The draft's id.
  public var draft: String
  /// The unit of the draft's offsets.
  public var offsetUnit: OffsetUnit
  /// The ids of the sources, in their order.
  public var sources: [String]
  /// The quotations, in the order of the draft.
  public var checks: [QuotationCheck]

  /// Makes a record.
  public init(
    draft: String, offsetUnit: OffsetUnit = .codepoint, sources: [String],
    checks: [QuotationCheck]
  ) {
    self.draft = draft
    self.offsetUnit = offsetUnit
    self.sources = sources
    self.checks = checks
  }

  /// Whether any quotation should be looked at before the draft is published.
  public var hasFaults: Bool { checks.contains { $0.verdict.isFault } }

  /// How many quotations have a verdict.
  public func count(_ verdict: Verdict) -> Int {
    checks.reduce(0) { $0 + ($1.verdict == verdict ? 1 : 0) }
  }
}
