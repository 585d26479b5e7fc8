import NewsQuotes

/// Lays rows out in columns for a person's eyes.
struct TextTable {
  /// The names of the columns.
  var columns: [String]
  /// The columns of a line; the last column takes what is left.
  var width: Int

  /// The rows under their heads. Numbers stand to the right.
  func text(of rows: [[FlatTable.Cell]]) -> String {
    let cells = rows.map { $0.map(Self.text) }
    let last = columns.count - 1
    let widths = columns.indices.map { column in
      min(40, cells.map { $0[column].count }.max() ?? 0, Int.max)
    }.enumerated().map { max($1, columns[$0].count) }
    let used = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    func line(_ cells: [String], _ isNumber: (Int) -> Bool) -> String {
      cells.enumerated().map { column, cell in
        if column == last { return Self.cut(cell, to: max(20, width - used)) }
        let cell = Self.cut(cell, to: widths[column])
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return isNumber(column) ? padding + cell : cell + padding
      }.joined(separator: "  ")
    }
    let numbers = rows.first.map { $0.map(Self.isNumber) } ?? columns.map { _ in false }
    let lines = [columns] + cells
    return lines.map { line($0) { numbers[$0] } + "\n" }.joined()
  }

  private static func cut(_ text: String, to width: Int) -> String {
    text.count > width ? text.prefix(max(0, width - 1)) + "…" : text
  }

  private static func isNumber(_ cell: FlatTable.Cell) -> Bool {
    switch cell {
    case .integer, .decimal: true
    case .null, .text, .boolean: false
    }
  }

  private static func text(_ cell: FlatTable.Cell) -> String {
    switch cell {
    case .null: ""
    case .text(let text): Painter.safe(text)
    case .integer(let number): String(number)
    case .decimal(let digits): digits
    case .boolean(let flag): flag ? "yes" : "no"
    }
  }
}
