import Foundation
import QuoteRecords
import Testing

@Suite("quoteex verify")
struct VerifyTests {
  private static let source = Command.data("articles/river-post.txt")

  /// A quotation of the source.
  private func words() throws -> (words: String, speaker: String) {
    let run = try Command.run(["extract", Self.source])
    let record = try ArticleRecord(json: Array(try #require(run.lines.first).utf8))
    let quote = try #require(record.quotes.first { $0.type == .direct && $0.content.count == 1 })
    let speaker = record.speakers.first { quote.speakers.contains($0.id) }
    return (quote.content[0].text, speaker?.name ?? "Somebody")
  }

  @Test("what stands in the source ends well; what does not is told, with status 1")
  func status() throws {
    let (words, speaker) = try words()
    let good = "“\(words)” said \(speaker)."
    let run = try Command.run(["verify", "-", "--against", Self.source], input: Array(good.utf8))
    #expect(run.status == 0)
    #expect(run.text.contains("1 exact"))
    let bad = "“Nobody in this town has ever seen a heron on the pier,” said \(speaker)."
    let other = try Command.run(["verify", "-", "--against", Self.source], input: Array(bad.utf8))
    #expect(other.status == 1)
    #expect(other.text.contains("not found"))
  }

  @Test("JSON is one record a draft; sources may be records")
  func json() throws {
    let (words, speaker) = try words()
    try Scratch.with { folder in
      let records = try Command.run(["extract", "--with", "text", Self.source])
      let source = try Scratch.write(records.output, "source.ndjson", in: folder)
      let draft = "“\(words)” said \(speaker)."
      let run = try Command.run(
        ["verify", "-", "--format", "json", "--against", source], input: Array(draft.utf8))
      let record = try VerificationRecord(json: Array(try #require(run.lines.first).utf8))
      #expect(run.lines.count == 1)
      #expect(record.checks.map(\.verdict) == [.exact])
      #expect(record.sources == ["river-post"])
    }
  }

  @Test("a store is a source: what it holds is found, altered words and invented ones are told")
  func store() throws {
    let (words, speaker) = try words()
    try Scratch.with { folder in
      let store = folder + "/quotes.db"
      #expect(try Command.run(["link", "--store", store, Self.source]).status == 0)
      func verdicts(_ draft: String, _ sources: [String]) throws -> [Verdict] {
        let run = try Command.run(
          ["verify", "-", "--format", "json", "--against"] + sources, input: Array(draft.utf8))
        let record = try VerificationRecord(json: Array(try #require(run.lines.first).utf8))
        return record.checks.map(\.verdict)
      }
      let good = "“\(words)” said \(speaker)."
      #expect(try verdicts(good, [store]) == [.exact])
      let altered =
        "“\(words.replacing(" the ", with: " no ", maxReplacements: 1))” said \(speaker)."
      #expect(try verdicts(altered, [store]) == [.altered])
      let invented = "“Nobody in this town has ever seen a heron on the pier,” said \(speaker)."
      #expect(try verdicts(invented, [store]) == [.notFound])
      #expect(try verdicts(invented + " " + good, [Self.source, store]) == [.notFound, .exact])
      let broken = try Scratch.write("SQLite format 3\u{0} and no more", "b.db", in: folder)
      let run = try Command.run(["verify", "-", "--against", broken], input: Array(good.utf8))
      #expect(run.status == 2 && run.errors.contains("b.db"))
    }
  }

  @Test("the page holds the draft, escaped, and needs nothing else")
  func page() throws {
    try Scratch.with { folder in
      let draft = "Ships & boats <today>. “No <b>heron</b> was ever on that pier,” she said."
      let page = folder + "/page.html"
      let run = try Command.run(
        ["verify", "-", "--html", page, "--against", Self.source], input: Array(draft.utf8))
      #expect(run.status == 1)
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(html.contains("Ships &amp; boats &lt;today&gt;"))
      #expect(html.contains("not_found"))
      #expect(!html.contains("<b>") && !html.contains("http"))
    }
  }

  @Test("no sources, and both on standard input, are wrong use")
  func usage() throws {
    #expect(try Command.run(["verify", "-"]).status == 2)
    #expect(try Command.run(["verify", "-", "--against", "-"]).status == 2)
    #expect(try Command.run(["verify", "-", "--against", "/nowhere"]).status == 2)
  }

  @Test("extract --keys writes a line for each stretch; equal words have one fingerprint")
  func keys() throws {
    let run = try Command.run(["extract", "--keys", Command.data("articles")])
    #expect(run.status == 0)
    let lines = try run.lines.map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(lines.allSatisfy { $0["fingerprint"]?.string?.utf8.count == 32 })
    let prints = lines.compactMap { $0["fingerprint"]?.string }
    #expect(Set(prints).count < prints.count)
    let records = try Command.run(["extract", "--with", "text", Command.data("articles")])
    let again = try Command.run(
      ["extract", "--keys", "--input-format", "ndjson", "-"], input: records.output)
    #expect(again.output == run.output)
  }

  @Test("link --verify-pairs answers each pair on a line")
  func pairs() throws {
    let long = "We have patched this bridge for the last time and the council knows it very well"
    let pairs = [
      (long, "“\(long)!”"), (long, "patched this bridge"), (long, "nobody rang"),
    ]
    let lines = pairs.map { #"{"first": "\#($0.0)", "second": "\#($0.1)"}"# }
    let run = try Command.run(
      ["link", "--verify-pairs", "--input-format", "ndjson", "-"],
      input: Array((lines + ["{}"]).joined(separator: "\n").utf8))
    #expect(run.status == 1)
    #expect(run.errors.contains("-:4"))
    let relations = try run.lines.map {
      try JSONValue(parsing: Array($0.utf8))["relation"]?.string
    }
    #expect(relations == ["equal", "contained", "none"])
  }
}
