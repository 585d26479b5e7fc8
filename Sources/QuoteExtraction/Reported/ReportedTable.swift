import FlatImage
import NewsSyntax

/// The weights of the features of candidates (`reported-weights.tsv`): most features tell the frame
/// as well, so their weights lie in rows with a column for each frame. What no word decides is
/// found once when the model loads. A class, as the model is.
final class ReportedTable: Sendable {
  /// All features, each by itself: for explanations.
  let weights: FeatureWeights
  /// The features that do not tell the frame as well.
  let others: FeatureWeights
  let rows: WeightRows
  let bounds: CandidateBounds
  let bias, noGovernor: KnownFeature
  /// By frame; the first stands for none.
  let frames: [KnownFeature]
  /// By the class of an item, or the name of a place.
  let first, before, next, after: [WeightRow]
  let atStart: WeightRow
  /// By how the source was found.
  let sourceBy: [WeightRow]
  /// By number of finite verbs.
  let finite: [WeightRow]
  /// By tenths of the rate of the best rival.
  let around, inside, same: [WeightRow]
  let over: [KnownFeature]
  /// Whether the best rival of the same cue is better.
  let better: (yes: WeightRow, no: WeightRow)
  private let length: [WeightRow]
  private let sourceLengths, positions, rests, paragraphs, sentenceLengths: [KnownFeature]

  init(
    _ known: [(key: FeatureKey, weight: Int32)], places: LookNames, _ symbols: FeatureSymbols
  ) {
    let weights = FeatureWeights(known)
    let rows = WeightRows(
      ReportedTable.cells(known, symbols), width: ReportedFrame.allCases.count + 1)
    let counts = (0...ReportedTable.mostCounted).map { symbols.longBucket($0) }
    let steps = (0..<10).map { symbols.digit($0) }
    func rowOf(_ template: FeatureTemplate) -> (Symbol) -> WeightRow { { rows.row(template, $0) } }
    func weightOf(_ template: FeatureTemplate) -> (Symbol) -> KnownFeature {
      { weights.known(template, $0) }
    }
    bias = weights.known(.bias, symbols.one)
    noGovernor = weights.known(.governor, symbols.none)
    frames = [bias] + ReportedFrame.allCases.map { weights.known(.frame, symbols[$0]) }
    first = places.symbols.map(rowOf(.first))
    before = places.symbols.map(rowOf(.before))
    next = places.symbols.map(rowOf(.next))
    after = places.symbols.map(rowOf(.after))
    atStart = rows.row(.before, symbols.start)
    sourceBy = ReportedCandidate.SourceKind.allCases.map { rows.row(.sourceBy, symbols[$0]) }
    finite = steps[...2].map(rowOf(.finite))
    around = steps.map(rowOf(.rivalAround))
    inside = steps.map(rowOf(.rivalInside))
    same = steps.map(rowOf(.rivalSame))
    over = steps.map(weightOf(.rivalOver))
    better = (rows.row(.rivalBetter, symbols.yes), rows.row(.rivalBetter, symbols.no))
    length = counts.map(rowOf(.length))
    sourceLengths = counts.map(weightOf(.sourceLength))
    positions = counts.map(weightOf(.position))
    rests = counts.map(weightOf(.rest))
    paragraphs = counts.map(weightOf(.paragraph))
    sentenceLengths = counts.map(weightOf(.sentenceLength))
    self.weights = weights
    others = FeatureWeights(known.filter { $0.key.template?.isByFrame == false })
    self.rows = rows
    bounds = CandidateBounds(known, rows)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    weights = try image.part()
    others = try image.part()
    rows = try image.part()
    bounds = try image.part()
    bias = try image.value()
    noGovernor = try image.value()
    frames = try image.array()
    first = try image.array()
    before = try image.array()
    next = try image.array()
    after = try image.array()
    atStart = try image.value()
    sourceBy = try image.array()
    finite = try image.array()
    around = try image.array()
    inside = try image.array()
    same = try image.array()
    over = try image.array()
    better = (try image.value(), try image.value())
    length = try image.array()
    sourceLengths = try image.array()
    positions = try image.array()
    rests = try image.array()
    paragraphs = try image.array()
    sentenceLengths = try image.array()
  }

  /// The weights of features that tell the frame, by their columns.
  private static func cells(
    _ known: [(key: FeatureKey, weight: Int32)], _ symbols: FeatureSymbols
  ) -> [WeightRows.Cell] {
    var columns: [Symbol: [Int]] = [:]
    var kinds: [Symbol: [Int]] = [:]
    for frame in ReportedFrame.allCases {
      columns[.none, default: []].append(Int(frame.rawValue))
      columns[symbols[frame], default: []].append(Int(frame.rawValue))
      kinds[symbols[frame.contentKind], default: []].append(Int(frame.rawValue))
    }
    return known.flatMap { key, weight in
      guard let template = key.template, template.isByFrame else { return [WeightRows.Cell]() }
      let places = template == .after ? kinds[key.second] : columns[key.second]
      return (places ?? []).map { (key.with(.none), $0, weight) }
    }
  }

  @inline(__always)
  func weight(_ row: WeightRow, _ frame: ReportedFrame) -> Int32 {
    rows.weight(row, Int(frame.rawValue))
  }

  /// More than so many are as many.
  private static var mostCounted: Int { 32 }

  @inline(__always)
  private static func bounded(_ count: Int) -> Int { min(max(count, 0), mostCounted) }

  func length(_ count: Int) -> WeightRow { length[Self.bounded(count)] }
  func sourceLength(_ count: Int) -> KnownFeature { sourceLengths[Self.bounded(count)] }
  func position(_ count: Int) -> KnownFeature { positions[Self.bounded(count)] }
  func rest(_ count: Int) -> KnownFeature { rests[Self.bounded(count)] }
  func paragraph(_ count: Int) -> KnownFeature { paragraphs[Self.bounded(count)] }
  func sentenceLength(_ count: Int) -> KnownFeature { sentenceLengths[Self.bounded(count)] }
}

extension ReportedTable: Imaged {
  func lay(into image: inout ImageWriter) {
    image.lay(weights)
    image.lay(others)
    image.lay(rows)
    image.lay(bounds)
    image.lay(bias)
    image.lay(noGovernor)
    image.lay(frames)
    for rows in [first, before, next, after] { image.lay(rows) }
    image.lay(atStart)
    for rows in [sourceBy, finite, around, inside, same] { image.lay(rows) }
    image.lay(over)
    image.lay(better.yes)
    image.lay(better.no)
    image.lay(length)
    for known in [sourceLengths, positions, rests, paragraphs, sentenceLengths] {
      image.lay(known)
    }
  }
}

/// What takes the features of a candidate.
protocol CandidateSink: FeatureSink {
  mutating func add(_ row: WeightRow, _ frame: ReportedFrame)
}

/// Adds up their weights.
struct CandidateSum: CandidateSink {
  private let table: ReportedTable
  var sum: Int32 = 0

  init(_ table: ReportedTable) { self.table = table }

  @inline(__always)
  mutating func add(_ key: FeatureKey) { sum &+= table.others.weight(key) }

  @inline(__always)
  mutating func add(_ known: KnownFeature) { sum &+= known.weight }

  @inline(__always)
  mutating func add(_ row: WeightRow, _ frame: ReportedFrame) {
    sum &+= table.weight(row, frame)
  }

  /// The sum as natural logarithm of odds.
  var logOdds: Double { Double(sum) / FeatureWeights.unit }
}

/// Keeps them.
struct CandidateList: CandidateSink {
  private let symbols: FeatureSymbols
  private(set) var keys: [FeatureKey] = []

  init(_ symbols: FeatureSymbols) { self.symbols = symbols }

  mutating func add(_ key: FeatureKey) { keys.append(key) }

  mutating func add(_ known: KnownFeature) { keys.append(known.key) }

  mutating func add(_ row: WeightRow, _ frame: ReportedFrame) {
    let template = row.key.template
    if template?.isAlsoAlone == true { keys.append(row.key) }
    keys.append(
      row.key.with(template == .after ? symbols[frame.contentKind] : symbols[frame]))
  }
}
