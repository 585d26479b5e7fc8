import QuoteRecords
import Testing

@testable import QuoteLinking

@Suite("Two wordings")
struct PairTests {
  @Test("relate and differ as the table says", arguments: try Files.rows("pairs.tsv"))
  func rows(row: [String]) throws {
    let (relation, wording, member) = (row[0], row[1], row[2])
    let clusters = Linker(bits: try Files.bits()).clusters(
      of: [article("first", wording), article("second", member)])
    if relation == "apart" {
      #expect(clusters == [])
      return
    }
    let cluster = try #require(clusters.first)
    #expect(clusters.count == 1)
    #expect(cluster.wording == wording)
    #expect(cluster.members.map(\.text) == [wording, member])
    #expect(cluster.members.map(\.relation.rawValue) == ["exact", relation])
    let diff = cluster.members[1].diff.map { "\($0.op):\($0.wording)>\($0.member)" }
    #expect(diff.joined(separator: ";") == (row.count > 3 ? row[3] : ""))
  }

  @Test("of equal lengths the variant without brackets is the wording")
  func wording() throws {
    let variants = [
      "We told [the] residents to leave the shelter before the embankment collapsed.",
      "We told the residents to leave the shelter before the embankment collapsed.",
    ]
    let clusters = Linker(bits: try Files.bits()).clusters(
      of: [article("a", variants[0]), article("b", variants[1])])
    #expect(clusters.map(\.wording) == [variants[1]])
  }
}
