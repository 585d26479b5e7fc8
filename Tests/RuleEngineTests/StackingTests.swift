import NewsText
import RuleEngine
import Testing

@Suite("Stacking")
struct StackingTests {
  static func pack(_ manifest: String, _ files: [(String, String)]) -> PackSource {
    PackSource(
      name: "top",
      files: [("pack.yaml", Array(manifest.utf8))] + files.map { ($0.0, Array($0.1.utf8)) })
  }

  let base = TestPack(
    rules: TestPack.rule("a", id: "t.one") + TestPack.rule("<say>", id: "t.two"),
    lexicons: ["say": "ask\tact=question\nsay\tforms=said act=speech\n"]
  ).source

  @Test("a pack above adds rules and words, replaces entries, and switches rules off")
  func lays() throws {
    let top = Self.pack(
      "id: desk\nversion: 2\nlicence: MIT\nextends: t\ndisable: [t.one]\n",
      [
        ("lexicons/say.txt", TestPack.header + "say\tact=words\nutter\tforms=uttered\n"),
        ("rules/own.yaml", "kind: test\nrules:\n" + TestPack.rule("b", id: "desk.b")),
        ("README.md", "not read"),
      ])
    let pack = try RulePack(stack: [base, top], schema: .open)
    #expect(pack.rules.map(\.id) == ["t.two", "desk.b"])
    #expect(pack.identities.map(\.id) == ["t", "desk"])
    #expect(pack.identities.map(\.version) == ["1", "2"])
    #expect(pack.lexicon("say")?.entries.map(\.lemma) == ["ask", "say", "utter"])
    let say = try #require(pack.vocabulary.lexiconIndex("say"))
    let vocabulary = pack.vocabulary
    #expect(vocabulary.entry(vocabulary.lexeme("SAY"), in: say)?["act"] == "words")
    #expect(vocabulary.entry(vocabulary.lexeme("said"), in: say) == nil)
    #expect(vocabulary.entry(vocabulary.lexeme("uttered"), in: say)?.lemma == "utter")
    #expect(vocabulary.entry(vocabulary.lexeme("ask"), in: say)?["act"] == "question")
  }

  @Test("a table above replaces the one below")
  func tables() throws {
    let header = "# origin: written for quoteex\n# licence: CC0-1.0\n"
    let below = Self.pack(
      "id: t\nversion: 1\nlicence: MIT\n",
      [("weights/n.tsv", header + "word\tcount\none\t1\ntwo\t2\n")])
    let above = Self.pack(
      "id: u\nversion: 1\nlicence: MIT\n",
      [("weights/n.tsv", header + "# words: word\nword\tcount\nthree\t3\n")])
    let pack = try RulePack(stack: [below, above], schema: .open)
    let table = try #require(pack.table("n"))
    #expect(table.columns == ["word", "count"])
    #expect(Array(table.rows) == [["three", "3"]])
    #expect(pack.vocabulary.lexeme("three") != 0)
    #expect(pack.vocabulary.lexeme("two") == 0)
    #expect(pack.table("m") == nil)
  }

  @Test("what a pack says of packs below must be so")
  func faults() {
    let top = Self.pack(
      "id: t\nversion: 2\nlicence: MIT\nextends: nobody\ndisable:\n  - t.none\n", [])
    let error = #expect(throws: PackError.self) {
      try RulePack(stack: [base, top], schema: .open)
    }
    #expect(
      error?.description == """
        top/pack.yaml:1:1: pack.id.duplicate: a pack below is called 't' too
        top/pack.yaml:4:10: pack.extends.missing: the pack 'nobody' does not lie below this one
        top/pack.yaml:6:5: pack.disable.unknown: no pack below has a rule 't.none'
        """)
  }

  @Test("the digest depends on every path and byte, and on nothing else")
  func digest() {
    let one = Self.pack("id: t\n", [("rules/a.yaml", "x"), ("rules/b.yaml", "y")])
    let turned = PackSource(name: "other", files: one.files.reversed())
    let moved = Self.pack("id: t\n", [("rules/a.yaml", "xr"), ("rules/b.yaml", "")])
    #expect(one.sha256 == turned.sha256)
    #expect(one.sha256 != moved.sha256)
    #expect(one.sha256.count == 64)
  }

  @Test("a pack restricted to some rules has these only, drafts among them in use")
  func restricted() throws {
    let draft = TestPack.rule("c", id: "t.draft")
      .replacing("status: active", with: "status: draft")
    let pack = try TestPack(rules: TestPack.rule("a", id: "t.one") + draft).load()
    let classes = TestSentence.classes
    #expect(
      try RuleMatcher(pack: pack, kind: "test", classes: classes).rules.map(\.id) == ["t.one"])
    let some = pack.restricted(to: ["t.draft"])
    #expect(
      try RuleMatcher(pack: some, kind: "test", classes: classes).rules.map(\.id) == ["t.draft"])
  }
}
