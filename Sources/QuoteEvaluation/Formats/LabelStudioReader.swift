import QuoteRecords

/// Reads Label Studio's JSON: an array of tasks, each with its text and the results of its
/// annotators, or of models where nobody annotated it. Offsets are code points, as Label Studio
/// writes them since 1.4; before, they were UTF-16 units.
public struct LabelStudioReader: LabelReader {
  private let options: LabelOptions

  /// Makes a reader.
  public init(options: LabelOptions = .init()) { self.options = options }

  /// Whether the first file is an array of tasks.
  public func recognises(_ files: LabelFiles) -> Bool {
    guard let name = files.names(of: ["json"]).first, let bytes = try? files.bytes(of: name),
      let tasks = try? JSONReader().read(bytes).value.array, let first = tasks.first
    else { return false }
    return first["data"] != nil && (first["annotations"] != nil || first["predictions"] != nil)
  }

  /// Reads every task of every file as one article, in their order.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in files.names(of: ["json"]) {
      let origin = LabelOrigin(file: files.label(name))
      do throws(LabelFault) {
        let value = try JSONValue(labels: try files.bytes(of: name), origin: origin)
        guard let tasks = value.array else {
          throw origin.fault("wrong_type", "the file is no array of tasks")
        }
        for (index, task) in tasks.enumerated() {
          read(task, LabelPlace(origin: origin, path: "[\(index)]"), name, into: &reading)
        }
      } catch {
        reading.faults.append(error)
      }
    }
    reading.coverAlike()
    return reading
  }

  private func read(
    _ task: JSONValue, _ place: LabelPlace, _ name: String, into reading: inout LabelReading
  ) {
    guard let text = task["data"]?["text"]?.string else {
      reading.faults.append(place.fault("missing_text", "the task has no “data.text”"))
      return
    }
    let number = task["id"]?.integer.map(String.init) ?? place.path
    let id = task["data"]?["id"]?.string ?? "\(LabelFiles.stem(of: name))-\(number)"
    let annotated = (task["annotations"]?.array ?? []).filter { $0["was_cancelled"] != .bool(true) }
    let (all, key) =
      annotated.isEmpty
      ? (task["predictions"]?.array ?? [], "predictions") : (annotated, "annotations")
    guard !all.isEmpty else {
      reading.faults.append(place.fault("missing_labels", "nobody annotated “\(id)”"))
      return
    }
    let offsets = TextOffsets(text)
    var article = LabeledArticle(id: id, text: text, labels: [], origin: place.origin)
    for (index, annotation) in all.enumerated() {
      var place = place
      place.path += ".\(key)[\(index)].result"
      var pass = LabelStudioPass(
        finder: SpanFinder(offsets: offsets, unit: options.offsets ?? .codepoint), place: place)
      pass.read(annotation["result"]?.array ?? [])
      let found = GraphReader(names: options.names).read(pass.graph, offsets, id: id)
      reading.faults += pass.faults + found.faults
      var record = found.record
      for (name, path) in LabelStudioWriter.keys {
        record[keyPath: path] = task["data"]?[name]?.string
      }
      article.labels.append(
        .init(annotator: Self.annotator(annotation), record: record, covers: found.covers))
    }
    reading.articles.append(article)
  }

  /// A number, or an address, or a model's version.
  private static func annotator(_ annotation: JSONValue) -> String {
    let by = annotation["completed_by"]
    return by?["email"]?.string ?? by?.string ?? by?.integer.map(String.init)
      ?? annotation["model_version"]?.string ?? ""
  }
}

/// One pass over the results of one annotator.
private struct LabelStudioPass {
  let finder: SpanFinder
  let place: LabelPlace
  var graph = SpanGraph()
  var faults: [LabelFault] = []
  private var nodes: [String: Int] = [:]

  init(finder: SpanFinder, place: LabelPlace) {
    self.finder = finder
    self.place = place
  }

  mutating func read(_ results: [JSONValue]) {
    for (index, result) in results.enumerated() where Self.labels(result) != nil {
      region(result, at(index))
    }
    for (index, result) in results.enumerated() where Self.labels(result) == nil {
      if result["type"]?.string == "relation" {
        relation(result, at(index))
      } else {
        attribute(result)
      }
    }
  }

  private func at(_ index: Int) -> LabelPlace {
    var place = place
    place.path += "[\(index)]"
    return place
  }

  private static func labels(_ result: JSONValue) -> [JSONValue]? {
    result["value"]?["labels"]?.array ?? result["value"]?["hypertextlabels"]?.array
  }

  /// A region under each of its labels.
  private mutating func region(_ result: JSONValue, _ place: LabelPlace) {
    let value = result["value"]
    var pieces: [Range<Int>] = []
    if let start = value?["start"]?.integer, let end = value?["end"]?.integer {
      do throws(LabelFault) {
        pieces = [try finder.range(start, end, words: value?["text"]?.string, at: place)]
      } catch {
        faults.append(error)
      }
    } else {
      faults.append(place.fault("invalid_span", "a region has “start” and “end” in “value”"))
    }
    for label in Self.labels(result) ?? [] {
      guard let name = label.string else { continue }
      graph.nodes.append(.init(name, pieces, place: place))
      if let id = result["id"]?.string, nodes[id] == nil { nodes[id] = graph.nodes.count - 1 }
    }
  }

  private mutating func relation(_ result: JSONValue, _ place: LabelPlace) {
    guard let from = result["from_id"]?.string.flatMap({ nodes[$0] }),
      let to = result["to_id"]?.string.flatMap({ nodes[$0] })
    else {
      faults.append(place.fault("missing_reference", "a relation leads to no region"))
      return
    }
    let isTurned = result["direction"]?.string == "left"
    let label = result["labels"]?.array?.first?.string ?? ""
    graph.links.append(
      .init(label: label, from: isTurned ? to : from, to: isTurned ? from : to, place: place))
  }

  /// A choice or a text that belongs to a region.
  private mutating func attribute(_ result: JSONValue) {
    let value = result["value"]
    guard let node = result["id"]?.string.flatMap({ nodes[$0] }),
      let name = result["from_name"]?.string
    else { return }
    let said = value?["choices"]?.array?.first ?? value?["text"]?.array?.first
    guard let text = said?.string else { return }
    graph.nodes[node].attributes.append(.init(name, text))
  }
}
