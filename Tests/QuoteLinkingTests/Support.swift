import Foundation
import QuoteRecords

@testable import QuoteLinking

/// Files that the tests read.
enum Files {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()
  /// Labeled data beside the project, which is not part of it.
  static let shared = root.deletingLastPathComponent().appending(path: "shared")

  static func lines(_ url: URL) throws -> [String] {
    try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The rows of a table in `Data`: tab-separated, `#` for comments, `\uXXXX` for what cannot be
  /// seen.
  static func rows(_ name: String) throws -> [[String]] {
    try lines(tests.appending(path: "Data").appending(path: name)).filter { !$0.hasPrefix("#") }
      .map { line in
        line.split(separator: "\t", omittingEmptySubsequences: false).map { unescape(String($0)) }
      }
  }

  static func json(_ name: String) throws -> JSONValue {
    let data = try Data(contentsOf: tests.appending(path: "Data").appending(path: name))
    return try JSONValue(parsing: Array(data))
  }

  static func bits() throws -> WordBits {
    let table = root.appending(path: "models/en/weights/linking-word-bits.tsv")
    return WordBits(rows: try lines(table).map { $0.components(separatedBy: "\t") })
  }

  private static func unescape(_ text: String) -> String {
    (try? JSONValue(parsing: Array("\"\(text.replacing("\"", with: "\\\""))\"".utf8)))?.string
      ?? text
  }
}

/// An article that says some things; quotes are found in its text, or follow each other where it
/// has none.
func article(
  _ id: String, outlet: String? = nil, published: String? = nil, text: String = "",
  quotes: [(text: String, speaker: String?, named: Bool, type: QuoteType)]
) -> ArticleRecord {
  var record = ArticleRecord(id: id)
  record.outlet = outlet
  record.published = published
  if !text.isEmpty { record.text = text }
  var position = 0
  for quote in quotes {
    if let range = text.range(of: quote.text) {
      position = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
    }
    let end = position + quote.text.unicodeScalars.count
    let span = Span(start: position, end: end, text: quote.text)
    var found = QuoteRecord(
      id: "q\(position)-\(end)", type: quote.type, act: .speech, content: [span],
      certainty: .high, rule: "")
    found.quoted = [span]
    if let speaker = quote.speaker {
      found.speakers = [speaker]
      found.anonymous = !quote.named
      record.speakers.append(
        SpeakerRecord(id: speaker, name: speaker, named: quote.named, kind: .person, mentions: []))
    }
    record.quotes.append(found)
    position = end + 2
  }
  return record
}

/// An article with one direct quote.
func article(
  _ id: String, _ text: String, published: String? = "2031-05-02", speaker: String? = nil
) -> ArticleRecord {
  article(id, outlet: id, published: published, quotes: [(text, speaker, true, .direct)])
}
