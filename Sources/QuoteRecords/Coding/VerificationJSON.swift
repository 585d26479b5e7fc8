extension VerificationRecord: JSONWritable {
  /// Writes the record as an object; `counts` has every verdict.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schema", Self.schema)
    writer.field("draft", draft)
    writer.field("offset_unit", offsetUnit.rawValue)
    writer.field("sources", sources)
    writer.key("counts")
    writer.beginObject()
    for verdict in Verdict.all {
      writer.key(verdict.rawValue)
      writer.integer(count(verdict))
    }
    writer.endObject()
    writer.field("checks", checks)
    writer.endObject()
  }

  /// The record as JSON, without a line feed at the end.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] { encoded(style) }

  /// Reads a record from JSON bytes; keys and codes that are not known are accepted.
  public init(json bytes: [UInt8]) throws(RecordError) {
    let fields = try RecordFields(JSONValue(record: bytes))
    try fields.require(schema: Self.schema)
    self.init(
      draft: try fields.string(required: "draft"),
      offsetUnit: try fields.string("offset_unit").flatMap(OffsetUnit.init) ?? .codepoint,
      sources: try fields.strings("sources"),
      checks: try fields.objects("checks", QuotationCheck.init(fields:)))
  }
}

extension QuotationCheck: JSONWritable {
  /// Writes the check as an object, its span among its keys.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("item", item)
    span.encodeFields(into: &writer)
    writer.field("line", line)
    writer.field("speaker_names", speakerNames)
    writer.field("verdict", verdict)
    writer.field("speaker", speaker)
    writer.field("place", place)
    writer.field("other_places", otherPlaces)
    writer.field("diff", diff)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      item: try fields.string("item"), span: try Span(fields: fields),
      line: try fields.integer("line"), speakerNames: try fields.strings("speaker_names"))
    verdict = try fields.code("verdict", default: .notFound)
    speaker = try fields.string("speaker") ?? "unknown"
    place = try fields.object("place", SourcePlace.init(fields:))
    otherPlaces = try fields.integer("other_places") ?? 0
    diff = try fields.objects("diff", CheckedDifference.init(fields:))
  }
}

extension SourcePlace: JSONWritable {
  /// Writes the place as an object, its span among its keys.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("source", source)
    span.encodeFields(into: &writer)
    writer.field("line", line)
    writer.field("quoted", isQuoted)
    writer.field("speaker_names", speakerNames)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      source: try fields.string(required: "source"), span: try Span(fields: fields),
      line: try fields.integer("line"), isQuoted: try fields.bool("quoted"),
      speakerNames: try fields.strings("speaker_names"))
  }
}

extension CheckedDifference: JSONWritable {
  /// Writes the difference as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("op", difference.op)
    writer.field("source", difference.wording)
    writer.field("draft", difference.member)
    writer.field("explained_by", explainedBy)
    writer.field("content", touchesContent)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      difference: WordDifference(
        op: try fields.string(required: "op"), wording: try fields.string("source") ?? "",
        member: try fields.string("draft") ?? ""),
      explainedBy: try fields.string("explained_by"),
      touchesContent: try fields.bool("content"))
  }
}
