import FlatImage
import NewsSyntax
import RuleEngine

/// How sure an attribution of quoted material is, by learned weights (`quote-certainty.tsv`).
struct CertaintyModel: Sendable {
  let weights: FeatureWeights
  /// The least probability of `high` and of `medium`.
  let high: Double
  let medium: Double

  init(pack: RulePack, _ names: inout FeatureNames) {
    weights = FeatureWeights(names.weights(pack, "quote-certainty"))
    let settings = Settings(pack: pack)
    high = settings["quote-high"] ?? 0.9
    medium = settings["quote-medium"] ?? 0.6
  }

  /// The probability that content and source of a draft are right.
  func probability(_ draft: QuoteDraft, _ features: CertaintyFeatures) -> Double {
    var sum = WeightSum(weights)
    features.describe(draft, into: &sum)
    return Odds.probability(sum.logOdds)
  }
}

extension CertaintyModel: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    weights = try image.part()
    high = try image.value()
    medium = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(weights)
    image.lay(high)
    image.lay(medium)
  }
}

/// The features by which the certainty of an attribution of quoted material is weighed: its
/// construction, its cue, how far the source stands from it, what else in the sentence could
/// attribute.
struct CertaintyFeatures: Sendable {
  let reader: ParagraphReader
  let symbols: FeatureSymbols

  func describe(_ draft: QuoteDraft, into sink: inout some FeatureSink) {
    let name = symbols[draft.construction]
    sink.add(.bias, symbols.one)
    sink.add(.construction, name)
    sink.add(.score, symbols.digit(Int(min(draft.score, 1) * 10)), name)
    describeContent(draft, name, &sink)
    describeCue(draft, name, &sink)
    describeSource(draft, name, &sink)
    describeRivals(draft, name, &sink)
  }

  private func describeContent(
    _ draft: QuoteDraft, _ name: Symbol, _ sink: inout some FeatureSink
  ) {
    var words = 0
    var outside = 0
    var ends: (first: QuotationFacts, last: QuotationFacts)?
    for part in draft.parts {
      for index in part {
        guard let facts = reader.facts(index) else {
          outside += 1
          continue
        }
        words += facts.wordCount
        ends = (ends?.first ?? facts, facts)
      }
    }
    sink.add(.quotedWords, symbols.bucket(words), name)
    sink.add(.outsideWords, symbols.bucket(outside), name)
    sink.add(.parts, symbols.bucket(draft.parts.count), name)
    guard let (first, last) = ends else { return }
    sink.add(.lastMark, symbols[last.last], name)
    sink.add(.capital, symbols.decision(first.capital), name)
    if first.titleCase { sink.add(.title, symbols.bucket(first.wordCount), name) }
    if !last.closed { sink.add(.open, name) }
    if let end = draft.parts.last(where: { !$0.isEmpty })?.last,
      end + 1 < reader.analysis.items.count
    {
      sink.add(.after, tag(end + 1), name)
    }
  }

  private func describeCue(_ draft: QuoteDraft, _ name: Symbol, _ sink: inout some FeatureSink) {
    guard let cue = draft.cue else {
      sink.add(.cue, symbols.none, name)
      return
    }
    sink.add(.cue, symbols.word(reader.lemma(cue)), alsoWith: name)
    sink.add(.cueTag, tag(cue), name)
    if let group = reader.phrases.chunks.group(headedBy: cue) {
      if group.flags.contains(.passive) { sink.add(.passive, name) }
      if group.flags.contains(.infinitive) { sink.add(.infinitive, name) }
      if group.flags.contains(.negated) { sink.add(.negated, name) }
      if group.flags.contains(.modal) { sink.add(.modal, name) }
    }
    guard let first = draft.parts.first else { return }
    let gap = first.lowerBound > cue ? first.lowerBound - cue : cue - first.upperBound
    sink.add(.gap, symbols.bucket(gap), name)
    if cue + 1 < reader.analysis.items.count { sink.add(.behindCue, tag(cue + 1), name) }
  }

  private func describeSource(
    _ draft: QuoteDraft, _ name: Symbol, _ sink: inout some FeatureSink
  ) {
    guard let source = draft.source, !source.isEmpty else {
      sink.add(.source, draft.agentless ? symbols.agentless : symbols.none, name)
      return
    }
    let head = source.last { reader[$0].tag.isNoun } ?? source.upperBound - 1
    sink.add(.source, kind(head), name)
    sink.add(.sourceLength, symbols.bucket(source.count), name)
    if let cue = draft.cue {
      let isLeft = source.upperBound <= cue
      let gap = isLeft ? cue - source.upperBound : source.lowerBound - cue
      sink.add(.sourceGap, symbols.bucket(gap), name)
      sink.add(.sourceSide, isLeft ? symbols.left : symbols.right, name)
    }
    let first = reader.analysis.sentences[draft.sentence].items.lowerBound
    guard source.lowerBound > first else {
      sink.add(.sourceBehind, symbols.start, name)
      return
    }
    sink.add(.sourceBehind, tag(source.lowerBound - 1), name)
  }

  /// What else in the sentence could attribute.
  private func describeRivals(
    _ draft: QuoteDraft, _ name: Symbol, _ sink: inout some FeatureSink
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
    sink.add(.rivalsLeft, symbols.bucket(left), name)
    sink.add(.rivalsRight, symbols.bucket(right), name)
    sink.add(.quotations, symbols.bucket(quotations), name)
    sink.add(.sentenceLength, symbols.bucket(range.count), name)
  }

  private func kind(_ head: Int) -> Symbol {
    let item = reader[head]
    switch item.tag {
    case .PRP, .PRPS, .WP, .WDT, .DT, .EX: return symbols.word(item.lexeme)
    case .NNP, .NNPS: return symbols.name
    case .NN, .NNS: return reader.has(head, .documentNoun) ? symbols.document : symbols.noun
    default: return symbols.other
    }
  }

  private func tag(_ index: Int) -> Symbol {
    reader.isQuotation(index) ? symbols.quotation : symbols[reader[index].tag]
  }
}
