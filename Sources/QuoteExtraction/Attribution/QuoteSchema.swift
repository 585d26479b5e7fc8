package import RuleEngine

extension RuleSchema {
  /// What the rules of news extraction may say.
  package static let quotes = RuleSchema(kinds: [
    "quote": Kind(
      attributes: [
        "construction": .oneOf(Construction.allCases.map(\.name) + ["frame", "none"]),
        "frame": .oneOf(ReportedFrame.allCases.map(\.name)),
        // Where the verb or noun stands that the cue is known by: with it a match begins, so that
        // none is looked for where that word never reports in the frame.
        "head": .oneOf(["first"]),
      ],
      requiredAttributes: ["construction"],
      roles: ["content", "cue", "source", "addressee", "quotation", "link"])
  ])
}

extension RulePack {
  /// The rows of a table; none where no pack has it.
  func rows(_ table: String) -> [[String]] { self.table(table).map { Array($0.rows) } ?? [] }
}
