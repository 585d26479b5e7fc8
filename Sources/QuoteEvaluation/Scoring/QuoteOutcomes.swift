/// What became of each quote of one article.
struct QuoteOutcomes {
  private let scorer: QuoteScorer
  private let text: ScoringText

  init(_ scorer: QuoteScorer, _ text: ScoringText) {
    self.scorer = scorer
    self.text = text
  }

  /// The labels in their order, then what was found and is not labeled.
  var all: [Outcome] {
    scorer.labels.indices.map(outcome(ofLabel:)) + scorer.findings.indices.compactMap(spurious)
  }

  private func outcome(ofLabel index: Int) -> Outcome {
    let label = scorer.labels[index]
    guard let finding = scorer.pairing.finding[index] else {
      return Outcome(
        kind: .quotes, verdict: .missed, labeled: label.places, construction: label.construction)
    }
    let found = scorer.findings[finding]
    let isRight = label.agrees(with: found)
    return Outcome(
      kind: .quotes, verdict: isRight ? .right : .source, labeled: label.places,
      found: found.places, rule: found.quote.rule, construction: label.construction,
      wanted: isRight ? "" : source(label), given: isRight ? "" : source(found),
      isAlone: !isFound(label, besides: found.quote.rule))
  }

  private func spurious(_ index: Int) -> Outcome? {
    guard scorer.pairing.label[index] == nil else { return nil }
    let found = scorer.findings[index]
    return Outcome(
      kind: .quotes, verdict: .spurious, found: found.places, rule: found.quote.rule,
      construction: found.construction)
  }

  private func source(_ attribution: Attribution) -> String {
    let words = attribution.source.sorted().map { text.text(of: text.words[$0].range) }
    return words.isEmpty ? "nobody" : words.joined(separator: " ")
  }

  private func isFound(_ label: Attribution, besides rule: String) -> Bool {
    scorer.findings.contains { finding in
      guard finding.quote.rule != rule else { return false }
      let shared = label.content.intersection(finding.content).count
      let all = label.content.count + finding.content.count - shared
      return Double(shared) >= scorer.threshold * Double(all)
    }
  }
}
