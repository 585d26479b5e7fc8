import ArgumentParser
import NewsQuotes

/// `quoteex compile-models`: writes what the program can be linked with to start faster.
struct CompileModelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile-models",
    abstract: "Write what is made of the rules inside the program when it starts.",
    shouldDisplay: false)

  func run() throws { _ = try Output().write(try Models.compiled()) }
}
