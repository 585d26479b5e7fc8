extension ClaimRecord: JSONWritable {
  /// Writes the claim as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    span.encodeFields(into: &writer)
    writer.field("type", type)
    writer.field("asserter", asserter)
    writer.field("cue", cue)
    writer.field("subject", subject)
    writer.field("predicate", predicate)
    writer.field("object", object)
    writer.field("time", time)
    writer.field("amounts", amounts)
    writer.field("quote", quote)
    writer.field("hedged", hedged)
    writer.field("negated", negated)
    writer.field("certainty", certainty)
    writer.field("rule", rule)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    let span = try Span(fields: fields)
    self.init(
      id: try fields.string("id") ?? "c\(span.start)-\(span.end)", span: span,
      type: try fields.string("type") ?? "statement",
      asserter: try fields.string("asserter") ?? "article",
      certainty: try fields.code("certainty", default: .medium),
      rule: try fields.string("rule") ?? "")
    cue = try fields.objects("cue", Span.init(fields:))
    subject = try fields.object("subject", Span.init(fields:))
    predicate = try fields.object("predicate", Span.init(fields:))
    object = try fields.object("object", Span.init(fields:))
    time = try fields.object("time", Span.init(fields:))
    amounts = try fields.strings("amounts")
    quote = try fields.string("quote")
    hedged = try fields.bool("hedged")
    negated = try fields.bool("negated")
  }
}
