import Foundation
import RuleEngine
import Testing

@testable import QuoteExtraction

/// Every form of amount, on sentences of our own.
@Suite struct AmountFixtureTests {
  /// What is marked, or found: role, value, place and words.
  private struct Labeled: Hashable, CustomStringConvertible {
    var role: String
    var value: String
    var bytes: Range<Int>
    var text: String

    var description: String { "{\(role)=\(value): \(text)}" }
  }

  private static func sentences() throws -> [String] {
    let file = AmountTestKit.data.appending(path: "amounts.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { String($0).replacing(" ¶ ", with: "\n\n") }
  }

  @Test("at least 300 sentences, nearly all amounts exact to the last digit and byte")
  func sentencesAreRead() throws {
    let kit = try AmountTestKit.shared.get()
    let sentences = try Self.sentences()
    #expect(sentences.count >= 300)
    var (right, marked, found) = (0, 0, 0)
    var failures: [String] = []
    for sentence in sentences {
      let text = try MarkedText(parsing: sentence)
      let gold = Self.labels(of: text)
      let ours = Self.labels(of: try kit.amounts(in: text.plain), in: text.plain)
      marked += gold.count
      found += ours.count
      right += gold.intersection(ours).count
      if gold != ours {
        let missed = gold.subtracting(ours).map(\.description).sorted()
        let extra = ours.subtracting(gold).map(\.description).sorted()
        failures.append("\(text.plain)\n  missed \(missed)\n  found \(extra)")
      }
    }
    let f1 = 2 * Double(right) / Double(marked + found)
    print("Amounts in \(sentences.count) sentences of our own: F1 \(f1)")
    #expect(f1 >= 0.97, "F1 \(f1)\n\(failures.joined(separator: "\n"))")
  }

  @Test("the sentences name at least forty currencies, and hold negatives")
  func sentencesAreMany() throws {
    var currencies: Set<String> = []
    var negatives = 0
    for sentence in try Self.sentences() {
      let text = try MarkedText(parsing: sentence)
      if text.marks.isEmpty { negatives += 1 }
      for mark in text.marks where mark.role == "money" {
        let words = (mark.value ?? "").split(separator: " ")
        if words.count > 1 { currencies.insert(String(words[1])) }
      }
    }
    #expect(currencies.count >= 40)
    #expect(negatives >= 40)
  }

  private static func labels(of text: MarkedText) -> Set<Labeled> {
    Set(
      text.marks.map {
        Labeled(role: $0.role, value: $0.value ?? "", bytes: $0.range, text: text.text(of: $0))
      })
  }

  private static func labels(of amounts: [Amount], in text: String) -> Set<Labeled> {
    let bytes = Array(text.utf8)
    func label(_ role: String, _ value: String, _ range: Range<Int>) -> Labeled {
      Labeled(
        role: role, value: value, bytes: range,
        text: String(decoding: bytes[range], as: UTF8.self))
    }
    var labels: Set<Labeled> = []
    for amount in amounts {
      labels.insert(label(amount.kind.rawValue, amount.described, amount.bytes))
      if let word = amount.approximation {
        labels.insert(label("approximation", word.code, word.bytes))
      }
      if let per = amount.per { labels.insert(label("per", per.code, per.bytes)) }
    }
    return labels
  }
}
