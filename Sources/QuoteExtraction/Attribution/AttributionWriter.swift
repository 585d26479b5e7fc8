import NewsSyntax
import NewsText
import QuoteRecords

/// Turns drafts, which speak of items, into attributions, which speak of tokens.
struct AttributionWriter: Sendable {
  let reader: ParagraphReader
  let acts: CueActs
  let rules: RuleNames
  let certainty: CertaintyModel
  let features: CertaintyFeatures
  private let pieces: ContentPieces

  init(
    reader: ParagraphReader, acts: CueActs, rules: RuleNames, certainty: CertaintyModel,
    symbols: FeatureSymbols
  ) {
    self.reader = reader
    self.acts = acts
    self.rules = rules
    self.certainty = certainty
    features = CertaintyFeatures(reader: reader, symbols: symbols)
    pieces = ContentPieces(reader: reader, acts: acts)
  }

  /// The ids of the rules and the rule of each construction.
  struct RuleNames: Sendable {
    /// By the constructions' raw values.
    private var constructions = [Int?](repeating: nil, count: Construction.allCases.count)
    let rules: [String]

    init(_ rules: QuoteRules) {
      self.rules = rules.matcher.rules.map(\.id)
      for (index, construction) in rules.constructions.enumerated() {
        guard let place = construction.map({ Int($0.rawValue) }), constructions[place] == nil
        else { continue }
        constructions[place] = index
      }
    }

    /// The id of the rule of a construction; empty where no pack has one.
    func name(of construction: Construction) -> String {
      constructions[Int(construction.rawValue)].map { rules[$0] } ?? ""
    }
  }

  // MARK: Quoted material

  func attributions(of drafts: [QuoteDraft]) -> [Attribution] {
    drafts.map { attribution(of: $0) }
  }

  private func attribution(of draft: QuoteDraft) -> Attribution {
    var quotations: [Int] = []
    for part in draft.parts {
      for item in part {
        if let quotation = reader[item].quotation { quotations.append(quotation) }
      }
    }
    if draft.parts.count > 1 { quotations.sort() }
    let outside = draft.parts.contains { part in
      part.contains { !reader.isQuotation($0) && isWord($0) }
    }
    var content: [Range<Int>] = []
    for part in draft.parts { content += pieces(of: part, mixed: outside) }
    if content.count > 1 { content.sort { $0.lowerBound < $1.lowerBound } }
    var result = Attribution(
      content: content, quotations: quotations,
      type: outside ? .mixed : .direct, certainty: certainty(of: draft),
      rule: draft.rule.map { rules.rules[$0] } ?? rules.name(of: draft.construction))
    if let cue = draft.cue {
      let group = draft.cueRange ?? cue..<cue + 1
      result.cue = [tokens(of: cueWords(group, cue))]
      result.act = acts.act(reader[cue]) ?? .speech
      if draft.construction != .colon { describe(&result, cue) }
      if reader.has(cue, .addressing), let told = addressee(cue) {
        result.addressee = [tokens(of: told)]
      }
    }
    if let source = draft.source { result.source = [tokens(of: source)] }
    result.carriedFrom = draft.carriedFrom
    return result
  }

  /// The cue without auxiliaries and adverbs: its head and what stands behind it.
  private func cueWords(_ range: Range<Int>, _ head: Int) -> Range<Int> {
    let upper = max(range.upperBound, head + 1)
    return (range.contains(head) ? head : range.lowerBound)..<upper
  }

  private func addressee(_ cue: Int) -> Range<Int>? {
    let limit = min(reader.analysis.items.count, cue + 12)
    guard cue + 1 < limit, let told = reader.phrases.phraseRight(from: cue + 1, limit: limit),
      !reader.phrases.isDay(told.lowerBound)
    else { return nil }
    return told
  }

  private func isWord(_ index: Int) -> Bool {
    let tag = reader[index].tag
    return !tag.isAny(of: [.comma, .colon, .stop, .open, .close, .quote])
  }

  /// The spans of one part: a quotation alone without its marks, a clause whole. A quotation that
  /// goes on a clause keeps its marks, as those within the clause do.
  private func pieces(of part: Range<Int>, mixed: Bool) -> [Range<Int>] {
    let outside = part.contains { !reader.isQuotation($0) && isWord($0) }
    if !outside {
      return part.compactMap { index in
        reader[index].quotation.map { quotation in
          let goesOn = mixed && reader.facts(index)?.capital == false
          return goesOn
            ? reader[index].tokens : reader.analysis.document.quotations[quotation].inner
        }
      }
    }
    var range = reader.trimmed(part)
    if range.count > 1, reader.opensContent(range.lowerBound) {
      // "said that, in the meantime, it would"
      range = reader.trimmed(range.lowerBound + 1..<range.upperBound)
    }
    return [tokens(of: range)]
  }

  func tokens(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return reader[first].tokens.lowerBound..<reader[last].tokens.upperBound
  }

  private func describe(_ result: inout Attribution, _ cue: Int) {
    guard let group = reader.phrases.chunks.group(headedBy: cue) else { return }
    result.negated = group.flags.contains(.negated)
    result.hedged = (group.start..<min(cue + 2, reader.analysis.items.count)).contains {
      $0 != cue && acts.isHedge(reader[$0])
    }
  }

  private func certainty(of draft: QuoteDraft) -> Certainty {
    let probability = certainty.probability(draft, features)
    return probability >= certainty.high
      ? .high : probability >= certainty.medium ? .medium : .low
  }

  // MARK: Reported

  private func attribution(
    of candidate: ReportedCandidate, among all: [ReportedCandidate]
  ) -> Attribution {
    let found = pieces.pieces(of: candidate, among: all)
    let quotations = found.flatMap { $0.compactMap { reader[$0].quotation } }
    var result = Attribution(
      content: found.map { tokens(of: $0) }, quotations: quotations,
      type: quotations.isEmpty ? .indirect : .mixed,
      act: acts.act(reader[candidate.head])
        ?? (candidate.frame.contentKind == .clause ? .speech : .attitude),
      certainty: candidate.probability >= 0.7
        ? .high : candidate.probability >= 0.45 ? .medium : .low,
      rule: rules.rules[candidate.rule])
    result.cue = [
      tokens(of: cueWords(candidate.cue, min(candidate.head, candidate.cue.upperBound - 1)))
    ]
    if let source = pieces.source(of: candidate) {
      result.source = [tokens(of: source)]
    } else {
      result.isOfNobody = candidate.source != nil
    }
    if let addressee = candidate.addressee, reader.has(candidate.head, .addressing) {
      result.addressee = [tokens(of: addressee)]
    }
    describe(&result, candidate.head)
    return result
  }

  // MARK: Order

  /// Quoted and reported attributions in text order of their contents; what refers to another
  /// follows it.
  func merged(_ quoted: [Attribution], _ reported: [ReportedCandidate]) -> [Attribution] {
    var all = quoted
    all.reserveCapacity(quoted.count + reported.count)
    for candidate in reported { all.append(attribution(of: candidate, among: reported)) }
    let starts = all.map { $0.content.first?.lowerBound ?? 0 }
    let order = starts.indices.sorted {
      starts[$0] != starts[$1] ? starts[$0] < starts[$1] : $0 < $1
    }
    var place = [Int](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[old] = new }
    for index in quoted.indices {
      if let carried = all[index].carriedFrom { all[index].carriedFrom = place[carried] }
    }
    // Each goes to its place, and what stood there goes on.
    all.withUnsafeMutableBufferPointer { all in
      for index in all.indices {
        while place[index] != index {
          let next = place[index]
          all.swapAt(index, next)
          place.swapAt(index, next)
        }
      }
    }
    return all
  }

  /// The quotations that no attribution holds, each with a reason.
  func unattributed(
    _ attributions: [Attribution], _ reader: ParagraphReader
  ) -> [UnattributedQuotation] {
    var held = [Bool](repeating: false, count: reader.analysis.document.quotations.count)
    for attribution in attributions {
      for quotation in attribution.quotations { held[quotation] = true }
    }
    let judge = CueJudge(reader: reader)
    var found: [UnattributedQuotation] = []
    for (number, sentence) in reader.analysis.sentences.enumerated() where reader.quoting[number] {
      for index in sentence.items where reader.isQuotation(index) {
        guard let quotation = reader[index].quotation, !held[quotation],
          let facts = reader.facts(index)
        else { continue }
        let reason: String
        if sentence.kind != .text {
          reason = "heading"
        } else if judge.isTitle(index, in: sentence.items) || facts.titleCase && facts.wordCount > 1
        {
          reason = "title"
        } else if index > sentence.items.lowerBound, reader[index - 1].tag.isName,
          index + 1 < sentence.items.upperBound, reader[index + 1].tag.isName
        {
          reason = "nickname"
        } else {
          reason = facts.wordCount <= 3 ? "scare" : "unknown"
        }
        found.append(
          UnattributedQuotation(
            quotation: quotation, reason: reason, rule: "en.quotation.\(reason)"))
      }
    }
    return found
  }
}
