extension ClusterRecord: JSONWritable {
  /// Writes the cluster as an object, its keys in the contract's order; `figures` only of claims.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schema", Self.schema)
    writer.field("id", id)
    writer.field("aliases", aliases)
    writer.field("kind", kind)
    writer.field("wording", wording)
    writer.field("outlets", outlets)
    writer.field("articles", articles)
    writer.key("first")
    writer.beginObject()
    writer.field("article", firstArticle)
    writer.field("published", firstPublished)
    writer.endObject()
    writer.field("speakers", speakers)
    writer.field("speaker_conflict", speakerConflict)
    writer.field("anonymous_in_some", anonymousInSome)
    if kind == "claim" { writer.field("figures", figures) }
    writer.field("members", members)
    writer.endObject()
  }

  /// The cluster as JSON, without a line feed at the end.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] { encoded(style) }

  /// Reads a cluster from JSON bytes.
  public init(json bytes: [UInt8]) throws(RecordError) {
    try self.init(JSONValue(record: bytes))
  }

  /// Reads a cluster from JSON: `id`, `wording`, `first.article` and the place and text of its
  /// members are required; keys and codes that are not known are accepted.
  public init(_ value: JSONValue) throws(RecordError) {
    let fields = try RecordFields(value)
    try fields.require(schema: Self.schema)
    self.init(
      id: try fields.string(required: "id"), kind: try fields.string("kind") ?? "quote",
      wording: try fields.string(required: "wording"),
      members: try fields.objects("members", ClusterMember.init(fields:)))
    aliases = try fields.strings("aliases")
    outlets = try fields.integer("outlets") ?? 0
    articles = try fields.integer("articles") ?? 0
    let first = try fields.object("first") { (fields) throws(RecordError) in
      (try fields.string(required: "article"), try fields.string("published"))
    }
    guard let first else { throw fields.missing("first", "an object") }
    (firstArticle, firstPublished) = first
    speakers = try fields.objects("speakers", ClusterSpeaker.init(fields:))
    speakerConflict = try fields.bool("speaker_conflict")
    anonymousInSome = try fields.bool("anonymous_in_some")
    figures = try fields.objects("figures", ClusterFigure.init(fields:))
  }
}

extension ClusterMember: JSONWritable {
  /// Writes the member as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("article", article)
    writer.field("outlet", outlet)
    writer.field("published", published)
    writer.field("item", item)
    writer.field("start", start)
    writer.field("end", end)
    writer.field("text", text)
    writer.field("relation", relation)
    writer.field("speaker_names", speakerNames)
    writer.field("diff", diff)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      article: try fields.string(required: "article"), outlet: try fields.string("outlet"),
      published: try fields.string("published"), item: try fields.string("item") ?? "",
      start: try fields.integer(required: "start"), end: try fields.integer(required: "end"),
      text: try fields.string(required: "text"),
      relation: try fields.code("relation", default: .exact),
      speakerNames: try fields.strings("speaker_names"),
      diff: try fields.objects("diff", WordDifference.init(fields:)))
  }
}

extension WordDifference: JSONWritable {
  /// Writes the difference as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("op", op)
    writer.field("wording", wording)
    writer.field("member", member)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      op: try fields.string(required: "op"), wording: try fields.string("wording") ?? "",
      member: try fields.string("member") ?? "")
  }
}

extension ClusterSpeaker: JSONWritable {
  /// Writes the name and its count as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("members", members)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      name: try fields.string(required: "name"), members: try fields.integer("members") ?? 0)
  }
}

extension ClusterFigure: JSONWritable {
  /// Writes the figure and its count as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("value", value)
    writer.field("currency", currency)
    writer.field("unit", unit)
    writer.field("members", members)
    writer.endObject()
  }

  init(fields: RecordFields) throws(RecordError) {
    self.init(
      value: try fields.string(required: "value"), currency: try fields.string("currency"),
      unit: try fields.string("unit"), members: try fields.integer("members") ?? 0)
  }
}
