/// The words of a table's items as rules tell them apart, and the lexicon entries of several words
/// among them; its memory is used again for the next text.
struct TextWords: Sendable {
  /// The class of each word form.
  private(set) var classes: [UInt32] = []
  /// The phrases, by their first items; of those that begin together the longest first.
  private(set) var phrases: [ItemSpan] = []
  /// For each item, and behind the last, the first of its phrases.
  private(set) var starts: [Int32] = [0]
  /// For each item whether it lies behind the first of a phrase.
  private(set) var isInside: [Bool] = []
  /// How many phrases begin at one item, at most.
  private(set) var mostPhrases = 0

  /// The phrases of a sentence.
  @inline(__always)
  func phrases(in sentence: Range<Int>) -> Range<Int> {
    Int(starts[sentence.lowerBound])..<Int(starts[sentence.upperBound])
  }

  /// The phrases that begin at an item.
  func phrases(at item: Int) -> ArraySlice<ItemSpan> {
    phrases[Int(starts[item])..<Int(starts[item + 1])]
  }

  /// Reads the word forms of some sentences, which follow each other; others are not looked at.
  ///
  /// - Complexity: Linear in the word forms.
  mutating func read(
    _ lexemes: [LexemeID], sentences: [Range<Int>], _ rules: LexemeClasses,
    _ vocabulary: Vocabulary
  ) {
    phrases.removeAll(keepingCapacity: true)
    mostPhrases = 0
    makeRoom(lexemes.count)
    var place = 0
    for sentence in sentences { read(sentence, lexemes, rules, vocabulary, &place) }
    fill(&place, through: lexemes.count - 1, phrases.count, 0)
    starts[lexemes.count] = Int32(truncatingIfNeeded: phrases.count)
  }

  /// Reads one sentence.
  ///
  /// - Parameter place: The first item whose phrases are not known.
  private mutating func read(
    _ sentence: Range<Int>, _ lexemes: [LexemeID], _ rules: LexemeClasses,
    _ vocabulary: Vocabulary, _ place: inout Int
  ) {
    let all = lexemes.span
    var carried: UInt64 = 0
    var covered = 0
    var start = sentence.lowerBound
    while start < sentence.upperBound {
      let places = start..<min(start + 64, sentence.upperBound)
      var found = classes.mutableSpan
      let (begins, seconds) = rules.look(up: all, places, into: &found)
      var pairs = (begins &<< 1 | carried) & seconds
      carried = begins &>> 63
      while pairs != 0 {
        let second = start + pairs.trailingZeroBitCount
        pairs &= pairs &- 1
        guard rules.mayBegin(all[second - 1], all[second]) else { continue }
        addPhrases(at: second - 1, in: sentence, lexemes, rules, vocabulary, &place, &covered)
      }
      start = places.upperBound
    }
    fill(&place, through: sentence.upperBound - 1, phrases.count, covered)
  }

  /// Adds the phrases that begin at an item.
  private mutating func addPhrases(
    at item: Int, in sentence: Range<Int>, _ lexemes: [LexemeID], _ rules: LexemeClasses,
    _ vocabulary: Vocabulary, _ place: inout Int, _ covered: inout Int
  ) {
    let first = phrases.count
    vocabulary.phrases.follow(fromBeginner: item, count: sentence.upperBound) {
      lexemes[$0]
    } _: { end, next in
      guard rules.looksFor(phrasesOf: end.lexicon) else { return }
      phrases.append(ItemSpan(kind: end.lexicon, end: Int32(next)))
    }
    guard phrases.count > first else { return }
    mostPhrases = max(mostPhrases, phrases.count - first)
    if phrases.count > first + 1 { phrases[first...].reverse() }
    fill(&place, through: item, first, covered)
    covered = max(covered, Int(phrases[first].end))
  }

  private mutating func makeRoom(_ count: Int) {
    guard classes.count < count else { return }
    let missing = count - classes.count
    classes += repeatElement(0, count: missing)
    isInside += repeatElement(false, count: missing)
    starts += repeatElement(0, count: count + 1 - starts.count)
  }

  /// Fills the columns of phrases up to an item.
  private mutating func fill(_ place: inout Int, through last: Int, _ first: Int, _ covered: Int) {
    while place <= last {
      starts[place] = Int32(truncatingIfNeeded: first)
      isInside[place] = place < covered
      place += 1
    }
  }
}
