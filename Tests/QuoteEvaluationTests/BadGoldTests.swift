import QuoteEvaluation
import QuoteRecords
import Testing

/// What does not fit is told with its place, and everything else is scored.
@Suite("Bad labels")
struct BadGoldTests {
  private static let good =
    #"{"id":"a","text":"Ann said no.","quotes":[{"content":[{"start":9,"end":11,"text":"no"}]}]}"#

  struct Example: CustomTestStringConvertible, Sendable {
    var name: String
    var line: String
    var code: String
    var testDescription: String { name }
  }

  static let examples = [
    Example(
      name: "a span outside the text",
      line: #"{"id":"b","text":"No.","quotes":[{"content":[{"start":1,"end":9,"text":"o."}]}]}"#,
      code: "span_outside"),
    Example(
      name: "a span of other words",
      line: #"{"id":"b","text":"No.","quotes":[{"content":[{"start":0,"end":2,"text":"On"}]}]}"#,
      code: "text_differs"),
    Example(
      name: "labels of another version of the text",
      line: #"{"id":"b","text":"No.","text_sha256":"00","quotes":[]}"#, code: "other_text"),
    Example(
      name: "offsets in UTF-16 that cut a character",
      line:
        #"{"id":"b","offset_unit":"utf16","text":"😀 no","#
        + #""quotes":[{"content":[{"start":1,"end":5,"text":""}]}]}"#,
      code: "span_inside_character"),
    Example(
      name: "an unknown label",
      line:
        #"{"id":"b","text":"No.","quotes":"#
        + #"[{"act":"song","content":[{"start":0,"end":2,"text":"No"}]}]}"#,
      code: "unknown_label"),
    Example(name: "no text", line: #"{"id":"b","quotes":[]}"#, code: "no_text"),
    Example(name: "no JSON", line: #"{"id":"b","quotes":"#, code: "invalid_json"),
    Example(
      name: "a failed extraction",
      line: #"{"id":"b","quotes":[],"error":{"code":"invalid_utf8","message":"m"}}"#,
      code: "invalid_utf8"),
  ]

  @Test("are told, and the good article is scored", arguments: examples)
  func told(_ example: Example) throws {
    let bytes = Array("\(Self.good)\n\(example.line)\r\n".utf8)
    let gold = try LabelReading(LabelFiles(path: "gold", contents: ["g.ndjson": bytes]))
    let evaluation = Evaluator().evaluate(gold, found: gold)
    let fault = try #require(evaluation.faults.first)
    #expect(fault.code == example.code)
    #expect(fault.file == "gold/g.ndjson" && fault.line == 2)
    #expect(evaluation.total.tallies[Metric("quotes.soft")]?.f1 == 1)
  }

  @Test("offsets in UTF-16 and in bytes are brought to the text", arguments: ["utf16", "utf8"])
  func units(_ unit: String) throws {
    let start = unit == "utf16" ? 3 : 5
    let line = """
      {"id":"b","offset_unit":"\(unit)","text":"😀 no","quotes":[{"content":[\
      {"start":\(start),"end":\(start + 2),"text":"no"}]}]}
      """
    let files = LabelFiles(path: "gold", contents: ["g.ndjson": Array(line.utf8)])
    let record = try #require(try LabelReading(files).records.first)
    #expect(record.quotes.first?.content == [Span(start: 2, end: 4, text: "no")])
  }

  @Test("gold without any article is an error, and so is gold that is not there")
  func empty() throws {
    let files = LabelFiles(path: "gold", contents: ["g.jsonl": Array("\n\n".utf8)])
    let reading = try LabelReading(files, format: .records)
    #expect(reading.faults.map(\.code) == ["empty_gold"])
    do {
      _ = try LabelFiles(path: "/no/such/gold")
      Issue.record("it was found")
    } catch {
      #expect(error.code == "missing_file")
    }
  }

  @Test("what was found in another text is told and counts as missed")
  func otherText() throws {
    let gold = LabelFiles(path: "gold", contents: ["g.ndjson": Array(Self.good.utf8)])
    let other = Self.good.replacing("Ann said no.", with: "Bob said no.")
    let found = LabelFiles(path: "found", contents: ["f.ndjson": Array(other.utf8)])
    let evaluation = try Evaluator().evaluate(LabelReading(gold), found: LabelReading(found))
    #expect(
      evaluation.faults.map(\.description) == [
        "found/f.ndjson:1: other_text: a: found in another version of the text"
      ])
    #expect(evaluation.total.tallies[Metric("quotes.soft")]?.recall == 0)
  }

  @Test("lines of amounts, claims and links that cannot be read are told, the others are read")
  func lines() throws {
    let amounts = """
      {"doc":"a","amounts":[{"kind":"money","start":0,"end":2,"value":5,"currency":"USD"},\
      {"kind":"gold","start":3,"end":4},{"kind":"money","start":9,"end":1}]}
      {"amounts":[]}
      """
    let files = LabelFiles(path: "g", contents: ["a.jsonl": Array(amounts.utf8)])
    let reading = try LabelReading(files)
    #expect(reading.articles.first?.labels.first?.record.amounts.map(\.value) == ["5"])
    #expect(reading.faults.map(\.code) == ["unknown_label", "invalid_value", "invalid_value"])
    let links = """
      {"cluster":"k","members":[{"doc":"a","start":0,"end":2},{"doc":"b","start":0,"end":2}]}
      {"cluster":"l","members":[{"doc":"a","start":5}]}
      """
    let both = try LabelReading(
      LabelFiles(path: "g", contents: ["k.jsonl": Array(links.utf8)]))
    #expect(both.clusters?.clusters.map(\.members.count) == [2])
    #expect(both.faults.map(\.line) == [2])
  }
}
