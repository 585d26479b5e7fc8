import NewsText
import QuoteRecords
import Testing

@testable import QuoteExtraction

@Suite("Records of what was found")
struct RecordBuilderTests {
  private static let text = "😀 “We pay $5 million now,” said Omar Reed."
  private static let title = "Reed: $5 million"

  /// The tokens whose text a phrase covers.
  private func tokens(_ phrase: String, _ document: Document) throws -> Range<Int> {
    let bytes = try bytes(phrase, document)
    let inside = document.tokens.indices.filter {
      bytes.contains(Int(document.tokens[$0].start))
    }
    return try #require(inside.first)..<(try #require(inside.last)) + 1
  }

  /// The bytes of a phrase.
  private func bytes(_ phrase: String, _ document: Document) throws -> Range<Int> {
    let wanted = Array(phrase.utf8)
    let start = try #require(
      document.bytes.indices.first { document.bytes[$0...].starts(with: wanted) })
    return start..<start + wanted.count
  }

  private func read(_ text: String) throws -> Document {
    try TextReader(language: LanguageData(lexicons: [:])).read(Array(text.utf8))
  }

  private func findings(certainty: Certainty = .high) throws -> Findings {
    let document = try read(Self.text)
    let content = try tokens("We pay $5 million now", document)
    let quote = Attribution(
      content: [content.lowerBound..<content.upperBound + 1], quotations: [0],
      cue: [try tokens("said", document)], source: [try tokens("Omar Reed", document)],
      type: .direct, certainty: certainty, rule: "en.quote.x")
    var inner = quote
    inner.type = .indirect
    inner.act = .thought
    inner.quotations = []
    inner.parent = 0
    let speaker = Speaker(
      name: "Omar Reed", named: true, kind: .person, mentions: [try tokens("Omar Reed", document)])
    let assignment = Assignment(speakers: [0], by: .named)
    let amount = Amount(
      kind: .money, bytes: try bytes("$5 million", document), certainty: .high, rule: "en.amount.x")
    var marker = Marker(
      bytes: try bytes("Omar Reed", document), form: "unnamed_individual", intent: "omitted",
      certainty: .medium, rule: "en.marker.x")
    marker.speaker = 0
    return Findings(
      document: document, attributions: [quote, inner],
      resolution: SpeakerResolution(speakers: [speaker], assignments: [assignment, assignment]),
      markers: [marker], amounts: [amount])
  }

  private func record(
    _ options: ExtractionOptions = .init(), title: Findings? = nil, certainty: Certainty = .high
  ) throws -> ArticleRecord {
    let article = Article(id: "x", title: title == nil ? nil : Self.title, text: Self.text)
    return RecordBuilder(options: options, run: nil)
      .record(of: article, language: "en", text: try findings(certainty: certainty), title: title)
  }

  @Test("ids are in code points, and one that is taken gets an apostrophe")
  func ids() throws {
    let record = try record(ExtractionOptions(offsets: .utf8))
    #expect(record.quotes.map(\.id) == ["q3-25", "q3-25'"])
    #expect(record.amounts.map(\.id) == ["a10-20"])
    #expect(record.speakers.map(\.id) == ["s32-41"])
    #expect(record.anonymousMarkers.map(\.id) == ["n32-41"])
    #expect(record.quotes.first?.content.first?.start == 8)
  }

  @Test("results refer to each other by id")
  func references() throws {
    let record = try record()
    #expect(record.quotes.map(\.amounts) == [["a10-20"], ["a10-20"]])
    #expect(record.quotes.map(\.nestedIn) == [nil, "q3-25"])
    #expect(record.quotes.map(\.speakers) == [["s32-41"], ["s32-41"]])
    #expect(record.anonymousMarkers.first?.speaker == "s32-41")
  }

  @Test("all units stand on every span")
  func units() throws {
    let span = try #require(try record(ExtractionOptions(offsets: .all)).amounts.first?.span)
    #expect(span.start == 10 && span.end == 20)
    #expect(span.utf8 == 15..<25)
    #expect(span.utf16 == 11..<21)
    let utf16 = try #require(try record(ExtractionOptions(offsets: .utf16)).amounts.first?.span)
    #expect(utf16.start == 11 && utf16.utf8 == nil)
  }

  @Test("quoted is what stands between the marks; indirect has none")
  func quoted() throws {
    let record = try record()
    #expect(record.quotes.map { $0.quoted.map(\.text) } == [["We pay $5 million now,"], []])
  }

  @Test("context is counted in code points and ends with the text")
  func context() throws {
    let content = try #require(
      try record(ExtractionOptions(context: 3)).quotes.first?.content.first)
    #expect(content.prefix == "😀 “")
    #expect(content.suffix == "” s")
    let long = try #require(
      try record(ExtractionOptions(context: 99)).quotes.first?.content.first)
    #expect(long.suffix == "” said Omar Reed.")
  }

  @Test("what was not asked for is left out, with what refers to it")
  func filters() throws {
    let acts = try record(ExtractionOptions(acts: [.thought]))
    #expect(acts.quotes.map(\.act) == [.thought])
    #expect(acts.quotes.map(\.nestedIn) == [nil])
    let strict = try record(ExtractionOptions(strict: true), certainty: .low)
    #expect(strict.quotes.isEmpty && strict.anonymousMarkers.isEmpty && strict.speakers.isEmpty)
    #expect(strict.amounts.count == 1)
  }

  @Test("a speaker of the title that the text names in full is one of the text's")
  func title() throws {
    let document = try read(Self.title)
    let speaker = Speaker(
      name: "Reed", named: true, kind: .person, mentions: [try tokens("Reed", document)])
    let amount = Amount(
      kind: .money, bytes: try bytes("$5 million", document), certainty: .high, rule: "en.amount.x")
    let title = Findings(
      document: document, resolution: SpeakerResolution(speakers: [speaker]), amounts: [amount])
    let record = try record(title: title)
    #expect(record.speakers.count == 1)
    #expect(record.speakers.first?.mentions.map(\.field) == [nil, "title"])
    #expect(record.amounts.map(\.id) == ["at6-16", "a10-20"])
    #expect(record.amounts.first?.span.field == "title")
  }

  @Test("an article that could not be read keeps what is known of it")
  func failure() {
    let record = RecordBuilder(options: .init(), run: nil).failure(
      of: Article(id: "x", outlet: "Post", text: [0xFF]), language: "en",
      ErrorRecord(code: "invalid_utf8", message: "…"))
    #expect(record.outlet == "Post")
    #expect(record.error?.code == "invalid_utf8")
    #expect(record.textSHA256 == SHA256.hex(of: [0xFF]))
  }
}
