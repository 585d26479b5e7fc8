import NewsText
import QuoteRecords

/// Reads Citron's JSON: one file an article, with `text` and `quotes` of `cue`, `sources`,
/// `contents` and, where they are known, `coreferences`. Offsets are code points.
///
/// A file that is only an array of quotes has no text: its article is the one of its name.
public struct CitronReader: LabelReader {
  private let options: LabelOptions

  /// Makes a reader.
  public init(options: LabelOptions = .init()) { self.options = options }

  /// Whether the first file has quotes with `contents`.
  public func recognises(_ files: LabelFiles) -> Bool {
    guard let name = files.names(of: ["json"]).first, let bytes = try? files.bytes(of: name),
      let value = try? JSONReader().read(bytes).value
    else { return false }
    let quotes = value["quotes"]?.array ?? value.array
    guard let first = quotes?.first else { return value["text"] != nil && value["quotes"] != nil }
    return first["contents"] != nil
  }

  /// Reads every file as one article.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in files.names(of: ["json"]) {
      let origin = LabelOrigin(file: files.label(name))
      do throws(LabelFault) {
        let value = try JSONValue(labels: try files.bytes(of: name), origin: origin)
        read(value, id: LabelFiles.stem(of: name), origin, into: &reading)
      } catch {
        reading.faults.append(error)
      }
    }
    reading.coverAlike()
    return reading
  }

  private func read(
    _ value: JSONValue, id: String, _ origin: LabelOrigin, into reading: inout LabelReading
  ) {
    guard let quotes = value["quotes"]?.array ?? value.array else {
      reading.faults.append(origin.fault("missing_quotes", "there is no array “quotes”"))
      return
    }
    guard let text = value["text"]?.string else {
      readWithoutText(quotes, id: id, origin, into: &reading)
      return
    }
    let offsets = TextOffsets(text)
    var pass = CitronPass(
      finder: SpanFinder(offsets: offsets, unit: options.offsets ?? .codepoint), origin: origin)
    pass.add(quotes)
    pass.add(groups: value["coreference_groups"]?.array ?? [])
    let found = GraphReader(names: .init()).read(pass.graph, offsets, id: id)
    reading.faults += pass.faults + found.faults
    reading.articles.append(
      LabeledArticle(
        id: id, text: text, labels: [.init(record: found.record, covers: found.covers)],
        origin: origin))
  }

  /// Quotes alone: their spans are taken as they are, for there is nothing to compare them with.
  private func readWithoutText(
    _ quotes: [JSONValue], id: String, _ origin: LabelOrigin, into reading: inout LabelReading
  ) {
    var record = ArticleRecord(id: id)
    record.offsetUnit = options.offsets ?? .codepoint
    var ids = PlaceIDs("q")
    for (index, quote) in quotes.enumerated() {
      let contents = CitronPass.spans(quote["contents"])
      guard !contents.isEmpty else {
        reading.faults.append(origin.fault("missing_content", "quotes[\(index)] has no contents"))
        continue
      }
      var made = QuoteRecord(
        id: ids.next(contents), type: .direct, act: .speech, content: contents, certainty: .high,
        rule: "")
      made.cue = CitronPass.spans(quote["cue"])
      made.source = CitronPass.spans(quote["sources"])
      record.quotes.append(made)
    }
    reading.articles.append(
      LabeledArticle(
        id: id, text: nil, labels: [.init(record: record, covers: [.quotes])], origin: origin))
  }
}

/// One pass over the quotes of a file.
private struct CitronPass {
  let finder: SpanFinder
  let origin: LabelOrigin
  var graph = SpanGraph()
  var faults: [LabelFault] = []
  /// The mention that stands at each place.
  private var mentions: [Range<Int>: Int] = [:]

  init(finder: SpanFinder, origin: LabelOrigin) {
    self.finder = finder
    self.origin = origin
  }

  mutating func add(_ quotes: [JSONValue]) {
    for (index, quote) in quotes.enumerated() {
      let path = "quotes[\(index)]"
      guard let content = node(.content, quote["contents"], "\(path).contents") else {
        let place = LabelPlace(origin: origin, path: path)
        faults.append(place.fault("missing_content", "it has no contents"))
        continue
      }
      for (role, key) in [(SpanRole.cue, "cue"), (.source, "sources")] {
        guard let other = node(role, quote[key], "\(path).\(key)") else { continue }
        graph.links.append(.init(label: role.label, from: content, to: other))
      }
      guard let speaker = group(quote["coreferences"], "\(path).coreferences") else { continue }
      graph.links.append(.init(label: "Speaker", from: content, to: speaker))
    }
  }

  mutating func add(groups: [JSONValue]) {
    for (index, value) in groups.enumerated() {
      _ = group(value, "coreference_groups[\(index)]")
    }
  }

  /// The first mention of a speaker; mentions that are there already are the same speaker's.
  private mutating func group(_ value: JSONValue?, _ path: String) -> Int? {
    var found: [Int] = []
    for (index, span) in (value?.array ?? []).enumerated() {
      guard let range = range(span, "\(path)[\(index)]") else { return nil }
      if let known = mentions[range] {
        found.insert(known, at: 0)
      } else {
        graph.nodes.append(.init(SpanRole.mention.label, [range]))
        found.append(graph.nodes.count - 1)
      }
    }
    guard let first = found.first else { return nil }
    for other in found {
      for piece in graph.nodes[other].pieces { mentions[piece] = first }
      if other != first { graph.links.append(.init(label: "Mention", from: first, to: other)) }
    }
    return first
  }

  /// A node of one span or several; broken where one of them is.
  private mutating func node(_ role: SpanRole, _ value: JSONValue?, _ path: String) -> Int? {
    let spans = value?.array ?? (value.flatMap { $0 == .null ? nil : [$0] } ?? [])
    guard !spans.isEmpty else { return nil }
    var pieces: [Range<Int>] = []
    for (index, span) in spans.enumerated() {
      let path = value?.array == nil ? path : "\(path)[\(index)]"
      if let range = range(span, path) { pieces.append(range) }
    }
    pieces.sort { $0.lowerBound < $1.lowerBound }
    let place = LabelPlace(origin: origin, path: path)
    if zip(pieces, pieces.dropFirst()).contains(where: { $0.upperBound > $1.lowerBound }) {
      faults.append(place.fault("overlapping_pieces", "its spans overlap"))
      pieces = []
    }
    if pieces.count < spans.count { pieces = [] }
    graph.nodes.append(.init(role.label, pieces, place: place))
    return graph.nodes.count - 1
  }

  private mutating func range(_ value: JSONValue, _ path: String) -> Range<Int>? {
    let place = LabelPlace(origin: origin, path: path)
    guard let start = value["start"]?.integer, let end = value["end"]?.integer else {
      faults.append(place.fault("invalid_span", "a span has “start”, “end” and “text”"))
      return nil
    }
    do throws(LabelFault) {
      return try finder.range(start, end, words: value["text"]?.string, at: place)
    } catch {
      faults.append(error)
      return nil
    }
  }

  /// The spans of a value as they stand there.
  static func spans(_ value: JSONValue?) -> [Span] {
    let all = value?.array ?? value.map { [$0] } ?? []
    return all.compactMap { span in
      guard let start = span["start"]?.integer, let end = span["end"]?.integer, 0 <= start,
        start < end
      else { return nil }
      return Span(start: start, end: end, text: span["text"]?.string ?? "")
    }
  }
}

extension JSONValue {
  /// The whole number that this is, or `nil`.
  var integer: Int? {
    if case .number(let literal) = self { Int(literal) } else { nil }
  }

  /// Reads a file of labels.
  ///
  /// - Throws: `invalid_json` with line and column.
  init(labels bytes: [UInt8], origin: LabelOrigin) throws(LabelFault) {
    do throws(JSONError) {
      self = try JSONReader().read(bytes).value
    } catch {
      throw LabelFault(
        file: origin.file, line: error.place.line, column: error.place.column,
        code: RecordError.Code.invalidJSON.rawValue, message: error.detail)
    }
  }
}
