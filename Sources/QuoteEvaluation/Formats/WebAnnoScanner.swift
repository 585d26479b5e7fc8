import QuoteRecords

/// Reads the lines of one WebAnno TSV file.
struct WebAnnoScanner {
  private(set) var graph = SpanGraph()
  private(set) var faults: [LabelFault] = []
  /// The text, put together of the sentences.
  private(set) var text: [UInt8] = []

  private let file: String
  private let names: LabelNames
  private let unit: OffsetUnit
  private var layers: [WebAnnoLayer] = []
  private var sentence: [String] = []
  private var position = 0
  /// Annotations by layer and the number in brackets, or the token where there is none.
  private var nodes: [Key: Int] = [:]
  /// The layer of each node of the graph.
  private var layerOfNode: [Int] = []
  private var relations: [(layer: Int, from: Key, to: Key, label: String, line: Int)] = []

  private var rows: [Row] = []

  /// The longest gap between sentences that is believed; a wrong offset must not fill the memory.
  private static let longestGap = 1 << 16

  private struct Row {
    var fields: [Substring]
    var start: Int
    var end: Int
    var words: String
    var line: Int
  }

  private struct Key: Hashable {
    var layer: Int
    var token: String
    var number: Int
  }

  init(file: String, names: LabelNames, unit: OffsetUnit) {
    self.file = file
    self.names = names
    self.unit = unit
  }

  /// Reads all lines.
  ///
  /// - Throws: `unknown_format` where the first line is not that of a file of version 3.
  mutating func read(_ content: String) throws(LabelFault) {
    let lines = content.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    let first = (lines.first ?? "").drop { $0 == "\u{FEFF}" }
    guard first.hasPrefix(WebAnnoLayer.format) else {
      throw LabelFault(
        file: file, line: 1, code: "unknown_format",
        message: "the first line is not “\(WebAnnoLayer.format)…”")
    }
    for (index, line) in lines.enumerated().dropFirst() {
      if line.isEmpty {
        continue
      } else if line.hasPrefix("#Text=") {
        sentence.append(WebAnnoEscapes.plain(line.dropFirst(6)))
      } else if line.hasPrefix("#") {
        let column = layers.last.map { $0.column + $0.width } ?? 3
        if let layer = WebAnnoLayer(line, column: column) { layers.append(layer) }
      } else {
        collect(line.split(separator: "\t", omittingEmptySubsequences: false), index + 1)
      }
    }
    let finder = SpanFinder(offsets: TextOffsets(bytes: text), unit: unit)
    for row in rows { annotate(row, finder) }
    passOverOtherLayers()
    link()
  }

  private mutating func fault(_ line: Int, _ code: String, _ message: String) {
    faults.append(LabelFault(file: file, line: line, code: code, message: message))
  }

  /// `1-2⇥4-9⇥token⇥…`; the first of a sentence tells where the sentence stands.
  private mutating func collect(_ fields: [Substring], _ line: Int) {
    let ends = fields.count > 2 ? fields[1].split(separator: "-").map { Int($0) } : []
    guard ends.count == 2, let start = ends[0], let end = ends[1], start <= end else {
      return fault(line, "invalid_line", "a token is ID, START-END, its words and annotations")
    }
    let words = WebAnnoEscapes.plain(fields[2])
    if !sentence.isEmpty, !begin(at: start, before: words) {
      return fault(line, "span_outside", "\(start) lies far behind the sentence before")
    }
    rows.append(Row(fields: fields, start: start, end: end, words: words, line: line))
  }

  /// Puts the sentence into the text, so that its first token stands at its offset.
  ///
  /// - Returns: Whether the gap before it can be one between sentences.
  private mutating func begin(at start: Int, before words: String) -> Bool {
    let joined = sentence.joined(separator: "\n")
    sentence = []
    let bytes = Array(joined.utf8)
    let lead = bytes.firstRange(of: Array(words.utf8)).map { bytes[..<$0.lowerBound] } ?? []
    let before = TextOffsets(bytes: Array(lead)).count(unit)
    let gap = max(0, start - before - position)
    guard gap <= Self.longestGap else { return false }
    text += Array(repeating: 0x0A, count: gap) + bytes
    position += gap + TextOffsets(bytes: bytes).count(unit)
    return true
  }

  /// Reads the annotations of a token, if its words stand at its offsets.
  private mutating func annotate(_ row: Row, _ finder: SpanFinder) {
    let place = LabelPlace(origin: LabelOrigin(file: file, line: row.line))
    do throws(LabelFault) {
      let range = try finder.range(row.start, row.end, words: row.words, at: place)
      for (index, layer) in layers.enumerated() {
        let columns = layer.column..<layer.column + layer.width
        guard columns.upperBound <= row.fields.count else {
          throw place.fault(
            "invalid_line",
            "\(row.fields.count) columns, but the header has \(columns.upperBound)")
        }
        let cells = row.fields[columns].map { WebAnnoEscapes.split($0, at: "|") }
        if layer.isRelation {
          relate(index, cells, String(row.fields[0]), row.line)
        } else {
          annotate(index, cells, String(row.fields[0]), range, row.line)
        }
      }
    } catch {
      faults.append(error)
    }
  }

  /// `Content[3]|Cue`: stacked annotations of one layer, each with its features' values.
  private mutating func annotate(
    _ layer: Int, _ cells: [[Substring]], _ token: String, _ range: Range<Int>, _ line: Int
  ) {
    for place in 0..<(cells.map(\.count).max() ?? 0) {
      let values = cells.map { cell -> (text: String, number: Int) in
        place < cell.count ? Self.value(cell[place]) : ("_", 0)
      }
      guard values.contains(where: { $0.text != "_" }) else { continue }
      let number = values.map(\.number).max() ?? 0
      let key = Key(layer: layer, token: number == 0 ? token : "", number: number)
      if let known = nodes[key], number > 0 {
        let start = graph.nodes[known].pieces.first?.lowerBound ?? range.lowerBound
        graph.nodes[known].pieces = [start..<range.upperBound]
        continue
      }
      nodes[key] = graph.nodes.count
      layerOfNode.append(layer)
      graph.nodes.append(node(layers[layer], values.map(\.text), range, line))
    }
  }

  private func node(
    _ layer: WebAnnoLayer, _ values: [String], _ range: Range<Int>, _ line: Int
  ) -> SpanGraph.Node {
    var said = zip(layer.features, values).filter { $0.1 != "_" && $0.1 != "*" }
      .map { SpanGraph.Attribute($0.0, WebAnnoEscapes.plain($0.1[...])) }
    var label = layer.name
    if names.role(of: layer.name) == nil {
      let places = ["label", "value", "role", "type"].compactMap { feature in
        said.firstIndex { $0.name.lowercased() == feature && names.role(of: $0.value) != nil }
      }
      if let place = places.first { label = said.remove(at: place).value }
    }
    let place = LabelPlace(origin: LabelOrigin(file: file, line: line))
    return .init(label, [range], attributes: said, place: place)
  }

  /// A value and the number in brackets behind it, 0 where there is none.
  private static func value(_ cell: Substring) -> (text: String, number: Int) {
    guard cell.hasSuffix("]"), !cell.hasSuffix("\\]"), let open = cell.lastIndex(of: "["),
      let number = Int(cell[cell.index(after: open)...].dropLast())
    else { return (String(cell), 0) }
    return (String(cell[..<open]), number)
  }

  /// `Source⇥1-4[2_3]`: a relation from the annotation 2 of token 1-4 to the annotation 3 here.
  private mutating func relate(
    _ layer: Int, _ cells: [[Substring]], _ token: String, _ line: Int
  ) {
    guard let sources = cells.last, let last = layers[layer].features.last,
      last.hasPrefix(WebAnnoLayer.base)
    else { return }
    let base = last.dropFirst(3).split(separator: ".").last.map(String.init) ?? ""
    guard let spans = layers.firstIndex(where: { !$0.isRelation && $0.name == base }) else {
      return
    }
    for (place, source) in sources.enumerated() where source != "_" {
      let open = source.lastIndex(of: "[") ?? source.endIndex
      let numbers = source[open...].dropFirst().dropLast().split(separator: "_").map {
        Int($0) ?? 0
      }
      let from = numbers.count == 2 ? numbers[0] : 0
      let to = numbers.count == 2 ? numbers[1] : 0
      let value = cells[0]
      let label = cells.count > 1 && place < value.count ? String(value[place]) : layers[layer].name
      relations.append(
        (
          layer, Key(layer: spans, token: from == 0 ? String(source[..<open]) : "", number: from),
          Key(layer: spans, token: to == 0 ? token : "", number: to),
          WebAnnoEscapes.plain(label[...]), line
        ))
    }
  }

  /// Puts aside the layers that are not of quotes, such as parts of speech: those without any known
  /// label, where another layer has some.
  private mutating func passOverOtherLayers() {
    let known = Set(
      graph.nodes.indices.filter { names.role(of: graph.nodes[$0].label) != nil }
        .map { layerOfNode[$0] })
    guard !known.isEmpty else { return }
    for index in graph.nodes.indices where !known.contains(layerOfNode[index]) {
      graph.nodes[index].label = SpanRole.aside.label
    }
  }

  private mutating func link() {
    for relation in relations {
      guard let from = nodes[relation.from], let to = nodes[relation.to] else {
        fault(relation.line, "missing_reference", "a relation leads to no annotation")
        continue
      }
      let place = LabelPlace(origin: LabelOrigin(file: file, line: relation.line))
      graph.links.append(.init(label: relation.label, from: from, to: to, place: place))
    }
  }
}
