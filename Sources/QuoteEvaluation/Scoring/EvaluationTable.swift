/// An evaluation as a table for people.
public struct EvaluationTable: Sendable {
  private let evaluation: Evaluation
  private let isWhole: Bool

  /// - Parameter isWhole: Whether every measure is shown, and figures by source, cue, act, form,
  ///   style and length too; otherwise those that most people want.
  public init(_ evaluation: Evaluation, isWhole: Bool = false) {
    self.evaluation = evaluation
    self.isWhole = isWhole
  }

  /// A measure and what it is called.
  private struct Row {
    var name: String
    var title: String
    var isMain = false
  }

  private static let sections: [(name: String, rows: [Row])] = [
    ("quotes", quotes), ("markers", markers), ("amounts", amounts), ("claims", claims),
    ("mentions", mentions), ("unattributed", unattributed),
  ]

  private static let quotes = [
    Row(name: "joint", title: "content and source", isMain: true),
    Row(name: "joint_span", title: "the same, by span"),
    Row(name: "joint_strict", title: "source to the word"),
    Row(name: "soft", title: "content", isMain: true),
    Row(name: "soft_span", title: "content, by span"),
    Row(name: "exact", title: "content, to the word", isMain: true),
    Row(name: "exact_whole", title: "whole content, to the word"),
    Row(name: "cue", title: "cue, to the word", isMain: true),
    Row(name: "token_content", title: "words of contents", isMain: true),
    Row(name: "token_cue", title: "words of cues"),
    Row(name: "token_source", title: "words of sources"),
    Row(name: "segments", title: "quoted segments"),
    Row(name: "segments_joint", title: "quoted segments with source", isMain: true),
  ]

  private static let markers = [
    Row(name: "overlap", title: "markers", isMain: true), Row(name: "exact", title: "exact span"),
    Row(name: "form", title: "form", isMain: true), Row(name: "intent", title: "intent"),
    Row(name: "grounds", title: "grounds"), Row(name: "rank", title: "rank"),
    Row(name: "status", title: "status"), Row(name: "affiliation", title: "affiliation"),
    Row(name: "count", title: "count"), Row(name: "access", title: "access"),
  ]

  private static let amounts = [
    Row(name: "full", title: "span and value", isMain: true),
    Row(name: "exact", title: "exact span"), Row(name: "overlap", title: "span overlaps"),
    Row(name: "value", title: "value"),
    Row(name: "approximation", title: "approximator", isMain: true),
    Row(name: "per", title: "per unit", isMain: true),
  ]

  private static let claims = [
    Row(name: "binding", title: "what is measured", isMain: true),
    Row(name: "attributed", title: "asserted by somebody", isMain: true),
    Row(name: "statement", title: "statements without amounts"),
  ]

  private static let mentions = [
    Row(name: "exact", title: "mentions of speakers"),
    Row(name: "speaker", title: "of the same speaker"),
  ]

  private static let unattributed = [
    Row(name: "overlap", title: "said by nobody"), Row(name: "reason", title: "with the reason"),
  ]

  private static let shares: [Row] = [
    Row(name: "quotes.source_lenient", title: "source of found quotes"),
    Row(name: "quotes.source_strict", title: "the same, to the word"),
    Row(name: "quotes.act", title: "act of found quotes", isMain: true),
    Row(name: "quotes.segments_source", title: "source of quoted segments"),
    Row(name: "speakers.lenient", title: "speaker of found quotes", isMain: true),
    Row(name: "speakers.strict", title: "the same, exactly", isMain: true),
    Row(name: "claims.asserter", title: "asserter of amounts", isMain: true),
  ]

  /// The table, its lines ended by line feeds.
  public var text: String {
    var lines = [
      counts, "", "".padded(to: 32) + "    P      R      F1    95 %          labeled   found",
    ]
    for (name, rows) in Self.sections {
      lines += self.lines(of: rows.filter(isShown), in: name)
    }
    lines += shareLines + linkLines + agreementLines
    return lines.joined(separator: "\n") + "\n"
  }

  private var counts: String {
    let articles = evaluation.articles.count
    guard articles == 0, let links = evaluation.links else {
      return articles == 1 ? "1 article" : "\(articles) articles"
    }
    return "\(links.mentions) labeled quotes"
  }

  // MARK: Precision and recall

  private func isShown(_ row: Row) -> Bool { isWhole || row.isMain }

  private func lines(of rows: [Row], in section: String) -> [String] {
    var lines: [String] = []
    for row in rows {
      let metric = Metric("\(section).\(row.name)")
      guard let tally = evaluation.total.tallies[metric] else { continue }
      lines.append(line("  " + row.title, tally, evaluation.intervals[metric]))
      for group in groups(of: metric.name, isFirst: lines.count == 1) {
        let part = Metric(metric.name, group)
        guard let tally = evaluation.total.tallies[part] else { continue }
        lines.append(line("    " + Self.title(of: group), tally, evaluation.intervals[part]))
      }
    }
    return lines.isEmpty ? [] : [section] + lines
  }

  /// The groups that a metric is shown by: types and kinds always, others where they are asked for.
  private func groups(of name: String, isFirst: Bool) -> [String] {
    guard isFirst else { return [] }
    let all = evaluation.total.tallies.keys.filter { $0.name == name }.map(\.group)
    let types = ["direct", "mixed", "quoted", "indirect", "money", "percent", "points"]
    let rest = all.filter { $0.contains(".") }.sorted()
    return types.filter(all.contains) + (isWhole ? rest : [])
  }

  private static func title(of group: String) -> String {
    if group == "quoted" { return "direct and mixed" }
    guard let dot = group.firstIndex(of: ".") else { return group }
    return "\(group[..<dot]): \(group[group.index(after: dot)...])"
  }

  private func line(_ title: String, _ tally: Tally, _ interval: ClosedRange<Double>?) -> String {
    let range = interval.map { "\($0.lowerBound.fixed(3))–\($0.upperBound.fixed(3))" } ?? ""
    let figures = [
      tally.found == 0 ? "  –  " : tally.precision.fixed(3),
      tally.labeled == 0 ? "  –  " : tally.recall.fixed(3),
      tally.labeled == 0 ? "  –  " : tally.f1.fixed(3),
    ]
    return title.padded(to: 34) + figures.joined(separator: "  ") + "  " + range.padded(to: 13)
      + String(tally.labeled).aligned(to: 8) + String(tally.found).aligned(to: 8)
  }

  // MARK: Accuracy

  private var shareLines: [String] {
    let lines = Self.shares.filter(isShown).compactMap { row -> String? in
      guard let share = evaluation.total.shares[Metric(row.name)] else { return nil }
      return ("  " + row.title).padded(to: 34) + share.accuracy.fixed(3) + "  of \(share.total)"
    }
    return lines.isEmpty ? [] : ["accuracy"] + lines
  }

  // MARK: Clusters

  private var linkLines: [String] {
    lines(of: evaluation.links, "links of quotes")
      + lines(of: evaluation.claimLinks, "links of claims")
  }

  private func lines(of links: ClusterScore?, _ title: String) -> [String] {
    guard let links else { return [] }
    let figures = links.figures()
    func row(_ title: String, _ key: String, _ tally: Tally? = nil) -> String {
      let parts = ["precision", "recall", "f1"].map { part in
        // Of no pair at all, every one is right: nothing to show.
        part == "precision" && tally?.found == 0
          ? "  –  " : (figures["links.\(key).\(part)"] ?? 0).fixed(3)
      }
      let counts = tally.map {
        "  " + "".padded(to: 13) + String($0.labeled).aligned(to: 8)
          + String($0.found).aligned(to: 8)
      }
      return ("  " + title).padded(to: 34) + parts.joined(separator: "  ") + (counts ?? "")
    }
    var lines = [
      title, row("pairs", "pairs", links.pairs),
      row("pairs across articles", "pairs_across_articles", links.pairsAcrossArticles),
      row("B³", "b3"), row("B³ of what is linked", "b3_linked"),
    ]
    if links.lookAlikes.total > 0 {
      lines.append(
        "  look-alikes linked".padded(to: 34)
          + "\(links.lookAlikes.right) of \(links.lookAlikes.total)")
    }
    return lines
  }

  // MARK: Annotators

  private var agreementLines: [String] {
    guard let agreement = evaluation.agreement, let beside = evaluation.besideAgreement else {
      return []
    }
    let count = evaluation.articles.count { $0.agreement != nil }
    var lines = [
      "annotators among each other, F1, and what was found in the same \(count) articles"
    ]
    for (section, rows) in Self.sections {
      for row in rows.filter(isShown) {
        guard let tally = agreement.tallies[Metric("\(section).\(row.name)")] else { continue }
        let own = beside.tallies[Metric("\(section).\(row.name)")] ?? Tally()
        lines.append(
          "  \(section): \(row.title)".padded(to: 34) + tally.f1.fixed(3) + "  "
            + own.f1.fixed(3))
      }
    }
    return lines
  }
}
