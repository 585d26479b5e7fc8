/// An evaluation as a table for people.
public struct EvaluationTable: Sendable {
  private let evaluation: Evaluation
  private let withGroups: Bool

  /// - Parameter withGroups: Whether the figures are also given by type, act, source, cue, style
  ///   and length.
  public init(_ evaluation: Evaluation, withGroups: Bool = false) {
    self.evaluation = evaluation
    self.withGroups = withGroups
  }

  /// What is shown, in this order, and what it is called.
  private static let names: [(section: String, metrics: [(name: String, title: String)])] = [
    (
      "quotes",
      [
        ("joint", "content and source"), ("joint_span", "the same, by span"),
        ("joint_strict", "source to the word"), ("soft", "content"),
        ("soft_span", "content, by span"), ("exact", "content span to the word"),
        ("exact_whole", "whole content to the word"), ("cue", "cue to the word"),
        ("token_content", "words of contents"), ("token_cue", "words of cues"),
        ("token_source", "words of sources"), ("segments", "quoted segments"),
        ("segments_joint", "the same, with source"),
      ]
    ),
    (
      "markers",
      [
        ("overlap", "markers"), ("exact", "exact span"), ("form", "form"), ("intent", "intent"),
        ("grounds", "grounds"), ("rank", "rank"), ("status", "status"),
        ("affiliation", "affiliation"), ("count", "count"), ("access", "access"),
      ]
    ),
    (
      "amounts",
      [
        ("full", "span and value"), ("exact", "exact span"), ("overlap", "span overlaps"),
        ("value", "value"), ("approximation", "approximator"), ("per", "per unit"),
      ]
    ),
    ("claims", [("binding", "what is measured"), ("attributed", "asserted by somebody")]),
  ]

  private static let shares: [(metric: String, title: String)] = [
    ("quotes.source_lenient", "source of found quotes"),
    ("quotes.source_strict", "the same, to the word"), ("quotes.act", "act of found quotes"),
    ("quotes.segments_source", "source of quoted segments"),
    ("speakers.lenient", "speaker of found quotes"), ("speakers.strict", "the same, exactly"),
    ("claims.asserter", "asserter of amounts"),
  ]

  /// The table, its lines ended by line feeds.
  public var text: String {
    var lines = [
      counts, "", "".padded(to: 32) + "    P      R      F1    95 %          labeled   found",
    ]
    for (section, metrics) in Self.names { lines += rows(section, metrics) }
    lines += shareRows + linkRows + agreementRows
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

  private func rows(
    _ section: String, _ metrics: [(name: String, title: String)]
  ) -> [String] {
    var lines: [String] = []
    for (name, title) in metrics {
      let metric = Metric("\(section).\(name)")
      guard let tally = evaluation.total.tallies[metric] else { continue }
      lines.append(row("  " + title, tally, evaluation.intervals[metric]))
      for group in groups(of: metric.name, isFirst: lines.count == 1) {
        let part = Metric(metric.name, group)
        guard let tally = evaluation.total.tallies[part] else { continue }
        lines.append(row("    " + Self.title(of: group), tally, evaluation.intervals[part]))
      }
    }
    return lines.isEmpty ? [] : [section] + lines
  }

  /// The groups that a metric is shown by: types and kinds always, others where they are asked for.
  private func groups(of name: String, isFirst: Bool) -> [String] {
    guard isFirst else { return [] }
    let all = evaluation.total.tallies.keys.filter { $0.name == name }.map(\.group)
    let types = ["direct", "mixed", "quoted", "indirect", "money", "percent", "points"]
    let rest = all.filter { $0.contains(".") }.sorted(by: Self.precedes)
    return types.filter(all.contains) + (withGroups ? rest : [])
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first < second
  }

  private static func title(of group: String) -> String {
    if group == "quoted" { return "direct and mixed" }
    guard let dot = group.firstIndex(of: ".") else { return group }
    return "\(group[..<dot]): \(group[group.index(after: dot)...])"
  }

  private func row(_ title: String, _ tally: Tally, _ interval: ClosedRange<Double>?) -> String {
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

  private var shareRows: [String] {
    let rows = Self.shares.compactMap { metric, title -> String? in
      guard let share = evaluation.total.shares[Metric(metric)] else { return nil }
      return ("  " + title).padded(to: 34) + share.accuracy.fixed(3)
        + "  of \(share.total)"
    }
    return rows.isEmpty ? [] : ["accuracy"] + rows
  }

  // MARK: Clusters

  private var linkRows: [String] {
    rows("links of quotes", evaluation.links) + rows("links of claims", evaluation.claimLinks)
  }

  private func rows(_ title: String, _ links: ClusterScore?) -> [String] {
    guard let links else { return [] }
    let figures = links.figures()
    func row(_ title: String, _ key: String, _ tally: Tally? = nil) -> String {
      let parts = ["precision", "recall", "f1"].map {
        (figures["links.\(key).\($0)"] ?? 0).fixed(3)
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

  private var agreementRows: [String] {
    guard let agreement = evaluation.agreement, let beside = evaluation.besideAgreement else {
      return []
    }
    let count = evaluation.articles.count { $0.agreement != nil }
    var lines = [
      "annotators among each other, F1, and what was found in the same \(count) articles"
    ]
    for (section, metrics) in Self.names {
      for (name, title) in metrics {
        guard let tally = agreement.tallies[Metric("\(section).\(name)")] else { continue }
        let own = beside.tallies[Metric("\(section).\(name)")] ?? Tally()
        lines.append(
          "  \(section): \(title)".padded(to: 34) + tally.f1.fixed(3) + "  " + own.f1.fixed(3))
      }
    }
    return lines
  }
}
