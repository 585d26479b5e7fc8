import Foundation
import QuoteRecords
import Testing

@Suite("Bad input")
struct BadInputTests {
  /// Extracts a text from standard input.
  private func extract(_ bytes: [UInt8], _ options: String...) throws -> (
    run: CommandRun, record: ArticleRecord
  ) {
    let run = try Command.run(["extract", "-"] + options, input: bytes)
    return (run, try #require(try run.records().first))
  }

  @Test("nothing to read is an article without quotes", arguments: ["", " \n\t\r\n ", "\u{FEFF}"])
  func empty(text: String) throws {
    let (run, record) = try extract(Array(text.utf8))
    #expect(run.status == 0)
    #expect(record.error == nil)
    #expect(record.quotes.isEmpty)
  }

  @Test("a byte that is not UTF-8 gives an error record that names its offset")
  func invalidUTF8() throws {
    let (run, record) = try extract(Array("He said".utf8) + [0xFF] + Array(" so.".utf8))
    #expect(run.status == 1)
    #expect(record.error?.code == "invalid_utf8")
    #expect(record.error?.message.contains("7") == true)
    #expect(record.id == "stdin")
  }

  @Test("--lossy reads on and records the repair")
  func lossy() throws {
    let (run, record) = try extract(
      [0xFF] + Array("\n\n“We will go,” said Omar Reed.".utf8), "--lossy")
    #expect(run.status == 0)
    #expect(record.error == nil)
    #expect(record.repairs.map(\.kind) == ["invalid_utf8"])
    #expect(record.repairs.first?.span == Span(start: 0, end: 1, text: "\u{FFFD}"))
    #expect(record.quotes.first?.content.first?.start == 4)
  }

  @Test(
    "odd characters neither end the text nor shift offsets",
    arguments: ["\u{0}", "\u{FEFF}", "\r\n", "\u{2028}", "😀e\u{301}\n\n"])
  func oddCharacters(prefix: String) throws {
    let text = prefix + "“We will go on,” said Omar Reed."
    let (run, record) = try extract(Array(text.utf8))
    #expect(run.status == 0)
    let content = try #require(record.quotes.first?.content.first)
    #expect(content.text == "We will go on,")
    #expect(content.start == prefix.unicodeScalars.count + 1)
    #expect(run.lines.count == 1)
  }

  @Test("a broken line between good ones gives an error record, and nothing else is lost")
  func brokenLine() throws {
    let lines = [
      #"{"id": "a", "text": "“Yes, we will,” said Omar Reed."}"#, #"{"id": "b", "text": "#, "",
      #"{"id": "c"}"#, "[1]", #"{"id": "d", "text": 7}"#,
      #"{"id": "e", "text": "“No, never,” said Lena Ortiz."}"#,
    ]
    let run = try Command.run(
      ["extract", "-", "--input-format", "ndjson"],
      input: Array(lines.joined(separator: "\n").utf8))
    let records = try run.records()
    #expect(run.status == 1)
    #expect(records.map(\.id) == ["a", "-:2", "c", "-:5", "d", "e"])
    #expect(
      records.map { $0.error?.code } == [
        nil, "invalid_json", "missing_text", "invalid_article", "invalid_article", nil,
      ])
    #expect(records.first?.quotes.count == 1 && records.last?.quotes.count == 1)
    #expect(run.errors.contains("4 of 6"))
  }

  @Test("a byte order mark hides no objects", arguments: ["{", "{\n  "])
  func markBeforeObjects(opening: String) throws {
    let rest = #""id": "a", "text": "“Yes, we will,” said Omar Reed.""#
    let closing = opening == "{" ? "}" : "\n}"
    let run = try Command.run(
      ["extract", "-"], input: Array("\u{FEFF}\(opening)\(rest)\(closing)\n".utf8))
    #expect(run.status == 0)
    #expect(try run.records().map(\.id) == ["a"])
  }

  @Test(
    "an array of objects is told of, not read as a text",
    arguments: [#"[{"text": "x"}]"#, "\u{FEFF} [\n  {\n    \"text\": \"x\"\n  }\n]\n", "[{}]"])
  func arrayOfObjects(text: String) throws {
    let run = try Command.run(["extract", "-"], input: Array(text.utf8))
    #expect(run.status == 1)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("JSON array"))
  }

  @Test("what only begins with a bracket is a text", arguments: ["[", "[]", "[Laughter]", "[{a}]"])
  func bracket(text: String) throws {
    let run = try Command.run(["extract", "-"], input: Array(text.utf8))
    #expect(run.status == 0)
    #expect(try run.records().map(\.id) == ["stdin"])
  }

  @Test("no article steers a terminal", arguments: ["extract", "audit", "link"])
  func escapes(command: String) throws {
    let lines = #"""
      {"id": "a\u001b[31m", "text": "“Yes, we \u001b[2Jwill,” said Omar Reed."}
      {"id": "b\u001b[31m", "text": 7}
      """#
    let options = command == "audit" ? [] : ["--listing"]
    let run = try Command.run([command, "-"] + options, input: Array(lines.utf8))
    #expect(run.status == 1)
    #expect(!run.text.contains("\u{1B}") && !run.errors.contains("\u{1B}"))
  }

  @Test("all inputs that are missing are told at once")
  func missingInputs() throws {
    let run = try Command.run(["extract", "/none/a.txt", "/none/b.txt"])
    #expect(run.status == 2)
    #expect(run.errors.contains("/none/a.txt") && run.errors.contains("/none/b.txt"))
  }

  @Test("half a surrogate pair is an error record under its id; --lossy reads it")
  func loneSurrogate() throws {
    let line = Array(#"{"id": "s", "text": "\ud800 “We will go,” said Omar Reed."}"#.utf8)
    let strict = try Command.run(["extract", "-", "--input-format", "ndjson"], input: line)
    #expect(strict.status == 1)
    #expect(try strict.records().map(\.id) == ["s"])
    #expect(try strict.records().first?.error?.code == "lone_surrogate")
    let lossy = try Command.run(
      ["extract", "-", "--input-format", "ndjson", "--lossy"], input: line)
    #expect(lossy.status == 0)
    #expect(try lossy.records().first?.repairs.map(\.kind) == ["invalid_utf8"])
  }

  @Test("a language without a pack is an error record")
  func language() throws {
    let run = try Command.run(
      ["extract", "-", "--input-format", "ndjson", "--language", "tlh"],
      input: Array(#"{"text": "nuqneH"}"#.utf8) + [0x0A]
        + Array(#"{"text": "“Hello there,” said Omar Reed.", "language": "en-GB"}"#.utf8))
    #expect(run.status == 1)
    let records = try run.records()
    #expect(records.map { $0.error?.code } == ["unsupported_language", nil])
    #expect(records.last?.quotes.count == 1)
  }

  @Test("long and deep texts are read", .timeLimit(.minutes(20)))
  func large() throws {
    let sentence = "“We will go on,” said Omar Reed, and the mayor agreed with him at once. "
    let texts = [
      String(repeating: sentence, count: 1500), String(repeating: "\"", count: 100_000),
      String(repeating: "“", count: 30_000), String(repeating: "(", count: 10_000) + "x",
      String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000),
    ]
    for text in texts {
      let (run, record) = try extract(Array(text.utf8))
      #expect(run.status == 0)
      #expect(record.error == nil)
    }
  }

  @Test("an input that does not exist is wrong use")
  func missing() throws {
    let run = try Command.run(["extract", "no-such-file.txt"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("no-such-file.txt") && run.errors.contains("No such file"))
  }

  @Test(
    "what may not be read is told, and the rest is done",
    .enabled(if: getuid() != 0, "the superuser may read everything"))
  func permissions() throws {
    try Scratch.with { folder in
      let file = try Scratch.write("x", "closed.txt", in: folder)
      let inner = try Scratch.write("x", "closed/x.txt", in: folder)
      let closed = URL(fileURLWithPath: inner).deletingLastPathComponent().path
      chmod(file, 0)
      chmod(closed, 0)
      defer { chmod(closed, 0o700) }
      let good = Command.data("articles/river-post.txt")
      let run = try Command.run(["extract", closed, file, good])
      #expect(run.status == 1)
      #expect(try run.records().map(\.id) == ["closed", "river-post"])
      #expect(try run.records().first?.error?.code == "unreadable")
      #expect(run.errors.contains(closed))
    }
  }

  @Test(
    "a full disk is one message",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full here"))
  func fullDisk() throws {
    let run = try Command.run(
      ["extract", Command.data("articles")], to: .file("/dev/full"))
    #expect(run.status == 1)
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.errors.contains("No space left"))
  }

  @Test("a reader that goes away ends the run quietly")
  func closedPipe() throws {
    let run = try Command.run(["extract", Command.data("articles")], to: .closedPipe)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test("an interrupt ends the run with its own status")
  func interrupt() throws {
    let run = try Command.run(
      ["extract", "-", "--input-format", "ndjson"], interruptAfter: 2500)
    #expect(run.status == 130)
  }

  @Test(
    "wrong use is told with its value",
    arguments: [
      (["extract", "--no-such-flag"], "--no-such-flag"), (["extract", "--jobs", "0"], "0"),
      (["extract", "--types", "loud", "-"], "loud"), (["extract", "--acts", "sung", "-"], "sung"),
      (["extract", "--with", "music", "-"], "music"), (["extract", "--map", "x", "-"], "x"),
      (["extract", "--map", "who=author", "-"], "who"),
      (["extract", "--format", "csv", "-"], "csv"),
      (["extract", "--table", "poems", "-"], "poems"), (["frobnicate"], "frobnicate"),
      (["rules", "show", "en.no.such.rule"], "en.no.such.rule"),
      (["extract", "--context", "-1", "-"], "context"),
    ])
  func wrongUse(arguments: [String], value: String) throws {
    let run = try Command.run(arguments)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(value))
  }

  @Test("broken rules are told with file, line and column")
  func brokenRules() throws {
    try Scratch.with { folder in
      _ = try Scratch.write(
        "id: mine\nversion: \"1\"\nlicence: CC0-1.0\nextends: en\n", "pack.yaml", in: folder)
      _ = try Scratch.write(
        "kind: marker\nrules:\n  - id: mine.marker.x\n    patern: x\n", "rules/x.yaml", in: folder)
      let run = try Command.run(["extract", "--rules", folder, "-"])
      #expect(run.status == 2)
      #expect(run.errors.contains("rules/x.yaml:4:5: "))
      #expect(try Command.run(["rules", "check", folder]).status == 2)
    }
  }
}
