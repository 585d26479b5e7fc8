import Foundation
import NewsQuotes
import QuoteEvaluation
import Testing

@Suite("Formats bring back what they hold")
struct FormatsRoundTripTests {
  /// Texts that are hard on offsets and escapes.
  private static let texts = [
    "plain":
      "“It is a start,” said Lena Ortiz, the mayor. “It is not the end.” She wants $2 million.",
    "emoji before":
      "🌊🌊 “It is a start 👩‍🍳,” said Lena Ortiz. A senior official said it would cost 3%.",
    "combining marks":
      "“Le cafe\u{301} ferme,” said Zoe\u{308} O\u{302}. “\u{301}Bien,” she added.",
    "byte order mark": "\u{FEFF}“It is a start,” said Lena Ortiz.\n",
    "carriage returns": "“It is a start,” said Lena Ortiz.\r\n\r\n“No,” said Omar Reed.\r\n",
    "mixed line ends":
      "  “It is a start,”\nsaid Lena Ortiz.\r\n\n“No,” said Omar Reed.\r“Yes,” he said.",
    "separators":
      "“A \\ b | c [d] _e_ ;f* -> g,” said Lena Ortiz.\tShe \u{A0}said no.\u{2028}“So,” she said.",
    "no quotes": "Nothing was said.",
  ]

  private static let extractor = Result { try Extractor(language: .english) }

  private func article(_ text: String) throws -> LabeledArticle {
    var record = try Self.extractor.get().extract(text, id: "a/b c")
    record.run = nil
    record.repairs = []
    return LabeledArticle(id: record.id, text: text, labels: [.init(record: record)])
  }

  @Test(
    "the whole record comes back, and what does not is told",
    arguments: texts.keys.sorted(), [OutputFormat.brat, .polnear, .webanno, .labelstudio, .records])
  func comesBack(name: String, format: OutputFormat) throws {
    let article = try article(Self.texts[name] ?? "")
    let writing = format.writer.write([article])
    #expect(writing.faults.map(\.description) == [])
    let reading = try FormatsKit.read(writing, #require(LabelFormat(rawValue: format.rawValue)))
    #expect(reading.faults.map(\.description) == [])
    let back = try #require(reading.articles.first)
    #expect(back.text.map { Array($0.utf8) } == Array((Self.texts[name] ?? "").utf8))
    let (sent, got) = (
      try #require(article.labels.first?.record), try #require(back.labels.first?.record)
    )
    #expect(got.speakers == sent.speakers)
    #expect(got.amounts == sent.amounts)
    #expect(got.anonymousMarkers == sent.anonymousMarkers)
    #expect(got.unattributed == sent.unattributed)
    #expect(got.claims == sent.claims)
    #expect(got.textSHA256 == sent.textSHA256)
    #expect(got.quotes.map(\.content) == sent.quotes.map(\.content))
    // What is told as lost may differ, nothing else.
    var (wanted, found) = (sent.quotes, got.quotes)
    for index in wanted.indices where index < found.count {
      if writing.lost.contains("quotes.amounts") { wanted[index].amounts = found[index].amounts }
      if writing.lost.contains("quotes.candidates") {
        found[index].candidates = wanted[index].candidates
      }
    }
    #expect(found == wanted)
  }

  @Test("Citron brings back contents, sources and the first cue", arguments: texts.keys.sorted())
  func citron(name: String) throws {
    let article = try article(Self.texts[name] ?? "")
    let reading = try FormatsKit.read(OutputFormat.citron.writer.write([article]), .citron)
    let quotes = [article, try #require(reading.articles.first)].map {
      $0.labels.first?.record.quotes ?? []
    }
    #expect(quotes[1].map(\.content) == quotes[0].map(\.content))
    #expect(quotes[1].map(\.source) == quotes[0].map(\.source))
    #expect(quotes[1].map(\.cue) == quotes[0].map { Array($0.cue.prefix(1)) })
    #expect(reading.articles.first?.text == article.text)
  }

  @Test("IOB brings back direct quotes with their nearest speaker")
  func iob() throws {
    let article = try article(
      "“It is a start,” said Lena Ortiz.\n\n“No one knows,” Omar Reed said.")
    let reading = try FormatsKit.read(OutputFormat.iob.writer.write([article]), .iob)
    #expect(
      FormatsKit.lines(reading.articles.first?.labels.first?.record) == [
        "direct | It is a start , |  | Lena Ortiz", "direct | No one knows , |  | Omar Reed",
      ])
  }

  @Test("records in UTF-16 units and in bytes are written in each format's own unit")
  func units() throws {
    let text = "🌊 The mayor came.\n“No 👩‍🍳,” said Lena Ortiz."
    for unit in [ExtractionOptions.Offsets.utf16, .utf8] {
      let extractor = try Extractor(language: .english, options: .init(offsets: unit))
      let record = try extractor.extract(text, id: "a")
      let article = LabeledArticle(id: "a", text: text, labels: [.init(record: record)])
      let brat = OutputFormat.brat.writer.write([article])
      let lines = brat.files.last.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      #expect(lines.contains("Content 19 26\tNo 👩‍🍳,"))
      let webanno = OutputFormat.webanno.writer.write([article])
      let rows = webanno.files.last.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      #expect(rows.contains("\t20-22\tNo\t"))
      #expect(rows.contains("\t23-28\t👩‍🍳\t"))
    }
  }

  @Test("a Web Annotation has position and quotation, both of which find the content")
  func webAnnotation() throws {
    let text = "🌊 The mayor came.\n“No 👩‍🍳,” said Lena Ortiz."
    let writing = OutputFormat.annotation.writer.write([try article(text)])
    let page = try JSONValue(parsing: try #require(writing.files.first?.bytes))
    #expect(page["@context"]?.string == "http://www.w3.org/ns/anno.jsonld")
    let target = try #require(page["items"]?.array?.first?["target"]?.array?.first)
    let selectors = try #require(target["selector"]?.array)
    #expect(selectors.map { $0["type"]?.string } == ["TextPositionSelector", "TextQuoteSelector"])
    #expect(selectors[0]["start"] == .number("19"))
    #expect(selectors[0]["end"] == .number("26"))
    #expect(selectors[1]["exact"]?.string == "No 👩‍🍳,")
    #expect(selectors[1]["prefix"]?.string == "🌊 The mayor came.\n“")
    #expect(selectors[1]["suffix"]?.string == "” said Lena Ortiz.")
  }

  @Test("what a format cannot hold is named")
  func lost() throws {
    let article = try article("“It is a start,” said Lena Ortiz. She wants $2 million.")
    #expect(OutputFormat.citron.writer.write([article]).lost.contains("amounts"))
    #expect(OutputFormat.brat.writer.write([article]).lost == [])
    var titled = article
    titled.labels[0].record.title = "A start"
    #expect(OutputFormat.brat.writer.write([titled]).lost == ["title"])
    let studio = OutputFormat.labelstudio.writer.write([titled])
    #expect(studio.lost == [])
    let back = try FormatsKit.read(studio, .labelstudio).articles.first?.labels.first?.record
    #expect(back?.title == "A start")
  }

  @Test("two annotators stay two where the format has room for them")
  func annotators() throws {
    var article = try article("“No,” said Lena Ortiz.")
    article.labels[0].annotator = "7"
    article.labels.append(.init(annotator: "x@example.org", record: ArticleRecord(id: "a/b c")))
    let writing = OutputFormat.labelstudio.writer.write([article])
    let back = try FormatsKit.read(writing, .labelstudio).articles.first
    #expect(back?.labels.map(\.annotator) == ["7", "x@example.org"])
    #expect(back?.labels.map(\.record.quotes.count) == [1, 0])
    #expect(OutputFormat.citron.writer.write([article]).lost.contains("annotators after the first"))
  }
}
