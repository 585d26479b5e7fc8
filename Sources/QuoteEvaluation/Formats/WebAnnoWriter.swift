import NewsText
import QuoteRecords

/// Writes WebAnno TSV 3.3, one file an article: one layer of spans with a feature `label`, one of
/// relations. Offsets are UTF-16 units.
///
/// Sentences reach to the beginning of the next one, so that the text between them is kept.
public struct WebAnnoWriter: LabelWriter {
  private let texts = TextReader(language: LanguageData())

  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    var writing = LabelWriting()
    var names = FileNames()
    var graphs: [(name: String, graph: SpanGraph, offsets: TextOffsets, origin: LabelOrigin)] = []
    let writer = GraphWriter()
    for article in articles {
      do throws(LabelFault) {
        let offsets = TextOffsets(try article.requiredText())
        if article.labels.count > 1 { writing.lost.insert("annotators after the first") }
        guard let labels = article.labels.first else { continue }
        if !labels.annotator.isEmpty { writing.lost.insert("annotators") }
        let written = writer.write(labels.record, offsets, origin: article.origin)
        writing.lost.formUnion(written.lost)
        writing.faults += written.faults
        graphs.append((names.next(article), written.graph, offsets, article.origin))
      } catch {
        writing.faults.append(error)
      }
    }
    // A project has one set of layers, so all files have the features of any.
    let said = graphs.flatMap { $0.graph.nodes.flatMap { $0.attributes.map(\.name) } }
    let features = Set(said + [WebAnnoTable.label]).sorted()
    for (name, graph, offsets, origin) in graphs {
      guard let document = try? texts.read(offsets.bytes), !document.tokens.isEmpty else {
        writing.faults.append(origin.fault("missing_text", "\(name): the text has no words"))
        continue
      }
      let table = WebAnnoTable(document, graph.inSinglePieces(), offsets, features)
      writing.add("\(name).tsv", table.text)
    }
    return writing
  }
}

/// The lines of one file.
private struct WebAnnoTable {
  /// The feature that holds the label.
  static let label = "label"

  /// The features of spans, in the order of their columns.
  private let features: [String]
  private let document: Document
  private let graph: SpanGraph
  private let offsets: TextOffsets
  /// The pieces that tokens are cut into where an annotation begins or ends within.
  private var tokens: [(range: Range<Int>, id: String)] = []
  private var lines = ""

  init(
    _ document: Document, _ graph: SpanGraph, _ offsets: TextOffsets, _ features: [String]
  ) {
    self.document = document
    self.graph = graph
    self.offsets = offsets
    self.features = features
    lines = """
      \(WebAnnoLayer.format).3
      #T_SP=webanno.custom.QuoteexSpan|\(features.joined(separator: "|"))
      #T_RL=webanno.custom.QuoteexLink|label|\(WebAnnoLayer.base)webanno.custom.QuoteexSpan


      """
    cut()
    write()
  }

  var text: String { lines }

  private mutating func cut() {
    var cuts = Set<Int>()
    for piece in graph.nodes.flatMap(\.pieces) {
      cuts.formUnion([piece.lowerBound, piece.upperBound])
    }
    for (number, sentence) in document.sentences.enumerated() {
      var word = 0
      for token in sentence.tokens {
        let bytes = document.tokens[token].bytes
        var start = bytes.lowerBound
        let inner = cuts.isEmpty ? [] : bytes.dropFirst().filter(cuts.contains)
        for end in inner + [bytes.upperBound] {
          word += 1
          tokens.append((start..<end, "\(number + 1)-\(word)"))
          start = end
        }
      }
    }
  }

  private mutating func write() {
    let rows = rows()
    var next = 0
    for (number, sentence) in document.sentences.enumerated() {
      let isLast = number + 1 == document.sentences.count
      let start = number == 0 ? 0 : document.bytes(of: sentence.tokens).lowerBound
      let following = isLast ? nil : document.sentences[number + 1].tokens
      let end = following.map { document.bytes(of: $0).lowerBound } ?? offsets.bytes.count
      lines += "\n"
      let text = offsets.text(start..<end).unicodeScalars
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        lines += "#Text=\(WebAnnoEscapes.text(String(line)))\n"
      }
      while next < tokens.count, tokens[next].range.lowerBound < end {
        lines += rows[next]
        next += 1
      }
    }
  }

  /// The line of each token.
  private func rows() -> [String] {
    var spans: [[Int]] = Array(repeating: [], count: tokens.count)
    var first: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let covered = tokens.indices.filter { tokens[$0].range.overlaps(node.pieces[0]) }
      first.append(covered.first ?? 0)
      for token in covered { spans[token].append(index) }
    }
    let incoming = Dictionary(grouping: graph.links) { first[$0.to] }
    return tokens.indices.map { token in
      let range = tokens[token].range
      let places = [range.lowerBound, range.upperBound].map { offsets.position($0, .utf16) }
      var cells = [
        tokens[token].id, "\(places[0])-\(places[1])", WebAnnoEscapes.text(offsets.text(range)),
      ]
      cells += features.map { cell(feature: $0, spans[token]) }
      let links = incoming[token] ?? []
      cells.append(Self.stack(links.map { WebAnnoEscapes.value($0.label) }))
      cells.append(
        Self.stack(
          links.map { "\(tokens[first[$0.from]].id)[\($0.from + 1)_\($0.to + 1)]" }))
      return cells.joined(separator: "\t") + "\t\n"
    }
  }

  private func cell(feature: String, _ nodes: [Int]) -> String {
    Self.stack(
      nodes.map { index in
        let node = graph.nodes[index]
        let value = feature == Self.label ? node.label : node.value(feature)
        return (value.map(WebAnnoEscapes.value) ?? "*") + "[\(index + 1)]"
      })
  }

  private static func stack(_ values: [String]) -> String {
    values.isEmpty ? "_" : values.joined(separator: "|")
  }
}
