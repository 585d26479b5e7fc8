package import FlatImage

/// The rules of one kind, compiled: all that a matcher needs of them besides the vocabulary.
struct CompiledRules: Sendable {
  let rules: [Rule]
  let sections: [RuleSection]
  let lexemes: LexemeClasses
  /// The lexicons of which entries of several words are looked for; `nil` where there are none.
  let phraseLexicons: [Bool]?
  let roleNames: [String]

  /// Compiles rules.
  ///
  /// - Throws: What is wrong with patterns in view of the classes, in all rules at once.
  init(
    pack: RulePack, kind: String, classes: ItemClasses, statuses: Set<Rule.Status>
  ) throws(PackError) {
    var compiler = PatternCompiler(vocabulary: pack.vocabulary, classes: classes)
    var faults: [Diagnostic] = []
    var rules: [Rule] = []
    var programs: [Program] = []
    var anchors: [[Anchor]] = []
    for rule in pack.rules where rule.kind == kind && statuses.contains(rule.status) {
      do {
        let program = compiler.compile(try rule.pattern())
        faults += compiler.faults.map { Self.diagnostic($0, rule.sources.pattern) }
        var compiled: [Anchor] = []
        for (element, source) in zip(try rule.anchors(), rule.sources.anchors) {
          if let one = compiler.compile(anchor: element) { compiled.append(one) }
          faults += compiler.faults.map { Self.diagnostic($0, source) }
        }
        guard let program else { continue }
        rules.append(rule)
        programs.append(program)
        anchors.append(compiled)
      } catch {
        faults.append(Self.diagnostic(error, rule.sources.pattern))
      }
    }
    try faults.throwIfAny()
    self.init(rules, programs, anchors, pack.vocabulary)
  }

  private init(
    _ rules: [Rule], _ programs: [Program], _ anchors: [[Anchor]], _ vocabulary: Vocabulary
  ) {
    self.rules = rules
    let vision = RuleVision(programs, anchors)
    var lexemes = LexemeClasses(words: vision.words, lexicons: vision.lexicons, vocabulary)
    let withPhrases = vision.phrases.intersection(vocabulary.withPhrases)
    phraseLexicons =
      withPhrases.isEmpty ? nil : (0..<vocabulary.lexiconCount).map(withPhrases.contains)
    if let phraseLexicons { lexemes.markPhrases(of: phraseLexicons, vocabulary) }
    var names: [String] = []
    for program in programs {
      for role in program.roles where !names.contains(role) { names.append(role) }
    }
    roleNames = names
    let roles = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    sections = stride(from: 0, to: rules.count, by: RuleSection.mostRules).map { first in
      let part = first..<min(first + RuleSection.mostRules, rules.count)
      return RuleSection(
        Array(programs[part]), anchors: Array(anchors[part]), lexemes, vocabulary, roles: roles)
    }
    lexemes.markAsked { [sections] word in sections.contains { $0.gate.asks(for: word) } }
    self.lexemes = lexemes
  }

  private static func diagnostic(_ fault: PatternFault, _ source: SourceText) -> Diagnostic {
    source.fault(fault.offset, fault.code, fault.message)
  }
}

extension CompiledRules: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    rules = try image.part()
    sections = try image.part()
    lexemes = try image.part()
    let flags = try image.array(of: Bool.self)
    phraseLexicons = flags.isEmpty ? nil : flags
    roleNames = try image.part()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(rules)
    image.lay(sections)
    image.lay(lexemes)
    image.lay(phraseLexicons ?? [])
    image.lay(roleNames)
  }
}

/// The words and lexicons that some rules look at.
private struct RuleVision {
  var words: Set<LexemeID> = []
  var lexicons: Set<Int> = []
  /// The lexicons of which entries of several words count.
  var phrases: Set<Int> = []

  init(_ programs: [Program], _ anchors: [[Anchor]]) {
    for program in programs {
      for element in program.elements { add(element) }
      for instruction in program.code where instruction.operation == .phrase {
        lexicons.insert(Int(instruction.first))
        phrases.insert(Int(instruction.first))
      }
    }
    for anchor in anchors.joined() {
      switch anchor {
      case .element(let element): add(element)
      case .lexicon(let index):
        lexicons.insert(index)
        phrases.insert(index)
      case .mention: break
      }
    }
  }

  private mutating func add(_ element: CompiledElement) {
    for test in element.tests {
      switch test.kind {
      case .word(let word): words.insert(word)
      case .words(let some): words.formUnion(some)
      case .lexicon(let index): lexicons.insert(index)
      case .classes: break
      }
    }
  }
}
