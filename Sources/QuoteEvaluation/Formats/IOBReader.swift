import NewsText
import QuoteRecords

/// Reads a token a line with its tag, as DirectQuote has them: `LeftSpeaker`, `RightSpeaker` and
/// `Unknown` are quotes, `Speaker` their speakers, `Out` the rest.
///
/// A quote's speaker is the nearest in its paragraph on the side that the tag says. The format has
/// no text: tokens are put together with spaces. Paragraphs, which blank lines separate, are
/// articles of their own, unless lines with `-DOCSTART-` say where articles begin.
public struct IOBReader: LabelReader {
  /// Makes a reader.
  public init() {}

  /// Whether the first lines of the first file are tokens with known tags.
  public func recognises(_ files: LabelFiles) -> Bool {
    guard let name = Self.names(files).first else { return false }
    let lines = files.head(of: name).split { $0.isNewline }.prefix(20).dropLast()
    guard !lines.isEmpty else { return false }
    return lines.allSatisfy { line in
      guard let token = IOBToken(line, number: 0) else { return false }
      return IOBTag.parse(token.tag) != nil || token.text == IOBToken.start
    }
  }

  /// Reads every file; each paragraph, or what stands between `-DOCSTART-`, is an article.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    for name in Self.names(files) {
      do throws(LabelFault) {
        let text = try files.text(of: name)
        var scanner = IOBScanner(file: files.label(name), stem: LabelFiles.stem(of: name))
        scanner.read(text)
        reading.articles += scanner.articles
        reading.faults += scanner.faults
      } catch {
        reading.faults.append(error)
      }
    }
    return reading
  }

  private static func names(_ files: LabelFiles) -> [String] {
    files.names(of: ["iob", "bio", "conll", "txt", "tsv"])
  }
}

/// Reads the lines of one file.
private struct IOBScanner {
  private(set) var articles: [LabeledArticle] = []
  private(set) var faults: [LabelFault] = []

  private let file: String
  private let stem: String
  private let graphs = GraphReader(names: .init())
  private var paragraphs: [[IOBToken]] = []

  init(file: String, stem: String) {
    self.file = file
    self.stem = stem
  }

  mutating func read(_ text: String) {
    var paragraph: [IOBToken] = []
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    for (index, line) in lines.enumerated() {
      let line = index == 0 && line.unicodeScalars.first == "\u{FEFF}" ? line.dropFirst() : line
      if line.allSatisfy(\.isWhitespace) {
        if !paragraph.isEmpty { paragraphs.append(paragraph) }
        paragraph = []
      } else if let token = IOBToken(line, number: index + 1) {
        paragraph.append(token)
      } else {
        fault(index + 1, "invalid_line", "a line is a token, white space and a tag")
      }
    }
    if !paragraph.isEmpty { paragraphs.append(paragraph) }
    makeArticles()
  }

  private mutating func fault(_ line: Int, _ code: String, _ message: String) {
    faults.append(LabelFault(file: file, line: line, code: code, message: message))
  }

  private mutating func makeArticles() {
    let hasStarts = paragraphs.contains { $0.contains { $0.text == IOBToken.start } }
    var groups: [[[IOBToken]]] = []
    for paragraph in paragraphs {
      let isStart = paragraph.first.map { $0.text == IOBToken.start } ?? false
      if isStart || !hasStarts || groups.isEmpty { groups.append([]) }
      let tokens = paragraph.filter { $0.text != IOBToken.start }
      if !tokens.isEmpty { groups[groups.count - 1].append(tokens) }
    }
    for (index, group) in groups.enumerated() where !group.isEmpty {
      makeArticle(group, id: groups.count == 1 ? stem : "\(stem)-\(index + 1)")
    }
  }

  private mutating func makeArticle(_ paragraphs: [[IOBToken]], id: String) {
    var text = ""
    var graph = SpanGraph()
    for paragraph in paragraphs {
      if !text.isEmpty { text += "\n\n" }
      var ranges: [Range<Int>] = []
      for token in paragraph {
        if !ranges.isEmpty { text += " " }
        ranges.append(text.utf8.count..<text.utf8.count + token.text.utf8.count)
        text += token.text
      }
      add(paragraph, ranges, to: &graph)
    }
    let found = graphs.read(graph, TextOffsets(text), id: id)
    faults += found.faults
    let line = paragraphs.first?.first?.line ?? 0
    articles.append(
      LabeledArticle(
        id: id, text: text, labels: [.init(record: found.record, covers: [.quotes])],
        origin: LabelOrigin(file: file, line: line)))
  }

  /// Adds the chunks of a paragraph, and links quotes to their speakers.
  private mutating func add(
    _ tokens: [IOBToken], _ ranges: [Range<Int>], to graph: inout SpanGraph
  ) {
    let chunks = chunks(tokens)
    let speakers = chunks.filter { $0.tag == .speaker }
    for chunk in chunks where chunk.tag != .speaker {
      let place = LabelPlace(
        origin: LabelOrigin(file: file, line: tokens[chunk.tokens.lowerBound].line))
      let content =
        ranges[chunk.tokens.lowerBound].lowerBound..<ranges[chunk.tokens.upperBound - 1].upperBound
      graph.nodes.append(.init(SpanRole.content.label, [content], place: place))
      let index = graph.nodes.count - 1
      let left = speakers.last { $0.tokens.upperBound <= chunk.tokens.lowerBound }
      let right = speakers.first { $0.tokens.lowerBound >= chunk.tokens.upperBound }
      guard chunk.tag != .unknown else { continue }
      guard let speaker = chunk.tag == .leftSpeaker ? left : right else {
        let side = chunk.tag == .leftSpeaker ? "before" : "after"
        faults.append(
          place.fault("missing_speaker", "no Speaker stands \(side) this \(chunk.tag.rawValue)"))
        continue
      }
      let source =
        ranges[speaker.tokens.lowerBound]
        .lowerBound..<ranges[speaker.tokens.upperBound - 1].upperBound
      graph.nodes.append(.init(SpanRole.source.label, [source], place: place))
      graph.links.append(.init(label: "Source", from: index, to: graph.nodes.count - 1))
    }
  }

  /// Runs of one tag. `B-` always begins one; `I-` begins one where it follows another tag (IOB1).
  private mutating func chunks(_ tokens: [IOBToken]) -> [(tag: IOBTag, tokens: Range<Int>)] {
    var chunks: [(tag: IOBTag, tokens: Range<Int>)] = []
    for (index, token) in tokens.enumerated() {
      guard let (begins, tag) = IOBTag.parse(token.tag) else {
        let known = IOBTag.allCases.map(\.rawValue).joined(separator: ", ")
        fault(
          token.line, "unknown_label",
          "“\(token.tag)” is not Out, nor B- or I- with one of \(known)")
        continue
      }
      guard let tag else { continue }
      if !begins, let last = chunks.last, last.tag == tag, last.tokens.upperBound == index {
        chunks[chunks.count - 1].tokens = last.tokens.lowerBound..<index + 1
      } else {
        chunks.append((tag, index..<index + 1))
      }
    }
    return chunks
  }
}
