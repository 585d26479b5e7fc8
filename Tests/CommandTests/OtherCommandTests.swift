import Foundation
import QuoteRecords
import Testing

@Suite("Other commands")
struct OtherCommandTests {
  @Test("tokens are written one a line with their places")
  func tokens() throws {
    let run = try Command.run(["tokens", "-"], input: Array("“Go on,” he said.".utf8))
    #expect(run.status == 0)
    let rows = run.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(Set(rows.map(\.count)) == [10])
    #expect(
      rows.dropFirst().map { String($0[9]) } == ["“", "Go", "on", ",", "”", "he", "said", "."])
    #expect(rows[2].map(String.init)[2...3] == ["1", "3"])
  }

  @Test("explain names the rule that won and the speaker")
  func explain() throws {
    let run = try Command.run(
      ["explain", "-", "--quote", "We will go on"],
      input: Array("“We will go on,” said Omar Reed.".utf8))
    #expect(run.status == 0)
    #expect(run.text.contains("en.quote."))
    #expect(run.text.contains("Omar Reed"))
    #expect(run.text.contains("weighed: "))
  }

  @Test("explain names the weights that decided whether and where something is reported")
  func explainWeights() throws {
    let text = "Reed said on Monday that the ferry would run, but nobody at the pier knew when."
    let run = try Command.run(["explain", "-"], input: Array(text.utf8))
    #expect(run.text.contains("weighed: "))
    #expect(run.text.contains(" rate="))
    #expect(run.text.contains("ends by: "))
  }

  @Test("explain says where nothing was found")
  func explainNothing() throws {
    let text = "The ferry was late again."
    let run = try Command.run(["explain", "-", "--at", "4"], input: Array(text.utf8))
    #expect(run.status == 0)
    #expect(run.text.contains("no result"))
    #expect(try Command.run(["explain", "-", "--at", "999"], input: Array(text.utf8)).status == 2)
  }

  @Test("rules are listed, shown and checked")
  func rules() throws {
    let list = try Command.run(["rules", "list"])
    #expect(list.status == 0)
    let id = try #require(list.lines.first?.split(separator: " ").first.map(String.init))
    let show = try Command.run(["rules", "show", id])
    #expect(show.text.hasPrefix(id))
    #expect(show.text.contains("skips"))
  }

  @Test("help and version are results")
  func help() throws {
    for arguments in [["--help"], ["extract", "--help"], ["help", "link"], ["--version"]] {
      let run = try Command.run(arguments)
      #expect(run.status == 0)
      #expect(!run.output.isEmpty && run.errors.isEmpty)
    }
  }

  @Test("completions are generated", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let run = try Command.run(["--generate-completion-script", shell])
    #expect(run.status == 0)
    #expect(run.text.contains("quoteex"))
  }

  @Test("the README shows what the program really writes; `make docs` writes it anew")
  func readme() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let listing = try Command.run(
      ["extract", "--listing", Command.data("articles/river-post.txt")])
    let clusters = try Command.run(["link", "--listing", Command.data("articles")])
    for text in [listing.text, clusters.text] {
      let isFresh = readme.contains(text.trimmingCharacters(in: .newlines))
      #expect(isFresh, "the example in README.md is stale: run `make docs`")
    }
  }

  @Test("the generated references are fresh; `make docs` writes them anew")
  func references() throws {
    let docs = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("docs")
    try Scratch.with { folder in
      #expect(try Command.run(["reference", "--output", folder]).status == 0)
      for name in ["cli.md", "quoteex.1", "rules.md", "tables.sql", "store.md"] {
        let fresh = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        let there = try? String(contentsOf: docs.appendingPathComponent(name), encoding: .utf8)
        let isFresh = there == fresh
        #expect(isFresh, "docs/\(name) is stale: run `make docs`")
      }
    }
  }
}
