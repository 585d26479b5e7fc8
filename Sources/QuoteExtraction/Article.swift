public import QuoteRecords

/// A news article as it was read: the input of extraction.
///
/// The text is kept as bytes, because not every file is UTF-8; offsets and the hash of a record
/// refer to exactly these bytes.
public struct Article: Sendable, Hashable {
  /// What tells it from every other article of the run.
  public var id: String
  /// Who published it.
  public var outlet: String?
  /// Where.
  public var url: String?
  /// Its title; quotes, markers and amounts in it are found too, with `"field": "title"`.
  public var title: String?
  /// When, as given: an ISO 8601 date or time.
  public var published: String?
  /// The language that is stated; `nil` for the extractor's own.
  public var language: String?
  /// The text's bytes, which should be UTF-8.
  public var text: [UInt8]
  /// What else is known of it; comes back in the record as it is.
  public var meta: JSONValue
  /// Where, in UTF-8 bytes, the text has a U+FFFD that its reader put for what was no Unicode;
  /// each becomes a repair.
  public var replaced: [Int]
  /// Why it could not be read; such an article gives a record with this error and nothing else.
  public var failure: ErrorRecord?

  /// Makes an article of bytes.
  public init(
    id: String, outlet: String? = nil, url: String? = nil, title: String? = nil,
    published: String? = nil, language: String? = nil, text: [UInt8], meta: JSONValue = .object([])
  ) {
    self.id = id
    self.outlet = outlet
    self.url = url
    self.title = title
    self.published = published
    self.language = language
    self.text = text
    self.meta = meta
    replaced = []
    failure = nil
  }

  /// Makes an article of a string.
  public init(
    id: String, outlet: String? = nil, url: String? = nil, title: String? = nil,
    published: String? = nil, language: String? = nil, text: String,
    meta: JSONValue = .object([])
  ) {
    self.init(
      id: id, outlet: outlet, url: url, title: title, published: published, language: language,
      text: Array(text.utf8), meta: meta)
  }

  /// Makes the place of an article that could not be read, so that its record says why.
  public init(id: String, failure: ErrorRecord) {
    self.init(id: id, text: [UInt8]())
    self.failure = failure
  }
}
