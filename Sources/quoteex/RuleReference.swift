import RuleEngine

/// Writes rules out for reading: one rule in full, and the reference of all.
enum RuleReference {
  /// A rule with its pattern and its examples.
  static func text(of rule: Rule) -> String {
    var lines = ["\(rule.id)  (\(rule.kind), \(rule.status.rawValue))", rule.summary, ""]
    lines.append("file        \(rule.file):\(rule.line)")
    if !rule.anchorTexts.isEmpty {
      lines.append("anchor      \(rule.anchorTexts.joined(separator: ", "))")
    }
    lines.append("preference  \(rule.preference)")
    for (key, value) in rule.attributes.sorted(by: { $0.key < $1.key }) {
      lines.append("set         \(key): \(value)")
    }
    lines += ["", "pattern"] + indented(rule.patternText)
    lines += ["", "finds"] + rule.finds.map { "  " + $0.text }
    lines += ["", "skips"] + rule.skips.map { "  " + $0.text }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The reference of a pack's rules in Markdown, by kind.
  static func markdown(of rules: [Rule]) -> String {
    var text = """
      # The rules

      Written by `quoteex reference`; run `make docs` after a change of the rules. Each rule's first
      example is shown; `quoteex rules show ID` shows the pattern and all examples.

      """
    for kind in Set(rules.map(\.kind)).sorted() {
      let own = rules.filter { $0.kind == kind }
      text += "\n## \(kind): \(own.count) rules\n"
      for rule in own.sorted(by: { $0.id < $1.id }) {
        let status = rule.status == .active ? "" : " (\(rule.status.rawValue))"
        text += "\n### `\(rule.id)`\(status)\n\n\(rule.summary)\n"
        if let example = rule.finds.first { text += "\n> \(plain(example.text))\n" }
      }
    }
    return text
  }

  private static func indented(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { "  " + $0 }.filter { $0 != "  " }
  }

  /// An example with its marks in bold, safe in Markdown.
  private static func plain(_ marked: String) -> String {
    guard let text = try? MarkedText(parsing: marked) else { return marked }
    return text.plain.split(separator: "*", omittingEmptySubsequences: false)
      .joined(separator: "\\*")
  }
}
