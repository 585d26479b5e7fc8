package import FlatImage

/// Up to 64 rules of a matcher, a bit each: their gate, and their banks.
struct RuleSection: Sendable {
  let gate: Gate
  let banks: [RuleBank]

  /// How many rules a section holds.
  static let mostRules = 64
  /// How many needs of a rule the gate looks at.
  static let mostNeeds = 3

  /// Takes the programs and anchors of its rules, in order.
  init(
    _ programs: [Program], anchors: [[Anchor]], _ lexemes: LexemeClasses, _ vocabulary: Vocabulary,
    roles: [String: Int32]
  ) {
    gate = Gate(
      anchors: anchors, needs: programs.map { $0.needs(vocabulary) }, lexemes, vocabulary)
    var groups: [(numbering: SignNumbering, rules: [(Int, Program)])] = []
    // Those that take most signs first, each where it adds fewest.
    let signs = programs.map(\.signs)
    let counts = signs.map { Set($0.taken).count }
    for rule in programs.indices.sorted(by: { (-counts[$0], $0) < (-counts[$1], $1) }) {
      let sizes = groups.map { $0.numbering.count(with: signs[rule].taken) }
      let fitting = groups.indices.filter { sizes[$0] <= SignSet.mostSigns }
      let best = fitting.min {
        sizes[$0] - groups[$0].numbering.signs.count < sizes[$1] - groups[$1].numbering.signs.count
      }
      if best == nil { groups.append((SignNumbering(), [])) }
      let group = best ?? groups.count - 1
      groups[group].numbering.add(signs[rule].taken)
      groups[group].rules.append((rule, programs[rule]))
    }
    // What room is left goes to what negations look at: without a sign it is tested each time.
    for group in groups.indices {
      for (rule, _) in groups[group].rules { groups[group].numbering.add(signs[rule].seen) }
    }
    banks = groups.map {
      RuleBank(BankBuilder($0.rules, $0.numbering, lexemes, vocabulary, roles: roles))
    }
  }
}

extension Program {
  /// Its cuts, the one that the fewest words pass first.
  func sortedCuts(_ vocabulary: Vocabulary) -> [[Int]] {
    cuts.map { cut in (cut: cut, cost: cut.reduce(0) { $0 + cost(of: $1, vocabulary) }) }
      .sorted { ($0.cost, $0.cut.first ?? 0) < ($1.cost, $1.cut.first ?? 0) }
      .map(\.cut)
  }

  /// Signs of one of which every match has one, as far as words tell: the rarest sets.
  fileprivate func needs(_ vocabulary: Vocabulary) -> [[Sign]] {
    var found: [[Sign]] = []
    for cut in sortedCuts(vocabulary) where found.count < RuleSection.mostNeeds {
      let signs = cut.compactMap { Sign(code[$0], of: self) }
      if signs.allSatisfy(\.asksForWords) { found.append(signs) }
    }
    return found
  }
}

extension Sign {
  /// Whether words alone can tell that it does not hold.
  fileprivate var asksForWords: Bool {
    switch self {
    case .element(let element): element.firstWordTest != nil
    case .phrase: true
    case .mention: false
    }
  }
}

extension RuleSection: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    gate = try image.part()
    banks = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(gate)
    image.lay(banks)
  }
}
