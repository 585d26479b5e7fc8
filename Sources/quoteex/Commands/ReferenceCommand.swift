import ArgumentParser
import NewsQuotes

/// `quoteex reference`: writes what in docs/ is generated.
struct ReferenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference",
    abstract: "Write the generated references: commands, rules, tables, store, manual.",
    shouldDisplay: false)

  @Option(
    help: ArgumentHelp("The folder to write into.", valueName: "dir"), completion: .directory)
  var output: String

  func run() async throws {
    let pack = try ModelOptions.parse([]).pack(language: "en")
    let files = [
      ("cli.md", CommandReference.markdown), ("quoteex.1", CommandReference.manual),
      ("rules.md", RuleReference.markdown(of: pack.rules)), ("tables.sql", Self.tables),
      ("store.md", StoreReference.markdown),
    ]
    for (name, text) in files { try FileWriter.write(text, to: "\(output)/\(name)") }
  }

  private static var tables: String {
    let head = """
      -- The flat tables of `quoteex extract --table`, for SQLite, PostgreSQL and DuckDB.
      -- Written by `quoteex reference`; run `make docs` after a change.


      """
    return head + FlatTable.allCases.map(\.sql).joined(separator: "\n")
  }
}
