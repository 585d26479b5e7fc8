import ArgumentParser
import NewsQuotes

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
      "A folder with a rule pack to lay over the others; the last one wins.", valueName: "dir"),
    completion: .directory)
  var rules: [String] = []
}
