import Testing

@testable import QuoteRecords

@Suite("JSON reader")
struct JSONReaderTests {
  @Test(
    "reads what RFC 8259 allows",
    arguments: [
      ("null", JSONValue.null), (" \t\r\n true ", .bool(true)), ("false", .bool(false)),
      ("0", .number("0")), ("-0", .number("-0")), ("1.50", .number("1.50")),
      ("-12.5e+3", .number("-12.5e+3")), ("1E9", .number("1E9")), ("2e-7", .number("2e-7")),
      ("\"\"", .string("")), (#""a\"\\\/\b\f\n\r\t""#, .string("a\"\\/\u{8}\u{C}\n\r\t")),
      (#""\u0041\u00e9\u20AC""#, .string("A\u{E9}\u{20AC}")),
      (#""\ud83d\ude00""#, .string("\u{1F600}")), (#""\uDBFF\uDFFF""#, .string("\u{10FFFF}")),
      (#""\u0000""#, .string("\u{0}")), ("\"\u{7F}\u{2028}\"", .string("\u{7F}\u{2028}")),
      ("\"\u{FEFF}x\"", .string("\u{FEFF}x")), (#""\ufeffx""#, .string("\u{FEFF}x")),
      ("\u{FEFF}1", .number("1")), ("[]", .array([])), ("{ }", .object([])),
      ("[1 , [2],{}]", .array([.number("1"), .array([.number("2")]), .object([])])),
      (#"{"":1}"#, .object([.init("", .number("1"))])),
      (
        #"{"b":1,"a":2,"b":3}"#,
        .object([.init("b", .number("3")), .init("a", .number("2"))])
      ),
    ])
  func valid(json: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: Array(json.utf8)) == value)
  }

  @Test(
    "refuses the rest, with the place",
    arguments: [
      ("", "unexpected_end", "1:1 (byte 0)"), ("  \n ", "unexpected_end", "2:2 (byte 4)"),
      ("nul", "unexpected_end", "1:4 (byte 3)"), ("nule", "unexpected", "1:1 (byte 0)"),
      ("True", "unexpected", "1:1 (byte 0)"), ("NaN", "unexpected", "1:1 (byte 0)"),
      ("'a'", "unexpected", "1:1 (byte 0)"), ("1 2", "trailing_content", "1:3 (byte 2)"),
      ("{}{}", "trailing_content", "1:3 (byte 2)"), ("01", "invalid_number", "1:2 (byte 1)"),
      ("-", "unexpected_end", "1:2 (byte 1)"), ("-a", "invalid_number", "1:2 (byte 1)"),
      ("1.", "unexpected_end", "1:3 (byte 2)"), (".5", "unexpected", "1:1 (byte 0)"),
      ("1.e3", "invalid_number", "1:3 (byte 2)"), ("1e", "unexpected_end", "1:3 (byte 2)"),
      ("+1", "unexpected", "1:1 (byte 0)"), ("0x1", "trailing_content", "1:2 (byte 1)"),
      ("[1,]", "unexpected", "1:4 (byte 3)"), ("[,1]", "unexpected", "1:2 (byte 1)"),
      ("[1 2]", "unexpected", "1:4 (byte 3)"), ("[1", "unexpected_end", "1:3 (byte 2)"),
      ("[", "unexpected_end", "1:2 (byte 1)"), ("{", "unexpected_end", "1:2 (byte 1)"),
      ("{\"a\"}", "unexpected", "1:5 (byte 4)"), ("{\"a\":}", "unexpected", "1:6 (byte 5)"),
      ("{a:1}", "unexpected", "1:2 (byte 1)"), ("{\"a\":1,}", "unexpected", "1:8 (byte 7)"),
      ("{\"a\":1 \"b\":2}", "unexpected", "1:8 (byte 7)"), ("]", "unexpected", "1:1 (byte 0)"),
      ("\"a", "unexpected_end", "1:3 (byte 2)"), ("\"a\\", "unexpected_end", "1:4 (byte 3)"),
      ("\"a\nb\"", "control_character", "1:3 (byte 2)"),
      ("\"a\u{0}\"", "control_character", "1:3 (byte 2)"),
      (#""é\x""#, "invalid_escape", "1:3 (byte 3)"),
      (#""\u12G4""#, "invalid_escape", "1:2 (byte 1)"),
      (#""\u12""#, "invalid_escape", "1:2 (byte 1)"),
      (#""ab\ud800""#, "lone_surrogate", "1:4 (byte 3)"),
      (#""\udc00""#, "lone_surrogate", "1:2 (byte 1)"),
      (#""\ud800\u0041""#, "lone_surrogate", "1:2 (byte 1)"),
      (#""\ud800\ud800\udc00""#, "lone_surrogate", "1:2 (byte 1)"),
      ("{\n  \"é\": [1,\n    x]}", "unexpected", "3:5 (byte 18)"),
      ("// c\n1", "unexpected", "1:1 (byte 0)"),
    ])
  func invalid(json: String, code: String, place: String) {
    do throws(JSONError) {
      let value = try JSONValue(parsing: Array(json.utf8))
      Issue.record("read as \(value)")
    } catch {
      #expect(error.code.rawValue == code)
      #expect(error.place.description == place)
    }
  }

  @Test(
    "refuses bytes that are not UTF-8, or reads each maximal part as one U+FFFD",
    arguments: [
      ([0xFF], 1), ([0xC3], 1), ([0xC0, 0x80], 2), ([0xED, 0xA0, 0x80], 3),
      ([0xF0, 0x9F, 0x98], 1), ([0xF4, 0x90, 0x80, 0x80], 4), ([0xE2, 0x28, 0xA1], 2),
    ] as [([UInt8], Int)])
  func invalidUTF8(part: [UInt8], replacements: Int) throws {
    let json = [0x22, 0x61] + part + [0x22]
    #expect(throws: JSONError.self) { try JSONReader().read(json) }
    let result = try JSONReader(isLossy: true).read(json)
    #expect(result.value == .string("a" + String(decoding: part, as: UTF8.self)))
    #expect(result.replacements.count == replacements)
    #expect(result.replacements.first == JSONReplacement(path: "", offset: 1, byte: 2))
  }

  @Test("tells which string was read with replacements, and where")
  func replacements() throws {
    let json = #"{"id": "x", "text": "é\ud800!", "meta": {"tags": ["", "\udfff"]}}"#
    let result = try JSONReader(isLossy: true).read(Array(json.utf8))
    #expect(result.value["text"]?.string == "\u{E9}\u{FFFD}!")
    #expect(result.replacements.map(\.path) == ["text", "meta.tags[1]"])
    #expect(result.replacements.map(\.offset) == [2, 0])
  }

  @Test("nests as deep as the limit and no deeper", arguments: [1, 16, 512])
  func depth(limit: Int) throws {
    let reader = JSONReader(depthLimit: limit)
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: 0x5B, count: depth) + [UInt8](repeating: 0x5D, count: depth)
    }
    #expect(throws: Never.self) { try reader.read(nested(limit)) }
    do throws(JSONError) {
      _ = try reader.read(nested(limit + 1))
      Issue.record("read deeper than the limit")
    } catch {
      #expect(error.code == .tooDeep)
      #expect(error.place.byte == limit)
    }
    #expect(throws: JSONError.self) { try reader.read([UInt8](repeating: 0x5B, count: 100_000)) }
  }

  @Test("of a key that comes twice the last value counts, in large objects too")
  func duplicates() throws {
    let members = (0..<200).map { "\"k\($0 % 100)\":\($0)" }.joined(separator: ",")
    let value = try JSONValue(parsing: Array("{\(members)}".utf8))
    guard case .object(let object) = value else {
      Issue.record("no object")
      return
    }
    #expect(object.map(\.key) == (0..<100).map { "k\($0)" })
    #expect(object.map(\.value) == (100..<200).map { .number("\($0)") })
  }

  @Test("a slice is read from its own start")
  func slice() throws {
    let bytes = Array("[1]\n[2,]".utf8)
    #expect(try JSONReader().read(bytes[..<3]).value == .array([.number("1")]))
    do throws(JSONError) {
      _ = try JSONReader().read(bytes[4...])
    } catch {
      #expect(error.place == JSONPlace(line: 1, column: 4, byte: 3))
    }
  }

  @Test(
    "gives the string of one key as bytes",
    arguments: [
      (#"{"text":"a\u00e9\n“b”","id":"1"}"#, "aé\n“b”"), (#"{"text":"","text":"b"}"#, "b"),
      (#"{"text":"plain"}"#, "plain"), (#"{"text":"a","text":1}"#, nil), (#"{"text":1}"#, nil),
      (#"{"in":{"text":"a"}}"#, nil), (#"[{"text":"a"}]"#, nil),
    ])
  func bytes(json: String, read: String?) throws {
    var reader = JSONReader()
    reader.bytesKey = "text"
    let result = try reader.read(Array(json.utf8))
    #expect(result.bytes.map { String(decoding: $0, as: UTF8.self) } == read)
    if read != nil { #expect(result.value["text"] == .string("")) }
  }

  @Test("a string that is given as bytes is refused and repaired like another")
  func faultyBytes() throws {
    var reader = JSONReader()
    reader.bytesKey = "text"
    let bad = Array(#"{"text":"a"#.utf8) + [0xFF] + Array(#"b"}"#.utf8)
    #expect(throws: JSONError.self) { try reader.read(bad) }
    #expect(throws: JSONError.self) { try reader.read(Array(#"{"text":"a"#.utf8)) }
    reader.isLossy = true
    let result = try reader.read(bad)
    #expect(result.bytes == Array("a\u{FFFD}b".utf8))
    #expect(result.replacements.map(\.path) == ["text"])
  }
}
