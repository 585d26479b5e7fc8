import Foundation
import RuleEngine
import Testing

@Suite("Patterns")
struct PatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: Int
    var pattern: String
    var text: String
    var matches: String
    var testDescription: String { "line \(line): \(pattern) on \(text)" }

    /// The cases of `Data/patterns.txt`.
    static let all: [Case] = {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Data/patterns.txt")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
      var cases: [Case] = []
      var pattern = ""
      for (index, line) in text.components(separatedBy: "\n").enumerated() {
        if line.hasPrefix("= ") { pattern = String(line.dropFirst(2)) }
        guard line.hasPrefix("  "), let arrow = line.range(of: " -> ") else { continue }
        cases.append(
          Case(
            line: index + 1, pattern: pattern,
            text: line[..<arrow.lowerBound].trimmingCharacters(in: .whitespaces),
            matches: line[arrow.upperBound...].trimmingCharacters(in: .whitespaces)))
      }
      return cases
    }()
  }

  @Test("there are cases") func hasCases() { #expect(Case.all.count > 50) }

  @Test("a pattern matches what it says", arguments: Case.all)
  func matches(_ test: Case) throws {
    let pack = try TestPack(
      rules: TestPack.rule(test.pattern, anchor: "[any]"),
      lexicons: [
        "say": "say\tforms=says,said\ntell\tforms=told\n",
        "title": "Prime Minister\nSenator\tforms=Sen.\nprime minister of state\n",
      ]
    ).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    let found = matcher.found(TestSentence(test.text), pack.vocabulary)
    let expected = test.matches == "none" ? [] : test.matches.components(separatedBy: "; ")
    #expect(found == expected, "line \(test.line) of patterns.txt")
  }
}
