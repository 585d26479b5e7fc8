import RuleEngine
import Testing

@Suite("Marked text")
struct MarkedTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var plain: String
    var marks: [String]
    var testDescription: String { text }
  }

  static let cases = [
    Case(text: "no marks", plain: "no marks", marks: []),
    Case(text: "{a: x} y", plain: "x y", marks: ["a 0-1 x"]),
    Case(text: "{a:x}", plain: "x", marks: ["a 0-1 x"]),
    Case(text: "{a#12=some value: x}", plain: "x", marks: ["a#12=some value 0-1 x"]),
    Case(
      text: "{a: b {c=1.5: d} e}", plain: "b d e", marks: ["a 0-5 b d e", "c=1.5 2-3 d"]),
    Case(text: "{a: {b: x}} y", plain: "x y", marks: ["a 0-1 x", "b 0-1 x"]),
    Case(text: "{{not: a mark}}", plain: "{not: a mark}", marks: []),
    Case(text: "{a: }} and {{}", plain: "} and {", marks: ["a 0-7 } and {"]),
    Case(text: "“é” {a: ü}.", plain: "“é” ü.", marks: ["a 9-11 ü"]),
  ]

  @Test("marks are taken out, their bytes kept", arguments: cases)
  func parses(_ test: Case) throws {
    let marked = try MarkedText(parsing: test.text)
    #expect(marked.plain == test.plain)
    let marks = marked.marks.map { mark in
      mark.role + (mark.id.map { "#\($0)" } ?? "") + (mark.value.map { "=\($0)" } ?? "")
        + " \(mark.range.lowerBound)-\(mark.range.upperBound) \(marked.text(of: mark))"
    }
    #expect(marks == test.marks)
  }

  @Test(
    "faults are told at their byte",
    arguments: [
      ("a {b: c", 2, "mark.open"), ("a } b", 2, "mark.close"), ("{b c}", 0, "mark.form"),
      ("é {b: }", 3, "mark.empty"), ("{b#x: c}", 0, "mark.id"), ("{: c}", 0, "mark.form"),
    ])
  func faults(_ text: String, _ offset: Int, _ code: String) {
    let fault = #expect(throws: MarkedText.Fault.self) { try MarkedText(parsing: text) }
    #expect(fault?.offset == offset)
    #expect(fault?.code == code)
  }

  @Test("disturbances move the marks along", arguments: Disturbance.allCases)
  func disturbs(_ disturbance: Disturbance) throws {
    let text = try MarkedText(parsing: "{who: Zoë} said “{what: the café isn’t shut}” “now”.")
    let straight = try MarkedText(parsing: "{who: Zoë} said \"{what: it's shut}\".")
    let changed = [text, straight].compactMap(disturbance.applied)
    #expect(!changed.isEmpty)
    for text in changed {
      #expect(text.marks.map(\.role) == ["who", "what"])
      #expect(text.text(of: text.marks[0]) == "Zoë")
      let what = text.text(of: text.marks[1])
      #expect(what.hasSuffix("shut"))
    }
  }

  @Test("a text without quotation marks is not disturbed by others")
  func leavesAlone() throws {
    let text = try MarkedText(parsing: "It rained.")
    #expect(Disturbance.curly.applied(to: text) == nil)
    #expect(Disturbance.guillemets.applied(to: text) == nil)
    #expect(Disturbance.decomposed.applied(to: text) == nil)
    #expect(Disturbance.noBreakSpaces.applied(to: text)?.plain == "It\u{A0}rained.")
  }
}
