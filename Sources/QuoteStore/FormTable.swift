import GRDB
import QuoteLinking

/// The distinct texts of a store.
struct FormTable {
  /// A form as it is kept.
  struct Row {
    var number: Int64
    var form: TextForm
    var mentions: Int
  }

  private let db: Database
  private let find: PlainStatement

  init(_ db: Database) throws {
    self.db = db
    find = try PlainStatement(
      db,
      "SELECT number, words, marks, letters, more_letters, mentions FROM form WHERE number = ?")
  }

  /// A form by its number.
  func form(_ number: Int64) throws -> Row? {
    var found: Row?
    try find.run(number) { row in
      found = try Self.read(row)
      return false
    }
    return found
  }

  /// Keeps a new form without mentions; its number.
  func add(_ form: TextForm) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO form (words, marks, letters, more_letters, mentions) VALUES (?, ?, ?, ?, 0)
        """
    ).execute(arguments: [
      form.words, form.marks, Int64(bitPattern: form.letters.first),
      Int64(bitPattern: form.letters.second),
    ])
    return db.lastInsertedRowID
  }

  /// Counts mentions that came, or went.
  func count(_ change: Int, of number: Int64) throws {
    try db.cachedStatement(sql: "UPDATE form SET mentions = mentions + ? WHERE number = ?")
      .execute(arguments: [change, number])
  }

  /// Forgets a form and what links it, but for its postings.
  func remove(_ number: Int64) throws {
    for sql in [
      "DELETE FROM edge WHERE first = ?", "DELETE FROM edge WHERE second = ?",
      "DELETE FROM holding WHERE fragment = ?", "DELETE FROM holding WHERE container = ?",
      "DELETE FROM leader WHERE form = ?", "DELETE FROM form WHERE number = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [number])
    }
  }

  private static func read(_ row: PlainStatement.Columns) throws(StoreFault) -> Row {
    let letters = Letters(
      first: UInt64(bitPattern: try row.number(3)), second: UInt64(bitPattern: try row.number(4)))
    return Row(
      number: try row.number(0),
      form: TextForm(words: try row.text(1), marks: try row.optionalText(2), letters: letters),
      mentions: try row.quantity(5))
  }
}
