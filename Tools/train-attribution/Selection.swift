/// What is left of candidates when none may overlap another, and how good it is.
struct Selection {
  private let candidates: [Learner.Candidate]
  private let probabilities: [Double]
  private let goldRuns: Int

  init(_ candidates: [Learner.Candidate], _ probabilities: [Double], goldRuns: Int) {
    self.candidates = candidates
    self.probabilities = probabilities
    self.goldRuns = goldRuns
  }

  /// The F1 that may be given up so that less is found wrongly, which costs more than what is
  /// missed.
  private static let worth = 0.002

  /// The highest least probability, in steps of a twentieth, that gives the best F1 or hardly less.
  var bestThreshold: Double {
    let steps = stride(from: 0.15, through: 0.5, by: 0.05).map { ($0, score(least: $0)) }
    let best = steps.map(\.1).max() ?? 0
    return steps.last { $0.1 >= best - Self.worth }?.0 ?? 0.35
  }

  /// The F1 of what is kept.
  func score(least: Double) -> Double {
    var right = 0
    var kept = 0
    var taken: [Int: (contents: Set<Int>, cues: Set<Int>)] = [:]
    let order = candidates.indices.filter { probabilities[$0] >= least }.sorted {
      probabilities[$0] != probabilities[$1] ? probabilities[$0] > probabilities[$1] : $0 < $1
    }
    for index in order {
      let candidate = candidates[index]
      let used = taken[candidate.article] ?? ([], [])
      let clash =
        candidate.cue.contains { used.contents.contains($0) || used.cues.contains($0) }
        || candidate.content.contains { used.contents.contains($0) || used.cues.contains($0) }
      if clash { continue }
      taken[candidate.article] = (
        used.contents.union(candidate.content), used.cues.union(candidate.cue)
      )
      kept += 1
      if candidate.isRight { right += 1 }
    }
    return 2 * Double(right) / Double(max(1, kept + goldRuns))
  }
}
