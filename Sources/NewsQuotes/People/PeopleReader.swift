/// What is wrong in a list of people, and where.
public struct PeopleFault: Sendable, Hashable, CustomStringConvertible {
  /// The file.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column in characters, from 1.
  public var column: Int
  /// What is wrong, with the value.
  public var message: String

  /// `file:line:column: message`.
  public var description: String { "\(file):\(line):\(column): \(message)" }
}

/// All that is wrong in a list of people.
public struct PeopleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The faults, in the order of the file.
  public var faults: [PeopleFault]

  /// One a line.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension People {
  /// The genders that a list may give.
  public static let genders = ["female", "male", "other", "unknown"]

  /// Reads tab-separated values with a header: `key` and `names` (parted by `|`), and where they
  /// are there `gender`, `role`, `outlet` (several parted by `|`); other columns are for others.
  ///
  /// - Throws: All faults.
  public init(tsv bytes: [UInt8], file: String) throws(PeopleError) {
    guard var text = String(validating: bytes, as: UTF8.self) else {
      let fault = PeopleFault(file: file, line: 1, column: 1, message: "not UTF-8")
      throw PeopleError(faults: [fault])
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    var reader = PeopleReader(file: file)
    self.init(reader.people(text))
    if !reader.faults.isEmpty { throw PeopleError(faults: reader.faults) }
  }
}

/// Reads the lines of a list.
private struct PeopleReader {
  let file: String
  var faults: [PeopleFault] = []

  private var columns: [String: Int] = [:]
  private var lines: [String: Int] = [:]

  init(file: String) { self.file = file }

  mutating func people(_ text: String) -> [People.Person] {
    var people: [People.Person] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if columns.isEmpty {
        readHeader(cells, number)
        if columns["key"] == nil || columns["names"] == nil { return [] }
      } else if let person = person(cells, number) {
        people.append(person)
      }
    }
    if columns.isEmpty { fault(1, 1, "no header; there must be columns “key” and “names”") }
    return people
  }

  private mutating func readHeader(_ cells: [String], _ line: Int) {
    for (index, cell) in cells.enumerated() {
      let name = trimmed(cell)
      if columns[name] != nil { fault(line, column(index, cells), "column “\(name)” comes twice") }
      columns[name] = index
    }
    for name in ["key", "names"] where columns[name] == nil {
      fault(line, 1, "no column “\(name)” in the header")
    }
  }

  private mutating func person(_ cells: [String], _ line: Int) -> People.Person? {
    if cells.count > columns.count {
      let message = "\(cells.count) cells, the header has \(columns.count)"
      fault(line, column(columns.count, cells), message)
      return nil
    }
    let before = faults.count
    let (key, names) = (cell("key", cells), list(cell("names", cells)))
    if key.isEmpty { fault(line, place("key", cells), "no key") }
    if let first = lines[key], !key.isEmpty {
      fault(line, place("key", cells), "key “\(key)” is that of line \(first) too")
    }
    lines[key] = lines[key] ?? line
    if names.isEmpty { fault(line, place("names", cells), "no name") }
    for name in names where People.words(name).isEmpty {
      fault(line, place("names", cells), "“\(name)” has no letters")
    }
    let gender = cell("gender", cells)
    if !gender.isEmpty, !People.genders.contains(gender) {
      let known = People.genders.joined(separator: ", ")
      fault(line, place("gender", cells), "gender “\(gender)” is none of \(known)")
    }
    guard faults.count == before else { return nil }
    let role = cell("role", cells)
    return People.Person(
      key: key, names: names, gender: gender.isEmpty ? "unknown" : gender,
      role: role.isEmpty ? nil : role, outlets: list(cell("outlet", cells)))
  }

  private func cell(_ name: String, _ cells: [String]) -> String {
    guard let index = columns[name], index < cells.count else { return "" }
    return trimmed(cells[index])
  }

  private func place(_ name: String, _ cells: [String]) -> Int {
    column(columns[name] ?? 0, cells)
  }

  /// The column of the first character of a cell, from 1.
  private func column(_ index: Int, _ cells: [String]) -> Int {
    cells.prefix(index).reduce(1) { $0 + $1.count + 1 }
  }

  private func list(_ cell: String) -> [String] {
    cell.split(separator: "|").map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }

  private func trimmed(_ text: String) -> String {
    let tail = text.drop(while: \.isWhitespace)
    return String(tail.reversed().drop(while: \.isWhitespace).reversed())
  }

  private mutating func fault(_ line: Int, _ column: Int, _ message: String) {
    faults.append(PeopleFault(file: file, line: line, column: column, message: message))
  }
}
