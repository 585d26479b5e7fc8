/// A decimal number with all its digits: what a text states, to the cent.
///
/// Digits are kept as written, most significant first, without zeros at either end, and a power of
/// ten, so that two equal numbers are equal values. Binary floats never take part.
package struct ExactDecimal: Sendable, Hashable {
  /// Whether it is below zero.
  private(set) var isNegative: Bool
  /// Its digits, 0 to 9; none for zero.
  private(set) var digits: [UInt8]
  /// The power of ten of its last digit.
  private(set) var exponent: Int

  /// The most digits that are kept; a longer number is no amount.
  static let digitLimit = 60

  /// Puts one together and takes the zeros off its ends.
  private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
    var end = digits.endIndex
    var power = exponent
    while end > 0, digits[end - 1] == 0 {
      end -= 1
      power += 1
    }
    let start = digits[..<end].firstIndex { $0 != 0 } ?? end
    self.digits = end - start == digits.count ? digits : Array(digits[start..<end])
    self.exponent = start == end ? 0 : power
    self.isNegative = isNegative && start != end
  }

  /// A whole number.
  package init(_ whole: Int) {
    let text = Array(String(whole.magnitude).utf8)
    self.init(isNegative: whole < 0, digits: text.map { $0 - 48 }, exponent: 0)
  }

  /// Reads plain digits with at most one point; `nil` where there is anything else, or too much.
  package init?(_ text: some Collection<UInt8>) {
    var rest = text[...]
    let negative = rest.first == UInt8(ascii: "-")
    if negative { rest = rest.dropFirst() }
    var digits: [UInt8] = []
    digits.reserveCapacity(rest.count)
    var decimals: Int?
    for byte in rest {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - 48)
        decimals = decimals.map { $0 + 1 }
      case UInt8(ascii: ".") where decimals == nil: decimals = 0
      default: return nil
      }
    }
    guard !digits.isEmpty, digits.count <= Self.digitLimit else { return nil }
    self.init(isNegative: negative, digits: digits, exponent: -(decimals ?? 0))
  }

  /// Reads a decimal from a rule file or lexicon.
  package init?(_ text: String) { self.init(Array(text.utf8)) }

  /// Zero.
  package static let zero = ExactDecimal(0)
  /// One.
  package static let one = ExactDecimal(1)

  /// Whether it is below a thousand.
  var isBelowThousand: Bool { isNegative || digits.count + exponent < 4 }

  /// The number with the other sign.
  package var negated: ExactDecimal {
    ExactDecimal(isNegative: !isNegative, digits: digits, exponent: exponent)
  }

  /// Moves the point; negative powers to the left.
  package func timesTen(toThe power: Int) -> ExactDecimal {
    guard power != 0 else { return self }
    return ExactDecimal(isNegative: isNegative, digits: digits, exponent: exponent + power)
  }

  /// The exact product, by the school method: quadratic in the digits.
  package static func * (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    // The commonest factor by far.
    if right.digits.count == 1, right.digits[0] == 1, right.exponent == 0, !right.isNegative {
      return left
    }
    var product = [Int](repeating: 0, count: left.digits.count + right.digits.count)
    for (i, a) in left.digits.enumerated() {
      for (j, b) in right.digits.enumerated() { product[i + j + 1] += Int(a) * Int(b) }
    }
    var carry = 0
    for i in product.indices.reversed() {
      let sum = product[i] + carry
      product[i] = sum % 10
      carry = sum / 10
    }
    return ExactDecimal(
      isNegative: left.isNegative != right.isNegative, digits: product.map { UInt8($0) },
      exponent: left.exponent + right.exponent)
  }

  /// The exact sum of two numbers that are not below zero.
  package func adding(_ other: ExactDecimal) -> ExactDecimal {
    let power = min(exponent, other.exponent)
    let (a, b) = (plain(from: power), other.plain(from: power))
    var sum: [UInt8] = []
    var carry: UInt8 = 0
    for i in 0..<max(a.count, b.count) {
      let digit = (i < a.count ? a[a.count - 1 - i] : 0) + (i < b.count ? b[b.count - 1 - i] : 0)
      sum.append((digit + carry) % 10)
      carry = (digit + carry) / 10
    }
    if carry > 0 { sum.append(carry) }
    return ExactDecimal(isNegative: false, digits: sum.reversed(), exponent: power)
  }

  /// The exact quotient by a small number; `nil` where it does not end ("a third").
  package func divided(by divisor: Int) -> ExactDecimal? {
    var rest = divisor
    var factor = ExactDecimal.one
    for (prime, inverse) in [(2, 5), (5, 2)] {
      while rest > 1, rest.isMultiple(of: prime) {
        rest /= prime
        factor = (factor * ExactDecimal(inverse)).timesTen(toThe: -1)
      }
    }
    return rest == 1 ? self * factor : nil
  }

  /// Its digits when counted in units of a power of ten that is not above its own.
  private func plain(from power: Int) -> [UInt8] {
    digits + [UInt8](repeating: 0, count: digits.isEmpty ? 0 : exponent - power)
  }
}

extension ExactDecimal: Comparable {
  /// By value.
  package static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    if left.isNegative { return right.negated < left.negated }
    let (a, b) = (left.digits.count + left.exponent, right.digits.count + right.exponent)
    if left.digits.isEmpty || right.digits.isEmpty { return left.digits.count < right.digits.count }
    if a != b { return a < b }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The plain form: no exponent, no separators, no zeros that say nothing.
  package var description: String {
    let whole = digits.count + exponent
    var text: [UInt8] = []
    text.reserveCapacity(digits.count + abs(exponent) + 3)
    if isNegative { text.append(UInt8(ascii: "-")) }
    if whole <= 0 { text.append(UInt8(ascii: "0")) }
    for place in min(0, whole)..<max(digits.count, whole) {
      if place == whole { text.append(UInt8(ascii: ".")) }
      text.append(48 + (digits.indices.contains(place) ? digits[place] : 0))
    }
    return String(decoding: text, as: UTF8.self)
  }
}
