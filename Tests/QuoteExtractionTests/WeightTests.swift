import Foundation
import NewsSyntax
import NewsText
import RuleEngine
import Testing

@testable import QuoteExtraction

@Suite("Weights of features")
struct WeightTests {
  private static let pack = Result {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    return try RulePack(stack: [.directory(folder)], schema: .news)
  }

  @Test(
    "every feature of a table is read as what it is written as",
    arguments: ["reported-ends", "reported-weights", "quote-certainty"])
  func names(table: String) throws {
    let pack = try Self.pack.get()
    var names = FeatureNames(vocabulary: pack.vocabulary)
    let rows = pack.rows(table)
    #expect(rows.count > 100)
    for row in rows {
      let keys = names.keys(named: row[0])
      #expect(!keys.isEmpty, "\(row[0])")
      for key in keys { #expect(names.name(of: key) == row[0]) }
    }
  }

  @Test("what explains a candidate is what was weighed")
  func explained() throws {
    let pack = try Self.pack.get()
    let text = """
      The council said on Monday that the ferry would run again, and Reed told reporters the old \
      pier was safe. According to Cole, whose report was published in May, nobody had asked for \
      more money. “We will wait,” Adams said, but she wanted to know what it would cost.
      """
    let reader = TextReader(language: LanguageData(pack: pack))
    let analysis = try Analyzer(pack: pack).analyze(reader.read(Array(text.utf8)))
    let lessons = try AttributionFinder(pack: pack).lessons(analysis)
    #expect(lessons.reported.contains { $0.probability > 0.5 })
    #expect(lessons.reported.contains { !$0.ends.isEmpty })
    for candidate in lessons.reported {
      let sum = candidate.features.reduce(candidate.rate.weight) { $0 + $1.weight }
      #expect(abs(Odds.probability(Double(sum) / 100) - candidate.probability) < 0.005)
    }
    #expect(!lessons.quoted.isEmpty)
    for quote in lessons.quoted {
      let sum = quote.features.reduce(0) { $0 + $1.weight }
      #expect(Odds.probability(Double(sum) / 100) == quote.probability)
    }
  }

  @Test("a table of keys finds what was set, the last where one was set twice, and nothing else")
  func table() {
    var table = KeyTable(capacity: 1000)
    for key in UInt64(1)...1000 { table.set(key << 48 | key, to: Int32(key)) }
    table.set(7 << 48 | 7, to: -7)
    for key in UInt64(1)...1000 {
      #expect(table.value(key << 48 | key) == (key == 7 ? -7 : Int32(key)))
      #expect(table.value(key) == 0)
    }
  }

  @Test(
    "a case's name in tables has hyphens",
    arguments: [("kind-next", FeatureTemplate.kindNext), ("bias", .bias)])
  func hyphens(name: String, template: FeatureTemplate) {
    #expect(template.name == name)
  }
}
