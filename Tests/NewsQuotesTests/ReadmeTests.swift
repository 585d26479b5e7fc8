import Foundation
import NewsQuotes
import Testing

@Suite("README")
struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the library's example is the code that is compiled here")
  func example() throws {
    let readme = try String(
      contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "```swift\nimport NewsQuotes\n\n").dropFirst().first)
    let shown = try #require(block.components(separatedBy: "\n```").first)
    let begin = "    // README begins\n"
    let compiled = try #require(
      source.components(separatedBy: begin).last?.components(separatedBy: "    // README ends")
        .first)
    let lines = compiled.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }
    #expect(lines.joined(separator: "\n").trimmingCharacters(in: .newlines) == shown)
  }

  @Test("the library's example runs")
  func run() async throws {
    // README begins
    let extractor = try Extractor(language: .english)
    let article = try extractor.extract("“It is a start,” said Lena Ortiz, the mayor.")
    for quote in article.quotes { print(quote.content.map(\.text), quote.speakers) }

    let articles = (1...100).map { Article(id: "\($0)", text: "“It is a start,” said Lena Ortiz.") }
    var records: [ArticleRecord] = []
    for try await record in extractor.records(of: articles, jobs: 4) { records.append(record) }

    let clusters = try Linker(language: .english).clusters(of: records)
    print(clusters.first?.wording ?? "nothing in common")
    // README ends
    #expect(article.quotes.map { $0.content.map(\.text) } == [["It is a start,"]])
    #expect(records.map(\.id) == articles.map(\.id))
  }
}
