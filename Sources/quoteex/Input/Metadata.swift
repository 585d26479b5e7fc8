import NewsQuotes
import QuoteStore

/// What a table says of plain text files: outlet, date and more, by the file's name.
struct Metadata: Sendable {
  /// What is said of one file.
  struct Row: Sendable {
    var fields: [String: String]
    var meta: [JSONValue.Member]
  }

  /// Which dates are none, with their places: their articles are linked as without a date.
  private(set) var unreadableDates: [String] = []
  private var rows: [String: Row] = [:]

  /// Nothing said of any.
  init() {}

  /// Reads tab-separated values with a header; the column `filename` (or `id`) is the article's id,
  /// with or without `.txt`. `keys` says which other columns are meant.
  ///
  /// - Throws: `Fault` with file and line where it is no such table.
  init(path: String, keys: KeyMap) throws {
    let bytes: [UInt8]
    do { bytes = try FileReader.contents(of: path) } catch { throw Fault("\(error)", .usage) }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Fault("\(path): not UTF-8", .usage)
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    let header = (lines.first ?? "").split(separator: "\t", omittingEmptySubsequences: false)
      .map(String.init)
    guard let key = header.firstIndex(of: "filename") ?? header.firstIndex(of: "id") else {
      throw Fault("\(path):1: no column “filename” or “id” in the header", .usage)
    }
    let named = header[key]
    var faults: [String] = []
    var places: [String: Int] = [:]
    for (number, line) in zip(1..., lines).dropFirst() where !line.isEmpty {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count <= header.count else {
        faults.append("\(path):\(number): \(cells.count) cells, the header has \(header.count)")
        continue
      }
      guard key < cells.count else { continue }
      let id = Self.id(cells[key])
      if let first = places.updateValue(number, forKey: id) {
        faults.append("\(path):\(number): “\(id)” is in line \(first) too")
      }
      let row = Self.row(header, cells, keys, but: named)
      if let date = row.fields["published"], QuoteStore.day(date) == nil {
        unreadableDates.append("\(path):\(number): “\(date)” is no date as in 2031-05-02")
      }
      rows[id] = row
    }
    if !faults.isEmpty { throw Fault(faults.joined(separator: "\n"), .usage) }
  }

  /// What is said of an article.
  subscript(id: String) -> Row? { rows[id] }

  private static func id(_ name: String) -> String {
    name.hasSuffix(".txt") ? String(name.dropLast(4)) : name
  }

  private static func row(
    _ header: [String], _ cells: [String], _ keys: KeyMap, but key: String
  ) -> Row {
    var members: [JSONValue.Member] = []
    for (name, cell) in zip(header, cells) where name != key && !cell.isEmpty {
      members.append(.init(name, .string(cell)))
    }
    var row = Row(fields: [:], meta: keys.rest(of: members))
    for key in ["outlet", "url", "title", "published", "language"] {
      row.fields[key] = members.first { $0.key == keys.name(of: key) }?.value.string
    }
    return row
  }
}
