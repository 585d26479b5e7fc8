import FlatImage
import NewsSyntax
import RuleEngine

/// What was learned of where a reported content ends (`reported-ends.tsv`).
///
/// Most features tell what stands behind the content: their weights lie in rows, with a column for
/// each name of a place.
struct EndWeights: Sendable {
  /// The features that tell something else.
  let others: FeatureWeights
  let rows: WeightRows
  /// The column of each name of a place; the first is that of names without weights.
  let columns: [UInt16]
  /// How many columns there are.
  let width: Int
  /// The names of places, by their codes.
  private let names: [Symbol]
  let isEmpty: Bool

  init(_ weights: [(key: FeatureKey, weight: Int32)], places: LookNames) {
    var codes: [Symbol: LookCode] = [:]
    for (code, symbol) in places.symbols.enumerated() { codes[symbol] = LookCode(code) }
    var columns = [UInt16](repeating: 0, count: places.count)
    var width: UInt16 = 1
    var cells: [WeightRows.Cell] = []
    for (key, weight) in weights where key.template?.isByPlace == true {
      guard let code = codes[key.second].map({ Int($0) }) else { continue }
      if columns[code] == 0 {
        columns[code] = width
        width += 1
      }
      cells.append((key.with(.none), Int(columns[code]), weight))
    }
    rows = WeightRows(cells, width: Int(width))
    others = FeatureWeights(weights.filter { $0.key.template?.isByPlace == false })
    isEmpty = weights.isEmpty
    names = places.symbols
    self.columns = columns
    self.width = Int(width)
  }

  /// The weight of any feature, as it is written down.
  func weight(_ key: FeatureKey) -> Int32 {
    guard key.template?.isByPlace == true else { return others.weight(key) }
    guard let code = names.lastIndex(of: key.second) else { return 0 }
    return rows.weight(rows.row(key.with(.none)), Int(columns[code]))
  }
}

extension EndWeights: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    others = try image.part()
    rows = try image.part()
    columns = try image.array()
    width = try image.value()
    names = try image.array()
    isEmpty = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(others)
    image.lay(rows)
    image.lay(columns)
    image.lay(width)
    image.lay(names)
    image.lay(isEmpty)
  }
}

/// What takes the features of an end.
protocol EndSink: FeatureSink {
  mutating func add(_ row: WeightRow, _ place: LookAhead.Place)
  mutating func add(_ group: EndGroup, _ place: LookAhead.Place)
}

/// Adds up their weights.
///
/// Made for the length of a call that holds the model's tables: see `EndTable.withSum`.
struct EndSum: EndSink {
  private let others: FeatureWeights
  private let rows: UnsafeBufferPointer<Int16>
  private let groups: UnsafeBufferPointer<Int16>
  var sum: Int32 = 0

  init(
    _ others: FeatureWeights, rows: UnsafeBufferPointer<Int16>, groups: UnsafeBufferPointer<Int16>
  ) {
    self.others = others
    self.rows = rows
    self.groups = groups
  }

  @inline(__always)
  mutating func add(_ key: FeatureKey) { sum &+= others.weight(key) }

  @inline(__always)
  mutating func add(_ known: KnownFeature) { sum &+= known.weight }

  @inline(__always)
  mutating func add(_ row: WeightRow, _ place: LookAhead.Place) {
    add(rows, row.place(Int(place.column)))
  }

  @inline(__always)
  mutating func add(_ group: EndGroup, _ place: LookAhead.Place) {
    add(groups, group.place(Int(place.column)))
  }

  @inline(__always)
  private mutating func add(_ weights: UnsafeBufferPointer<Int16>, _ place: Int) {
    precondition(weights.indices.contains(place), "no such weight")
    sum &+= Int32(weights[place])
  }
}

/// Keeps them.
struct EndList: EndSink {
  private let model: ReportedModel
  private(set) var keys: [FeatureKey] = []

  init(_ model: ReportedModel) { self.model = model }

  mutating func add(_ key: FeatureKey) { keys.append(key) }

  mutating func add(_ known: KnownFeature) { keys.append(known.key) }

  mutating func add(_ row: WeightRow, _ place: LookAhead.Place) {
    keys.append(row.key.with(model.ends.names[Int(place.name)]))
  }

  mutating func add(_ group: EndGroup, _ place: LookAhead.Place) {
    model.ends.describe(group, place, into: &self)
  }
}
