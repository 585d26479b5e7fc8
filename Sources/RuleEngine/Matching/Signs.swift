/// Something that a pattern asks of an item: a test that the item passes, or a span that begins
/// at it.
enum Sign: Sendable, Hashable {
  case element(CompiledElement)
  case mention(Int32)
  case phrase(Int32)

  /// What an instruction asks of its item; `nil` where it asks nothing.
  init?(_ instruction: Program.Instruction, of program: Program) {
    switch instruction.operation {
    case .item: self = .element(program.elements[Int(instruction.first)])
    case .mention: self = .mention(instruction.first)
    case .phrase: self = .phrase(instruction.first)
    default: return nil
    }
  }
}

/// Sets of signs, a bit each, as the rules of one bank number them.
///
/// Whether anything of what can come next at an instruction holds at an item is then one `and`.
typealias SignSet = UInt64

extension SignSet {
  /// How many signs a bank numbers.
  static let mostSigns = 62
  /// Holds behind the last item of a sentence, and nowhere else.
  static let end: SignSet = 1 << 62
  /// Holds everywhere: stands for what needs no item, and for tests that got no number.
  static let always: SignSet = 1 << 63
}

/// The numbers of the signs of a bank.
struct SignNumbering {
  private(set) var signs: [Sign] = []
  private var numbers: [Sign: Int] = [:]

  /// How many signs there would be with others.
  func count(with others: [Sign]) -> Int {
    signs.count + Set(others.filter { numbers[$0] == nil }).count
  }

  /// Numbers signs as far as there is room.
  mutating func add(_ others: [Sign]) {
    for sign in others where numbers[sign] == nil && signs.count < SignSet.mostSigns {
      numbers[sign] = signs.count
      signs.append(sign)
    }
  }

  /// The bit of a sign; `always` for one that has no number.
  func bit(of sign: Sign) -> SignSet { numbers[sign].map { 1 << SignSet($0) } ?? .always }

  /// Whether a sign has a number.
  func holds(_ sign: Sign) -> Bool { numbers[sign] != nil }
}

extension Program {
  /// What it asks of items that it takes, and of items that it only looks at.
  var signs: (taken: [Sign], seen: [Sign]) {
    var taken: [Sign] = []
    var seen: [Sign] = []
    var ahead = 0
    for (at, instruction) in code.enumerated() {
      if instruction.operation == .notAhead { ahead = max(ahead, Int(instruction.first)) }
      guard let sign = Sign(instruction, of: self) else { continue }
      if at < ahead { seen.append(sign) } else { taken.append(sign) }
    }
    return (taken, seen)
  }

  /// For each instruction what can hold at an item where it leads to a match.
  ///
  /// Targets lie ahead, so that one pass from the end does it. What a negation refuses is left
  /// out: the sets say what must hold, not all that must.
  func firstSigns(_ numbering: SignNumbering) -> [SignSet] {
    var sets = [SignSet](repeating: .always, count: code.count)
    for (at, instruction) in code.enumerated().reversed() {
      switch instruction.operation {
      case .item, .mention, .phrase:
        sets[at] = Sign(instruction, of: self).map(numbering.bit) ?? .always
      case .split: sets[at] = sets[Int(instruction.first)] | sets[Int(instruction.second)]
      case .jump, .notAhead: sets[at] = sets[Int(instruction.first)]
      case .open, .close, .start: sets[at] = sets[at + 1]
      case .end: sets[at] = .end
      case .accept: sets[at] = .always
      }
    }
    return sets
  }

  /// The instructions that may take the first item of a match.
  var starts: [Int] {
    var found: [Int] = []
    var seen = [Bool](repeating: false, count: code.count)
    var open = [0]
    while let at = open.popLast() {
      guard !seen[at] else { continue }
      seen[at] = true
      let instruction = code[at]
      switch instruction.operation {
      case .item, .mention, .phrase: found.append(at)
      case .split: open += [Int(instruction.first), Int(instruction.second)]
      case .jump, .notAhead: open.append(Int(instruction.first))
      case .open, .close, .start, .end: open.append(at + 1)
      case .accept: break
      }
    }
    return found
  }

  /// Whether a match can only begin at the first item.
  var isBoundToStart: Bool {
    for instruction in code {
      switch instruction.operation {
      case .start: return true
      case .open: continue
      default: return false
      }
    }
    return false
  }

  /// The signs of what may be taken before the last instruction of a cut; what is only looked at
  /// is left out.
  func signs(before cut: [Int]) -> [Sign] {
    let last = cut.max() ?? 0
    var found: [Sign] = []
    var at = 0
    while at < last {
      let instruction = code[at]
      if let sign = Sign(instruction, of: self) { found.append(sign) }
      at = instruction.operation == .notAhead ? Int(instruction.first) : at + 1
    }
    return found
  }

  /// How much of a text is likely to pass an instruction: words count by their length, lexicons by
  /// their size, classes most.
  func cost(of instruction: Int, _ vocabulary: Vocabulary) -> Int {
    switch code[instruction].operation {
    case .item:
      let tests = elements[Int(code[instruction].first)].tests
      return tests.filter { !$0.isNegated }.map { Self.cost($0.kind, vocabulary) }.min()
        ?? 1_000_000
    case .phrase: return Self.cost(.lexicon(Int(code[instruction].first)), vocabulary)
    default: return 300_000
    }
  }

  private static func cost(_ test: CompiledElement.Kind, _ vocabulary: Vocabulary) -> Int {
    switch test {
    case .word(let word): cost(ofWord: word, vocabulary)
    case .words(let words): words.reduce(0) { $0 + cost(ofWord: $1, vocabulary) }
    case .lexicon(let index): 100 + vocabulary.lexicon(index).entries.count
    case .classes: 100_000
    }
  }

  /// The commonest words are short.
  private static func cost(ofWord word: LexemeID, _ vocabulary: Vocabulary) -> Int {
    switch vocabulary.text(of: word).utf8.count {
    case ...3: 60
    case 4...5: 10
    default: 1
    }
  }
}
