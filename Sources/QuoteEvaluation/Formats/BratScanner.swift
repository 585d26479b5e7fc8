import QuoteRecords

/// Reads the lines of one `.ann` file.
struct BratScanner {
  private(set) var graph = SpanGraph()
  private(set) var faults: [LabelFault] = []

  private let finder: SpanFinder
  private let names: LabelNames
  private let file: String
  /// The node of each `T` and `E`.
  private var nodes: [String: Int] = [:]
  /// Spans that events use as their content: the event stands for them.
  private var contentOfEvents: Set<Int> = []
  private var later: [(line: Int, fields: [Substring])] = []

  init(finder: SpanFinder, names: LabelNames, file: String) {
    self.finder = finder
    self.names = names
    self.file = file
  }

  /// Reads all lines, whatever they end in. Linear but for one sort.
  mutating func read(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() where !line.isEmpty && line != "\u{FEFF}" {
      let line = index == 0 && line.unicodeScalars.first == "\u{FEFF}" ? line.dropFirst() : line
      let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
      switch line.first {
      case "T": span(fields, index + 1)
      case "E", "R", "A", "M", "*", "#": later.append((index + 1, fields))
      case "N": continue
      default: fault(index + 1, "invalid_line", "no line of brat: “\(line.prefix(40))”")
      }
    }
    // Lines may refer to what comes after them: events first, then what speaks of events.
    for (line, fields) in later where fields[0].first == "E" { event(fields, line) }
    for (line, fields) in later where fields[0].first == "E" { arguments(fields, line) }
    for (line, fields) in later where fields[0].first != "E" {
      switch fields[0].first {
      case "R": relation(fields, line)
      case "*": equivalence(fields, line)
      case "#": note(fields, line)
      default: attribute(fields, line)
      }
    }
    for node in contentOfEvents { graph.nodes[node].label = SpanRole.aside.label }
  }

  private mutating func fault(_ line: Int, _ code: String, _ message: String) {
    faults.append(LabelFault(file: file, line: line, code: code, message: message))
  }

  private func place(_ line: Int, column: Int = 0) -> LabelPlace {
    LabelPlace(origin: LabelOrigin(file: file, line: line), column: column)
  }

  /// `T1⇥Content 315 448;463 553⇥words`
  private mutating func span(_ fields: [Substring], _ line: Int) {
    let parts = fields.count > 1 ? fields[1].split(separator: " ", maxSplits: 1) : []
    guard parts.count == 2 else {
      return fault(line, "invalid_line", "a span is ID, LABEL START END and its words")
    }
    var pieces: [(start: Int, end: Int)] = []
    for piece in parts[1].split(separator: ";", omittingEmptySubsequences: false) {
      let ends = piece.split(separator: " ").map { Int($0) }
      guard ends.count == 2, let start = ends[0], let end = ends[1] else {
        return fault(line, "invalid_line", "“\(parts[1])” are no offsets")
      }
      pieces.append((start, end))
    }
    let column = fields[0].unicodeScalars.count + parts[0].unicodeScalars.count + 3
    let place = place(line, column: column)
    var node = SpanGraph.Node(String(parts[0]), [], place: place)
    do throws(LabelFault) {
      let words = fields.count > 2 ? String(fields[2]) : nil
      node.pieces = try finder.ranges(pieces, words: words, at: place)
        .sorted { $0.lowerBound < $1.lowerBound }
      for (first, second) in zip(node.pieces, node.pieces.dropFirst())
      where first.upperBound > second.lowerBound {
        throw place.fault("overlapping_pieces", "the pieces of “\(parts[1])” overlap")
      }
    } catch {
      node.pieces = []
      faults.append(error)
    }
    define(String(fields[0]), node, line)
  }

  private mutating func define(_ id: String, _ node: SpanGraph.Node, _ line: Int) {
    if nodes[id] != nil { return fault(line, "duplicate_id", "\(id) is there twice") }
    graph.nodes.append(node)
    nodes[id] = graph.nodes.count - 1
  }

  private func references(_ field: Substring) -> [(role: String, id: String)] {
    field.split(separator: " ").map { part in
      let colon = part.firstIndex(of: ":") ?? part.endIndex
      return (String(part[..<colon]), String(part[colon...].dropFirst()))
    }
  }

  /// `E1⇥Attribution:T4 Content:T3 Cue:T2 Source:T1`: a content of its own, for a span may be the
  /// content of several events.
  private mutating func event(_ fields: [Substring], _ line: Int) {
    let all = fields.count > 1 ? references(fields[1]) : []
    guard let type = all.first else {
      return fault(line, "invalid_line", "an event is ID, LABEL:TRIGGER and arguments")
    }
    guard names.role(of: type.role) == .aside else {
      return fault(line, "unknown_label", "“\(type.role)” is no event that attributes")
    }
    var node = SpanGraph.Node(SpanRole.content.label, [], place: place(line))
    var isBroken = false
    for argument in all.dropFirst() where names.role(of: argument.role) == .content {
      guard let index = nodes[argument.id] else { continue }
      isBroken = isBroken || graph.nodes[index].isBroken
      node.pieces += graph.nodes[index].pieces
      node.attributes += graph.nodes[index].attributes
      contentOfEvents.insert(index)
    }
    node.pieces.sort { $0.lowerBound < $1.lowerBound }
    if node.pieces.isEmpty, !isBroken {
      fault(line, "missing_content", "\(fields[0]) has no content")
    }
    if isBroken { node.pieces = [] }
    define(String(fields[0]), node, line)
  }

  private mutating func arguments(_ fields: [Substring], _ line: Int) {
    guard fields.count > 1, let event = nodes[String(fields[0])] else { return }
    for argument in references(fields[1]) {
      guard let target = nodes[argument.id] else {
        fault(line, "missing_reference", "“\(argument.id)” is not in this file")
        graph.nodes[event].pieces = []
        continue
      }
      let role = names.role(of: argument.role)
      if role == .content || role == .aside { continue }
      graph.links.append(
        .init(label: argument.role, from: event, to: eventOf(target), place: place(line)))
    }
  }

  /// The event that a content belongs to, or the span itself.
  private func eventOf(_ node: Int) -> Int {
    guard contentOfEvents.contains(node) else { return node }
    let pieces = graph.nodes[node].pieces
    return graph.nodes.lastIndex { $0.label == SpanRole.content.label && $0.pieces == pieces }
      ?? node
  }

  /// `R1⇥Source Arg1:T3 Arg2:T1`
  private mutating func relation(_ fields: [Substring], _ line: Int) {
    let all = fields.count > 1 ? references(fields[1]) : []
    guard all.count == 3, let label = all.first?.role else {
      return fault(line, "invalid_line", "a relation is ID, LABEL and two arguments")
    }
    guard let from = nodes[all[1].id], let to = nodes[all[2].id] else {
      let missing = nodes[all[1].id] == nil ? all[1].id : all[2].id
      return fault(line, "missing_reference", "“\(missing)” is not in this file")
    }
    graph.links.append(.init(label: label, from: from, to: to, place: place(line)))
  }

  /// `*⇥Equiv T1 T2 T3`: mentions of one speaker.
  private mutating func equivalence(_ fields: [Substring], _ line: Int) {
    let ids = fields.count > 1 ? fields[1].split(separator: " ").dropFirst().map(String.init) : []
    let found = ids.compactMap { nodes[$0] }
    guard found.count == ids.count, let first = found.first else {
      return fault(line, "missing_reference", "not every span of this group is in this file")
    }
    for other in found.dropFirst() {
      graph.links.append(.init(label: "Mention", from: first, to: other, place: place(line)))
    }
  }

  /// `A1⇥Negated E1` or `A2⇥act E1 writing`
  private mutating func attribute(_ fields: [Substring], _ line: Int) {
    let parts = fields.count > 1 ? fields[1].split(separator: " ", maxSplits: 2) : []
    guard parts.count >= 2 else {
      return fault(line, "invalid_line", "an attribute is ID, NAME, what it is said of and a value")
    }
    say(String(parts[0]), parts.count > 2 ? String(parts[2]) : "true", of: parts[1], line)
  }

  /// `#1⇥AnnotatorNotes T5⇥name: Lena Ortiz`; people's notes that are no such pair are passed over.
  private mutating func note(_ fields: [Substring], _ line: Int) {
    guard fields.count == 3 else { return }
    let target = fields[1].split(separator: " ")
    let pair = fields[2].split(separator: ":", maxSplits: 1)
    guard target.count == 2, pair.count == 2, pair[1].first == " " else { return }
    say(String(pair[0]), String(pair[1].dropFirst()), of: target[1], line)
  }

  private mutating func say(_ name: String, _ value: String, of id: Substring, _ line: Int) {
    guard let node = nodes[String(id)] else {
      return fault(line, "missing_reference", "“\(id)” is not in this file")
    }
    graph.nodes[node].attributes.append(.init(name, value))
  }
}
