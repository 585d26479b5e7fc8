/// Text between quotation marks that nobody said: a title, a term, a scare quote.
public struct UnattributedRecord: Sendable, Hashable {
  /// The text between the marks.
  public var span: Span
  /// `scare`, `title`, `slogan`, `term`, `nickname`, `heading`, `boilerplate` or `unknown`.
  public var reason: String
  /// The id of the rule that found it.
  public var rule: String

  /// Makes one.
  public init(span: Span, reason: String, rule: String) {
    self.span = span
    self.reason = reason
    self.rule = rule
  }
}

/// What was wrong with the text and was read around; the text itself is never changed.
public struct RepairRecord: Sendable, Hashable {
  /// `glued_sentence`, `unclosed_quote`, `mismatched_marks`, `boilerplate`, `invalid_utf8`, …
  public var kind: String
  /// Where.
  public var span: Span

  /// Makes one.
  public init(kind: String, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// Why an article could not be read.
public struct ErrorRecord: Sendable, Hashable {
  /// A stable code: `invalid_utf8`, `unsupported_language`, `invalid_json`, …
  public var code: String
  /// What is wrong, with the place and the value.
  public var message: String

  /// Makes one.
  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// A rule pack that took part in a run.
public struct PackRecord: Sendable, Hashable {
  /// The pack's id.
  public var id: String
  /// The pack's version.
  public var version: String
  /// SHA-256 of its files, in hexadecimal.
  public var sha256: String

  /// Makes one.
  public init(id: String, version: String, sha256: String) {
    self.id = id
    self.version = version
    self.sha256 = sha256
  }
}

/// What made a record: program, packs, Unicode version, options.
public struct RunRecord: Sendable, Hashable {
  /// The release of quoteex.
  public var quoteex: String
  /// The packs, lowest first.
  public var packs: [PackRecord]
  /// The version of Unicode that words and sentences follow.
  public var unicode: String
  /// The options that change results, by name.
  public var options: JSONValue

  /// Makes one.
  public init(
    quoteex: String, packs: [PackRecord], unicode: String, options: JSONValue = .object([])
  ) {
    self.quoteex = quoteex
    self.packs = packs
    self.unicode = unicode
    self.options = options
  }
}

/// Everything that was found in one article: one record in NDJSON.
public struct ArticleRecord: Sendable, Hashable {
  /// The schema that this record follows.
  public static let schema = "quoteex.article/1"

  /// The article's id.
  public var id: String
  /// Who published it.
  public var outlet: String?
  /// Where.
  public var url: String?
  /// Its title, as read.
  public var title: String?
  /// When, as given: an ISO 8601 date or time.
  public var published: String?
  /// The language it was read in.
  public var language: String
  /// Keys of the input that quoteex does not know, as they were.
  public var meta: JSONValue
  /// SHA-256 of the text's UTF-8 bytes, in hexadecimal.
  public var textSHA256: String
  /// The unit of all offsets.
  public var offsetUnit: OffsetUnit
  /// What made this record.
  public var run: RunRecord?
  /// The text, where it was asked for.
  public var text: String?
  /// The sentences, where they were asked for.
  public var sentences: [Span]?
  /// What was said, by whom.
  public var quotes: [QuoteRecord]
  /// Who speaks.
  public var speakers: [SpeakerRecord]
  /// Where it rests on unnamed sources.
  public var anonymousMarkers: [AnonymousMarkerRecord]
  /// Money and percentages.
  public var amounts: [AmountRecord]
  /// Assertions of fact.
  public var claims: [ClaimRecord]
  /// Text between marks that nobody said.
  public var unattributed: [UnattributedRecord]
  /// What was wrong with the text.
  public var repairs: [RepairRecord]
  /// Why it could not be read.
  public var error: ErrorRecord?
}

extension ArticleRecord {
  /// Makes an empty record.
  public init(id: String, language: String = "en") {
    // All parts at once: see `QuoteRecord`.
    self.init(
      id: id, outlet: nil, url: nil, title: nil, published: nil, language: language,
      meta: .object([]), textSHA256: "", offsetUnit: .codepoint, run: nil, text: nil,
      sentences: nil, quotes: [], speakers: [], anonymousMarkers: [], amounts: [], claims: [],
      unattributed: [], repairs: [], error: nil)
  }
}
