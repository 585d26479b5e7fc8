import GRDB

/// The statements that all levels of the index of keys share, and how long their runs are.
struct PostingStatements {
  let find: PlainStatement
  let scan: PlainStatement
  let create: PlainStatement
  let update: PlainStatement
  let drop: PlainStatement
  let findBits: PlainStatement
  let scanBits: PlainStatement
  let createBits: PlainStatement
  let dropBits: PlainStatement
  let keepSlice: PlainStatement
  /// How many postings each level had in each slice when they were written.
  let counts: [[Int]]

  /// The most postings of a slice.
  private static let most: Int64 = 1 << 40

  init(_ db: Database) throws {
    find = try PlainStatement(
      db,
      "SELECT first, \"end\", postings FROM posting WHERE first <= ? ORDER BY first DESC LIMIT 1")
    scan = try PlainStatement(
      db, "SELECT postings FROM posting WHERE first >= ? AND first < ? ORDER BY first")
    create = try PlainStatement(
      db, "INSERT INTO posting (first, \"end\", postings) VALUES (?, ?, ?)")
    update = try PlainStatement(db, "UPDATE posting SET postings = ?2 WHERE first = ?1")
    drop = try PlainStatement(db, "DELETE FROM posting WHERE first >= ? AND first < ?")
    findBits = try PlainStatement(db, "SELECT bits FROM posting_filter WHERE block = ?")
    scanBits = try PlainStatement(
      db, "SELECT block, bits FROM posting_filter WHERE block >= ? ORDER BY block")
    createBits = try PlainStatement(
      db, "INSERT INTO posting_filter (block, bits) VALUES (?, ?)")
    dropBits = try PlainStatement(
      db, "DELETE FROM posting_filter WHERE block >= ? AND block < ?")
    keepSlice = try PlainStatement(
      db, "INSERT OR REPLACE INTO posting_slice (slice, postings) VALUES (?, ?)")
    counts = try Self.counts(db)
  }

  /// The number under which it is kept how many postings a level has in a slice.
  static func number(of slice: Int, in level: Int64) -> Int64 { level << 8 | Int64(slice) }

  /// The level and the slice of such a number.
  private static func place(of number: Int64) -> (level: Int, slice: Int) {
    (Int(number >> 8), Int(number & 0xFF))
  }

  private static func counts(_ db: Database) throws -> [[Int]] {
    let none = [Int](repeating: 0, count: PostingLevel.slices)
    var counts = [[Int]](repeating: none, count: PostingLevel.count)
    var isSound = true
    try PlainStatement(db, "SELECT slice, postings FROM posting_slice").run { row in
      let (level, slice) = place(of: try row.number(0))
      guard counts.indices.contains(level), none.indices.contains(slice) else { return true }
      let count = try row.number(1)
      isSound = 0...most ~= count
      if isSound { counts[level][slice] = Int(count) }
      return isSound
    }
    guard isSound else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "posting_slice counts what no slice can have")
    }
    return counts
  }
}
