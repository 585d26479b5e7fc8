/// What each rule contributes.
public struct RuleTable: Sendable {
  /// What one rule contributes.
  public struct Row: Sendable, Hashable {
    /// What it finds.
    public var kind: ScoredKind
    /// The rule's id.
    public var rule: String
    /// How much it found.
    public var found = 0
    /// How much of it is right.
    public var right = 0
    /// How much of it is wrong.
    public var wrong = 0
    /// How much of what is right no other rule found.
    public var aloneRight = 0
  }

  /// The rules, those with most wrong findings first.
  public let rows: [Row]

  /// Counts the outcomes of quotes, markers and amounts.
  public init(_ evaluation: Evaluation) {
    var rows: [String: Row] = [:]
    for outcome in evaluation.articles.flatMap(\.outcomes)
    where !outcome.rule.isEmpty && [.quotes, .markers, .amounts].contains(outcome.kind) {
      let key = "\(outcome.kind.rawValue) \(outcome.rule)"
      var row = rows[key] ?? Row(kind: outcome.kind, rule: outcome.rule)
      row.found += 1
      if outcome.verdict == .right {
        row.right += 1
        if outcome.isAlone { row.aloneRight += 1 }
      } else {
        row.wrong += 1
      }
      rows[key] = row
    }
    self.rows = rows.sorted { ($1.value.wrong, $0.key) < ($0.value.wrong, $1.key) }.map(\.value)
  }

  /// The table, its lines ended by line feeds.
  public var text: String {
    let width = (rows.map(\.rule.count).max() ?? 0) + 2
    let head = "rule".padded(to: width) + "   found   right   wrong   alone right   precision"
    let lines = rows.map { row in
      row.rule.padded(to: width) + String(row.found).aligned(to: 8)
        + String(row.right).aligned(to: 8) + String(row.wrong).aligned(to: 8)
        + String(row.aloneRight).aligned(to: 14)
        + Tally.ratio(row.right, row.found).fixed(3).aligned(to: 12)
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}
