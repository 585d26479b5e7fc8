package import NewsSyntax
import NewsText
import QuoteRecords
package import RuleEngine

/// Finds who said what in an article: quoted material first, then what is reported without marks.
package struct AttributionFinder: Sendable {
  private let rules: QuoteRules
  private let rates: CueRates
  private let model: ReportedModel
  private let thresholds: Thresholds
  private let certainty: CertaintyModel
  let names: FeatureNames
  private let acts: CueActs
  private let labels: TurnLabels
  private let ruleNames: AttributionWriter.RuleNames

  /// - Throws: `PackError` where a rule of kind `quote` does not compile.
  package init(pack: RulePack) throws(PackError) {
    rules = try QuoteRules(pack: pack)
    let tables = pack.prepared("attribution") { AttributionTables(pack: pack) }
    rates = tables.rates
    model = ReportedModel(tables.reported, symbols: tables.symbols, pack.vocabulary)
    thresholds = tables.thresholds
    certainty = tables.certainty
    names = FeatureNames(vocabulary: pack.vocabulary, others: tables.names)
    acts = CueActs(pack: pack)
    labels = TurnLabels(pack: pack)
    ruleNames = AttributionWriter.RuleNames(rules)
  }

  /// The attributions of an article, in text order of their contents, and the quotations that
  /// nobody said.
  ///
  /// - Parameter reported: Whether to look for what stands outside quotation marks.
  package func find(
    _ analysis: Analysis, reported: Bool = true, scratch: inout ExtractionScratch
  ) -> (attributions: [Attribution], unattributed: [UnattributedQuotation]) {
    let (reader, found, drafts) = quoted(analysis, everywhere: reported, &scratch)
    let writer = writer(reader)
    var attributions = writer.merged(
      writer.attributions(of: drafts),
      reported ? reportedDrafts(reader, found, drafts, &scratch.reported) : [])
    if reported {
      Transcript(analysis, labels: labels).takeOver(&attributions, rule: ruleNames.name(of: .turn))
    }
    scratch.quotes = found.matches
    return (attributions, writer.unattributed(attributions, reader))
  }

  private func writer(_ reader: ParagraphReader) -> AttributionWriter {
    AttributionWriter(
      reader: reader, acts: acts, rules: ruleNames, certainty: certainty, symbols: model.symbols)
  }

  /// What attributes the quotations of an article, with what it was found by.
  func quoted(
    _ analysis: Analysis, everywhere: Bool, _ scratch: inout ExtractionScratch
  ) -> (reader: ParagraphReader, found: MatchedSentences, drafts: [QuoteDraft]) {
    let reader = ParagraphReader(analysis, rates: rates)
    let found = MatchedSentences(reader, rules, model, everywhere: everywhere, &scratch)
    let drafts = PassageAttributor(
      reader: reader, attributor: attributor(reader), acts: acts,
      matches: { found.cues(of: $0) }
    ).attribute()
    return (reader, found, drafts)
  }

  private func attributor(_ reader: ParagraphReader) -> SentenceAttributor {
    SentenceAttributor(
      reader: reader, judge: CueJudge(reader: reader), search: CueSearch(reader: reader),
      bounds: ContentBounds(reader: reader), thresholds: thresholds)
  }

  private func reportedDrafts(
    _ reader: ParagraphReader, _ found: MatchedSentences, _ drafts: [QuoteDraft],
    _ scratch: inout ReportedScratch
  ) -> [ReportedCandidate] {
    let taken = TakenItems(drafts, count: reader.analysis.items.count)
    let attributor = ReportedAttributor(reader: reader, model: model)
    var kept: [ReportedCandidate] = []
    attributor.withSums { sums in
      for (number, sentence) in reader.analysis.sentences.enumerated()
      where sentence.kind == .text || sentence.kind == .heading {
        attributor.findCandidates(in: number, found, taken: taken, all: false, &sums, &scratch)
        if scratch.candidates.isEmpty { continue }
        attributor.select(scratch.candidates, into: &kept, &scratch.order)
      }
    }
    return kept
  }
}

extension AttributionFinder {
  /// What reads the words of an article for the rules of all kinds.
  package var words: WordReader { rules.matcher.words }

  /// What the rules found that tell words which report nothing, in tokens: for examples.
  package func barred(
    _ analysis: Analysis, only wanted: Set<String>?
  ) -> [(rule: String, tokens: Range<Int>)] {
    var scratch = ExtractionScratch(for: analysis, words: words)
    let found = quoted(analysis, everywhere: true, &scratch).found
    return analysis.sentences.indices.flatMap { found.barred(in: $0) }.compactMap { match in
      let rule = rules.matcher.rules[match.rule].id
      guard wanted?.contains(rule) ?? true, let first = match.items.first,
        let last = match.items.last
      else { return nil }
      let tokens = analysis.items[first].tokens.lowerBound..<analysis.items[last].tokens.upperBound
      return (rule, tokens)
    }
  }

  /// The attributions of quoted material with the features of their certainty, and the candidates
  /// of reported speech with all that is known of them: for learning and for explanations.
  package func lessons(
    _ analysis: Analysis
  ) -> (quoted: [ExplainedQuotation], reported: [ExplainedCandidate]) {
    var scratch = ExtractionScratch(for: analysis, words: words)
    let (reader, found, drafts) = quoted(analysis, everywhere: true, &scratch)
    return (lessons(reader, drafts), lessons(reader, found, drafts, &scratch.reported))
  }

  private func lessons(
    _ reader: ParagraphReader, _ found: MatchedSentences, _ drafts: [QuoteDraft],
    _ scratch: inout ReportedScratch
  ) -> [ExplainedCandidate] {
    let taken = TakenItems(drafts, count: reader.analysis.items.count)
    let attributor = ReportedAttributor(reader: reader, model: model)
    let rules = rules.matcher.rules.map(\.id)
    var reported: [ExplainedCandidate] = []
    attributor.withSums { sums in
      for (number, sentence) in reader.analysis.sentences.enumerated()
      where sentence.kind == .text || sentence.kind == .heading {
        attributor.findCandidates(in: number, found, taken: taken, all: true, &sums, &scratch)
        for index in scratch.candidates.indices {
          reported.append(
            attributor.explained(
              scratch.candidates, index, scratch.look, rules: rules, names: names))
        }
      }
    }
    return reported
  }

  private func lessons(_ reader: ParagraphReader, _ drafts: [QuoteDraft]) -> [ExplainedQuotation] {
    let writer = writer(reader)
    let written = writer.attributions(of: drafts)
    return zip(drafts, written).map { draft, attribution in
      var list = FeatureList()
      writer.features.describe(draft, into: &list)
      return ExplainedQuotation(
        attribution: attribution,
        source: attribution.carriedFrom.map { written[$0].source } ?? attribution.source,
        probability: certainty.probability(draft, writer.features),
        features: list.keys.map { names.weighed($0, certainty.weights.weight($0)) })
    }
  }
}
