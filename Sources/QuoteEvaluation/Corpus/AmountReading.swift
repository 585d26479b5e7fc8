import Foundation

/// The values that the words of an amount may mean, read by a small reader that shares nothing with
/// the extractor's, so that a label's value is checked by its text.
struct AmountReading {
  /// Every value that a number in the text may have; scales apply to any number before them.
  private(set) var values: Set<Decimal> = []

  /// Reads the text of an amount.
  init(_ text: String) {
    let text = text.lowercased().replacing("\u{A0}", with: " ")
    var numbers: [Decimal] = []
    var current: Decimal?
    var scales: Set<Decimal> = []
    for word in text.matches(of: /[0-9][0-9,]*(\.[0-9]+)?|[½¼¾]|\p{L}+/).map({ String($0.0) }) {
      if let digits = Decimal(string: word.replacing(",", with: "")), word.first?.isNumber == true,
        Self.fractions[word] == nil
      {
        if let current { numbers.append(current) }
        current = digits
      } else if let fraction = Self.fractions[word] {
        current = (current ?? 0) + fraction
      } else if let scale = Self.scales[word] {
        scales.insert(scale)
        current = current.map { $0 * scale }
      } else if let number = Self.numerals[word] {
        if let before = current, Self.joins(before, number) {
          current = before + number
        } else if word != "a" && word != "an" || current == nil {
          if let current { numbers.append(current) }
          current = number
        }
      } else if ["to", "or", "and"].contains(word), let number = current,
        !(word == "and" && number >= 100)
      {
        numbers.append(number)
        current = nil
      }
    }
    if let current { numbers.append(current) }
    for number in numbers {
      values.insert(number)
      for scale in scales {
        values.insert(number * scale)
        if text.contains("half") { values.insert(number + scale / 2) }
      }
    }
    if text.contains(/\b(cents?|pence|p|c|pais[ae])\b|¢|[0-9][pc]\b/), !text.contains(/per\s?cent/),
      !text.contains("$")
    {
      values.formUnion(values.map { $0 / 100 })
    }
  }

  /// Whether a numeral goes on with one before it: "twenty-five", "two hundred and ten".
  private static func joins(_ before: Decimal, _ number: Decimal) -> Bool {
    let isTen = before >= 20 && before < 100 && NSDecimalNumber(decimal: before).intValue % 10 == 0
    return (isTen && number < 10 && number >= 1) || (before >= 100 && number < 100 && number >= 1)
  }

  private static let fractions: [String: Decimal] = ["½": 0.5, "¼": 0.25, "¾": 0.75]

  private static let numerals: [String: Decimal] = {
    let small = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
      "nineteen",
    ]
    let tens = [
      "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    var out: [String: Decimal] = ["a": 1, "an": 1, "half": 0.5, "quarter": 0.25, "dozen": 12]
    for (value, word) in small.enumerated() { out[word] = Decimal(value) }
    for (index, word) in tens.enumerated() { out[word] = Decimal(10 * (index + 2)) }
    return out
  }()

  private static let scales: [String: Decimal] = [
    "hundred": 100, "hundreds": 100, "thousand": 1_000, "thousands": 1_000, "k": 1_000,
    "grand": 1_000, "lakh": 100_000, "lakhs": 100_000, "million": 1_000_000,
    "millions": 1_000_000, "m": 1_000_000, "mn": 1_000_000, "crore": 10_000_000,
    "crores": 10_000_000, "cr": 10_000_000, "billion": 1_000_000_000, "billions": 1_000_000_000,
    "bn": 1_000_000_000, "b": 1_000_000_000, "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
  ]
}
