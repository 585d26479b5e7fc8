import ArgumentParser
import NewsQuotes

/// `quoteex extract`
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Find who says what, unnamed sources and amounts of money.",
    discussion: """
      Writes one record for each article, in the order of the input: JSON, one record a line, or a \
      readable listing at a terminal. An article that cannot be read gives a record that says why, \
      and the run goes on.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Results") var results: ResultOptions
  @OptionGroup(title: "Rules") var models: ModelOptions
  @OptionGroup(title: "People") var listed: PeopleOptions

  @Flag(exclusivity: .exclusive) var layout: Layout?

  @Option(help: "Write a flat table instead: quotes, speakers, amounts, claims or markers.")
  var table: FlatTable?

  @Option(help: "The format of the table: csv, tsv or ndjson; csv if not given.")
  var format: TableFormat?

  @Flag(
    help: """
      Write instead, of each stretch of quoted words, what any engine needs to group it: \
      fingerprint, keys, bits. Reads records that extract has written too.
      """)
  var keys = false

  func validate() throws {
    if keys, table != nil || layout != nil {
      throw ValidationError("--keys: neither with --table nor with a layout")
    }
    if table == nil, let format {
      throw ValidationError("--format \(format.rawValue): only with --table")
    }
    if let table, let layout {
      throw ValidationError("--table \(table.rawValue) and --\(layout.rawValue) exclude each other")
    }
  }

  func run() async throws {
    let pipeline = try Pipeline(input)
    let people = try listed.list()
    let reader = try input.reader(isLossy: results.lossy)
    if keys { return try await writeKeys(pipeline, reader) }
    let extractor = try models.extractor(language: input.language, results.extraction)
    let renderer = self.renderer
    let status = try await pipeline.write(header: renderer.header) { items in
      let articles = items.map { reader.article(of: $0) }
      var records = extractor.extract(articles.compactMap(\.self)).makeIterator()
      return zip(items, articles).map { item, article in
        guard let article, var record = records.next() else { return Piece(problem: item) }
        people?.settle(&record)
        return renderer.piece(of: record, size: article.text.count)
      }
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private func writeKeys(_ pipeline: Pipeline, _ reader: ArticleReader) async throws {
    let loaded = try models.loaded(language: input.language)
    let source = RecordSource(reader: reader, extractor: try loaded.extractor(results.extraction))
    let maker = loaded.keyMaker()
    let status = try await pipeline.write(header: []) { items in
      source.records(of: items).map { record in
        switch record.result {
        case .failure(let fault): return Piece(messages: [fault.message], isFailed: true)
        case .success(let article):
          var maker = maker
          var piece = Piece(size: record.size)
          for keys in maker.keys(of: article) { piece.bytes += keys.json() + [0x0A] }
          return piece
        }
      }
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  private var renderer: Renderer {
    guard let table else { return Layout.renderer(layout) }
    return Renderer(form: .table(table, format ?? .csv))
  }
}

extension ExtractCommand {
  /// The command for `extract` with what `PlainArguments` takes; `nil` for all else, and what is
  /// given so is as if it had been read by the parser.
  static func plain(_ arguments: [String]) -> ExtractCommand? {
    guard arguments.count > 1, arguments[0] == "extract" else { return nil }
    let layouts = Layout.allCases.map { "--" + $0.rawValue }
    do {
      let given = try PlainArguments(
        arguments.dropFirst(), flags: layouts + ["--keys", "--strict", "--lossy"],
        options: InputOptions.names + ResultOptions.names + ["--models", "--rules", "--people"]
          + ["--table", "--format"])
      // Set one by one: assigned within an initializer, they would be their own defaults only.
      var command = ExtractCommand()
      command.input = try .plain(given)
      command.results = try .plain(given)
      command.models = try .plain(given)
      command.listed = try .plain(given)
      let asked = Layout.allCases.filter { given.has("--" + $0.rawValue) }
      guard asked.count < 2 else { return nil }
      command.layout = asked.first
      command.table = try given.value("--table", FlatTable.init(rawValue:))
      command.format = try given.value("--format", TableFormat.init(rawValue:))
      command.keys = given.has("--keys")
      try command.input.validate()
      try command.results.validate()
      try command.validate()
      return command
    } catch {
      return nil
    }
  }

  /// The command for `extract` with options, read without the commands beside it; `nil` where
  /// anything is wrong or help is asked for, which the whole parser then tells.
  static func alone(_ arguments: [String]) -> ExtractCommand? {
    guard arguments.first == "extract" else { return nil }
    return try? parseAsRoot(Array(arguments.dropFirst())) as? ExtractCommand
  }
}

extension Piece {
  /// What is said of input that is no article.
  init(problem item: InputItem) {
    guard case .problem(let message) = item else { return }
    messages = [message]
    isFailed = true
  }
}
