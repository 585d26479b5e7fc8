import ArgumentParser
import NewsQuotes
struct LinkCommand: AsyncParsableCommand {}
struct ExplainCommand: AsyncParsableCommand {}
struct TokensCommand: AsyncParsableCommand {}
struct RulesCommand: AsyncParsableCommand {}
struct ReferenceCommand: AsyncParsableCommand {}
extension ModelOptions { func extractor(language: String, _: ExtractionOptions) throws -> Extractor { throw Fault("x", .usage)} }
