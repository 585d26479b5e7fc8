package import FlatImage

/// Which rules of a section may begin at an item, as far as the first that they take tells, an item
/// or a span, and what stands right behind it: for all rules at once.
///
/// What may come first and second is that of predictive parsing (first and follow sets). A sum of
/// bits for the item's word and one for its classes stand for the elements of all rules, so that a
/// few rules too many may be told, never too few.
struct StartTable: Sendable {
  /// Sets of rules, a bit each.
  struct Row: Sendable, Hashable, BitwiseCopyable {
    /// Those that an element lets begin which looks at words alone, or at classes alone.
    var begins: UInt64 = 0
    /// Those that one lets begin which looks at both, as far as the one or the other tells.
    var mayBegin: UInt64 = 0
    /// The same for what stands behind the first item or span.
    var follows: UInt64 = 0
    var mayFollow: UInt64 = 0
  }

  /// What items of some classes tell, with spans of some classes, whatever their words.
  struct ClassRow: Sendable, BitwiseCopyable {
    /// The classes, of those that matter here; those of spans a bit each.
    var classes: UInt64
    var spans: UInt32
    var row: Row
    /// The rules that a span lets begin, as far as what stands behind it does.
    var spanBegins: UInt64
  }

  /// What a span tells that begins at an item.
  struct SpanRow: Sendable, BitwiseCopyable {
    var begins: UInt64 = 0
    var follows: UInt64 = 0
  }

  /// An element that looks at classes, and the rules that it lets begin or go on.
  fileprivate struct ClassElement: Sendable {
    var tests: [CompiledElement.Test]
    /// Whether it looks at words as well.
    var isHalf: Bool
    var rules: SpanRow
  }

  /// What the words of each class tell, as a place in `rows`: few rows are told apart.
  private(set) var words: [UInt32] = []
  private(set) var rows: [Row]
  private var elements: [ClassElement] = []
  /// The classes of items that matter here.
  private(set) var classes: UInt64 = 0
  /// By mention class, and by lexicon.
  private(set) var mentions: [SpanRow] = []
  private(set) var phrases: [SpanRow]
  /// The classes of spans that matter here, a bit each.
  private(set) var spanKinds: UInt32 = 0
  /// Whether any phrase tells anything.
  private(set) var hasPhrases = false
  /// The rules that may go on whatever stands there, and behind the last item.
  private(set) var always: UInt64 = 0
  private(set) var atEnd: UInt64 = 0
  /// The rules that match at the first item of a sentence only.
  private(set) var boundToStart: UInt64 = 0

  /// Takes the programs of a section.
  init(_ programs: [SignedProgram], _ lexemes: LexemeClasses, _ vocabulary: Vocabulary) {
    rows = Array(repeating: Row(), count: lexemes.count)
    phrases = Array(repeating: SpanRow(), count: vocabulary.lexiconCount)
    for (rule, signed) in programs.enumerated() {
      let bit: UInt64 = 1 << UInt64(rule)
      if signed.isBoundToStart { boundToStart |= bit }
      for at in signed.starts {
        add(at, of: signed.program, SpanRow(begins: bit), lexemes, vocabulary)
        let next = signed.program.firsts(from: at + 1)
        for second in next.takes {
          add(second, of: signed.program, SpanRow(follows: bit), lexemes, vocabulary)
        }
        if next.mayEnd { atEnd |= bit }
        if next.isFound { always |= bit }
      }
    }
    // Until now there is a row for each class of words.
    (words, rows) = rows.toldApart()
    spanKinds = kindsOfMentions
  }

  private mutating func add(
    _ at: Int, of program: Program, _ rules: SpanRow, _ lexemes: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    let instruction = program.code[at]
    switch instruction.operation {
    case .mention:
      while mentions.count <= Int(instruction.first) { mentions.append(SpanRow()) }
      mentions[Int(instruction.first)].formUnion(rules)
    case .phrase:
      hasPhrases = true
      phrases[Int(instruction.first)].formUnion(rules)
      lexemes.whereHolds(.lexicon(Int(instruction.first)), vocabulary) {
        rows[$0].add(rules, isHalf: false)
      }
    default: add(program.elements[Int(instruction.first)], rules, lexemes, vocabulary)
    }
  }

  private mutating func add(
    _ element: CompiledElement, _ rules: SpanRow, _ lexemes: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    let tests = element.tests.filter(\.asksForClasses)
    let looksAtWords = tests.count < element.tests.count
    if looksAtWords {
      for (number, example) in lexemes.examples.enumerated()
      where element.passes(word: example, vocabulary) {
        rows[number].add(rules, isHalf: !tests.isEmpty)
      }
    }
    guard !tests.isEmpty || !looksAtWords else { return }
    for test in tests {
      if case .classes(let mask) = test.kind { classes |= mask }
    }
    if let known = elements.firstIndex(where: { $0.isHalf == looksAtWords && $0.tests == tests }) {
      elements[known].rules.formUnion(rules)
    } else {
      elements.append(ClassElement(tests: tests, isHalf: looksAtWords, rules: rules))
    }
  }

  /// What items of some classes tell at which spans of some classes begin.
  func row(classes: UInt64, spans: UInt32) -> ClassRow {
    var row = Row()
    for element in elements where element.passes(classes) {
      row.add(element.rules, isHalf: element.isHalf)
    }
    var spanBegins: UInt64 = 0
    for (kind, rules) in mentions.enumerated() where spans >> UInt32(kind) & 1 == 1 {
      row.follows |= rules.follows
      spanBegins |= rules.begins
    }
    return ClassRow(classes: classes, spans: spans, row: row, spanBegins: spanBegins)
  }

  private var kindsOfMentions: UInt32 {
    mentions.indices.reduce(0) {
      mentions[$1].begins | mentions[$1].follows == 0 ? $0 : $0 | 1 << UInt32($1)
    }
  }
}

extension StartTable.Row {
  fileprivate mutating func add(_ rules: StartTable.SpanRow, isHalf: Bool) {
    if isHalf {
      mayBegin |= rules.begins
      mayFollow |= rules.follows
    } else {
      begins |= rules.begins
      follows |= rules.follows
    }
  }
}

extension StartTable.SpanRow {
  fileprivate mutating func formUnion(_ other: StartTable.SpanRow) {
    begins |= other.begins
    follows |= other.follows
  }
}

extension StartTable.ClassElement {
  fileprivate func passes(_ classes: UInt64) -> Bool {
    tests.allSatisfy { test in
      guard case .classes(let mask) = test.kind else { return true }
      return (classes & mask != 0) != test.isNegated
    }
  }
}

extension CompiledElement.Test {
  /// Whether it looks at an item's classes, and not at its word.
  fileprivate var asksForClasses: Bool {
    if case .classes = kind { return true }
    return false
  }
}

extension StartTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    words = try image.array()
    rows = try image.array()
    classes = try image.value()
    mentions = try image.array()
    phrases = try image.array()
    hasPhrases = try image.value()
    always = try image.value()
    atEnd = try image.value()
    boundToStart = try image.value()
    elements = try image.part()
    spanKinds = kindsOfMentions
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(words)
    image.lay(rows)
    image.lay(classes)
    image.lay(mentions)
    image.lay(phrases)
    image.lay(hasPhrases)
    image.lay(always)
    image.lay(atEnd)
    image.lay(boundToStart)
    image.lay(elements)
  }
}

extension StartTable.ClassElement: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    tests = try image.part()
    isHalf = try image.value()
    rules = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(tests)
    image.lay(isHalf)
    image.lay(rules)
  }
}
