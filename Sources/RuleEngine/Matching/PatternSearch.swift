/// Runs the programs of a bank over one sentence: backtracking in order of preference.
///
/// Before a branch is taken, the signs of the item tell whether anything of what can come next
/// there holds, so that most branches are refused by one `and` and most matches found without
/// going back. A rule that takes more than `patience` steps in a sentence all the same is searched
/// with a memory of which branch failed at which item, so that no branch is tried twice there:
/// positions move forward only, so what failed once fails for every later start too. The time is
/// then linear in the items, with the program's size as factor. (A look ahead that succeeds
/// forgets what it tried, for success there is no failure of the branch.)
struct PatternSearch {
  /// A branch not yet taken.
  struct Choice {
    var step: Int32 = 0
    var item: Int32 = 0
    var boundaries: Int32 = 0
  }

  /// Where the next match of a rule may begin, and how many steps it has taken.
  struct Progress {
    var next: Int32 = 0
    var steps: Int32 = 0
  }

  private let bank: RuleBank
  private let program: UnsafeBufferPointer<RuleBank.Step>
  private let items: ItemSigns
  private let count: Int
  /// Which rules may begin at each item, and the items where any may.
  private let candidates: UnsafeBufferPointer<UInt64>
  private let places: UnsafeBufferPointer<Int32>
  private let choices: UnsafeMutableBufferPointer<Choice>
  private let boundaries: UnsafeMutableBufferPointer<MatchList.Boundary>
  private let progress: UnsafeMutableBufferPointer<Progress>
  private let patience: Int
  private var choiceCount = 0
  private var boundaryCount = 0
  /// How many steps have run.
  private(set) var stepCount = 0
  /// The step count at which a rule without a memory gives up.
  private var limit = 0
  private var remembers = false
  private let failures: UnsafeMutablePointer<Failures>
  /// The first item of the window in which branches may be taken, and how many items it has.
  private var origin = 0
  private var width = 0
  private var lookaheads = 0

  /// How many items a match may span; starts are tried in windows of half as many.
  static let reach = 4096

  /// What a search works with, lent for the length of a call. The memory must have room for every
  /// way through a program; nothing is done yet of the rules of the bank.
  struct Memory {
    let choices: UnsafeMutableBufferPointer<Choice>
    let boundaries: UnsafeMutableBufferPointer<MatchList.Boundary>
    let progress: UnsafeMutableBufferPointer<Progress>
    let failures: UnsafeMutablePointer<Failures>
  }

  /// What a search with a memory remembers; few have one.
  struct Failures {
    /// Which branches failed at which items of a window, a bit each.
    fileprivate var failed: [UInt64] = []
    /// What the looks ahead that are under way have marked as failed.
    fileprivate var marks: [Int] = []
  }

  init(
    bank: RuleBank, steps: UnsafeBufferPointer<RuleBank.Step>, items: ItemSigns,
    candidates: UnsafeBufferPointer<UInt64>, places: UnsafeBufferPointer<Int32>, memory: Memory,
    patience: Int
  ) {
    self.bank = bank
    program = steps
    self.items = items
    count = items.count
    self.candidates = candidates
    self.places = places
    choices = memory.choices
    boundaries = memory.boundaries
    progress = memory.progress
    failures = memory.failures
    self.patience = patience
  }

  /// Tries each rule wherever it may begin.
  mutating func run(_ vocabulary: Vocabulary, firstRule: Int, into found: inout MatchList) {
    let isLong = count > Self.reach
    let rules = bank.rules
    for place in places {
      let item = Int(place)
      var rest = candidates[item] & rules
      while rest != 0 {
        let rule = rest.trailingZeroBitCount
        rest &= rest &- 1
        guard item >= Int(progress[rule].next) else { continue }
        if !isLong {
          let before = stepCount
          limit = before + patience - Int(progress[rule].steps)
          let first = bank.programs[rule].entry &+ Int32(mark(bank.entryMarks[rule], item))
          let end = attempt(first, item, vocabulary)
          progress[rule].steps += Int32(truncatingIfNeeded: stepCount - before)
          if end > item {
            add(firstRule + rule, item..<end, to: &found)
            progress[rule].next = Int32(end)
          }
          clear()
          guard stepCount > limit else { continue }
        }
        searchOn(rule, from: item, vocabulary, firstRule, &found)
        progress[rule].next = .max
      }
    }
  }

  private func add(_ rule: Int, _ items: Range<Int>, to found: inout MatchList) {
    found.add(
      rule: rule, items, UnsafeBufferPointer(rebasing: boundaries[..<boundaryCount]),
      base: self.items.base)
  }

  private mutating func clear() {
    choiceCount = 0
    boundaryCount = 0
  }

  /// Searches the rest of a sentence for one rule, with a memory.
  private mutating func searchOn(
    _ rule: Int, from first: Int, _ vocabulary: Vocabulary, _ firstRule: Int,
    _ found: inout MatchList
  ) {
    let (entry, branches) = bank.programs[rule]
    limit = .max
    remembers = true
    var item = first
    // Windows are counted from the first item of the sentence.
    origin = first / (Self.reach / 2) * (Self.reach / 2)
    forget(branches)
    while item < count {
      if item - origin >= Self.reach / 2 {
        origin = item
        forget(branches)
      }
      clear()
      let mayBegin = candidates[item] >> UInt64(rule) & 1 == 1
      let end = mayBegin ? attempt(entry, item, vocabulary) : -1
      if end > item { add(firstRule + rule, item..<end, to: &found) }
      item = max(item + 1, end)
    }
    clear()
    remembers = false
    found.isSorted = false
  }

  private mutating func forget(_ branches: Int32) {
    width = min(count - origin, Self.reach) + 1
    let bits = Int(branches) * width
    failures.pointee.failed.removeAll(keepingCapacity: true)
    failures.pointee.failed.append(contentsOf: repeatElement(0, count: (bits + 63) / 64))
  }

  /// Whether a branch has not been tried at an item; from now on it has.
  private mutating func enter(_ branch: Int32, _ item: Int) -> Bool {
    guard item - origin < width else { return false }
    let bit = Int(branch) * width + item - origin
    guard failures.pointee.failed[bit >> 6] >> UInt64(bit & 63) & 1 == 0 else { return false }
    failures.pointee.failed[bit >> 6] |= 1 << UInt64(bit & 63)
    if lookaheads > 0 { failures.pointee.marks.append(bit) }
    return true
  }
}

// One attempt.
extension PatternSearch {
  /// Runs from a step and an item to the next `accept`.
  ///
  /// - Returns: The item after the match; -1 where there is none, or where the rule has run out of
  ///   patience.
  private mutating func attempt(_ first: Int32, _ start: Int, _ vocabulary: Vocabulary) -> Int {
    // Steps are read part by part where they lie: few parts of each are needed.
    guard let program = program.baseAddress else { return -1 }
    let (base, limit, remembers) = (choiceCount, limit, remembers)
    var steps = stepCount
    defer { stepCount = steps }
    var step = program + Int(first)
    var item = start
    while true {
      steps &+= 1
      if steps > limit { return -1 }
      var fails = false
      switch step.pointee.operation {
      case .optional, .split:
        let here = items[item]
        // Most of what may stand somewhere does not.
        while step.pointee.isChained, here & step.pointee.here == 0, here & step.pointee.next != 0,
          !remembers
        {
          step = program + Int(step.pointee.second)
        }
        if remembers, !enter(step.pointee.branch, item) {
          fails = true
        } else if here & step.pointee.here != 0 {
          if here & step.pointee.next != 0 { choose(step.pointee.second, item) }
          let isOptional = step.pointee.operation == .optional
          step = program + Int(step.pointee.first)
          if isOptional {
            // The item has the sign that is asked for there.
            item &+= 1
            step = program + (Int(step.pointee.second) &+ mark(step.pointee.marks, item))
          }
        } else if here & step.pointee.next != 0 {
          step = program + (Int(step.pointee.second) &+ mark(step.pointee.marks, item))
        } else {
          fails = true
        }
      case .item:
        let here = step.pointee.here
        if here == .always {
          fails = !passes(step.pointee.first, item, vocabulary)
        } else {
          fails = items[item] & here == 0
        }
        item &+= 1
        if !fails { step = program + (Int(step.pointee.second) &+ mark(step.pointee.marks, item)) }
      case .phrase, .mention:
        fails =
          items[item] & step.pointee.here == 0
          || remembers && !enter(step.pointee.branch, item)
        if !fails {
          item =
            step.pointee.operation == .mention
            ? takeSpan(step, item) : takePhrase(step, item, vocabulary)
          fails = item < 0
          if !fails {
            step = program + (Int(step.pointee.second) &+ mark(step.pointee.marks, item))
          }
        }
      case .unless:
        fails = items[item] & step.pointee.here != 0
        if !fails { step = program + (Int(step.pointee.second) &+ mark(step.pointee.marks, item)) }
      case .notAhead:
        fails = remembers && !enter(step.pointee.branch, item)
        if !fails, mayBeFound(step, item) {
          stepCount = steps
          fails = isFound(step.pointee.second, item, vocabulary)
          steps = stepCount
        }
        if !fails { step = program + (Int(step.pointee.first) &+ mark(step.pointee.marks, item)) }
      case .open, .close:
        mark(
          MatchList.Boundary(
            role: RoleID(number: step.pointee.first), item: Int32(truncatingIfNeeded: item),
            isOpening: step.pointee.operation == .open))
        step = program + Int(step.pointee.second)
      case .start:
        fails = item != 0
        step = program + Int(step.pointee.second)
      case .end:
        fails = item != count
        step = program + Int(step.pointee.second)
      case .accept:
        choiceCount = base
        return item
      }
      if fails {
        guard choiceCount > base else { return -1 }
        choiceCount &-= 1
        let choice = choices[choiceCount]
        step = program + Int(choice.step)
        item = Int(choice.item)
        boundaryCount = Int(choice.boundaries)
      }
    }
  }

  /// Begins and ends captures.
  ///
  /// - Returns: How many.
  @inline(__always)
  private mutating func mark(_ marks: RuleBank.Marks, _ item: Int) -> Int {
    marks.one == 0 ? 0 : add(marks, item)
  }

  @inline(never)
  private mutating func add(_ marks: RuleBank.Marks, _ item: Int) -> Int {
    mark(RuleBank.Marks.boundary(marks.one, item))
    guard marks.other != 0 else { return 1 }
    mark(RuleBank.Marks.boundary(marks.other, item))
    return 2
  }

  @inline(__always)
  private mutating func mark(_ boundary: MatchList.Boundary) {
    boundaries[boundaryCount] = boundary
    boundaryCount &+= 1
  }

  /// Tests an item for which no sign stands.
  private func passes(_ element: Int32, _ item: Int, _ vocabulary: Vocabulary) -> Bool {
    guard item < count else { return false }
    let place = items.base + item
    return bank.elements.passes(
      Int(element), items.lexemes[place], items.classes[place], vocabulary)
  }

  @inline(__always)
  private mutating func choose(_ step: Int32, _ item: Int) {
    choices[choiceCount] = Choice(
      step: step, item: Int32(truncatingIfNeeded: item),
      boundaries: Int32(truncatingIfNeeded: boundaryCount))
    choiceCount &+= 1
  }

  /// Takes the longest span of a step's class at an item and leaves the others as choices, without
  /// those behind which nothing can go on.
  ///
  /// - Returns: The item behind the span; -1 where none will do.
  private mutating func takeSpan(_ step: UnsafePointer<RuleBank.Step>, _ item: Int) -> Int {
    guard item < count else { return -1 }
    return take(step, -1, items.spans, items.spans(at: item))
  }

  /// Takes the longest entry of a step's lexicon at an item, in the same way.
  private mutating func takePhrase(
    _ step: UnsafePointer<RuleBank.Step>, _ item: Int, _ vocabulary: Vocabulary
  ) -> Int {
    guard item < count else { return -1 }
    var taken = -1
    if items[item + 1] & step.pointee.next != 0,
      vocabulary.contains(
        items.lexemes[items.base + item], lexicon: Int(step.pointee.first))
    {
      taken = item + 1
    }
    return take(step, taken, items.phrases, items.phrases(at: item))
  }

  /// - Parameter shorter: The item behind what may be taken besides, -1 for none.
  @inline(__always)
  private mutating func take(
    _ step: UnsafePointer<RuleBank.Step>, _ shorter: Int, _ spans: UnsafeBufferPointer<ItemSpan>,
    _ range: Range<Int>
  ) -> Int {
    var taken = shorter
    let (kind, next) = (step.pointee.first, step.pointee.next)
    var number = range.upperBound
    while number > range.lowerBound {
      number &-= 1
      let span = spans[number]
      guard span.kind == kind else { continue }
      let end = Int(span.end) &- items.base
      guard items[end] & next != 0 else { continue }
      if taken >= 0 { choose(step.pointee.second, taken) }
      taken = end
    }
    return taken
  }

  /// Whether one of the next items has what a negation refuses must have.
  @inline(__always)
  private func mayBeFound(_ step: UnsafePointer<RuleBank.Step>, _ item: Int) -> Bool {
    let here = step.pointee.here
    if here == .always { return true }
    var place = item
    let last = min(item &+ Int(step.pointee.next), count &- 1)
    while place <= last {
      if items[place] & here != 0 { return true }
      place &+= 1
    }
    return false
  }

  /// Whether what a negation refuses is found.
  private mutating func isFound(_ first: Int32, _ item: Int, _ vocabulary: Vocabulary) -> Bool {
    let (markCount, boundaryCount) = (failures.pointee.marks.count, boundaryCount)
    lookaheads += 1
    let isFound = attempt(first, item, vocabulary) >= 0
    lookaheads -= 1
    self.boundaryCount = boundaryCount
    guard failures.pointee.marks.count > markCount else { return isFound }
    if isFound {
      for bit in failures.pointee.marks[markCount...] {
        failures.pointee.failed[bit >> 6] &= ~(1 << UInt64(bit & 63))
      }
    }
    failures.pointee.marks.removeSubrange(markCount...)
    return isFound
  }
}
