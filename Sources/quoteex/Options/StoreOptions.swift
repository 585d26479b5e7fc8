import ArgumentParser
import NewsQuotes
import QuoteStore

/// What is done with a store while linking.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Add to a store of quotes, made where there is none, and write the clusters that changed. \
      What is there already is not read again.
      """, valueName: "file"),
    completion: .file(extensions: ["db"]))
  var store: String?

  @Flag(help: "Write all clusters of the store, not only those that changed.")
  var all = false

  @Option(
    help: ArgumentHelp("Remove an article from the store; repeatable.", valueName: "id"))
  var remove: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many articles are added at once: all of them or, when the run is stopped, none.",
      valueName: "n"))
  var batch: Int = 1000

  func validate() throws {
    guard batch > 0 else { throw ValidationError("--batch \(batch): there must be at least 1") }
    guard store == nil else { return }
    if all { throw ValidationError("--all: only with --store") }
    if !remove.isEmpty { throw ValidationError("--remove: only with --store") }
  }
}

/// Which store is read.
struct StoreFileOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The store, made by link --store.", valueName: "file"),
    completion: .file(extensions: ["db"]))
  var store: String

  /// The store, opened for reading; `words` are what versions of a quote are compared by.
  func opened(words: WordBits = .byLength) throws -> QuoteStore {
    try QuoteStore(path: store, .read, words: words)
  }
}

/// How rows are written.
struct RowOptions: ParsableArguments {
  /// The formats.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, csv, tsv, ndjson
  }

  @Option(help: "text, csv, tsv or ndjson; text at a terminal, else ndjson, if not given.")
  var format: Format?

  /// Writes rows until nobody reads any more.
  func write(_ columns: [String], _ rows: [[FlatTable.Cell]]) throws {
    let output = Output()
    let format = format ?? (Terminal.isOutput ? .text : .ndjson)
    guard let table = TableFormat(rawValue: format.rawValue) else {
      _ = try output.write(TextTable(columns: columns, width: Terminal.width).text(of: rows))
      return
    }
    if try output.write(table.header(columns)) == .closed { return }
    for row in rows {
      try Task.checkCancellation()
      if try output.write(table.line(row, columns)) == .closed { return }
    }
  }
}
