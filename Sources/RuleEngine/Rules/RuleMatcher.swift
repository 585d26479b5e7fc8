/// Finds the rules of one kind in sentences.
///
/// Immutable and shareable. A rule costs nothing in a sentence without its anchor: one pass over
/// the items gathers the classes, lexicons and words that occur, and only the rules anchored in
/// one of these run.
package struct RuleMatcher: Sendable {
  /// The rules, which `Match.rule` indexes.
  package let rules: [Rule]
  private let programs: [Program]
  private let gate: Gate
  private let vocabulary: Vocabulary
  private let numbers: [String: Int]

  /// The working memory of a matcher, to be kept from sentence to sentence by one task.
  package struct Scratch: Sendable {
    var sentence = IndexedSentence()
    var backtracker = Backtracker()
    var gate = Gate.Scratch()

    /// Makes an empty one.
    package init() {}

    /// How many instructions have run in all.
    package var steps: Int { backtracker.steps }
  }

  /// Compiles the rules of a kind.
  ///
  /// - Parameters:
  ///   - statuses: Which rules take part.
  /// - Throws: What is wrong with patterns in view of the classes, in all rules at once.
  package init(
    pack: RulePack, kind: String, classes: ItemClasses, statuses: Set<Rule.Status> = [.active]
  ) throws(PackError) {
    var compiler = PatternCompiler(vocabulary: pack.vocabulary, classes: classes)
    var faults: [Diagnostic] = []
    var rules: [Rule] = []
    var programs: [Program] = []
    var anchors: [[Anchor]] = []
    for rule in pack.rules where rule.kind == kind && statuses.contains(rule.status) {
      let program = compiler.compile(rule.pattern)
      faults += compiler.faults.map { Self.diagnostic($0, rule.pattern.source) }
      var compiled: [Anchor] = []
      for anchor in rule.anchors {
        if let one = compiler.compile(anchor: anchor.element) { compiled.append(one) }
        faults += compiler.faults.map { Self.diagnostic($0, anchor.source) }
      }
      guard let program else { continue }
      rules.append(rule)
      programs.append(program)
      anchors.append(compiled)
    }
    try faults.throwIfAny()
    self.rules = rules
    self.programs = programs
    gate = Gate(anchors: anchors, vocabulary: pack.vocabulary)
    vocabulary = pack.vocabulary
    numbers = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
  }

  /// Whether there are no rules at all.
  package var isEmpty: Bool { rules.isEmpty }

  /// Finds all rules in a sentence.
  ///
  /// The matches of one rule are leftmost and do not overlap; those of several may.
  ///
  /// - Returns: The matches by their first item, then by rule.
  /// - Complexity: Linear in the items, for given rules.
  package func matches(
    in items: [Item], mentions: [Mention], scratch: inout Scratch
  ) -> [Match] {
    guard !rules.isEmpty, !items.isEmpty else { return [] }
    scratch.sentence.load(items, mentions, vocabulary)
    gate.open(scratch.sentence, vocabulary, &scratch.gate)
    var found: [Match] = []
    for rule in scratch.gate.rules {
      scratch.backtracker.run(programs[rule], over: scratch.sentence, vocabulary) {
        found.append(Match(rule: rule, items: $0, captures: $1))
      }
    }
    if found.count > 1 {
      found.sort { ($0.items.lowerBound, $0.rule) < ($1.items.lowerBound, $1.rule) }
    }
    return found
  }

  /// Finds all rules in a sentence; where there are many, keep a `Scratch`.
  package func matches(in items: [Item], mentions: [Mention]) -> [Match] {
    var scratch = Scratch()
    return matches(in: items, mentions: mentions, scratch: &scratch)
  }

  /// The rules that are tried in a sentence, by id, for `explain` and the check of examples.
  package func tried(in items: [Item], mentions: [Mention]) -> [String] {
    var scratch = Scratch()
    scratch.sentence.load(items, mentions, vocabulary)
    gate.open(scratch.sentence, vocabulary, &scratch.gate)
    return scratch.gate.rules.map { rules[$0].id }
  }

  /// The number of a rule.
  package func index(of id: String) -> Int? { numbers[id] }

  private static func diagnostic(_ fault: PatternFault, _ source: SourceText) -> Diagnostic {
    source.fault(fault.offset, fault.code, fault.message)
  }
}
