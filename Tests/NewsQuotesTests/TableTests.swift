import NewsQuotes
import Testing

@Suite("Flat tables")
struct FlatTableTests {
  private static func record() -> ArticleRecord {
    var record = ArticleRecord(id: "a")
    record.outlet = "=cmd"
    let speaker = SpeakerRecord(
      id: "s1-5", name: "Omar Reed", role: nil, named: true, kind: .person,
      gender: Gender(value: "male", by: "given_name"),
      mentions: [Span(start: 1, end: 5, text: "Omar")])
    var quote = QuoteRecord(
      id: "q9-14", type: .direct, act: .speech,
      content: [Span(start: 9, end: 11, text: "-5"), Span(start: 12, end: 14, text: "x\ty\"")],
      certainty: .high, rule: "en.quote.x")
    quote.speakers = ["s1-5"]
    quote.amounts = ["a9-11"]
    var amount = AmountRecord(
      id: "a9-11", kind: "money", span: Span(start: 9, end: 11, text: "-5"), certainty: .high,
      rule: "en.amount.x")
    amount.value = "-5"
    record.speakers = [speaker]
    record.quotes = [quote]
    record.amounts = [amount]
    return record
  }

  private func cells(_ table: FlatTable) throws -> [String: FlatTable.Cell] {
    let row = try #require(table.rows(of: Self.record()).first)
    return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), row))
  }

  @Test("rows have a cell for each column, whose names differ", arguments: FlatTable.allCases)
  func shape(table: FlatTable) {
    #expect(Set(table.columns.map(\.name)).count == table.columns.count)
    for row in table.rows(of: Self.record()) { #expect(row.count == table.columns.count) }
  }

  @Test("a quote's row joins its pieces and names its speaker")
  func quote() throws {
    let cells = try cells(.quotes)
    #expect(cells["content"] == .text("-5 … x\ty\""))
    #expect(cells["speaker"] == .text("Omar Reed"))
    #expect(cells["speaker_role"] == .null)
    #expect(cells["start"] == .integer(9) && cells["end"] == .integer(14))
  }

  @Test("an amount's row names the quote that it lies in, and who says it")
  func amount() throws {
    let cells = try cells(.amounts)
    #expect(cells["quotes"] == .text("q9-14"))
    #expect(cells["speaker"] == .text("Omar Reed"))
    #expect(cells["value"] == .decimal("-5"))
  }

  @Test("text that starts like a formula gets an apostrophe; numbers stay numbers")
  func formulas() throws {
    let amounts = FlatTable.amounts
    let row = try #require(amounts.rows(of: Self.record()).first)
    let csv = TableFormat.csv.line(row, of: amounts)
    #expect(csv.hasPrefix("a,'=cmd,"))
    #expect(csv.contains(",'-5,money,-5,"))
  }

  @Test("CSV doubles marks; TSV has no tab within a cell; NDJSON keeps everything")
  func formats() throws {
    let table = FlatTable.quotes
    let row = try #require(table.rows(of: Self.record()).first)
    #expect(TableFormat.csv.line(row, of: table).contains("\"'-5 … x\ty\"\"\""))
    let tsv = TableFormat.tsv.line(row, of: table)
    #expect(tsv.split(separator: "\t", omittingEmptySubsequences: false).count == row.count)
    #expect(TableFormat.ndjson.line(row, of: table).contains(#""content":"-5 … x\ty\"""#))
  }

  @Test("the SQL names every column", arguments: FlatTable.allCases)
  func sql(table: FlatTable) {
    for column in table.columns { #expect(table.sql.contains(column.name)) }
    #expect(table.sql.hasPrefix("CREATE TABLE \(table.rawValue) ("))
  }
}
