import Foundation
import QuoteRecords
import Testing

@Suite("quoteex extract")
struct ExtractTests {
  private static let folder = Command.data("articles")

  @Test("a folder gives its text files in the order of their names, under their stems")
  func folder() throws {
    let run = try Command.run(["extract", Self.folder])
    #expect(run.status == 0)
    #expect(try run.records().map(\.id) == ["harbor-gazette", "quiet-day", "river-post"])
  }

  @Test("ICU alone finds the same, byte for byte")
  func tokenizer() throws {
    let run = try Command.run(["extract", Self.folder, "--tokenizer", "icu"])
    #expect(run.status == 0)
    #expect(run.output == (try Command.run(["extract", Self.folder])).output)
    let tokens = try Command.run(["tokens", Self.folder, "--tokenizer", "icu"])
    #expect(tokens.output == (try Command.run(["tokens", Self.folder])).output)
  }

  @Test("options that are read without the parser give what they give with it")
  func plain() throws {
    let inputs: [[String]] = [
      [Self.folder], [Self.folder + "/quiet-day.txt", Self.folder + "/river-post.txt"],
      [Self.folder + "/none.txt"], ["help"], ["help", "extract"], [""],
      [Self.folder, "--jobs", "2", "--types", "direct,mixed", "--strict", "--pretty"],
      ["-j", "1", "--table", "quotes", "--format", "tsv", Self.folder, "--context", "9"],
      // What only the parser can tell about.
      [Self.folder, "--jobs", "two"], [Self.folder, "--pretty", "--listing"],
      [Self.folder, "--types", "indirekt"], [Self.folder, "-j", "1", "--jobs", "2"],
    ]
    for arguments in inputs {
      let plain = try Command.run(["extract"] + arguments)
      // In this form an option is always the parser's.
      let parsed = try Command.run(["extract"] + arguments + ["--language=en"])
      #expect(plain.output == parsed.output)
      #expect(plain.errors == parsed.errors)
      #expect(plain.status == parsed.status)
    }
    #expect(try Command.run(["extract", "--help"]).text.contains("USAGE: quoteex extract"))
    #expect(try Command.run(["extract", "-h", Self.folder]).text.contains("USAGE:"))
  }

  @Test("other files and subfolders of a folder are left alone")
  func otherFiles() throws {
    try Scratch.with { folder in
      for name in ["a.txt", "b.md", "sub/c.txt", ".hidden.txt", "B.txt"] {
        _ = try Scratch.write("Rain.", name, in: folder)
      }
      let run = try Command.run(["extract", folder])
      #expect(try run.records().map(\.id) == ["B", "a"])
    }
  }

  @Test("an empty folder is told")
  func emptyFolder() throws {
    try Scratch.with { folder in
      let run = try Command.run(["extract", folder])
      #expect(run.status == 1)
      #expect(run.errors.contains("no *.txt"))
    }
  }

  @Test("quotes, speakers, markers and amounts of an article are found")
  func results() throws {
    let run = try Command.run(["extract", Self.folder + "/harbor-gazette.txt"])
    let record = try #require(try run.records().first)
    let direct = record.quotes.filter { $0.type == .direct }
    #expect(
      direct.map { $0.content.map(\.text) } == [
        [
          "We have patched this bridge for the last time,",
          "The work starts in May, and it will be paid for.",
        ],
        ["By noon the street is empty,"],
      ])
    let names = Dictionary(uniqueKeysWithValues: record.speakers.map { ($0.id, $0.name) })
    #expect(direct.map { $0.speakers.map { names[$0] } } == [["Lena Ortiz"], ["Omar Reed"]])
    #expect(record.amounts.compactMap(\.value) == ["4500000", "12"])
    #expect(record.anonymousMarkers.contains { $0.span.text.hasPrefix("Two people familiar") })
  }

  @Test(
    "the text of every span is its slice, in every unit",
    arguments: ["codepoint", "utf16", "utf8", "all"])
  func spans(unit: String) throws {
    let prefix = "😀 e\u{301} Ünïcode — "
    for name in ["harbor-gazette", "river-post"] {
      let file = try String(contentsOfFile: "\(Self.folder)/\(name).txt", encoding: .utf8)
      let text = prefix + file
      let run = try Command.run(
        ["extract", "-", "--offsets", unit, "--with", "sentences"], input: Array(text.utf8))
      let record = try #require(try run.records().first)
      let spans = record.allSpans
      #expect(spans.count > 20)
      for span in spans {
        #expect(text.slice(span.start..<span.end, record.offsetUnit) == span.text)
        if unit == "all" {
          #expect(span.utf8.flatMap { text.slice($0, .utf8) } == span.text)
          #expect(span.utf16.flatMap { text.slice($0, .utf16) } == span.text)
        }
      }
    }
  }

  @Test("ids name the place of what they stand for, in code points whatever the unit")
  func ids() throws {
    let text = "😀\n\n“We will go on,” said Omar Reed."
    for unit in ["codepoint", "utf8"] {
      let run = try Command.run(
        ["extract", "-", "--offsets", unit], input: Array(text.utf8))
      let record = try #require(try run.records().first)
      #expect(record.quotes.map(\.id) == ["q4-18"])
      #expect(record.speakers.map(\.id) == ["s25-34"])
    }
  }

  @Test("any number of workers writes the same bytes")
  func jobs() throws {
    let lines = (0..<40).map {
      #"{"id": "\#($0)", "text": "“We will go on,” said Omar Reed. He paid $\#($0) million."}"#
    }
    let input = Array(lines.joined(separator: "\n").utf8)
    let runs = try ["1", "2", "7"].map {
      try Command.run(["extract", "--input-format", "ndjson", "--jobs", $0, "-"], input: input)
    }
    #expect(runs.map(\.status) == [0, 0, 0])
    #expect(Set(runs.map(\.output)).count == 1)
    #expect(runs.first?.lines.count == 40)
  }

  @Test("the title is read too, and its spans say so")
  func title() throws {
    let line =
      #"{"id": "1", "title": "Reed: “We will go on”", "text": "“We will go on,” said Omar Reed."}"#
    let run = try Command.run(
      ["extract", "--input-format", "ndjson", "-"], input: Array(line.utf8))
    let record = try #require(try run.records().first)
    for span in record.allSpans where span.field == "title" {
      #expect(record.title?.slice(span.start..<span.end, .codepoint) == span.text)
    }
    #expect(
      record.quotes.filter { $0.id.hasPrefix("qt") }.allSatisfy { $0.content[0].field == "title" })
    #expect(record.quotes.contains { $0.id == "q1-15" })
  }

  @Test("other keys come back as meta, and --map finds keys by other names")
  func map() throws {
    let line =
      #"{"guid": 7, "body": "Rain.", "media": "Post", "date": "2024-05-01", "tags": ["a"]}"#
    let run = try Command.run(
      [
        "extract", "--input-format", "ndjson", "--map", "id=guid,text=body", "--map",
        "outlet=media,published=date", "-",
      ], input: Array(line.utf8))
    let record = try #require(try run.records().first)
    #expect(record.id == "7" && record.outlet == "Post" && record.published == "2024-05-01")
    #expect(record.meta == .object([.init("tags", .array([.string("a")]))]))
  }

  @Test("all that is wrong with --metadata is told, and nothing is guessed")
  func faultyMetadata() throws {
    try Scratch.with { folder in
      let table = try Scratch.write(
        "filename\toutlet\na\tPost\tcity\nb\tPost\nb.txt\tGazette\n", "meta.tsv", in: folder)
      let run = try Command.run(["extract", Self.folder, "--metadata", table])
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.contains("meta.tsv:2: 3 cells, the header has 2"))
      #expect(run.errors.contains("meta.tsv:4: “b” is in line 3 too"))
    }
  }

  @Test("a date that is none is told with its place, and what it stands for is read")
  func unreadableDate() throws {
    try Scratch.with { folder in
      let table = try Scratch.write(
        "filename\tpublished\nriver-post\t2 May\nharbor-gazette\t2024-05-02\n", "meta.tsv",
        in: folder)
      let run = try Command.run(["extract", Self.folder, "--metadata", table])
      #expect(run.status == 0)
      #expect(run.errors.contains("meta.tsv:2: “2 May” is no date as in 2031-05-02"))
      #expect(!run.errors.contains("meta.tsv:3"))
      #expect(try run.records().last?.published == "2 May")
    }
  }

  @Test("--metadata, --outlet and --published say what a plain file cannot")
  func metadata() throws {
    try Scratch.with { folder in
      let table = try Scratch.write(
        "filename\tpublisher\tpublished\tdesk\nriver-post\tRiver Post\t2024-05-02\tcity\n",
        "meta.tsv", in: folder)
      let run = try Command.run([
        "extract", Self.folder, "--metadata", table, "--map", "outlet=publisher", "--outlet",
        "Unknown", "--published", "2024-05-01",
      ])
      let records = try run.records()
      #expect(records.map(\.outlet) == ["Unknown", "Unknown", "River Post"])
      #expect(records.map(\.published) == ["2024-05-01", "2024-05-01", "2024-05-02"])
      #expect(records[2].meta == .object([.init("desk", .string("city"))]))
    }
  }

  @Test("--with, --context and the options in the run record")
  func extras() throws {
    let run = try Command.run(
      ["extract", "-", "--with", "text,sentences", "--context", "4"],
      input: Array("It rained. “We will go on,” said Omar Reed.".utf8))
    let record = try #require(try run.records().first)
    #expect(record.text == "It rained. “We will go on,” said Omar Reed.")
    #expect(record.sentences?.map(\.text).first == "It rained.")
    #expect(record.quotes.first?.content.first?.prefix == "d. “")
    #expect(record.quotes.first?.content.first?.suffix == "” sa")
    #expect(record.run?.options["context"] == .number("4"))
  }

  @Test("--types, --acts and --strict leave out what is not wanted, and its speakers")
  func filters() throws {
    let file = Self.folder + "/harbor-gazette.txt"
    let direct = try #require(
      try Command.run(["extract", "--types", "direct", file]).records().first)
    #expect(Set(direct.quotes.map(\.type)) == [.direct])
    let used = Set(
      direct.quotes.flatMap(\.speakers) + direct.anonymousMarkers.compactMap(\.speaker)
        + direct.claims.map(\.asserter))
    let candidates = Set(direct.quotes.flatMap { $0.candidates.map(\.speaker) })
    #expect(Set(direct.speakers.map(\.id)).isSubset(of: used.union(candidates)))
    let speech = try #require(
      try Command.run(["extract", "--acts", "speech,writing", file]).records().first)
    #expect(speech.quotes.allSatisfy { [.speech, .writing].contains($0.act) })
    let strict = try #require(try Command.run(["extract", "--strict", file]).records().first)
    #expect(strict.quotes.allSatisfy { $0.certainty == .high })
    #expect(strict.amounts.allSatisfy { $0.certainty == .high })
  }

  @Test("labels of a labeled text are left out")
  func marked() throws {
    let text = "{quote: “We {cue: will} go on,”} said {source#1=person: Omar {name: Reed}}."
    let run = try Command.run(
      ["extract", "--input-format", "marked", "--with", "text", "-"], input: Array(text.utf8))
    #expect(try run.records().first?.text == "“We will go on,” said Omar Reed.")
    let broken = try Command.run(
      ["extract", "--input-format", "marked", "-"], input: Array("{quote: “We go".utf8))
    #expect(broken.status == 1)
    #expect(try broken.records().first?.error?.code == "invalid_marks")
  }

  @Test("--pretty and --listing write for people")
  func layouts() throws {
    let file = Self.folder + "/river-post.txt"
    let pretty = try Command.run(["extract", "--pretty", file])
    #expect(try ArticleRecord(json: pretty.output).id == "river-post")
    #expect(pretty.lines.count > 50)
    let listing = try Command.run(["extract", "--listing", file])
    #expect(listing.text.contains("“We have patched this bridge for the last time,"))
    #expect(!listing.text.contains("\u{1B}"))
  }

  @Test("text of articles cannot steer a terminal")
  func escapes() throws {
    let run = try Command.run(
      ["extract", "--listing", "-"],
      input: Array("“We \u{1B}[31mwill\u{9B} go on,” said Omar Reed.".utf8))
    #expect(run.status == 0)
    #expect(!run.text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{9B}" })
  }
}

extension String {
  /// The slice of a range of units.
  func slice(_ range: Range<Int>, _ unit: OffsetUnit) -> String? {
    switch unit {
    case .codepoint:
      let scalars = Array(unicodeScalars)
      guard range.upperBound <= scalars.count else { return nil }
      return String(String.UnicodeScalarView(scalars[range]))
    case .utf16:
      let units = Array(utf16)
      return range.upperBound <= units.count ? String(decoding: units[range], as: UTF16.self) : nil
    case .utf8:
      let units = Array(utf8)
      return range.upperBound <= units.count ? String(decoding: units[range], as: UTF8.self) : nil
    }
  }
}

extension ArticleRecord {
  /// Every span of the record.
  var allSpans: [Span] {
    var spans = quotes.flatMap { $0.content + $0.quoted + $0.cue + $0.source + $0.addressee }
    spans += speakers.flatMap(\.mentions)
    spans += anonymousMarkers.flatMap { marker in
      [marker.span]
        + [marker.grounds?.span, marker.affiliation?.span, marker.count?.span].compactMap { $0 }
    }
    spans += amounts.flatMap { amount in
      [amount.span] + [amount.approximation?.span, amount.per?.span, amount.of].compactMap { $0 }
    }
    spans += unattributed.map(\.span) + repairs.map(\.span) + (sentences ?? [])
    return spans
  }
}
