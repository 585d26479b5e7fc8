import ArgumentParser
import NewsQuotes
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

  /// The rules for a language. Where there is no pack for it, English: then each article in the
  /// language gets a record that says so, and articles that state another are read.
  func loaded(language: String) throws -> Models {
    do {
      return try Models(language: language, folder: models, rules: rules)
    } catch where error.isMissingLanguage && language != "en" && models == nil {
      return try Models(language: "en", folder: models, rules: rules)
    }
  }

  /// What extracts, for a language.
  func extractor(language: String, _ options: ExtractionOptions) throws -> Extractor {
    try loaded(language: language).extractor(options)
  }
}
