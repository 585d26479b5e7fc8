import RuleEngine
import Testing

@Suite("Examples")
struct ExampleRunnerTests {
  static func pack(
    finds: [String], skips: [String], status: String = "active"
  ) throws -> RulePack {
    let block = { (lines: [String]) in lines.map { "        " + $0 }.joined(separator: "\n") }
    let rule = """
        - id: t.rule
          summary: A test.
          status: \(status)
          anchor: said
          pattern: who:[word] said
          finds: |
      \(block(finds))
          skips: |
      \(block(skips))

      """
    return try TestPack(rules: rule).load()
  }

  /// Finds `Cole said`, unless told otherwise.
  static func find(_ text: String, _ word: String = "Cole") -> [ExampleRunner.Finding] {
    text.ranges(of: word).map { range in
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return ExampleRunner.Finding(
        rule: "t.rule",
        roles: [.init(role: "who", range: start..<start + word.utf8.count, value: "person")])
    }
  }

  static let finds = [
    "# A comment.", "{who: Cole} said it.",
    "“No,” {who#1=person: Cole} said. ¶ Later {who#2: Cole} said yes.",
  ]
  static let skips = ["Reed said it.", "Somebody else said so."]

  static func usual(_ status: String = "active") throws -> RulePack {
    try pack(finds: finds, skips: skips, status: status)
  }

  @Test("what holds in every disturbance passes, and each run is counted")
  func passes() throws {
    let report = ExampleRunner(pack: try Self.usual()) { text, _ in Self.find(text) }
      .run()
    #expect(report.failures == [])
    #expect(report.examples == 4)
    // Alone, with all, behind an emoji, no-break, second paragraph; the quotation in three more.
    #expect(report.runs == 4 * 5 + 3)
  }

  @Test("a find that is not there is told at its line")
  func missed() throws {
    let report = ExampleRunner(pack: try Self.usual()) { _, _ in [] }.run()
    #expect(
      report.failures.map(\.description) == [
        "test/rules/test.yaml:10:9: example.missed: alone, t.rule must fire, but nothing was found",
        "test/rules/test.yaml:11:9: example.missed: alone, t.rule must fire, but nothing was found",
      ])
  }

  @Test("a skip that is found is told at its line")
  func fired() throws {
    let report = ExampleRunner(pack: try Self.usual()) { text, _ in
      Self.find(text) + Self.find(text, "Reed")
    }.run()
    #expect(
      report.failures.map(\.description) == [
        "test/rules/test.yaml:13:9: example.fired: alone, t.rule must not fire, but found "
          + "who 'Reed'=person"
      ])
  }

  @Test("what another rule takes away is told")
  func stolen() throws {
    let report = ExampleRunner(pack: try Self.usual()) { text, rules in
      Self.find(text).map { finding in
        ExampleRunner.Finding(
          rule: rules == nil ? "t.thief" : finding.rule, roles: finding.roles)
      }
    }.run()
    #expect(
      report.failures.first?.description
        == "test/rules/test.yaml:10:9: example.missed: with the whole pack, t.rule must fire, but "
        + "found were only t.thief")
  }

  @Test("captures must have exactly the marked text, and the value where one is given")
  func roles() throws {
    let pack = try Self.pack(
      finds: ["{who: Cole said} it.", "{who=crowd: Cole} said it."], skips: Self.skips)
    let report = ExampleRunner(pack: pack) { text, _ in Self.find(text) }.run()
    #expect(
      report.failures.map(\.description) == [
        "test/rules/test.yaml:9:9: example.roles: alone, wanted who 'Cole said'; found "
          + "who 'Cole'=person",
        "test/rules/test.yaml:10:9: example.roles: alone, wanted who 'Cole'=crowd; found "
          + "who 'Cole'=person",
      ])
  }

  @Test("a skip without the anchor, marks in a skip and bad marks are refused")
  func refused() throws {
    let pack = try Self.pack(
      finds: ["{who: Cole said it."], skips: ["{who: Reed} said it.", "It rained."])
    let report = ExampleRunner(
      pack: pack, anchored: { $0.contains("said") ? ["t.rule"] : [] }
    ) { text, _ in Self.find(text) }.run()
    #expect(
      report.failures.map { "\($0.line):\($0.column): \($0.code)" } == [
        "9:9: mark.open", "11:9: example.marks", "12:9: example.anchor",
      ])
  }

  @Test(
    "an anchor is there if any of its words is",
    arguments: [
      ("said", "He SAID so", true), ("said", "He says so", false), ("<say>", "He told us", true),
      ("<say>", "He put it so", true), ("<say>", "He put that so", false),
      ("[word]", "anything", true), ("<say>&[capitalised]", "he told us", true),
      ("<say>&!told", "told", true), ("\"Fed\"", "the fed", true),
    ])
  func anchors(_ anchor: String, _ text: String, _ isThere: Bool) throws {
    let pack = try TestPack(
      rules: TestPack.rule("[word]", anchor: anchor),
      lexicons: ["say": "put it\nsay\ntell\tforms=told\n"]
    ).load()
    let lexemes = pack.vocabulary.lexemes(of: TestSentence(text).document)
    #expect(pack.anchored(in: lexemes) == (isThere ? ["t.rule"] : []))
  }

  @Test("drafts do not run with the whole pack, retired rules not at all")
  func statuses() throws {
    let find: ExampleRunner.Find = { text, rules in rules == nil ? [] : Self.find(text) }
    let draft = ExampleRunner(
      pack: try Self.usual("draft"), find: find
    ).run()
    #expect(draft.failures == [])
    let retired = ExampleRunner(
      pack: try Self.usual("retired"), find: find
    ).run()
    #expect(retired.examples == 0)
  }
}
