import Foundation
import NewsText
import Testing

@testable import QuoteExtraction

/// Labeled news that is not part of the project: skipped where it is absent.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: AmountTestKit.gold("dev").path),
    "the labeled articles are not beside the project"))
struct AmountGoldTests {
  private struct Article: Decodable {
    var doc: String
    var amounts: [Label]
  }

  private struct Label: Decodable {
    var kind: String
    var start: Int
    var end: Int
    var value: String?
    var low: String?
    var high: String?
    var currency: String?
    var unit: String?
    var approx: Approximation?
    var per: Per?
    var implied: Bool?
    var figurative: Bool?
    var ignore: Bool?

    struct Approximation: Decodable { var norm: String }
    struct Per: Decodable { var unit: String }

    /// Whether it counts; points and what is only meant or implied do not.
    var isRequired: Bool {
      kind != "points" && implied != true && figurative != true && ignore != true
    }
  }

  /// What was right of what was labeled and what was found.
  private struct Tally {
    var right = 0
    var labeled = 0
    var found = 0
    var f1: Double { 2 * Double(right) / Double(max(1, labeled + found)) }
  }

  @Test("spans, values, approximators and per-units as labeled", arguments: ["dev", "train"])
  func asLabeled(split: String) throws {
    let kit = try AmountTestKit.shared.get()
    var tallies = ["span": Tally(), "value": Tally(), "approximation": Tally(), "per": Tally()]
    let lines = try String(contentsOf: AmountTestKit.gold(split), encoding: .utf8).split(
      separator: "\n")
    for line in lines {
      let article = try JSONDecoder().decode(Article.self, from: Data(line.utf8))
      let file = AmountTestKit.labeled.appending(path: "data/polnear/\(split)/\(article.doc).txt")
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
      compare(article, try kit.amounts(in: text), Self.codePoints(text), &tallies)
    }
    for (what, least) in [("span", 0.97), ("value", 0.97), ("approximation", 0.9), ("per", 0.9)] {
      let f1 = tallies[what]?.f1 ?? 0
      #expect(f1 >= least, "\(split) \(what): F1 \(f1)")
    }
  }

  private func compare(
    _ article: Article, _ amounts: [Amount], _ place: [Int], _ tallies: inout [String: Tally]
  ) {
    let required = article.amounts.filter(\.isRequired)
    let ours = amounts.filter { $0.kind != .points }
      .map { ($0, place[$0.bytes.lowerBound]..<place[$0.bytes.upperBound]) }
    func overlaps(_ label: Label, _ range: Range<Int>) -> Bool {
      (label.start..<label.end).overlaps(range)
    }
    for label in required {
      let match = ours.first { $0.0.kind.rawValue == label.kind && overlaps(label, $0.1) }
      add(label.start..<label.end == match?.1, labeled: true, &tallies, "span")
      add(match.map { Self.agree($0.0, label) } ?? false, labeled: true, &tallies, "value")
      tally(label.approx?.norm, match?.0.approximation?.code, &tallies, "approximation")
      tally(label.per?.unit, match?.0.per?.code, &tallies, "per")
    }
    let counted = ours.filter { one in
      required.contains { overlaps($0, one.1) }
        || !article.amounts.contains { overlaps($0, one.1) }
    }
    tallies["span", default: Tally()].found += counted.count
    tallies["value", default: Tally()].found += counted.count
  }

  private func add(
    _ isRight: Bool, labeled: Bool, _ tallies: inout [String: Tally], _ what: String
  ) {
    tallies[what, default: Tally()].labeled += labeled ? 1 : 0
    tallies[what, default: Tally()].right += isRight ? 1 : 0
  }

  private func tally(
    _ label: String?, _ found: String?, _ tallies: inout [String: Tally], _ what: String
  ) {
    add(label != nil && label == found, labeled: label != nil, &tallies, what)
    tallies[what, default: Tally()].found += found == nil ? 0 : 1
  }

  private static func agree(_ amount: Amount, _ label: Label) -> Bool {
    guard amount.currency == label.currency, amount.unit == label.unit else { return false }
    if let value = label.value { return amount.value == ExactDecimal(value) }
    guard let low = label.low else { return !amount.pair.isEmpty }
    return amount.low == ExactDecimal(low)
  }

  /// The code points before each byte.
  private static func codePoints(_ text: String) -> [Int] {
    var places: [Int] = []
    var count = 0
    for byte in text.utf8 {
      if byte & 0xC0 != 0x80 { count += 1 }
      places.append(count - 1)
    }
    places.append(count)
    return places
  }
}
