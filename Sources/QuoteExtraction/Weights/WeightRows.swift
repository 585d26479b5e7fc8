import FlatImage

/// Weights of features whose last value is one of few: a row for what else a feature tells, with a
/// column for each of those values.
///
/// A row is looked up once and serves for all columns, and rows for values that are known when a
/// model loads are looked up then.
struct WeightRows: Sendable {
  private let starts: KeyTable
  /// In 16 bits, so that all rows stay near. The first row is that of features without weights.
  private let weights: FlatArray<Int16>

  /// A weight, by the feature without its last value and the column of that.
  typealias Cell = (row: FeatureKey, column: Int, weight: Int32)

  /// Weights in the same cell are added up.
  ///
  /// - Complexity: Linear in the cells, and in the rows times `width`.
  init(_ cells: [Cell], width: Int) {
    // Rows are counted first: a table with room for no more stays in a nearer cache.
    var numbers = KeyTable(capacity: cells.count)
    var keys: [UInt64] = []
    for cell in cells where numbers.value(cell.row.bits) == 0 {
      keys.append(cell.row.bits)
      numbers.set(cell.row.bits, to: Int32(keys.count))
    }
    var starts = KeyTable(capacity: keys.count)
    for (number, key) in keys.enumerated() { starts.set(key, to: Int32((number + 1) * width)) }
    var weights = [Int16](repeating: 0, count: (keys.count + 1) * width)
    for cell in cells {
      let place = Int(starts.value(cell.row.bits)) + cell.column
      weights[place] = Int16(clamping: Int32(weights[place]) + cell.weight)
    }
    self.starts = starts
    self.weights = FlatArray(weights)
  }

  /// The row of a feature without its last value.
  @inline(__always)
  func row(_ template: FeatureTemplate, _ value: Symbol, joined: UInt8 = 0) -> WeightRow {
    row(FeatureKey(template, value, joined: joined))
  }

  @inline(__always)
  func row(_ key: FeatureKey) -> WeightRow { WeightRow(key: key, start: starts.value(key.bits)) }

  @inline(__always)
  func weight(_ row: WeightRow, _ column: Int) -> Int32 {
    Int32(weights[row.place(column)])
  }

  /// Lends the weights of all rows.
  func withWeights<Result>(_ body: (UnsafeBufferPointer<Int16>) -> Result) -> Result {
    weights.withUnsafeBufferPointer(body)
  }
}

extension WeightRows: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.part()
    weights = try image.part()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(starts)
    image.lay(weights)
  }
}

/// A feature without its last value, and where its weights are.
struct WeightRow: Sendable, BitwiseCopyable {
  let key: FeatureKey
  fileprivate let start: Int32

  /// Where the weight of a column stands.
  @inline(__always)
  func place(_ column: Int) -> Int { Int(start) &+ column }
}

/// A feature whose weight is known.
struct KnownFeature: Sendable, BitwiseCopyable {
  let key: FeatureKey
  let weight: Int32
}
