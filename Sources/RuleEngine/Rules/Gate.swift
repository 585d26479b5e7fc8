/// Tells in one pass over a sentence which rules have an anchor in it.
struct Gate: Sendable {
  /// Working memory, and the rules that the last sentence lets in.
  struct Scratch {
    private(set) var isIn: [Bool] = []
    private(set) var rules: [Int] = []
    fileprivate(set) var lexicons: [UInt64] = []

    fileprivate mutating func reset(rules count: Int, pieces: Int) {
      isIn.removeAll(keepingCapacity: true)
      isIn.append(contentsOf: repeatElement(false, count: count))
      rules.removeAll(keepingCapacity: true)
      lexicons.removeAll(keepingCapacity: true)
      lexicons.append(contentsOf: repeatElement(0, count: pieces))
    }

    fileprivate mutating func admit(_ admitted: [Int]) {
      for rule in admitted where !isIn[rule] {
        isIn[rule] = true
        rules.append(rule)
      }
    }

    fileprivate mutating func finish() { rules.sort() }
  }

  private var words: [LexemeID: [Int]] = [:]
  /// The word forms that are anchors, a bit each.
  private var wordBits: [UInt64]
  private var lexicons: [(index: Int, rules: [Int])] = []
  private var classes: [(mask: UInt64, rules: [Int])] = []
  private var mentions: [(kind: Int, rules: [Int])] = []
  private var elements: [(element: CompiledElement, rules: [Int])] = []
  private let count: Int

  /// Takes the anchors of each rule; one of them suffices.
  init(anchors: [[Anchor]], vocabulary: Vocabulary) {
    count = anchors.count
    wordBits = Array(repeating: 0, count: (vocabulary.count + 63) / 64)
    var order: [Anchor] = []
    var rules: [Anchor: [Int]] = [:]
    for (rule, anchors) in anchors.enumerated() {
      for anchor in anchors {
        if rules[anchor] == nil { order.append(anchor) }
        rules[anchor, default: []].append(rule)
      }
    }
    for anchor in order { add(anchor, rules[anchor] ?? []) }
  }

  private mutating func add(_ anchor: Anchor, _ rules: [Int]) {
    switch anchor {
    case .lexicon(let index): lexicons.append((index, rules))
    case .mention(let kind): mentions.append((kind, rules))
    case .element(let element):
      guard element.tests.count == 1, let test = element.tests.first, !test.isNegated else {
        return elements.append((element, rules))
      }
      switch test.kind {
      case .word(let word):
        words[word, default: []] += rules
        wordBits[Int(word) >> 6] |= 1 << UInt64(word & 63)
      case .classes(let mask): classes.append((mask, rules))
      case .lexicon(let index): lexicons.append((index, rules))
      case .words: elements.append((element, rules))
      }
    }
  }

  /// Finds the rules to run, in order; linear in the items.
  func open(_ sentence: IndexedSentence, _ vocabulary: Vocabulary, _ scratch: inout Scratch) {
    scratch.reset(rules: count, pieces: vocabulary.stride)
    var seen: UInt64 = 0
    for item in sentence.items {
      seen |= item.classes
      guard item.lexeme != 0 else { continue }
      for piece in 0..<vocabulary.stride {
        scratch.lexicons[piece] |= vocabulary.membership(item.lexeme, piece: piece)
      }
      if wordBits[Int(item.lexeme) >> 6] >> UInt64(item.lexeme & 63) & 1 == 1 {
        scratch.admit(words[item.lexeme] ?? [])
      }
    }
    for phrase in sentence.allPhrases {
      scratch.lexicons[Int(phrase.kind) >> 6] |= 1 << UInt64(phrase.kind & 63)
    }
    for (mask, rules) in classes where seen & mask != 0 { scratch.admit(rules) }
    for (index, rules) in lexicons where scratch.lexicons[index >> 6] >> UInt64(index & 63) & 1 == 1
    {
      scratch.admit(rules)
    }
    for (kind, rules) in mentions
    where sentence.allMentions.contains(where: { Int($0.kind) == kind }) {
      scratch.admit(rules)
    }
    for (element, rules) in elements
    where sentence.items.contains(where: { element.passes($0, vocabulary) }) {
      scratch.admit(rules)
    }
    scratch.finish()
  }
}
