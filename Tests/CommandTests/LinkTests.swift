import Foundation
import QuoteRecords
import Testing

@Suite("quoteex link")
struct LinkTests {
  private static let folder = Command.data("articles")

  private func clusters(_ run: CommandRun) throws -> [ClusterRecord] {
    try run.lines.map { try ClusterRecord(json: Array($0.utf8)) }
  }

  @Test("articles and their records give the same clusters")
  func both() throws {
    let texts = try Command.run(["link", Self.folder])
    #expect(texts.status == 0)
    let records = try Command.run(["extract", "--with", "text", Self.folder])
    let linked = try Command.run(
      ["link", "--input-format", "ndjson", "-"], input: records.output)
    #expect(linked.output == texts.output)
    for arguments in [["link"], ["link", "-"]] {
      let piped = try Command.run(arguments, input: Array("\n ".utf8) + records.output)
      #expect(piped.output == texts.output && piped.status == 0)
    }
    let wordings = try clusters(texts).map(\.wording)
    #expect(wordings.contains { $0.hasPrefix("We have patched this bridge") })
    #expect(wordings.contains { $0.hasPrefix("By noon") })
  }

  @Test(
    "standard input that does not begin with an object is one text, and so is what is said to be",
    arguments: [
      (["extract", "-"], "{ “We will go,” said Omar Reed."), (["extract", "-"], "{"),
      (["extract", "--input-format", "text", "-"], #"{"text": "“We will go,” said Omar Reed."}"#),
    ])
  func textThere(arguments: [String], input: String) throws {
    let run = try Command.run(arguments, input: Array(input.utf8))
    #expect(run.status == 0)
    #expect(try run.records().map(\.id) == ["stdin"])
  }

  @Test("a file whose name tells nothing is told by its beginning")
  func namedOtherwise() throws {
    let texts = try Command.run(["link", Self.folder])
    let records = try Command.run(["extract", "--with", "text", Self.folder])
    try Scratch.with { folder in
      let file = try Scratch.write(records.output, "records.out", in: folder)
      #expect(try Command.run(["link", file]).output == texts.output)
      let note = #"{"text": "“We will go,” said Omar Reed."}"#
      let text = try Scratch.write(note, "note.txt", in: folder)
      #expect(try Command.run(["extract", text]).records().map(\.id) == ["note"])
    }
  }

  @Test("indented records are read as those on lines are, and a broken one takes no other with it")
  func indented() throws {
    let texts = try Command.run(["link", Self.folder])
    let records = try Command.run(["extract", "--with", "text", "--pretty", Self.folder])
    let linked = try Command.run(["link", "-"], input: records.output)
    #expect(linked.output == texts.output && linked.status == 0)
    let broken = try Command.run(
      ["link", "--input-format", "ndjson", "-"],
      input: Array("{\n  \"id\": 1,\n".utf8) + records.output)
    #expect(broken.output == texts.output && broken.status == 1)
    #expect(broken.errors.contains("-:1"))
    let lines = try Command.run(["extract", "--with", "text", Self.folder])
    let stray = try Command.run(
      ["link", "--input-format", "ndjson", "-"], input: Array("{\n".utf8) + lines.output)
    #expect(stray.output == texts.output && stray.status == 1)
  }

  @Test("the order of the input does not matter")
  func order() throws {
    let files = ["harbor-gazette", "river-post", "quiet-day"].map { "\(Self.folder)/\($0).txt" }
    let there = try Command.run(["link"] + files)
    let back = try Command.run(["link"] + files.reversed())
    #expect(there.output == back.output)
  }

  @Test("--singletons writes clusters of one too")
  func singletons() throws {
    let some = try clusters(Command.run(["link", Self.folder]))
    let all = try clusters(Command.run(["link", "--singletons", Self.folder]))
    #expect(all.count > some.count)
    #expect(some.allSatisfy { $0.members.count > 1 })
  }

  @Test("a record that cannot be read is told, and the rest is linked")
  func broken() throws {
    let good = try Command.run(["extract", Self.folder]).output
    let run = try Command.run(
      ["link", "--input-format", "ndjson", "-"], input: Array("{\"quotes\": 1}\n".utf8) + good)
    #expect(run.status == 1)
    #expect(run.errors.contains("-:1"))
    #expect(!run.lines.isEmpty)
  }

  @Test("records of another maker need only little")
  func minimal() throws {
    let content = #"{"start": 0, "end": 37, "text": "We have patched it for the last time."}"#
    let lines = ["a", "b"].map {
      #"{"id": "\#($0)", "outlet": "\#($0)", "offset_unit": "utf16", "#
        + #""quotes": [{"content": [\#(content)], "speakers": ["x"]}], "#
        + #""speakers": [{"id": "x", "name": "Lena Ortiz"}]}"#
    }
    let run = try Command.run(
      ["link", "--input-format", "ndjson", "-"], input: Array(lines.joined(separator: "\n").utf8))
    #expect(run.status == 0)
    #expect(try clusters(run).first?.members.map(\.article) == ["a", "b"])
  }

  @Test("a text among pairs is told of")
  func pairs() throws {
    let run = try Command.run(["link", "--verify-pairs", Self.folder])
    #expect(run.status == 1)
    #expect(run.output.isEmpty && run.errors.contains("no NDJSON of pairs"))
  }
}
