import Foundation
import QuoteRecords
import Testing

@Suite("Flat tables")
struct TableTests {
  private static let folder = Command.data("articles")

  @Test(
    "every row has as many cells as the header",
    arguments: ["quotes", "speakers", "amounts", "claims", "markers"])
  func shape(table: String) throws {
    let run = try Command.run(["extract", "--table", table, "--format", "tsv", Self.folder])
    #expect(run.status == 0)
    let rows = run.text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(Set(rows.map(\.count)).count == 1)
    #expect(rows[0].prefix(4).map(String.init) == ["article", "outlet", "published", "url"])
    if table != "claims" { #expect(rows.count > 1) }
  }

  @Test("rows name the speaker and the article")
  func speaker() throws {
    let run = try Command.run(
      ["extract", "--table", "quotes", "--format", "ndjson", "--outlet", "Gazette", Self.folder])
    let rows = try run.lines.map { try JSONValue(parsing: Array($0.utf8)) }
    let row = try #require(
      rows.first { $0["content"]?.string?.hasPrefix("We have patched") == true })
    #expect(row["outlet"]?.string == "Gazette")
    #expect(row["speaker"]?.string == "Lena Ortiz")
    #expect(row["anonymous"] == .bool(false))
    #expect(row["start"] != nil)
  }

  @Test("no cell starts a formula", arguments: ["csv", "tsv"])
  func formulas(format: String) throws {
    let text = "“=HYPERLINK(1) is what we do,” said Omar Reed. “@home we sit, and more,” he said."
    let run = try Command.run(
      ["extract", "--table", "quotes", "--format", format, "--outlet", "=1+1", "-"],
      input: Array(text.utf8))
    #expect(run.status == 0)
    #expect(run.lines.count > 1)
    for line in run.lines.dropFirst() {
      for cell in line.split(separator: format == "csv" ? "," : "\t") {
        let bare = cell.drop { $0 == "\"" }
        #expect(!["=", "+", "-", "@"].contains(bare.first))
      }
    }
  }

  @Test("CSV quotes what it must")
  func csv() throws {
    let run = try Command.run(
      ["extract", "--table", "quotes", "--outlet", #"The "Post", daily"#, "-"],
      input: Array("“We will go on,” said Omar Reed.".utf8))
    #expect(run.lines.last?.contains(#""The ""Post"", daily""#) == true)
  }

  @Test("an article that could not be read is a message and no row")
  func failure() throws {
    let run = try Command.run(
      ["extract", "--table", "quotes", "--input-format", "ndjson", "-"], input: Array("[".utf8))
    #expect(run.status == 1)
    #expect(run.lines.count == 1)
    #expect(run.errors.contains("invalid_json"))
  }
}
