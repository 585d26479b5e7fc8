import NewsSyntax
import NewsText
import Testing

@Suite("Folded sentences")
struct FoldingTests {
  private func analyze(_ text: String) throws -> Analysis {
    let pack = try TestPack.load()
    return try Analyzer(pack: pack).analyze(TestPack.reader(pack).read(Array(text.utf8)))
  }

  @Test(
    "a list of quotations without an end is cut",
    arguments: ["“a” ", "“a b c” ", "“a ", "‘a ", "«a» ", "“‘", "“a” b "])
  func lists(unit: String) throws {
    let analysis = try analyze(String(repeating: unit, count: 4_000))
    #expect(analysis.items.count > 1_000)
    var next = 0
    for sentence in analysis.sentences {
      #expect(sentence.items.lowerBound == next)
      // A list is cut behind its quotations, and what is between them is as long as a sentence.
      #expect(sentence.items.count <= 1_024)
      next = sentence.items.upperBound
    }
    #expect(next == analysis.items.count)
  }

  @Test("a sentence with some quotations is one")
  func few() throws {
    let listed = String(repeating: "“a tax” and ", count: 100)
    let analysis = try analyze("He spoke of \(listed)“a toll.”")
    #expect(analysis.sentences.count == 1)
  }

  @Test("of a quotation within another nothing is told")
  func nested() throws {
    let analysis = try analyze("“She said ‘Never again’ to me,” Reed said.")
    #expect(analysis.quotationFacts.map(\.wordCount) == [6, 0])
    let deep = String(repeating: "“", count: 20_000)
    let closed = String(repeating: "”", count: 20_000)
    #expect(try analyze("\(deep)a\(closed)").quotationFacts.count > 1_000)
  }
}
