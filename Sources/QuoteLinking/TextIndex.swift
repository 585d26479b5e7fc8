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
  /// Which words stand in brackets.
  private(set) var bracketed: [Bool] = []
  /// Before which words an ellipsis stands.
  private(set) var cutBefore: [Bool] = []
  /// The mentions of each text, in order.
  package private(set) var mentions: [[Int]] = []
  /// The text of each mention; `nil` for one without words.
  package private(set) var textOfMention: [ID?] = []

  private var letters: [Letters] = []
  private var ends: [Int] = []
  private var tenths: [Int] = []

  var count: Int { ends.count }

  /// The places of a text's words.
  @inline(__always)
  func range(_ text: ID) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  /// What all words of a text tell, in tenths of a bit.
  func tenths(_ text: ID) -> Int { tenths[text] }

  /// The hash that tells a text from others.
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
  init(_ all: [Mention], table: inout WordTable) {
    var known: [Letters: ID] = [:]
    var plainer: [ID: Words] = [:]
    var reader = WordReader()
    var scratch = Words()
    for (index, mention) in all.enumerated() {
      scratch.removeAll()
      reader.read(mention.text, into: &scratch, table: &table)
      guard scratch.count > 0 else {
        textOfMention.append(nil)
        continue
      }
      let letters = Letters(scratch, table: table)
      guard let text = known[letters] else {
        known[letters] = count
        textOfMention.append(count)
        append(scratch, letters, mentions: [index], table: table)
        continue
      }
      mentions[text].append(index)
      textOfMention.append(text)
      let current = plainer[text] ?? variant(text)
      if scratch.isPlainer(than: current, table: table) { plainer[text] = scratch }
    }
    if !plainer.isEmpty { replace(plainer, table) }
  }

  /// Adds a text that is not there yet.
  mutating func append(_ words: Words, _ letters: Letters, mentions: [Int], table: WordTable) {
    self.words += words.ids
    bracketed += words.bracketed
    cutBefore += words.cutBefore
    ends.append(self.words.count)
    tenths.append(words.ids.reduce(0) { $0 + table.tenths($1) })
    self.letters.append(letters)
    self.mentions.append(mentions)
  }

  /// Sets which text each mention has, in place of all there were.
  mutating func setMentions(_ texts: [ID]) {
    textOfMention = texts
    mentions = Array(repeating: [], count: count)
    for (mention, text) in texts.enumerated() { mentions[text].append(mention) }
  }

  private func variant(_ text: ID) -> Words {
    let range = range(text)
    return Words(
      ids: Array(words[range]), ranges: [], bracketed: Array(bracketed[range]),
      cutBefore: Array(cutBefore[range]))
  }

  /// Puts other variants in the place of some texts'.
  private mutating func replace(_ variants: [ID: Words], _ table: WordTable) {
    let old = self
    (words, bracketed, cutBefore, ends, tenths) = ([], [], [], [], [])
    (letters, mentions) = ([], [])
    for text in 0..<old.count {
      append(
        variants[text] ?? old.variant(text), old.letters[text], mentions: old.mentions[text],
        table: table)
    }
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
