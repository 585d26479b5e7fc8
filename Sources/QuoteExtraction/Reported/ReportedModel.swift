import NewsSyntax
import RuleEngine

/// What was learned of reported speech.
///
/// A class, so that what reads it holds one reference and not each of its tables.
final class ReportedModel: Sendable {
  let frames: FrameTable
  /// What speaks for and against a candidate.
  let table: ReportedTable
  /// What speaks for and against an end of its content.
  let ends: EndTable
  let places: LookNames
  let symbols: FeatureSymbols
  /// The openers of clauses that are not their sentence's main one.
  let subordinators, relatives: [Symbol]
  let vocabulary: Vocabulary
  /// A candidate whose word reports less often in its frame is not looked at.
  static let leastRate = 0.02
  /// How much the frame table's odds weigh beside the features.
  let tableWeight: Double
  /// The least probability that is reported.
  let least: Double
  /// Candidates whose odds stay below this natural logarithm are not reported: a little less than
  /// the least probability says, so that rounding never decides.
  let leastLogOdds: Double

  init(pack: RulePack, symbols: FeatureSymbols, _ names: inout FeatureNames) {
    self.symbols = symbols
    subordinators = ["while", "as", "although", "though", "when", "if", "because"].map {
      names.symbol($0)
    }
    relatives = ["who", "that", "which"].map { names.symbol($0) }
    vocabulary = pack.vocabulary
    frames = FrameTable(pack: pack)
    places = LookNames(pack: pack, &names)
    table = ReportedTable(names.weights(pack, "reported-weights"), places: places, symbols)
    ends = EndTable(
      EndWeights(names.weights(pack, "reported-ends"), places: places), places: places,
      symbols, &names)
    let settings = Settings(pack: pack)
    tableWeight = settings["reported-table-weight"] ?? 1
    least = settings["reported-least"] ?? 0.3
    leastLogOdds = least > Odds.least ? Odds.logOdds(least) - 0.001 : -.infinity
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

/// The working memory of reported speech, kept from sentence to sentence by one task.
struct ReportedScratch: Sendable {
  /// The candidates of a sentence.
  var candidates: [ReportedCandidate] = []
  var look = LookAhead()
  var ends = EndChoice()
}
