import QuoteRecords

/// How a flat table is written.
public enum TableFormat: String, Sendable, Hashable, CaseIterable {
  /// RFC 4180, with a header, lines ending in a line feed.
  case csv
  /// Tabs between cells, with a header; tabs and line ends within a cell become spaces.
  case tsv
  /// One JSON object a line, with `null` for empty cells.
  case ndjson

  /// The line that comes before all rows; empty for NDJSON.
  public func header(of table: FlatTable) -> String { header(table.columns.map(\.name)) }

  /// A row as a line, its line feed included.
  public func line(_ row: [FlatTable.Cell], of table: FlatTable) -> String {
    line(row, table.columns.map(\.name))
  }

  /// The line that comes before all rows of some columns; empty for NDJSON.
  package func header(_ columns: [String]) -> String {
    switch self {
    case .ndjson: ""
    case .csv, .tsv: line(columns)
    }
  }

  /// A row of some columns as a line, its line feed included.
  package func line(_ row: [FlatTable.Cell], _ columns: [String]) -> String {
    guard self == .ndjson else { return line(row.map(Self.spreadsheetCell)) }
    let members = zip(columns, row).map { JSONValue.Member($0, Self.value($1)) }
    return String(decoding: JSONValue.object(members).json(), as: UTF8.self) + "\n"
  }

  /// A row of CSV, for tables that are no `FlatTable`.
  static func csvLine(_ row: [FlatTable.Cell]) -> String { Self.csv.line(row.map(spreadsheetCell)) }

  private func line(_ cells: [String]) -> String {
    switch self {
    case .csv: cells.map(Self.quoted).joined(separator: ",") + "\n"
    case .tsv, .ndjson: cells.map(Self.untabbed).joined(separator: "\t") + "\n"
    }
  }

  private static func value(_ cell: FlatTable.Cell) -> JSONValue {
    switch cell {
    case .null: .null
    case .text(let text), .decimal(let text): .string(text)
    case .integer(let number): .number(String(number))
    case .boolean(let flag): .bool(flag)
    }
  }

  /// A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe.
  private static func spreadsheetCell(_ cell: FlatTable.Cell) -> String {
    switch cell {
    case .null: ""
    case .integer(let number): String(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .decimal(let digits):
      digits.utf8.dropFirst(digits.hasPrefix("-") ? 1 : 0).allSatisfy { $0 == 0x2E || isDigit($0) }
        ? digits : guarded(digits)
    case .text(let text): guarded(text)
    }
  }

  private static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { !isSpace($0) }) else { return text }
    let starters: [Unicode.Scalar] = [
      "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
    let begins = text.unicodeScalars.first
    let isRisky = starters.contains(first) || begins == "\t" || begins == "\r" || begins == "\n"
    return isRisky ? "'" + text : text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar == "\u{FEFF}"
  }

  private static func quoted(_ cell: String) -> String {
    let special: [Unicode.Scalar] = ["\"", ",", "\n", "\r"]
    guard cell.unicodeScalars.contains(where: special.contains) else { return cell }
    // By scalars: a mark with a combining accent is one character, and still a mark.
    var result = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    return "\"" + String(result) + "\""
  }

  private static func untabbed(_ cell: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in cell.unicodeScalars {
      let breaks =
        ("\t"..."\r").contains(scalar) || scalar == "\u{85}"
        || scalar == "\u{2028}" || scalar == "\u{2029}"
      result.append(breaks ? " " : scalar)
    }
    return String(result)
  }
}
