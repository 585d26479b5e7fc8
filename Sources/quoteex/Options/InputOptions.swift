import ArgumentParser
import NewsQuotes
import QuoteStore

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension InputFormat: ExpressibleByArgument {}

/// What is read, and how.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Text files, folders (their *.txt), NDJSON (*.ndjson, *.jsonl), or - for standard input.",
      valueName: "input"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    help: """
      How files are read: text, ndjson, or marked (labeled text). If not given, by their names: \
      *.txt is text, *.ndjson and *.jsonl NDJSON; all else, and standard input, is NDJSON where it \
      begins with a JSON object, else one text. Objects may be indented.
      """)
  var inputFormat: InputFormat?

  @Option(
    help: ArgumentHelp(
      "Other names for keys of NDJSON and columns of --metadata: published=date,outlet=media.",
      valueName: "key=name,…"))
  var map: [String] = []

  @Option(help: "The outlet of what states none.")
  var outlet: String?

  @Option(help: "The date of what states none, in ISO 8601.")
  var published: String?

  @Option(
    help: ArgumentHelp(
      "Tab-separated values that say what text files cannot: filename, outlet, published, …",
      valueName: "file"),
    completion: .file(extensions: ["tsv"]))
  var metadata: String?

  @Option(help: "The language of what states none.")
  var language: String = InputOptions.usualLanguage

  @Option(name: .shortAndLong, help: "How many workers; as many as there are cores if not given.")
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs \(jobs): there must be at least 1") }
    if let jobs, jobs > 1024 { throw ValidationError("--jobs \(jobs): there can be at most 1024") }
    if let published, QuoteStore.day(published) == nil {
      throw ValidationError("--published \(published): no date as in 2031-05-02")
    }
  }

  /// The inputs, standard input where none is named.
  ///
  /// - Throws: `Fault` where an input does not exist, or where nobody would ever write one.
  func sequence() throws -> InputSequence {
    if inputs.isEmpty && Terminal.isInput {
      throw Fault("no input: name files or folders, or write into standard input", .usage)
    }
    var missing: [String] = []
    for path in inputs where path != "-" {
      do {
        _ = try PathKind(path)
      } catch  where error.code == ENOENT || error.code == ENOTDIR {
        missing.append("\(error)")
      } catch {}
    }
    if !missing.isEmpty { throw Fault(missing.joined(separator: "; "), .usage) }
    return InputSequence(inputs.isEmpty ? ["-"] : inputs, format: inputFormat)
  }

  /// What makes articles of the inputs.
  ///
  /// - Throws: `Fault` where `--map` or `--metadata` cannot be read.
  func reader(isLossy: Bool) throws -> ArticleReader {
    let keys = try KeyMap(map)
    let metadata = try metadata.map { try Metadata(path: $0, keys: keys) } ?? Metadata()
    for problem in metadata.unreadableDates.prefix(Self.toldDates) { StandardError.say(problem) }
    let untold = metadata.unreadableDates.count - Self.toldDates
    if untold > 0 { StandardError.say("… and \(untold) more dates that are none") }
    return ArticleReader(
      keys: keys, metadata: metadata, outlet: outlet, published: published, language: language,
      isLossy: isLossy, isMarked: inputFormat == .marked)
  }

  fileprivate static let usualLanguage = "en"
  /// How many dates that are none are told one by one.
  private static let toldDates = 10

  /// How many workers there are.
  var workers: Int { jobs ?? Processors.count }
}

extension InputOptions {
  /// The options that take a value.
  static let names = [
    "--input-format", "--map", "--outlet", "--published", "--metadata", "--language", "--jobs",
    "-j",
  ]

  /// What is stated, as `ExtractCommand.plain` reads it.
  static func plain(_ given: PlainArguments) throws(PlainArguments.Refusal) -> InputOptions {
    var options = InputOptions()
    options.inputs = given.inputs
    options.inputFormat = try given.value("--input-format", InputFormat.init(rawValue:))
    options.map = given.values("--map")
    options.outlet = try given.value("--outlet")
    options.published = try given.value("--published")
    options.metadata = try given.value("--metadata")
    options.language = try given.value("--language") ?? usualLanguage
    let jobs = given.values("--jobs") + given.values("-j")
    guard jobs.count < 2 else { throw PlainArguments.Refusal() }
    options.jobs = jobs.first.flatMap { Int($0) }
    guard (options.jobs == nil) == jobs.isEmpty else { throw PlainArguments.Refusal() }
    return options
  }
}
