import FlatImage
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
  /// The frames of nouns, and those that ask for reports, a bit each.
  let framesOfNouns, framesOfReports: UInt32
  /// A candidate whose word reports less often in its frame is not looked at.
  static let leastRate = 0.07
  /// How much the frame table's odds weigh beside the features.
  let tableWeight: Double
  /// The least probability that is reported.
  let least: Double
  /// Candidates whose odds stay below this natural logarithm are not reported: a little less than
  /// the least probability says, so that rounding never decides.
  let leastLogOdds: Double

  convenience init(pack: RulePack, symbols: FeatureSymbols, _ names: inout FeatureNames) {
    self.init(
      ReportedTables(pack: pack, symbols: symbols, &names), symbols: symbols, pack.vocabulary)
  }

  init(_ tables: ReportedTables, symbols: FeatureSymbols, _ vocabulary: Vocabulary) {
    self.symbols = symbols
    self.vocabulary = vocabulary
    framesOfNouns = Self.bits(\.isNoun)
    framesOfReports = Self.bits(\.asksForReports)
    subordinators = tables.subordinators
    relatives = tables.relatives
    frames = tables.frames
    places = tables.places
    table = tables.table
    ends = tables.ends
    tableWeight = tables.tableWeight
    least = tables.least
    leastLogOdds = least > Odds.least ? Odds.logOdds(least) - 0.001 : -.infinity
  }

  private static func bits(_ holds: (ReportedFrame) -> Bool) -> UInt32 {
    ReportedFrame.allCases.reduce(0) { holds($1) ? $0 | 1 << UInt32($1.rawValue) : $0 }
  }
}

/// What a model of reported speech is made of, as a program carries it.
struct ReportedTables: Sendable {
  fileprivate let subordinators, relatives: [Symbol]
  fileprivate let frames: FrameTable
  fileprivate let places: LookNames
  fileprivate let table: ReportedTable
  fileprivate let ends: EndTable
  fileprivate let tableWeight, least: Double

  init(pack: RulePack, symbols: FeatureSymbols, _ names: inout FeatureNames) {
    subordinators = ["while", "as", "although", "though", "when", "if", "because"].map {
      names.symbol($0)
    }
    relatives = ["who", "that", "which"].map { names.symbol($0) }
    frames = FrameTable(pack: pack)
    places = LookNames(pack: pack, &names)
    table = ReportedTable(names.weights(pack, "reported-weights"), places: places, symbols)
    ends = EndTable(
      EndWeights(names.weights(pack, "reported-ends"), places: places), places: places,
      symbols, &names)
    let settings = Settings(pack: pack)
    tableWeight = settings["reported-table-weight"] ?? 1
    least = settings["reported-least"] ?? 0.3
  }
}

extension ReportedTables: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    subordinators = try image.array()
    relatives = try image.array()
    frames = try image.part()
    places = try image.part()
    table = try image.part()
    ends = try image.part()
    tableWeight = try image.value()
    least = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(subordinators)
    image.lay(relatives)
    image.lay(frames)
    image.lay(places)
    image.lay(table)
    image.lay(ends)
    image.lay(tableWeight)
    image.lay(least)
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
  var places = PlaceSums()
  var ends = EndChoice()
  var subjects = KnownSubjects()
  /// The candidates of a sentence that may be kept, by their places.
  var order: [Int] = []
}
