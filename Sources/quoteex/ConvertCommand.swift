public import ArgumentParser
public import NewsQuotes
public import QuoteEvaluation

/// `quoteex convert`
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Turn labels of one format into another.",
    discussion: """
      Reads article records, brat stand-off, PolNeAR, Citron, DirectQuote's IOB, WebAnno TSV 3 or \
      Label Studio, and writes these, W3C Web Annotation (annotation), or a flat table (csv, tsv). \
      Offsets are in each format's own unit. What is wrong with the input is told with its place, \
      and all else is converted; what the format cannot hold is told once.
      """)

  @Argument(help: "A file or folder of labels.", completion: .file())
  var input: String

  @Option(
    help: ArgumentHelp(
      "The format of the input; what it looks like if not given.", valueName: "format"))
  var from: LabelFormat?

  @Option(help: ArgumentHelp("The format to write.", valueName: "format"))
  var to: ConvertTarget

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write, or the file; standard output if not given.", valueName: "path"),
    completion: .file())
  var output: String?

  @Option(help: "The table that csv and tsv hold.")
  var table: FlatTable = .quotes

  @Option(
    help: ArgumentHelp(
      "The unit in which the input counts, where it is not its format's: codepoint, utf16, utf8.",
      valueName: "unit"))
  var offsets: OffsetUnit?

  @Option(
    help: ArgumentHelp(
      "What labels mean: Zitat=content,Person=source.", valueName: "label=role,…"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder with the texts of records that have none; repeatable.", valueName: "dir"),
    completion: .directory)
  var texts: [String] = []

  func validate() throws {
    if output == nil, !to.isOneFile {
      throw ValidationError("--to \(to.name): name a folder with --output")
    }
  }

  func run() throws {
    let reading = try read()
    try Task.checkCancellation()
    var faults = reading.faults
    let writing = to.write(reading.articles, table)
    faults += writing.faults
    for fault in faults { StandardError.say("\(fault)") }
    if !writing.lost.isEmpty {
      let list = writing.lost.sorted().joined(separator: ", ")
      StandardError.say("\(to.name) does not hold: \(list)")
    }
    try write(writing.files)
    guard !faults.isEmpty else { return }
    let count = faults.count == 1 ? "1 fault" : "\(faults.count) faults"
    StandardError.say("\(count); what was good is converted")
    throw ExitCode(ExitStatus.failed.rawValue)
  }

  private func read() throws -> LabelReading {
    do throws(LabelFault) {
      var reading = try LabelReading(
        try LabelFiles(path: input), format: from,
        options: LabelOptions(offsets: offsets, map: map))
      var folders: [LabelFiles] = []
      for path in texts { folders.append(try LabelFiles(path: path)) }
      reading.addTexts(folders)
      reading.checkSpans()
      reading.keepFirstOfEachID()
      return reading
    } catch {
      throw Fault("\(error)", .usage)
    }
  }

  private func write(_ files: [LabelWriting.File]) throws {
    guard let output else {
      for file in files where try Output().write(file.bytes) == .closed { return }
      return
    }
    if to.isOneFile {
      guard let file = files.first else { return }
      return try FileWriter.write(file.bytes, to: output)
    }
    for file in files {
      try Task.checkCancellation()
      let path = "\(output)/\(file.name)"
      try Folder.makeParents(of: path)
      try FileWriter.write(file.bytes, to: path)
    }
  }
}

/// What `quoteex convert` writes.
enum ConvertTarget: Sendable, Hashable, CaseIterable, ExpressibleByArgument {
  case labels(OutputFormat)
  case table(TableFormat)

  static var allCases: [ConvertTarget] {
    OutputFormat.allCases.map(labels) + [.table(.csv), .table(.tsv)]
  }

  static var allValueStrings: [String] { allCases.map(\.name) }

  init?(argument: String) {
    guard let found = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = found
  }

  /// What it is called.
  var name: String {
    switch self {
    case .labels(let format): format.rawValue
    case .table(let format): format.rawValue
    }
  }

  /// Whether it makes one file, which can go to standard output.
  var isOneFile: Bool {
    switch self {
    case .labels(let format): format.isOneFile
    case .table: true
    }
  }

  /// The files, and what they do not hold.
  func write(_ articles: [LabeledArticle], _ table: FlatTable) -> LabelWriting {
    switch self {
    case .labels(let format): format.writer.write(articles)
    case .table(let format): Self.rows(articles, table, format)
    }
  }

  private static func rows(
    _ articles: [LabeledArticle], _ table: FlatTable, _ format: TableFormat
  ) -> LabelWriting {
    var text = format.header(of: table)
    var writing = LabelWriting(lost: ["the texts", "all but the table of \(table.rawValue)"])
    for article in articles {
      if article.labels.count > 1 { writing.lost.insert("annotators after the first") }
      guard let record = article.labels.first?.record else { continue }
      for row in table.rows(of: record) { text += format.line(row, of: table) }
    }
    writing.files.append(
      .init(name: "\(table.rawValue).\(format.rawValue)", bytes: Array(text.utf8)))
    return writing
  }
}

extension LabelOptions {
  /// The unit, and what labels mean, as pairs joined by commas: `Zitat=content,Person=source`.
  ///
  /// - Throws: `unknown_role` where a pair is none or names no role.
  init(offsets: OffsetUnit?, map: [String]) throws(LabelFault) {
    self.init(offsets: offsets)
    for pair in map.flatMap({ $0.split(separator: ",") }) {
      let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, names.map(parts[0], to: parts[1]) else {
        let roles = LabelNames.roleNames.joined(separator: ", ")
        throw LabelFault(
          file: "--map", code: "unknown_role", message: "“\(pair)” is no LABEL=ROLE of \(roles)")
      }
    }
  }
}

extension LabelFormat: ExpressibleByArgument {}
extension OffsetUnit: ExpressibleByArgument {}
