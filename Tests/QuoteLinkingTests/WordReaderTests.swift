import Testing

@testable import QuoteLinking

@Suite("Words as linking compares them")
struct WordReaderTests {
  @Test("texts fold to their words", arguments: try Files.rows("words.tsv"))
  func rows(row: [String]) {
    #expect(Self.show(row[0]) == row[1])
  }

  @Test("each word is where its range says", arguments: try Files.rows("words.tsv"))
  func ranges(row: [String]) {
    var table = WordTable(bits: .byLength)
    var words = Words()
    var reader = WordReader()
    reader.read(row[0], into: &words, table: &table)
    #expect(words.ranges == words.ranges.sorted { $0.lowerBound < $1.lowerBound })
    for range in words.ranges {
      #expect(String(validating: Array(row[0].utf8)[range], as: UTF8.self)?.isEmpty == false)
    }
  }

  @Test("a text is read the same where eight bytes can be taken at once and where they cannot")
  func windows() {
    var random = SplitMix(state: 5)
    let pieces = ["a", "Z", "9", ",", ".", "'", "’", " ", "é", "s", "$", "[", "]", "…", "-", "0"]
    for _ in 0..<20_000 {
      let text = (0..<1 + random.next() % 7).map { _ in pieces[Int(random.next() % 16)] }.joined()
      let (short, long) = (Self.read(text), Self.read(text + String(repeating: " ", count: 8)))
      #expect(short.words == long.words && short.marks == long.marks, "\(text)")
      #expect(short.letters == long.letters && short.ranges == long.ranges, "\(text)")
    }
  }

  @Test("the same word has the same number, another another")
  func numbers() {
    var table = WordTable(bits: .byLength)
    // Every other one has more than eight bytes.
    let words = (0..<6000).map { Array(($0 % 2 == 0 ? "w\($0)" : "worthwhile\($0)").utf8) }
    let ids = words.map { table.id(of: $0) }
    #expect(ids == Array(0..<6000))
    #expect(words.map { table.id(of: $0) } == ids)
    #expect(zip(ids, words).allSatisfy { Array(table.bytes($0)) == $1 })
  }

  @Test(
    "two words are one, written together or shortened",
    arguments: [
      ("back", "end", "backend", true), ("we", "have", "weve", true), ("i", "am", "im", true),
      ("is", "not", "isnt", true), ("they", "will", "theyll", true),
      ("car", "sales", "cars", false),
      ("we", "have", "were", false), ("back", "end", "back", false), ("a", "b", "abc", false),
    ])
  func joins(first: String, second: String, whole: String, holds: Bool) throws {
    var table = WordTable(bits: try Files.bits())
    let ids = [first, second, whole].map { table.id(of: Array($0.utf8)) }
    #expect(table.isOne(ids[0], ids[1], ids[2]) == holds)
  }

  @Test("two words that may be one are never passed over")
  func mayJoin() throws {
    var table = WordTable(bits: try Files.bits())
    let pieces = ["back", "end", "we", "have", "not", "is", "will", "a"]
    for first in pieces {
      for second in pieces {
        for whole in [first + second, first + second.suffix(2), first + second.suffix(1)] {
          let ids = [first, second, whole].map { table.id(of: Array($0.utf8)) }
          var (two, one) = (JoinedWords(), JoinedWords())
          two.read(ids[..<2], table)
          one.read(ids[2...], table)
          let isOne = table.isOne(ids[0], ids[1], ids[2])
          #expect(!isOne || two.mayJoin(1, one, 0) && one.mayJoin(0, two, 1))
        }
      }
    }
  }

  private static func read(
    _ text: String
  ) -> (words: [[UInt8]], ranges: [Range<Int>], marks: [Bool], letters: Letters) {
    var table = WordTable(bits: .byLength)
    var words = Words()
    var reader = WordReader()
    reader.read(text, into: &words, table: &table)
    return (
      words.ids.map { Array(table.bytes($0)) }, words.ranges, words.bracketed + words.cutBefore,
      reader.letters
    )
  }

  private static func show(_ text: String) -> String {
    var table = WordTable(bits: .byLength)
    var words = Words()
    var reader = WordReader()
    reader.read(text, into: &words, table: &table)
    return words.ids.indices.map { index in
      let word = String(decoding: table.bytes(words.ids[index]), as: UTF8.self)
      let cut = words.cutBefore[index] ? "…" : ""
      return words.bracketed[index] ? "\(cut)[\(word)]" : cut + word
    }.joined(separator: " ")
  }
}
