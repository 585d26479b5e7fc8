public import ArgumentParser
public import NewsText

extension WordFinder: ExpressibleByArgument {}

/// What finds words.
struct WordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What finds words: wide, by the registers of the processor, or icu; the output is the same."))
  var tokenizer: WordFinder = WordOptions.usual
}

extension WordOptions {
  fileprivate static let usual = WordFinder.wide

  /// What is stated, as `ExtractCommand.plain` reads it.
  static func plain(_ given: PlainArguments) throws(PlainArguments.Refusal) -> WordOptions {
    var options = WordOptions()
    options.tokenizer = try given.value("--tokenizer", WordFinder.init(rawValue:)) ?? usual
    return options
  }
}
