import Foundation
import QuoteEvaluation
import Testing

/// The example's three quotes as the output of some tool, against a gold of three: one is the same,
/// one has another source, one is missed, and one of the tool's is in no gold.
@Suite("Another tool's output scores as a person computes, in whatever format it comes")
struct FormatsScoreTests {
  private static let gold = """
    T1\tContent 14 39\tThe pier café\u{301} will close
    T2\tSource 41 51\tMara Quist
    R1\tby Arg1:T1 Arg2:T2
    T3\tContent 69 113;126 148\tWe kept it open 👩‍🍳 for as long as we could, and then we could not.
    T4\tSource 190 203\ttwo officials
    R2\tby Arg1:T3 Arg2:T4
    T5\tContent 212 234\tnobody would be named.

    """

  private static let computed: [String: Double] = [
    "quotes.soft.precision": 2.0 / 3, "quotes.soft.recall": 2.0 / 3, "quotes.soft.f1": 2.0 / 3,
    "quotes.joint.precision": 1.0 / 3, "quotes.joint.recall": 1.0 / 3, "quotes.joint.f1": 1.0 / 3,
    "quotes.exact.precision": 0.75, "quotes.exact.recall": 0.75,
  ]

  private func gold(id: String) throws -> LabelReading {
    let text = try Data(contentsOf: URL(fileURLWithPath: FormatsKit.data("brat/pier.txt")))
    return try LabelReading(
      LabelFiles(
        path: "gold", contents: ["\(id).txt": Array(text), "\(id).ann": Array(Self.gold.utf8)]))
  }

  @Test(
    "two of three contents and one of three sources are right",
    arguments: ["brat", "polnear", "citron", "webanno", "labelstudio"])
  func figures(name: String) throws {
    var found = try LabelReading(LabelFiles(path: FormatsKit.data(name)))
    found.articles = Array(found.articles.prefix(1))
    let gold = try gold(id: try #require(found.articles.first?.id))
    let evaluation = Evaluator().evaluate(gold, found: found)
    #expect(evaluation.faults.map(\.description) == [])
    for (key, value) in Self.computed {
      let figure = try #require(evaluation.figures[key])
      #expect(abs(figure - value) < 1e-9, "\(key): \(figure)")
    }
    let verdicts = evaluation.articles.flatMap(\.outcomes).filter { $0.kind == .quotes }
    #expect(verdicts.map(\.verdict) == [.right, .source, .missed, .spurious])
  }

  @Test("tokens with tags score too: the speaker on the wrong side is no speaker")
  func iob() throws {
    let gold = FormatsKit.files([
      "a.iob": "Quist B-Speaker\nsaid Out\nWe B-LeftSpeaker\nwait I-LeftSpeaker\nLind B-Speaker\n"
    ])
    let found = FormatsKit.files([
      "a.iob": "Quist B-Speaker\nsaid Out\nWe I-RightSpeaker\nwait I-RightSpeaker\nLind I-Speaker\n"
    ])
    let evaluation = Evaluator().evaluate(
      try LabelReading(gold), found: try LabelReading(found))
    #expect(evaluation.figures["quotes.soft.f1"] == 1)
    #expect(evaluation.figures["quotes.joint.f1"] == 0)
  }

  @Test("several annotators: the first is the gold, and they agree as far as their labels do")
  func annotators() throws {
    let gold = try LabelReading(LabelFiles(path: FormatsKit.data("polnear")))
    let found = try gold.articles.map { article in
      var article = article
      article.labels = [try #require(article.labels.first)]
      return article
    }
    let evaluation = Evaluator().evaluate(gold, found: LabelReading(articles: found))
    #expect(evaluation.figures["quotes.joint.f1"] == 1)
    // The second annotator has two of the first one's three quotes: P 1, R 2/3.
    let agreement = try #require(evaluation.agreement?.figures["quotes.joint.f1"])
    #expect(abs(agreement - 0.8) < 1e-9)
  }
}
