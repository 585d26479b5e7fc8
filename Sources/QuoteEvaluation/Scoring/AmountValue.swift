import QuoteRecords

/// What an amount's figures say, so that equal values compare equal however they are written.
enum AmountValue: Hashable {
  /// One figure.
  case single(DecimalFigure)
  /// A range, or one with an open end.
  case range(DecimalFigure?, DecimalFigure?)
  /// Several figures that share one unit.
  case several([DecimalFigure?])

  /// `nil` where the amount has no figure.
  init?(_ amount: AmountRecord) {
    if let pair = amount.pair, !pair.isEmpty {
      self = .several(pair.map { DecimalFigure($0) })
    } else if let value = amount.value.flatMap({ DecimalFigure($0) }) {
      self = .single(value)
    } else {
      let low = amount.low.flatMap { DecimalFigure($0) }
      let high = amount.high.flatMap { DecimalFigure($0) }
      if low == nil && high == nil { return nil }
      self = .range(low, high)
    }
  }

  /// Whether another amount's figures are as good as this label's: equal, or, of a vague label, the
  /// same scale; of several figures the last alone, or both ends of a range.
  func accepts(_ other: AmountValue, isVague: Bool) -> Bool {
    if self == other { return true }
    switch (self, other) {
    case (.range(let low, _), .single(let value)) where isVague: return low == value
    case (.range(let low, _), .range(let otherLow, _)) where isVague: return low == otherLow
    case (.several(let figures), .single(let value)): return figures.last == value
    case (.several(let figures), .range(let low, let high)):
      return figures.count == 2 && Set(figures) == [low, high]
    default: return false
    }
  }
}

/// A decimal number in one form: `4`, `4.0` and `4e0` are equal.
struct DecimalFigure: Hashable {
  private let isNegative: Bool
  /// The digits without zeros before or after.
  private let digits: [UInt8]
  /// The power of ten of the last digit.
  private let exponent: Int

  /// Reads digits with an optional sign, point and exponent; commas are passed over. `nil` where
  /// the text is none.
  init?(_ text: String) {
    var rest = text.utf8.filter { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: " ") }[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    var exponent = 0
    if let mark = rest.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      let literal = String(decoding: rest[(mark + 1)...], as: UTF8.self)
      guard let power = Int(literal), abs(power) < 10_000 else { return nil }
      exponent = power
      rest = rest[..<mark]
    }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    var digits = parts.flatMap { $0 }
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    if parts.count == 2 { exponent -= parts[1].count }
    while digits.last == 0x30 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = Array(digits.drop { $0 == 0x30 })
    self.isNegative = isNegative && !self.digits.isEmpty
    self.exponent = self.digits.isEmpty ? 0 : exponent
  }
}
