import QuoteEvaluation
import QuoteRecords
import Testing

@Suite("Evaluations")
struct EvaluationTests {
  private let text =
    "“{content#1: Aye,}” said {source#1: Ann}. “{content#2: Nay,}” said {source#2: Bo}."
  private let first = "“{content#1: Aye,}” said {source#1: Ann}. “Nay,” said Bo."
  private let second =
    "“{content#3: Aye,}” said {source#3: Ann}. “{content#4: Nay,}” said Bo. {content#5: More.}"

  @Test("annotators agree as each pair of them does, and the first is the gold")
  func agreement() throws {
    var gold = try Kit.reading(text)
    gold.articles[0].labels += try Kit.reading(first).articles[0].labels
    gold.articles[0].labels += try Kit.reading(text).articles[0].labels
    let evaluation = Evaluator().evaluate(gold, found: try Kit.reading(first))
    // Labeled and found: 2 and 1, 2 and 2, 1 and 2; right: 1, 2, 1.
    let agreement = evaluation.agreement?.tallies[Metric("quotes.joint")]
    #expect(agreement == Tally(labeled: 5, found: 5, right: 4))
    #expect(evaluation.besideAgreement == evaluation.total)
    #expect(EvaluationTable(evaluation).text.contains("annotators among each other"))
  }

  @Test("what each rule finds, right, wrong and alone")
  func rules() throws {
    let plain = "“Aye,” said Ann. “Nay,” said Bo. More."
    #expect(try MarkedLabels(second).text == plain)
    let gold = text + " More."
    let rows = RuleTable(try Kit.evaluation(gold: gold, found: second)).rows
    #expect(rows.map(\.rule) == ["rule.4", "rule.5", "rule.3"])
    #expect(rows.map(\.found) == [1, 1, 1])
    #expect(rows.map(\.right) == [0, 0, 1])
    #expect(rows.map(\.aloneRight) == [0, 0, 1])
  }

  @Test("two rules that find the same are not right alone")
  func alone() throws {
    let gold = "{source#1: Ann} {cue#1: said} {content#1: it may rain a lot}."
    let found =
      "{source#1: Ann} {cue#1: said} {content#1: {content#2: it may rain} a lot}."
    let rows = RuleTable(try Kit.evaluation(gold: gold, found: found)).rows
    #expect(rows.first { $0.rule == "rule.1" }?.right == 1)
    #expect(rows.first { $0.rule == "rule.1" }?.aloneRight == 0)
  }

  @Test("errors are listed by how they are built, with their sentences and what was found instead")
  func errors() throws {
    let evaluation = try Kit.evaluation(gold: text + " More.", found: second)
    let listing = ErrorListing(evaluation) { "<\($0) \($1.lowerBound)>" }.text
    #expect(
      listing == """
        quotes · source · direct: content source · rule.4 · 1
          a:18-22  <a 18>
            labeled “Bo”, found “nobody”

        quotes · spurious · indirect: content · rule.5 · 1
          a:33-38  <a 33>


        """)
    let perfect = try Kit.evaluation(gold: text, found: text)
    #expect(ErrorListing(perfect) { _, _ in "" }.text == "no errors\n")
  }

  @Test("an evaluation is compared with one before, item by item")
  func comparison() throws {
    let gold = text + " More."
    let before = try Kit.evaluation(gold: gold, found: first + " More.")
    let after = try Kit.evaluation(gold: gold, found: second)
    let past = try PastEvaluation(json: before.json(gold: "gold"), file: "old.json")
    let comparison = Comparison(after, with: past)
    #expect(comparison.articles == 1)
    #expect(comparison.better.map(\.place) == [18..<22])
    #expect(comparison.better.map(\.after) == [.source])
    #expect(comparison.worse.map(\.place) == [33..<38])
    let soft = try #require(comparison.changes.first { $0.metric == "quotes.soft" })
    #expect(abs(soft.before - 2.0 / 3) < 1e-6 && abs(soft.after - 0.8) < 1e-6)
    #expect(comparison.text { _, _ in "S" }.contains("a:33-38  quotes: right → spurious  S"))
  }

  @Test("an evaluation compared with itself has no change")
  func same() throws {
    let evaluation = try Kit.evaluation(gold: text, found: first)
    let past = try PastEvaluation(json: evaluation.json(gold: "g", .pretty), file: "old.json")
    let comparison = Comparison(evaluation, with: past)
    #expect(comparison.better.isEmpty && comparison.worse.isEmpty)
    #expect(comparison.changes.allSatisfy { $0.before == $0.after && $0.significance == 1 })
  }

  @Test("what is no evaluation is refused, with its place")
  func badPast() {
    for (bytes, code) in [("{", "invalid_json"), ("{\"schema\":\"x\"}", "unsupported_schema")] {
      do {
        _ = try PastEvaluation(json: Array(bytes.utf8), file: "old.json")
        Issue.record("\(bytes) was read")
      } catch {
        #expect(error.code == code)
      }
    }
  }

  @Test("the JSON holds places and no words of the articles")
  func noWords() throws {
    let evaluation = try Kit.evaluation(gold: text, found: first)
    let json = String(decoding: evaluation.json(gold: "gold"), as: UTF8.self)
    #expect(!json.contains("Nay") && !json.contains("Bo"))
    #expect(json.contains("\"quotes.joint\":{\"precision\":1.000000,\"recall\":0.500000"))
  }

  @Test("floors hold, or say by how much they do not, or which figures there are")
  func floors() throws {
    let evaluation = try Kit.evaluation(gold: text, found: first)
    let holds = try [Floor("quotes.joint.recall>=0.5"), Floor("quotes.soft.precision >= 1")]
    #expect(try evaluation.violations(of: holds).isEmpty)
    let low = try evaluation.violations(of: [Floor("quotes.joint.f1>=0.9")])
    #expect(low == ["quotes.joint.f1 is 0.6667, below 0.9000"])
    #expect(throws: FloorError.self) { try evaluation.violations(of: [Floor("quotes.x>=1")]) }
    #expect(throws: FloorError.self) { try Floor("quotes.joint.f1=1") }
    #expect(throws: FloorError.self) { try Floor("quotes.joint.f1>=high") }
    let file = #"{"dev":{"quotes.joint.f1":{"floor":0.5,"why":"w"}},"a":{"floor":1,"why":"w"}}"#
    let part = try Floor.file(Array(file.utf8), name: "floors.json", split: "dev")
    #expect(part == [Floor(key: "quotes.joint.f1", least: 0.5)])
    #expect(throws: LabelFault.self) { try Floor.file(Array(file.utf8), name: "floors.json") }
  }

  @Test("articles are brought together by id, and what is missing is told and counts as missed")
  func missing() throws {
    let gold = try Kit.reading(text, text)
    let evaluation = Evaluator().evaluate(gold, found: try Kit.reading(text))
    #expect(evaluation.total.tallies[Metric("quotes.joint")]?.recall == 0.5)
    #expect(evaluation.faults.map(\.code) == ["no_finding"])
  }

  @Test("the table is aligned and shows only what was scored")
  func table() throws {
    let options = EvaluationOptions(kinds: [.amounts], resampling: Resampling(rounds: 10))
    let labels = try Kit.reading("It cost {money#1=5_USD: $5}.")
    let evaluation = Evaluator(options: options).evaluate(labels, found: labels)
    #expect(
      EvaluationTable(evaluation, isWhole: true).text == """
        1 article

                                            P      R      F1    95 %          labeled   found
        amounts
          span and value                  1.000  1.000  1.000  1.000–1.000         1       1
            money                         1.000  1.000  1.000                      1       1
          exact span                      1.000  1.000  1.000  1.000–1.000         1       1
          span overlaps                   1.000  1.000  1.000  1.000–1.000         1       1
          value                           1.000  1.000  1.000  1.000–1.000         1       1

        """)
  }
}
