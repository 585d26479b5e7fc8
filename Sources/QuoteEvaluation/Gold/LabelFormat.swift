/// The formats that labels are read from.
public enum LabelFormat: String, Sendable, Hashable, CaseIterable {
  /// Article records of quoteex, one a line or one a file.
  case records
  /// Our corpus: marked text with tables beside it.
  case corpus
  /// Labeled amounts, an article a line.
  case amounts
  /// What labeled amounts measure and who asserts them, an amount a line.
  case claims
  /// Labeled clusters, one a line, with mentions and look-alikes beside them.
  case links
  /// brat stand-off: `NAME.txt` and `NAME.ann` side by side.
  case brat
  /// PolNeAR: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.
  case polnear
  /// Citron's JSON, one file an article.
  case citron
  /// A token a line with its tag, as DirectQuote has them.
  case iob
  /// WebAnno TSV 3, one file an article.
  case webanno
  /// Label Studio's JSON: an array of tasks.
  case labelstudio

  /// What reads the format.
  public var reader: any LabelReader { reader(LabelOptions()) }

  /// What reads the format, told how a tool counted and what it calls things.
  public func reader(_ options: LabelOptions) -> any LabelReader {
    switch self {
    case .records: RecordLabelReader()
    case .corpus: CorpusLabelReader()
    case .amounts: AmountLabelReader()
    case .claims: ClaimLabelReader()
    case .links: LinkLabelReader()
    case .brat: BratReader(layout: .sideBySide, options: options)
    case .polnear: BratReader(layout: .folders, options: options)
    case .citron: CitronReader(options: options)
    case .iob: IOBReader()
    case .webanno: WebAnnoReader(options: options)
    case .labelstudio: LabelStudioReader(options: options)
    }
  }

  /// The format that files look like, by their names and how they begin; the first that says so.
  public static func of(_ files: LabelFiles) -> LabelFormat? {
    allCases.first { $0.reader.recognises(files) }
  }
}

/// Reads one format.
public protocol LabelReader: Sendable {
  /// Whether files look like the format. Reads no more than it must.
  func recognises(_ files: LabelFiles) -> Bool

  /// Everything good that is in the files, and everything that is wrong with them.
  func read(_ files: LabelFiles) -> LabelReading
}

/// What came of reading labels.
public struct LabelReading: Sendable {
  /// The articles, in the order of the files.
  public var articles: [LabeledArticle]
  /// The clusters over them, where the format has any.
  public var clusters: LabeledClusters?
  /// All that is wrong, in the order of the files.
  public var faults: [LabelFault]

  /// Makes a reading.
  public init(
    articles: [LabeledArticle] = [], clusters: LabeledClusters? = nil, faults: [LabelFault] = []
  ) {
    self.articles = articles
    self.clusters = clusters
    self.faults = faults
  }

  /// Reads files of a format, or of the one that they look like.
  ///
  /// - Throws: `unknown_format` where they look like none.
  public init(
    _ files: LabelFiles, format: LabelFormat? = nil, options: LabelOptions = .init()
  ) throws(LabelFault) {
    let isNamed = format != nil
    guard let format = format ?? LabelFormat.of(files) else {
      let known = LabelFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw LabelFault(
        file: files.path, code: "unknown_format", message: "looks like none of \(known)")
    }
    self = format.reader(options).read(isNamed ? files.ofNamedFormat() : files)
    if articles.isEmpty, clusters == nil, faults.isEmpty {
      faults.append(
        LabelFault(file: files.path, code: "empty_gold", message: "there are no articles in it"))
    }
  }
}
