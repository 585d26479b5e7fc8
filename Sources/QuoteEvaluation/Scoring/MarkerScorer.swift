import QuoteRecords

/// Scores the markers of unnamed sources of one article.
///
/// Markers are paired one to one where they share a character, equal places first. `overlap` counts
/// the pairs, `exact` those at equal places. Of the axes, `form` and `intent` are counted over all
/// markers; the others over the pairs and the labels that were missed, where one of the two sides
/// says something.
struct MarkerScorer {
  private let labels: [AnonymousMarkerRecord]
  private let findings: [AnonymousMarkerRecord]
  private(set) var sheet = ScoreSheet()
  private(set) var outcomes: [Outcome] = []

  init(labels: [AnonymousMarkerRecord], findings: [AnonymousMarkerRecord], optional: Set<String>) {
    let labels = labels.filter { !$0.span.isInTitle }
    let findings = findings.filter { !$0.span.isInTitle }
    let required = labels.filter { !optional.contains($0.id) }
    let allowed = labels.filter { optional.contains($0.id) }
    self.labels = required
    self.findings = findings.filter { finding in
      // What only an optional label overlaps is neither right nor wrong.
      !allowed.contains { $0.span.range.overlap(finding.span.range) > 0 }
        || required.contains { $0.span.range.overlap(finding.span.range) > 0 }
    }
  }

  /// Counts everything.
  mutating func score() {
    let pairing = Pairing(labels.map(\.span.range), findings.map(\.span.range)) { _, _ in true }
    for (index, label) in labels.enumerated() {
      let found = pairing.finding[index].map { findings[$0] }
      let groups = ["", "form.\(label.form)"]
      sheet.count(label: found != nil, "markers.overlap", groups)
      sheet.count(label: found?.span.range == label.span.range, "markers.exact", groups)
      sheet.count(label: found?.form == label.form, "markers.form", groups)
      sheet.count(label: found?.intent == label.intent, "markers.intent", [""])
      for axis in Axis.allCases { count(axis, label, found) }
      outcomes.append(outcome(label, found))
    }
    for (index, found) in findings.enumerated() {
      let label = pairing.label[index].map { labels[$0] }
      let groups = ["", "form.\(found.form)"]
      sheet.count(finding: label != nil, "markers.overlap", groups)
      sheet.count(finding: found.span.range == label?.span.range, "markers.exact", groups)
      sheet.count(finding: found.form == label?.form, "markers.form", groups)
      sheet.count(finding: found.intent == label?.intent, "markers.intent", [""])
      if label == nil {
        outcomes.append(
          Outcome(
            kind: .markers, verdict: .spurious, found: [found.span.range], rule: found.rule,
            construction: found.form))
      }
    }
  }

  /// What a marker may say of its source besides its form.
  private enum Axis: String, CaseIterable {
    case grounds, rank, status, affiliation, count, access

    func value(_ marker: AnonymousMarkerRecord) -> String? {
      switch self {
      case .grounds: marker.grounds?.code
      case .rank: marker.rank
      case .status: marker.status
      case .affiliation: marker.affiliation?.code
      case .count: marker.count.map { $0.number.map(String.init) ?? "several" }
      case .access: marker.access
      }
    }
  }

  private mutating func count(
    _ axis: Axis, _ label: AnonymousMarkerRecord, _ found: AnonymousMarkerRecord?
  ) {
    let wanted = axis.value(label)
    let given = found.flatMap(axis.value)
    let name = "markers.\(axis.rawValue)"
    if wanted != nil { sheet.count(label: wanted == given, name, [""]) }
    if given != nil { sheet.count(finding: wanted == given, name, [""]) }
  }

  private func outcome(
    _ label: AnonymousMarkerRecord, _ found: AnonymousMarkerRecord?
  ) -> Outcome {
    guard let found else {
      return Outcome(
        kind: .markers, verdict: .missed, labeled: [label.span.range], construction: label.form)
    }
    let others = findings.contains {
      $0.rule != found.rule && $0.span.range.overlap(label.span.range) > 0
    }
    return Outcome(
      kind: .markers, verdict: found.form == label.form ? .right : .form,
      labeled: [label.span.range], found: [found.span.range], rule: found.rule,
      construction: label.form, wanted: label.form, given: found.form, isAlone: !others)
  }
}
