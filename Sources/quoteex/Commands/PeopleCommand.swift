import ArgumentParser
import NewsQuotes
import QuoteStore

/// `quoteex people`
struct PeopleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Count who is quoted, by gender, role, outlet or person.",
    discussion: """
      Reads records that extract has written, or articles, which it extracts first, or a store. \
      Writes one row for each combination: how many quotes, how many people, their share of all \
      quotes. Organisations, groups and documents do not count; a joint statement counts for each \
      speaker; people of one key of --people count once, others once in each article.
      """)

  @OptionGroup(title: "Input") var input: InputOptions
  @OptionGroup(title: "Rules") var models: ModelOptions
  @OptionGroup(title: "People") var listed: PeopleOptions

  @Option(
    help: ArgumentHelp("Count in this store instead of input.", valueName: "file"),
    completion: .file(extensions: ["db"]))
  var store: String?

  @Option(
    help: ArgumentHelp("By what: gender, role, outlet, person.", valueName: "trait,…"))
  var by: [String] = ["gender"]

  @OptionGroup var rows: RowOptions

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of passing the article over.")
  var lossy = false

  func validate() throws {
    for name in traitNames where QuotedCounts.Trait(rawValue: name) == nil {
      let known = QuotedCounts.Trait.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--by: “\(name)” is none of \(known)")
    }
    if Set(traitNames).count < traitNames.count {
      throw ValidationError("--by: \(traitNames.joined(separator: ",")) names one twice")
    }
    guard store != nil else { return }
    if !input.inputs.isEmpty { throw ValidationError("--store: not together with input") }
    if listed.people != nil {
      throw ValidationError("--people: give it to link --store, which keeps who is who")
    }
  }

  func run() async throws {
    var counts = QuotedCounts(by: traitNames.compactMap(QuotedCounts.Trait.init(rawValue:)))
    var failed = 0
    if let store {
      let opened = try QuoteStore(path: store, .read, words: .byLength)
      try opened.quotedSpeakers { article, outlet, speaker in
        counts.add(speaker, article: article, outlet: outlet)
      }
    } else {
      failed = try await count(&counts)
    }
    let rows = counts.rows.map { row in
      row.traits.map { FlatTable.Cell($0) } + [
        .integer(row.quotes), .integer(row.people), .decimal(Self.decimal(row.share)),
      ]
    }
    try self.rows.write(traitNames + ["quotes", "people", "share"], rows)
    if failed > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
  }

  private var traitNames: [String] { by.flatMap { $0.split(separator: ",").map(String.init) } }

  /// Counts what the input holds; how much of it could not be read.
  private func count(_ counts: inout QuotedCounts) async throws -> Int {
    let people = try listed.list()
    let source = try RecordSource(input: input, models: models, isLossy: lossy)
    var failed = 0
    try await Pipeline(input).run({ source.records(of: $0) }) { record, progress in
      progress.count(bytes: record.size)
      switch record.result {
      case .success(var record):
        people?.settle(&record)
        counts.add(record)
      case .failure(let failure):
        failed += 1
        progress.end()
        StandardError.say(failure.message)
      }
      return true
    }
    return failed
  }

  /// A share with four digits.
  private static func decimal(_ share: Double) -> String {
    let digits = String(Int((share * 10_000).rounded()))
    let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    return "\(padded.dropLast(4)).\(padded.suffix(4))"
  }
}
