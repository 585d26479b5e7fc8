import ArgumentParser
import NewsQuotes
import NewsText

/// The command line: what it can do, and what its parts are called.
struct Quoteex: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quoteex",
    abstract: "Reads news and tells who said what.",
    discussion: """
      Exit status: 0 done; 1 done, but some articles or a check failed, or output could not be \
      written; 2 wrong use, or rules that cannot be read; 130 interrupted.
      """,
    version:
      "\(Release.version) (ICU \(ICUWordBreaker.version), Unicode \(TextReader.unicodeVersion))",
    subcommands: [
      ExtractCommand.self, LinkCommand.self, VerifyCommand.self, SearchCommand.self,
      ClustersCommand.self,
      PeopleCommand.self, AuditCommand.self, ExplainCommand.self, TokensCommand.self,
      RulesCommand.self, EvaluateCommand.self, ConvertCommand.self, ReferenceCommand.self,
      CompileModelsCommand.self,
    ])
}
