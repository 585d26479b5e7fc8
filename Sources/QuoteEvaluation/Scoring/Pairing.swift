/// Which label belongs to which finding, each to one at most.
struct Pairing {
  /// The finding of each label.
  private(set) var finding: [Int: Int] = [:]
  /// The label of each finding.
  private(set) var label: [Int: Int] = [:]

  /// Pairs nothing.
  init() {}

  /// Pairs by how many words two sets share, of all they have (Jaccard), the best pairs first; of
  /// pairs that are as good, those that agree otherwise too, then by order.
  ///
  /// - Parameters:
  ///   - threshold: What two sets must share at least.
  ///   - agrees: Whether a label and a finding agree in what is not compared.
  init(
    _ labels: [Set<Int>], _ findings: [Set<Int>], threshold: Double,
    agrees: (_ label: Int, _ finding: Int) -> Bool
  ) {
    var owners: [Int: [Int]] = [:]
    for (index, label) in labels.enumerated() {
      for word in label { owners[word, default: []].append(index) }
    }
    var candidates: [Candidate] = []
    for (index, finding) in findings.enumerated() {
      var shared: [Int: Int] = [:]
      for word in finding {
        for owner in owners[word] ?? [] { shared[owner, default: 0] += 1 }
      }
      for (label, count) in shared {
        let score = Double(count) / Double(labels[label].count + finding.count - count)
        guard score >= threshold else { continue }
        candidates.append(
          Candidate(score: score, agrees: agrees(label, index), label: label, finding: index))
      }
    }
    take(candidates)
  }

  /// Pairs by overlap of places: equal places first, then by the share of the longer one that
  /// both cover.
  init(_ labels: [Range<Int>], _ findings: [Range<Int>], comparable: (Int, Int) -> Bool) {
    var candidates: [Candidate] = []
    for (index, label) in labels.enumerated() {
      for (other, finding) in findings.enumerated() where comparable(index, other) {
        let shared = label.overlap(finding)
        guard shared > 0 else { continue }
        let score = Double(shared) / Double(max(label.count, finding.count))
        candidates.append(
          Candidate(
            score: label == finding ? 2 : score, agrees: true, label: index, finding: other))
      }
    }
    take(candidates)
  }

  /// Pairs by how many positions places share.
  init(longestOverlap labels: [Range<Int>], _ findings: [Range<Int>]) {
    var candidates: [Candidate] = []
    for (index, label) in labels.enumerated() {
      for (other, finding) in findings.enumerated() where label.overlap(finding) > 0 {
        candidates.append(
          Candidate(
            score: Double(label.overlap(finding)), agrees: true, label: index, finding: other))
      }
    }
    take(candidates)
  }

  private struct Candidate {
    var score: Double
    var agrees: Bool
    var label: Int
    var finding: Int

    func precedes(_ other: Candidate) -> Bool {
      if score != other.score { return score > other.score }
      if agrees != other.agrees { return agrees }
      return (label, finding) < (other.label, other.finding)
    }
  }

  private mutating func take(_ candidates: [Candidate]) {
    for candidate in candidates.sorted(by: { $0.precedes($1) })
    where finding[candidate.label] == nil && label[candidate.finding] == nil {
      finding[candidate.label] = candidate.finding
      label[candidate.finding] = candidate.label
    }
  }
}

extension Range<Int> {
  /// How many positions both have.
  func overlap(_ other: Range<Int>) -> Int {
    Swift.max(0, Swift.min(upperBound, other.upperBound) - Swift.max(lowerBound, other.lowerBound))
  }
}
