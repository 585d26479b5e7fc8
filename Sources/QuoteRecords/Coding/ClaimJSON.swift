extension ClaimRecord: JSONWritable {
  /// Writes the claim as an object.
  package func encode(into writer: inout JSONWriter) {
    withUnsafePointer(to: self) { Self.encode($0, into: &writer) }
  }

  /// Writes the claim as an object, part by part where it lies.
  package static func encode(
    _ claim: UnsafePointer<ClaimRecord>, into writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.field("id", claim.pointee.id)
    claim.pointee.span.encodeFields(into: &writer)
    writer.field("type", claim.pointee.type)
    writer.field("asserter", claim.pointee.asserter)
    writer.field("cue", claim.pointee.cue)
    writer.field("subject", claim.pointee.subject)
    writer.field("predicate", claim.pointee.predicate)
    writer.field("object", claim.pointee.object)
    writer.field("time", claim.pointee.time)
    writer.field("amounts", claim.pointee.amounts)
    writer.field("quote", claim.pointee.quote)
    writer.field("hedged", claim.pointee.hedged)
    writer.field("negated", claim.pointee.negated)
    writer.field("certainty", claim.pointee.certainty)
    writer.field("rule", claim.pointee.rule)
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
