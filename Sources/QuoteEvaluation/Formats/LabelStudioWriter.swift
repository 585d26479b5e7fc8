import QuoteRecords

/// Writes Label Studio's JSON: a task an article, its labels as regions, relations, and choices and
/// texts that belong to regions. Offsets are code points.
public struct LabelStudioWriter: LabelWriter {
  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    var writing = LabelWriting()
    var tasks: [JSONValue] = []
    let graphs = GraphWriter()
    for article in articles {
      do throws(LabelFault) {
        let text = try article.requiredText()
        let offsets = TextOffsets(text)
        var annotations: [JSONValue] = []
        for labels in article.labels {
          let written = graphs.write(labels.record, offsets, origin: article.origin)
          writing.lost.formUnion(written.lost)
          writing.faults += written.faults
          let results = LabelStudioResults(written.graph.inSinglePieces(), offsets).values
          annotations.append(Self.annotation(labels.annotator, results))
        }
        let record = article.labels.first?.record
        let known = Self.keys.compactMap { key, path in
          record?[keyPath: path].map { JSONValue.Member(key, .string($0)) }
        }
        let data: [JSONValue.Member] = [
          .init("id", .string(article.id)), .init("text", .string(text)),
        ]
        tasks.append(
          .object([
            .init("id", .number(String(tasks.count + 1))), .init("data", .object(data + known)),
            .init("annotations", .array(annotations)),
          ]))
      } catch {
        writing.faults.append(error)
      }
    }
    writing.lost.subtract(Self.keys.map(\.name))
    let bytes = JSONValue.array(tasks).json(.pretty) + [0x0A]
    writing.files.append(.init(name: "tasks.json", bytes: bytes))
    return writing
  }

  /// What of an article stands in a task's data beside its text.
  static var keys: [(name: String, path: WritableKeyPath<ArticleRecord, String?> & Sendable)] {
    [
      ("title", \.title), ("outlet", \.outlet), ("published", \.published), ("url", \.url),
    ]
  }

  private static func annotation(_ annotator: String, _ results: [JSONValue]) -> JSONValue {
    var members: [JSONValue.Member] = []
    if Int(annotator) != nil {
      members.append(.init("completed_by", .number(annotator)))
    } else if !annotator.isEmpty {
      members.append(.init("completed_by", .object([.init("email", .string(annotator))])))
    }
    return .object(members + [.init("result", .array(results))])
  }
}

/// The results of one annotator.
private struct LabelStudioResults {
  private(set) var values: [JSONValue] = []

  init(_ graph: SpanGraph, _ offsets: TextOffsets) {
    for (index, node) in graph.nodes.enumerated() {
      let span = offsets.span(node.pieces[0])
      let place: [JSONValue.Member] = [
        .init("start", .number(String(span.start))), .init("end", .number(String(span.end))),
      ]
      add(
        "label", "labels", id: index, place,
        [
          .init("text", .string(span.text)), .init("labels", .array([.string(node.label)])),
        ])
      for attribute in node.attributes {
        let hasSpace = attribute.value.unicodeScalars.contains { $0.properties.isWhitespace }
        let (type, key) = hasSpace ? ("textarea", "text") : ("choices", "choices")
        add(
          attribute.name, type, id: index, place,
          [
            .init(key, .array([.string(attribute.value)]))
          ])
      }
    }
    for link in graph.links {
      values.append(
        .object([
          .init("from_id", .string("r\(link.from + 1)")),
          .init("to_id", .string("r\(link.to + 1)")),
          .init("type", .string("relation")), .init("direction", .string("right")),
          .init("labels", .array([.string(link.label)])),
        ]))
    }
  }

  private mutating func add(
    _ name: String, _ type: String, id: Int, _ place: [JSONValue.Member],
    _ members: [JSONValue.Member]
  ) {
    values.append(
      .object([
        .init("id", .string("r\(id + 1)")), .init("from_name", .string(name)),
        .init("to_name", .string("text")), .init("type", .string(type)),
        .init("value", .object(place + members)),
      ]))
  }
}
