/// Runs the programs of a bank from an item on: backtracking in order of preference.
///
/// Before a branch is taken, the signs of the item tell whether anything of what can come next
/// there holds, so that most branches are refused by one `and` and most matches found without
/// going back. A rule that takes more than `patience` steps in a sentence all the same is searched
/// with a memory of which branch failed at which item, so that no branch is tried twice there:
/// positions move forward only, so what failed once fails for every later start too. The time is
/// then linear in the items, with the program's size as factor. (A look ahead that succeeds
/// forgets what it tried, for success there is no failure of the branch.)
struct Backtracker {
  /// A branch not yet taken.
  private struct Choice {
    var step: Int32
    var item: Int32
    var captures: Int32
  }

  private var choices: [Choice] = []
  private var boundaries: [MatchList.Boundary] = []
  private var failed: [UInt64] = []
  private var marks: [Int] = []
  private var lookaheads = 0
  private var remembers = false
  /// The first item of the window in which branches may be taken, and how many items it has.
  private var origin = 0
  private var width = 0
  /// The step count at which a rule without a memory gives up.
  private var limit = 0
  /// For each rule of the section the item where its next match may begin, and its steps so far.
  private var nexts: [Int32] = Array(repeating: 0, count: 64)
  private var spent: [Int32] = Array(repeating: 0, count: 64)
  /// How many steps have run in all: what the tests of linearity look at.
  private(set) var steps = 0

  /// How many items a match may span; starts are tried in windows of half as many.
  static let reach = 4096
  /// How many steps a rule runs in a sentence before it remembers what failed.
  var patience = 4096

  /// Finds the matches of a bank's rules in a sentence: of each rule leftmost first, none
  /// overlapping another.
  ///
  /// - Parameter firstRule: The matcher's number of the section's first rule.
  mutating func run(
    _ bank: RuleBank, _ pass: BankPass, _ sentence: Range<Int>, _ items: ItemTable,
    _ phrases: SentencePhrases, _ vocabulary: Vocabulary, firstRule: Int,
    into found: inout MatchList
  ) {
    for rule in nexts.indices {
      nexts[rule] = 0
      spent[rule] = 0
    }
    let steps = bank.steps
    let code = steps.span
    let signs = pass.signs.span
    let candidates = pass.candidates.span
    for item in pass.first..<sentence.count where candidates[item] != 0 {
      var rest = candidates[item]
      while rest != 0 {
        let rule = rest.trailingZeroBitCount
        rest &= rest &- 1
        guard item >= nexts[rule] else { continue }
        let before = self.steps
        limit = before + patience - Int(spent[rule])
        remembers = sentence.count > Self.reach
        if !remembers {
          let end = attempt(
            bank.programs[rule].entry, item, bank, code, signs, sentence, items, phrases,
            vocabulary)
          spent[rule] += Int32(self.steps - before)
          if end > item {
            found.add(
              rule: firstRule + rule, item..<end, boundaries, base: sentence.lowerBound)
            nexts[rule] = Int32(end)
          }
          remembers = self.steps > limit
          clear()
        }
        guard remembers else { continue }
        searchOn(
          rule, from: item, bank, code, signs, candidates, sentence, items, phrases, vocabulary,
          firstRule: firstRule, into: &found)
        nexts[rule] = .max
      }
    }
  }

  private mutating func clear() {
    if !choices.isEmpty { choices.removeAll(keepingCapacity: true) }
    if !boundaries.isEmpty { boundaries.removeAll(keepingCapacity: true) }
  }

  /// Searches the rest of a sentence for one rule, with a memory.
  private mutating func searchOn(
    _ rule: Int, from first: Int, _ bank: RuleBank, _ code: Span<RuleBank.Step>,
    _ signs: Span<SignSet>, _ candidates: Span<UInt64>, _ sentence: Range<Int>,
    _ items: ItemTable, _ phrases: SentencePhrases, _ vocabulary: Vocabulary, firstRule: Int,
    into found: inout MatchList
  ) {
    limit = .max
    var item = first
    // Windows are counted from the first item of the sentence.
    origin = first / (Self.reach / 2) * (Self.reach / 2)
    forget(bank.programs[rule].branches, sentence.count)
    while item < sentence.count {
      if item - origin >= Self.reach / 2 {
        origin = item
        forget(bank.programs[rule].branches, sentence.count)
      }
      clear()
      let mayBegin = candidates[item] >> UInt64(rule) & 1 == 1
      let end =
        mayBegin
        ? attempt(
          bank.programs[rule].entry, item, bank, code, signs, sentence, items, phrases, vocabulary)
        : -1
      if end > item {
        found.add(rule: firstRule + rule, item..<end, boundaries, base: sentence.lowerBound)
      }
      item = max(item + 1, end)
    }
    clear()
    found.isSorted = false
  }

  private mutating func forget(_ branches: Int32, _ count: Int) {
    width = min(count - origin, Self.reach) + 1
    let bits = Int(branches) * width
    failed.removeAll(keepingCapacity: true)
    failed.append(contentsOf: repeatElement(0, count: (bits + 63) / 64))
  }
}

// One attempt.
extension Backtracker {
  /// Runs from a step and an item to the next `accept`.
  ///
  /// - Returns: The item after the match; -1 where there is none, or where the rule has run out of
  ///   patience.
  private mutating func attempt(
    _ first: Int32, _ start: Int, _ bank: RuleBank, _ code: Span<RuleBank.Step>,
    _ signs: Span<SignSet>, _ sentence: Range<Int>, _ items: ItemTable,
    _ phrases: SentencePhrases, _ vocabulary: Vocabulary
  ) -> Int {
    let base = choices.count
    var at = Int(first)
    var item = start
    while true {
      steps += 1
      if steps > limit { return -1 }
      let step = code[at]
      let here = signs[item]
      at += 1
      var fails = false
      switch step.operation {
      case .item:
        fails = here & step.here == 0
        if step.here == .always {
          fails = !passes(bank.elements[Int(step.first)], item, sentence, items, vocabulary)
        }
        item += 1
      case .split:
        let mayGoOn = here & step.here != 0
        let maySkip = here & step.next != 0
        fails = !(mayGoOn || maySkip) || remembers && !enter(step.branch, item)
        if mayGoOn, maySkip, !fails { choose(step.second, item) }
        at = Int(mayGoOn ? step.first : step.second)
      case .jump: at = Int(step.first)
      case .open, .close:
        boundaries.append(
          MatchList.Boundary(
            role: step.first, item: Int32(item), isOpening: step.operation == .open))
      case .phrase, .mention:
        fails = here & step.here == 0 || remembers && !enter(step.branch, item)
        if !fails {
          if step.operation == .mention {
            item = takeSpan(
              step, at, item, sentence, items.spanStarts.span, items.spans.span, signs)
          } else {
            item = takePhrase(step, at, item, sentence, items, phrases, signs, vocabulary)
          }
          fails = item < 0
        }
      case .notAhead:
        fails =
          remembers && !enter(step.branch, item)
          || look(at, item, bank, code, signs, sentence, items, phrases, vocabulary)
        at = Int(step.first)
      case .start: fails = item != 0
      case .end: fails = item != sentence.count
      case .accept:
        if choices.count > base { choices.removeLast(choices.count - base) }
        return item
      }
      if fails {
        guard choices.count > base, let choice = choices.popLast() else { return -1 }
        at = Int(choice.step)
        item = Int(choice.item)
        if boundaries.count > Int(choice.captures) {
          boundaries.removeLast(boundaries.count - Int(choice.captures))
        }
      }
    }
  }

  /// Tests an item for which no sign stands.
  private func passes(
    _ element: CompiledElement, _ item: Int, _ sentence: Range<Int>, _ items: ItemTable,
    _ vocabulary: Vocabulary
  ) -> Bool {
    guard item < sentence.count else { return false }
    let place = sentence.lowerBound + item
    return element.passes(items.lexemes[place], items.classes[place], vocabulary)
  }

  /// Whether a branch has not been tried at an item; from now on it has.
  private mutating func enter(_ branch: Int32, _ item: Int) -> Bool {
    guard item - origin < width else { return false }
    let bit = Int(branch) * width + item - origin
    guard failed[bit >> 6] >> UInt64(bit & 63) & 1 == 0 else { return false }
    failed[bit >> 6] |= 1 << UInt64(bit & 63)
    if lookaheads > 0 { marks.append(bit) }
    return true
  }

  @inline(__always)
  private mutating func choose(_ step: Int32, _ item: Int) {
    choices.append(Choice(step: step, item: Int32(item), captures: Int32(boundaries.count)))
  }

  /// Takes the longest span of a step's class at an item and leaves the others as choices, without
  /// those behind which nothing can go on.
  ///
  /// - Returns: The item behind the span; -1 where none will do.
  @inline(__always)
  private mutating func takeSpan(
    _ step: RuleBank.Step, _ at: Int, _ item: Int, _ sentence: Range<Int>,
    _ starts: Span<Int32>, _ spans: Span<ItemSpan>, _ signs: Span<SignSet>
  ) -> Int {
    guard item < sentence.count else { return -1 }
    let place = sentence.lowerBound + item
    var taken = -1
    var number = Int(starts[place + 1])
    let first = Int(starts[place])
    while number > first {
      number -= 1
      let span = spans[number]
      let end = Int(span.end) - sentence.lowerBound
      guard span.kind == step.first, signs[end] & step.next != 0 else { continue }
      if taken >= 0 { choose(Int32(at), taken) }
      taken = end
    }
    return taken
  }

  /// Takes the longest entry of a step's lexicon at an item, in the same way.
  private mutating func takePhrase(
    _ step: RuleBank.Step, _ at: Int, _ item: Int, _ sentence: Range<Int>, _ items: ItemTable,
    _ phrases: SentencePhrases, _ signs: Span<SignSet>, _ vocabulary: Vocabulary
  ) -> Int {
    guard item < sentence.count else { return -1 }
    var taken = -1
    if signs[item + 1] & step.next != 0,
      vocabulary.contains(items.lexemes[sentence.lowerBound + item], lexicon: Int(step.first))
    {
      taken = item + 1
    }
    var number = Int(phrases.starts[item + 1])
    while number > Int(phrases.starts[item]) {
      number -= 1
      let span = phrases.spans[number]
      let end = Int(span.end) - sentence.lowerBound
      guard span.kind == step.first, signs[end] & step.next != 0 else { continue }
      if taken >= 0 { choose(Int32(at), taken) }
      taken = end
    }
    return taken
  }

  /// Whether what a negation refuses is found.
  private mutating func look(
    _ first: Int, _ item: Int, _ bank: RuleBank, _ code: Span<RuleBank.Step>,
    _ signs: Span<SignSet>, _ sentence: Range<Int>, _ items: ItemTable,
    _ phrases: SentencePhrases, _ vocabulary: Vocabulary
  ) -> Bool {
    let base = marks.count
    lookaheads += 1
    let end = attempt(
      Int32(first), item, bank, code, signs, sentence, items, phrases, vocabulary)
    lookaheads -= 1
    guard marks.count > base else { return end >= 0 }
    if end >= 0 {
      for bit in marks[base...] { failed[bit >> 6] &= ~(1 << UInt64(bit & 63)) }
    }
    marks.removeSubrange(base...)
    return end >= 0
  }
}
