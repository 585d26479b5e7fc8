import FlatImage
import NewsSyntax
import RuleEngine

/// The most that a candidate can gain by where its content ends, by frame; worked out when the
/// model loads.
struct CandidateBounds: Sendable {
  /// By the length of the content, its finite verbs, what stands behind it and how much that is.
  private let ends: [Int32]
  /// By the head of a phrase.
  private let heads: [Int32]

  init(_ known: [(key: FeatureKey, weight: Int32)], _ rows: WeightRows) {
    let frames = 0...ReportedFrame.allCases.count
    let known = known.filter { $0.key.template?.hangsOnEnd == true }
    func most(_ template: FeatureTemplate) -> [Int32] {
      var most = frames.map { _ in Int32(0) }
      for (key, _) in known where key.template == template {
        let row = rows.row(key.with(.none))
        for frame in frames { most[frame] = max(most[frame], rows.weight(row, frame)) }
      }
      return most
    }
    let (length, finite, after) = (most(.length), most(.finite), most(.after))
    let rest = known.reduce(0) { $1.key.template == .rest ? max($0, $1.weight) : $0 }
    ends = frames.map { length[$0] + finite[$0] + after[$0] + rest }
    let (object, shape, tag) = (most(.object), most(.objectShape), most(.objectTag))
    heads = frames.map { max(object[$0] + shape[$0], tag[$0]) }
  }

  func end(_ frame: ReportedFrame) -> Int32 { ends[Int(frame.rawValue)] }
  func head(_ frame: ReportedFrame) -> Int32 { heads[Int(frame.rawValue)] }
}

extension CandidateBounds: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    ends = try image.array()
    heads = try image.array()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(ends)
    image.lay(heads)
  }
}

extension FeatureTemplate {
  /// Whether `CandidateBounds` holds the most that it weighs.
  fileprivate var hangsOnEnd: Bool {
    switch self {
    case .length, .finite, .after, .rest, .object, .objectShape, .objectTag: true
    default: false
    }
  }
}

extension ReportedFeatures {
  /// Whether other candidates weigh where the content of one ends: they are told the rates of
  /// rivals in tenths, and one below the first tenth counts as none.
  func isRival(_ candidate: ReportedCandidate) -> Bool { tenths(candidate.rate) > 0 }

  /// Adds to what is known of a candidate the most that its end and its rivals can weigh: no less
  /// than `describeEnd` and `describeRivals` add for any ends that are chosen.
  ///
  /// - Parameter candidates: Of the sentence, their contents as long as may be.
  func addMost(
    _ candidates: [ReportedCandidate], _ index: Int, _ look: borrowing LookAhead,
    to sum: inout CandidateSum
  ) {
    let own = candidates[index]
    sum.sum += table.bounds.end(own.frame) + mostOfVerbs(own, look)
    if look.holdsQuotation {
      sum.sum += max(0, table.others.weight(FeatureKey(.holdsQuotation, symbols[own.frame])))
    }
    if own.frame.contentKind == .phrase {
      if isHeadKnown(own.content) {
        describeHead(own.content, own.frame, &sum)
      } else {
        sum.sum += table.bounds.head(own.frame)
      }
    }
    addMostOfRivals(candidates, index, to: &sum)
  }

  /// What a modal weighs that may be the first verb of a content.
  private func mostOfVerbs(_ candidate: ReportedCandidate, _ look: borrowing LookAhead) -> Int32 {
    let first = Int(look[candidate.content.lowerBound].finite)
    guard first < candidate.content.upperBound, reader[first].tag == .MD else { return 0 }
    let row = table.rows.row(.contentModal, symbols.word(reader[first].lexeme))
    return max(0, table.weight(row, candidate.frame))
  }

  /// Whether the head of a phrase is the same wherever the content ends: no end lies within a
  /// phrase, or takes a noun off.
  private func isHeadKnown(_ content: Range<Int>) -> Bool {
    guard let base = reader.phrases.chunks.phrase(at: content.lowerBound) else { return true }
    let last = reader[base.upperBound - 1]
    return base.upperBound <= content.upperBound && last.tag.isNoun
      && !last.words.contains(.concession)
  }

  /// A rival may turn out to be around a candidate, inside or beside it, or nothing of that.
  private func addMostOfRivals(
    _ candidates: [ReportedCandidate], _ index: Int, to sum: inout CandidateSum
  ) {
    let own = candidates[index]
    var same = 0.0
    var around = table.weight(table.around[0], own.frame)
    var inside = table.weight(table.inside[0], own.frame)
    var over = table.over[0].weight
    for other in candidates.indices where other != index {
      let (head, content) = (candidates[other].head, candidates[other].content)
      let rate = candidates[other].rate
      guard head != own.head else {
        same = max(same, rate)
        continue
      }
      guard isRival(candidates[other]) else { continue }
      if content.contains(own.head) {
        around = max(around, table.weight(table.around[tenths(rate)], own.frame))
      }
      if own.content.contains(head) {
        inside = max(inside, table.weight(table.inside[tenths(rate)], own.frame))
      }
      if content.overlaps(own.content) { over = max(over, table.over[tenths(rate)].weight) }
    }
    describeSame(same, own, into: &sum)
    sum.sum += around + inside + over
  }
}
