import QuoteRecords
import Testing

@Suite("quoteex audit")
struct AuditTests {
  private static let folder = Command.data("articles")

  @Test("articles and their records give the same audit")
  func both() throws {
    let texts = try Command.run(["audit", "--outlet", "The Courier", Self.folder])
    #expect(texts.status == 0)
    let records = try Command.run(["extract", "--outlet", "The Courier", Self.folder])
    let audited = try Command.run(
      ["audit", "--input-format", "ndjson", "-"], input: records.output)
    #expect(audited.output == texts.output)
    #expect(texts.text.contains("not_authorized 1"))
    #expect(texts.text.contains("The Courier: 3 articles"))
  }

  @Test("JSON has a line for each article and each outlet")
  func json() throws {
    let run = try Command.run(["audit", "--format", "json", Self.folder])
    let kinds = try run.lines.map { try JSONValue(parsing: Array($0.utf8))["kind"]?.string }
    #expect(kinds == ["article", "article", "article", "outlet"])
  }

  @Test("CSV is one table")
  func csv() throws {
    let run = try Command.run(["audit", "--format", "csv", Self.folder])
    #expect(run.lines.first?.hasPrefix("kind,article,outlet,") ?? false)
    #expect(run.lines.count { $0.hasPrefix("article,") } == 3)
  }

  @Test("--fail exits with 1 where a rule is broken, and only there")
  func fail() throws {
    let source = Array("A source said the dam had burst.".utf8)
    #expect(try Command.run(["audit", "--fail", "--style", "ap", "-"], input: source).status == 1)
    #expect(try Command.run(["audit", "--style", "ap", "-"], input: source).status == 0)
    let named = Array("Lena Ortiz said the dam had burst.".utf8)
    #expect(try Command.run(["audit", "--fail", "-"], input: named).status == 0)
  }

  @Test("who declined to comment is read in the text, of articles and of records with text")
  func silent() throws {
    let article = Array(
      """
      Harlow Steel declined to comment on the sale.

      “The plant will close by June,” said an official at Harlow Steel, who spoke on condition of \
      anonymity for fear of retaliation.
      """.utf8)
    let rule = "audit.declined-and-quoted"
    let options = ["audit", "--format", "json", "--style", "ap", "-"]
    #expect(try Command.run(options, input: article).text.contains(rule))
    let records = try Command.run(["extract", "--with", "text", "-"], input: article)
    #expect(try Command.run(options, input: records.output).text.contains(rule))
    let others = try Command.run(["extract", "-"], input: article)
    #expect(try !Command.run(options, input: others.output).text.contains(rule))
    let npr = try Command.run(["audit", "--format", "json", "--style", "npr", "-"], input: article)
    #expect(!npr.text.contains(rule))
  }

  @Test("an unknown newsroom is wrong use")
  func wrongUse() throws {
    #expect(try Command.run(["audit", "--style", "gazette", Self.folder]).status == 2)
  }
}
