import Foundation
import QuoteEvaluation
import QuoteRecords

/// What these tests share.
enum Kit {
  /// A data file of these tests.
  static func data(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Data/\(name)")
  }

  /// Articles with marked labels, called `a`, `b` and so on.
  static func reading(_ marked: String...) throws -> LabelReading {
    var reading = LabelReading()
    for (index, text) in marked.enumerated() {
      let id = String(Character(UnicodeScalar(UInt8(97 + index))))
      let labels = try MarkedLabels(text)
      let article = LabeledArticle(
        id: id, text: labels.text, labels: [.init(record: labels.record(id: id))])
      reading.articles.append(article)
    }
    return reading
  }

  /// One article scored.
  static func evaluation(gold: String, found: String) throws -> Evaluation {
    try Evaluator().evaluate(reading(gold), found: reading(found))
  }
}
