extension QuoteRecord: JSONWritable {
  /// Writes the quote as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("type", type)
    writer.field("act", act)
    writer.field("content", content)
    writer.field("quoted", quoted)
    writer.field("cue", cue)
    writer.field("source", source)
    writer.field("addressee", addressee)
    writer.field("speakers", speakers)
    writer.field("speaker_by", speakerBy)
    writer.field("candidates", candidates)
    writer.field("unresolved", unresolved)
    writer.field("anonymous", anonymous)
    writer.field("negated", negated)
    writer.field("hedged", hedged)
    writer.field("nested_in", nestedIn)
    writer.field("amounts", amounts)
    writer.field("certainty", certainty)
    writer.field("rule", rule)
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
