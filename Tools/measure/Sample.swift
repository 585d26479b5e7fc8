import Foundation
import ICUYardstick
import NewsQuotes
import RuleEngine

/// Articles that steps are measured on, and ICU's time on the same text.
struct Sample: Sendable {
  /// What the text is called in tables.
  let name: String
  /// The articles.
  let articles: [Article]
  /// The bytes of all articles.
  let byteCount: Int
  private let units: [[UInt16]]

  /// Takes texts, again and again up to a number of bytes.
  init(name: String, texts: [[UInt8]], bytes: Int) {
    self.name = name
    var articles: [Article] = []
    var count = 0
    while count < bytes, let text = texts.isEmpty ? nil : texts[articles.count % texts.count] {
      articles.append(Article(id: "\(name)-\(articles.count)", text: text))
      count += text.count
    }
    self.articles = articles
    byteCount = count
    units = articles.map { Array(String(decoding: $0.text, as: UTF8.self).utf16) }
  }

  /// The labeled articles of a folder, without their labels.
  static func news(corpus: String) throws -> Sample {
    let texts = try files(of: corpus).map { path in
      let marked = try String(contentsOfFile: path, encoding: .utf8)
      return Array(try MarkedText(parsing: marked).plain.utf8)
    }
    return Sample(name: "news", texts: texts, bytes: 2_000_000)
  }

  /// The articles of a folder, each once or more, named after the folder.
  init(folder: String) throws {
    let texts = try Self.files(of: folder).map { path in
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }.filter { !$0.isEmpty }
    let size = texts.reduce(0) { $0 + $1.count }
    self.init(
      name: URL(fileURLWithPath: folder).lastPathComponent, texts: texts,
      bytes: max(size, 2_000_000))
  }

  private static func files(of folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".txt") }.map { "\(folder)/\($0)" }
  }

  /// A text in many scripts, cut into articles at its empty lines.
  static func scripts(file: String) throws -> Sample {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    return Sample(
      name: "other scripts", texts: text.components(separatedBy: "\n\n\n").map { Array($0.utf8) },
      bytes: 1_000_000)
  }

  /// How many pieces ICU finds.
  func boundaries(_ kind: yardstick_kind) -> Int {
    units.reduce(0) { $0 + Int(yardstick_boundaries(kind, $1, Int32($1.count))) }
  }

  /// The articles as NDJSON, so often that there are as many bytes of it as asked for.
  func lines(bytes: Int) -> [UInt8] {
    var lines: [UInt8] = []
    while lines.count < bytes {
      for (number, article) in articles.enumerated() where lines.count < bytes {
        let value = JSONValue.object([
          .init("id", .string("\(number)")),
          .init("text", .string(String(decoding: article.text, as: UTF8.self))),
        ])
        lines += value.json() + [0x0A]
      }
    }
    return lines
  }
}
