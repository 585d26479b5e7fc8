import Foundation
import NewsQuotes
import Testing

/// A draft with its sources, and what should come of each of its quotations.
private struct DraftFixture {
  private(set) var draft = Article(id: "draft", text: "")
  private(set) var sources: [Article] = []
  private(set) var expected: [String] = []

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Data/drafts")

  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  init(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    for part in "\n\(text)".components(separatedBy: "\n=== ").dropFirst() {
      let (head, body) = Self.halves(of: part)
      let words = head.split(separator: " ").map(String.init)
      switch words.first {
      case "source": sources.append(Article(id: words[1], text: body))
      case "draft": draft = Article(id: "draft", text: body)
      default: expected = body.split(separator: "\n").map(String.init)
      }
    }
  }

  private static func halves(of part: String) -> (String, String) {
    let cut = part.firstIndex(of: "\n") ?? part.endIndex
    return (String(part[..<cut]), String(part[cut...].dropFirst()))
  }
}

@Suite("Drafts checked against their sources")
struct DraftTests {
  private let extractor: Extractor
  private let bits: WordBits

  init() throws {
    extractor = try Extractor(language: .english, options: ExtractionOptions(withText: true))
    bits = try WordBits(language: .english)
  }

  private func check(_ draft: String, _ sources: [String: String]) throws -> [QuotationCheck] {
    let records = sources.sorted { $0.key < $1.key }.map {
      extractor.extract(Article(id: $0.key, text: $0.value))
    }
    let verifier = DraftVerifier(sources: records, bits: bits)
    return verifier.verification(of: extractor.extract(Article(id: "draft", text: draft))).checks
  }

  @Test("twenty drafts: what was planted is found, and nothing else")
  func planted() throws {
    for name in try DraftFixture.names() {
      let fixture = try DraftFixture(name)
      let sources = fixture.sources.map { extractor.extract($0) }
      let record = DraftVerifier(sources: sources, bits: bits)
        .verification(of: extractor.extract(fixture.draft))
      let found = record.checks.map { "\($0.verdict)\t\($0.span.text)" }
      #expect(found == fixture.expected, "\(name)")
    }
  }

  @Test("there are twenty drafts with every kind of verdict but terms")
  func kinds() throws {
    let fixtures = try DraftFixture.names().map(DraftFixture.init)
    #expect(fixtures.count == 20)
    let kinds = Set(fixtures.flatMap(\.expected).compactMap { $0.split(separator: "\t").first })
    #expect(kinds.count == Verdict.all.count - 1)
  }

  @Test("an altered quotation has its place, its line and its differences")
  func place() throws {
    let source =
      "Good morning.\nMS. ORTIZ: We opened the north gates at four o’clock.\n"
      + "MR. REED: So we did, and the ferries sailed.\n"
    let draft =
      "The gates are open.\n\n“We opened the north gates at five o’clock,” said Lena Ortiz."
    let check = try #require(try check(draft, ["briefing": source]).first)
    #expect(check.verdict == .altered)
    #expect(check.line == 3)
    #expect(check.place?.source == "briefing")
    #expect(check.place?.line == 2)
    #expect(check.place?.span.text == "We opened the north gates at four o’clock")
    #expect(check.place?.span.start == 25)
    #expect(check.place?.speakerNames == ["ORTIZ"])
    #expect(check.speaker == "same")
    #expect(check.diff.map(\.difference.wording) == ["four"])
    #expect(check.diff.map(\.difference.member) == ["five"])
    #expect(check.diff.map(\.explainedBy) == [nil])
  }

  @Test("what a source leaves out at an ellipsis does not vouch for what a draft puts there")
  func ellipsisOfTheSource() throws {
    let source = "“We will … sell the harbor to anybody who asks,” said Lena Ortiz."
    let draft = "“We will never sell the harbor to anybody who asks,” said Lena Ortiz."
    #expect(try check(draft, ["a": source]).map(\.verdict) == [.altered])
  }

  @Test("sources without their text are looked up by their quotes")
  func recordsWithoutText() throws {
    var source = extractor.extract(
      Article(id: "a", text: "“We will never sell the harbor to anybody,” said Lena Ortiz."))
    source.text = nil
    let verifier = DraftVerifier(sources: [source], bits: bits)
    let draft = "“We will never sell the harbor to anybody,” said Omar Reed."
    let checks = verifier.verification(of: extractor.extract(Article(id: "d", text: draft))).checks
    #expect(checks.map(\.verdict) == [.otherSpeaker])
    #expect(checks.first?.place?.span.start == 1)
    #expect(checks.first?.place?.line == nil)
  }

  @Test("no sources, no words, no quotations: nothing breaks")
  func nothing() throws {
    #expect(
      try check("“We will never sell the harbor,” she said.", [:]).map(\.verdict) == [.notFound])
    #expect(try check("", ["a": "Something."]).isEmpty)
    #expect(try check("“…” he said.", ["a": ""]).allSatisfy { $0.verdict == .notQuote })
  }

  @Test("a quotation of many words in a long source is found, with the word that differs")
  func long() throws {
    let words = (0..<6000).map { "word\($0 % 1801)x\($0 % 7)" }
    var changed = words[1000..<4000]
    changed[2500] = "other"
    let quote = changed.joined(separator: " ")
    let check = try #require(
      try check("“\(quote),” said Lena Ortiz.", ["a": words.joined(separator: " ")]).first)
    #expect(check.verdict == .altered)
    #expect(check.diff.map(\.difference.member) == ["other"])
  }
}
