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

  private static func analysis(_ pack: RulePack) throws -> Analysis {
    let text = """
      The council said on Monday that the ferry would run again, and Reed told reporters the old \
      pier was safe. According to Cole, whose report was published in May, nobody had asked for \
      more money. “We will wait,” Adams said, but she wanted to know what it would cost.
      """
    let reader = TextReader(language: LanguageData(pack: pack))
    return try Analyzer(pack: pack).analyze(reader.read(Array(text.utf8)))
  }

  @Test("an end weighs what its features weigh, each by itself")
  func ends() throws {
    let pack = try Self.pack.get()
    let analysis = try Self.analysis(pack)
    var names = FeatureNames(vocabulary: pack.vocabulary)
    let symbols = FeatureSymbols(&names)
    let model = ReportedModel(pack: pack, symbols: symbols, &names)
    let reader = ParagraphReader(analysis, rates: CueRates(pack: pack, names))
    let features = EndFeatures(reader: reader, model: model)
    var look = LookAhead()
    for sentence in analysis.sentences {
      look.load(sentence.items, reader, model)
      for kind in ReportedFrame.ContentKind.allCases {
        var walk = ContentWalk(sentence.items)
        while walk.next(look) {
          var list = EndList(model)
          features.describe(walk.end, kind, look, into: &list)
          let place = look[walk.end]
          let groups: [EndGroup] = [
            .shape(kind, isFinite: walk.isFinite, commas: walk.commas, words: walk.words),
            .clause(kind, .relative, isFinite: walk.isFinite),
          ]
          for group in groups { list.add(group, place) }
          let sum = model.ends.withSum { sum in
            features.describe(walk.end, kind, look, into: &sum)
            for group in groups { sum.add(group, place) }
            return sum.sum
          }
          let each = list.keys.map { model.ends.weights.weight($0) }
          #expect(sum == each.reduce(0, +))
        }
      }
    }
  }

  @Test("rows hold the sum of each cell, and nothing where none was given")
  func rows() {
    let first = FeatureKey(.opener, Symbol(number: 7))
    let second = FeatureKey(.opener, Symbol(number: 8))
    let rows = WeightRows([(first, 1, 5), (second, 3, 9), (first, 1, -2)], width: 4)
    #expect((0..<4).map { rows.weight(rows.row(first), $0) } == [0, 3, 0, 0])
    #expect((0..<4).map { rows.weight(rows.row(second), $0) } == [0, 0, 0, 9])
    let other = rows.row(.opener, Symbol(number: 9))
    #expect((0..<4).map { rows.weight(other, $0) } == [0, 0, 0, 0])
  }

  @Test("what explains a candidate is what was weighed")
  func explained() throws {
    let pack = try Self.pack.get()
    let analysis = try Self.analysis(pack)
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

  @Test("a table of stops tells what the logistic function does, and is certain beyond its bounds")
  func stops() {
    let table = StopTable()
    for sum in Int32(-2048)..<2048 {
      let exact = Odds.probability(Double(sum) / 100)
      #expect(abs(table.probability(sum) - exact) <= 1e-14 * exact)
    }
    #expect(table.probability(.min) == table.probability(-2048))
    #expect(table.probability(.max) == table.probability(2047))
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
