/// The logistic function and its inverse, on odds as natural logarithms.
package enum Odds {
  /// The probability of odds given by their natural logarithm.
  package static func probability(_ logOdds: Double) -> Double { 1 / (1 + exponential(-logOdds)) }

  /// Probabilities below it count as it.
  static var least: Double { 0.001 }

  /// The natural logarithm of a probability's odds, the probability kept a thousandth from 0 and 1.
  package static func logOdds(_ probability: Double) -> Double {
    let bounded = min(max(probability, least), 0.999)
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
