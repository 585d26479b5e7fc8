extension AnonymousMarkerRecord: JSONWritable {
  /// Writes the marker as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    span.encodeFields(into: &writer)
    writer.field("form", form)
    writer.field("intent", intent)
    writer.field("grounds", grounds)
    writer.field("rank", rank)
    writer.field("status", status)
    writer.field("affiliation", affiliation)
    writer.field("count", count)
    writer.field("access", access)
    writer.field("speaker", speaker)
    writer.field("certainty", certainty)
    writer.field("rule", rule)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    let span = try Span(fields: fields)
    self.init(
      id: try fields.string("id") ?? "n\(span.start)-\(span.end)", span: span,
      form: try fields.string(required: "form"),
      intent: try fields.string("intent") ?? "unknown",
      certainty: try fields.code("certainty", default: .medium),
      rule: try fields.string("rule") ?? "")
    grounds = try fields.object("grounds", Grounds.init(fields:))
    rank = try fields.string("rank")
    status = try fields.string("status")
    affiliation = try fields.object("affiliation", CodedSpan.init(fields:))
    count = try fields.object("count", MarkerCount.init(fields:))
    access = try fields.string("access")
    speaker = try fields.string("speaker")
  }
}

extension Grounds: JSONWritable {
  /// Writes the grounds and their span as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    writer.field("boilerplate", boilerplate)
    span.encodeFields(into: &writer)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      code: try fields.string(required: "code"), boilerplate: try fields.bool("boilerplate"),
      span: try Span(fields: fields))
  }
}

extension MarkerCount: JSONWritable {
  /// Writes the number, or `null` for several, and the span as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("n")
    if let number { writer.integer(number) } else { writer.null() }
    span.encodeFields(into: &writer)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(number: try fields.integer("n"), span: try Span(fields: fields))
  }
}
