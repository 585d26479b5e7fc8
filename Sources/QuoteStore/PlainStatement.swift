import GRDB
import GRDBSQLite

/// A statement that runs for each key or form of a batch: SQLite's own calls, and no object for a
/// row.
struct PlainStatement {
  private let statement: Statement

  init(_ db: Database, _ sql: String) throws { statement = try db.makeStatement(sql: sql) }

  /// Runs the statement with numbers in place of its parameters, and `blob` in place of the one
  /// after them; calls `body` for each row while it says so.
  func run(
    _ numbers: Int64..., blob: [UInt64]? = nil,
    _ body: (Columns) throws -> Bool = { _ in true }
  ) throws {
    let handle = statement.sqliteStatement
    defer { sqlite3_reset(handle) }
    var place: Int32 = 1
    for number in numbers {
      try check(sqlite3_bind_int64(handle, place, number))
      place += 1
    }
    guard let blob else { return try step(handle, body) }
    // SQLite reads the bytes while it steps, within the closure, and not after.
    try blob.withUnsafeBytes { bytes in
      defer { sqlite3_bind_null(handle, place) }
      try check(sqlite3_bind_blob64(handle, place, bytes.baseAddress, UInt64(bytes.count), nil))
      try step(handle, body)
    }
  }

  private func step(_ handle: OpaquePointer, _ body: (Columns) throws -> Bool) throws {
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: if try !body(Columns(handle: handle)) { return }
      case SQLITE_DONE: return
      case let code: try check(code)
      }
    }
  }

  private func check(_ code: Int32) throws {
    guard code != SQLITE_OK else { return }
    throw DatabaseError(resultCode: ResultCode(rawValue: code & 0xFF))
  }

  /// The values of a row, valid until the next.
  struct Columns {
    fileprivate let handle: OpaquePointer

    func number(_ column: Int32) throws(StoreFault) -> Int64 {
      try check(column, SQLITE_INTEGER, StoredKind(content: .number))
      return sqlite3_column_int64(handle, column)
    }

    func quantity(_ column: Int32) throws(StoreFault) -> Int {
      guard let number = Int(stored: try number(column).databaseValue) else {
        throw .unfit(column: name(of: column), Int.kind)
      }
      return number
    }

    func text(_ column: Int32) throws(StoreFault) -> String {
      try check(column, SQLITE_TEXT, StoredKind(content: .text))
      return String(decoding: read(column), as: UTF8.self)
    }

    /// A text; `nil` where there is none.
    func optionalText(_ column: Int32) throws(StoreFault) -> String? {
      guard sqlite3_column_type(handle, column) != SQLITE_NULL else { return nil }
      return try text(column)
    }

    func bytes(_ column: Int32) throws(StoreFault) -> UnsafeRawBufferPointer {
      try check(column, SQLITE_BLOB, StoredKind(content: .bytes))
      return read(column)
    }

    private func check(
      _ column: Int32, _ type: Int32, _ kind: StoredKind
    ) throws(StoreFault) {
      guard sqlite3_column_type(handle, column) != type else { return }
      throw .unfit(column: name(of: column), kind)
    }

    private func name(of column: Int32) -> String {
      sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }

    private func read(_ column: Int32) -> UnsafeRawBufferPointer {
      let start = sqlite3_column_blob(handle, column)
      return UnsafeRawBufferPointer(
        start: start, count: Int(sqlite3_column_bytes(handle, column)))
    }
  }
}
