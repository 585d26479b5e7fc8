package import FlatImage

/// Word forms that the tests of some rules cannot tell apart share a class.
///
/// Class 0 is the unknown word alone. A rule set that names a thousand words has some thousand
/// classes, however large the vocabulary.
struct LexemeClasses: Sendable {
  /// The class of each word form, with a bit for those that begin a phrase, one for those that are
  /// the second of one, and one for those that a gate asks for; until all of that is known.
  private var classes: [UInt32]
  /// The class of most word forms, which no rule can tell from each other, and then what the others
  /// have, in their order: few enough to stay near.
  private var common: UInt32 = 0
  private var told: [UInt32] = []
  private var blocks: [Block] = []
  /// For the first two words of phrases a bit, by a hash; few other pairs find one set.
  private var pairs: [UInt64] = []
  /// A word form of each class.
  private(set) var examples: [LexemeID] = [0]

  /// 64 word forms.
  private struct Block: BitwiseCopyable {
    /// Which of them have something else than most, a bit each.
    var told: UInt64 = 0
    /// The place of the first of these in `told`.
    var first: UInt32 = 0

    /// The place of one of them in `told`.
    @inline(__always)
    func place(_ number: UInt64) -> Int {
      Int(first) &+ (told & (1 &<< number &- 1)).nonzeroBitCount
    }
  }

  /// Sorts the vocabulary by what some tests can see of it.
  ///
  /// - Complexity: Linear in the vocabulary.
  init(words: Set<LexemeID>, lexicons: Set<Int>, _ vocabulary: Vocabulary) {
    classes = Array(repeating: 0, count: max(1, vocabulary.count))
    var masks = [UInt64](repeating: 0, count: vocabulary.stride)
    for lexicon in lexicons { masks[lexicon >> 6] |= 1 << UInt64(lexicon & 63) }
    var isNamed = [Bool](repeating: false, count: classes.count)
    for word in words { isNamed[Int(word)] = true }
    var known: [UInt64: UInt32] = [:]
    var unseen: UInt32?
    for number in classes.indices.dropFirst() {
      let lexeme = LexemeID(number)
      let isSeen = isNamed[number] || Self.isSeen(lexeme, masks, vocabulary)
      if !isSeen, let unseen {
        classes[number] = unseen
        continue
      }
      let hash = isSeen && !isNamed[number] ? Self.hash(lexeme, masks, vocabulary) : nil
      if let hash, let found = known[hash],
        Self.areAlike(lexeme, examples[Int(found)], masks, vocabulary)
      {
        classes[number] = found
        continue
      }
      // A word that a test names, a new set of lexicons, or one whose hash another has.
      classes[number] = UInt32(examples.count)
      if let hash { known[hash] = UInt32(examples.count) }
      if !isSeen { unseen = UInt32(examples.count) }
      examples.append(lexeme)
    }
    common = unseen ?? 0
  }

  private static let beginsPhrase: UInt32 = 1 << 31
  private static let isSecond: UInt32 = 1 << 30
  private static let isAsked: UInt32 = 1 << 29
  private static let numbers = isAsked - 1

  /// Marks the word forms that begin a phrase of lexicons that count, and the second ones.
  mutating func markPhrases(of lexicons: [Bool], _ vocabulary: Vocabulary) {
    let beginnings = vocabulary.phrases.beginnings(of: lexicons)
    // A power of two, with sixteen bits for each pair or more.
    let size = UInt64(max(1, beginnings.count / 4)).leadingZeroBitCount
    pairs = Array(repeating: 0, count: 1 << (64 - size))
    for (first, second) in beginnings {
      classes[Int(first)] |= Self.beginsPhrase
      classes[Int(second)] |= Self.isSecond
      let (place, bit) = Self.place(first, second, pairs.count)
      pairs[place] |= bit
    }
  }

  /// Where the bit of a pair of words lies among so many sets of them.
  @inline(__always)
  private static func place(
    _ first: LexemeID, _ second: LexemeID, _ count: Int
  ) -> (Int, UInt64) {
    let hash = (UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
    return (Int(hash >> 32) & (count &- 1), 1 &<< (hash >> 26))
  }

  /// Marks the word forms of the classes that a gate asks for: to be done last.
  mutating func markAsked(_ isAsked: (Int) -> Bool) {
    let asked = examples.indices.map(isAsked)
    for number in classes.indices {
      if number & 63 == 0 { blocks.append(Block(first: UInt32(told.count))) }
      var one = classes[number]
      if asked[Int(one & Self.numbers)] { one |= Self.isAsked }
      guard one != common else { continue }
      blocks[number >> 6].told |= 1 << UInt64(number & 63)
      told.append(one)
    }
    classes = []
  }

  /// How many classes there are.
  var count: Int { examples.count }

  /// The class of a word form.
  subscript(lexeme: LexemeID) -> Int {
    guard classes.isEmpty else { return Int(classes[Int(lexeme)] & Self.numbers) }
    let (block, number) = (blocks[Int(lexeme >> 6)], UInt64(lexeme & 63))
    return Int(block.told >> number & 1 == 0 ? common : told[block.place(number)] & Self.numbers)
  }

  /// Looks up to 64 word forms of a sentence up.
  ///
  /// First it is seen which of them can be told from most others, for all at once, so that what
  /// depends on that is done for those alone.
  ///
  /// - Parameters:
  ///   - lexemes: Those of the table.
  ///   - places: Which of them.
  ///   - first: The number of the first of them in its sentence.
  ///   - found: Gets their classes.
  ///   - asked: Gets those that a gate asks for, behind `askedCount` others.
  /// - Returns: Those that may begin a phrase, and those that may be the second of one, a bit each.
  fileprivate func look(
    up lexemes: Span<LexemeID>, _ places: Range<Int>, _ first: Int, into found: inout [UInt32],
    asked: inout [SentenceWords.Asked], _ askedCount: inout Int
  ) -> (begins: UInt64, seconds: UInt64) {
    var found = found.mutableSpan
    var asked = asked.mutableSpan
    var count = askedCount
    var rest: UInt64 = 0
    for place in places {
      let word = Int(lexemes[place])
      let number = place &- places.lowerBound
      rest |= (blocks[word &>> 6].told &>> UInt64(word & 63) & 1) &<< UInt64(number)
      found[first &+ number] = common
    }
    var (begins, seconds): (UInt64, UInt64) = (0, 0)
    while rest != 0 {
      let number = rest.trailingZeroBitCount
      rest &= rest &- 1
      let word = lexemes[places.lowerBound &+ number]
      let one = told[blocks[Int(word &>> 6)].place(UInt64(word & 63))]
      found[first &+ number] = one & Self.numbers
      asked[count] = SentenceWords.Asked(
        word: one & Self.numbers, item: UInt32(truncatingIfNeeded: first &+ number))
      count &+= one & Self.isAsked == 0 ? 0 : 1
      begins |= UInt64(one &>> 31) &<< UInt64(number)
      seconds |= UInt64(one &>> 30 & 1) &<< UInt64(number)
    }
    askedCount = count
    return (begins, seconds)
  }

  /// Whether a phrase may begin with two words.
  fileprivate func mayBegin(_ first: LexemeID, _ second: LexemeID) -> Bool {
    let (place, bit) = Self.place(first, second, pairs.count)
    return pairs[place] & bit != 0
  }

  /// Gives each class where a test holds to a closure.
  func whereHolds(
    _ test: CompiledElement.Kind, _ vocabulary: Vocabulary, _ body: (Int) -> Void
  ) {
    switch test {
    case .word(let word): body(self[word])
    case .words(let words): for word in words { body(self[word]) }
    case .lexicon(let index):
      for (number, example) in examples.enumerated()
      where vocabulary.contains(example, lexicon: index) {
        body(number)
      }
    case .classes: break
    }
  }

  /// Whether any of the lexicons that count holds a word form.
  @inline(__always)
  private static func isSeen(
    _ lexeme: LexemeID, _ masks: [UInt64], _ vocabulary: Vocabulary
  ) -> Bool {
    for piece in masks.indices
    where vocabulary.membership(lexeme, piece: piece) & masks[piece] != 0 {
      return true
    }
    return false
  }

  private static func hash(
    _ lexeme: LexemeID, _ masks: [UInt64], _ vocabulary: Vocabulary
  ) -> UInt64 {
    var hash: UInt64 = 0
    for piece in masks.indices {
      hash ^= vocabulary.membership(lexeme, piece: piece) & masks[piece]
      hash = hash &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }

  private static func areAlike(
    _ one: LexemeID, _ other: LexemeID, _ masks: [UInt64], _ vocabulary: Vocabulary
  ) -> Bool {
    masks.indices.allSatisfy { piece in
      (vocabulary.membership(one, piece: piece) ^ vocabulary.membership(other, piece: piece))
        & masks[piece] == 0
    }
  }
}

/// The word forms of one sentence, as the rules of a matcher tell them apart; its memory is used
/// again for the next.
struct SentenceWords: Sendable {
  /// A word form that a gate asks for.
  struct Asked: Sendable {
    var word: UInt32
    /// The item, counted from the sentence's first.
    var item: UInt32
  }

  /// The class of each; there may be more than the sentence has.
  fileprivate(set) var classes: [UInt32] = []
  /// Those that a gate asks for, in order; only so many count.
  fileprivate(set) var asked: [Asked] = []
  fileprivate(set) var askedCount = 0
  /// The items whose words may begin a phrase with the next.
  fileprivate(set) var beginners: [Int32] = []

  /// Takes the word forms of a sentence.
  ///
  /// - Complexity: Linear in the items.
  mutating func load(_ sentence: Range<Int>, of items: ItemTable, _ lexemes: LexemeClasses) {
    if !beginners.isEmpty { beginners.removeAll(keepingCapacity: true) }
    askedCount = 0
    if classes.count < sentence.count {
      let missing = sentence.count - classes.count
      classes += repeatElement(0, count: missing)
      asked += repeatElement(Asked(word: 0, item: 0), count: missing)
    }
    let all = items.lexemes.span
    var carried: UInt64 = 0
    for start in stride(from: sentence.lowerBound, to: sentence.upperBound, by: 64) {
      let first = start - sentence.lowerBound
      let (begins, seconds) = lexemes.look(
        up: all, start..<min(start + 64, sentence.upperBound), first, into: &classes,
        asked: &asked, &askedCount)
      var pairs = (begins &<< 1 | carried) & seconds
      carried = begins &>> 63
      while pairs != 0 {
        let place = start + pairs.trailingZeroBitCount
        pairs &= pairs &- 1
        if lexemes.mayBegin(all[place - 1], all[place]) {
          beginners.append(Int32(place - 1 - sentence.lowerBound))
        }
      }
    }
  }
}

extension LexemeClasses: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    classes = []
    examples = try image.array()
    common = try image.value()
    told = try image.array()
    blocks = try image.array()
    pairs = try image.array()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(examples)
    image.lay(common)
    image.lay(told)
    image.lay(blocks)
    image.lay(pairs)
  }
}
