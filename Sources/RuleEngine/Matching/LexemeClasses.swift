package import FlatImage

/// Word forms that the tests of some rules cannot tell apart share a class.
///
/// Class 0 is the unknown word alone. A rule set that names a thousand words has some thousand
/// classes, however large the vocabulary. The rules of all kinds that are matched against the same
/// items share one division, so that the words of a text are looked up once for all of them.
struct LexemeClasses: Sendable {
  /// The class of most word forms, which no rule can tell from each other, and then what the others
  /// have, in their order: few enough to stay near. With a bit for those that begin a phrase, and
  /// one for those that are the second of one.
  private var common: UInt32 = 0
  private var told = FlatArray<UInt32>()
  private var blocks = FlatArray<Block>()
  /// For the first two words of phrases a bit, by a hash; few other pairs find one set.
  private var pairs = FlatArray<UInt64>()
  /// A word form of each class.
  private(set) var examples: [LexemeID] = [0]
  /// The lexicons of which entries of several words are looked for.
  private let phraseLexicons: [Bool]

  /// 64 word forms.
  private struct Block: Sendable, BitwiseCopyable {
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

  /// Sorts the vocabulary by what some rules can see of it.
  ///
  /// - Complexity: Linear in the vocabulary.
  init(_ vision: RuleVision, _ vocabulary: Vocabulary) {
    let phrases = vision.phrases.intersection(vocabulary.withPhrases)
    phraseLexicons = (0..<vocabulary.lexiconCount).map(phrases.contains)
    var classes = [UInt32](repeating: 0, count: max(1, vocabulary.count))
    divide(&classes, vision, vocabulary)
    if !phrases.isEmpty { markPhrases(&classes, vocabulary) }
    for (number, one) in classes.enumerated() {
      if number & 63 == 0 { blocks.array.append(Block(first: UInt32(told.count))) }
      guard one != common else { continue }
      blocks.array[number >> 6].told |= 1 << UInt64(number & 63)
      told.array.append(one)
    }
  }

  private mutating func divide(
    _ classes: inout [UInt32], _ vision: RuleVision, _ vocabulary: Vocabulary
  ) {
    var masks = [UInt64](repeating: 0, count: vocabulary.stride)
    for lexicon in vision.lexicons { masks[lexicon >> 6] |= 1 << UInt64(lexicon & 63) }
    var isNamed = [Bool](repeating: false, count: classes.count)
    for word in vision.words { isNamed[Int(word)] = true }
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
  private static let numbers = isSecond - 1

  /// Marks the word forms that begin a phrase of lexicons that count, and the second ones.
  private mutating func markPhrases(_ classes: inout [UInt32], _ vocabulary: Vocabulary) {
    let beginnings = vocabulary.phrases.beginnings(of: phraseLexicons)
    // A power of two, with sixteen bits for each pair or more.
    let size = UInt64(max(1, beginnings.count / 4)).leadingZeroBitCount
    pairs = FlatArray([UInt64](repeating: 0, count: 1 << (64 - size)))
    for (first, second) in beginnings {
      classes[Int(first)] |= Self.beginsPhrase
      classes[Int(second)] |= Self.isSecond
      let (place, bit) = Self.place(first, second, pairs.count)
      pairs.array[place] |= bit
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

  /// How many classes there are.
  var count: Int { examples.count }

  /// The class of a word form.
  subscript(lexeme: LexemeID) -> Int {
    let (block, number) = (blocks[Int(lexeme >> 6)], UInt64(lexeme & 63))
    let one = block.told >> number & 1 == 0 ? common : told[block.place(number)]
    return Int(one & Self.numbers)
  }

  /// Whether entries of several words of a lexicon are looked for.
  func looksFor(phrasesOf lexicon: Int32) -> Bool { phraseLexicons[Int(lexicon)] }

  /// Looks up to 64 word forms up.
  ///
  /// First it is seen which of them can be told from most others, for all at once, so that what
  /// depends on that is done for those alone.
  ///
  /// - Parameters:
  ///   - lexemes: Those of a table.
  ///   - places: Which of them.
  ///   - found: Gets their classes, at the same places.
  /// - Returns: Those that may begin a phrase, and those that may be the second of one, a bit each.
  @inline(__always)
  func look(
    up lexemes: Span<LexemeID>, _ places: Range<Int>, into found: inout MutableSpan<UInt32>
  ) -> (begins: UInt64, seconds: UInt64) {
    var (begins, seconds): (UInt64, UInt64) = (0, 0)
    blocks.withUnsafeBufferPointer { blocks in
      told.withUnsafeBufferPointer { told in
        var rest: UInt64 = 0
        let most = common & Self.numbers
        for place in places {
          let word = Int(lexemes[place])
          let isTold = blocks[word &>> 6].told &>> UInt64(word & 63) & 1
          rest |= isTold &<< UInt64(place &- places.lowerBound)
          found[place] = most
        }
        while rest != 0 {
          let number = rest.trailingZeroBitCount
          rest &= rest &- 1
          let word = lexemes[places.lowerBound &+ number]
          let one = told[blocks[Int(word &>> 6)].place(UInt64(word & 63))]
          found[places.lowerBound &+ number] = one & Self.numbers
          begins |= UInt64(one &>> 31) &<< UInt64(number)
          seconds |= UInt64(one &>> 30 & 1) &<< UInt64(number)
        }
      }
    }
    return (begins, seconds)
  }

  /// Whether a phrase may begin with two words.
  func mayBegin(_ first: LexemeID, _ second: LexemeID) -> Bool {
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

extension LexemeClasses: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    examples = try image.array()
    common = try image.value()
    told = try image.part()
    blocks = try image.part()
    pairs = try image.part()
    phraseLexicons = try image.array()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(examples)
    image.lay(common)
    image.lay(told)
    image.lay(blocks)
    image.lay(pairs)
    image.lay(phraseLexicons)
  }
}
