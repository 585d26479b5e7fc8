import RuleEngine

/// What takes the features of a decision: to weigh them, or to write them down for learning.
///
/// A feature is a template with one or two values: `opener=that`, `after=, who|phrase`.
protocol FeatureSink {
  mutating func add(_ template: StaticString, _ value: String, _ second: String)
}

extension FeatureSink {
  mutating func add(_ template: StaticString, _ value: String) { add(template, value, "") }
}

/// Adds up the weights of features; `reported-weights.tsv` and `reported-ends.tsv` hold them.
struct FeatureWeights: Sendable {
  private let weights: [UInt64: Int32]

  /// Hundredths of a natural logarithm of odds.
  static let unit = 100.0

  init(rows: [[String]]) {
    var weights: [UInt64: Int32] = [:]
    for row in rows where row.count >= 2 {
      guard let weight = Int32(row[1]) else { continue }
      weights[FeatureWeights.key(row[0])] = weight
    }
    self.weights = weights
  }

  var isEmpty: Bool { weights.isEmpty }

  func weight(_ key: UInt64) -> Int32 { weights[key] ?? 0 }

  /// FNV-1a, 64 bits.
  static func key(_ name: String) -> UInt64 {
    var hash = Hasher64()
    for byte in name.utf8 { hash.add(byte) }
    return hash.value
  }

  struct Hasher64 {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ byte: UInt8) {
      value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func add(_ text: String) {
      for byte in text.utf8 { add(byte) }
    }

    mutating func add(_ text: StaticString) {
      text.withUTF8Buffer { for byte in $0 { add(byte) } }
    }
  }
}

/// Adds up the weights of the features it is given.
struct WeightSum: FeatureSink {
  let weights: FeatureWeights
  private(set) var sum: Int32 = 0

  init(_ weights: FeatureWeights) { self.weights = weights }

  mutating func add(_ template: StaticString, _ value: String, _ second: String) {
    var hash = FeatureWeights.Hasher64()
    hash.add(template)
    hash.add(UInt8(ascii: "="))
    hash.add(value)
    if !second.isEmpty {
      hash.add(UInt8(ascii: "|"))
      hash.add(second)
    }
    sum &+= weights.weight(hash.value)
  }

  /// The sum as natural logarithm of odds.
  var logOdds: Double { Double(sum) / FeatureWeights.unit }
}

/// Writes the features down.
struct FeatureList: FeatureSink {
  private(set) var names: [String] = []

  mutating func add(_ template: StaticString, _ value: String, _ second: String) {
    names.append(second.isEmpty ? "\(template)=\(value)" : "\(template)=\(value)|\(second)")
  }
}

/// The logistic function and its inverse, on odds as natural logarithms.
package enum Odds {
  /// The probability of odds given by their natural logarithm.
  package static func probability(_ logOdds: Double) -> Double { 1 / (1 + exponential(-logOdds)) }

  /// The natural logarithm of a probability's odds, the probability kept a thousandth from 0 and 1.
  package static func logOdds(_ probability: Double) -> Double {
    let bounded = min(max(probability, 0.001), 0.999)
    return logarithm(bounded / (1 - bounded))
  }

  /// e to a power, by plain arithmetic, so that every machine gives the same bits.
  static func exponential(_ power: Double) -> Double {
    if power > 700 { return .greatestFiniteMagnitude }
    if power < -700 { return 0 }
    let whole = (power * 1.4426950408889634).rounded()
    let rest = power - whole * 0.6931471805599453
    var term = 1.0
    var sum = 1.0
    for step in 1...14 {
      term *= rest / Double(step)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(whole), significand: 1)
  }

  /// The natural logarithm, by plain arithmetic.
  static func logarithm(_ value: Double) -> Double {
    let exponent = Double(value.exponent)
    let ratio = (value.significand - 1.4142135623730951) / (value.significand + 1.4142135623730951)
    let square = ratio * ratio
    var power = ratio
    var sum = 0.0
    var divisor = 1.0
    for _ in 0..<14 {
      sum += power / divisor
      power *= square
      divisor += 2
    }
    return exponent * 0.6931471805599453 + 0.34657359027997264 + 2 * sum
  }
}
