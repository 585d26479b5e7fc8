package import FlatImage

/// The tests of many elements, laid flat: they are used where they stand in an image.
struct ElementTable: Sendable {
  private var tests = FlatArray<Test>()
  /// Where the tests of each element begin, and where those of the last end.
  private var starts = FlatArray<UInt32>()
  /// The words of those tests that ask for one of several.
  private var words = FlatArray<LexemeID>()

  private struct Test: Sendable, BitwiseCopyable {
    var kind: Kind
    var isNegated: Bool
    /// Of words how many there are.
    var count: UInt32 = 0
    /// The word, the lexicon or the classes; of words the place of the first.
    var value: UInt64
  }

  private enum Kind: UInt8, Sendable, BitwiseCopyable {
    case word, words, lexicon, classes
  }

  /// Lays elements flat.
  init(_ elements: [CompiledElement] = []) {
    var tests: [Test] = []
    var words: [LexemeID] = []
    var starts: [UInt32] = [0]
    for element in elements {
      for test in element.tests { tests.append(Self.flat(test, &words)) }
      starts.append(UInt32(tests.count))
    }
    (self.tests, self.starts, self.words) = (FlatArray(tests), FlatArray(starts), FlatArray(words))
  }

  private static func flat(_ test: CompiledElement.Test, _ words: inout [LexemeID]) -> Test {
    switch test.kind {
    case .word(let word):
      return Test(kind: .word, isNegated: test.isNegated, value: UInt64(word))
    case .words(let some):
      defer { words += some }
      return Test(
        kind: .words, isNegated: test.isNegated, count: UInt32(some.count),
        value: UInt64(words.count))
    case .lexicon(let index):
      return Test(kind: .lexicon, isNegated: test.isNegated, value: UInt64(index))
    case .classes(let mask):
      return Test(kind: .classes, isNegated: test.isNegated, value: mask)
    }
  }

  /// Whether an item passes all tests of an element.
  func passes(
    _ element: Int, _ lexeme: LexemeID, _ classes: UInt64, _ vocabulary: Vocabulary
  ) -> Bool {
    for number in Int(starts[element])..<Int(starts[element + 1]) {
      let test = tests[number]
      let holds =
        switch test.kind {
        case .word: UInt64(lexeme) == test.value
        case .words: isAny(lexeme, from: Int(test.value), Int(test.count))
        case .lexicon: vocabulary.contains(lexeme, lexicon: Int(test.value))
        case .classes: classes & test.value != 0
        }
      if holds == test.isNegated { return false }
    }
    return true
  }

  /// Whether a word form passes the tests of an element that look at it.
  func passes(_ element: Int, word: LexemeID, _ vocabulary: Vocabulary) -> Bool {
    for number in Int(starts[element])..<Int(starts[element + 1]) {
      let test = tests[number]
      let holds =
        switch test.kind {
        case .word: UInt64(word) == test.value
        case .words: isAny(word, from: Int(test.value), Int(test.count))
        case .lexicon: vocabulary.contains(word, lexicon: Int(test.value))
        case .classes: !test.isNegated
        }
      if holds == test.isNegated { return false }
    }
    return true
  }

  private func isAny(_ lexeme: LexemeID, from first: Int, _ count: Int) -> Bool {
    for place in first..<first + count where words[place] == lexeme { return true }
    return false
  }
}

extension ElementTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    tests = try image.flatArray()
    starts = try image.flatArray()
    words = try image.flatArray()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(tests)
    image.lay(starts)
    image.lay(words)
  }
}
