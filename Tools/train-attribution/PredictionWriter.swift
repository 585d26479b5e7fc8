import Foundation
import NewsText
import QuoteExtraction
import QuoteRecords

/// Writes what is found in an article as Citron's JSON, which scorers read.
struct PredictionWriter {
  let finder: ArticleFinder
  let folder: URL

  func write(_ article: GoldArticle) throws {
    let found = finder.attributions(article)
    let document = article.document
    let offsets = OffsetMap(document.bytes)
    func spans(_ ranges: [Range<Int>]) -> [JSONValue] {
      ranges.map { range in
        let bytes = document.bytes(of: range)
        return .object([
          .init("start", .number(String(offsets.codepoint(bytes.lowerBound)))),
          .init("end", .number(String(offsets.codepoint(bytes.upperBound)))),
          .init("text", .string(document.text(of: range))),
        ])
      }
    }
    let quotes = found.map { quote in
      let source = quote.source.isEmpty ? quote.carriedFrom.map { found[$0].source } : nil
      return JSONValue.object([
        .init("cue", spans(quote.cue).first ?? .null),
        .init("sources", .array(spans(source ?? quote.source))),
        .init("contents", .array(spans(quote.content))),
      ])
    }
    var writer = JSONWriter()
    JSONValue.object([.init("quotes", .array(quotes))]).encode(into: &writer)
    try Data(writer.bytes).write(to: folder.appendingPathComponent(article.name + ".json"))
  }
}
