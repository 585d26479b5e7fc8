package import FlatImage

/// Tells in one pass over a sentence which rules have an anchor in it, and which of these can
/// match at all.
///
/// Besides its anchors a rule has up to three needs, found when it is compiled: sets of words, of
/// each of which every match takes one, in the order in which a match takes them. An item costs one
/// look-up, whatever the number of rules.
struct Gate: Sendable {
  /// Sets of rules, a bit each.
  struct Row: Sendable, Hashable, BitwiseCopyable {
    var anchored: UInt64 = 0
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0

    /// The rules that have an anchor and all that they need.
    @inline(__always)
    var able: UInt64 { anchored & needed }

    /// The rules that have all that they need.
    @inline(__always)
    var needed: UInt64 { first & second & third }

    @inline(__always)
    mutating func formUnion(_ other: Row) {
      anchored |= other.anchored
      first |= other.first
      second |= other.second
      third |= other.third
    }

    /// Takes what the next item lets in: a need counts only behind the need before it.
    @inline(__always)
    mutating func follow(_ next: Row) {
      anchored |= next.anchored
      third |= next.third & second
      second |= next.second & first
      first |= next.first
    }

    /// Whether it lets no rule in.
    var isEmpty: Bool { anchored | first | second | third == 0 }
  }

  /// What the words of each class let in, as a place in `rows`: few rows are told apart, and stay
  /// near.
  private var kinds: [UInt32] = []
  private var rows: [Row]
  /// What a phrase of each lexicon lets in.
  private var phraseRows: [Row]
  /// The rules of which the words of each row, or a phrase, meet the need that the fewest words are
  /// likely to meet; what the phrases of all lexicons do so together.
  private var cheapest: [UInt64]
  private var cheapestPhrases: [UInt64]
  private var allPhrases: UInt64 = 0
  /// What every sentence lets in: rules for want of needs.
  private var base = Row()
  private var classes: [(mask: UInt64, rules: UInt64)] = []
  private var mentions: [(kind: Int32, rules: UInt64)] = []
  private var elements: [(element: CompiledElement, rules: UInt64)] = []
  /// Rules of which every match takes a span of some classes, a bit each.
  private var spanNeeds: [(kinds: UInt32, rules: UInt64)] = []
  /// Rules of which every match takes one of some words right before an item of some classes, and
  /// the classes of those words, those of one pair in a row.
  private var pairs: [Pair] = []
  private var pairWords: [UInt32] = []

  private struct Pair: Sendable, BitwiseCopyable {
    var classes: UInt64
    var rules: UInt64
    /// Its words, in `pairWords`.
    var first, count: Int32
  }
  /// How many classes of words a pair may have: each is compared.
  private static let mostPairWords = 8

  /// Takes the anchors and needs of up to 64 rules; one anchor suffices, every need must be met.
  init(
    anchors: [[Anchor]], needs: [RuleNeeds], _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    rows = Array(repeating: Row(), count: lexemes.count)
    phraseRows = Array(repeating: Row(), count: vocabulary.lexiconCount)
    cheapest = Array(repeating: 0, count: rows.count)
    cheapestPhrases = Array(repeating: 0, count: phraseRows.count)
    for (rule, anchors) in anchors.enumerated() {
      for anchor in anchors { add(anchor, 1 << UInt64(rule), lexemes, vocabulary) }
    }
    for (rule, needs) in needs.enumerated() { add(needs, 1 << UInt64(rule), lexemes, vocabulary) }
    allPhrases = cheapestPhrases.reduce(0, |)
    shareRows()
  }

  /// Keeps one of the rows that are alike: until now there is one for each class of words.
  private mutating func shareRows() {
    struct Pair: Hashable {
      var row: Row
      var cheapest: UInt64
    }
    let (places, pairs) = zip(rows, cheapest).map { Pair(row: $0, cheapest: $1) }.toldApart()
    kinds = places
    rows = pairs.map(\.row)
    cheapest = pairs.map(\.cheapest)
  }

  private mutating func add(
    _ needs: RuleNeeds, _ rule: UInt64, _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    let places: [WritableKeyPath<Row, UInt64>] = [\.first, \.second, \.third]
    for (number, place) in places.enumerated() {
      guard number < needs.words.count else {
        base[keyPath: place] |= rule
        continue
      }
      for sign in needs.words[number] {
        add(sign, rule, place, lexemes, vocabulary)
        if number == needs.cheapest { add(cheapest: sign, rule, lexemes, vocabulary) }
      }
    }
    if let (word, classes) = needs.pair { add(word, before: classes, rule, lexemes, vocabulary) }
    for kinds in needs.spans {
      if let known = spanNeeds.firstIndex(where: { $0.kinds == kinds }) {
        spanNeeds[known].rules |= rule
      } else {
        spanNeeds.append((kinds, rule))
      }
    }
  }

  /// What the words of a sentence and its phrases let in.
  ///
  /// - Parameters:
  ///   - words: Those of the sentence that the gates ask for.
  ///   - allAnchors: Whether to look for the anchors of those rules too that lack a need.
  /// - Complexity: Linear in the items.
  func row(
    _ sentence: Range<Int>, of items: ItemTable, _ words: AskedWords, _ vocabulary: Vocabulary,
    allAnchors: Bool
  ) -> Row {
    var row = base
    // Phrases are few: what they let in counts from the first item on.
    for number in items.words.phrases(in: sentence) {
      row.formUnion(phraseRows[Int(items.words.phrases[number].kind)])
    }
    let (kinds, rows) = (kinds.span, rows.span)
    let asked = words.all.span
    for place in 0..<words.count { row.follow(rows[Int(kinds[Int(asked[place].kind)])]) }
    for pair in pairs where pair.rules & row.needed != 0 && !holds(pair, sentence, items, words) {
      row.first &= ~pair.rules
    }
    if !classes.isEmpty {
      var seen: UInt64 = 0
      for item in sentence { seen |= items.classes[item] }
      for (mask, rules) in self.classes where seen & mask != 0 { row.anchored |= rules }
    }
    // These are looked for item by item.
    for (element, rules) in elements
    where (allAnchors ? rules : rules & row.needed & ~row.anchored) != 0
      && sentence.contains(where: {
        element.passes(items.lexemes[$0], items.classes[$0], vocabulary)
      })
    {
      row.anchored |= rules
    }
    return row
  }

  /// Whether one of a pair's words stands before an item of its classes.
  private func holds(
    _ pair: Pair, _ sentence: Range<Int>, _ items: ItemTable, _ words: AskedWords
  ) -> Bool {
    let wanted = pairWords[Int(pair.first)..<Int(pair.first + pair.count)]
    let asked = words.all.span
    for place in 0..<words.count {
      let next = sentence.lowerBound + Int(asked[place].item) + 1
      if next < sentence.upperBound, items.classes[next] & pair.classes != 0,
        wanted.contains(asked[place].kind)
      {
        return true
      }
    }
    return false
  }

  /// Marks the items of a sentence that words let some rules have their cheapest needs at.
  ///
  /// - Returns: From the first of them to the last.
  func mark(
    _ rules: UInt64, _ sentence: Range<Int>, of items: ItemTable, _ words: AskedWords,
    in marks: UnsafeMutableBufferPointer<UInt64>
  ) -> Range<Int> {
    var (first, end) = (Int.max, 0)
    let (kinds, cheapest) = (kinds.span, cheapest.span)
    let asked = words.all.span
    for place in 0..<words.count {
      let word = asked[place]
      guard cheapest[Int(kinds[Int(word.kind)])] & rules != 0 else { continue }
      marks[Int(word.item)] = 1
      first = min(first, Int(word.item))
      end = Int(word.item) + 1
    }
    let phrases = items.words.phrases(in: sentence)
    guard !phrases.isEmpty, allPhrases & rules != 0 else { return min(first, end)..<end }
    for item in sentence {
      let own = items.words.phrases(at: item)
      guard own.contains(where: { cheapestPhrases[Int($0.kind)] & rules != 0 })
      else { continue }
      let place = item - sentence.lowerBound
      marks[place] = 1
      first = min(first, place)
      end = max(end, place + 1)
    }
    return min(first, end)..<end
  }

  /// Whether a word form may be an anchor of some rule, as far as the word alone tells.
  func isAnchor(_ lexeme: LexemeID, of kind: Int, _ vocabulary: Vocabulary) -> Bool {
    !classes.isEmpty || !mentions.isEmpty || rows[Int(kinds[kind])].anchored != 0
      || elements.contains { $0.element.passes(word: lexeme, vocabulary) }
  }

  /// The lexicons of which an entry of several words is an anchor.
  var anchorLexicons: [Int] { phraseRows.indices.filter { phraseRows[$0].anchored != 0 } }

  /// Whether words of a class let any rule in.
  func asks(for word: Int) -> Bool {
    !rows[Int(kinds[word])].isEmpty || pairWords.contains(UInt32(word))
  }

  /// Adds what the spans of a sentence let in, and takes out what those of its table do not.
  func add(spansOf sentence: Range<Int>, of items: ItemTable, to row: inout Row) {
    for (kind, rules) in mentions where items.hasSpan(kind, in: sentence) {
      row.anchored |= rules
    }
    for (kinds, rules) in spanNeeds where items.spanKinds & kinds == 0 { row.first &= ~rules }
  }

  /// Whether spans are anchors of some rule.
  var asksForSpans: Bool { !mentions.isEmpty }

  private mutating func add(
    _ anchor: Anchor, _ rules: UInt64, _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    switch anchor {
    case .lexicon(let index):
      add(.phrase(Int32(index)), rules, \.anchored, lexemes, vocabulary)
    case .mention(let kind): mentions.append((Int32(kind), rules))
    case .element(let element):
      guard element.tests.count == 1, let test = element.tests.first, !test.isNegated else {
        return elements.append((element, rules))
      }
      switch test.kind {
      case .classes(let mask):
        if let known = classes.firstIndex(where: { $0.mask == mask }) {
          classes[known].rules |= rules
        } else {
          classes.append((mask, rules))
        }
      case .lexicon(let index):
        add(.phrase(Int32(index)), rules, \.anchored, lexemes, vocabulary)
      case .word, .words: add(.element(element), rules, \.anchored, lexemes, vocabulary)
      }
    }
  }

  /// Lets rules in where a sign may hold, as far as the word alone tells.
  private mutating func add(
    _ sign: Sign, _ rules: UInt64, _ place: WritableKeyPath<Row, UInt64>,
    _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    if case .phrase(let index) = sign { phraseRows[Int(index)][keyPath: place] |= rules }
    Self.words(of: sign, lexemes, vocabulary) { rows[$0][keyPath: place] |= rules }
  }

  private mutating func add(
    _ word: Sign, before classes: UInt64, _ rules: UInt64, _ lexemes: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    var words: [UInt32] = []
    Self.words(of: word, lexemes, vocabulary) { words.append(UInt32($0)) }
    guard words.count <= Self.mostPairWords else { return }
    for number in pairs.indices where pairs[number].classes == classes {
      let (first, count) = (Int(pairs[number].first), Int(pairs[number].count))
      guard pairWords[first..<first + count].elementsEqual(words) else { continue }
      pairs[number].rules |= rules
      return
    }
    pairs.append(
      Pair(
        classes: classes, rules: rules, first: Int32(pairWords.count), count: Int32(words.count)))
    pairWords += words
  }

  private mutating func add(
    cheapest sign: Sign, _ rules: UInt64, _ lexemes: LexemeClasses, _ vocabulary: Vocabulary
  ) {
    if case .phrase(let index) = sign { cheapestPhrases[Int(index)] |= rules }
    Self.words(of: sign, lexemes, vocabulary) { cheapest[$0] |= rules }
  }

  /// Calls with each class of words at which a sign may hold, as far as the word alone tells.
  private static func words(
    of sign: Sign, _ lexemes: LexemeClasses, _ vocabulary: Vocabulary, _ body: (Int) -> Void
  ) {
    switch sign {
    case .mention: break
    case .phrase(let index): lexemes.whereHolds(.lexicon(Int(index)), vocabulary, body)
    case .element(let element):
      guard let test = element.firstWordTest else { return }
      lexemes.whereHolds(test.kind, vocabulary, body)
    }
  }
}

extension CompiledElement {
  /// The first test that asks for certain words.
  var firstWordTest: Test? {
    tests.first { test in
      if case .classes = test.kind { return false }
      return !test.isNegated
    }
  }

  /// The first classes that it asks for; `nil` where it asks for none.
  var firstClasses: UInt64? {
    for test in tests where !test.isNegated {
      if case .classes(let classes) = test.kind { return classes }
    }
    return nil
  }
}

extension ItemTable {
  /// Whether a span of a class begins in a sentence.
  fileprivate func hasSpan(_ kind: Int32, in sentence: Range<Int>) -> Bool {
    spans[spanStarts[sentence.lowerBound].first..<spanStarts[sentence.upperBound].first]
      .contains { $0.kind == kind }
  }
}

extension Gate: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    kinds = try image.array()
    rows = try image.array()
    phraseRows = try image.array()
    cheapest = try image.array()
    cheapestPhrases = try image.array()
    allPhrases = cheapestPhrases.reduce(0, |)
    base = try image.value()
    classes = try image.array()
    mentions = try image.array()
    let compiled = try image.part([CompiledElement].self)
    elements = zip(compiled, try image.array(of: UInt64.self)).map { (element: $0, rules: $1) }
    spanNeeds = try image.array()
    pairs = try image.array()
    pairWords = try image.array()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(kinds)
    image.lay(rows)
    image.lay(phraseRows)
    image.lay(cheapest)
    image.lay(cheapestPhrases)
    image.lay(base)
    image.lay(classes)
    image.lay(mentions)
    image.lay(elements.map(\.element))
    image.lay(elements.map(\.rules))
    image.lay(spanNeeds)
    image.lay(pairs)
    image.lay(pairWords)
  }
}
