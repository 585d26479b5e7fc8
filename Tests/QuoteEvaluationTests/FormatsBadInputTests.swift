import Foundation
import QuoteEvaluation
import QuoteRecords
import Testing

@Suite("Bad labels are told with their place, and the good are read")
struct FormatsBadInputTests {
  /// Files, the faults that they give, and the quotes that are read all the same.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var files: [String: String]
    var faults: [String]
    var quotes: [String]
    /// The format, where the files do not look like one.
    var format: LabelFormat?

    var testDescription: String { name }
  }

  private static let text = "🌊 “No,” Ann said. “Yes,” Bob said."
  private static let good =
    "T1\tContent 19 23\tYes,\nT2\tSource 25 28\tBob\nE1\tAttribution:T1 Content:T1 Source:T2\n"
  private static let read = "direct | Yes, |  | Bob"

  private static func brat(
    _ name: String, _ lines: String, _ faults: [String], text: String = text
  ) -> Row {
    Row(
      name: name, files: ["a.txt": text, "a.ann": good + lines], faults: faults, quotes: [read])
  }

  static let rows = [
    brat("a span outside the text", "T3\tContent 30 300\tno\n", ["gold/a.ann:4:12 span_outside"]),
    brat("a span the wrong way round", "T3\tContent 9 4\tno\n", ["gold/a.ann:4:12 span_empty"]),
    brat("a span with other words", "T3\tContent 3 6\tSo,\n", ["gold/a.ann:4:12 text_differs"]),
    brat("offsets in UTF-16", "T3\tContent 4 7\tNo,\n", ["gold/a.ann:4:12 offsets_utf16"]),
    brat("offsets in bytes", "T3\tContent 8 11\tNo,\n", ["gold/a.ann:4:12 offsets_utf8"]),
    brat(
      "an attribution that rests on a bad span is one fault, not two",
      "T3\tContent 3 6\tSo,\nT4\tCue 12 16\tsaid\nE2\tAttribution:T4 Content:T3 Cue:T4\n",
      ["gold/a.ann:4:12 text_differs"]),
    brat(
      "a good content with a bad source is left out",
      "T3\tContent 3 6\tNo,\nT4\tSource 8 99\tAnn\nR1\tby Arg1:T3 Arg2:T4\n",
      ["gold/a.ann:5:11 span_outside"]),
    brat(
      "pieces that overlap", "T3\tContent 3 6;5 7\tNo, ,”\n", ["gold/a.ann:4:12 overlapping_pieces"]
    ),
    brat("an unknown label", "T3\tPerson 8 11\tAnn\n", ["gold/a.ann:4:11 unknown_label"]),
    brat("a reference to nothing", "R1\tby Arg1:T1 Arg2:T9\n", ["gold/a.ann:4 missing_reference"]),
    brat("no line of brat", "hello\n", ["gold/a.ann:4 invalid_line"]),
    brat("a cue of no content", "T3\tCue 12 16\tsaid\n", ["gold/a.ann:4:8 unattached"]),
    brat("an id that is there twice", "T1\tCue 12 16\tsaid\n", ["gold/a.ann:4 duplicate_id"]),
    brat(
      "offsets of a text whose line ends were changed", "T3\tContent 37 42\tLater\n",
      ["gold/a.ann:4:12 offsets_line_ends"], text: text + "\r\n\r\n\r\nLater"),
    Row(
      name: "labels without a text", files: ["b.ann": "", "a.txt": text, "a.ann": good],
      faults: ["gold/b.ann:0 missing_file"], quotes: [read]),
    Row(
      name: "a text without labels", files: ["b.txt": "", "a.txt": text, "a.ann": good],
      faults: ["gold/b.txt:0 missing_file"], quotes: [read]),
    Row(
      name: "line ends of both kinds",
      files: ["a.txt": text, "a.ann": good.replacing("T2\t", with: "\r\n\nT2\t")],
      faults: [], quotes: [read]),
    Row(
      name: "Citron spans that overlap, and one in UTF-16",
      files: [
        "a.json": """
        {"text": "🌊 No, yes, no.", "quotes": [
          {"cue": null, "sources": [], "contents": [{"start": 2, "end": 5, "text": "No,"}]},
          {"cue": null, "sources": [],
           "contents": [{"start": 2, "end": 5, "text": "No,"}, {"start": 4, "end": 9}]},
          {"cue": null, "sources": [], "contents": [{"start": 7, "end": 10, "text": "yes"}]}]}
        """
      ],
      faults: ["gold/a.json:0 overlapping_pieces", "gold/a.json:0 offsets_utf16"],
      quotes: ["indirect | No, |  | "]),
    Row(
      name: "a tag that is none, and a speaker that is missing",
      files: ["a.iob": "No B-Unknown\nhe Out\nsaid B-Verb\nSo B-LeftSpeaker\nplain\n"],
      faults: [
        "gold/a.iob:5 invalid_line", "gold/a.iob:3 unknown_label", "gold/a.iob:4 missing_speaker",
      ], quotes: ["indirect | No |  | ", "indirect | So |  | "],
      format: .iob),
    Row(
      name: "a WebAnno token with other words, and a row that is too short",
      files: [
        "a.tsv": """
        #FORMAT=WebAnno TSV 3.2
        #T_SP=webanno.custom.Content|kind

        #Text=No, he said.
        1-1\t0-3\tNo,\t*\t
        1-2\t4-6\tshe\t_\t
        1-3\t7-11\tsaid
        """
      ],
      faults: ["gold/a.tsv:6 text_differs", "gold/a.tsv:7 invalid_line"],
      quotes: ["indirect | No, |  | "]),
    Row(
      name: "a Label Studio task without text, and one that nobody annotated",
      files: [
        "a.json": """
        [{"id": 1, "data": {"text": "No, he said."}, "annotations": [{"result": [
           {"id": "x", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["Quote"]}}]}]},
         {"id": 2, "data": {}, "annotations": []},
         {"id": 3, "data": {"text": "a"}, "annotations": []}]
        """
      ],
      faults: ["gold/a.json:0 missing_text", "gold/a.json:0 missing_labels"],
      quotes: ["indirect | No, |  | "]),
    Row(
      name: "a file that is no JSON",
      files: [
        "b.json": "{\"text\": ",
        "a.json": #"{"text": "No.", "quotes": [{"contents": [{"start": 0, "end": 3}]}]}"#,
      ],
      faults: ["gold/b.json:1:10 invalid_json"], quotes: ["indirect | No. |  | "]),
  ]

  @Test("rows", arguments: rows)
  func bad(row: Row) throws {
    let reading = try LabelReading(FormatsKit.files(row.files), format: row.format)
    let faults = reading.faults.map { fault in
      let column = fault.column > 0 ? ":\(fault.column)" : ""
      return "\(fault.file):\(fault.line)\(column) \(fault.code)"
    }
    #expect(faults == row.faults)
    #expect(reading.articles.flatMap { FormatsKit.lines($0.labels.first?.record) } == row.quotes)
  }

  @Test("offsets that a tool counted in UTF-16 are read when the user says so")
  func toldUnit() throws {
    let files = FormatsKit.files(["a.txt": Self.text, "a.ann": "T1\tContent 4 7\tNo,\n"])
    let reading = try LabelReading(files, options: .init(offsets: .utf16))
    #expect(reading.faults.isEmpty)
    #expect(reading.articles.first?.labels.first?.record.quotes.first?.content.first?.start == 3)
  }

  @Test("a gold without articles is a fault")
  func empty() throws {
    let reading = try LabelReading(FormatsKit.files(["a.ndjson": "\n"]), format: .records)
    #expect(reading.faults.map(\.code) == ["empty_gold"])
  }

  @Test("records of another text, and with spans outside of it, are told")
  func otherText() throws {
    let line = """
      {"id":"a","text":"No.","text_sha256":"00","quotes":[\
      {"content":[{"start":0,"end":3,"text":"No."}]},\
      {"content":[{"start":1,"end":9,"text":"o"}]}]}
      """
    var reading = try LabelReading(FormatsKit.files(["a.ndjson": line + "\n" + line]))
    reading.checkSpans()
    reading.keepFirstOfEachID()
    #expect(Set(reading.faults.map(\.code)) == ["other_text", "span_outside", "duplicate_id"])
    #expect(reading.articles.map { $0.labels[0].record.quotes.count } == [1])
  }

  @Test("what cannot be written is told, and the others are written")
  func writing() {
    var record = ArticleRecord(id: "a")
    let span = { Span(start: $0, end: $1, text: $2) }
    record.quotes = [(0, 2, "No"), (1, 3, "o."), (1, 9, "x")].map {
      QuoteRecord(
        id: "q\($0.0)", type: .direct, act: .speech, content: [span($0.0, $0.1, $0.2)],
        certainty: .high, rule: "")
    }
    let article = LabeledArticle(id: "a", text: "No.", labels: [.init(record: record)])
    let bare = LabeledArticle(id: "b", text: nil, labels: [.init(record: record)])
    let brat = OutputFormat.brat.writer.write([article, bare])
    #expect(brat.faults.map(\.code) == ["span_outside", "missing_text"])
    #expect(brat.files.map(\.name) == ["a.txt", "a.ann"])
    let iob = OutputFormat.iob.writer.write([article])
    #expect(iob.faults.map(\.code) == ["overlapping_labels", "span_outside"])
  }
}
