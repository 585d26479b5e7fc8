import NewsSyntax
import RuleEngine

/// What was learned of where a reported content ends (`reported-ends.tsv`).
///
/// Most features tell what stands behind the content: their weights lie in rows, one for what else
/// the feature tells, with a column for each name of a place. Rows are found once for a candidate.
struct EndWeights: Sendable {
  /// The features that tell something else.
  let others: FeatureWeights
  /// The numbers of rows, by features without their last value.
  private let numbers: KeyTable
  /// In 16 bits, so that all rows stay near.
  private let rows: [Int16]
  /// The column of each name of a place; the first is that of names without weights.
  private let columns: [UInt16]
  private let codes: [Symbol: LookCode]
  let isEmpty: Bool

  init(_ weights: [(key: FeatureKey, weight: Int32)], places: LookNames) {
    var codes: [Symbol: LookCode] = [:]
    for (code, symbol) in places.symbols.enumerated() { codes[symbol] = LookCode(code) }
    let byPlace = weights.filter {
      $0.key.template?.isByPlace == true && codes[$0.key.second] != nil
    }
    var columns = [UInt16](repeating: 0, count: places.count)
    var width: UInt16 = 1
    for (key, _) in byPlace {
      guard let code = codes[key.second], columns[Int(code)] == 0 else { continue }
      columns[Int(code)] = width
      width += 1
    }
    var numbers = KeyTable(capacity: byPlace.count)
    // The first row is that of features without weights.
    var rows = [Int16](repeating: 0, count: Int(width))
    for (key, weight) in byPlace {
      let row = key.with(.none).bits
      if numbers.value(row) == 0 {
        numbers.set(row, to: Int32(rows.count))
        rows += repeatElement(0, count: Int(width))
      }
      let column = codes[key.second].map { columns[Int($0)] } ?? 0
      rows[Int(numbers.value(row)) + Int(column)] = Int16(clamping: weight)
    }
    self.codes = codes
    self.columns = columns
    self.numbers = numbers
    self.rows = rows
    others = FeatureWeights(weights.filter { $0.key.template?.isByPlace == false })
    isEmpty = weights.isEmpty
  }

  /// The weights of a feature by what stands at a place.
  @inline(__always)
  func row(
    _ template: FeatureTemplate, _ value: Symbol, joined: UInt8 = 0
  ) -> EndRow {
    let key = FeatureKey(template, value, joined: joined)
    return EndRow(key: key, start: numbers.value(key.bits))
  }

  /// A feature with its weight.
  func weighed(_ template: FeatureTemplate, _ value: Symbol, _ second: Symbol = .none) -> EndFeature
  {
    let key = FeatureKey(template, value, second)
    return EndFeature(key: key, weight: others.weight(key))
  }

  /// The weight of any feature, as it is written down.
  func weight(_ key: FeatureKey) -> Int32 {
    guard key.template?.isByPlace == true else { return others.weight(key) }
    guard let code = codes[key.second] else { return 0 }
    let row = key.with(.none)
    return weight(EndRow(key: row, start: numbers.value(row.bits)), code)
  }

  @inline(__always)
  func weight(_ row: EndRow, _ place: LookCode) -> Int32 {
    Int32(rows[Int(row.start) &+ Int(columns[Int(place)])])
  }
}

/// A feature by what stands at a place, without that, and where its weights are.
struct EndRow: Sendable {
  let key: FeatureKey
  fileprivate let start: Int32
}

/// A feature with its weight.
struct EndFeature: Sendable {
  let key: FeatureKey
  let weight: Int32
}

/// What takes the features of an end.
protocol EndSink: FeatureSink {
  mutating func add(_ row: EndRow, _ place: LookCode)
  mutating func add(_ feature: EndFeature)
}

/// Adds up their weights.
struct EndSum: EndSink {
  private let weights: EndWeights
  var sum: Int32 = 0

  init(_ weights: EndWeights) { self.weights = weights }

  @inline(__always)
  mutating func add(_ key: FeatureKey) { sum &+= weights.others.weight(key) }

  @inline(__always)
  mutating func add(_ row: EndRow, _ place: LookCode) { sum &+= weights.weight(row, place) }

  @inline(__always)
  mutating func add(_ feature: EndFeature) { sum &+= feature.weight }
}

/// Keeps them.
struct EndList: EndSink {
  private let places: LookNames
  private(set) var keys: [FeatureKey] = []

  init(_ places: LookNames) { self.places = places }

  mutating func add(_ key: FeatureKey) { keys.append(key) }

  mutating func add(_ row: EndRow, _ place: LookCode) {
    keys.append(row.key.with(places.symbols[Int(place)]))
  }

  mutating func add(_ feature: EndFeature) { keys.append(feature.key) }
}
