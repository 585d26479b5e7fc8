extension QuoteRecord: JSONWritable {
  /// Writes the quote as an object.
  package func encode(into writer: inout JSONWriter) {
    withUnsafePointer(to: self) { Self.encode($0, into: &writer) }
  }

  /// Writes the quote as an object, part by part where it lies.
  package static func encode(
    _ quote: UnsafePointer<QuoteRecord>, into writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.field("id", quote.pointee.id)
    writer.field("type", quote.pointee.type)
    writer.field("act", quote.pointee.act)
    writer.field("content", quote.pointee.content)
    writer.field("quoted", quote.pointee.quoted)
    writer.field("cue", quote.pointee.cue)
    writer.field("source", quote.pointee.source)
    writer.field("addressee", quote.pointee.addressee)
    writer.field("speakers", quote.pointee.speakers)
    writer.field("speaker_by", quote.pointee.speakerBy)
    writer.field("candidates", quote.pointee.candidates)
    writer.field("unresolved", quote.pointee.unresolved)
    writer.field("anonymous", quote.pointee.anonymous)
    writer.field("negated", quote.pointee.negated)
    writer.field("hedged", quote.pointee.hedged)
    writer.field("nested_in", quote.pointee.nestedIn)
    writer.field("amounts", quote.pointee.amounts)
    writer.field("certainty", quote.pointee.certainty)
    writer.field("rule", quote.pointee.rule)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    let content = try fields.objects("content", Span.init(fields:))
    guard let first = content.first, let last = content.last else {
      throw fields.missing("content", "an array of spans")
    }
    self.init(
      id: try fields.string("id") ?? "q\(first.start)-\(last.end)",
      type: try fields.code("type", default: .direct),
      act: try fields.code("act", default: .speech), content: content,
      certainty: try fields.code("certainty", default: .medium),
      rule: try fields.string("rule") ?? "")
    quoted = try fields.objects("quoted", Span.init(fields:))
    cue = try fields.objects("cue", Span.init(fields:))
    source = try fields.objects("source", Span.init(fields:))
    addressee = try fields.objects("addressee", Span.init(fields:))
    speakers = try fields.strings("speakers")
    speakerBy = try fields.code("speaker_by", default: .none)
    candidates = try fields.objects("candidates", SpeakerCandidate.init(fields:))
    unresolved = try fields.string("unresolved")
    anonymous = try fields.bool("anonymous")
    negated = try fields.bool("negated")
    hedged = try fields.bool("hedged")
    nestedIn = try fields.string("nested_in")
    amounts = try fields.strings("amounts")
  }
}

extension SpeakerCandidate: JSONWritable {
  /// Writes the candidate as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("speaker", speaker)
    writer.field("reason", reason)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      speaker: try fields.string(required: "speaker"),
      reason: try fields.string("reason") ?? "")
  }
}
