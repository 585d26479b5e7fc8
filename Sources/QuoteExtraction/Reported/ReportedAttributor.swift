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
  let features: ReportedFeatures
  let ends: EndFeatures
  let model: ReportedModel

  init(reader: ParagraphReader, model: ReportedModel) {
    finder = ReportedFinder(reader: reader, frames: model.frames)
    features = ReportedFeatures(reader: reader, model: model)
    ends = EndFeatures(reader: reader, model: model)
    self.model = model
  }

  /// The candidates of a sentence, ends chosen and probabilities given, in the order of their cues.
  func candidates(
    _ matches: [FrameMatch], sentence: Int, taken: TakenItems, _ scratch: inout ReportedScratch
  ) -> [ReportedCandidate] {
    var found: [ReportedCandidate] = []
    var sum = EndSum(model.ends.weights)
    var isRead = false
    for match in matches {
      guard var candidate = finder.candidate(match, sentence: sentence, taken: taken) else {
        continue
      }
      if !isRead { look(at: sentence, &scratch.look) }
      isRead = true
      if !candidate.endIsFixed { setEnd(of: &candidate, &sum, &scratch) }
      guard !taken.forbids(content: candidate.content) else { continue }
      found.append(candidate)
    }
    guard !found.isEmpty else { return [] }
    removeAddressees(from: &found)
    setProbabilities(of: &found, scratch.look)
    return found
  }

  /// Reads a sentence for its candidates.
  private func look(at sentence: Int, _ look: inout LookAhead) {
    look.load(finder.reader.analysis.sentences[sentence].items, finder.reader, model.places)
  }

  /// "Reed told the council that …": where the words behind a verb are whom it is said to, they are
  /// no content.
  private func removeAddressees(from candidates: inout [ReportedCandidate]) {
    var told: [ReportedCandidate] = []
    for index in candidates.indices where isTold(candidates[index]) {
      told.append(candidates[index])
    }
    guard !told.isEmpty else { return }
    candidates.removeAll { candidate in
      candidate.addressee == nil
        && told.contains {
          $0.head == candidate.head
            && $0.addressee?.lowerBound == candidate.content.lowerBound
        }
    }
  }

  private func isTold(_ candidate: ReportedCandidate) -> Bool {
    switch candidate.frame {
    case .toldClause, .toldQuestion, .toldInfinitive:
      candidate.addressee != nil && finder.reader.has(candidate.head, .addressing)
    default: false
    }
  }

  // MARK: Probability

  /// Gives each candidate its probability among its rivals.
  private func setProbabilities(
    of candidates: inout [ReportedCandidate], _ look: borrowing LookAhead
  ) {
    guard !model.weights.isEmpty else { return }
    var sum = WeightSum(model.weights)
    for index in candidates.indices {
      sum.sum = 0
      features.describe(candidates[index], look, into: &sum)
      features.describeRivals(candidates, index, into: &sum)
      candidates[index].probability = Odds.probability(
        sum.logOdds + model.tableWeight * Odds.logOdds(candidates[index].rate))
    }
  }

  // MARK: Where content ends

  /// Ends a content where the weights expect the best overlap.
  private func setEnd(
    of candidate: inout ReportedCandidate, _ sum: inout EndSum, _ scratch: inout ReportedScratch
  ) {
    let opener = features.opener(candidate, scratch.look.range)
    let content = ends.content(candidate, opener: opener, clause: features.clause(opener))
    scratch.ends.begin()
    var walk = ContentWalk(candidate.content)
    while walk.next(scratch.look) {
      ends.add(walk, content, &scratch.look, to: &sum)
      let stop = ends.table.weights.isEmpty ? 0 : scratch.ends.probability(sum.sum)
      if !scratch.ends.add(walk.end, stop) { break }
    }
    let start = candidate.content.lowerBound
    candidate.content =
      start..<scratch.ends.best(from: start, limit: candidate.content.upperBound)
  }

  // MARK: Selection

  /// Keeps the candidates that stand, most probable first, none overlapping another.
  func select(_ candidates: [ReportedCandidate], into all: inout [ReportedCandidate]) {
    guard candidates.contains(where: { $0.probability >= model.least }) else { return }
    let order = candidates.indices.filter { candidates[$0].probability >= model.least }
      .sorted {
        candidates[$0].probability != candidates[$1].probability
          ? candidates[$0].probability > candidates[$1].probability : $0 < $1
      }
    let first = all.count
    for index in order {
      let candidate = candidates[index]
      let clash = all[first...].contains {
        $0.content.overlaps(candidate.content) || $0.content.contains(candidate.head)
          || candidate.content.contains($0.head) || $0.head == candidate.head
      }
      if !clash { all.append(candidate) }
    }
  }
}

extension ReportedFeatures {
  /// Writes the features of a candidate's rivals: the best around it, inside, of the same cue.
  func describeRivals(
    _ candidates: [ReportedCandidate], _ index: Int, into sink: inout some FeatureSink
  ) {
    let own = candidates[index]
    var around = 0.0
    var inside = 0.0
    var same = 0.0
    var over = 0.0
    for other in candidates.indices where other != index {
      let rate = candidates[other].rate
      if candidates[other].head == own.head {
        same = max(same, rate)
      } else if candidates[other].content.contains(own.head) {
        around = max(around, rate)
      } else if own.content.contains(candidates[other].head) {
        inside = max(inside, rate)
      } else if candidates[other].content.overlaps(own.content) {
        over = max(over, rate)
      }
    }
    let frame = symbols[own.frame]
    sink.add(.rivalAround, step(around), alsoWith: frame)
    sink.add(.rivalInside, step(inside), alsoWith: frame)
    sink.add(.rivalSame, step(same), alsoWith: frame)
    sink.add(.rivalBetter, symbols.decision(same > own.rate), frame)
    sink.add(.rivalOver, step(over))
  }

  /// A tenth of a probability.
  private func step(_ probability: Double) -> Symbol {
    symbols.digit(min(9, Int(probability * 10)))
  }
}

/// The items that quoted attributions already hold.
struct TakenItems: Sendable {
  /// For each item, whether a content or a cue holds it; empty where none is held.
  private var contents: [Bool] = []
  private var cues: [Bool] = []

  /// - Parameter count: The number of the article's items.
  init(_ drafts: [QuoteDraft], count: Int) {
    guard !drafts.isEmpty else { return }
    contents = [Bool](repeating: false, count: count)
    cues = contents
    for draft in drafts {
      for part in draft.parts { for item in part { contents[item] = true } }
      if let cue = draft.cue { cues[cue] = true }
    }
  }

  func forbids(cue: Int) -> Bool { !cues.isEmpty && (contents[cue] || cues[cue]) }

  func forbids(content: Range<Int>) -> Bool {
    !cues.isEmpty && content.contains { contents[$0] || cues[$0] }
  }
}
