extension UnattributedRecord: JSONWritable {
  /// Writes the span and its reason as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    span.encodeFields(into: &writer)
    writer.field("reason", reason)
    writer.field("rule", rule)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      span: try Span(fields: fields), reason: try fields.string("reason") ?? "unknown",
      rule: try fields.string("rule") ?? "")
  }
}

extension RepairRecord: JSONWritable {
  /// Writes the kind and the span as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("kind", kind)
    span.encodeFields(into: &writer)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(kind: try fields.string(required: "kind"), span: try Span(fields: fields))
  }
}

extension ErrorRecord: JSONWritable {
  /// Writes the error as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    writer.field("message", message)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      code: try fields.string(required: "code"), message: try fields.string("message") ?? "")
  }
}
