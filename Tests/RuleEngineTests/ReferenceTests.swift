import RuleEngine
import Testing

/// A slow matcher that says what patterns mean: every way to match, in order of preference.
struct ReferenceMatcher {
  indirect enum Node {
    case word(String)
    /// A word and one that is not meant: "[word]&!a".
    case butNot(String)
    /// An entry of the lexicon `pairs`, of one word or two.
    case entry
    case mention
    case any
    case sequence([Node])
    case either([Node])
    case counted(Node, Int, Int)
    case capture(String, Node)
    case not(Node)
    case start
    case end

    var text: String {
      switch self {
      case .word(let word): word
      case .butNot(let word): "[word]&!\(word)"
      case .entry: "<pairs>"
      case .mention: "[np]"
      case .any: "[any]"
      case .sequence(let parts): parts.map(\.text).joined(separator: " ")
      case .either(let parts): "(" + parts.map(\.text).joined(separator: " | ") + ")"
      case .counted(let node, let least, let most): "(\(node.text)){\(least),\(most)}"
      case .capture(let role, let node): "\(role):(\(node.text))"
      case .not(let node): "!(\(node.text))"
      case .start: "^"
      case .end: "$$"
      }
    }
  }

  var words: [String]
  var mentions: [Int: [Int]]

  /// The entries of the lexicon that `entry` stands for, the longest first.
  static let entries = [["a", "b", "c"], ["a", "b"], ["b", "a"], ["c"]]

  /// Calls `then` for each way to match from a place, preferred first, until it returns true.
  func run(
    _ node: Node, _ at: Int, _ captures: [String], _ then: (Int, [String]) -> Bool
  ) -> Bool {
    switch node {
    case .word(let word): at < words.count && words[at] == word && then(at + 1, captures)
    case .butNot(let word): at < words.count && words[at] != word && then(at + 1, captures)
    case .entry:
      Self.entries.contains {
        words[at...].starts(with: $0) && then(at + $0.count, captures)
      }
    case .any: at < words.count && then(at + 1, captures)
    case .mention: (mentions[at] ?? []).contains { then($0, captures) }
    case .sequence(let parts): run(parts[...], at, captures, then)
    case .either(let parts): parts.contains { run($0, at, captures, then) }
    case .counted(let node, let least, let most):
      counted(node, least, most, at, captures, then)
    case .capture(let role, let node):
      // The outer before the inner: its place is kept while its end is found.
      run(node, at, captures + ["?"]) { end, inner in
        var all = inner
        all[captures.count] = end > at ? " \(role)=\(at)-\(end)" : ""
        return then(end, all)
      }
    case .not(let node):
      !run(node, at, []) { _, _ in true } && then(at, captures)
    case .start: at == 0 && then(at, captures)
    case .end: at == words.count && then(at, captures)
    }
  }

  private func run(
    _ parts: ArraySlice<Node>, _ at: Int, _ captures: [String], _ then: (Int, [String]) -> Bool
  ) -> Bool {
    guard let first = parts.first else { return then(at, captures) }
    return run(first, at, captures) { run(parts.dropFirst(), $0, $1, then) }
  }

  private func counted(
    _ node: Node, _ least: Int, _ most: Int, _ at: Int, _ captures: [String],
    _ then: (Int, [String]) -> Bool
  ) -> Bool {
    if most > 0,
      run(node, at, captures, { counted(node, max(0, least - 1), most - 1, $0, $1, then) })
    {
      return true
    }
    return least == 0 && then(at, captures)
  }

  func matches(_ node: Node) -> [String] {
    var found: [String] = []
    var start = 0
    while start < words.count {
      var end = start
      _ = run(node, start, []) { at, captures in
        end = at
        found.append("\(start)-\(at)" + captures.joined())
        return true
      }
      start = max(end, start + 1)
    }
    return found
  }
}

/// Random patterns and texts, from a seed.
struct PatternGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    // SplitMix64.
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func node(_ depth: Int, captures: Bool = true) -> ReferenceMatcher.Node {
    switch Int.random(in: depth > 0 ? 0..<14 : 0..<6, using: &self) {
    case 0...1: .word(["a", "b", "c"].randomElement(using: &self) ?? "a")
    case 2: .any
    case 3: .mention
    case 4: .butNot(["a", "b", "c"].randomElement(using: &self) ?? "a")
    case 5: .entry
    case 6...8:
      .sequence(
        (0..<Int.random(in: 2...3, using: &self)).map { _ in node(depth - 1, captures: captures) })
    case 9...10:
      .either(
        (0..<Int.random(in: 2...3, using: &self)).map { _ in node(depth - 1, captures: captures) })
    case 11: counted(depth, captures)
    case 12:
      captures
        ? .capture(["x", "y"].randomElement(using: &self) ?? "x", node(depth - 1))
        : .word("b")
    default:
      .sequence([.not(node(depth - 1, captures: false)), node(depth - 1, captures: captures)])
    }
  }

  private mutating func counted(_ depth: Int, _ captures: Bool) -> ReferenceMatcher.Node {
    let least = Int.random(in: 0...2, using: &self)
    return .counted(
      node(depth - 1, captures: captures), least,
      max(1, least + Int.random(in: 0...2, using: &self)))
  }

  mutating func text() -> (words: [String], mentions: [Int: [Int]]) {
    let count = Int.random(in: 1...9, using: &self)
    let words = (0..<count).map { _ in ["a", "b", "c"].randomElement(using: &self) ?? "a" }
    var mentions: [Int: [Int]] = [:]
    for start in 0..<count where Bool.random(using: &self) {
      let ends = Set((0...1).map { _ in Int.random(in: (start + 1)...count, using: &self) })
      mentions[start] = ends.sorted(by: >)
    }
    return (words, mentions)
  }
}

@Suite("Against the reference")
struct ReferenceTests {
  /// Random patterns that are not refused, with a pack of them all.
  private static func rules(
    _ count: Int, _ random: inout PatternGenerator
  ) throws -> (nodes: [ReferenceMatcher.Node], pack: RulePack) {
    let lexicon = ReferenceMatcher.entries.map { $0.joined(separator: " ") }.sorted()
      .joined(separator: "\n")
    var pack = TestPack(lexicons: ["pairs": lexicon + "\n"])
    var nodes: [ReferenceMatcher.Node] = []
    while nodes.count < count {
      let node = random.node(3)
      let rule = TestPack.rule(node.text, anchor: "[any]", id: "t.r\(nodes.count)")
      // Patterns that can match nothing are refused.
      let alone = TestPack(rules: rule, lexicons: pack.lexicons)
      guard (try? alone.load()) != nil else { continue }
      nodes.append(node)
      pack.rules += rule
    }
    return (nodes, try pack.load())
  }

  @Test(
    "random rules find in random texts what the slow matcher finds, however patient",
    arguments: 1...4, [0, 20, 4096])
  func fuzz(_ seed: Int, _ patience: Int) throws {
    var random = PatternGenerator(state: UInt64(seed) &* 7919)
    // More rules than a section holds, with more to ask for than a bank has signs.
    let (nodes, pack) = try Self.rules(80, &random)
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    var scratch = RuleMatcher.Scratch(patience: patience)
    var matches = 0
    for _ in 0..<25 {
      let (words, mentions) = random.text()
      let reference = ReferenceMatcher(words: words, mentions: mentions)
      var sentence = TestSentence(words.joined(separator: " "))
      for (start, ends) in mentions {
        for end in ends { sentence.mentions.append(.init(mentionClass: 0, items: start..<end)) }
      }
      let all = matcher.matches(
        in: sentence.items(pack.vocabulary), mentions: sentence.mentions, scratch: &scratch)
      let order = all.map { [$0.items.lowerBound, $0.rule] }
      #expect(order == order.sorted { $0.lexicographicallyPrecedes($1) })
      for (rule, node) in nodes.enumerated() {
        let found = all.filter { $0.rule == rule }.map(RuleMatcher.text)
        #expect(found == reference.matches(node), "\(node.text) on \(words) with \(mentions)")
        matches += found.count
      }
    }
    #expect(matches > 100)
  }

  @Test("a pattern that asks for more than a bank has signs finds all the same")
  func manySigns() throws {
    let words = (0..<90).map { "w\($0)" }
    let pattern = words.map { "\($0) x" }.joined(separator: " | ")
    let pack = try TestPack(rules: TestPack.rule("first:(\(pattern)) !w3", anchor: "x")).load()
    let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
    for (number, word) in words.enumerated() {
      let text = "x \(word) x \(number % 2 == 0 ? "w3" : "w4")"
      let expected = number % 2 == 0 ? [] : ["1-3 first=1-3"]
      #expect(matcher.found(TestSentence(text), pack.vocabulary) == expected)
    }
  }
}
