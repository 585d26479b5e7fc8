import Foundation
import NewsText
import Testing

/// The labeled articles that the project began with; they are not ours to publish.
private let seeds = English.root.deletingLastPathComponent().appending(path: "shared/data/seeds")

@Suite("The labeled articles")
struct SeedTests {
  private struct Gold: Decodable {
    struct Piece: Decodable {
      var start: Int
      var end: Int
      var inside: String?
    }
    var file: String
    var sentences: [Piece]
  }

  @Test(
    "sentences and pieces of the page are cut as people cut them",
    .enabled(
      if: FileManager.default.fileExists(atPath: seeds.path), "needs ../shared, which is not here"))
  func sentences() throws {
    let folder = seeds.appending(path: "gold")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names where name.hasSuffix(".json") {
      let gold = try JSONDecoder().decode(
        Gold.self, from: Data(contentsOf: folder.appending(path: name)))
      let bytes = try [UInt8](Data(contentsOf: seeds.appending(path: gold.file)))
      let document = try English.reader.read(bytes)
      let map = OffsetMap(bytes)
      func place(_ range: Range<Int>) -> [Int] {
        [map.codepoint(range.lowerBound), map.codepoint(range.upperBound)]
      }
      let found = document.sentences.map { place(document.bytes(of: $0.tokens)) }
      #expect(found == gold.sentences.filter { $0.inside == nil }.map { [$0.start, $0.end] })
      let links = document.repairs.filter { $0.kind == .boilerplate }.map { place($0.bytes) }
      for piece in gold.sentences where piece.inside != nil {
        #expect(links.contains([piece.start, piece.end]))
      }
      Invariants.check(document)
    }
  }
}
