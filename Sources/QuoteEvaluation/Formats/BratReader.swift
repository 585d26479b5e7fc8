import QuoteRecords

/// Reads brat stand-off: texts with their labels side by side (`NAME.txt`, `NAME.ann`), or as
/// PolNeAR is published (`text/NAME.txt`, `attributions/NAME_ANNOTATOR.ann`, several annotators).
///
/// An attribution is an event with `Content`, `Cue`, `Source` and `Addressee`, or a relation
/// between such spans. A text without labels, or labels without a text, is a fault.
public struct BratReader: LabelReader {
  /// Where files stand.
  public enum Layout: Sendable, Hashable {
    /// `NAME.txt` and `NAME.ann`.
    case sideBySide
    /// `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.
    case folders
  }

  private let layout: Layout
  private let options: LabelOptions

  /// Makes a reader.
  public init(layout: Layout, options: LabelOptions = .init()) {
    self.layout = layout
    self.options = options
  }

  /// Whether there are labels beside a text, or in PolNeAR's folders.
  public func recognises(_ files: LabelFiles) -> Bool {
    let names = files.names(ending: "ann")
    switch layout {
    case .sideBySide: return names.contains { files.has(String($0.dropLast(4)) + ".txt") }
    case .folders: return names.contains { BratFolders.text(of: $0) != nil }
    }
  }

  /// Reads every text with its labels, one element of `labels` an annotator.
  public func read(_ files: LabelFiles) -> LabelReading {
    var reading = LabelReading()
    var pairs: [(text: String, labels: [(file: String, annotator: String)])] = []
    let texts = files.names(ending: "txt").filter {
      layout == .sideBySide || BratFolders.isText($0)
    }
    var labels = Dictionary(grouping: files.names(ending: "ann")) { text(of: $0) }
    for text in texts {
      let found = (labels.removeValue(forKey: text) ?? []).sorted()
      if found.isEmpty {
        reading.faults.append(
          LabelFault(
            file: files.label(text), code: "missing_file", message: "there are no labels of it"))
        continue
      }
      pairs.append((text, found.map { ($0, annotator(of: $0)) }))
    }
    for names in labels.values {
      for name in names where !name.isEmpty {
        reading.faults.append(missingText(of: name, files))
      }
    }
    reading.faults.sort { ($0.file, $0.line) < ($1.file, $1.line) }
    for pair in pairs { read(pair.text, pair.labels, files, into: &reading) }
    reading.coverAlike()
    return reading
  }

  private func read(
    _ text: String, _ labels: [(file: String, annotator: String)], _ files: LabelFiles,
    into reading: inout LabelReading
  ) {
    do throws(LabelFault) {
      let content = try files.text(of: text)
      let offsets = TextOffsets(content)
      let id = LabelFiles.stem(of: text)
      var article = LabeledArticle(
        id: id, text: content, labels: [], origin: LabelOrigin(file: files.label(labels[0].file)))
      for (file, annotator) in labels {
        let lines = try files.text(of: file)
        var scanner = BratScanner(
          finder: SpanFinder(offsets: offsets, unit: options.offsets ?? .codepoint),
          names: options.names, file: files.label(file))
        scanner.read(lines)
        let graph = GraphReader(names: options.names).read(scanner.graph, offsets, id: id)
        reading.faults += (scanner.faults + graph.faults).sortedByPlace()
        article.labels.append(
          .init(annotator: annotator, record: graph.record, covers: graph.covers))
      }
      reading.articles.append(article)
    } catch {
      reading.faults.append(error)
    }
  }

  private func text(of labels: String) -> String {
    switch layout {
    case .sideBySide: String(labels.dropLast(4)) + ".txt"
    case .folders: BratFolders.text(of: labels) ?? ""
    }
  }

  private func annotator(of labels: String) -> String {
    layout == .sideBySide ? "" : BratFolders.annotator(of: labels)
  }

  private func missingText(of labels: String, _ files: LabelFiles) -> LabelFault {
    LabelFault(
      file: files.label(labels), code: "missing_file",
      message: "there is no text “\(text(of: labels))” to these labels")
  }
}

/// The folders in which PolNeAR has its files.
private enum BratFolders {
  static func isText(_ name: String) -> Bool {
    name.split(separator: "/").dropLast().last == "text"
  }

  /// The text of `…/attributions/NAME_ANNOTATOR.ann`, or `nil` for another file.
  static func text(of name: String) -> String? {
    var parts = name.split(separator: "/").map(String.init)
    guard parts.count >= 2, parts[parts.count - 2] == "attributions" else { return nil }
    let stem = LabelFiles.stem(of: name)
    guard let mark = stem.lastIndex(of: "_") else { return nil }
    parts.removeLast(2)
    return (parts + ["text", stem[..<mark] + ".txt"]).joined(separator: "/")
  }

  static func annotator(of name: String) -> String {
    let stem = LabelFiles.stem(of: name)
    return stem.lastIndex(of: "_").map { String(stem[stem.index(after: $0)...]) } ?? ""
  }
}
