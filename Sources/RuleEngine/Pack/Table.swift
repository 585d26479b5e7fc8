/// Figures learned from data: rows of cells under named columns, as text.
///
/// Cells are cut out of the file when they are asked for, so that a large table loads fast.
package struct Table: Sendable {
  /// Its name: the file's, without `.tsv`.
  package let name: String
  /// The header's lines of the form `# key: value`: origin, licence, and what else it says.
  package let header: [String: String]
  /// The names of its columns.
  package let columns: [String]
  /// Its rows, in the order of the file.
  package let rows: Rows

  /// The rows of a table, each cut into its cells when it is asked for.
  package struct Rows: RandomAccessCollection, Sendable {
    let bytes: [UInt8]
    let lines: [Range<Int>]

    package var startIndex: Int { 0 }
    package var endIndex: Int { lines.count }

    /// The cells of a row as text.
    package subscript(row: Int) -> [String] {
      cells(row).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where a cell stands in the file; linear in the row.
    func cell(_ row: Int, _ column: Int) -> Range<Int> {
      let line = lines[row]
      var start = line.lowerBound
      for _ in 0..<column {
        start = Swift.min(bytes.first(0x09, from: start, to: line.upperBound) + 1, line.upperBound)
      }
      return start..<bytes.first(0x09, from: start, to: line.upperBound)
    }

    /// The cells of a row as bytes.
    package func cells(_ row: Int) -> [ArraySlice<UInt8>] {
      var cells: [ArraySlice<UInt8>] = []
      cells.reserveCapacity(4)
      var start = lines[row].lowerBound
      for place in lines[row] where bytes[place] == 0x09 {
        cells.append(bytes[start..<place])
        start = place + 1
      }
      cells.append(bytes[start..<lines[row].upperBound])
      return cells
    }
  }

  /// The number of a column.
  package func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
}

/// Reads a table's file: `#` header lines, a row of column names, then rows.
struct TableReader {
  let file: String
  let bytes: [UInt8]
  private(set) var faults: [Diagnostic] = []

  private static let required = ["origin", "licence"]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// Reads all rows; linear. Faulty rows are told in `faults`.
  mutating func read(name: String) -> Table {
    var header: [String: String] = [:]
    var columns: [String] = []
    var lines: [Range<Int>] = []
    var start = 0
    var number = 0
    while start < bytes.count {
      number += 1
      let (end, tabs) = measure(start)
      defer { start = end + 1 }
      if bytes[start] == 0x23, columns.isEmpty {
        readHeader(bytes[(start + 1)..<end], into: &header)
      } else if columns.isEmpty {
        columns = readColumns(bytes[start..<end], number)
      } else if checkRow(start..<end, tabs + 1, number, columns.count) {
        lines.append(start..<end)
      }
    }
    for key in Self.required where header[key]?.isEmpty ?? true {
      fault(1, 1, "table.header.missing", "the header has no line '# \(key): …'")
    }
    if columns.isEmpty { fault(max(1, number), 1, "table.columns.missing", "no row names columns") }
    return Table(
      name: name, header: header, columns: columns, rows: Table.Rows(bytes: bytes, lines: lines))
  }

  private func readHeader(_ line: ArraySlice<UInt8>, into header: inout [String: String]) {
    let text = String(decoding: line, as: UTF8.self)
    guard let colon = text.firstIndex(of: ":") else { return }
    let key = text[..<colon].drop { $0 == " " }
    guard !key.isEmpty, !key.contains(" ") else { return }
    header[String(key)] = String(text[text.index(after: colon)...].drop { $0 == " " })
  }

  private mutating func readColumns(_ line: ArraySlice<UInt8>, _ number: Int) -> [String] {
    let names = line.split(separator: 0x09, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if names.contains("") { fault(number, 1, "table.column.empty", "a column has no name") }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      fault(number, 1, "table.column.duplicate", "'\(name)' names two columns")
    }
    return names
  }

  /// Where the line from a place ends, and how many tabs it has.
  private func measure(_ start: Int) -> (end: Int, tabs: Int) {
    bytes.withUnsafeBufferPointer { bytes in
      var end = start
      var tabs = 0
      while end < bytes.count, bytes[end] != 0x0A {
        if bytes[end] == 0x09 { tabs += 1 }
        end += 1
      }
      return (end, tabs)
    }
  }

  private mutating func checkRow(
    _ line: Range<Int>, _ cells: Int, _ number: Int, _ expected: Int
  ) -> Bool {
    if line.isEmpty {
      fault(number, 1, "table.row.empty", "an empty line stands among the rows")
      return false
    }
    if cells != expected {
      let text = "the row has \(cells) cells, the first row names \(expected) columns"
      fault(number, 1, "table.row.cells", text)
      return false
    }
    return true
  }

  private mutating func fault(_ line: Int, _ column: Int, _ code: String, _ message: String) {
    faults.append(
      Diagnostic(file: file, line: line, column: column, code: code, message: message))
  }
}
