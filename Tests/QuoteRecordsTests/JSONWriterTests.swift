import Testing

@testable import QuoteRecords

@Suite("JSON writer")
struct JSONWriterTests {
  @Test(
    "escapes what JSON must and what ends lines, and nothing else",
    arguments: [
      ("plain", "plain"), ("\"\\/", "\\\"\\\\/"), ("\u{8}\t\n\u{C}\r", "\\b\\t\\n\\f\\r"),
      ("\u{0}\u{1}\u{1F}", "\\u0000\\u0001\\u001f"), ("\u{7E}\u{7F}", "~\\u007f"),
      ("\u{80}\u{85}\u{9F}\u{A0}", "\\u0080\\u0085\\u009f\u{A0}"),
      ("a\u{2028}b\u{2029}c", "a\\u2028b\\u2029c"), ("\u{2027}\u{202A}", "\u{2027}\u{202A}"),
      ("\u{FEFF}caf\u{E9} \u{1F600}", "\u{FEFF}caf\u{E9} \u{1F600}"), ("", ""),
    ])
  func escapes(value: String, escaped: String) {
    #expect(text(JSONValue.string(value).json()) == "\"\(escaped)\"")
  }

  @Test(
    "writes whole numbers",
    arguments: [
      (0, "0"), (-1, "-1"), (9, "9"), (10, "10"), (99, "99"), (100, "100"), (-407, "-407"),
      (999, "999"), (1000, "1000"), (1234, "1234"), (9999, "9999"), (10_000, "10000"),
      (10_007, "10007"), (120_030, "120030"), (99_999_999, "99999999"),
      (100_000_000, "100000000"), (1_234_567_890, "1234567890"), (Int.max, "9223372036854775807"),
      (Int.min, "-9223372036854775808"),
    ])
  func integers(value: Int, written: String) {
    var writer = JSONWriter()
    writer.integer(value)
    let bytes = writer.bytes
    #expect(text(bytes) == written)
  }

  @Test("compact has no spaces, pretty two a level, empty ones stay closed")
  func layout() throws {
    let value = try JSONValue(parsing: Array(#"{"a":[1,{"b":[]}],"c":{},"d":null}"#.utf8))
    #expect(text(value.json()) == #"{"a":[1,{"b":[]}],"c":{},"d":null}"#)
    let pretty = """
      {
        "a": [
          1,
          {
            "b": []
          }
        ],
        "c": {},
        "d": null
      }
      """
    #expect(text(value.json(.pretty)) == pretty)
  }

  @Test("records follow each other on lines")
  func lines() {
    var writer = JSONWriter()
    for number in 1...2 {
      writer.beginObject()
      writer.field("n", number)
      writer.endObject()
      writer.endLine()
    }
    let two = writer.bytes
    #expect(text(two) == "{\"n\":1}\n{\"n\":2}\n")
    writer.removeAll()
    writer.bool(true)
    let one = writer.bytes
    #expect(text(one) == "true")
  }

  @Test("escapes stand wherever they stand, in texts of any length")
  func escapesAnywhere() {
    let odd: [(Character, String)] = [
      ("\"", "\\\""), ("\u{1}", "\\u0001"), ("\u{85}", "\\u0085"), ("\u{2028}", "\\u2028"),
      ("\u{2019}", "\u{2019}"), ("\u{1F600}", "\u{1F600}"), ("z", "z"),
    ]
    for length in 0..<40 {
      for place in 0..<max(length, 1) {
        for (character, escaped) in odd {
          let before = String(repeating: "a", count: place)
          let after = String(repeating: "b", count: max(0, length - place - 1))
          let written = text(JSONValue.string(before + String(character) + after + "é").json())
          #expect(written == "\"" + before + escaped + after + "é\"")
        }
      }
    }
  }

  @Test("what outgrows the room that was reckoned is whole")
  func outgrows() {
    let words = Array(repeating: JSONValue.string("\u{1}\u{2}"), count: 100)
    let value = JSONValue.array(words)
    #expect(value.encoded(room: 0) == value.encoded())
    #expect(value.encoded(room: 1 << 20) == value.encoded(room: 700))
  }
}
