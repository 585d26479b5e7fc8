import NewsQuotes
import Testing

@Suite("The library")
struct ExtractorTests {
  private let extractor: Extractor

  init() throws { extractor = try Extractor(language: .english) }

  @Test("a text that cannot be read throws; in a stream it is a record")
  func errors() async throws {
    let articles = [
      Article(id: "bad", text: [0xFF]),
      Article(id: "good", text: "“Yes, we will,” said Omar Reed."),
    ]
    var records: [ArticleRecord] = []
    for try await record in extractor.records(of: articles) { records.append(record) }
    #expect(records.map { $0.error?.code } == ["invalid_utf8", nil])
    #expect(records.map(\.id) == ["bad", "good"])
  }

  @Test("a language without rules is an error")
  func language() {
    #expect {
      try Extractor(language: "tlh")
    } throws: {
      ($0 as? ExtractionError)?.code == "unsupported_language"
    }
  }

  @Test("rules that cannot be read are an error")
  func rules() {
    #expect {
      try Extractor(language: .english, rules: ["/no/such/folder"])
    } throws: {
      ($0 as? ExtractionError)?.code == "invalid_rules"
    }
  }

  @Test("records of texts without an id are named after the text")
  func names() throws {
    let one = try extractor.extract("Rain fell.")
    #expect(one.id == String(one.textSHA256.prefix(16)))
    #expect(try extractor.extract("Rain fell.", id: "x").id == "x")
  }

  @Test("articles read side by side give what each gives alone, those that cannot be read too")
  func sideBySide() {
    let text = "Omar Reed, a clerk, put the cost at $4 million. “It is late,” he said.\n\n"
    var articles = (0..<90).map { number in
      Article(
        id: "\(number)", outlet: number % 3 == 0 ? "The Harbor Post" : nil,
        title: number % 4 == 0 ? "“Late,” says Ana Cole" : nil,
        text: String(repeating: "Day \(number). " + text, count: 1 + number % 17))
    }
    articles[3] = Article(id: "bad", text: [0xFF])
    articles[5] = Article(id: "other", language: "de", text: "Es regnet.")
    articles[7] = Article(id: "empty", text: "")
    articles[9] = Article(id: "long", text: String(repeating: text, count: 400))
    #expect(extractor.extract(articles) == articles.map { extractor.extract($0) })
    #expect(extractor.extract([Article]()).isEmpty)
  }

  @Test("what an extractor has read before changes nothing")
  func independence() async throws {
    let articles = [
      "Mayor Lena Ortiz said the harbor would close. “It is late,” she said, “and cold.”",
      "",
      "Omar Reed, a clerk who asked not to be named, put the cost at $4 million to $5 million.",
      "“We will see,” Reed told Ana Cole.\n\nShe called the plan “one storm from ruin.”",
    ].enumerated().map { Article(id: "\($0)", text: $1) }
    let alone = try articles.map { try Extractor(language: .english).extract($0) }
    #expect(articles.reversed().map { extractor.extract($0) } == alone.reversed())
    var records: [ArticleRecord] = []
    for try await record in extractor.records(of: articles + articles, jobs: 3) {
      records.append(record)
    }
    #expect(records == alone + alone)
  }
}
