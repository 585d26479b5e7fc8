/// The distinct texts of all mentions: the exact layer.
///
/// Two mentions have one text where their letters are the same, spaces aside, so that "back end"
/// and "backend" do. The plainest of the variants stands for them. Texts are numbered in the order
/// of their first mention.
package struct TextIndex {
  /// A text's number.
  package typealias ID = Int

  /// The words of all texts, one after the other.
  private(set) var words: [WordTable.ID] = []
  /// How each word is marked.
  private(set) var marks: [WordMarks] = []
  /// The text of each mention; `none` for one without words.
  private var textOfMention: [UInt32] = []
  /// The mentions of all texts, in order, those of one text after those of the one before.
  private var mentionsOfTexts: [UInt32] = []
  private var mentionEnds: [UInt32] = []

  private var letters: [Letters] = []
  private var ends: [Int] = []
  private var tenths: [Int32] = []

  private static let none = UInt32.max

  var count: Int { ends.count }

  /// The mentions of a text, in order.
  @inline(__always)
  func mentions(of text: ID) -> MentionNumbers {
    let start = text == 0 ? 0 : mentionEnds[text - 1]
    return MentionNumbers(numbers: mentionsOfTexts[Int(start)..<Int(mentionEnds[text])])
  }

  /// The text of a mention; `nil` of one without words.
  func text(of mention: Int) -> ID? {
    textOfMention[mention] == Self.none ? nil : ID(textOfMention[mention])
  }

  /// The places of a text's words.
  @inline(__always)
  func range(_ text: ID) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  /// What all words of a text tell, in tenths of a bit.
  func tenths(_ text: ID) -> Int { Int(tenths[text]) }

  /// The hash that tells a text from others.
  @inline(__always)
  func letters(_ text: ID) -> Letters { letters[text] }

  /// Whether a text is so short that it is looked for word by word in others, and no core.
  func isFragment(_ text: ID) -> Bool { range(text).count <= LinkRule.fragmentWords }

  /// Whether a fragment tells so little that it is linked within its window alone.
  func isWeak(_ text: ID, table: WordTable) -> Bool {
    isFragment(text) && RunKeys.isWeak(words[range(text)], table: table)
  }

  /// An order of texts that hangs on them alone, the longest first; 48 bits.
  func rank(_ text: ID) -> UInt64 { Self.rank(words: range(text).count, letters[text]) }

  static func rank(words count: Int, _ letters: Letters) -> UInt64 {
    UInt64(0xFFFF - min(count, 0xFFFF)) << 32 | letters.first >> 32
  }

  /// No texts.
  init() {}

  /// Reads the texts of mentions, which are in their order. Linear in their words.
  init(_ all: OrderedMentions, table: inout WordTable) {
    // As many words as there may be at most: what is not used is never touched.
    let room = all.indices.reduce(0) { $0 + (all.text($1).utf8.count + 1) / 2 }
    words.reserveCapacity(room)
    marks.reserveCapacity(room)
    textOfMention.reserveCapacity(all.count)
    var known = LettersTable(count: all.count)
    var plainer: [ID: Words] = [:]
    var reader = WordReader()
    var scratch = Words()
    for mention in all.indices {
      scratch.removeAll()
      reader.read(all.text(mention), into: &scratch, table: &table)
      guard scratch.count > 0 else {
        textOfMention.append(Self.none)
        continue
      }
      let letters = reader.letters
      let text = known.number(of: letters, next: count) { self.letters[$0] }
      textOfMention.append(UInt32(truncatingIfNeeded: text))
      if text == count {
        append(scratch, letters, table: table)
      } else if scratch.isPlainer(than: plainer[text] ?? variant(text), table: table) {
        plainer[text] = scratch
      }
    }
    if plainer.isEmpty { countMentions() } else { replace(plainer, table) }
  }

  /// Adds a text that is not there yet; it has no mentions until they are set.
  mutating func append(_ words: Words, _ letters: Letters, table: WordTable) {
    self.words += words.ids
    for place in words.ids.indices {
      marks.append(
        WordMarks(isBracketed: words.bracketed[place], isCutBefore: words.cutBefore[place]))
    }
    ends.append(self.words.count)
    let sum = words.ids.reduce(0) { $0 + table.tenths($1) }
    tenths.append(Int32(clamping: sum))
    self.letters.append(letters)
    mentionEnds.append(mentionEnds.last ?? 0)
  }

  /// Sets which text each mention has, in place of all there were.
  mutating func setMentions(_ texts: [ID]) {
    textOfMention = texts.map { UInt32(truncatingIfNeeded: $0) }
    countMentions()
  }

  /// Sorts the mentions by their texts.
  private mutating func countMentions() {
    mentionEnds = Array(repeating: 0, count: count)
    for text in textOfMention where text != Self.none { mentionEnds[Int(text)] += 1 }
    var start: UInt32 = 0
    for text in mentionEnds.indices {
      let own = mentionEnds[text]
      mentionEnds[text] = start
      start += own
    }
    mentionsOfTexts = Array(repeating: 0, count: Int(start))
    for (mention, text) in textOfMention.enumerated() where text != Self.none {
      mentionsOfTexts[Int(mentionEnds[Int(text)])] = UInt32(truncatingIfNeeded: mention)
      mentionEnds[Int(text)] += 1
    }
  }

  private func variant(_ text: ID) -> Words {
    let range = range(text)
    return Words(
      ids: Array(words[range]), ranges: [], bracketed: marks[range].map(\.isBracketed),
      cutBefore: marks[range].map(\.isCutBefore))
  }

  /// Puts other variants in the place of some texts'.
  private mutating func replace(_ variants: [ID: Words], _ table: WordTable) {
    let old = self
    (words, marks, ends, tenths, letters) = ([], [], [], [], [])
    words.reserveCapacity(old.words.count)
    marks.reserveCapacity(old.words.count)
    for text in 0..<old.count {
      append(variants[text] ?? old.variant(text), old.letters[text], table: table)
    }
    countMentions()
  }
}

/// How a word is marked.
struct WordMarks: Hashable {
  private var bits: UInt8

  init(isBracketed: Bool, isCutBefore: Bool) {
    bits = (isBracketed ? 1 : 0) | (isCutBefore ? 2 : 0)
  }

  /// Whether it is marked at all.
  @inline(__always)
  var isAny: Bool { bits != 0 }
  /// Whether it stands in brackets.
  @inline(__always)
  var isBracketed: Bool { bits & 1 != 0 }
  /// Whether an ellipsis stands before it.
  @inline(__always)
  var isCutBefore: Bool { bits & 2 != 0 }
}

/// Numbers of mentions, kept in four bytes each.
package struct MentionNumbers: RandomAccessCollection {
  fileprivate var numbers: ArraySlice<UInt32>

  package var startIndex: Int { numbers.startIndex }
  package var endIndex: Int { numbers.endIndex }

  @inline(__always)
  package subscript(place: Int) -> Int { Int(numbers[place]) }
}

/// Finds the number of letters that were met before: open addressing, four bytes a slot.
private struct LettersTable {
  private var slots: [UInt32]

  /// Makes room for so many.
  init(count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  /// The number of letters, or, where they are new, the next one. `known` gives the letters of a
  /// number.
  @inline(__always)
  mutating func number(of letters: Letters, next: Int, known: (Int) -> Letters) -> Int {
    var slot = Int(truncatingIfNeeded: letters.first) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if known(number) == letters { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(truncatingIfNeeded: next + 1)
    return next
  }
}

extension Words {
  /// Whether a variant of the same letters stands for them rather than another: the one with fewer
  /// brackets, fewer ellipses, fewer words; then by its words and marks.
  func isPlainer(than other: Words, table: WordTable) -> Bool {
    if ids == other.ids, bracketed == other.bracketed, cutBefore == other.cutBefore {
      return false
    }
    let (one, two) = (marks, other.marks)
    if one != two { return one < two }
    for (word, another) in zip(ids, other.ids) where word != another {
      return table.bytes(word).lexicographicallyPrecedes(table.bytes(another))
    }
    let flags = zip(bracketed + cutBefore, other.bracketed + other.cutBefore)
    return flags.first { $0 != $1 }.map { !$0.0 } ?? false
  }

  private var marks: (Int, Int, Int) {
    (bracketed.count { $0 }, cutBefore.count { $0 }, count)
  }
}
