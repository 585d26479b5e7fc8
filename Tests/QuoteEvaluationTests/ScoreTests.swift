import Foundation
import QuoteEvaluation
import QuoteRecords
import Testing

/// Figures that were computed by hand, of examples in `Data/scores.json`.
@Suite("Scores")
struct ScoreTests {
  struct Example: Decodable, CustomTestStringConvertible, Sendable {
    var name: String
    var gold: String
    var found: String
    var expect: [String: Double]

    var testDescription: String { name }
  }

  static let examples = Result {
    try JSONDecoder().decode([Example].self, from: Data(contentsOf: Kit.data("scores.json")))
  }

  @Test("are what a person computes", arguments: try Self.examples.get())
  func example(_ example: Example) throws {
    let figures = try Kit.evaluation(gold: example.gold, found: example.found).figures
    for (key, wanted) in example.expect {
      let figure = try #require(figures[key], "\(key) is no figure")
      #expect(abs(figure - wanted) < 1e-9, "\(key) is \(figure), not \(wanted)")
    }
  }

  @Test("labels against themselves are perfect, whatever is counted")
  func perfect() throws {
    for example in try Self.examples.get() {
      let evaluation = try Kit.evaluation(gold: example.gold, found: example.gold)
      for (key, figure) in evaluation.figures { #expect(figure == 1, "\(example.name): \(key)") }
      #expect(evaluation.articles.flatMap(\.outcomes).allSatisfy { $0.verdict == .right })
    }
  }

  @Test("nothing found is no precision and no recall, and every label is a miss")
  func nothing() throws {
    for example in try Self.examples.get() {
      let text = try MarkedLabels(example.gold).text
      let evaluation = try Kit.evaluation(gold: example.gold, found: text)
      for (key, tally) in evaluation.total.tallies {
        #expect(tally.f1 == 0 && tally.found == 0, "\(example.name): \(key)")
      }
    }
  }

  @Test("what is optional is neither right nor wrong, found or not")
  func optional() throws {
    let gold = "“{content#1: No,}” said {source#1: Ann}. “{content#2: Yes,}” said {source#2: Bo}."
    var reading = try Kit.reading(gold)
    reading.articles[0].labels[0].allowances.optional = ["q2"]
    for found in [gold, "“{content#1: No,}” said {source#1: Ann}. “Yes,” said Bo."] {
      let evaluation = Evaluator().evaluate(reading, found: try Kit.reading(found))
      #expect(
        evaluation.total.tallies[Metric("quotes.joint")] == Tally(labeled: 1, found: 1, right: 1))
    }
  }

  @Test("another content, another speaker and another binding that are allowed are right")
  func alternatives() throws {
    let text = "“{content#1: Oh no,}” said {source#1=ann: Ann}, as {mention=bo: Bo} had."
    let other = "“Oh {content#1=bo: no,}” said {source#1: Ann}, as {mention=bo: Bo} had."
    var gold = try Kit.reading(text)
    let found = try Kit.reading(other)
    gold.articles[0].labels[0].allowances.contents = ["q1": [[Span(start: 4, end: 7, text: "no,")]]]
    gold.articles[0].labels[0].allowances.speakers = ["q1": ["bo"]]
    let figures = Evaluator().evaluate(gold, found: found).figures
    #expect(figures["quotes.exact.f1"] == 1)
    #expect(figures["speakers.strict.accuracy"] == 1)
  }

  @Test("what a side does not speak of is not scored")
  func coverage() throws {
    let text = "“{content#1: No,}” said {source#1: Ann}. It cost {money#2=5_USD: $5}."
    var gold = try Kit.reading(text)
    gold.articles[0].labels[0].covers = [.amounts]
    let evaluation = Evaluator().evaluate(gold, found: try Kit.reading(text))
    #expect(evaluation.total.tallies.keys.allSatisfy { $0.name.hasPrefix("amounts.") })
    let quotes = EvaluationOptions(kinds: [.quotes])
    #expect(Evaluator(options: quotes).evaluate(gold, found: gold).figures.isEmpty)
  }

  @Test("points count only where they are asked for")
  func points() throws {
    let gold = "It fell {points#1=3: 3 points}."
    #expect(try Kit.evaluation(gold: gold, found: gold).figures.isEmpty)
    let options = EvaluationOptions(kinds: [.amounts, .points])
    let reading = try Kit.reading(gold)
    let figures = Evaluator(options: options).evaluate(reading, found: reading).figures
    #expect(figures["amounts.full.points.f1"] == 1)
  }
}
