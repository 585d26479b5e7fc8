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

  /// None stated.
  static var plain: WordOptions {
    var options = WordOptions()
    options.tokenizer = usual
    return options
  }
}
