import NewsSyntax
import RuleEngine

/// How often a word that stands in some place to a quotation is its cue, learned from labeled
/// news (`quote-cue-rates.tsv`, `quote-frame-prior.tsv`).
struct CueRates: Sendable {
  /// Where a cue stands to its quotation.
  enum Position: Int, CaseIterable {
    /// Left of it: X said that the plan is "dead".
    case before
    /// Right of it, behind its subject: "…," X said.
    case after
    /// Right of it, before its subject: "…," said X.
    case inverted
    /// A noun left of it: her claim that "…".
    case noun

    /// Its name in the table.
    var column: String {
      switch self {
      case .before: "pre"
      case .after: "post"
      case .inverted: "inv"
      case .noun: "noun"
      }
    }

    fileprivate init?(column: String) {
      guard let found = Self.allCases.first(where: { $0.column == column }) else { return nil }
      self = found
    }

    /// Rate and strength of what is believed of a word before it is seen.
    fileprivate var prior: (rate: Double, strength: Double) {
      switch self {
      case .before: (0.06, 3)
      case .after: (0.10, 3)
      case .inverted: (0.20, 2)
      case .noun: (0.01, 4)
      }
    }
  }

  private struct Count {
    var seen = 0.0
    var right = 0.0
  }

  private var counts: [[LexemeID: Count]]
  private var frames: [String: Double]

  init(pack: RulePack) {
    counts = Array(repeating: [:], count: Position.allCases.count)
    frames = [:]
    if let table = pack.table("quote-cue-rates") {
      for row in table.rows where row.count >= 4 {
        guard let position = Position(column: row[0]), let seen = Double(row[2]),
          let right = Double(row[3])
        else { continue }
        counts[position.rawValue][pack.vocabulary.lexeme(row[1])] = Count(seen: seen, right: right)
      }
    }
    if let table = pack.table("quote-frame-prior") {
      for row in table.rows where row.count >= 2 { frames[row[0]] = Double(row[1]) }
    }
  }

  /// The share of a word's uses in a position that are cues, smoothed.
  func rate(_ lemma: LexemeID, _ position: Position) -> Double {
    let prior = position.prior
    guard lemma != 0, let count = counts[position.rawValue][lemma] else { return prior.rate }
    return (count.right + prior.strength * prior.rate) / (count.seen + prior.strength)
  }

  /// The same for a verb left of a quotation, with what is known of verbs in the same frame where
  /// this one is rare.
  func rate(_ lemma: LexemeID, frame: String) -> Double {
    let plain = rate(lemma, .before)
    let prior = frames[frame] ?? 0.06
    let count = lemma == 0 ? Count() : counts[Position.before.rawValue][lemma] ?? Count()
    let believed = plain > prior ? max(prior, 0.06) : prior
    return (count.right + 3 * believed) / (count.seen + 3)
  }
}
