package import FlatImage

/// Up to 62 signs and the rules of a section that ask for nothing else: their programs and the
/// tables that tell of an item, in a few operations for all rules at once, where a match can begin.
///
/// The idea is that of bit-parallel matching (Baeza-Yates and Gonnet, "A new approach to text
/// searching", 1992), with signs in the place of letters; the look at what may come first and
/// second is that of predictive parsing (first and follow sets). Only where both hold does the
/// backtracker run, and it looks at the same sets before it takes a branch.
final class RuleBank: Imaged {
  /// An instruction with what must hold for its branches.
  struct Step: Sendable, BitwiseCopyable {
    var operation: Program.Operation
    /// The element, lexicon, class, role or target.
    var first: Int32
    /// The second target.
    var second: Int32
    /// The number of a branch among the branches of the rule.
    var branch: Int32
    /// What an item must be: of the item taken; of a split, at its first target.
    var here: SignSet
    /// What must hold behind a span; of a split, at its second target.
    var next: SignSet
  }

  /// Rules of the section, as a bit each, that a sign lets do something.
  struct Filter: Sendable, BitwiseCopyable {
    /// Begin with it.
    var begins: UInt64 = 0
    /// Go on with it behind the first item or span.
    var follows: UInt64 = 0
    /// Have it in the set of which each match takes one.
    var cuts: UInt64 = 0
    /// May have it before that.
    var leads: UInt64 = 0
  }

  /// A further class that an item must have for a sign.
  struct Extra: Sendable, BitwiseCopyable {
    var sign: SignSet
    var mask: UInt64
  }

  /// The rules, as bits of the section.
  let rules: UInt64
  /// The rules that match at the first item of a sentence only.
  let boundToStart: UInt64
  /// The rules that may have a phrase before their cut.
  let phraseLeads: UInt64
  /// The programs.
  let steps: [Step]
  /// The elements that items are tested by where no sign stands for them.
  let elements: [CompiledElement]
  /// Where the program of each rule of the section begins, and how many branches it has.
  let programs: [(entry: Int32, branches: Int32)]
  /// What each sign lets rules do, by its number.
  let filters: [Filter]
  /// The signs that the words of each class can have.
  let words: [SignSet]
  /// The signs that each class of items allows and forbids.
  let classSigns: [(allows: SignSet, forbids: SignSet)]
  /// The classes of items that matter here.
  let classes: UInt64
  /// The signs that ask for no class of items.
  let needless: SignSet
  /// Further classes that signs ask for.
  let extras: [Extra]
  /// By mention class and by lexicon: the sign, and the rules that begin with such a span.
  let mentions: [(sign: SignSet, begins: UInt64)]
  let phrases: [(sign: SignSet, begins: UInt64)]
  /// Whether any rule takes phrases.
  let hasPhrases: Bool
  /// The signs of cuts, and the rules whose cuts words can tell.
  let cutSigns: SignSet
  let wordCuts: UInt64

  init(_ builder: BankBuilder) {
    rules = builder.rules
    boundToStart = builder.boundToStart
    phraseLeads = builder.phraseLeads
    steps = builder.steps
    elements = builder.elements
    programs = builder.programs
    filters = builder.filters
    words = builder.words
    classSigns = builder.classSigns
    classes = builder.classes
    needless = ~builder.needsClass
    extras = builder.extras
    mentions = builder.mentions
    phrases = builder.phrases
    hasPhrases = builder.hasPhrases
    cutSigns = builder.cutSigns
    wordCuts = builder.wordCuts
  }

  package init(from image: inout ImageReader) throws(ImageError) {
    rules = try image.value()
    boundToStart = try image.value()
    phraseLeads = try image.value()
    steps = try image.array()
    elements = try image.part()
    programs = try image.array()
    filters = try image.array()
    words = try image.array()
    classSigns = try image.array()
    classes = try image.value()
    needless = try image.value()
    extras = try image.array()
    mentions = try image.array()
    phrases = try image.array()
    hasPhrases = try image.value()
    cutSigns = try image.value()
    wordCuts = try image.value()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(rules)
    image.lay(boundToStart)
    image.lay(phraseLeads)
    image.lay(steps)
    image.lay(elements)
    image.lay(programs)
    image.lay(filters)
    image.lay(words)
    image.lay(classSigns)
    image.lay(classes)
    image.lay(needless)
    image.lay(extras)
    image.lay(mentions)
    image.lay(phrases)
    image.lay(hasPhrases)
    image.lay(cutSigns)
    image.lay(wordCuts)
  }
}

/// Makes the tables of a bank.
struct BankBuilder {
  private(set) var rules: UInt64 = 0
  private(set) var boundToStart: UInt64 = 0
  private(set) var phraseLeads: UInt64 = 0
  private(set) var steps: [RuleBank.Step] = []
  private(set) var elements: [CompiledElement] = []
  private(set) var programs = [(entry: Int32, branches: Int32)](repeating: (-1, 0), count: 64)
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
  private(set) var cutSigns: SignSet = 0
  private(set) var wordCuts: UInt64 = 0

  /// Takes rules of a section by number, with their programs.
  ///
  /// - Parameter roles: The numbers of roles for the whole matcher.
  init(
    _ programs: [(rule: Int, program: Program)], _ numbering: SignNumbering,
    _ lexemes: LexemeClasses, _ vocabulary: Vocabulary, roles: [String: Int32]
  ) {
    phrases = Array(repeating: (0, 0), count: vocabulary.lexiconCount)
    add(numbering.signs, lexemes, vocabulary)
    for (rule, program) in programs {
      add(program, rule, numbering, roles)
      addFilters(program, rule, numbering)
      addLead(program, rule, numbering, vocabulary)
    }
  }

  private mutating func add(
    _ program: Program, _ rule: Int, _ numbering: SignNumbering, _ roles: [String: Int32]
  ) {
    let firsts = program.firstSigns(numbering)
    let base = Int32(steps.count)
    rules |= 1 << UInt64(rule)
    programs[rule] = (base, Int32(program.branches))
    for (at, instruction) in program.code.enumerated() {
      var step = RuleBank.Step(
        operation: instruction.operation, first: instruction.first, second: instruction.second,
        branch: instruction.branch, here: firsts[at], next: 0)
      switch instruction.operation {
      case .item:
        step.first += Int32(elements.count)
      case .split:
        step.here = firsts[Int(instruction.first)]
        step.next = firsts[Int(instruction.second)]
        step.first += base
        step.second += base
      case .jump, .notAhead: step.first += base
      case .phrase, .mention: step.next = firsts[at + 1]
      case .open, .close: step.first = roles[program.roles[Int(instruction.first)]] ?? 0
      case .start, .end, .accept: break
      }
      steps.append(step)
    }
    elements += program.elements
  }

  private mutating func addFilters(_ program: Program, _ rule: Int, _ numbering: SignNumbering) {
    let bit: UInt64 = 1 << UInt64(rule)
    let firsts = program.firstSigns(numbering)
    if program.isBoundToStart { boundToStart |= bit }
    for at in program.starts {
      let instruction = program.code[at]
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
    _ program: Program, _ rule: Int, _ numbering: SignNumbering, _ vocabulary: Vocabulary
  ) {
    let bit: UInt64 = 1 << UInt64(rule)
    guard let cut = program.sortedCuts(vocabulary).first else { return mark(.always, bit, \.cuts) }
    let firsts = program.firstSigns(numbering)
    for at in cut {
      mark(firsts[at], bit, \.cuts)
      cutSigns |= firsts[at]
    }
    // A phrase can begin with a word that is no entry by itself.
    let isOfWords = cut.allSatisfy {
      program.code[$0].operation == .item && firsts[$0] != .always
    }
    if isOfWords { wordCuts |= bit }
    for sign in program.signs(before: cut) {
      switch sign {
      case .mention: mark(.always, bit, \.leads)
      case .phrase:
        phraseLeads |= bit
        mark(numbering.bit(of: sign), bit, \.leads)
      case .element: mark(numbering.bit(of: sign), bit, \.leads)
      }
    }
  }

  private mutating func mark(
    _ signs: SignSet, _ bit: UInt64, _ place: WritableKeyPath<RuleBank.Filter, UInt64>
  ) {
    for sign in 0..<64 where signs >> SignSet(sign) & 1 == 1 {
      filters[sign][keyPath: place] |= bit
    }
  }

  private subscript(mention kind: Int32) -> (sign: SignSet, begins: UInt64) {
    get { Int(kind) < mentions.count ? mentions[Int(kind)] : (0, 0) }
    set {
      while mentions.count <= Int(kind) { mentions.append((0, 0)) }
      mentions[Int(kind)] = newValue
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
  fileprivate func passes(word: LexemeID, _ vocabulary: Vocabulary) -> Bool {
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
