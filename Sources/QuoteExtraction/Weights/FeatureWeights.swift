import FlatImage
import RuleEngine

/// Weights of features, as `reported-weights.tsv`, `reported-ends.tsv` and `quote-certainty.tsv`
/// hold them: hundredths of a natural logarithm of odds.
struct FeatureWeights: Sendable {
  private let weights: KeyTable
  let isEmpty: Bool

  static let unit = 100.0

  init(_ rows: [(key: FeatureKey, weight: Int32)]) {
    var table = KeyTable(capacity: rows.count)
    for row in rows { table.set(row.key.bits, to: row.weight) }
    weights = table
    isEmpty = rows.isEmpty
  }

  /// The weight of a feature; 0 where none was learned.
  @inline(__always)
  func weight(_ key: FeatureKey) -> Int32 { weights.value(key.bits) }

  /// A feature with its weight.
  func known(_ template: FeatureTemplate, _ value: Symbol, _ second: Symbol = .none) -> KnownFeature
  {
    let key = FeatureKey(template, value, second)
    return KnownFeature(key: key, weight: weight(key))
  }
}

extension FeatureWeights: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    weights = try image.part()
    isEmpty = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(weights)
    image.lay(isEmpty)
  }
}

extension FeatureNames {
  /// The features of a pack's table with their weights.
  mutating func weights(_ pack: RulePack, _ table: String) -> [(key: FeatureKey, weight: Int32)] {
    weights(pack.rows(table))
  }

  /// The features of a table with their weights.
  private mutating func weights(_ rows: [[String]]) -> [(key: FeatureKey, weight: Int32)] {
    var found: [(key: FeatureKey, weight: Int32)] = []
    found.reserveCapacity(rows.count)
    for row in rows where row.count >= 2 {
      guard let weight = Int32(row[1]) else { continue }
      for key in keys(named: row[0]) { found.append((key, weight)) }
    }
    return found
  }
}

/// Adds up the weights of the features it is given.
struct WeightSum: FeatureSink {
  private let weights: FeatureWeights
  var sum: Int32 = 0

  init(_ weights: FeatureWeights) { self.weights = weights }

  @inline(__always)
  mutating func add(_ key: FeatureKey) { sum &+= weights.weight(key) }

  @inline(__always)
  mutating func add(_ known: KnownFeature) { sum &+= known.weight }

  /// The sum as natural logarithm of odds.
  var logOdds: Double { Double(sum) / FeatureWeights.unit }
}

/// A feature by name, with the weight that it had in a decision.
package struct WeighedFeature: Sendable, Hashable {
  /// As tables write it.
  package var name: String
  /// Hundredths of a natural logarithm of odds; 0 where none was learned.
  package var weight: Int
}
