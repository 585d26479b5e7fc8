import FlatImage
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

  /// What is known of a word.
  private struct Word: Sendable, BitwiseCopyable {
    var before = Position.before.prior.rate
    var after = Position.after.prior.rate
    var inverted = Position.inverted.prior.rate
    var noun = Position.noun.prior.rate
    /// How often it stood left of a quotation, and was its cue.
    var seen = 0.0
    var right = 0.0
  }

  /// The word of each lexeme; the first is one of which nothing is known.
  private var numbers: FlatArray<UInt16>
  private var words = [Word()]
  private let followers: FollowerRates

  init(pack: RulePack, _ names: FeatureNames) {
    numbers = FlatArray([UInt16](repeating: 0, count: max(pack.vocabulary.count, 1)))
    followers = FollowerRates(pack: pack, names)
    for row in pack.rows("quote-cue-rates") where row.count >= 4 {
      guard let position = Position(column: row[0]), let seen = Double(row[2]),
        let right = Double(row[3])
      else { continue }
      add(pack.vocabulary.lexeme(row[1]), position, seen, right)
    }
  }

  private mutating func add(
    _ lexeme: LexemeID, _ position: Position, _ seen: Double, _ right: Double
  ) {
    guard lexeme != 0, words.count < UInt16.max else { return }
    if numbers[Int(lexeme)] == 0 {
      numbers.array[Int(lexeme)] = UInt16(words.count)
      words.append(Word())
    }
    let word = Int(numbers[Int(lexeme)])
    let prior = position.prior
    let rate = (right + prior.strength * prior.rate) / (seen + prior.strength)
    switch position {
    case .before:
      words[word].before = rate
      words[word].seen = seen
      words[word].right = right
    case .after: words[word].after = rate
    case .inverted: words[word].inverted = rate
    case .noun: words[word].noun = rate
    }
  }

  @inline(__always)
  private func word(_ lemma: LexemeID) -> Word { words[Int(numbers[Int(lemma)])] }

  /// The share of a word's uses in a position that are cues, smoothed.
  @inline(__always)
  func rate(_ lemma: LexemeID, _ position: Position) -> Double {
    switch position {
    case .before: word(lemma).before
    case .after: word(lemma).after
    case .inverted: word(lemma).inverted
    case .noun: word(lemma).noun
    }
  }

  /// The same for a verb left of a quotation, with what is known of verbs with the same behind them
  /// where this one is rare.
  func rate(_ lemma: LexemeID, before follower: Follower) -> Double {
    let word = word(lemma)
    let prior = followers.rate(follower)
    let believed = word.before > prior ? max(prior, 0.06) : prior
    return (word.right + 3 * believed) / (word.seen + 3)
  }
}

extension CueRates: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    numbers = try image.part()
    words = try image.array()
    followers = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(numbers)
    image.lay(words)
    image.lay(followers)
  }
}
