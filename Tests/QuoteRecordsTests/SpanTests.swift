import Testing

@testable import QuoteRecords

@Suite("Spans")
struct SpanTests {
  private static let text = Array("“Café,” she said.".utf8)

  @Test("a part of a shared text is the same span as one with a text of its own")
  func shared() {
    let part = Span(start: 1, end: 5, of: Self.text, 3..<8)
    let own = Span(start: 1, end: 5, text: "Café")
    #expect(part.text == "Café")
    #expect(part == own)
    #expect(part.hashValue == own.hashValue)
    #expect(part.encoded() == own.encoded())
    #expect(part.encoded(.pretty) == own.encoded(.pretty))
    #expect(part != Span(start: 1, end: 5, text: "Cafe"))
  }

  @Test("a title's span says so, and a text that is set is its own")
  func changes() {
    var span = Span(start: 1, end: 5, of: Self.text, 3..<8, field: "title")
    #expect(span.field == "title")
    span.text = "tea"
    #expect(span.text == "tea")
    #expect(String(decoding: span.encoded(), as: UTF8.self).contains("\"text\":\"tea\""))
  }

  @Test("a part that cuts a character in two is made whole")
  func cut() {
    #expect(Span(start: 0, end: 1, of: Self.text, 0..<2).text == "\u{FFFD}")
    #expect(Span(start: 0, end: 1, of: Self.text, 1..<4).text.hasSuffix("C"))
    #expect(Span(start: 0, end: 0, of: Self.text, 3..<3).text == "")
    #expect(Span(start: 0, end: 0, of: Self.text, Self.text.count..<Self.text.count).text == "")
  }
}
