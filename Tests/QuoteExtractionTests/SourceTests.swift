import Foundation
import NewsText
import QuoteExtraction
import RuleEngine
import Testing

@Suite("Sources")
struct SourceTests {
  /// The rows of the data file: a sentence and the source marked in it.
  static let rows: [(text: String, source: String)] = {
    let file = AmountTestKit.root.appending(path: "Tests/QuoteExtractionTests/Data/sources.txt")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { line in
      guard line.first != "#", let open = line.firstIndex(of: "{"),
        let close = line.firstIndex(of: "}")
      else { return nil }
      let text = line.filter { $0 != "{" && $0 != "}" }
      return (text, String(line[line.index(after: open)..<close]))
    }
  }()

  @Test("what hangs on a source is not taken for it")
  func sources() throws {
    let folder = AmountTestKit.root.appending(path: "models/en").path
    let pack = try RulePack(stack: [.directory(folder)], schema: .news)
    let analyzer = try ArticleAnalyzer(pack: pack)
    #expect(Self.rows.count > 30)
    for (text, source) in Self.rows {
      let bytes = Array(text.utf8)
      let found = try analyzer.findings(.init(bytes: bytes), options: ExtractionOptions())
      let tokens = found.document.tokens
      let sources = found.attributions.map { attribution in
        attribution.source.map { piece in
          let first = Int(tokens[piece.lowerBound].start)
          let last = Int(tokens[piece.upperBound - 1].end)
          return String(decoding: bytes[first..<last], as: UTF8.self)
        }.joined(separator: " ")
      }
      #expect(sources == [source], "\(text)")
    }
  }
}
