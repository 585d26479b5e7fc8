/// Turns patterns into instructions, against a vocabulary and a client's classes.
struct PatternCompiler {
  private let vocabulary: Vocabulary
  private let classes: ItemClasses
  private var program = Program()
  private var numbers: [CompiledElement: Int] = [:]
  private var elementCosts: [Int] = []
  private(set) var faults: [PatternFault] = []

  /// How many instructions a pattern may take.
  static let mostInstructions = 8192

  init(vocabulary: Vocabulary, classes: ItemClasses) {
    self.vocabulary = vocabulary
    self.classes = classes
  }

  /// Compiles a pattern; `nil` where it is faulty, with the reasons in `faults`.
  mutating func compile(_ pattern: Pattern) -> Program? {
    program = Program()
    program.roles = pattern.roles
    numbers = [:]
    elementCosts = []
    faults = []
    program.cuts = emit(pattern.root)
    append(.accept)
    if program.code.count > Self.mostInstructions {
      faults.append(
        PatternFault(
          offset: 0, code: "pattern.large",
          message: "the pattern takes \(program.code.count) steps when its counts are written "
            + "out, at most \(Self.mostInstructions)"))
    }
    return faults.isEmpty ? program : nil
  }

  /// What an anchor asks of a sentence; `nil` where it is faulty.
  mutating func compile(anchor element: PatternElement) -> Anchor? {
    faults = []
    if element.tests.count == 1, let test = element.tests.first, !test.isNegated {
      switch test.kind {
      case .lexicon(let name):
        return lexicon(name, test.offset).map { Anchor.lexicon($0) }
      case .itemClass(let name) where classes.bits[name] == nil && classes.mentions[name] != nil:
        return classes.mentions[name].map { .mention($0) }
      default: break
      }
    }
    let compiled = compile(element)
    return faults.isEmpty ? .element(compiled) : nil
  }

  /// Emits a node; gives the sets of instructions of each of which every match of it runs one.
  private mutating func emit(_ node: PatternNode) -> [[Int]] {
    guard program.code.count <= Self.mostInstructions else { return [] }
    switch node {
    case .sequence(let parts): return parts.flatMap { emit($0) }
    case .alternatives(let branches): return emit(alternatives: branches)
    case .repeated(let inner, let least, let most): return emit(inner, least, most)
    case .capture(let role, let inner):
      let number = Int32(program.roles.firstIndex(of: role) ?? 0)
      append(.open, first: number)
      let cuts = emit(inner)
      append(.close, first: number)
      return cuts
    case .notAhead(let inner):
      let at = append(.notAhead)
      _ = emit(inner)
      append(.accept)
      program.code[at].first = Int32(program.code.count)
      return []
    case .sentenceStart: append(.start)
    case .sentenceEnd: append(.end)
    case .element(let element): return emit(element)
    }
    return []
  }

  private mutating func emit(alternatives branches: [PatternNode]) -> [[Int]] {
    if let words = words(of: branches) {
      return emit(CompiledElement(tests: [.init(kind: .words(words), isNegated: false)]))
    }
    var jumps: [Int] = []
    var cuts: [[[Int]]] = []
    for (number, branch) in branches.enumerated() {
      let split = number + 1 < branches.count ? append(.split) : nil
      if let split { program.code[split].first = Int32(program.code.count) }
      cuts.append(emit(branch))
      guard let split else { break }
      jumps.append(append(.jump))
      program.code[split].second = Int32(program.code.count)
    }
    for jump in jumps { program.code[jump].first = Int32(program.code.count) }
    return joined(cuts)
  }

  /// The cuts of alternatives, made of those of each: the one that fewest words pass, the best
  /// before it, and the best behind it.
  private func joined(_ branches: [[[Int]]]) -> [[Int]] {
    let best = branches.map { self.best($0[...]) ?? 0 }
    func join(_ pick: ([[Int]], Int) -> ArraySlice<[Int]>) -> [Int]? {
      var joined: [Int] = []
      for (cuts, best) in zip(branches, best) {
        let some = pick(cuts, best)
        guard let place = self.best(some) else { return nil }
        joined += some[place]
      }
      return joined
    }
    let cuts = [
      join { $0.prefix($1) }, join { $0.dropFirst($1).prefix(1) }, join { $0.dropFirst($1 + 1) },
    ]
    return cuts.compactMap(\.self)
  }

  private func best(_ cuts: ArraySlice<[Int]>) -> Int? {
    cuts.indices.min { cost(ofCut: cuts[$0]) < cost(ofCut: cuts[$1]) }
  }

  /// The word forms of branches that are one plain word each.
  private func words(of branches: [PatternNode]) -> [LexemeID]? {
    var words: [LexemeID] = []
    for branch in branches {
      guard case .element(let element) = branch, element.tests.count == 1,
        let test = element.tests.first, case .word(let word) = test.kind, !test.isNegated
      else { return nil }
      words.append(lexeme(word))
    }
    return words
  }

  private mutating func emit(_ inner: PatternNode, _ least: Int, _ most: Int) -> [[Int]] {
    var cuts: [[Int]] = []
    for number in 0..<least {
      let found = emit(inner)
      if number == 0 { cuts = found }
    }
    var splits: [Int] = []
    for _ in least..<most {
      guard program.code.count <= Self.mostInstructions else { break }
      let split = append(.split)
      program.code[split].first = Int32(program.code.count)
      splits.append(split)
      _ = emit(inner)
    }
    for split in splits { program.code[split].second = Int32(program.code.count) }
    return cuts
  }

  private mutating func emit(_ element: PatternElement) -> [[Int]] {
    guard element.tests.count == 1, let test = element.tests.first, !test.isNegated else {
      return emit(compile(element))
    }
    switch test.kind {
    case .lexicon(let name):
      guard let index = lexicon(name, test.offset) else { return [] }
      guard vocabulary.withPhrases.contains(index) else { return emit(compile(element)) }
      return [[append(.phrase, first: Int32(index))]]
    case .itemClass(let name):
      guard classes.bits[name] == nil, let mention = classes.mentions[name] else {
        return emit(compile(element))
      }
      return [[append(.mention, first: Int32(mention))]]
    case .word, .literal: return emit(compile(element))
    }
  }

  private mutating func emit(_ element: CompiledElement) -> [[Int]] {
    let number = numbers[element] ?? program.elements.count
    if number == program.elements.count {
      program.elements.append(element)
      elementCosts.append(element.cost(vocabulary))
      numbers[element] = number
    }
    return [[append(.item, first: Int32(number))]]
  }

  private func cost(ofCut cut: [Int]) -> Int {
    cut.reduce(0) { $0 + program.costs[$1] }
  }

  @discardableResult
  private mutating func append(_ operation: Program.Operation, first: Int32 = 0) -> Int {
    var instruction = Program.Instruction(operation: operation, first: first)
    switch operation {
    case .phrase, .mention, .split, .notAhead:
      instruction.branch = Int32(program.branches)
      program.branches += 1
    default: break
    }
    program.code.append(instruction)
    let cost =
      switch operation {
      case .item: elementCosts[Int(first)]
      case .phrase: vocabulary.cost(ofLexicon: Int(first))
      case .mention: 300_000
      default: 0
      }
    program.costs.append(cost)
    return program.code.count - 1
  }
}

// Tests of one item.
extension PatternCompiler {
  private mutating func compile(_ element: PatternElement) -> CompiledElement {
    CompiledElement(tests: element.tests.flatMap { compile($0) })
  }

  private mutating func compile(_ test: PatternElement.Test) -> [CompiledElement.Test] {
    switch test.kind {
    case .word(let word):
      return [.init(kind: .word(lexeme(word)), isNegated: test.isNegated)]
    case .lexicon(let name):
      return lexicon(name, test.offset)
        .map { [.init(kind: .lexicon($0), isNegated: test.isNegated)] } ?? []
    case .itemClass(let name):
      if let mask = classes.bits[name] {
        return [.init(kind: .classes(mask), isNegated: test.isNegated)]
      }
      fault(
        test.offset, classes.mentions[name] == nil ? "pattern.class.unknown" : "pattern.class.span",
        classes.mentions[name] == nil
          ? "[\(name)] is no class; classes are \(classNames)"
          : "[\(name)] is a class of spans and cannot be joined by '&'")
      return []
    case .literal(let text): return literal(text, test)
    }
  }

  /// A literal is its folded word and its shape: capitals at the start, or all through.
  private mutating func literal(
    _ text: String, _ test: PatternElement.Test
  ) -> [CompiledElement.Test] {
    let word = CompiledElement.Test(
      kind: .word(lexeme(Folding.fold(text.utf8))), isNegated: test.isNegated)
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    guard let first = letters.first else { return [word] }
    guard let capitalised = classes.bits[ItemClasses.capitalised],
      let allCapitals = classes.bits[ItemClasses.allCapitals]
    else {
      fault(test.offset, "pattern.literal.case", "these items have no classes for capitals")
      return []
    }
    if test.isNegated {
      fault(test.offset, "pattern.literal.negated", "a literal cannot be negated after '&'")
      return []
    }
    let isAll = letters.count > 1 && letters.allSatisfy(\.properties.isUppercase)
    return [
      word, .init(kind: .classes(capitalised), isNegated: !first.properties.isUppercase),
      .init(kind: .classes(allCapitals), isNegated: !isAll),
    ]
  }

  private func lexeme(_ word: [UInt8]) -> LexemeID {
    vocabulary.lexeme(String(decoding: word, as: UTF8.self))
  }

  private mutating func lexicon(_ name: String, _ offset: Int) -> Int? {
    let index = vocabulary.lexiconIndex(name)
    if index == nil { fault(offset, "pattern.lexicon.unknown", "there is no lexicon '\(name)'") }
    return index
  }

  private var classNames: String {
    (Array(classes.bits.keys) + Array(classes.mentions.keys)).sorted().joined(separator: ", ")
  }

  private mutating func fault(_ offset: Int, _ code: String, _ message: String) {
    faults.append(PatternFault(offset: offset, code: code, message: message))
  }
}

/// What must occur in a sentence before a rule is tried in it.
enum Anchor: Sendable, Hashable {
  case element(CompiledElement)
  case lexicon(Int)
  case mention(Int)
}
