import RuleEngine

/// How often a word in a frame reports, learned from labeled news (`reported-frames.tsv`).
///
/// A row with `*` for the word counts the frame under any word. Rare words lean on their frame,
/// rare frames on their kind.
struct FrameTable: Sendable {
  private struct Key: Hashable {
    var word: LexemeID
    var frame: UInt64
  }

  private struct Count {
    var seen = 0.0
    var right = 0.0
  }

  private let counts: [Key: Count]

  init(pack: RulePack) {
    var counts: [Key: Count] = [:]
    for row in pack.rows("reported-frames") where row.count >= 4 {
      guard let frame = FrameKey(row[1][...], vocabulary: pack.vocabulary),
        let seen = Double(row[2]), let right = Double(row[3])
      else { continue }
      let word = row[0] == "*" ? 0 : pack.vocabulary.lexeme(row[0])
      counts[Key(word: word, frame: frame.value)] = Count(seen: seen, right: right)
    }
    self.counts = counts
  }

  /// The share of a word's uses in a frame that report, smoothed.
  func rate(_ lemma: LexemeID, _ candidate: ReportedCandidate) -> Double {
    let kind = FrameKey(candidate.frame).value
    let full = candidate.key.value
    var rate = 0.1
    rate = smoothed(0, kind, rate, 4)
    if full != kind { rate = smoothed(0, full, rate, 4) }
    guard lemma != 0 else { return rate }
    let general = rate
    // What the word does in other links of this frame moves its odds here.
    if full != kind, let count = counts[Key(word: lemma, frame: kind)] {
      let expected = smoothed(0, kind, 0.1, 4)
      let observed = (count.right + 4 * expected) / (count.seen + 4)
      rate = Odds.probability(
        Odds.logOdds(general) + 0.8 * (Odds.logOdds(observed) - Odds.logOdds(expected)))
    }
    return smoothed(lemma, full, rate, 4)
  }

  private func smoothed(_ word: LexemeID, _ frame: UInt64, _ prior: Double, _ strength: Double)
    -> Double
  {
    guard let count = counts[Key(word: word, frame: frame)] else { return prior }
    return (count.right + strength * prior) / (count.seen + strength)
  }
}
