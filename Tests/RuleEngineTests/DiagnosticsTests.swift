import Foundation
import RuleEngine
import Testing

@Suite("Diagnostics")
struct DiagnosticsTests {
  static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Data").path

  static let schema = RuleSchema(kinds: [
    "test": RuleSchema.Kind(
      attributes: ["form": .oneOf(["bare", "full"]), "count": .integer],
      requiredAttributes: ["form"], roles: ["who", "x"], requiredRoles: ["who"])
  ])

  @Test("a broken pack tells all its faults at once, each at its place")
  func broken() throws {
    let source = try PackSource.directory(Self.data + "/broken")
    let renamed = PackSource(name: "broken", files: source.files)
    let error = #expect(throws: PackError.self) {
      try RulePack(stack: [renamed], schema: Self.schema)
    }
    let expected = try String(contentsOfFile: Self.data + "/broken.expected.txt", encoding: .utf8)
    #expect((error?.description ?? "") + "\n" == expected)
  }

  @Test("a folder without pack.yaml is no pack")
  func noManifest() {
    let error = #expect(throws: PackError.self) {
      try RulePack(stack: [PackSource(name: "p", files: [])], schema: .open)
    }
    #expect(
      error?.description == "p/pack.yaml:0:0: pack.manifest.missing: the pack has no pack.yaml")
  }

  @Test("a folder that cannot be read is told")
  func unreadable() {
    let error = #expect(throws: PackError.self) { try PackSource.directory("/no/such/folder") }
    #expect(error?.diagnostics.map(\.code) == ["pack.unreadable"])
  }

  @Test("what a pattern asks of a client's classes is checked when it is compiled")
  func classes() throws {
    let pack = try TestPack(
      rules: TestPack.rule("a\n[nosuch] (b | [np]&a)", anchor: "[none]")
    ).load()
    let error = #expect(throws: PackError.self) {
      try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    }
    #expect(
      error?.description == """
        test/rules/test.yaml:6:14: pattern.class.unknown: [none] is no class; classes are \
        allcaps, any, capitalised, mark, np, number, vg, word
        test/rules/test.yaml:9:7: pattern.class.unknown: [nosuch] is no class; classes are \
        allcaps, any, capitalised, mark, np, number, vg, word
        test/rules/test.yaml:9:21: pattern.class.span: [np] is a class of spans and cannot be \
        joined by '&'
        """)
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var pattern: String
    var column: Int
    var code: String
    var testDescription: String { pattern }
  }

  static let faults = [
    Fault(pattern: "a )", column: 3, code: "pattern.bracket"),
    Fault(pattern: "( a", column: 1, code: "pattern.bracket"),
    Fault(pattern: "a |", column: 4, code: "pattern.missing"),
    Fault(pattern: "( )", column: 2, code: "pattern.missing"),
    Fault(pattern: "a?", column: 1, code: "pattern.empty"),
    Fault(pattern: "(a?)* b", column: 5, code: "pattern.empty"),
    Fault(pattern: "a !b?", column: 3, code: "pattern.empty"),
    Fault(pattern: "a{0}", column: 2, code: "pattern.count.limit"),
    Fault(pattern: "a{3,2}", column: 2, code: "pattern.count.limit"),
    Fault(pattern: "a{31}", column: 2, code: "pattern.count.limit"),
    Fault(pattern: "a{x}", column: 3, code: "pattern.count.form"),
    Fault(pattern: "<say", column: 1, code: "pattern.lexicon.open"),
    Fault(pattern: "b [word", column: 3, code: "pattern.class.open"),
    Fault(pattern: "\"Fed", column: 1, code: "pattern.literal.open"),
    Fault(pattern: "\" \"", column: 1, code: "pattern.literal.empty"),
    Fault(pattern: "a : b", column: 3, code: "pattern.character"),
    Fault(pattern: "a&don't", column: 1, code: "pattern.and"),
    Fault(pattern: "a ! x:b", column: 4, code: "pattern.character"),
    Fault(pattern: "a !x:b", column: 3, code: "pattern.role.negated"),
    Fault(pattern: "(((((((((((((((((((((((((((((((((a", column: 33, code: "pattern.deep"),
    Fault(
      pattern: "a{30}" + String(repeating: " b{30}", count: 273), column: 1,
      code: "pattern.large"),
  ]

  @Test("a faulty pattern is told at the element", arguments: faults)
  func pattern(_ fault: Fault) throws {
    let error = #expect(throws: PackError.self) {
      let pack = try TestPack(rules: TestPack.rule(fault.pattern)).load()
      _ = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    }
    let found = error?.diagnostics.first
    #expect(found?.code == fault.code)
    #expect(found?.line == 8)
    #expect(found.map { $0.column - 6 } == fault.column)
  }
}
