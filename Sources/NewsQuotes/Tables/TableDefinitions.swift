extension FlatTable {
  /// The SQL (SQLite, PostgreSQL, DuckDB) that defines the table.
  public var sql: String {
    let width = columns.map(\.name.count).max() ?? 0
    let lines = columns.enumerated().map { index, column in
      let name = Self.reserved.contains(column.name) ? "\"\(column.name)\"" : column.name
      let padding = String(repeating: " ", count: max(1, width + 3 - name.count))
      let comma = index + 1 < columns.count ? "," : ""
      return "  \(name)\(padding)\(Self.sqlType(of: column))\(comma)  -- \(column.summary)"
    }
    return "CREATE TABLE \(rawValue) (\n" + lines.joined(separator: "\n") + "\n);\n"
  }

  /// Column names that SQL takes for words of its own.
  private static let reserved: Set<String> = ["end", "of", "count", "text", "value", "start"]

  private static func sqlType(of column: Column) -> String {
    let type =
      switch column.type {
      case .text: "TEXT"
      case .integer: "INTEGER"
      case .boolean: "BOOLEAN"
      case .decimal: "NUMERIC"
      }
    let isKey = column.name == "article" || column.name == "id"
    return isKey ? type + " NOT NULL" : type
  }
}
