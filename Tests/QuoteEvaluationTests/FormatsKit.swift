import Foundation
import QuoteEvaluation
import QuoteRecords

/// What the tests of formats share.
enum FormatsKit {
  /// The folder of a format's example; all hold the same article, made without our code.
  static func data(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Data/formats/\(name)").path
  }

  /// The quotes of a record in a line each: type, contents, cue, source.
  static func lines(_ record: ArticleRecord?) -> [String] {
    (record?.quotes ?? []).map { quote in
      let parts = [quote.content, quote.cue, quote.source].map { spans in
        spans.map(\.text).joined(separator: " … ")
      }
      return ([quote.type.rawValue] + parts).joined(separator: " | ")
    }
  }

  /// What the example's article says.
  static let pier = [
    "indirect | The pier café\u{301} will close | said | Mara Quist",
    "direct | We kept it open 👩‍🍳 for as long as we could, … and then we could not. | said | she",
    "indirect | The council owes $1.2 million | [net] | said | two officials",
  ]

  /// Files in memory.
  static func files(_ contents: [String: String]) -> LabelFiles {
    LabelFiles(path: "gold", contents: contents.mapValues { Array($0.utf8) })
  }

  /// Reads what was written.
  static func read(_ writing: LabelWriting, _ format: LabelFormat) throws -> LabelReading {
    let files = Dictionary(uniqueKeysWithValues: writing.files.map { ($0.name, $0.bytes) })
    return try LabelReading(LabelFiles(path: "out", contents: files), format: format)
  }
}
