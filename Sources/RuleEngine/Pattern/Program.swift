package import FlatImage

/// A pattern as instructions, run by `Backtracker`.
struct Program: Sendable {
  var code: [Instruction] = []
  var elements: [CompiledElement] = []
  var roles: [String] = []
  /// How many instructions have alternatives, and so are remembered where they fail.
  var branches = 0
  /// Sets of instructions: of each set every match runs one, to take an item or a span.
  var cuts: [[Int]] = []
  /// How much of a text is likely to pass each instruction.
  var costs: [Int] = []

  struct Instruction: Sendable, Hashable {
    var operation: Operation
    /// The element, lexicon, mention class, role or target that the operation needs; targets lie
    /// ahead.
    var first: Int32 = 0
    /// The second target.
    var second: Int32 = 0
    /// The number of the instruction among those with alternatives.
    var branch: Int32 = -1
  }

  enum Operation: UInt8, Sendable {
    /// Takes an item that passes element `first`.
    case item
    /// Takes an entry of lexicon `first`, of one word or several, the longest first.
    case phrase
    /// Takes a mention of class `first`, the longest first.
    case mention
    /// Goes on at `first`; failing that, at `second`.
    case split
    /// Goes on at `first`.
    case jump
    /// Begins the capture of role `first`.
    case open
    /// Ends the capture of role `first`.
    case close
    /// Fails if what follows it, up to its `accept`, is found here; else goes on at `first`.
    case notAhead
    /// Fails anywhere but at the first item.
    case start
    /// Fails anywhere but after the last item.
    case end
    /// Found.
    case accept
  }
}

/// The tests of one item.
struct CompiledElement: Sendable, Hashable {
  var tests: [Test]

  struct Test: Sendable, Hashable {
    var kind: Kind
    var isNegated: Bool
  }

  enum Kind: Sendable, Hashable {
    case word(LexemeID)
    case words([LexemeID])
    case lexicon(Int)
    case classes(UInt64)
  }

  /// Whether an item passes all tests.
  func passes(_ lexeme: LexemeID, _ classes: UInt64, _ vocabulary: Vocabulary) -> Bool {
    for test in tests {
      let holds =
        switch test.kind {
        case .word(let word): lexeme == word
        case .words(let words): words.contains(lexeme)
        case .lexicon(let index): vocabulary.contains(lexeme, lexicon: index)
        case .classes(let mask): classes & mask != 0
        }
      if holds == test.isNegated { return false }
    }
    return true
  }

  /// How much of a text is likely to pass: words count by their length, for the commonest are
  /// short, lexicons by their size, classes most.
  func cost(_ vocabulary: Vocabulary) -> Int {
    var least = 1_000_000
    for test in tests where !test.isNegated {
      let cost =
        switch test.kind {
        case .word(let word): Self.cost(word, vocabulary)
        case .words(let words): words.reduce(0) { $0 + Self.cost($1, vocabulary) }
        case .lexicon(let index): vocabulary.cost(ofLexicon: index)
        case .classes: 100_000
        }
      least = min(least, cost)
    }
    return least
  }

  private static func cost(_ word: LexemeID, _ vocabulary: Vocabulary) -> Int {
    switch vocabulary.length(of: word) {
    case ...3: 60
    case 4...5: 10
    default: 1
    }
  }
}

extension Vocabulary {
  /// How much of a text is likely to be in a lexicon.
  func cost(ofLexicon index: Int) -> Int { 100 + entryCount(ofLexicon: index) }
}

extension CompiledElement: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) { tests = try image.part() }

  package func lay(into image: inout ImageWriter) { image.lay(tests) }
}

extension CompiledElement.Test: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    isNegated = try image.value()
    switch try image.value(UInt8.self) {
    case 0: kind = .word(try image.value())
    case 1: kind = .words(try image.array())
    case 2: kind = .lexicon(try image.value())
    default: kind = .classes(try image.value())
    }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(isNegated)
    switch kind {
    case .word(let word):
      image.lay(UInt8(0))
      image.lay(word)
    case .words(let words):
      image.lay(UInt8(1))
      image.lay(words)
    case .lexicon(let index):
      image.lay(UInt8(2))
      image.lay(index)
    case .classes(let mask):
      image.lay(UInt8(3))
      image.lay(mask)
    }
  }
}
