import Foundation
import Testing

@Suite("evaluate")
struct EvaluateTests {
  private static let text = "“The bridge will stay shut,” said Omar Reed. It cost $5 million."
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Gold that our own extraction made, which it must find again.
  private func withGold<Result>(
    _ change: (String) -> String = { $0 }, _ body: (String) throws -> Result
  ) throws -> Result {
    let record = try Command.run(["extract", "--with", "text", "-"], input: Array(Self.text.utf8))
    return try Scratch.with { folder in
      try body(try Scratch.write(change(record.text), "gold.ndjson", in: folder))
    }
  }

  @Test("our own output is perfect against itself, extracted again or given")
  func perfect() throws {
    try withGold { gold in
      for more in [[], ["--pred", gold]] {
        let run = try Command.run(
          ["evaluate", gold, "--min", "quotes.joint.f1>=1", "--min", "amounts.full.f1>=1"] + more)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.lines.first == "1 article")
        #expect(run.text.contains("content and source"))
      }
    }
  }

  @Test("a floor that does not hold is status 1, an unknown key status 2 with the keys there are")
  func floors() throws {
    try withGold { gold in
      let low = try Command.run(["evaluate", gold, "--min", "quotes.joint.f1>=1.5"])
      #expect(low.status == 1)
      #expect(low.errors.contains("quotes.joint.f1 is 1.0000, below 1.5000"))
      let unknown = try Command.run(["evaluate", gold, "--min", "quotes.jiont.f1>=0.5"])
      #expect(unknown.status == 2)
      #expect(unknown.errors.contains("quotes.joint.f1\n"))
      for use in [["--min", "x"], ["--kinds", "cats"], ["--threshold", "0"], ["--rounds", "0"]] {
        #expect(try Command.run(["evaluate", gold] + use).status == 2, "\(use)")
      }
      let none = try Command.run(["evaluate", gold, "--split", "cats"])
      #expect(none.status == 1)
      #expect(none.output.isEmpty && none.errors.contains("empty_split"))
    }
  }

  @Test("what is wrong is told at its line, the good is scored, and the status is 1")
  func faults() throws {
    let bad = #"{"id":"b","text":"No.","quotes":[{"content":[{"start":1,"end":9,"text":"o."}]}]}"#
    try withGold({ $0 + bad + "\n" }) { gold in
      let run = try Command.run(["evaluate", gold])
      #expect(run.status == 1)
      #expect(run.errors.contains("\(gold):2: span_outside: b: quotes[0].content[0]: 1–9"))
      #expect(run.lines.first == "2 articles")
    }
    let missing = try Command.run(["evaluate", "/no/such/gold"])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("/no/such/gold: missing_file"))
  }

  @Test("errors come with their sentences, rules with what they contribute")
  func errors() throws {
    // The labels lose their quote, so that finding it is wrong.
    try withGold({
      $0.replacing(/"quotes":\[\{.*?\}\],"speakers"/, with: #""quotes":[],"speakers""#)
    }) {
      gold in
      let run = try Command.run(["evaluate", gold, "--errors", "--rules", "--kinds", "quotes"])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.text.contains("quotes · spurious · direct: content"))
      #expect(run.text.contains("“The bridge will stay shut,” said Omar Reed."))
      #expect(run.text.contains("en.quote."))
      #expect(run.text.contains("alone right"))
    }
  }

  @Test("JSON is written, and an evaluation is compared with one before")
  func compare() throws {
    try withGold { gold in
      let json = try Command.run(["evaluate", gold, "--json"])
      #expect(json.status == 0)
      #expect(json.text.contains("\"schema\": \"quoteex.evaluation/1\""))
      try Scratch.with { folder in
        let old = try Scratch.write(json.output, "old.json", in: folder)
        let run = try Command.run(["evaluate", gold, "--compare", old])
        #expect(run.status == 0)
        #expect(run.text.contains("better: 0\nworse: 0\n"))
        #expect(try Command.run(["evaluate", gold, "--compare", gold]).status == 2)
      }
    }
  }

  @Test("labels without texts take them from a folder, and are told where there is none")
  func texts() throws {
    let line =
      #"{"doc":"a","amounts":[{"kind":"money","start":53,"end":63,"#
      + #""value":"5000000","currency":"USD"}]}"#
    try Scratch.with { folder in
      let gold = try Scratch.write(line, "amounts.jsonl", in: folder)
      _ = try Scratch.write(Self.text, "texts/a.txt", in: folder)
      let run = try Command.run(
        ["evaluate", gold, "--texts", folder + "/texts", "--min", "amounts.full.f1>=1"])
      #expect(run.status == 0, "\(run.errors)")
      let without = try Command.run(["evaluate", gold])
      #expect(without.status == 1)
      #expect(without.errors.contains("amounts.jsonl:1: no_text: a"))
    }
  }

  @Test("the README shows what the corpus gives; `make docs` writes it anew")
  func readme() throws {
    let readme = try String(
      contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
    let corpus = Self.root.appendingPathComponent("corpus/en").path
    let run = try Command.run(["evaluate", corpus, "--split", "test"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(readme.contains("\n$ quoteex evaluate corpus/en --split test\n\(run.text)```\n"))
  }
}
