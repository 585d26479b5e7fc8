/// Runs programs over a sentence: backtracking in order of preference, remembering which branch
/// failed at which item, so that no branch is tried twice there.
///
/// The time is linear in the number of items, with the program's size as factor: positions move
/// forward only, so what failed once fails for every later start too. A look ahead that succeeds
/// forgets what it tried, for success there is no failure of the branch; what it tried is bounded
/// by the look ahead's own length.
struct Backtracker {
  /// A branch not yet taken.
  private struct Choice {
    var code: Int32
    var item: Int32
    var captures: Int32
  }

  /// The start or the end of a capture.
  private struct Boundary {
    var role: Int32
    var item: Int32
    var isOpening: Bool
  }

  private var choices: [Choice] = []
  private var boundaries: [Boundary] = []
  private var failed: [UInt64] = []
  private var marks: [Int] = []
  private var lookaheads = 0
  private var origin = 0
  /// How many instructions have run in all: what the tests of linearity look at.
  private(set) var steps = 0

  /// How many items a match may span; starts are tried in windows of half as many.
  static let reach = 4096

  /// Finds the matches of a program, leftmost first, none overlapping another.
  mutating func run(
    _ program: Program, over sentence: IndexedSentence, _ vocabulary: Vocabulary,
    found: (_ items: Range<Int>, _ captures: [Match.Capture]) -> Void
  ) {
    let count = sentence.items.count
    var start = 0
    origin = 0
    clear(program, count)
    while start < count {
      if start - origin >= Self.reach / 2 {
        origin = start
        clear(program, count - origin)
      }
      boundaries.removeAll(keepingCapacity: true)
      if let end = attempt(program, 0, start, sentence, vocabulary), end > start {
        found(start..<end, captures(program))
        start = end
      } else {
        start += 1
      }
    }
  }

  private mutating func clear(_ program: Program, _ count: Int) {
    let bits = program.branches * (min(count, Self.reach) + 1)
    failed.removeAll(keepingCapacity: true)
    failed.append(contentsOf: repeatElement(0, count: (bits + 63) / 64))
  }

  /// Runs from an instruction and an item to the next `accept`; the item after the match.
  private mutating func attempt(
    _ program: Program, _ code: Int, _ item: Int, _ sentence: IndexedSentence,
    _ vocabulary: Vocabulary
  ) -> Int? {
    let base = choices.count
    defer { choices.removeSubrange(base...) }
    var code = code
    var item = item
    let count = sentence.items.count
    while true {
      steps += 1
      let instruction = program.code[code]
      var fails = false
      switch instruction.operation {
      case .item:
        fails =
          item >= count
          || !program.elements[Int(instruction.first)].passes(sentence.items[item], vocabulary)
        code += 1
        item += 1
      case .split:
        fails = !enter(instruction, item, count)
        if !fails { choose(Int(instruction.second), item) }
        code = Int(instruction.first)
      case .jump: code = Int(instruction.first)
      case .open, .close:
        boundaries.append(
          Boundary(
            role: instruction.first, item: Int32(item), isOpening: instruction.operation == .open))
        code += 1
      case .phrase, .mention:
        fails = item >= count || !enter(instruction, item, count)
        if !fails { chooseSpans(instruction, code + 1, item, sentence, vocabulary) }
        fails = true
      case .notAhead:
        fails = !enter(instruction, item, count)
        if !fails { fails = look(program, code + 1, item, sentence, vocabulary) }
        code = Int(instruction.first)
      case .start:
        fails = item != 0
        code += 1
      case .end:
        fails = item != count
        code += 1
      case .accept: return item
      }
      if fails {
        guard choices.count > base, let choice = choices.popLast() else { return nil }
        code = Int(choice.code)
        item = Int(choice.item)
        boundaries.removeSubrange(Int(choice.captures)...)
      }
    }
  }

  /// Whether a branch has not been tried at an item; from now on it has.
  @inline(__always)
  private mutating func enter(
    _ instruction: Program.Instruction, _ item: Int, _ count: Int
  ) -> Bool {
    let width = min(count - origin, Self.reach) + 1
    guard item - origin < width else { return false }
    let bit = Int(instruction.branch) * width + item - origin
    guard failed[bit >> 6] >> UInt64(bit & 63) & 1 == 0 else { return false }
    failed[bit >> 6] |= 1 << UInt64(bit & 63)
    if lookaheads > 0 { marks.append(bit) }
    return true
  }

  private mutating func choose(_ code: Int, _ item: Int) {
    choices.append(
      Choice(code: Int32(code), item: Int32(item), captures: Int32(boundaries.count)))
  }

  /// Adds the ends of the spans at an item as choices, so that the longest is taken first.
  private mutating func chooseSpans(
    _ instruction: Program.Instruction, _ code: Int, _ item: Int, _ sentence: IndexedSentence,
    _ vocabulary: Vocabulary
  ) {
    let isPhrase = instruction.operation == .phrase
    if isPhrase,
      vocabulary.contains(sentence.items[item].lexeme, lexicon: Int(instruction.first))
    {
      choose(code, item + 1)
    }
    let spans = isPhrase ? sentence.phrases(at: item) : sentence.mentions(at: item)
    for span in spans.reversed() where span.kind == instruction.first {
      choose(code, Int(span.end))
    }
  }

  /// Whether what a negation refuses is found.
  private mutating func look(
    _ program: Program, _ code: Int, _ item: Int, _ sentence: IndexedSentence,
    _ vocabulary: Vocabulary
  ) -> Bool {
    let base = marks.count
    lookaheads += 1
    let isFound = attempt(program, code, item, sentence, vocabulary) != nil
    lookaheads -= 1
    if isFound {
      for bit in marks[base...] { failed[bit >> 6] &= ~(1 << UInt64(bit & 63)) }
    }
    marks.removeSubrange(base...)
    return isFound
  }

  /// The captures of the match just found, by the place where they are written; empty ones left
  /// out.
  private func captures(_ program: Program) -> [Match.Capture] {
    var open: [(role: Int32, index: Int)] = []
    var found: [Match.Capture] = []
    for boundary in boundaries {
      let item = Int(boundary.item)
      if boundary.isOpening {
        open.append((boundary.role, found.count))
        found.append(
          Match.Capture(role: program.roles[Int(boundary.role)], items: item..<item))
      } else if let last = open.popLast() {
        found[last.index].items = found[last.index].items.lowerBound..<item
      }
    }
    return found.filter { !$0.items.isEmpty }
  }
}
