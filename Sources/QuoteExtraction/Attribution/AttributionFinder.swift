package import NewsSyntax
import NewsText
import QuoteRecords
package import RuleEngine

/// Finds who said what in an article: quoted material first, then what is reported without marks.
package struct AttributionFinder: Sendable {
  private let matcher: RuleMatcher
  private let rates: CueRates
  private let model: ReportedModel
  private let thresholds: Thresholds
  private let certainty: CertaintyModel
  let names: FeatureNames
  private let acts: CueActs
  private let constructions: [Int: Construction]
  private let frames: [Int: ReportedFrame]

  /// - Throws: `PackError` where a rule of kind `quote` does not compile.
  package init(pack: RulePack) throws(PackError) {
    matcher = try RuleMatcher(pack: pack, kind: "quote", classes: .news)
    var names = FeatureNames(vocabulary: pack.vocabulary)
    let symbols = FeatureSymbols(&names)
    rates = CueRates(pack: pack, names)
    model = ReportedModel(pack: pack, symbols: symbols, &names)
    thresholds = Thresholds(settings: Settings(pack: pack))
    certainty = CertaintyModel(pack: pack, symbols: symbols, &names)
    self.names = names
    acts = CueActs(pack: pack)
    var constructions: [Int: Construction] = [:]
    var frames: [Int: ReportedFrame] = [:]
    for (index, rule) in matcher.rules.enumerated() {
      constructions[index] = rule.attributes["construction"].flatMap(Construction.init(name:))
      frames[index] = rule.attributes["frame"].flatMap { ReportedFrame(name: $0) }
    }
    self.constructions = constructions
    self.frames = frames
  }

  /// The attributions of an article, in text order of their contents, and the quotations that
  /// nobody said.
  ///
  /// - Parameter reported: Whether to look for what stands outside quotation marks.
  package func find(
    _ analysis: Analysis, reported: Bool = true, scratch: inout ExtractionScratch
  ) -> (attributions: [Attribution], unattributed: [UnattributedQuotation]) {
    let (reader, found, drafts) = quoted(analysis, everywhere: reported, &scratch)
    let writer = AttributionWriter(
      reader: reader, acts: acts, rules: ruleNames, certainty: certainty)
    var attributions = writer.attributions(of: drafts)
    if reported {
      attributions += reportedDrafts(reader, found, drafts, &scratch.reported).map {
        writer.attribution(of: $0)
      }
    }
    let sorted = writer.sorted(attributions)
    return (sorted, writer.unattributed(sorted, reader))
  }

  /// What attributes the quotations of an article, with what it was found by.
  func quoted(
    _ analysis: Analysis, everywhere: Bool, _ scratch: inout ExtractionScratch
  ) -> (reader: ParagraphReader, found: MatchedSentences, drafts: [QuoteDraft]) {
    let reader = ParagraphReader(analysis, rates: rates)
    let found = MatchedSentences(
      analysis: analysis, matcher: matcher, constructions: constructions, frames: frames,
      everywhere: everywhere, scratch: &scratch.matching)
    let drafts = PassageAttributor(
      reader: reader, attributor: attributor(reader), matches: { found.cues(of: $0) }
    ).attribute()
    return (reader, found, drafts)
  }

  private var ruleNames: AttributionWriter.RuleNames {
    var names = AttributionWriter.RuleNames()
    for (index, construction) in constructions {
      names.constructions[construction] = min(
        names.constructions[construction] ?? .max, index)
    }
    names.rules = matcher.rules.map(\.id)
    return names
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
    for (number, sentence) in reader.analysis.sentences.enumerated()
    where sentence.kind == .text || sentence.kind == .heading {
      let candidates = attributor.candidates(
        found.frames(of: number), sentence: number, taken: taken, &scratch)
      attributor.select(candidates, into: &kept)
    }
    return kept
  }
}

extension AttributionFinder {
  /// The attributions of quoted material with the features of their certainty, and the candidates
  /// of reported speech with all that is known of them: for learning and for explanations.
  package func lessons(
    _ analysis: Analysis
  ) -> (quoted: [ExplainedQuotation], reported: [ExplainedCandidate]) {
    var scratch = ExtractionScratch()
    let (reader, found, drafts) = quoted(analysis, everywhere: true, &scratch)
    return (lessons(reader, drafts), lessons(reader, found, drafts, &scratch.reported))
  }

  private func lessons(
    _ reader: ParagraphReader, _ found: MatchedSentences, _ drafts: [QuoteDraft],
    _ scratch: inout ReportedScratch
  ) -> [ExplainedCandidate] {
    let taken = TakenItems(drafts, count: reader.analysis.items.count)
    let attributor = ReportedAttributor(reader: reader, model: model)
    let rules = matcher.rules.map(\.id)
    var reported: [ExplainedCandidate] = []
    for (number, sentence) in reader.analysis.sentences.enumerated()
    where sentence.kind == .text || sentence.kind == .heading {
      let candidates = attributor.candidates(
        found.frames(of: number), sentence: number, taken: taken, &scratch)
      for index in candidates.indices {
        reported.append(
          attributor.explained(candidates, index, scratch.look, rules: rules, names: names))
      }
    }
    return reported
  }

  private func lessons(_ reader: ParagraphReader, _ drafts: [QuoteDraft]) -> [ExplainedQuotation] {
    let writer = AttributionWriter(
      reader: reader, acts: acts, rules: ruleNames, certainty: certainty)
    let features = CertaintyFeatures(reader: reader, symbols: certainty.symbols)
    let written = writer.attributions(of: drafts)
    return zip(drafts, written).map { draft, attribution in
      var list = FeatureList()
      features.describe(draft, into: &list)
      return ExplainedQuotation(
        attribution: attribution,
        source: attribution.carriedFrom.map { written[$0].source } ?? attribution.source,
        probability: certainty.probability(draft, reader),
        features: list.keys.map { names.weighed($0, certainty.weights.weight($0)) })
    }
  }
}

/// The matches of the quote rules in an article, sentence by sentence.
struct MatchedSentences: Sendable {
  private let analysis: Analysis
  private let constructions: [Int: Construction]
  private let frames: [Int: ReportedFrame]
  private let matches: [[Match]]

  /// Matches every rule once in every sentence, or in those with a quotation.
  init(
    analysis: Analysis, matcher: RuleMatcher, constructions: [Int: Construction],
    frames: [Int: ReportedFrame], everywhere: Bool, scratch: inout RuleMatcher.Scratch
  ) {
    self.analysis = analysis
    self.constructions = constructions
    self.frames = frames
    let source = NewsItems(analysis)
    matches = analysis.sentences.map { sentence in
      guard everywhere || sentence.items.contains(where: { analysis.items[$0].isQuotation }) else {
        return []
      }
      return matcher.matches(
        in: source.items(in: sentence.items), mentions: source.mentions(in: sentence.items),
        scratch: &scratch)
    }
  }

  /// The cues of quotations.
  func cues(of sentence: Int) -> CueMatches {
    var result = CueMatches()
    let base = analysis.sentences[sentence].items.lowerBound
    for match in matches[sentence] {
      guard let construction = constructions[match.rule], let cue = match["cue"] else { continue }
      let range = cue.lowerBound + base..<cue.upperBound + base
      let head = range.last { analysis.chunks.verbGroup[$0] >= 0 } ?? range.lowerBound
      result.add(
        CueMatch(
          rule: match.rule, quotation: match["quotation"].map { $0.lowerBound + base },
          cue: range, head: head, source: match["source"].map { shifted($0, base) },
          range: shifted(match.items, base)), construction)
    }
    return result
  }

  /// The frames of reported speech.
  func frames(of sentence: Int) -> [FrameMatch] {
    let base = analysis.sentences[sentence].items.lowerBound
    return matches[sentence].compactMap { match in
      guard let frame = frames[match.rule] else { return nil }
      return FrameMatch(
        rule: match.rule, frame: frame, range: shifted(match.items, base),
        cue: match["cue"].map { shifted($0, base) },
        content: match["content"].map { shifted($0, base) },
        source: match["source"].map { shifted($0, base) },
        addressee: match["addressee"].map { shifted($0, base) },
        link: match["link"].map { shifted($0, base) })
    }
  }

  private func shifted(_ range: Range<Int>, _ base: Int) -> Range<Int> {
    range.lowerBound + base..<range.upperBound + base
  }
}
