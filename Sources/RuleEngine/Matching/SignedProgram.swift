/// What a sentence must have for a rule to match in it.
struct RuleNeeds {
  /// Sets of signs, of each of which every match has one: that of a set at a later item than that
  /// of the set before.
  var words: [[Sign]]
  /// Which of them the fewest words are likely to pass.
  var cheapest: Int?
  /// A word that every match takes, and classes of which the item behind it always has one.
  var pair: (word: Sign, classes: UInt64)?
  /// Sets of classes of spans, a bit each, of each of which every match has one.
  var spans: [UInt32]
}

/// A program with the signs that its instructions ask for, and what follows from them.
struct SignedProgram {
  let program: Program
  /// The sign of each instruction, by the section's numbers; -1 where it asks for none.
  let signs: [Int32]
  /// The signs of items that it takes, each once, and of those that it only looks at.
  let taken: [Int32]
  let seen: [Int32]
  /// The cuts, the one that the fewest words are likely to pass first.
  let cuts: [[Int]]

  /// Reads a program's signs into a section's index.
  init(_ program: Program, _ index: inout SignIndex) {
    self.program = program
    signs = index.read(program)
    var taken: [Int32] = []
    var seen: [Int32] = []
    var ahead = 0
    for (at, instruction) in program.code.enumerated() {
      if instruction.operation == .notAhead { ahead = max(ahead, Int(instruction.first)) }
      guard signs[at] >= 0 else { continue }
      if at < ahead { seen.append(signs[at]) } else { taken.append(signs[at]) }
    }
    self.taken = Set(taken).sorted()
    self.seen = Set(seen).sorted()
    cuts = program.cuts
      .map { cut in (cut: cut, cost: cut.reduce(0) { $0 + program.costs[$1] }) }
      .sorted { ($0.cost, $0.cut.first ?? 0) < ($1.cost, $1.cut.first ?? 0) }
      .map(\.cut)
  }

  /// What every match has, as far as words or spans tell.
  ///
  /// - Parameter most: How many sets of words may be named at most.
  func needs(_ most: Int, of index: SignIndex) -> RuleNeeds {
    var words: [(cut: [Int], signs: [Sign])] = []
    var spans: [UInt32] = []
    for cut in cuts {
      let needed = cut.map { index.signs[Int(signs[$0])] }
      if needed.allSatisfy(\.asksForWords) {
        if words.count < most { words.append((cut, needed)) }
      } else if let kinds = Self.spanKinds(needed) {
        spans.append(kinds)
      }
    }
    // A cut lies whole before the next, and programs run forward.
    let order = words.indices.sorted { (words[$0].cut.min() ?? 0) < (words[$1].cut.min() ?? 0) }
    return RuleNeeds(
      words: order.map { words[$0].signs }, cheapest: order.firstIndex(of: 0),
      pair: pair(of: index), spans: spans)
  }

  /// The word that the fewest texts are likely to have, of those that every match takes right
  /// before an item of some classes.
  private func pair(of index: SignIndex) -> (word: Sign, classes: UInt64)? {
    var best: (cost: Int, pair: (word: Sign, classes: UInt64))?
    for sign in taken where index.signs[Int(sign)].asksForWords {
      let places = signs.indices.filter { signs[$0] == sign }
      let classes = program.classes(behind: places)
      let cost = places.reduce(0) { $0 + program.costs[$1] }
      guard classes != 0, cost < best?.cost ?? .max, program.always(passes: places) else {
        continue
      }
      best = (cost, (index.signs[Int(sign)], classes))
    }
    return best?.pair
  }

  /// The classes of spans that some signs are, a bit each; `nil` where any is something else.
  private static func spanKinds(_ signs: [Sign]) -> UInt32? {
    signs.reduce(0) { kinds, sign in
      guard let kinds, case .mention(let kind) = sign, kind < 32 else { return nil }
      return kinds | 1 << UInt32(kind)
    }
  }

  /// For each instruction what can hold at an item where it leads to a match.
  ///
  /// Targets lie ahead, so that one pass from the end does it. What a negation refuses is left
  /// out: the sets say what must hold, not all that must.
  func firstSigns(_ numbering: SignNumbering) -> [SignSet] {
    var sets = [SignSet](repeating: .always, count: program.code.count)
    for (at, instruction) in program.code.enumerated().reversed() {
      switch instruction.operation {
      case .item, .mention, .phrase: sets[at] = numbering.bit(of: signs[at])
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
  var starts: [Int] { program.firsts(from: 0).takes }

  /// Whether a match can only begin at the first item.
  var isBoundToStart: Bool {
    var open = [0]
    var isKnown = [Bool](repeating: false, count: program.code.count)
    while let at = open.popLast() {
      if isKnown[at] { continue }
      isKnown[at] = true
      let instruction = program.code[at]
      switch instruction.operation {
      case .start: break
      case .open, .close: open.append(at + 1)
      case .split: open += [Int(instruction.first), Int(instruction.second)]
      case .jump, .notAhead: open.append(Int(instruction.first))
      case .item, .mention, .phrase, .end, .accept: return false
      }
    }
    return true
  }

  /// The instructions that may take something before the last one of a cut; what only look ahead
  /// are left out.
  func leads(to cut: [Int]) -> [Int] {
    let last = cut.max() ?? 0
    var found: [Int] = []
    var at = 0
    while at < last {
      if signs[at] >= 0 { found.append(at) }
      let instruction = program.code[at]
      at = instruction.operation == .notAhead ? Int(instruction.first) : at + 1
    }
    return found
  }
}

extension Program {
  /// What may come first from an instruction on.
  ///
  /// - Returns: The instructions that may take an item or span; whether the sentence may have to
  ///   end there; whether nothing more may be asked.
  func firsts(from start: Int) -> (takes: [Int], mayEnd: Bool, isFound: Bool) {
    var takes: [Int] = []
    var (mayEnd, isFound) = (false, false)
    var isKnown = [Bool](repeating: false, count: code.count)
    var open = [start]
    while let at = open.popLast() {
      guard !isKnown[at] else { continue }
      isKnown[at] = true
      let instruction = code[at]
      switch instruction.operation {
      case .item, .mention, .phrase: takes.append(at)
      case .split: open += [Int(instruction.first), Int(instruction.second)]
      case .jump, .notAhead: open.append(Int(instruction.first))
      case .open, .close, .start: open.append(at + 1)
      case .end: mayEnd = true
      case .accept: isFound = true
      }
    }
    return (takes, mayEnd, isFound)
  }

  /// Whether every match runs one of some instructions.
  fileprivate func always(passes some: [Int]) -> Bool {
    var isKnown = [Bool](repeating: false, count: code.count)
    for at in some { isKnown[at] = true }
    var open = [0]
    while let at = open.popLast() {
      if isKnown[at] { continue }
      isKnown[at] = true
      let instruction = code[at]
      switch instruction.operation {
      case .split: open += [Int(instruction.first), Int(instruction.second)]
      case .jump, .notAhead: open.append(Int(instruction.first))
      case .open, .close, .start, .end, .item, .mention, .phrase: open.append(at + 1)
      case .accept: return false
      }
    }
    return true
  }

  /// Classes of which there always is one at the item behind that which some instructions take; 0
  /// where there may be another, or none.
  fileprivate func classes(behind some: [Int]) -> UInt64 {
    var all: UInt64 = 0
    for at in some {
      let next = firsts(from: at + 1)
      guard code[at].operation == .item, !next.mayEnd, !next.isFound else { return 0 }
      for take in next.takes {
        guard code[take].operation == .item,
          let classes = elements[Int(code[take].first)].firstClasses
        else { return 0 }
        all |= classes
      }
    }
    return all
  }
}
