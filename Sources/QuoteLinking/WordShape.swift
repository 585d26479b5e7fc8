/// What of a word tells most words that are no two others written as one: its first byte, how many
/// bytes it has, of one of 16 MB or more so many, and a hash of its spelling that joins.
struct WordShape {
  private static let base: UInt32 = 0x0100_0193

  private let bits: UInt32
  /// The sum of the bytes, each times the power of the base for the bytes after it: so the spelling
  /// of two words written as one is known from theirs.
  let spelling: UInt32
  /// The base to the power of the length.
  private let power: UInt32

  init(_ word: [UInt8]) {
    bits = UInt32(word.first ?? 0) << 24 | UInt32(truncatingIfNeeded: min(word.count, 0xFF_FFFF))
    var (sum, power) = (UInt32(0), UInt32(1))
    for byte in word {
      sum = sum &* Self.base &+ UInt32(byte)
      power = power &* Self.base
    }
    (spelling, self.power) = (sum, power)
  }

  @inline(__always)
  var length: UInt32 { bits & 0xFF_FFFF }

  /// Whether a longer word begins with the same byte.
  @inline(__always)
  func mayBegin(_ other: WordShape) -> Bool { bits >> 24 == other.bits >> 24 && bits < other.bits }

  /// The spelling of this word and the next as one.
  @inline(__always)
  func spelling(with next: WordShape) -> UInt32 { spelling &* next.power &+ next.spelling }
}

/// What tells quickly of the words of a text which two may be one of another text.
struct JoinedWords {
  /// The spelling of each word.
  private(set) var own: [UInt32] = []
  /// The spelling of each with the one before it; of the first, its own alone.
  private(set) var joined: [UInt32] = []
  /// Which may be written together with the one before, shortened, so that the spelling tells
  /// nothing.
  private(set) var isShortened: [Bool] = []
  /// Whether any may.
  private(set) var hasShortened = false

  init() {}

  /// Takes the words of a text in place of those of another. Linear.
  mutating func read(_ words: some Collection<WordTable.ID>, _ table: WordTable) {
    own.removeAll(keepingCapacity: true)
    joined.removeAll(keepingCapacity: true)
    isShortened.removeAll(keepingCapacity: true)
    hasShortened = false
    var last: WordShape?
    for word in words {
      let shape = table.shape(word)
      let isClitic = last != nil && table.isClitic(word)
      own.append(shape.spelling)
      joined.append(last?.spelling(with: shape) ?? shape.spelling)
      isShortened.append(isClitic)
      if isClitic { hasShortened = true }
      last = shape
    }
  }

  /// Whether a word and the one before it may be one of another text, or the other way round.
  @inline(__always)
  func mayJoin(_ place: Int, _ other: JoinedWords, _ otherPlace: Int) -> Bool {
    joined[place] == other.own[otherPlace] || own[place] == other.joined[otherPlace]
      || isShortened[place] || other.isShortened[otherPlace]
  }
}
