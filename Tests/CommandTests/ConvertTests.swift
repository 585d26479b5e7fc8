import Foundation
import Testing

@Suite("quoteex convert")
struct ConvertTests {
  private static let text = "🌊 “No,” Ann said. “Yes,” Bob said."
  private static let good =
    "T1\tContent 19 23\tYes,\nT2\tSource 25 28\tBob\nR1\tby Arg1:T1 Arg2:T2\n"

  @Test("a folder becomes a file on standard output, and what is lost is told once")
  func citronToTable() throws {
    try Scratch.with { folder in
      _ = try Scratch.write(Self.text, "a.txt", in: folder)
      _ = try Scratch.write(Self.good, "a.ann", in: folder)
      let run = try Command.run(["convert", folder, "--to", "tsv"])
      #expect(run.status == 0)
      #expect(run.text.contains("\tYes,\tYes,\t\tBob\t"))
      let lost = run.errors.split(separator: "\n")
      #expect(lost == ["quoteex: tsv does not hold: all but the table of quotes, the texts"])
    }
  }

  @Test("a file becomes a folder, and the folder comes back as records")
  func folders() throws {
    try Scratch.with { folder in
      let record = """
        {"id":"x/1","text":"\(Self.text)","quotes":[{"id":"q3-6","type":"direct",\
        "content":[{"start":3,"end":6,"text":"No,"}],"quoted":[{"start":3,"end":6,"text":"No,"}],\
        "certainty":"high"}]}
        """
      let input = try Scratch.write(record, "in.ndjson", in: folder)
      let output = folder + "/made/brat"
      #expect(try Command.run(["convert", input, "--to", "brat", "-o", output]).status == 0)
      #expect(try String(contentsOfFile: output + "/x_1.txt", encoding: .utf8) == Self.text)
      let back = try Command.run(["convert", output, "--from", "brat", "--to", "records"])
      #expect(back.status == 0)
      #expect(back.text.contains(#""content":[{"start":3,"end":6,"text":"No,"}]"#))
    }
  }

  @Test("a fault is told with file and line, the rest is converted, and the exit status is 1")
  func faults() throws {
    try Scratch.with { folder in
      _ = try Scratch.write(Self.text, "a.txt", in: folder)
      _ = try Scratch.write(Self.good + "T3\tContent 4 7\tNo,\n", "a.ann", in: folder)
      let run = try Command.run(["convert", folder, "--to", "records"])
      #expect(run.status == 1)
      #expect(run.errors.contains("/a.ann:4:12: offsets_utf16: “No,” stands there if offsets are"))
      #expect(run.text.contains(#""text":"Yes,""#))
    }
  }

  @Test("what cannot be read or written at all is wrong use")
  func use() throws {
    #expect(try Command.run(["convert", "/no/such/file", "--to", "csv"]).status == 2)
    try Scratch.with { folder in
      for options in [["nothing"], ["brat"], ["csv", "--map", "A=nobody"]] {
        let run = try Command.run(["convert", folder, "--to"] + options)
        #expect(run.status == 2)
      }
    }
  }

  @Test(
    "a full disk is called so", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    try Scratch.with { folder in
      _ = try Scratch.write(Self.text, "a.txt", in: folder)
      _ = try Scratch.write(Self.good, "a.ann", in: folder)
      let run = try Command.run(["convert", folder, "--to", "csv", "-o", "/dev/full"])
      #expect(run.status == 1)
      #expect(run.errors.contains("No space left on device"))
    }
  }

  @Test("evaluate writes a page with the labels in their articles")
  func page() throws {
    try Scratch.with { folder in
      _ = try Scratch.write(Self.text, "a.txt", in: folder + "/gold")
      _ = try Scratch.write(Self.good, "a.ann", in: folder + "/gold")
      let file = folder + "/page.html"
      #expect(try Command.run(["evaluate", folder + "/gold", "--html", file]).status == 0)
      let page = try String(contentsOfFile: file, encoding: .utf8)
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      #expect(page.contains(#"data-kind="quotes""#))
      #expect(page.contains("Yes,</span"))
    }
  }
}
