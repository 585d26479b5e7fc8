import QuoteRecords

/// Writes audits: as text for people, as JSON lines, or as one CSV table.
public struct AuditReport: Sendable {
  /// The audits of the articles, in their order.
  public var articles: [ArticleAudit]

  /// Makes a report of some audits.
  public init(articles: [ArticleAudit]) { self.articles = articles }

  /// Whether any article breaks a rule.
  public var hasFindings: Bool { articles.contains { !$0.findings.isEmpty } }

  private var outlets: [OutletAudit] { OutletAudit.outlets(of: articles) }

  // MARK: Text

  /// The report for people: each article with its findings, then each outlet.
  public var text: String {
    var lines: [String] = []
    for audit in articles {
      lines.append(audit.article + (audit.outlet.map { "  (\($0))" } ?? ""))
      lines += Self.lines(of: audit.counts)
      for finding in audit.findings {
        let styles = finding.rule.styles.map(\.rawValue).joined(separator: ", ")
        let place = "\(finding.span.field.map { "\($0) " } ?? "")\(finding.span.start)"
        lines.append(
          "  \(place): \(finding.rule.rawValue) [\(styles)]: \(finding.rule.message)")
        lines.append("      \(Self.oneLine(finding.span.text))")
      }
      lines.append("")
    }
    for outlet in outlets {
      let name = outlet.outlet.isEmpty ? "no outlet" : outlet.outlet
      let count = outlet.counts.articles
      lines.append("\(name): \(count) \(count == 1 ? "article" : "articles")")
      lines += Self.lines(of: outlet.counts)
      for rule in AuditRule.allCases {
        if let count = outlet.findings[rule] { lines.append("  \(count) × \(rule.rawValue)") }
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private static func lines(of counts: SourcingCounts) -> [String] {
    func line(_ name: String, _ tally: SourcingTally, _ more: String = "") -> String {
      let share = tally.all == 0 ? 0 : (100 * tally.unnamed + tally.all / 2) / tally.all
      return "  \(name): \(tally.named) named, \(tally.unnamed) unnamed (\(share)%), "
        + "\(tally.unknown) unknown\(more)"
    }
    var lines = [
      line("quotes", counts.quotes), line("words", counts.words),
      line("claims", counts.claims, ", \(counts.ownClaims) of the article's own"),
    ]
    let grounds = counts.grounds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let stated = grounds.isEmpty ? "none" : grounds.joined(separator: ", ")
    lines.append("  grounds: \(stated); \(counts.withoutGrounds) sources without")
    return lines
  }

  /// A text in one line, without characters that steer a terminal.
  private static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: result.append(" ")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  // MARK: JSON

  /// One JSON object a line: `"kind": "article"` for each article, then `"kind": "outlet"`.
  public var json: String {
    var lines = articles.map { audit in
      JSONValue.object([
        .init("schema", .string("quoteex.audit/1")), .init("kind", .string("article")),
        .init("article", .string(audit.article)),
        .init("outlet", audit.outlet.map { .string($0) } ?? .null),
        .init("counts", Self.value(of: audit.counts)),
        .init("findings", .array(audit.findings.map { Self.value(of: $0) })),
      ])
    }
    lines += outlets.map { outlet in
      JSONValue.object([
        .init("schema", .string("quoteex.audit/1")), .init("kind", .string("outlet")),
        .init("outlet", outlet.outlet.isEmpty ? .null : .string(outlet.outlet)),
        .init("counts", Self.value(of: outlet.counts)),
        .init(
          "findings",
          .object(
            AuditRule.allCases.compactMap { rule in
              outlet.findings[rule].map { .init(rule.rawValue, .number(String($0))) }
            })),
      ])
    }
    return lines.map { String(decoding: $0.json(), as: UTF8.self) + "\n" }.joined()
  }

  private static func value(of tally: SourcingTally) -> JSONValue {
    .object([
      .init("named", .number(String(tally.named))),
      .init("unnamed", .number(String(tally.unnamed))),
      .init("unknown", .number(String(tally.unknown))),
    ])
  }

  private static func value(of counts: SourcingCounts) -> JSONValue {
    .object([
      .init("articles", .number(String(counts.articles))),
      .init("quotes", value(of: counts.quotes)), .init("words", value(of: counts.words)),
      .init("claims", value(of: counts.claims)),
      .init("own_claims", .number(String(counts.ownClaims))),
      .init(
        "grounds",
        .object(
          counts.grounds.sorted { $0.key < $1.key }.map { .init($0.key, .number(String($0.value))) }
        )),
      .init("without_grounds", .number(String(counts.withoutGrounds))),
    ])
  }

  private static func value(of finding: AuditFinding) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("rule", .string(finding.rule.rawValue)),
      .init("styles", .array(finding.rule.styles.map { .string($0.rawValue) })),
      .init("message", .string(finding.rule.message)),
      .init("start", .number(String(finding.span.start))),
      .init("end", .number(String(finding.span.end))), .init("text", .string(finding.span.text)),
    ]
    if let field = finding.span.field { members.append(.init("field", .string(field))) }
    return .object(members)
  }

  // MARK: CSV

  /// The names of the CSV table's columns. `kind` tells `article` and `outlet` rows, which have
  /// counts, from `finding` rows, which have a rule and a place.
  public static let columns = [
    "kind", "article", "outlet", "articles", "quotes_named", "quotes_unnamed", "quotes_unknown",
    "words_named", "words_unnamed", "words_unknown", "claims_named", "claims_unnamed",
    "claims_unknown", "own_claims", "grounds", "without_grounds", "rule", "styles", "field",
    "start", "end", "text", "message",
  ]

  /// One CSV table of articles, their findings, and outlets; no cell is a formula.
  public var csv: String {
    var rows = [Self.columns.map { FlatTable.Cell.text($0) }]
    for audit in articles {
      let head: [FlatTable.Cell] = [.text(audit.article), FlatTable.Cell(audit.outlet)]
      rows.append([.text("article")] + head + Self.cells(of: audit.counts) + Self.empty(7))
      for finding in audit.findings {
        rows.append([.text("finding")] + head + Self.empty(13) + Self.cells(of: finding))
      }
    }
    for outlet in outlets {
      rows.append(
        [.text("outlet"), .null, .text(outlet.outlet)] + Self.cells(of: outlet.counts)
          + Self.empty(7))
    }
    return rows.map { TableFormat.csvLine($0) }.joined()
  }

  private static func empty(_ count: Int) -> [FlatTable.Cell] {
    Array(repeating: .null, count: count)
  }

  private static func cells(of counts: SourcingCounts) -> [FlatTable.Cell] {
    let tallies = [counts.quotes, counts.words, counts.claims].flatMap {
      [$0.named, $0.unnamed, $0.unknown]
    }
    let grounds = counts.grounds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    return ([counts.articles] + tallies + [counts.ownClaims]).map { .integer($0) }
      + [FlatTable.Cell(list: grounds), .integer(counts.withoutGrounds)]
  }

  private static func cells(of finding: AuditFinding) -> [FlatTable.Cell] {
    [
      .text(finding.rule.rawValue), FlatTable.Cell(list: finding.rule.styles.map(\.rawValue)),
      .text(finding.span.field ?? "text"), .integer(finding.span.start), .integer(finding.span.end),
      .text(finding.span.text), .text(finding.rule.message),
    ]
  }
}
