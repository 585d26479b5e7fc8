import ArgumentParser
import RuleEngine

/// `quoteex rules`
struct RulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List, check and show rules.",
    subcommands: [RulesList.self, RulesCheck.self, RulesShow.self])
}

/// `quoteex rules list`
struct RulesList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the rules: id, kind, status and what each finds.")

  @OptionGroup var models: ModelOptions

  @Option(help: "The language of the rules.")
  var language = "en"

  @Option(help: "Only rules of this kind: quote, marker, amount, …")
  var kind: String?

  func run() async throws {
    let pack = try models.pack(language: language)
    let rules = pack.rules.filter { kind == nil || $0.kind == kind }
    if let kind, rules.isEmpty {
      let known = Set(pack.rules.map(\.kind)).sorted().joined(separator: ", ")
      throw Fault("--kind: there are no rules of “\(kind)”, only of \(known)", .usage)
    }
    let width = rules.map(\.id.count).max() ?? 0
    var lines = ""
    for rule in rules {
      let padding = String(repeating: " ", count: width - rule.id.count)
      let kind = rule.kind + String(repeating: " ", count: max(0, 8 - rule.kind.count))
      lines += "\(rule.id)\(padding)  \(kind)  \(rule.status.rawValue)  \(rule.summary)\n"
    }
    _ = try Output().write(lines)
  }
}

/// `quoteex rules show`
struct RulesShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a rule with its pattern and its examples.")

  @Argument(help: "The rule's id.")
  var id: String

  @OptionGroup var models: ModelOptions

  @Option(help: "The language of the rules.")
  var language = "en"

  func run() async throws {
    let pack = try models.pack(language: language)
    guard let rule = pack.rules.first(where: { $0.id == id }) else {
      let close = pack.rules.map(\.id).filter { $0.contains(id) }.prefix(5)
      let hint = close.isEmpty ? "" : "; there is " + close.joined(separator: ", ")
      throw Fault("no rule “\(id)”\(hint)", .usage)
    }
    _ = try Output().write(RuleReference.text(of: rule))
  }
}

/// `quoteex rules check`
struct RulesCheck: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a rule pack and run its examples.",
    discussion: """
      Every fault and every example that fails is told as file:line:column: code: message. \
      Examples run alone, with the whole pack, and disturbed.
      """)

  @Argument(
    help: ArgumentHelp("The folder of the pack; without it, the pack inside.", valueName: "dir"),
    completion: .directory)
  var directory: String?

  @OptionGroup var models: ModelOptions

  @Option(help: "The language of the rules that the pack lies over.")
  var language = "en"

  func run() async throws {
    let report = try models.check(directory, language: language)
    var lines = report.failures.map { "\($0)\n" }.joined()
    let counts = [
      "\(report.examples) examples", "\(report.runs) runs", "\(report.failures.count) failures",
    ]
    lines += counts.joined(separator: ", ") + "\n"
    _ = try Output().write(lines)
    if !report.failures.isEmpty { throw ExitCode(ExitStatus.failed.rawValue) }
  }
}
