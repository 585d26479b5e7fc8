import QuoteRecords

/// Reads WebAnno TSV 3 (3.0 to 3.3), which INCEpTION writes too: tokens with UTF-16 offsets, span
/// layers with features, stacked annotations and those of several tokens, relation layers.
///
/// What a span is comes from the feature `label`, `value`, `role` or `type` whose value is a known
/// label, else from the name of its layer (`webanno.custom.Content`). Layers without any known
/// label, such as parts of speech, are passed over. Text that stands between
/// sentences is not in the format: it is read as line feeds.
public struct WebAnnoReader: LabelReader {
  private let options: LabelOptions

  /// Makes a reader.
  public init(options: LabelOptions = .init()) { self.options = options }

  /// Whether the first file begins as WebAnno TSV 3 does.
  public func recognises(_ files: LabelFiles) -> Bool {
    guard let name = files.names(of: ["tsv"]).first else { return false }
    let head = files.head(of: name, 64)
    return head.drop { $0 == "\u{FEFF}" }.hasPrefix(WebAnnoLayer.format)
  }

  /// Reads every file as one article.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    let graphs = GraphReader(names: options.names)
    for name in files.names(of: ["tsv"]) {
      do throws(LabelFault) {
        let lines = try files.text(of: name)
        let file = files.label(name)
        var scanner = WebAnnoScanner(
          file: file, names: options.names, unit: options.offsets ?? .utf16)
        try scanner.read(lines)
        let id = LabelFiles.stem(of: name)
        let found = graphs.read(scanner.graph, TextOffsets(bytes: scanner.text), id: id)
        reading.faults += (scanner.faults + found.faults).sortedByPlace()
        reading.articles.append(
          LabeledArticle(
            id: id, text: String(decoding: scanner.text, as: UTF8.self),
            labels: [.init(record: found.record, covers: found.covers)],
            origin: LabelOrigin(file: file)))
      } catch {
        reading.faults.append(error)
      }
    }
    reading.coverAlike()
    return reading
  }
}

/// A layer of the header: `#T_SP=webanno.custom.Content|act|type`.
struct WebAnnoLayer: Sendable {
  /// What begins a file.
  static let format = "#FORMAT=WebAnno TSV 3"
  /// What begins the feature of a relation that names its source.
  static let base = "BT_"

  /// The last part of its name.
  var name: String
  /// Its features, in the order of their columns.
  var features: [String]
  /// Whether it is one of relations.
  var isRelation: Bool
  /// Its first column.
  var column: Int

  /// How many columns it has: one even without features.
  var width: Int { max(1, features.count) }

  /// Reads a line of the header.
  init?(_ line: Substring, column: Int) {
    guard line.hasPrefix("#T_") else { return nil }
    isRelation = line.hasPrefix("#T_RL=")
    guard let equals = line.firstIndex(of: "=") else { return nil }
    let parts = line[line.index(after: equals)...].split(
      separator: "|", omittingEmptySubsequences: false)
    guard let full = parts.first else { return nil }
    name = full.split(separator: ".").last.map(String.init) ?? String(full)
    features = parts.dropFirst().filter { !$0.isEmpty }.map(String.init)
    self.column = column
  }
}
