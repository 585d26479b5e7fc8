extension SpeakerRecord: JSONWritable {
  /// Writes the speaker as an object.
  package func encode(into writer: inout JSONWriter) {
    withUnsafePointer(to: self) { Self.encode($0, into: &writer) }
  }

  /// Writes the speaker as an object, part by part where it lies.
  package static func encode(
    _ speaker: UnsafePointer<SpeakerRecord>, into writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.field("id", speaker.pointee.id)
    writer.field("name", speaker.pointee.name)
    writer.field("role", speaker.pointee.role)
    writer.field("named", speaker.pointee.named)
    writer.field("kind", speaker.pointee.kind)
    writer.field("number", speaker.pointee.number)
    writer.field("gender", speaker.pointee.gender)
    writer.field("key", speaker.pointee.key)
    writer.field("mentions", speaker.pointee.mentions)
    writer.endObject()
  }

  /// A speaker without an id goes by the name; one without `named` is taken to be named.
  init(fields: RecordFields) throws(RecordError) {
    let name = try fields.string(required: "name")
    let isNamed = fields.value("named") == nil ? true : try fields.bool("named")
    self.init(
      id: try fields.string("id") ?? name, name: name, role: try fields.string("role"),
      named: isNamed, kind: try fields.code("kind", default: .unknown),
      number: try fields.string("number") ?? "unknown",
      gender: try fields.object("gender", Gender.init(fields:)) ?? .unknown,
      key: try fields.string("key"),
      mentions: try fields.objects("mentions", Span.init(fields:)))
  }
}

extension Gender: JSONWritable {
  /// Writes the gender and its basis as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("value", value)
    writer.field("by", by)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(value: try fields.string("value") ?? "unknown", by: try fields.string("by"))
  }
}
