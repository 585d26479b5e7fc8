import QuoteEvaluation
import Testing

@Suite("Labels are read")
struct LabelReadingTests {
  private let record = """
    {"id":"a","text":"“No,” Ann said.","quotes":[{"content":[{"start":1,"end":4,"text":"No,"}]}]}
    """

  private func reading(_ lines: String...) throws -> LabelReading {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return try LabelReading(LabelFiles(path: "gold", contents: ["a.ndjson": bytes]))
  }

  @Test("records are recognised, and read with their text")
  func records() throws {
    let reading = try reading(record)
    #expect(reading.faults.isEmpty)
    #expect(reading.articles.map(\.id) == ["a"])
    #expect(reading.articles.first?.text == "“No,” Ann said.")
    #expect(reading.articles.first?.labels.first?.record.quotes.first?.id == "q1-4")
  }

  @Test("a bad line is told with file and line, and the others are read")
  func badLine() throws {
    let reading = try reading(record, "{\"id\":", "", record)
    #expect(reading.articles.count == 2)
    #expect(
      reading.faults.map { "\($0.file):\($0.line) \($0.code)" } == [
        "gold/a.ndjson:2 invalid_json"
      ])
  }

  @Test("what looks like no format is refused, and so is a path that leads nowhere")
  func unknown() {
    #expect(throws: LabelFault.self) { try reading("a\tb\tc") }
    #expect(throws: LabelFault.self) { try LabelFiles(path: "/no/such/folder") }
  }
}
