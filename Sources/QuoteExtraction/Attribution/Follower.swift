import FlatImage
import NewsSyntax
import RuleEngine

/// What stands behind a verb left of a quotation.
enum Follower: Sendable {
  case end, capitalQuotation, quotation, commaQuotation
  case that, phraseThat, colon, comma, phrase, pronoun, other
  case preposition(LexemeID)
  case tag(Tag)

  /// The name in `quote-frame-prior.tsv`.
  func name(_ names: FeatureNames) -> String {
    switch self {
    case .end: "end"
    case .capitalQuotation: "Qcap"
    case .quotation: "Qlow"
    case .commaQuotation: ",Q"
    case .that: "that"
    case .phraseThat: "NPthat"
    case .colon: ":"
    case .comma: ","
    case .phrase: "NP"
    case .pronoun: "PRP"
    case .other: "o"
    case .preposition(let word): names.text(names.symbol(of: word))
    case .tag(let tag): String(describing: tag)
    }
  }

  /// Those that are no words, by an index from 0 on; `nil` for a word.
  fileprivate var index: Int? {
    switch self {
    case .end: 0
    case .capitalQuotation: 1
    case .quotation: 2
    case .commaQuotation: 3
    case .that: 4
    case .phraseThat: 5
    case .colon: 6
    case .comma: 7
    case .phrase: 8
    case .pronoun: 9
    case .other: 10
    case .tag(let tag): 11 + Int(tag.rawValue)
    case .preposition: nil
    }
  }

  fileprivate static let closed: [Follower] =
    [
      .end, .capitalQuotation, .quotation, .commaQuotation, .that, .phraseThat, .colon, .comma,
      .phrase, .pronoun, .other,
    ] + Tag.allCases.map { .tag($0) }
}

/// How often a rare verb is the cue, by what stands behind it (`quote-frame-prior.tsv`).
struct FollowerRates: Sendable {
  private let closed: [Double]
  private let prepositions: [Preposition]

  private struct Preposition: Sendable, BitwiseCopyable {
    let word: LexemeID
    let rate: Double
  }

  private static let standard = 0.06

  init(pack: RulePack, _ names: FeatureNames) {
    var rates: [String: Double] = [:]
    for row in pack.rows("quote-frame-prior") where row.count >= 2 {
      rates[row[0]] = Double(row[1])
    }
    closed = Follower.closed.map { rates[$0.name(names)] ?? Self.standard }
    prepositions = rates.sorted { $0.key < $1.key }.compactMap { name, rate in
      let word = pack.vocabulary.lexeme(name)
      return word != 0 && pack.vocabulary.text(of: word) == name
        ? Preposition(word: word, rate: rate) : nil
    }
  }

  func rate(_ follower: Follower) -> Double {
    if let index = follower.index { return closed[index] }
    guard case .preposition(let word) = follower else { return Self.standard }
    return prepositions.first { $0.word == word }?.rate ?? Self.standard
  }
}

extension FollowerRates: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    closed = try image.array()
    prepositions = try image.array()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(closed)
    image.lay(prepositions)
  }
}
