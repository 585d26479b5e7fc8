import QuoteRecords

/// Scores what the amounts of one article are bound to, and who asserts them.
///
/// Amounts are paired by how much they overlap, whatever their kind. A binding is right where it
/// shares a telling word, at the same place, with what is labeled or one of its alternatives. An
/// asserter is right where both are the article, or where their mentions and sources share a
/// telling word at the same place or a name; of an amount that was missed it is wrong.
struct ClaimScorer {
  private let text: ScoringText
  private let words: ScoringWords
  private let gold: ArticleRecord
  private let allowances: Allowances
  private let found: ArticleRecord
  private(set) var sheet = ScoreSheet()
  private(set) var outcomes: [Outcome] = []

  init(
    text: ScoringText, words: ScoringWords, gold: ArticleRecord, allowances: Allowances,
    found: ArticleRecord
  ) {
    self.text = text
    self.words = words
    self.gold = gold
    self.allowances = allowances
    self.found = found
  }

  /// Who asserts an amount.
  private enum Asserter {
    case article
    case spans([Range<Int>])

    var isSomebody: Bool {
      if case .spans(let spans) = self { !spans.isEmpty } else { false }
    }
  }

  /// Counts everything.
  mutating func score() {
    let labels = gold.amounts.filter { !$0.span.isInTitle }
    let findings = found.amounts.filter { !$0.span.isInTitle }
    let wanted = Self.asserters(in: gold)
    let given = Self.asserters(in: found)
    let pairing = Pairing(
      longestOverlap: labels.map(\.span.range), findings.map(\.span.range))
    for (index, label) in labels.enumerated() where !allowances.optional.contains(label.id) {
      let finding = pairing.finding[index].map { findings[$0] }
      countBinding(label, finding)
      guard let wanted = wanted[label.id] else { continue }
      countAsserter(label, finding, wanted, finding.map { given[$0.id] ?? .article })
    }
  }

  private mutating func countBinding(_ label: AmountRecord, _ finding: AmountRecord?) {
    let targets = ((label.of.map { [$0] } ?? []) + (allowances.bindings[label.id] ?? []))
    let of = finding?.of
    let isRight = of.map { of in
      targets.contains { !starts([$0.range]).isDisjoint(with: starts([of.range])) }
    }
    if !targets.isEmpty { sheet.count(label: isRight ?? false, "claims.binding", [""]) }
    if let isRight { sheet.count(finding: isRight, "claims.binding", [""]) }
    guard let finding, !(isRight ?? targets.isEmpty) else { return }
    outcomes.append(
      Outcome(
        kind: .claims, verdict: .binding, labeled: [label.span.range],
        found: [finding.span.range], rule: finding.rule, construction: finding.kind,
        wanted: targets.map(\.text).joined(separator: " | "), given: of?.text ?? ""))
  }

  private mutating func countAsserter(
    _ label: AmountRecord, _ finding: AmountRecord?, _ wanted: Asserter, _ given: Asserter?
  ) {
    let isRight = given.map { agree(wanted, $0) } ?? false
    sheet.count(isRight, "claims.asserter")
    if wanted.isSomebody { sheet.count(label: isRight, "claims.attributed", [""]) }
    if given?.isSomebody ?? false {
      sheet.count(finding: isRight && wanted.isSomebody, "claims.attributed", [""])
    }
    guard let finding, let given, !isRight else { return }
    outcomes.append(
      Outcome(
        kind: .claims, verdict: .asserter, labeled: [label.span.range],
        found: [finding.span.range], rule: finding.rule, construction: finding.kind,
        wanted: name(wanted), given: name(given)))
  }

  private func name(_ asserter: Asserter) -> String {
    guard case .spans(let spans) = asserter else { return "the article" }
    return spans.first.map(text.text(of:)) ?? ""
  }

  private func agree(_ wanted: Asserter, _ given: Asserter) -> Bool {
    switch (wanted, given) {
    case (.article, .article): return true
    case (.spans(let wanted), .spans(let given)):
      return !starts(wanted).isDisjoint(with: starts(given))
        || !names(wanted).isDisjoint(with: names(given))
    default: return false
    }
  }

  /// Where the telling words begin; all words, where a span has no other.
  private func starts(_ spans: [Range<Int>]) -> Set<Int> {
    var starts: Set<Int> = []
    for span in spans {
      let all = text.words(within: span)
      let telling = all.filter { !words.binding.contains($0.text) }
      starts.formUnion((telling.isEmpty ? all : telling).map(\.range.lowerBound))
    }
    return starts
  }

  private func names(_ spans: [Range<Int>]) -> Set<String> {
    var names: Set<String> = []
    for word in spans.flatMap(text.words(within:))
    where word.isCapitalised && word.range.count > 2 && !words.binding.contains(word.text) {
      names.insert(word.text)
    }
    return names
  }

  /// Who asserts each amount that a claim holds, by the amount's id.
  private static func asserters(in record: ArticleRecord) -> [String: Asserter] {
    let speakers = Dictionary(record.speakers.map { ($0.id, $0) }) { first, _ in first }
    let quotes = Dictionary(record.quotes.map { ($0.id, $0) }) { first, _ in first }
    var asserters: [String: Asserter] = [:]
    for claim in record.claims {
      var asserter = Asserter.article
      if claim.asserter != "article" {
        let mentions = speakers[claim.asserter]?.mentions ?? []
        let source = claim.quote.flatMap { quotes[$0]?.source } ?? []
        asserter = .spans((mentions + source).map(\.range))
      }
      for amount in claim.amounts where asserters[amount] == nil { asserters[amount] = asserter }
    }
    return asserters
  }
}
