import NewsSyntax
import RuleEngine

/// Finds what is reported without quotation marks.
///
/// Every match of a frame rule is a candidate; its end is where the learned weights expect the
/// best overlap, its probability comes from the word's rate in that frame and the weights of what
/// stands around it; of candidates that overlap the more probable stays, for labeled contents do
/// not nest.
struct ReportedAttributor: Sendable {
  let finder: ReportedFinder
  let model: ReportedModel

  private var reader: ParagraphReader { finder.reader }

  init(reader: ParagraphReader, model: ReportedModel) {
    finder = ReportedFinder(reader: reader)
    self.model = model
  }

  /// The candidates of a sentence, ends chosen and probabilities given, in the order of their cues.
  func candidates(_ matches: [FrameMatch], sentence: Int, taken: TakenItems) -> [ReportedCandidate]
  {
    var found: [ReportedCandidate] = []
    var features: ReportedFeatures?
    for match in matches {
      guard var candidate = finder.candidate(match, sentence: sentence),
        !taken.forbids(cue: candidate.head)
      else { continue }
      candidate.probability = model.frames.rate(reader[candidate.head].lemma, candidate)
      guard candidate.probability >= ReportedModel.leastRate else { continue }
      let described = features ?? self.features(of: sentence)
      features = described
      if !candidate.endIsFixed { candidate.content = bounded(candidate, described) }
      guard !taken.forbids(content: candidate.content) else { continue }
      found.append(candidate)
    }
    guard let features else { return [] }
    found = withoutAddressees(found)
    let first = found
    for index in found.indices {
      found[index].probability = probability(first, index, features)
    }
    return found
  }

  /// "Reed told the council that …": where the words behind a verb are whom it is said to, they are
  /// no content.
  private func withoutAddressees(_ candidates: [ReportedCandidate]) -> [ReportedCandidate] {
    let told = candidates.filter { candidate in
      candidate.addressee != nil && reader.has(candidate.head, .addressing)
        && [.toldClause, .toldQuestion, .toldInfinitive].contains(candidate.frame)
    }
    guard !told.isEmpty else { return candidates }
    return candidates.filter { candidate in
      candidate.addressee != nil
        || !told.contains {
          $0.head == candidate.head
            && $0.addressee?.lowerBound == candidate.content.lowerBound
        }
    }
  }

  // MARK: Probability

  /// What describes the candidates of a sentence.
  func features(of sentence: Int) -> ReportedFeatures {
    ReportedFeatures(reader: reader, range: reader.analysis.sentences[sentence].items)
  }

  /// The probability of a candidate among its rivals.
  private func probability(
    _ candidates: [ReportedCandidate], _ index: Int, _ features: ReportedFeatures
  ) -> Double {
    let candidate = candidates[index]
    guard !model.weights.isEmpty else { return candidate.probability }
    var sum = WeightSum(model.weights)
    features.describe(candidate, into: &sum)
    ReportedAttributor.describeRivals(candidates, index, into: &sum)
    return Odds.probability(
      sum.logOdds + model.tableWeight * Odds.logOdds(candidate.probability))
  }

  /// Writes the features of a candidate's rivals: the best around it, inside, of the same cue.
  static func describeRivals(
    _ candidates: [ReportedCandidate], _ index: Int, into sink: inout some FeatureSink
  ) {
    let own = candidates[index]
    var around = 0.0
    var inside = 0.0
    var same = 0.0
    var over = 0.0
    for (other, rival) in candidates.enumerated() where other != index {
      if rival.head == own.head {
        same = max(same, rival.probability)
      } else if rival.content.contains(own.head) {
        around = max(around, rival.probability)
      } else if own.content.contains(rival.head) {
        inside = max(inside, rival.probability)
      } else if rival.content.overlaps(own.content) {
        over = max(over, rival.probability)
      }
    }
    sink.add("rival-around", step(around))
    sink.add("rival-around", step(around), own.frame.rawValue)
    sink.add("rival-inside", step(inside))
    sink.add("rival-inside", step(inside), own.frame.rawValue)
    sink.add("rival-same", step(same))
    sink.add("rival-same", step(same), own.frame.rawValue)
    sink.add("rival-better", same > own.probability ? "yes" : "no", own.frame.rawValue)
    sink.add("rival-over", step(over))
  }

  private static func step(_ probability: Double) -> String {
    String(min(9, Int(probability * 10)))
  }

  // MARK: Where content ends

  /// The content up to the end that the weights expect the best overlap from.
  private func bounded(
    _ candidate: ReportedCandidate, _ features: ReportedFeatures
  ) -> Range<Int> {
    let start = candidate.content.lowerBound
    let limit = candidate.content.upperBound
    let range = reader.analysis.sentences[candidate.sentence].items
    let opener = features.opener(candidate, range)
    var ends: [(end: Int, share: Double)] = []
    var left = 1.0
    walk(candidate) { place in
      var sum = WeightSum(model.ends)
      features.describeEnd(candidate, place, opener: opener, into: &sum)
      let stop = model.ends.isEmpty ? 0 : Odds.probability(sum.logOdds)
      if stop * left > 0.002 { ends.append((place.end, left * stop)) }
      left *= 1 - stop
      return left > 0.02
    }
    ends.append((limit, left))
    var best = (end: limit, score: -1.0)
    for candidate in ends {
      let length = Double(candidate.end - start)
      var score = 0.25 * candidate.share
      for other in ends {
        let second = Double(other.end - start)
        if min(length, second) / max(length, second) >= 0.55 { score += other.share }
      }
      if score > best.score + 1e-9 { best = (candidate.end, score) }
    }
    return start..<best.end
  }

  /// Visits each place where a content may end before the sentence does.
  func walk(_ candidate: ReportedCandidate, _ visit: (ReportedFeatures.Place) -> Bool) {
    var place = ReportedFeatures.Place(end: candidate.content.lowerBound)
    for index in candidate.content.dropLast() {
      let item = reader[index]
      place.end = index + 1
      if reader.phrases.isFinite(index) { place.finite = true }
      if item.tag == .comma { place.commas += 1 }
      place.words += 1
      guard item.isQuotation || item.tag != .comma && item.tag != .colon else { continue }
      if !visit(place) { return }
    }
  }

  // MARK: Selection

  /// The candidates that stand, most probable first, none overlapping another.
  func select(_ candidates: [ReportedCandidate]) -> [ReportedCandidate] {
    let order = candidates.indices.filter { candidates[$0].probability >= model.least }
      .sorted {
        candidates[$0].probability != candidates[$1].probability
          ? candidates[$0].probability > candidates[$1].probability : $0 < $1
      }
    var kept: [ReportedCandidate] = []
    for index in order {
      let candidate = candidates[index]
      let clash = kept.contains {
        $0.content.overlaps(candidate.content) || $0.content.contains(candidate.head)
          || candidate.content.contains($0.head) || $0.head == candidate.head
      }
      if !clash { kept.append(candidate) }
    }
    return kept
  }
}

/// The items that quoted attributions already hold.
struct TakenItems: Sendable {
  private var contents: Set<Int> = []
  private var cues: Set<Int> = []

  mutating func take(_ draft: QuoteDraft) {
    for part in draft.parts { contents.formUnion(part) }
    if let cue = draft.cue { cues.insert(cue) }
  }

  func forbids(cue: Int) -> Bool { contents.contains(cue) || cues.contains(cue) }

  func forbids(content: Range<Int>) -> Bool {
    content.contains { contents.contains($0) || cues.contains($0) }
  }
}

/// What was learned of reported speech.
struct ReportedModel: Sendable {
  let frames: FrameTable
  let weights: FeatureWeights
  let ends: FeatureWeights
  /// A candidate whose word reports less often in its frame is not looked at.
  static let leastRate = 0.02
  /// How much the frame table's odds weigh beside the features.
  let tableWeight: Double
  /// The least probability that is reported.
  let least: Double

  init(pack: RulePack) {
    frames = FrameTable(pack: pack)
    weights = FeatureWeights(rows: pack.rows("reported-weights"))
    ends = FeatureWeights(rows: pack.rows("reported-ends"))
    let settings = Settings(pack: pack)
    tableWeight = settings["reported-table-weight"] ?? 1
    least = settings["reported-least"] ?? 0.3
  }
}

/// The thresholds of a pack (`quote-settings.tsv`): a name, a number and why.
struct Settings: Sendable {
  private let values: [String: Double]

  init(pack: RulePack) {
    var values: [String: Double] = [:]
    for row in pack.rows("quote-settings") where row.count >= 2 {
      values[row[0]] = Double(row[1])
    }
    self.values = values
  }

  subscript(name: String) -> Double? { values[name] }
}
