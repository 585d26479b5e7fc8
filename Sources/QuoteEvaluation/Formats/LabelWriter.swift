import QuoteRecords

/// The formats that labels are written in.
public enum OutputFormat: String, Sendable, Hashable, CaseIterable {
  /// Article records of quoteex, one a line.
  case records
  /// brat stand-off: `NAME.txt` and `NAME.ann` side by side.
  case brat
  /// PolNeAR: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.
  case polnear
  /// Citron's JSON, one file an article.
  case citron
  /// A token a line with its tag, as DirectQuote has them.
  case iob
  /// WebAnno TSV 3.3, one file an article.
  case webanno
  /// Label Studio's JSON, a task an article.
  case labelstudio
  /// W3C Web Annotation as JSON-LD, one file an article.
  case annotation

  /// What writes the format.
  public var writer: any LabelWriter {
    switch self {
    case .records: RecordLabelWriter()
    case .brat: BratWriter(layout: .sideBySide)
    case .polnear: BratWriter(layout: .folders)
    case .citron: CitronWriter()
    case .iob: IOBWriter()
    case .webanno: WebAnnoWriter()
    case .labelstudio: LabelStudioWriter()
    case .annotation: WebAnnotationWriter()
    }
  }

  /// Whether it makes one file, which can go to standard output.
  public var isOneFile: Bool {
    switch self {
    case .records, .iob, .labelstudio: true
    case .brat, .polnear, .citron, .webanno, .annotation: false
    }
  }
}

/// Writes one format.
public protocol LabelWriter: Sendable {
  /// Everything that the format can hold of the articles, and what it cannot.
  func write(_ articles: [LabeledArticle]) -> LabelWriting
}

/// What came of writing labels.
public struct LabelWriting: Sendable {
  /// A file to be.
  public struct File: Sendable, Hashable {
    /// Its name, below the folder that is written to.
    public var name: String
    /// What is in it.
    public var bytes: [UInt8]

    /// Makes one.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The files, in the order of the articles.
  public var files: [File]
  /// What the format does not hold of these articles, as paths of the record's schema or in words.
  public var lost: Set<String>
  /// What could not be written at all.
  public var faults: [LabelFault]

  /// Makes one.
  public init(files: [File] = [], lost: Set<String> = [], faults: [LabelFault] = []) {
    self.files = files
    self.lost = lost
    self.faults = faults
  }

  /// Adds a text file.
  mutating func add(_ name: String, _ text: String) {
    files.append(File(name: name, bytes: Array(text.utf8)))
  }
}

/// The names of files that articles are written to.
struct FileNames {
  private var used: Set<String> = []

  /// The article's id as a file's name, without ending; with a number behind it where two articles
  /// would share one.
  mutating func next(_ article: LabeledArticle) -> String {
    var name = String(
      String.UnicodeScalarView(
        article.id.unicodeScalars.map { $0 == "/" || $0 == "\\" || $0.value < 0x20 ? "_" : $0 }))
    if name.isEmpty || name.hasPrefix(".") { name = "_" + name }
    guard !used.insert(name).inserted else { return name }
    var number = 2
    while !used.insert("\(name)-\(number)").inserted { number += 1 }
    return "\(name)-\(number)"
  }
}

extension LabeledArticle {
  /// The text, without which formats of offsets say nothing.
  ///
  /// - Throws: `missing_text`.
  func requiredText() throws(LabelFault) -> String {
    if let text { return text }
    throw origin.fault("missing_text", "\(id): the record has no text; extract it with --with text")
  }
}
