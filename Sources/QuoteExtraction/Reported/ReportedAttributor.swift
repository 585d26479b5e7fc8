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
    finder = ReportedFinder(reader: reader, model: model)
    features = ReportedFeatures(reader: reader, model: model)
    ends = EndFeatures(reader: reader, model: model)
    self.model = model
  }

  /// What adds up weights, made once for many sentences.
  struct Sums {
    fileprivate var ends: EndSum
    fileprivate var candidates: CandidateSum
  }

  /// Lends what adds up weights.
  func withSums<Result>(_ body: (inout Sums) -> Result) -> Result {
    model.ends.withSum { ends in
      var sums = Sums(ends: ends, candidates: CandidateSum(model.table))
      return body(&sums)
    }
  }

  /// Finds the candidates of a sentence, ends chosen and probabilities given, in the order of their
  /// cues: `scratch.candidates`.
  ///
  /// - Parameter all: Whether to choose the ends of those as well that are not probable enough
  ///   wherever they end; else they have the probability 0 and contents as long as may be.
  func findCandidates(
    in sentence: Int, _ matches: MatchedSentences, taken: TakenItems, all: Bool,
    _ sums: inout Sums, _ scratch: inout ReportedScratch
  ) {
    collectCandidates(in: sentence, matches, taken, &scratch)
    guard !scratch.candidates.isEmpty else { return }
    removeAddressees(from: &scratch.candidates)
    let hasWeights = !model.table.weights.isEmpty
    if hasWeights {
      for index in scratch.candidates.indices {
        weigh(index, all: all, &sums.candidates, &scratch)
      }
    }
    for index in scratch.candidates.indices
    where !scratch.candidates[index].endIsFixed && matters(endOf: index, scratch.candidates) {
      setEnd(of: index, &sums.ends, &scratch)
    }
    if hasWeights {
      for index in scratch.candidates.indices {
        setProbability(of: index, &sums.candidates, &scratch)
      }
    }
  }

  /// Puts the candidates of a sentence into `scratch.candidates`, their contents as long as may be.
  private func collectCandidates(
    in sentence: Int, _ matches: MatchedSentences, _ taken: TakenItems,
    _ scratch: inout ReportedScratch
  ) {
    scratch.candidates.removeAll(keepingCapacity: true)
    if matches.numbers(of: sentence).isEmpty { return }
    let barred = matches.barred(in: sentence)
    let items = finder.reader.analysis.sentences[sentence].items
    scratch.subjects.removeAll()
    for number in matches.numbers(of: sentence) {
      guard let match = matches.frame(number, barred: barred) else { continue }
      finder.add(
        match, sentence: sentence, taken: taken, &scratch.subjects, to: &scratch.candidates)
    }
    guard !scratch.candidates.isEmpty else { return }
    scratch.look.load(items, finder.reader, model)
    scratch.places.load(items)
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

  /// Weighs what of a candidate is the same wherever its content ends, and tells whether any end
  /// could make it probable enough.
  private func weigh(
    _ index: Int, all: Bool, _ sum: inout CandidateSum, _ scratch: inout ReportedScratch
  ) {
    sum.sum = 0
    features.describe(scratch.candidates[index], scratch.look, into: &sum)
    scratch.candidates[index].weight = sum.sum
    let needed = model.leastLogOdds - model.tableWeight * scratch.candidates[index].rateLogOdds
    guard !all, sum.logOdds < needed else { return }
    features.addMost(scratch.candidates, index, scratch.look, to: &sum)
    scratch.candidates[index].canBeKept = sum.logOdds >= needed
  }

  /// Whether it matters where the content of a candidate ends: to itself, or to one that begins
  /// where that content may reach and weighs its rivals.
  private func matters(endOf index: Int, _ candidates: [ReportedCandidate]) -> Bool {
    if candidates[index].canBeKept { return true }
    guard features.isRival(candidates[index]) else { return false }
    let content = candidates[index].content
    return candidates.indices.contains { other in
      candidates[other].canBeKept && candidates[other].head != candidates[index].head
        && (content.contains(candidates[other].head)
          || content.contains(candidates[other].content.lowerBound))
    }
  }

  /// Gives a candidate its probability among its rivals.
  private func setProbability(
    of index: Int, _ sum: inout CandidateSum, _ scratch: inout ReportedScratch
  ) {
    guard scratch.candidates[index].canBeKept else {
      scratch.candidates[index].probability = 0
      return
    }
    sum.sum = scratch.candidates[index].weight
    features.describeEnd(scratch.candidates[index], scratch.look, into: &sum)
    features.describeRivals(scratch.candidates, index, into: &sum)
    scratch.candidates[index].probability = Odds.probability(
      sum.logOdds + model.tableWeight * scratch.candidates[index].rateLogOdds)
  }

  // MARK: Where content ends

  /// How likely a content ends where a verb goes on that reports something else.
  private static let newReport = 0.85

  /// Ends a content where the weights expect the best overlap, but not within a phrase.
  private func setEnd(
    of index: Int, _ sum: inout EndSum, _ scratch: inout ReportedScratch
  ) {
    let candidate = scratch.candidates[index]
    let opener = features.opener(candidate, scratch.look.range)
    let content = ends.content(candidate, opener: opener, clause: features.clause(opener))
    weighEnds(
      of: candidate, content, scratch.look, scratch.candidates, &sum, &scratch.places,
      &scratch.ends)
    let start = candidate.content.lowerBound
    let limit = candidate.content.upperBound
    var end = scratch.ends.best(from: start, limit: limit)
    if candidate.frame == .that || candidate.frame == .toldClause,
      finder.isSubjectAlone(start..<end, limit: limit)
    {
      end = limit
    }
    scratch.candidates[index].content = start..<finder.wholeEnd(end, of: start..<limit)
  }

  /// Weighs the places where a content may end, as far as it may go on.
  private func weighEnds(
    of candidate: ReportedCandidate, _ content: EndFeatures.Content, _ look: borrowing LookAhead,
    _ candidates: [ReportedCandidate], _ sum: inout EndSum, _ places: inout PlaceSums,
    _ choice: inout EndChoice
  ) {
    let opening = finder.openingClauseEnd(candidate) ?? finder.asideEnd(candidate) ?? 0
    let closing = finder.openedClauseEnd(candidate, look.range)
    let hasWeights = !model.ends.weights.isEmpty
    let stops = model.ends.stops
    choice.begin()
    var walk = ContentWalk(candidate.content)
    while walk.next(look) {
      ends.add(walk, content, look, &places, to: &sum)
      var stop = hasWeights ? stops.probability(sum.sum) : 0
      if walk.end <= opening { stop = 0 }
      if walk.end == closing { stop = 1 }
      if !look[walk.end].step.isDisjoint(with: [.comma, .conjunction]),
        finder.opensReport(
          walk.end, of: candidate.content.lowerBound..<look.range.upperBound,
          behind: candidate.head, candidates)
      {
        stop = max(stop, Self.newReport)
      }
      if !choice.add(walk.end, stop) { break }
    }
  }

  // MARK: Selection

  /// Keeps the candidates that stand, most probable first, none overlapping another.
  ///
  /// - Parameter order: Memory that is used again.
  func select(
    _ candidates: [ReportedCandidate], into all: inout [ReportedCandidate], _ order: inout [Int]
  ) {
    order.removeAll(keepingCapacity: true)
    // "The plan was criticised": of a passive that names nobody it is seldom said by somebody.
    for index in candidates.indices
    where candidates[index].probability >= model.least
      && !(candidates[index].frame == .passive && candidates[index].sourceKind == .agentless)
    {
      order.append(index)
    }
    if order.count > 1 {
      order.sort {
        candidates[$0].probability != candidates[$1].probability
          ? candidates[$0].probability > candidates[$1].probability : $0 < $1
      }
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
    _ candidates: [ReportedCandidate], _ index: Int, into sink: inout some CandidateSink
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
    sink.add(table.around[tenths(around)], own.frame)
    sink.add(table.inside[tenths(inside)], own.frame)
    describeSame(same, own, into: &sink)
    sink.add(table.over[tenths(over)])
  }

  /// Writes the features of the best rival of the same cue.
  func describeSame(_ rate: Double, _ own: ReportedCandidate, into sink: inout some CandidateSink) {
    sink.add(table.same[tenths(rate)], own.frame)
    sink.add(rate > own.rate ? table.better.yes : table.better.no, own.frame)
  }

  /// A probability in tenths.
  func tenths(_ probability: Double) -> Int { min(9, Int(probability * 10)) }
}

/// The items that quoted attributions already hold.
struct TakenItems: Sendable {
  /// What holds each item; empty where none is held.
  private var holders: [Holder] = []
  /// For each item the first one from it on that is held; their number where there is none.
  private var next: [Int32] = []

  private struct Holder: OptionSet {
    let rawValue: UInt8
    static var content: Holder { Holder(rawValue: 1) }
    static var cue: Holder { Holder(rawValue: 2) }
    static var source: Holder { Holder(rawValue: 4) }
  }

  /// - Parameter count: The number of the article's items.
  init(_ drafts: [QuoteDraft], count: Int) {
    guard !drafts.isEmpty else { return }
    var holders = [Holder](repeating: [], count: count)
    var next = [Int32](repeating: Int32(count), count: count)
    var held = holders.mutableSpan
    for draft in drafts {
      for part in draft.parts { for item in part { held[item].insert(.content) } }
      if let source = draft.source { for item in source { held[item].insert(.source) } }
      // The cue of a sentence before has a content of its own there.
      if let cue = draft.cue, draft.construction != .context { held[cue].insert(.cue) }
    }
    var places = next.mutableSpan
    var first = Int32(count)
    for item in stride(from: count - 1, through: 0, by: -1) {
      if !held[item].isEmpty { first = Int32(item) }
      places[item] = first
    }
    (self.holders, self.next) = (holders, next)
  }

  /// Where the first attribution within a stretch begins: with its source, its cue or its content.
  func first(in range: Range<Int>) -> Int? {
    guard !holders.isEmpty, !range.isEmpty else { return nil }
    let first = Int(next[range.lowerBound])
    return first < range.upperBound ? first : nil
  }

  func forbids(cue: Int) -> Bool {
    !holders.isEmpty && !holders[cue].isDisjoint(with: [.content, .cue])
  }

  func forbids(content: Range<Int>) -> Bool {
    guard let first = first(in: content) else { return false }
    return (first..<content.upperBound).contains {
      !holders[$0].isDisjoint(with: [.content, .cue])
    }
  }
}
