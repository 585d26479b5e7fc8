import RuleEngine
import Testing

@Suite("Linearity")
struct LinearityTests {
  /// Patterns that naive backtracking takes exponential or quadratic time for. Each finds all of
  /// its words before the end of the text refuses it, so that nothing can be ruled out beforehand.
  static let patterns = [
    "(a | a a)+ b !c",
    "(a? a? a? a? a? a? a? a? a? a? a a a a a a a a a a) b !c",
    "((a | [word])* (a | [any])* [word]*) b !c",
    "[np]* [np]* [np]* b !c",
    "a* !( a* b c ) b",
    "x:(y:a+ z:a+)+ b !c",
  ]

  @Test("the steps grow as the text does", arguments: patterns)
  func grows(_ pattern: String) throws {
    let pack = try TestPack(rules: TestPack.rule(pattern, anchor: "a")).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    func steps(_ count: Int) -> Int {
      let text = String(repeating: "{np a } ", count: count) + "b c"
      let sentence = TestSentence(text)
      var scratch = RuleMatcher.Scratch()
      let found = matcher.matches(
        in: sentence.items(pack.vocabulary), mentions: sentence.mentions, scratch: &scratch)
      #expect(found.isEmpty)
      return scratch.steps
    }
    let (one, four) = (steps(500), steps(2000))
    #expect(one > 0)
    #expect(Double(four) < 4.5 * Double(one), "\(one) steps for 500 items, \(four) for 2000")
  }

  @Test("a rule whose needed words are missing costs no step")
  func needs() throws {
    let pack = try TestPack(rules: TestPack.rule("[word]* very (rare | scarce)", anchor: "very"))
      .load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    var scratch = RuleMatcher.Scratch()
    for text in ["so very many", "very"] {
      let items = TestSentence(text).items(pack.vocabulary)
      #expect(matcher.matches(in: items, mentions: [], scratch: &scratch).isEmpty)
      #expect(matcher.tried(in: items, mentions: []) == ["t.rule"])
    }
    #expect(scratch.steps == 0)
  }

  @Test(
    "a rule whose needed words, spans or pairs are there, but not in its order, costs no step",
    arguments: [
      ("very [word]* rare", "rare very"), ("(very rare | so scarce) now", "now very rare"),
      ("(very x | so y z)", "x very z y so"), ("[np] very", "very rare"),
      ("[word]* very [number]", "4 so very rare"),
    ])
  func order(_ pattern: String, _ text: String) throws {
    let pack = try TestPack(rules: TestPack.rule(pattern, anchor: "[any]")).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    var scratch = RuleMatcher.Scratch()
    let items = TestSentence(text).items(pack.vocabulary)
    #expect(matcher.matches(in: items, mentions: [], scratch: &scratch).isEmpty)
    #expect(scratch.steps == 0)
  }

  @Test("a rule is tried once, where its role can capture an item that is asked for")
  func roleGate() throws {
    let pack = try TestPack(rules: TestPack.rule("h:(a !(b b) | d) b c", anchor: "c")).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    let gate = matcher.gate(matcher.role("h"), of: matcher.selection { _ in true })
    var items = ItemTable()
    for item in TestSentence("a b c").items(pack.vocabulary) {
      items.append(lexeme: item.lexeme, classes: item.classes)
    }
    matcher.words.read(&items, sentences: [0..<3])
    var list = MatchList()
    var scratch = RuleMatcher.Scratch()
    matcher.open(0..<3, of: items, scratch: &scratch)
    // What the pattern only looks ahead at, or takes behind the role, it does not capture.
    #expect(matcher.find(gate, of: items, into: &list, scratch: &scratch) { $0 > 0 }.isEmpty)
    #expect(scratch.steps == 0)
    #expect(matcher.find(gate, of: items, into: &list, scratch: &scratch) { $0 == 0 }.count == 1)
    #expect(matcher.find(only: nil, of: items, into: &list, scratch: &scratch).isEmpty)
  }

  @Test("a rule without its anchor costs no step")
  func gate() throws {
    let rules = (0..<50).map { TestPack.rule("[word]* x", anchor: "x\($0)", id: "t.r\($0)") }
    let pack = try TestPack(rules: rules.joined()).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    let sentence = TestSentence("a b c d x")
    var scratch = RuleMatcher.Scratch()
    _ = matcher.matches(in: sentence.items(pack.vocabulary), mentions: [], scratch: &scratch)
    #expect(scratch.steps == 0)
    let other = TestSentence("a x7 c d x")
    #expect(matcher.tried(in: other.items(pack.vocabulary), mentions: []) == ["t.r7"])
  }

  @Test("a sentence longer than the window is searched to its end")
  func long() throws {
    let pack = try TestPack(rules: TestPack.rule("a [word]{0,3} b", anchor: "b")).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    var words = Array(repeating: "a", count: 10_000)
    for place in [2046, 2049, 4097, 9999] { words[place] = "b" }
    let found = matcher.found(
      TestSentence(words.joined(separator: " ")), pack.vocabulary)
    #expect(found == ["2042-2047", "2047-2050", "4093-4098", "9995-10000"])
  }
}
