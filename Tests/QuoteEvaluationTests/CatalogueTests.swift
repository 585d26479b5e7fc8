import Foundation
import NewsQuotes
import QuoteEvaluation
import Testing

/// The code of the library's pages is compiled and run here; what stands between the marks
/// `// begins` and `// ends` is what the pages show.
@Suite("The library's pages", .serialized)
struct CatalogueTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func page(_ name: String) throws -> String {
    try String(
      contentsOf: root.appendingPathComponent("Sources/NewsQuotes/NewsQuotes.docc/\(name).md"),
      encoding: .utf8)
  }

  /// The blocks of a page in a language.
  private static func blocks(_ page: String, _ language: String) -> [String] {
    page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "\n```").first
    }
  }

  @Test("every piece of code on a page is one that is compiled here, and none is missing")
  func compiled() throws {
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let compiled = source.components(separatedBy: "    // begins\n").dropFirst()
      .compactMap { $0.components(separatedBy: "    // ends").first }
      .map { part in
        part.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }
          .joined(separator: "\n").trimmingCharacters(in: .newlines)
      }
    let folder = Self.root.appendingPathComponent("Sources/NewsQuotes/NewsQuotes.docc")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    let shown = try pages.flatMap { Self.blocks(try Self.page($0), "swift") }
    #expect(Set(shown) == Set(compiled))
    #expect(shown.count == compiled.count)
  }

  private static func withFolder<Result>(
    _ files: [String: String], _ body: (String) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("quoteex-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try await body(folder.path)
  }

  @Test("extract one article")
  func extractOneArticle() throws {
    // begins
    let extractor = try Extractor(language: .english)
    let article = try extractor.extract("“It is a start,” said Lena Ortiz, the mayor.")
    for quote in article.quotes {
      print(quote.type, quote.content.map(\.text), quote.certainty)
    }
    // ends
    #expect(article.quotes.map(\.type) == [.direct])
    // begins
    let options = ExtractionOptions(
      types: [.direct, .mixed], acts: [.speech, .writing], strict: true)
    let strict = try Extractor(language: .english, options: options)
    let record = try strict.extract("“It is a start,” said Lena Ortiz. She wants more time.")
    print(record.quotes.count, "quotes of high certainty")
    // ends
    #expect(record.quotes.map(\.type) == [.direct])
    // begins
    let json = record.json(.pretty)
    print(String(decoding: json, as: UTF8.self))
    let again = try ArticleRecord(json: json)
    print(again == record)
    // ends
    #expect(again == record)
  }

  @Test("stream a folder")
  func streamAFolder() async throws {
    let files = ["a.txt": "“It is a start,” said Lena Ortiz.", "b.txt": "Nothing.", "c.md": ""]
    try await Self.withFolder(files) { folder in
      try await Self.stream(folder)
    }
  }

  private static func stream(_ folder: String) async throws {
    // begins
    let extractor = try Extractor(language: .english)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let articles = names.filter { $0.hasSuffix(".txt") }.map { name in
      let bytes = FileManager.default.contents(atPath: folder + "/" + name)
      return Article(id: name, text: Array(bytes ?? Data()))
    }
    for try await record in extractor.records(of: articles, jobs: 4) {
      if let error = record.error {
        print(record.id, error.code)
      } else {
        print(record.id, record.quotes.count)
      }
    }
    // ends
    #expect(articles.map(\.id) == ["a.txt", "b.txt"])
    // begins
    var lines = TableFormat.csv.header(of: .quotes)
    for try await record in extractor.records(of: articles, jobs: 4) {
      for row in FlatTable.quotes.rows(of: record) {
        lines += TableFormat.csv.line(row, of: .quotes)
      }
    }
    print(lines)
    // ends
    #expect(lines.split(separator: "\n").count == 2)
  }

  @Test("read a speaker's quotes")
  func readASpeakersQuotes() throws {
    // begins
    let text = """
      Lena Ortiz, the mayor, came late. “It is a start,” she said.
      Omar Reed was not there. “The road stays shut,” Ortiz added.
      """
    let record = try Extractor(language: .english).extract(text)
    for speaker in record.speakers where speaker.named {
      let quotes = record.quotes.filter { $0.speakers.contains(speaker.id) }
      print(speaker.name, speaker.role ?? "", speaker.mentions.map(\.text))
      for quote in quotes { print("  ", quote.content.map(\.text), quote.speakerBy) }
    }
    // ends
    let mayor = try #require(record.speakers.first { $0.name == "Lena Ortiz" })
    #expect(record.quotes.map(\.speakers) == [[mayor.id], [mayor.id]])
    // begins
    let unnamed = record.quotes.filter(\.anonymous)
    print(unnamed.count, record.anonymousMarkers.map(\.form))
    // ends
    #expect(unnamed.isEmpty)
  }

  @Test("link quotes")
  func linkQuotes() throws {
    // begins
    let extractor = try Extractor(language: .english)
    let texts = [
      "“We have patched this bridge for the last time,” said Lena Ortiz.",
      "Lena Ortiz said: “We have patched this bridge for the very last time.”",
    ]
    let records = try texts.map { try extractor.extract($0) }
    for cluster in try Linker(language: .english).clusters(of: records) {
      print(cluster.wording)
      for member in cluster.members { print("  ", member.article, member.relation, member.diff) }
    }
    // ends
    // begins
    var session = try Linker(language: .english).session()
    for record in records { session.add(record) }
    print(session.clusters().count)
    // ends
    #expect(session.clusters().count == 1)
  }

  @Test("evaluate")
  func evaluate() async throws {
    let files = [
      "a.txt": "“It is a start,” said Lena Ortiz.",
      "a.ann":
        "T1\tContent 1 15\tIt is a start,\nT2\tSource 22 32\tLena Ortiz\nR1\tby Arg1:T1 Arg2:T2\n",
    ]
    try await Self.withFolder(files) { folder in
      try Self.evaluate(folder)
    }
  }

  private static func evaluate(_ folder: String) throws {
    // begins
    let gold = try LabelReading(LabelFiles(path: folder))
    let extractor = try Extractor(language: .english)
    var found = LabelReading()
    for article in gold.articles {
      let record = try extractor.extract(article.text ?? "", id: article.id)
      found.articles.append(
        LabeledArticle(id: article.id, text: article.text, labels: [.init(record: record)]))
    }
    let evaluation = Evaluator().evaluate(gold, found: found)
    print(evaluation.figures["quotes.joint.f1"] ?? 0)
    for fault in evaluation.faults { print(fault) }
    // ends
    #expect(evaluation.figures["quotes.joint.f1"] == 1)
    #expect(evaluation.faults.isEmpty)
    // begins
    for article in evaluation.articles {
      for outcome in article.outcomes where outcome.verdict != .right {
        print(article.id, outcome.place, outcome.verdict, outcome.rule)
      }
    }
    let texts = gold.articles.map { ($0.id, $0.text ?? "") }
    let page = EvaluationPage(
      title: "My articles", summary: "", evaluation: evaluation,
      texts: Dictionary(texts) { first, _ in first })
    try Data(page.html().utf8).write(to: URL(fileURLWithPath: folder + "/errors.html"))
    // ends
    #expect(FileManager.default.fileExists(atPath: folder + "/errors.html"))
    // begins
    let writing = OutputFormat.labelstudio.writer.write(gold.articles)
    for file in writing.files { print(file.name, file.bytes.count) }
    print("not in it:", writing.lost.sorted())
    // ends
    #expect(writing.files.map(\.name) == ["tasks.json"])
  }

  @Test("write a rule: the page's pack is good, and finds what it is there for")
  func writeARule() async throws {
    let blocks = Self.blocks(try Self.page("WriteARule"), "yaml")
    try #require(blocks.count == 2)
    let files = ["my-rules/pack.yaml": blocks[0], "my-rules/rules/markers.yaml": blocks[1]]
    try await Self.withFolder(files) { folder in
      try Self.rule(folder + "/my-rules")
    }
  }

  private static func rule(_ folder: String) throws {
    // begins
    let extractor = try Extractor(language: .english, rules: [folder])
    let record = try extractor.extract("A person who walked the dock said the piles were rotten.")
    for marker in record.anonymousMarkers { print(marker.span.text, marker.access ?? "") }
    // ends
    #expect(record.anonymousMarkers.map(\.access) == ["familiar"])
  }
}
