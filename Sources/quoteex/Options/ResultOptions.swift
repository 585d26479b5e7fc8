public import ArgumentParser
public import NewsQuotes

extension ExtractionOptions.Offsets: ExpressibleByArgument {}

/// What records hold.
struct ResultOptions: ParsableArguments {
  /// What a record can hold besides.
  enum Extra: String, CaseIterable {
    case text, sentences
  }

  @Option(help: "The unit of offsets: codepoint, utf16, utf8 or all.")
  var offsets: ExtractionOptions.Offsets = ResultOptions.usualOffsets

  @Option(
    help: ArgumentHelp(
      "What records hold besides: text, sentences.", valueName: "text,sentences"))
  var with: [String] = []

  @Option(
    help: ArgumentHelp(
      "Add to the content of quotes so many characters before and after.", valueName: "n"))
  var context: Int = ResultOptions.usualContext

  @Option(
    help: ArgumentHelp("Only quotes of these types: direct, mixed, indirect.", valueName: "type,…"))
  var types: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only quotes of these acts: speech, writing, thought, attitude, evidence.",
      valueName: "act,…"))
  var acts: [String] = []

  @Flag(help: "Only results of high certainty.")
  var strict = false

  @Flag(help: "Read bytes that are not UTF-8 as U+FFFD instead of giving an error record.")
  var lossy = false

  @OptionGroup var words: WordOptions

  func validate() throws {
    guard (0...10_000).contains(context) else {
      throw ValidationError("--context \(context): from 0 to 10000")
    }
    try Self.check(with, "--with", Extra.allCases.map(\.rawValue))
    try Self.check(types, "--types", Self.types)
    try Self.check(acts, "--acts", Self.acts)
  }

  /// The same for the library.
  var extraction: ExtractionOptions {
    let extras = Self.list(with)
    return ExtractionOptions(
      offsets: offsets,
      types: types.isEmpty ? nil : Set(Self.list(types).map(QuoteType.init(rawValue:))),
      acts: acts.isEmpty ? nil : Set(Self.list(acts).map(Act.init(rawValue:))),
      strict: strict, withText: extras.contains("text"),
      withSentences: extras.contains("sentences"), context: context, lossy: lossy,
      words: words.tokenizer)
  }

  fileprivate static let usualOffsets = ExtractionOptions.Offsets.codepoint
  fileprivate static let usualContext = 0
  private static let types = [QuoteType.direct, .mixed, .indirect].map(\.rawValue)
  private static let acts = [Act.speech, .writing, .thought, .attitude, .evidence].map(\.rawValue)

  private static func list(_ values: [String]) -> [String] {
    values.flatMap { $0.split(separator: ",").map(String.init) }
  }

  private static func check(_ values: [String], _ name: String, _ known: [String]) throws {
    for value in list(values) where !known.contains(value) {
      let all = known.joined(separator: ", ")
      throw ValidationError("\(name): “\(value)” is none of \(all)")
    }
  }
}

extension ResultOptions {
  /// The options that take a value.
  static let names = ["--offsets", "--with", "--context", "--types", "--acts", "--tokenizer"]

  /// What is stated, as `ExtractCommand.plain` reads it.
  static func plain(_ given: PlainArguments) throws(PlainArguments.Refusal) -> ResultOptions {
    var options = ResultOptions()
    options.offsets =
      try given.value("--offsets", ExtractionOptions.Offsets.init(rawValue:)) ?? usualOffsets
    options.with = given.values("--with")
    options.context = try given.value("--context") { Int($0) } ?? usualContext
    options.types = given.values("--types")
    options.acts = given.values("--acts")
    options.strict = given.has("--strict")
    options.lossy = given.has("--lossy")
    options.words = try .plain(given)
    return options
  }
}
