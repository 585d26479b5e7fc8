import ArgumentParser
import NewsQuotes
import QuoteStore

/// `quoteex verify`
struct VerifyCommand: AsyncParsableCommand {
  /// How the result is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case listing, json
  }

  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that the quotations of a draft stand in its sources.",
    discussion: """
      Tells of each stretch between quotation marks whether it stands in a source as it is \
      (exact), \
      with brackets and ellipses where it differs (edited), with other words (altered), as \
      somebody \
      else's words (other_speaker), or not at all (not_found). Sources are articles, transcripts, \
      releases, speeches: text with or without marks, or records that extract has written, or a \
      store that link has made.

      Exit status 1 where a quotation is altered, somebody else's, or not found.
      """)

  @Argument(
    help: ArgumentHelp("A text file, NDJSON, or - for standard input.", valueName: "draft"),
    completion: .file())
  var draft: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Where the quotations should stand: text files, folders (their *.txt), NDJSON, stores, or -.",
      valueName: "source"),
    completion: .file())
  var against: [String]

  @Option(help: "The language of draft and sources.")
  var language: String = "en"

  @Option(help: "How the result is written: listing or json.")
  var format: Format = .listing

  @Option(
    help: ArgumentHelp("Write a page for a browser as well, all in one file.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of passing the text over.")
  var lossy = false

  @OptionGroup(title: "Rules") var models: ModelOptions

  func validate() throws {
    if against.isEmpty { throw ValidationError("--against: name at least one source") }
    if draft == "-", against.contains("-") {
      throw ValidationError("-: draft and source cannot both come on standard input")
    }
  }

  func run() async throws {
    let loaded = try models.loaded(language: language)
    let stores = against.filter(QuoteStore.isStore)
    let sources = try await records(against.filter { !stores.contains($0) }, loaded)
    let drafts = try await records([draft], loaded)
    let texts = drafts.read.flatMap(DraftVerifier.stretches)
    let stored = try stores.flatMap { path in
      try QuoteStore(path: path, .read, words: loaded.words).sources(for: texts)
    }
    let verifier = loaded.verifier(sources: sources.read + stored)
    let results = drafts.read.map { Verification(draft: $0, record: verifier.verification(of: $0)) }
    try write(results)
    if let html { try FileWriter.write(try VerificationPage().html(of: results), to: html) }
    if sources.hasFailed || drafts.hasFailed || results.contains(where: \.record.hasFaults) {
      throw ExitCode(ExitStatus.failed.rawValue)
    }
  }

  /// The records of some inputs, in their order; says of those that cannot be read why.
  private func records(
    _ paths: [String], _ loaded: Models
  ) async throws -> (read: [ArticleRecord], hasFailed: Bool) {
    guard !paths.isEmpty else { return ([], false) }
    let input = try InputOptions.parse(["--language", language, "--"] + paths)
    let source = RecordSource(
      reader: try input.reader(isLossy: lossy),
      extractor: try loaded.extractor(ExtractionOptions(withText: true, lossy: lossy)))
    var read: [ArticleRecord] = []
    var hasFailed = false
    try await Pipeline(input).run({ source.records(of: $0) }) { record, progress in
      progress.count(bytes: record.size)
      switch record.result {
      case .success(let record): read.append(record)
      case .failure(let failure):
        hasFailed = true
        progress.end()
        StandardError.say(failure.message)
      }
      return true
    }
    return (read, hasFailed)
  }

  private func write(_ results: [Verification]) throws {
    let listing = VerificationListing(
      painter: Painter(isColoured: Terminal.isOutput && Terminal.hasColour),
      width: Terminal.isOutput ? Terminal.width : 80)
    for result in results {
      let bytes =
        switch format {
        case .json: result.record.json() + [0x0A]
        case .listing: Array(listing.text(of: result.record).utf8)
        }
      if try Output().write(bytes) == .closed { return }
    }
  }
}

/// A draft and what came of its quotations.
struct Verification: Sendable {
  var draft: ArticleRecord
  var record: VerificationRecord
}
