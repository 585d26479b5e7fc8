package import FlatImage

/// Up to 62 signs and the rules of a section that ask for nothing else: their programs and the
/// tables that tell of an item, in a few operations for all rules at once, where a match can begin.
///
/// The idea is that of bit-parallel matching (Baeza-Yates and Gonnet, "A new approach to text
/// searching", 1992), with signs in the place of letters; the look at what may come first and
/// second is that of predictive parsing (first and follow sets). Only where both hold does the
/// backtracker run, and it looks at the same sets before it takes a branch.
final class RuleBank: Imaged {
  /// An instruction with what must hold for its branches; jumps are followed beforehand.
  struct Step: Sendable, BitwiseCopyable {
    var operation: Operation
    /// The captures that begin or end behind what it takes, or where it skips that: those of the
    /// steps where it goes on.
    var marks = Marks()
    /// Whether the second target of a split is a split as well.
    var isChained = false
    /// The element, lexicon, class or role; of a split the first target, of a negation where it
    /// goes on.
    var first: Int32
    /// Where it goes on; of a split the second target, of a negation what it refuses.
    var second: Int32
    /// The number of a branch among the branches of the rule.
    var branch: Int32
    /// What an item must be: of the item taken; of a split, at its first target; of a negation, one
    /// of the first items of what it refuses.
    var here: SignSet
    /// What must hold behind a span; of a split, at its second target; of a negation, how many
    /// items may stand before that one.
    var next: SignSet
  }

  /// What a step does: see `Program.Operation`.
  enum Operation: UInt8, Sendable {
    case item, phrase, mention, split, open, close, notAhead, start, end, accept
    /// Fails where the item has one of its signs: a negation that signs can tell.
    case unless
    /// A split of which the first target takes an item that has a sign.
    case optional
  }

  /// At most two captures that begin or end at one place.
  struct Marks: Sendable, BitwiseCopyable {
    fileprivate(set) var one: UInt8 = 0
    fileprivate(set) var other: UInt8 = 0
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

  /// Which signs items of some classes can have, whatever their words, and have by their spans.
  struct ClassRow: Sendable, BitwiseCopyable {
    /// The classes, of those that matter to the bank; those of spans a bit each.
    var classes: UInt64
    var spans: UInt32
    var signs: SignSet
    var spanSigns: SignSet
  }

  /// What some signs of an item let rules do.
  struct SignRow: Sendable, BitwiseCopyable {
    var signs: SignSet
    var filter: Filter
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
  let elements: ElementTable
  /// Where the program of each rule of the section begins, and how many branches it has.
  let programs: [(entry: Int32, branches: Int32)]
  /// The captures that each program begins with.
  let entryMarks: [Marks]
  /// How many steps the longest has.
  let longestProgram: Int
  /// What each sign lets rules do, by its number.
  let filters: [Filter]
  /// The signs that the words of each class can have, as a place in `wordSigns`: few sets are told
  /// apart, and stay near.
  let words: [UInt32]
  let wordSigns: [SignSet]
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
  /// The mention classes that matter here, a bit each.
  let spanClasses: UInt32
  let phrases: [(sign: SignSet, begins: UInt64)]
  /// Whether any rule takes phrases.
  let hasPhrases: Bool
  /// The rules whose cuts words can tell: what the gate asks for first.
  let pointed: UInt64

  init(_ builder: BankBuilder) {
    rules = builder.rules
    boundToStart = builder.boundToStart
    phraseLeads = builder.phraseLeads
    steps = builder.steps
    elements = ElementTable(builder.elements)
    programs = builder.programs
    entryMarks = Self.entryMarks(builder.programs, builder.steps)
    longestProgram = builder.longestProgram
    filters = builder.filters
    (words, wordSigns) = builder.words.toldApart()
    classSigns = builder.classSigns
    classes = builder.classes
    needless = ~builder.needsClass
    extras = builder.extras
    mentions = builder.mentions
    spanClasses = builder.spanClasses
    phrases = builder.phrases
    hasPhrases = builder.hasPhrases
    pointed = builder.pointed
  }

  package init(from image: inout ImageReader) throws(ImageError) {
    rules = try image.value()
    boundToStart = try image.value()
    phraseLeads = try image.value()
    steps = try image.array()
    elements = try image.part()
    programs = try image.array()
    entryMarks = Self.entryMarks(programs, steps)
    longestProgram = try image.value()
    filters = try image.array()
    words = try image.array()
    wordSigns = try image.array()
    classSigns = try image.array()
    classes = try image.value()
    needless = try image.value()
    extras = try image.array()
    mentions = try image.array()
    spanClasses = try image.value()
    phrases = try image.array()
    hasPhrases = try image.value()
    pointed = try image.value()
  }

  private static func entryMarks(
    _ programs: [(entry: Int32, branches: Int32)], _ steps: [Step]
  ) -> [Marks] {
    programs.map { $0.entry < 0 ? Marks() : Marks(at: $0.entry, of: steps) }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(rules)
    image.lay(boundToStart)
    image.lay(phraseLeads)
    image.lay(steps)
    image.lay(elements)
    image.lay(programs)
    image.lay(longestProgram)
    image.lay(filters)
    image.lay(words)
    image.lay(wordSigns)
    image.lay(classSigns)
    image.lay(classes)
    image.lay(needless)
    image.lay(extras)
    image.lay(mentions)
    image.lay(spanClasses)
    image.lay(phrases)
    image.lay(hasPhrases)
    image.lay(pointed)
  }
}

extension RuleBank.Marks {
  /// Those of a step and of the steps right behind it.
  init(at first: Int32, of steps: [RuleBank.Step]) {
    var at = Int(first)
    while steps[at].operation == .open || steps[at].operation == .close,
      steps[at].second == at + 1, add(steps[at])
    {
      at += 1
    }
  }

  /// Adds what a step begins or ends; `false` where there is no room.
  private mutating func add(_ step: RuleBank.Step) -> Bool {
    guard other == 0, step.first >= 0, step.first < 127 else { return false }
    let mark = UInt8(step.first) * 2 + (step.operation == .open ? 2 : 1)
    if one == 0 { one = mark } else { other = mark }
    return true
  }

  /// What a mark stands for, at an item.
  @inline(__always)
  static func boundary(_ mark: UInt8, _ item: Int) -> MatchList.Boundary {
    MatchList.Boundary(
      role: RoleID(number: Int32((mark &- 1) >> 1)), item: Int32(truncatingIfNeeded: item),
      isOpening: mark & 1 == 0)
  }
}
