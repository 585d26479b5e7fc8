import ArgumentParser
import NewsQuotes
import QuoteExtraction
import RuleEngine

/// Which rules are used.
struct ModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder of rule packs, one a language, instead of those inside the program.",
      valueName: "dir"),
    completion: .directory)
  var models: String?

  @Option(
    help: ArgumentHelp(
      "A folder with a rule pack to lay over the others; repeatable, the last one wins.",
      valueName: "dir"),
    completion: .directory)
  var rules: [String] = []

  /// The models that most runs ask for, taken up while their arguments are read.
  @TaskLocal static var ahead: ModelsAhead?

  /// The rules for a language. Where there is no pack for it, English: then each article in the
  /// language gets a record that says so, and articles that state another are read.
  func loaded(language: String) throws -> Models {
    if models == nil, rules.isEmpty, let made = Self.ahead?.models(language: language) {
      return made
    }
    let found = Result { try Models(language: language, folder: models, rules: rules) }
    guard case .failure(let error as PackError) = found, error.isMissingLanguage,
      language != "en", models == nil
    else { return try found.get() }
    return try Models(language: "en", folder: nil, rules: rules)
  }

  /// The rules for a language, for listing.
  func pack(language: String) throws -> RulePack {
    try Models(language: language, folder: models, rules: rules).pack
  }

  /// What is wrong with a pack and its examples: with the one in a folder, laid over the others
  /// where it says so, or with the one inside.
  func check(_ folder: String?, language: String) throws -> ExampleRunner.Report {
    guard let folder else {
      let loaded = try Models(language: language, folder: models, rules: rules)
      return try RuleExamples(pack: loaded.pack).run(nil)
    }
    let source = try PackSource.directory(folder)
    let isWhole = source.extends == nil
    let loaded =
      isWhole
      ? try Models(language: language, folder: folder, rules: [])
      : try Models(language: language, folder: models, rules: rules + [folder])
    return try RuleExamples(pack: loaded.pack).run(folder)
  }

  /// What extracts, for a language.
  func extractor(language: String, _ options: ExtractionOptions) throws -> Extractor {
    try loaded(language: language).extractor(options)
  }
}

extension ModelOptions {
  /// What is stated, as `ExtractCommand.plain` reads it.
  static func plain(_ given: PlainArguments) throws(PlainArguments.Refusal) -> ModelOptions {
    var options = ModelOptions()
    options.models = try given.value("--models")
    options.rules = given.values("--rules")
    return options
  }
}
