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
    let outside = draft.parts.contains { hasWords($0) }
    let (cue, construction) = (draft.cue, draft.construction)
    let tone = cue.map { construction == .colon ? Tone() : self.tone(of: $0) } ?? Tone()
    let told = cue.flatMap { reader.has($0, .addressing) ? addressee($0) : nil }
    return Attribution(
      content: content(of: draft.parts, mixed: outside), quotations: quotations(in: draft.parts),
      cue: cue.map { [tokens(of: cueWords(draft.cueRange ?? $0..<$0 + 1, $0))] } ?? [],
      source: draft.source.map { [tokens(of: $0)] } ?? [],
      addressee: told.map { [tokens(of: $0)] } ?? [], type: outside ? .mixed : .direct,
      act: cue.flatMap { acts.act(reader[$0]) } ?? .speech, certainty: certainty(of: draft),
      rule: draft.rule.map { rules.rules[$0] } ?? rules.name(of: construction),
      negated: tone.isNegated, hedged: tone.isHedged, carriedFrom: draft.carriedFrom)
  }

  private func hasWords(_ part: Range<Int>) -> Bool {
    part.contains { !reader.isQuotation($0) && isWord($0) }
  }

  /// The quotations of some parts, in text order.
  private func quotations(in parts: [Range<Int>]) -> [Int] {
    var quotations: [Int] = []
    for part in parts {
      for item in part {
        if let quotation = reader[item].quotation { quotations.append(quotation) }
      }
    }
    if parts.count > 1 { quotations.sort() }
    return quotations
  }

  /// The spans of some parts, in text order.
  private func content(of parts: [Range<Int>], mixed: Bool) -> [Range<Int>] {
    if parts.count == 1 { return pieces(of: parts[0], mixed: mixed) }
    var content: [Range<Int>] = []
    for part in parts { content += pieces(of: part, mixed: mixed) }
    if content.count > 1 { content.sort { $0.lowerBound < $1.lowerBound } }
    return content
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
    if !hasWords(part) {
      // Nearly always it is one.
      if part.count == 1 { return piece(of: part.lowerBound, mixed: mixed).map { [$0] } ?? [] }
      return part.compactMap { piece(of: $0, mixed: mixed) }
    }
    var range = reader.trimmed(part)
    if range.count > 1, reader.opensContent(range.lowerBound) {
      // "said that, in the meantime, it would"
      range = reader.trimmed(range.lowerBound + 1..<range.upperBound)
    }
    return [tokens(of: range)]
  }

  private func piece(of index: Int, mixed: Bool) -> Range<Int>? {
    reader[index].quotation.map { quotation in
      let goesOn = mixed && reader.facts(index)?.capital == false
      return goesOn
        ? reader[index].tokens : reader.analysis.document.quotations[quotation].inner
    }
  }

  func tokens(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return reader[first].tokens.lowerBound..<reader[last].tokens.upperBound
  }

  /// Whether a cue denies what it attributes, or hedges it.
  private struct Tone {
    var isNegated = false
    var isHedged = false
  }

  private func tone(of cue: Int) -> Tone {
    guard let group = reader.phrases.chunks.group(headedBy: cue) else { return Tone() }
    let isHedged = (group.start..<min(cue + 2, reader.analysis.items.count)).contains {
      $0 != cue && acts.isHedge(reader[$0])
    }
    return Tone(isNegated: group.flags.contains(.negated), isHedged: isHedged)
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
    var quotations: [Int] = []
    for piece in found {
      for item in piece {
        if let quotation = reader[item].quotation { quotations.append(quotation) }
      }
    }
    let (head, cue) = (candidate.head, candidate.cue)
    let source = pieces.source(of: candidate)
    let told = reader.has(head, .addressing) ? candidate.addressee : nil
    let tone = self.tone(of: head)
    return Attribution(
      content: found.count == 1 ? [tokens(of: found[0])] : found.map { tokens(of: $0) },
      quotations: quotations,
      cue: [tokens(of: cueWords(cue, min(head, cue.upperBound - 1)))],
      source: source.map { [tokens(of: $0)] } ?? [],
      addressee: told.map { [tokens(of: $0)] } ?? [],
      type: quotations.isEmpty ? .indirect : .mixed,
      act: acts.act(reader[head])
        ?? (candidate.frame.contentKind == .clause ? .speech : .attitude),
      certainty: candidate.probability >= 0.7
        ? .high : candidate.probability >= 0.45 ? .medium : .low,
      rule: rules.rules[candidate.rule], negated: tone.isNegated, hedged: tone.isHedged,
      isOfNobody: source == nil && candidate.source != nil)
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
