import ArgumentParser
import NewsQuotes

/// The reference of all commands, as Markdown and as a manual page, from their own help.
enum CommandReference {
  private static let commands: [(name: String, type: any ParsableCommand.Type)] = [
    ("quoteex", Quoteex.self), ("quoteex extract", ExtractCommand.self),
    ("quoteex link", LinkCommand.self), ("quoteex verify", VerifyCommand.self),
    ("quoteex search", SearchCommand.self),
    ("quoteex clusters", ClustersCommand.self), ("quoteex people", PeopleCommand.self),
    ("quoteex audit", AuditCommand.self), ("quoteex explain", ExplainCommand.self),
    ("quoteex tokens", TokensCommand.self), ("quoteex rules", RulesCommand.self),
    ("quoteex rules list", RulesList.self), ("quoteex rules check", RulesCheck.self),
    ("quoteex rules show", RulesShow.self), ("quoteex evaluate", EvaluateCommand.self),
    ("quoteex convert", ConvertCommand.self),
  ]

  /// The reference in Markdown.
  static var markdown: String {
    var text = """
      # The command line

      Written by `quoteex reference`; run `make docs` after a change. Results go to standard output,
      everything else to standard error. What records hold is told in `docs/schema/`, what tables
      hold in `docs/tables.sql`.

      Exit status: 0 done; 1 done, but some articles or a check failed, or output could not be
      written; 2 wrong use, or rules that cannot be read; 130 interrupted.

      """
    for command in commands {
      text += "\n## \(command.name)\n\n```\n\(help(command.type))\n```\n"
    }
    return text
  }

  /// The manual page, in man(7) macros.
  static var manual: String {
    var text = """
      .TH QUOTEEX 1 "" "quoteex \(Release.version)" "User Commands"
      .SH NAME
      quoteex \\- read news and tell who said what

      """
    for command in commands {
      text += ".SH \(command.name.uppercased())\n.nf\n"
      for line in help(command.type).split(separator: "\n", omittingEmptySubsequences: false) {
        text += escaped(line) + "\n"
      }
      text += ".fi\n"
    }
    return text
  }

  private static func help(_ type: any ParsableCommand.Type) -> String {
    Quoteex.helpMessage(for: type, columns: 80)
  }

  private static func escaped(_ line: Substring) -> String {
    var result = line.first == "." || line.first == "'" ? "\\&" : ""
    for character in line {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      default: result.append(character)
      }
    }
    return result
  }
}
