import Foundation
import QuoteRecords

/// The value of an amount as a label writes it: `250_USD`, `2..3`, `46&41`, `~1000000_EUR`.
struct LabeledValue {
  /// The kind: `money`, `percent` or `points`.
  let kind: String
  /// The decimals: one, the two ends of a range, or several that share a unit.
  let numbers: [String]
  /// ISO 4217 code; `nil` where none is written.
  let currency: String?
  let isRange: Bool
  let isVague: Bool
  private let facts: [String]

  init(_ mark: CorpusMark) {
    kind = mark.role
    facts = mark.facts
    var value = mark.value[...]
    let cut = value.lastIndex(of: "_")
    currency = cut.map { String(value[value.index(after: $0)...]) }
    value = value[..<(cut ?? value.endIndex)]
    isVague = value.hasPrefix("~")
    if isVague { value = value.dropFirst() }
    let ends = value.split(separator: "..", omittingEmptySubsequences: false)
    isRange = ends.count == 2
    let parts = isRange ? ends : value.split(separator: "&", omittingEmptySubsequences: false)
    numbers = parts.map(String.init)
  }

  /// Writes it into an amount.
  func fill(_ amount: inout AmountRecord) {
    amount.currency = currency
    amount.unit = kind == "money" ? nil : kind == "points" ? "point" : unit ?? "percent"
    amount.vague = isVague
    amount.figurative = facts.contains("figurative")
    amount.implied = facts.contains("implied")
    if isVague {
      amount.low = numbers.first
    } else if isRange {
      amount.low = numbers.first
      amount.high = numbers.last
    } else if numbers.count > 1 {
      amount.pair = numbers
    } else {
      amount.value = numbers.first
    }
  }

  private var unit: String? {
    facts.first { $0.hasPrefix("unit=") }.map { String($0.dropFirst(5)) }
  }

  /// What is wrong with it for the text that it is the value of, in words; empty where it agrees.
  func faults(of text: String) -> [String] {
    var out: [String] = []
    if kind == "money" {
      if currency?.count != 3 { out.append("the value must be VALUE_CURRENCY") }
      if let currency, let wanted = Self.currencies(of: text), !wanted.contains(currency) {
        out.append("'\(text)' is in \(wanted.sorted().joined(separator: " or ")), not \(currency)")
      }
    } else if currency != nil {
      out.append("\(kind) have no currency")
    }
    if kind == "percent", text.contains("point"), unit == nil {
      out.append("'\(text)' needs unit=percentage_point or unit=basis_point")
    }
    let read = AmountReading(text).values
    for number in numbers {
      guard let value = Decimal(string: number), Self.isPlain(number) else {
        out.append("'\(number)' is no plain decimal without zeros at its end")
        continue
      }
      if !isVague, !read.contains(abs(value)) {
        let values = read.map { "\($0)" }.sorted().joined(separator: ", ")
        out.append("'\(text)' reads as \(values.isEmpty ? "nothing" : values), not as \(number)")
      }
    }
    if isRange, let low = Decimal(string: numbers[0]), let high = Decimal(string: numbers[1]),
      low >= high
    {
      out.append("a range rises, but \(numbers[0])..\(numbers[1]) does not")
    }
    return out
  }

  private static func isPlain(_ number: String) -> Bool {
    number.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?/) != nil
  }

  /// The currencies that a sign or word in a text may mean; `nil` where it has none of the common.
  private static func currencies(of text: String) -> Set<String>? {
    let rupees: Set<String> = ["INR", "PKR", "LKR", "NPR"]
    let signs: [(sign: String, codes: Set<String>)] = [
      ("US$", ["USD"]), ("NZ$", ["NZD"]), ("HK$", ["HKD"]), ("CA$", ["CAD"]), ("AU$", ["AUD"]),
      ("A$", ["AUD"]), ("C$", ["CAD"]), ("S$", ["SGD"]), ("R$", ["BRL"]),
      ("$", ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"]), ("€", ["EUR"]), ("euro", ["EUR"]),
      ("£", ["GBP"]), ("pence", ["GBP"]), ("₹", ["INR"]), ("Rs", rupees), ("rupee", rupees),
      ("crore", ["INR"]), ("¥", ["JPY", "CNY"]), ("yen", ["JPY"]), ("₩", ["KRW"]), ("₪", ["ILS"]),
    ]
    return signs.first { text.contains($0.sign) }?.codes
  }
}
