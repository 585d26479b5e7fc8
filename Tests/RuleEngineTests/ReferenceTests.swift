import RuleEngine
import Testing

/// A slow matcher that says what patterns mean: every way to match, in order of preference.
struct ReferenceMatcher {
  indirect enum Node {
    case word(String)
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

  /// Calls `then` for each way to match from a place, preferred first, until it returns true.
  func run(
    _ node: Node, _ at: Int, _ captures: [String], _ then: (Int, [String]) -> Bool
  ) -> Bool {
    switch node {
    case .word(let word): at < words.count && words[at] == word && then(at + 1, captures)
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
    switch Int.random(in: 0..<(depth > 0 ? 12 : 4), using: &self) {
    case 0...1: .word(["a", "b", "c"].randomElement(using: &self) ?? "a")
    case 2: .any
    case 3: .mention
    case 4...6:
      .sequence(
        (0..<Int.random(in: 2...3, using: &self)).map { _ in node(depth - 1, captures: captures) })
    case 7...8:
      .either(
        (0..<Int.random(in: 2...3, using: &self)).map { _ in node(depth - 1, captures: captures) })
    case 9: counted(depth, captures)
    case 10:
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
  @Test("random patterns find in random texts what the slow matcher finds", arguments: 1...4)
  func fuzz(_ seed: Int) throws {
    var random = PatternGenerator(state: UInt64(seed) &* 7919)
    var patterns: [(node: ReferenceMatcher.Node, matcher: RuleMatcher, pack: RulePack)] = []
    while patterns.count < 40 {
      let node = random.node(3)
      // Patterns that can match nothing are refused.
      guard let pack = try? TestPack(rules: TestPack.rule(node.text, anchor: "[any]")).load()
      else { continue }
      let matcher = try RuleMatcher(pack: pack, kind: "test", classes: TestSentence.classes)
      patterns.append((node, matcher, pack))
    }
    var matches = 0
    for _ in 0..<25 {
      let (words, mentions) = random.text()
      let reference = ReferenceMatcher(words: words, mentions: mentions)
      var sentence = TestSentence(words.joined(separator: " "))
      for (start, ends) in mentions {
        for end in ends { sentence.mentions.append(.init(mentionClass: 0, items: start..<end)) }
      }
      for (node, matcher, pack) in patterns {
        let found = matcher.found(sentence, pack.vocabulary)
        let expected = reference.matches(node)
        #expect(found == expected, "\(node.text) on \(words) with \(mentions)")
        matches += found.count
      }
    }
    #expect(matches > 100)
  }
}
