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

  @Test("the same word has the same number, another another")
  func numbers() {
    var table = WordTable(bits: .byLength)
    let words = (0..<3000).map { Array("w\($0)".utf8) }
    let ids = words.map { table.id(of: $0) }
    #expect(ids == Array(0..<3000))
    #expect(words.map { table.id(of: $0) } == ids)
    #expect(Array(table.bytes(0)) == Array("w0".utf8))
    #expect(Array(table.bytes(2999)) == Array("w2999".utf8))
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
