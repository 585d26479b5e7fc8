/// The distinct texts of all mentions: the exact layer.
///
/// Two mentions have one text where their letters are the same, spaces aside, so that "back end"
/// and "backend" do. Texts are numbered in the order of their first mention.
struct TextIndex {
  /// A text's number.
  typealias ID = Int

  /// The words of all texts, one after the other.
  private(set) var words: [WordTable.ID] = []
  /// Which words stand in brackets.
  private(set) var bracketed: [Bool] = []
  /// Before which words an ellipsis stands.
  private(set) var cutBefore: [Bool] = []
  /// The mentions of each text, in order.
  private(set) var mentions: [[Int]] = []
  /// The text of each mention; `nil` for one without words.
  private(set) var textOfMention: [ID?] = []

  private var ends: [Int] = []
  private var tenths: [Int] = []

  var count: Int { ends.count }

  /// The places of a text's words.
  @inline(__always)
  func range(_ text: ID) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  /// What all words of a text tell, in tenths of a bit.
  func tenths(_ text: ID) -> Int { tenths[text] }

  /// Reads the texts of mentions, which are in their order. Linear in their words.
  init(_ all: [Mention], table: inout WordTable) {
    var known: [Letters: ID] = [:]
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
      if let text = known[letters] {
        mentions[text].append(index)
        textOfMention.append(text)
        continue
      }
      known[letters] = count
      textOfMention.append(count)
      append(scratch, table: table)
      mentions.append([index])
    }
  }

  private mutating func append(_ scratch: Words, table: WordTable) {
    words += scratch.ids
    bracketed += scratch.bracketed
    cutBefore += scratch.cutBefore
    ends.append(words.count)
    tenths.append(scratch.ids.reduce(0) { $0 + table.tenths($1) })
  }

  /// 128 bits of hash over the letters of a text, spaces aside.
  private struct Letters: Hashable {
    var first: UInt64
    var second: UInt64

    init(_ words: Words, table: WordTable) {
      first = 0xcbf2_9ce4_8422_2325
      second = 0x9ae1_6a3b_2f90_404f
      for id in words.ids {
        for byte in table.bytes(id) {
          first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
          second = (second &+ UInt64(byte) &+ 1) &* 0x9ddf_ea08_eb38_2d69
          second ^= second >> 29
        }
      }
    }
  }
}
