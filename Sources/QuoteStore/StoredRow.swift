import Foundation
import GRDB
import QuoteLinking

/// A row of a store, whose columns are read as what they must hold.
///
/// Any SQLite tool can write to a store, so a column may hold anything; what does not belong there
/// is thrown, and `DamagedCell` tells where it is.
struct StoredRow {
  private let row: Row

  init(_ row: Row) { self.row = row }

  /// The value of a column.
  subscript<Value: StoredValue>(_ column: Int) -> Value {
    get throws(StoreFault) {
      guard let value = Value(stored: row[column] as DatabaseValue) else {
        let names = Array(row.columnNames)
        throw .unfit(column: names[column], Value.kind)
      }
      return value
    }
  }

  /// All rows of a statement, which may run again meanwhile.
  static func all(
    _ statement: Statement, _ arguments: StatementArguments
  ) throws -> [StoredRow] {
    try Row.fetchAll(statement, arguments: arguments).map(StoredRow.init)
  }

  /// The first row; `nil` where there is none.
  static func first(
    _ statement: Statement, _ arguments: StatementArguments
  ) throws -> StoredRow? {
    try Row.fetchOne(statement, arguments: arguments).map(StoredRow.init)
  }

  /// Calls `body` with each row while it says so; the statement must not run again meanwhile.
  static func each(
    _ statement: Statement, _ arguments: StatementArguments = [],
    _ body: (StoredRow) throws -> Bool
  ) throws {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next(), try body(StoredRow(row)) {}
  }
}

/// What a column can hold.
protocol StoredValue {
  /// Which values fit.
  static var kind: StoredKind { get }

  /// Takes a value; `nil` where it does not fit.
  init?(stored: DatabaseValue)
}

extension StoredValue {
  /// The first column of all rows of a statement.
  static func all(
    _ statement: Statement, _ arguments: StatementArguments = []
  ) throws -> [Self] {
    try StoredRow.all(statement, arguments).map { try $0[0] }
  }

  /// The same of the first row; `nil` where there is none.
  static func first(
    _ statement: Statement, _ arguments: StatementArguments
  ) throws -> Self? {
    try StoredRow.first(statement, arguments).map { try $0[0] }
  }
}

/// Which values fit in a column.
struct StoredKind: Hashable {
  /// What a value is.
  enum Content: String {
    case number = "a whole number"
    case quantity = "a count or a place"
    case period = "the number of a period"
    case flag = "0 or 1"
    case text = "text"
    case bytes = "bytes"
  }

  var content: Content
  var isOptional = false

  /// The largest count or place: a sum of millions of them is a number still.
  static let most: Int64 = 1 << 40
}

/// Numbers that nothing is added to: those of rows, and hashes.
extension Int64: StoredValue {
  static var kind: StoredKind { StoredKind(content: .number) }

  init?(stored: DatabaseValue) {
    guard case .int64(let number) = stored.storage else { return nil }
    self = number
  }
}

/// Counts and places.
extension Int: StoredValue {
  static var kind: StoredKind { StoredKind(content: .quantity) }

  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored), 0...StoredKind.most ~= number else { return nil }
    self = Int(number)
  }
}

extension Period: StoredValue {
  static var kind: StoredKind { StoredKind(content: .period) }

  /// The number as it is kept: that of what has no date is the largest.
  var stored: Int64 { number.map { Int64($0) } ?? Int64.max }

  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored) else { return nil }
    guard number != Int64.max else {
      self.init(number: nil)
      return
    }
    guard -StoredKind.most...StoredKind.most ~= number else { return nil }
    self.init(number: Int(number))
  }
}

extension Bool: StoredValue {
  static var kind: StoredKind { StoredKind(content: .flag) }

  init?(stored: DatabaseValue) {
    guard let number = Int64(stored: stored), 0...1 ~= number else { return nil }
    self = number == 1
  }
}

extension String: StoredValue {
  static var kind: StoredKind { StoredKind(content: .text) }

  init?(stored: DatabaseValue) {
    guard case .string(let text) = stored.storage else { return nil }
    self = text
  }
}

extension Data: StoredValue {
  static var kind: StoredKind { StoredKind(content: .bytes) }

  init?(stored: DatabaseValue) {
    guard case .blob(let bytes) = stored.storage else { return nil }
    self = bytes
  }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  static var kind: StoredKind { StoredKind(content: Wrapped.kind.content, isOptional: true) }

  init?(stored: DatabaseValue) {
    if stored.isNull {
      self = nil
    } else {
      guard let value = Wrapped(stored: stored) else { return nil }
      self = .some(value)
    }
  }
}
