extension ArticleRecord: JSONWritable {
  /// Writes the record as an object, its keys in the contract's order; `text` and `sentences`
  /// only where the record has them.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schema", Self.schema)
    writer.field("id", id)
    writer.field("outlet", outlet)
    writer.field("url", url)
    writer.field("title", title)
    writer.field("published", published)
    writer.field("language", language)
    writer.field("meta", meta)
    writer.field("text_sha256", textSHA256)
    writer.field("offset_unit", offsetUnit.rawValue)
    writer.field("run", run)
    if let text { writer.field("text", text) }
    if let sentences { writer.field("sentences", sentences) }
    writer.field("quotes", quotes)
    writer.field("speakers", speakers)
    writer.field("anonymous_markers", anonymousMarkers)
    writer.field("amounts", amounts)
    writer.field("claims", claims)
    writer.field("unattributed", unattributed)
    writer.field("repairs", repairs)
    writer.field("error", error)
    writer.endObject()
  }

  /// The record as JSON, without a line feed at the end.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] {
    let parts =
      quotes.count + speakers.count + anonymousMarkers.count + amounts.count + claims.count
    return encoded(style, room: (text?.utf8.count ?? 0) + (parts + 4) * 640)
  }

  /// Reads a record from JSON bytes; see `init(_:)`.
  public init(json bytes: [UInt8]) throws(RecordError) {
    try self.init(JSONValue(record: bytes))
  }

  /// Reads a record from JSON.
  ///
  /// Only `id` is required, `start`, `end` and `text` of spans, `content` of quotes, `name` of
  /// speakers and what tells other records apart. What else is not there gets the contract's
  /// default; keys and codes that are not known are accepted.
  public init(_ value: JSONValue) throws(RecordError) {
    let fields = try RecordFields(value)
    try fields.require(schema: Self.schema)
    self.init(
      id: try fields.string(required: "id"), language: try fields.string("language") ?? "en")
    outlet = try fields.string("outlet")
    url = try fields.string("url")
    title = try fields.string("title")
    published = try fields.string("published")
    meta = fields.value("meta") ?? .object([])
    textSHA256 = try fields.string("text_sha256") ?? ""
    offsetUnit = try Self.offsetUnit(fields)
    run = try fields.object("run", RunRecord.init(fields:))
    text = try fields.string("text")
    if fields.value("sentences") != nil {
      sentences = try fields.objects("sentences", Span.init(fields:))
    }
    quotes = try fields.objects("quotes", QuoteRecord.init(fields:))
    speakers = try fields.objects("speakers", SpeakerRecord.init(fields:))
    anonymousMarkers = try fields.objects(
      "anonymous_markers", AnonymousMarkerRecord.init(fields:))
    amounts = try fields.objects("amounts", AmountRecord.init(fields:))
    claims = try fields.objects("claims", ClaimRecord.init(fields:))
    unattributed = try fields.objects("unattributed", UnattributedRecord.init(fields:))
    repairs = try fields.objects("repairs", RepairRecord.init(fields:))
    error = try fields.object("error", ErrorRecord.init(fields:))
  }

  private static func offsetUnit(_ fields: RecordFields) throws(RecordError) -> OffsetUnit {
    guard let code = try fields.string("offset_unit") else { return .codepoint }
    guard let unit = OffsetUnit(rawValue: code) else {
      throw RecordError(
        code: .invalidValue, path: "offset_unit",
        detail: "\(code) where codepoint, utf16 or utf8 should be")
    }
    return unit
  }
}

extension RunRecord: JSONWritable {
  /// Writes the run as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("quoteex", quoteex)
    writer.field("packs", packs)
    writer.field("unicode", unicode)
    writer.field("options", options)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      quoteex: try fields.string("quoteex") ?? "",
      packs: try fields.objects("packs", PackRecord.init(fields:)),
      unicode: try fields.string("unicode") ?? "",
      options: fields.value("options") ?? .object([]))
  }
}

extension PackRecord: JSONWritable {
  /// Writes the pack as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("version", version)
    writer.field("sha256", sha256)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      id: try fields.string(required: "id"), version: try fields.string("version") ?? "",
      sha256: try fields.string("sha256") ?? "")
  }
}
