import QuoteRecords

/// Writes brat stand-off: a text, and a file of spans (`T`), attributions as events (`E`), links
/// (`R`), attributes (`A`) and notes (`#`). Offsets are code points.
///
/// Events are PolNeAR's, `Attribution` and `Attribution-no-source`, triggered by the cue. What brat
/// has no attribute for, because it holds spaces, is a note `name: value`.
public struct BratWriter: LabelWriter {
  /// Where files stand.
  public enum Layout: Sendable, Hashable {
    /// `NAME.txt` and `NAME.ann`.
    case sideBySide
    /// `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`, for any number of annotators.
    case folders
  }

  private let layout: Layout

  /// Makes a writer.
  public init(layout: Layout) { self.layout = layout }

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    var writing = LabelWriting()
    var names = FileNames()
    let graphs = GraphWriter()
    for article in articles {
      do throws(LabelFault) {
        let text = try article.requiredText()
        let offsets = TextOffsets(text)
        let name = names.next(article)
        writing.add(layout == .folders ? "text/\(name).txt" : "\(name).txt", text)
        for (index, labels) in article.labels.enumerated() {
          guard index == 0 || layout == .folders else {
            writing.lost.insert("annotators after the first")
            break
          }
          let written = graphs.write(labels.record, offsets, origin: article.origin)
          writing.lost.formUnion(written.lost)
          writing.faults += written.faults
          writing.add(file(name, labels, index), BratLines(written.graph, offsets).text)
        }
        if layout == .sideBySide, !article.labels.allSatisfy(\.annotator.isEmpty) {
          writing.lost.insert("annotators")
        }
      } catch {
        writing.faults.append(error)
      }
    }
    return writing
  }

  private func file(_ name: String, _ labels: LabeledArticle.Labels, _ index: Int) -> String {
    guard layout == .folders else { return "\(name).ann" }
    let annotator = labels.annotator.isEmpty ? String(index + 1) : labels.annotator
    let safe = annotator.map { $0 == "/" || $0 == "_" ? "-" : $0 }
    return "attributions/\(name)_\(String(safe)).ann"
  }
}

/// The lines of one `.ann` file.
private struct BratLines {
  private let graph: SpanGraph
  private let offsets: TextOffsets
  private var lines = ""
  private var numbers: [Character: Int] = [:]
  /// What attributes and links of each node refer to: its span, or its event.
  private var references: [String]

  init(_ graph: SpanGraph, _ offsets: TextOffsets) {
    self.graph = graph
    self.offsets = offsets
    references = []
    let content = SpanRole.content.label
    for node in graph.nodes { references.append(span(node.label, node.pieces)) }
    for index in graph.nodes.indices where graph.nodes[index].label == content { event(index) }
    for link in graph.links where !isArgument(link) {
      line("R", "\(link.label) Arg1:\(references[link.from]) Arg2:\(references[link.to])")
    }
    for (node, reference) in zip(graph.nodes, references) {
      for attribute in node.attributes { add(attribute, to: reference) }
    }
  }

  var text: String { lines }

  /// Cue, source, addressee and speaker are arguments of the event; brat links no events.
  private func isArgument(_ link: SpanGraph.Link) -> Bool {
    graph.nodes[link.from].label == SpanRole.content.label
  }

  @discardableResult
  private mutating func line(_ kind: Character, _ rest: String) -> String {
    let number = numbers[kind, default: 0] + 1
    numbers[kind] = number
    lines += "\(kind)\(number)\t\(rest)\n"
    return "\(kind)\(number)"
  }

  private mutating func span(_ label: String, _ pieces: [Range<Int>]) -> String {
    let places = pieces.map { piece in
      [piece.lowerBound, piece.upperBound].map { String(offsets.position($0, .codepoint)) }
        .joined(separator: " ")
    }
    let words = pieces.map(offsets.text).joined(separator: " ").unicodeScalars.map {
      $0.value < 0x20 || $0 == "\u{85}" || $0 == "\u{2028}" || $0 == "\u{2029}" ? " " : $0
    }
    let text = String(String.UnicodeScalarView(words))
    return line("T", "\(label) \(places.joined(separator: ";"))\t\(text)")
  }

  /// An attribution: its trigger repeats the cue, or the content where nothing attributes.
  private mutating func event(_ content: Int) {
    let links = graph.links.filter { $0.from == content }
    let cue = links.first { $0.label == SpanRole.cue.label }?.to
    let hasSource = links.contains { $0.label == SpanRole.source.label }
    let label = hasSource ? "Attribution" : "Attribution-no-source"
    let trigger = span(label, graph.nodes[cue ?? content].pieces)
    var arguments = ["\(label):\(trigger)", "Content:\(references[content])"]
    var counts: [String: Int] = [:]
    for link in links {
      counts[link.label, default: 0] += 1
      let number = counts[link.label] == 1 ? "" : String(counts[link.label] ?? 0)
      arguments.append("\(link.label)\(number):\(references[link.to])")
    }
    references[content] = line("E", arguments.joined(separator: " "))
  }

  private mutating func add(_ attribute: SpanGraph.Attribute, to reference: String) {
    let hasSpace = attribute.value.unicodeScalars.contains { $0.properties.isWhitespace }
    if hasSpace {
      let value = attribute.value.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
      let note = String(String.UnicodeScalarView(value))
      line("#", "AnnotatorNotes \(reference)\t\(attribute.name): \(note)")
    } else if attribute.value == "true" {
      line("A", "\(attribute.name) \(reference)")
    } else {
      line("A", "\(attribute.name) \(reference) \(attribute.value)")
    }
  }
}
