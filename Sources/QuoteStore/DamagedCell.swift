import GRDB

/// What must not be in a whole store.
enum StoreFault: Error, CustomStringConvertible {
  /// A row that others name is not there.
  case inconsistent(String)
  /// A column has a value that does not fit in it.
  case unfit(column: String, StoredKind)
  /// The same, with its place.
  case damaged(DamagedCell)

  var description: String {
    switch self {
    case .inconsistent(let what): "\(what) is not there, or out of range"
    case .unfit(let column, let kind): "\(column) is not \(kind.content.rawValue)"
    case .damaged(let cell): cell.description
    }
  }

  /// The fault with its place, where that is found.
  func placed(in db: Database) -> StoreFault {
    guard case .unfit(let column, let kind) = self,
      let cell = try? DamagedCell.first(db, column: column, kind)
    else { return self }
    return .damaged(cell)
  }
}

/// A value that does not fit in its column.
struct DamagedCell: CustomStringConvertible {
  var table: String
  var column: String
  /// The row: its number, or the values of its key.
  var row: String
  /// What is there.
  var found: String
  var kind: StoredKind

  var description: String {
    "\(table).\(column) of row \(row) is \(found), not \(kind.content.rawValue)"
  }

  /// The first cell that cannot be what was read: of a column of that name, or else of any, since
  /// a statement may compute what it names. Reads the tables, which is done for a damaged store
  /// alone.
  static func first(
    _ db: Database, column: String, _ kind: StoredKind
  ) throws -> DamagedCell? {
    let columns = try DeclaredColumn.all()
    for declared in columns.filter({ $0.name == column && $0.mayHold(kind) }) {
      if let cell = try declared.firstDamaged(db, kind) { return cell }
    }
    for declared in columns {
      if let cell = try declared.firstDamaged(db, declared.kind) { return cell }
    }
    return nil
  }
}

/// A column as `StoreSchema` declares it, whatever the store says.
private struct DeclaredColumn {
  var table: String
  var name: String
  var kind: StoredKind
  /// What tells the table's rows apart.
  var key: [String]

  /// Hashes that are called as places are elsewhere.
  private static let hashes: Set<String> = ["anchor.word"]

  /// Whether values of a kind can be meant to stand here.
  func mayHold(_ wanted: StoredKind) -> Bool {
    switch wanted.content {
    case .text, .bytes: kind.content == wanted.content
    case .number, .period, .flag: kind.content == .number
    case .quantity: kind.content == .number && !Self.hashes.contains("\(table).\(name)")
    }
  }

  /// All columns of a store.
  static func all() throws -> [DeclaredColumn] {
    try DatabaseQueue().write { db in
      try db.execute(sql: StoreSchema.records + StoreSchema.index)
      let tables = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
          ORDER BY name
          """)
      return try tables.flatMap { try columns(of: $0, db) }
    }
  }

  private static func columns(of table: String, _ db: Database) throws -> [DeclaredColumn] {
    let columns = try db.columns(in: table)
    let key = columns.filter { $0.primaryKeyIndex > 0 }.map(\.name)
    return columns.map { column in
      let content: StoredKind.Content =
        switch column.type {
        case "TEXT": .text
        case "BLOB": .bytes
        default: .number
        }
      return DeclaredColumn(
        table: table, name: column.name,
        kind: StoredKind(
          content: content, isOptional: !column.isNotNull && column.primaryKeyIndex == 0),
        key: key)
    }
  }

  /// The first value that does not fit here, or is not what was read.
  func firstDamaged(_ db: Database, _ wanted: StoredKind) throws -> DamagedCell? {
    let key = key.map { quoted($0) }.joined(separator: " || ', ' || ")
    let value = quoted(name)
    let mayBeNull = kind.isOptional ? "AND \(value) IS NOT NULL" : ""
    let sql = """
      SELECT \(key), iif(typeof(\(value)) = 'integer', \(value), typeof(\(value)))
      FROM \(quoted(table))
      WHERE NOT (\(wanted.condition(on: value))) \(mayBeNull)
      LIMIT 1
      """
    guard let row = try Row.fetchOne(db, sql: sql) else { return nil }
    let values = Array(row.databaseValues).map { value in
      if case .string(let text) = value.storage { return text }
      return value.description
    }
    return DamagedCell(
      table: table, column: name, row: values[0], found: values[1],
      kind: StoredKind(content: wanted.content, isOptional: kind.isOptional))
  }

  private func quoted(_ name: String) -> String { "\"\(name)\"" }
}

extension StoredKind {
  /// What SQL says of a value that fits; never NULL.
  fileprivate func condition(on value: String) -> String {
    let isNumber = "typeof(\(value)) = 'integer'"
    let most = Self.most
    return switch content {
    case .number: isNumber
    case .quantity: "\(isNumber) AND \(value) BETWEEN 0 AND \(most)"
    case .period:
      "\(isNumber) AND (\(value) = \(Int64.max) OR \(value) BETWEEN -\(most) AND \(most))"
    case .flag: "\(isNumber) AND \(value) BETWEEN 0 AND 1"
    case .text: "typeof(\(value)) = 'text'"
    case .bytes: "typeof(\(value)) = 'blob'"
    }
  }
}
