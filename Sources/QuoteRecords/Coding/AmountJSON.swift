extension AmountRecord: JSONWritable {
  /// Writes the amount as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("kind", kind)
    span.encodeFields(into: &writer)
    writer.field("value", value)
    writer.field("low", low)
    writer.field("high", high)
    writer.field("currency", currency)
    writer.field("unit", unit)
    writer.field("approximation", approximation)
    writer.field("per", per)
    if let pair { writer.field("pair", pair) } else { writer.field("pair", String?.none) }
    writer.field("of", of)
    writer.field("vague", vague)
    writer.field("figurative", figurative)
    writer.field("implied", implied)
    writer.field("certainty", certainty)
    writer.field("rule", rule)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    let span = try Span(fields: fields)
    self.init(
      id: try fields.string("id") ?? "a\(span.start)-\(span.end)",
      kind: try fields.string(required: "kind"), span: span,
      certainty: try fields.code("certainty", default: .medium),
      rule: try fields.string("rule") ?? "")
    value = try fields.string("value")
    low = try fields.string("low")
    high = try fields.string("high")
    currency = try fields.string("currency")
    unit = try fields.string("unit")
    approximation = try fields.object("approximation", CodedSpan.init(fields:))
    per = try fields.object("per", PerUnit.init(fields:))
    pair = try fields.value("pair") == nil ? nil : fields.strings("pair")
    of = try fields.object("of", Span.init(fields:))
    vague = try fields.bool("vague")
    figurative = try fields.bool("figurative")
    implied = try fields.bool("implied")
  }
}

extension PerUnit: JSONWritable {
  /// Writes the unit and its span as one object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("unit", unit)
    span.encodeFields(into: &writer)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(unit: try fields.string(required: "unit"), span: try Span(fields: fields))
  }
}
