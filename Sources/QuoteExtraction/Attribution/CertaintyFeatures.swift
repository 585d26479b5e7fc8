import NewsSyntax
import RuleEngine

/// How sure an attribution of quoted material is, by learned weights (`quote-certainty.tsv`).
struct CertaintyModel: Sendable {
  let weights: FeatureWeights
  /// The least probability of `high` and of `medium`.
  let high: Double
  let medium: Double

  init(pack: RulePack) {
    weights = FeatureWeights(rows: pack.rows("quote-certainty"))
    let settings = Settings(pack: pack)
    high = settings["quote-high"] ?? 0.9
    medium = settings["quote-medium"] ?? 0.6
  }

  /// The probability that content and source of a draft are right.
  func probability(_ draft: QuoteDraft, _ reader: ParagraphReader) -> Double {
    var sum = WeightSum(weights)
    CertaintyFeatures(reader: reader).describe(draft, into: &sum)
    return Odds.probability(sum.logOdds)
  }
}

/// The features by which the certainty of an attribution of quoted material is weighed: its
/// construction, its cue, how far the source stands from it, what else in the sentence could
/// attribute.
struct CertaintyFeatures: Sendable {
  let reader: ParagraphReader

  func describe(_ draft: QuoteDraft, into sink: inout some FeatureSink) {
    let name = draft.construction.rawValue
    sink.add("bias", "1")
    sink.add("construction", name)
    sink.add("score", String(Int(min(draft.score, 1) * 10)), name)
    describeContent(draft, name, &sink)
    describeCue(draft, name, &sink)
    describeSource(draft, name, &sink)
    describeRivals(draft, name, &sink)
  }

  private func describeContent(
    _ draft: QuoteDraft, _ name: String, _ sink: inout some FeatureSink
  ) {
    let items = draft.parts.flatMap { $0 }
    let quoted = items.compactMap { reader.facts($0) }
    let outside = items.count - quoted.count
    sink.add("quoted-words", bucket(quoted.reduce(0) { $0 + $1.wordCount }), name)
    sink.add("outside-words", bucket(outside), name)
    sink.add("parts", bucket(draft.parts.count), name)
    guard let first = quoted.first, let last = quoted.last else { return }
    sink.add("last-mark", String(describing: last.last), name)
    sink.add("capital", first.capital ? "yes" : "no", name)
    if first.titleCase { sink.add("title", bucket(first.wordCount), name) }
    if !last.closed { sink.add("open", name) }
    if let end = items.last, end + 1 < reader.analysis.items.count {
      sink.add("after", tag(end + 1), name)
    }
  }

  private func describeCue(_ draft: QuoteDraft, _ name: String, _ sink: inout some FeatureSink) {
    guard let cue = draft.cue else {
      sink.add("cue", "none", name)
      return
    }
    sink.add("cue", reader.lemma(cue))
    sink.add("cue", reader.lemma(cue), name)
    sink.add("cue-tag", tag(cue), name)
    if let group = reader.phrases.chunks.group(headedBy: cue) {
      if group.flags.contains(.passive) { sink.add("passive", name) }
      if group.flags.contains(.infinitive) { sink.add("infinitive", name) }
      if group.flags.contains(.negated) { sink.add("negated", name) }
      if group.flags.contains(.modal) { sink.add("modal", name) }
    }
    guard let first = draft.parts.first else { return }
    let gap = first.lowerBound > cue ? first.lowerBound - cue : cue - first.upperBound
    sink.add("gap", bucket(gap), name)
    if cue + 1 < reader.analysis.items.count { sink.add("behind-cue", tag(cue + 1), name) }
  }

  private func describeSource(
    _ draft: QuoteDraft, _ name: String, _ sink: inout some FeatureSink
  ) {
    guard let source = draft.source, !source.isEmpty else {
      sink.add("source", draft.agentless ? "agentless" : "none", name)
      return
    }
    let head = source.last { reader[$0].tag.isNoun } ?? source.upperBound - 1
    sink.add("source", kind(head), name)
    sink.add("source-length", bucket(source.count), name)
    if let cue = draft.cue {
      let gap = source.upperBound <= cue ? cue - source.upperBound : source.lowerBound - cue
      sink.add("source-gap", bucket(gap), name)
      sink.add("source-side", source.upperBound <= cue ? "left" : "right", name)
    }
    let first = reader.analysis.sentences[draft.sentence].items.lowerBound
    guard source.lowerBound > first else {
      sink.add("source-behind", "START", name)
      return
    }
    sink.add("source-behind", tag(source.lowerBound - 1), name)
  }

  /// What else in the sentence could attribute.
  private func describeRivals(
    _ draft: QuoteDraft, _ name: String, _ sink: inout some FeatureSink
  ) {
    let range = reader.analysis.sentences[draft.sentence].items
    var left = 0
    var right = 0
    var quotations = 0
    for index in range {
      if reader.isQuotation(index) { quotations += 1 }
      guard index != draft.cue, reader.isFullVerb(index),
        max(reader.rate(index, .before), reader.rate(index, .after)) >= 0.3
      else { continue }
      if index < draft.cue ?? range.lowerBound { left += 1 } else { right += 1 }
    }
    sink.add("rivals-left", bucket(left), name)
    sink.add("rivals-right", bucket(right), name)
    sink.add("quotations", bucket(quotations), name)
    sink.add("sentence-length", bucket(range.count), name)
  }

  private func kind(_ head: Int) -> String {
    switch reader[head].tag {
    case .PRP, .PRPS, .WP, .WDT, .DT, .EX: reader.word(head)
    case .NNP, .NNPS: "name"
    case .NN, .NNS: reader.has(head, .documentNoun) ? "document" : "noun"
    default: "other"
    }
  }

  private func tag(_ index: Int) -> String {
    reader.isQuotation(index) ? "Q" : String(describing: reader[index].tag)
  }

  private func bucket(_ count: Int) -> String {
    switch count {
    case ..<1: "0"
    case 1...3: String(count)
    case 4...7: "4-7"
    case 8...15: "8-15"
    default: "16+"
    }
  }
}
