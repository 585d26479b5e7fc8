import QuoteRecords

/// Scores the amounts of one article.
///
/// `exact`: same kind and place; `overlap`: same kind and a shared character, paired one to one;
/// `value`: paired, and the figures and the currency or unit equal; `number`: the figures alone;
/// `full`: exact place and value. Approximators and per-units are counted over the pairs and the
/// labels that were missed. Figurative and implied amounts are neither rewarded nor punished, and
/// points only counted where they are asked for.
struct AmountScorer {
  private let labels: [AmountRecord]
  private let findings: [AmountRecord]
  private(set) var sheet = ScoreSheet()
  private(set) var outcomes: [Outcome] = []

  init(
    labels: [AmountRecord], findings: [AmountRecord], optional: Set<String>, withPoints: Bool
  ) {
    let kinds: Set<String> = withPoints ? ["money", "percent", "points"] : ["money", "percent"]
    let labels = labels.filter { !$0.span.isInTitle }
    func isRequired(_ label: AmountRecord) -> Bool {
      kinds.contains(label.kind) && !label.implied && !label.figurative
        && !optional.contains(label.id)
    }
    let required = labels.filter(isRequired)
    let allowed = labels.filter { !isRequired($0) }.map(\.span.range)
    var seen: Set<AmountKey> = []
    let distinct = findings.filter {
      !$0.span.isInTitle && kinds.contains($0.kind) && seen.insert(AmountKey($0)).inserted
    }
    let pairing = Self.pair(required, distinct)
    self.labels = required
    self.findings = distinct.enumerated().filter { index, finding in
      pairing.label[index] != nil || !allowed.contains { $0.overlap(finding.span.range) > 0 }
        || required.contains { $0.span.range.overlap(finding.span.range) > 0 }
    }.map(\.element)
  }

  /// Counts everything.
  mutating func score() {
    let pairing = Self.pair(labels, findings)
    for (index, label) in labels.enumerated() {
      let found = pairing.finding[index].map { findings[$0] }
      let match = found.map { Match(label, $0) }
      for measure in Measure.allCases {
        sheet.count(
          label: match.map(measure.holds) ?? false, "amounts.\(measure)", ["", label.kind])
      }
      count("amounts.approximation", label.approximation?.code, found?.approximation?.code)
      count("amounts.per", label.per?.unit, found?.per?.unit)
      outcomes.append(outcome(label, found, match))
    }
    for (index, found) in findings.enumerated() {
      let match = pairing.label[index].map { Match(labels[$0], found) }
      for measure in Measure.allCases {
        sheet.count(
          finding: match.map(measure.holds) ?? false, "amounts.\(measure)", ["", found.kind])
      }
      if match == nil {
        outcomes.append(
          Outcome(
            kind: .amounts, verdict: .spurious, found: [found.span.range], rule: found.rule,
            construction: found.kind))
      }
    }
  }

  private struct AmountKey: Hashable {
    var kind: String
    var range: Range<Int>

    init(_ amount: AmountRecord) {
      kind = amount.kind
      range = amount.span.range
    }
  }

  private enum Measure: String, CaseIterable {
    case exact, overlap, value, number, full

    func holds(_ match: Match) -> Bool {
      switch self {
      case .exact: match.isExact
      case .overlap: true
      case .value: match.hasValue
      case .number: match.hasNumber
      case .full: match.isExact && match.hasValue
      }
    }
  }

  /// What is equal of a pair.
  private struct Match {
    var isExact: Bool
    var hasNumber: Bool
    var hasValue: Bool

    init(_ label: AmountRecord, _ found: AmountRecord) {
      isExact = label.span.range == found.span.range
      hasNumber = false
      if let wanted = AmountValue(label), let given = AmountValue(found) {
        hasNumber = wanted.accepts(given, isVague: label.vague)
      }
      let sameUnit =
        label.kind == "money"
        ? (label.currency ?? "").uppercased() == (found.currency ?? "").uppercased()
        : label.unit ?? "percent" == found.unit ?? "percent"
      hasValue = hasNumber && sameUnit
    }
  }

  private static func pair(_ labels: [AmountRecord], _ findings: [AmountRecord]) -> Pairing {
    Pairing(labels.map(\.span.range), findings.map(\.span.range)) {
      labels[$0].kind == findings[$1].kind
    }
  }

  private mutating func count(_ name: String, _ wanted: String?, _ given: String?) {
    if wanted != nil { sheet.count(label: wanted == given, name, [""]) }
    if given != nil { sheet.count(finding: wanted == given, name, [""]) }
  }

  private func outcome(_ label: AmountRecord, _ found: AmountRecord?, _ match: Match?) -> Outcome {
    guard let found, let match else {
      return Outcome(
        kind: .amounts, verdict: .missed, labeled: [label.span.range], construction: label.kind)
    }
    let others = findings.contains {
      $0.rule != found.rule && $0.span.range.overlap(label.span.range) > 0
    }
    return Outcome(
      kind: .amounts, verdict: !match.hasValue ? .value : match.isExact ? .right : .span,
      labeled: [label.span.range], found: [found.span.range], rule: found.rule,
      construction: label.kind, wanted: label.figures, given: found.figures, isAlone: !others)
  }
}

extension AmountRecord {
  /// The figures and the unit, for people.
  var figures: String {
    let number =
      pair?.joined(separator: "/") ?? value ?? "\(low ?? "")…\(high ?? "")"
    return [number, currency ?? unit].compactMap { $0 }.joined(separator: " ")
  }
}
