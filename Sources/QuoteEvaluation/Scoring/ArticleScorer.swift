import QuoteRecords

/// Scores one article: what one annotation says against what another, or a system, says.
///
/// Both records count code points of the text.
struct ArticleScorer {
  let text: ScoringText
  let gold: LabeledArticle.Labels
  let found: LabeledArticle.Labels
  let style: String?
  let options: EvaluationOptions
  private(set) var sheet = ScoreSheet()
  private(set) var outcomes: [Outcome] = []

  init(
    text: ScoringText, gold: LabeledArticle.Labels, found: LabeledArticle.Labels, style: String?,
    options: EvaluationOptions
  ) {
    self.text = text
    self.gold = gold
    self.found = found.withoutMarginal(beside: gold, text, options)
    self.style = style
    self.options = options
  }

  /// Counts everything that is asked for and that both sides speak of.
  mutating func score() {
    if isScored(.quotes, .quotes) { scoreQuotes() }
    if isScored(.markers, .markers) { scoreMarkers() }
    if isScored(.amounts, .amounts) { scoreAmounts() }
    if isScored(.claims, .claims) {
      scoreClaims()
      scoreStatements()
    }
    if isScored(.speakers, .speakers) { scoreMentions() }
    if isScored(.quotes, .unattributed) { scoreUnattributed() }
  }

  private func isScored(_ kind: ScoredKind, _ label: LabelKind) -> Bool {
    options.kinds.contains(kind) && gold.covers.contains(label) && found.covers.contains(label)
  }

  // MARK: Quotes

  private mutating func scoreQuotes() {
    let optional = gold.allowances.optional
    let all = labelsBestFor(found.record.attributions(in: text, options.words))
    let required = all.filter { !optional.contains($0.quote.id) }
    let findings = findings(without: all.filter { optional.contains($0.quote.id) }, required)
    let withActs = gold.covers.contains(.acts) && found.covers.contains(.acts)
    let groups = QuoteGroups(
      text: text, words: options.words, article: articleGroups, withActs: withActs,
      withUnnamed: gold.covers.contains(.markers))
    var scorer = QuoteScorer(
      text: text, labels: required, findings: findings, threshold: options.threshold,
      labelGroups: required.map { groups.all($0, in: gold.record) },
      findingGroups: findings.map { groups.all($0, in: found.record) })
    scorer.score()
    sheet.add(scorer.sheet)
    outcomes += QuoteOutcomes(scorer, text).all
    if isScored(.speakers, .speakers) { scoreSpeakers(required, findings, scorer.pairing) }
    if withActs { countActs(required, findings, scorer.pairing) }
  }

  /// The labels, each with the content among those that are allowed that is most like a finding.
  private func labelsBestFor(_ findings: [Attribution]) -> [Attribution] {
    gold.record.attributions(in: text, options.words).map { label in
      guard let others = gold.allowances.contents[label.quote.id] else { return label }
      var best = label
      for content in others {
        var quote = label.quote
        quote.content = content
        let source = label.quote.source
        let other = Attribution(quote, source: source, text, options.words)
        if Self.likeness(other, findings) > Self.likeness(best, findings) { best = other }
      }
      return best
    }
  }

  private static func likeness(_ label: Attribution, _ findings: [Attribution]) -> Double {
    findings.map { finding in
      let shared = label.content.intersection(finding.content).count
      return Tally.ratio(shared, label.content.count + finding.content.count - shared)
    }.max() ?? 0
  }

  /// The findings but those that are an optional label and no other.
  private func findings(
    without allowed: [Attribution], _ required: [Attribution]
  ) -> [Attribution] {
    let findings = found.record.attributions(in: text, options.words)
    guard !allowed.isEmpty else { return findings }
    let labels = required + allowed
    let pairing = Pairing(
      labels.map(\.content), findings.map(\.content), threshold: options.threshold
    ) { labels[$0].sharesSource(with: findings[$1]) }
    return findings.enumerated().filter { pairing.label[$0.offset] ?? -1 < required.count }
      .map(\.element)
  }

  private var articleGroups: [String] {
    let bounds = [300, 600, 1200]
    let names = ["under 300 words", "300 to 599 words", "600 to 1199 words", "1200 words and more"]
    let length = names[bounds.count { $0 <= text.words.count }]
    return ["length.\(length)"] + (style.map { ["style.\($0)"] } ?? [])
  }

  private mutating func scoreSpeakers(
    _ labels: [Attribution], _ findings: [Attribution], _ pairing: Pairing
  ) {
    let scorer = SpeakerScorer(
      text: text, words: options.words, labeled: gold.record.speakers,
      found: found.record.speakers)
    for (index, label) in labels.enumerated() where SpeakerScorer.isJudged(label.quote) {
      guard let finding = pairing.finding[index].map({ findings[$0] }) else { continue }
      let others = gold.allowances.speakers[label.quote.id] ?? []
      let isStrict = scorer.isStrictlyRight(finding.quote, for: label.quote, alternatives: others)
      let isLenient = scorer.isLenientlyRight(finding, for: label, alternatives: others)
      let groups = QuoteGroups.byType(label)
      sheet.count(isStrict, "speakers.strict", groups)
      sheet.count(isLenient, "speakers.lenient", groups)
      outcomes.append(
        Outcome(
          kind: .speakers, verdict: isStrict ? .right : .speaker, labeled: label.places,
          found: finding.places, rule: finding.quote.rule, construction: label.construction,
          wanted: scorer.names(label.quote.speakers, isLabel: true),
          given: scorer.names(finding.quote.speakers, isLabel: false)))
    }
  }

  private mutating func countActs(
    _ labels: [Attribution], _ findings: [Attribution], _ pairing: Pairing
  ) {
    for (index, label) in labels.enumerated() {
      guard let finding = pairing.finding[index].map({ findings[$0] }) else { continue }
      sheet.count(label.quote.act == finding.quote.act, "quotes.act")
    }
  }

  // MARK: The rest

  private mutating func scoreMarkers() {
    var scorer = MarkerScorer(
      labels: gold.record.anonymousMarkers, findings: found.record.anonymousMarkers,
      optional: gold.allowances.optional)
    scorer.score()
    sheet.add(scorer.sheet)
    outcomes += scorer.outcomes
  }

  private mutating func scoreAmounts() {
    var scorer = AmountScorer(
      labels: gold.record.amounts, findings: found.record.amounts,
      optional: gold.allowances.optional, withPoints: options.kinds.contains(.points))
    scorer.score()
    sheet.add(scorer.sheet)
    outcomes += scorer.outcomes
  }

  private mutating func scoreMentions() {
    var scorer = MentionScorer(labeled: gold.record.speakers, found: found.record.speakers)
    scorer.score()
    sheet.add(scorer.sheet)
  }

  /// Text between marks that nobody said: where it is, and with which reason.
  private mutating func scoreUnattributed() {
    let labels = gold.record.unattributed
    let findings = found.record.unattributed
    let pairing = Pairing(labels.map(\.span.range), findings.map(\.span.range)) { _, _ in true }
    count(pairing, labels.count, findings.count, "unattributed.overlap") { _, _ in true }
    count(pairing, labels.count, findings.count, "unattributed.reason") {
      labels[$0].reason == findings[$1].reason
    }
  }

  /// Assertions of fact without an amount, where they share a character.
  private mutating func scoreStatements() {
    let optional = gold.allowances.optional
    let all = gold.record.claims.filter { $0.type == "statement" }
    let labels = all.filter { !optional.contains($0.id) }
    let marginal = all.filter { optional.contains($0.id) }.map(\.span.range)
    let findings = found.record.claims.filter { finding in
      finding.type == "statement"
        && !marginal.contains { $0.overlap(finding.span.range) > 0 }
    }
    let pairing = Pairing(labels.map(\.span.range), findings.map(\.span.range)) { _, _ in true }
    count(pairing, labels.count, findings.count, "claims.statement") { _, _ in true }
  }

  /// Counts the labels and findings of a pairing that agree in something.
  private mutating func count(
    _ pairing: Pairing, _ labels: Int, _ findings: Int, _ name: String,
    where agrees: (_ label: Int, _ finding: Int) -> Bool
  ) {
    for label in 0..<labels {
      let isFound = pairing.finding[label].map { agrees(label, $0) } ?? false
      sheet.count(label: isFound, name, [""])
    }
    for finding in 0..<findings {
      let isRight = pairing.label[finding].map { agrees($0, finding) } ?? false
      sheet.count(finding: isRight, name, [""])
    }
  }

  private mutating func scoreClaims() {
    var scorer = ClaimScorer(
      text: text, words: options.words, gold: gold.record, allowances: gold.allowances,
      found: found.record)
    scorer.score()
    sheet.add(scorer.sheet)
    outcomes += scorer.outcomes
  }
}
