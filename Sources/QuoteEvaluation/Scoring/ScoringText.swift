/// A text as the scores see it: its words with their places, and what stands in double quotation
/// marks. All places are in code points.
///
/// A word is a run of letters, digits and underscores, with single apostrophes inside. Marks,
/// punctuation and white space never count, so that systems that cut them differently are equal.
struct ScoringText: Sendable {
  /// A word.
  struct Word: Sendable, Hashable {
    /// Its place.
    var range: Range<Int>
    /// Its text, in lower case.
    var text: String
    /// Whether it begins with a capital.
    var isCapitalised: Bool
  }

  /// What stands between two double marks, marks included.
  struct Segment: Sendable, Hashable {
    /// Its place.
    var range: Range<Int>
    /// Its words.
    var words: Range<Int>
  }

  /// The code points.
  let scalars: [Unicode.Scalar]
  /// The words, in order.
  let words: [Word]
  /// The quoted segments with at least one word, in order.
  let segments: [Segment]
  /// The segment that holds a word, by the word's index.
  let segmentOfWord: [Int: Int]

  /// Reads a text. Linear.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let words = Self.words(of: scalars, in: scalars.indices)
    var segments: [Segment] = []
    var owner: [Int: Int] = [:]
    for range in QuotedSegments(scalars).ranges {
      let inside = Self.indices(of: words, overlapping: range)
      guard !inside.isEmpty else { continue }
      for word in inside { owner[word] = segments.count }
      segments.append(Segment(range: range, words: inside))
    }
    self.scalars = scalars
    self.words = words
    self.segments = segments
    segmentOfWord = owner
  }

  /// The indices of the words that overlap a range. O(log n).
  func words(overlapping range: Range<Int>) -> Range<Int> {
    Self.indices(of: words, overlapping: range)
  }

  /// The indices of the words that overlap any of some ranges.
  func words(overlapping ranges: [Range<Int>]) -> Set<Int> {
    var found: Set<Int> = []
    for range in ranges { found.formUnion(words(overlapping: range)) }
    return found
  }

  /// The words that a range holds, read as if the text began and ended with it.
  func words(within range: Range<Int>) -> [Word] {
    Self.words(of: scalars, in: range.clamped(to: scalars.indices))
  }

  /// The text of a range.
  func text(of range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
    return String(text)
  }

  private static func indices(of words: [Word], overlapping range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    let first = words.partitioningIndex { $0.range.upperBound > range.lowerBound }
    let end = words.partitioningIndex { $0.range.lowerBound >= range.upperBound }
    return first < end ? first..<end : 0..<0
  }

  private static func words(of scalars: [Unicode.Scalar], in range: Range<Int>) -> [Word] {
    var found: [Word] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard isWord(scalars[at]) else {
        at += 1
        continue
      }
      let start = at
      while at < range.upperBound {
        if isWord(scalars[at]) {
          at += 1
        } else if isApostrophe(scalars[at]), at + 1 < range.upperBound, isWord(scalars[at + 1]) {
          at += 2
        } else {
          break
        }
      }
      var lower = ""
      for scalar in scalars[start..<at] { lower += scalar.properties.lowercaseMapping }
      found.append(
        Word(
          range: start..<at, text: lower,
          isCapitalised: scalars[start].properties.isUppercase))
    }
    return found
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "\u{2019}"
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.isLetterOrNumber
  }
}

extension Unicode.Scalar {
  /// Whether this is a letter or a number of any script.
  var isLetterOrNumber: Bool {
    if isASCII {
      return ("a"..."z").contains(self) || ("A"..."Z").contains(self) || ("0"..."9").contains(self)
    }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }
}

extension Array {
  /// The first index from which on a condition holds that never stops holding. O(log n).
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
