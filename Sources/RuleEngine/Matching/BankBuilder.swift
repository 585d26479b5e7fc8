/// Makes the tables of a bank.
struct BankBuilder {
  private(set) var rules: UInt64 = 0
  private(set) var boundToStart: UInt64 = 0
  private(set) var phraseLeads: UInt64 = 0
  private(set) var steps: [RuleBank.Step] = []
  private(set) var elements: [CompiledElement] = []
  private(set) var programs = [(entry: Int32, branches: Int32)](repeating: (-1, 0), count: 64)
  private(set) var longestProgram = 0
  private(set) var filters = [RuleBank.Filter](repeating: RuleBank.Filter(), count: 64)
  private(set) var words: [SignSet] = []
  private(set) var classSigns = [(allows: SignSet, forbids: SignSet)](
    repeating: (0, 0), count: 64)
  private(set) var classes: UInt64 = 0
  private(set) var needsClass: SignSet = 0
  private(set) var extras: [RuleBank.Extra] = []
  private(set) var mentions: [(sign: SignSet, begins: UInt64)] = []
  private(set) var phrases: [(sign: SignSet, begins: UInt64)]
  private(set) var hasPhrases = false
  private(set) var pointed: UInt64 = 0

  /// Takes rules of a section by number, with their programs.
  ///
  /// - Parameters:
  ///   - signs: The signs of the section.
  ///   - roles: The numbers of roles for the whole matcher.
  init(
    _ programs: [(rule: Int, program: SignedProgram)], _ numbering: SignNumbering, _ signs: [Sign],
    _ lexemes: LexemeClasses, _ vocabulary: Vocabulary, roles: [String: Int32]
  ) {
    phrases = Array(repeating: (0, 0), count: vocabulary.lexiconCount)
    add(numbering.members.map { signs[Int($0)] }, lexemes, vocabulary)
    for (rule, signed) in programs {
      let firsts = signed.firstSigns(numbering)
      add(signed.program, rule, firsts, roles)
      addFilters(signed, rule, firsts)
      addLead(signed, rule, firsts, signs)
    }
    joinSteps()
  }

  /// Joins steps with the captures that follow them, and splits with the item that they may take:
  /// each step less is one jump less that no processor can foretell. What is joined stays, for
  /// other steps may lead there.
  private mutating func joinSteps() {
    for at in steps.indices {
      switch steps[at].operation {
      case .item, .phrase, .mention, .split, .unless:
        steps[at].marks = RuleBank.Marks(at: steps[at].second, of: steps)
      case .notAhead: steps[at].marks = RuleBank.Marks(at: steps[at].first, of: steps)
      default: break
      }
    }
    for at in steps.indices where steps[at].operation == .split {
      let (first, second) = (steps[Int(steps[at].first)], steps[Int(steps[at].second)])
      if first.operation == .item, first.here != .always { steps[at].operation = .optional }
      // Targets lie ahead, so that this one is not joined yet.
      steps[at].isChained = second.operation == .split
    }
  }

  private mutating func add(
    _ program: Program, _ rule: Int, _ firsts: [SignSet], _ roles: [String: Int32]
  ) {
    // Jumps become no steps: whatever leads to one goes on where it leads.
    var count = Int32(steps.count)
    let places = program.code.map { instruction in
      defer { if instruction.operation != .jump { count += 1 } }
      return count
    }
    let targets = program.code.indices.map { places[program.following($0)] }
    rules |= 1 << UInt64(rule)
    programs[rule] = (targets[0], Int32(program.branches))
    longestProgram = max(longestProgram, program.code.count)
    for at in program.code.indices {
      guard var step = RuleBank.Step(at, of: program, targets, firsts) else { continue }
      switch step.operation {
      case .item: step.first += Int32(elements.count)
      case .open, .close: step.first = roles[program.roles[Int(step.first)]] ?? 0
      default: break
      }
      steps.append(step)
    }
    elements += program.elements
  }

  private mutating func addFilters(_ signed: SignedProgram, _ rule: Int, _ firsts: [SignSet]) {
    let bit: UInt64 = 1 << UInt64(rule)
    if signed.isBoundToStart { boundToStart |= bit }
    for at in signed.starts {
      let instruction = signed.program.code[at]
      switch instruction.operation {
      case .mention: self[mention: instruction.first].begins |= bit
      case .phrase:
        phrases[Int(instruction.first)].begins |= bit
        mark(firsts[at], bit, \.begins)
      default: mark(firsts[at], bit, \.begins)
      }
      mark(firsts[at + 1], bit, \.follows)
    }
  }

  /// Notes the cheapest cut of a rule, and what may stand before it.
  private mutating func addLead(
    _ signed: SignedProgram, _ rule: Int, _ firsts: [SignSet], _ signs: [Sign]
  ) {
    let bit: UInt64 = 1 << UInt64(rule)
    let code = signed.program.code
    guard let cut = signed.cuts.first else { return mark(.always, bit, \.cuts) }
    for at in cut { mark(firsts[at], bit, \.cuts) }
    let isPointed = cut.allSatisfy {
      firsts[$0] != .always && signs[Int(signed.signs[$0])].asksForWords
    }
    if isPointed { pointed |= bit }
    for at in signed.leads(to: cut) {
      if code[at].operation == .phrase { phraseLeads |= bit }
      mark(code[at].operation == .mention ? .always : firsts[at], bit, \.leads)
    }
  }

  private mutating func mark(
    _ signs: SignSet, _ bit: UInt64, _ place: WritableKeyPath<RuleBank.Filter, UInt64>
  ) {
    for sign in 0..<64 where signs >> SignSet(sign) & 1 == 1 {
      filters[sign][keyPath: place] |= bit
    }
  }

  /// The classes of spans that a sign stands for, a bit each.
  var spanClasses: UInt32 {
    mentions.indices.reduce(0) { mentions[$1].sign == 0 ? $0 : $0 | 1 << UInt32($1) }
  }

  private subscript(mention kind: Int32) -> (sign: SignSet, begins: UInt64) {
    get { Int(kind) < mentions.count ? mentions[Int(kind)] : (0, 0) }
    set {
      while mentions.count <= Int(kind) { mentions.append((0, 0)) }
      mentions[Int(kind)] = newValue
    }
  }
}

extension RuleBank.Step {
  /// The step of an instruction; `nil` for a jump, which is none.
  ///
  /// - Parameters:
  ///   - targets: The step that is run at each instruction.
  ///   - firsts: For each instruction what can hold at an item where it leads to a match.
  fileprivate init?(_ at: Int, of program: Program, _ targets: [Int32], _ firsts: [SignSet]) {
    let instruction = program.code[at]
    let (one, other) = (Int(instruction.first), Int(instruction.second))
    operation = .accept
    first = instruction.first
    second = instruction.operation == .accept ? 0 : targets[at + 1]
    branch = instruction.branch
    here = firsts[at]
    next = 0
    switch instruction.operation {
    case .accept: break
    case .jump: return nil
    case .item: operation = .item
    case .open: operation = .open
    case .close: operation = .close
    case .start: operation = .start
    case .end: operation = .end
    case .phrase, .mention:
      operation = instruction.operation == .phrase ? .phrase : .mention
      next = firsts[at + 1]
    case .split:
      operation = .split
      (first, second) = (targets[one], targets[other])
      (here, next) = (firsts[one], firsts[other])
    case .notAhead:
      first = targets[one]
      operation = .notAhead
      (here, next) = (.always, 0)
      if program.isOneSign(at + 1..<one, firsts) {
        operation = .unless
        second = first
        here = firsts[at + 1]
      } else if let word = program.firstWord(of: at + 1, firsts) {
        (here, next) = (word.signs, SignSet(word.reach))
      }
    }
  }
}

extension Program {
  /// The instruction that is run at a place: jumps are followed.
  fileprivate func following(_ at: Int) -> Int {
    code[at].operation == .jump ? following(Int(code[at].first)) : at
  }

  /// The signs of which every match from an instruction on takes one, and how many items may stand
  /// before it; `nil` where there are none within a few.
  fileprivate func firstWord(of start: Int, _ firsts: [SignSet]) -> (signs: SignSet, reach: Int)? {
    var signs: SignSet = 0
    var reach = 0
    var known: Set<[Int]> = []
    var open = [(at: start, distance: 0)]
    while let (at, distance) = open.popLast() {
      guard known.insert([at, distance]).inserted else { continue }
      let instruction = code[at]
      switch instruction.operation {
      case .item where firsts[at] != .always && asksForWords(at):
        signs |= firsts[at]
        reach = max(reach, distance)
      case .item:
        guard distance < Self.mostBefore else { return nil }
        open.append((at + 1, distance + 1))
      case .split:
        open += [(Int(instruction.first), distance), (Int(instruction.second), distance)]
      case .jump, .notAhead: open.append((Int(instruction.first), distance))
      case .open, .close, .start: open.append((at + 1, distance))
      case .phrase, .mention, .end, .accept: return nil
      }
    }
    return (signs, reach)
  }

  private static let mostBefore = 4

  private func asksForWords(_ at: Int) -> Bool {
    elements[Int(code[at].first)].firstWordTest != nil
  }

  /// Whether a negation refuses single items or spans only, for each of which there is a sign.
  fileprivate func isOneSign(_ body: Range<Int>, _ firsts: [SignSet]) -> Bool {
    body.allSatisfy { at in
      switch code[at].operation {
      case .split, .jump, .accept: true
      case .item, .mention:
        firsts[at] != .always && code[following(at + 1)].operation == .accept
      default: false
      }
    }
  }
}

// What the signs ask of items.
extension BankBuilder {
  private mutating func add(
    _ signs: [Sign], _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    var base: SignSet = .always
    for (number, sign) in signs.enumerated() {
      guard case .element(let element) = sign, element.firstWordTest == nil else { continue }
      base |= 1 << SignSet(number)
    }
    words = Array(repeating: base, count: lexemes.count)
    for (number, sign) in signs.enumerated() {
      let bit: SignSet = 1 << SignSet(number)
      switch sign {
      case .mention(let kind): self[mention: kind].sign = bit
      case .phrase(let index):
        hasPhrases = true
        phrases[Int(index)].sign = bit
        lexemes.whereHolds(.lexicon(Int(index)), vocabulary) { words[$0] |= bit }
      case .element(let element): add(element, bit, lexemes, vocabulary)
      }
    }
  }

  private mutating func add(
    _ element: CompiledElement, _ bit: SignSet, _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    for test in element.tests {
      guard case .classes(let mask) = test.kind else {
        lexemes.whereHolds(test.kind, vocabulary) { number in
          let passes = element.passes(word: lexemes.examples[number], vocabulary)
          words[number] = passes ? words[number] | bit : words[number] & ~bit
        }
        continue
      }
      classes |= mask
      if !test.isNegated, needsClass & bit != 0 {
        extras.append(RuleBank.Extra(sign: bit, mask: mask))
        continue
      }
      if !test.isNegated { needsClass |= bit }
      for place in 0..<64 where mask >> UInt64(place) & 1 == 1 {
        if test.isNegated {
          classSigns[place].forbids |= bit
        } else {
          classSigns[place].allows |= bit
        }
      }
    }
  }
}

extension CompiledElement {
  /// Whether a word form passes the tests that look at it.
  func passes(word: LexemeID, _ vocabulary: Vocabulary) -> Bool {
    for test in tests {
      let holds =
        switch test.kind {
        case .word(let lexeme): word == lexeme
        case .words(let lexemes): lexemes.contains(word)
        case .lexicon(let index): vocabulary.contains(word, lexicon: index)
        case .classes: !test.isNegated
        }
      if holds == test.isNegated { return false }
    }
    return true
  }
}
