import GRDB

/// A form that has a key, and its place in the order of forms.
struct Posting: Hashable, Comparable {
  var rank: Int64
  var form: Int64

  static func < (one: Posting, two: Posting) -> Bool {
    (one.rank, one.form) < (two.rank, two.form)
  }
}

/// Which forms have which key, on disk.
///
/// Keys are hashes, so each new one falls on another page. New postings are put into a table that
/// is small enough for many to fall on one page, and moved to the large one a slice of the keys
/// at a time: the pages that a batch writes hardly grow with the store. (The idea of the
/// log-structured merge tree of O'Neil and others, 1996.)
struct PostingTable {
  /// How many postings wait in the small table before slices are moved.
  static let waiting = 400_000
  /// In how many slices the keys are moved.
  static let slices = 64

  private let db: Database
  private let lists: Statement

  init(_ db: Database) throws {
    self.db = db
    lists = try db.cachedStatement(
      sql: """
        SELECT rank, form FROM posting WHERE key = ?1 AND rank >= ?2
        UNION ALL SELECT rank, form FROM recent_posting WHERE key = ?1 AND rank >= ?2
        ORDER BY rank, form LIMIT ?3
        """)
  }

  /// Adds a posting that may be there.
  func add(_ key: UInt64, _ posting: Posting) throws {
    try db.cachedStatement(
      sql: "INSERT OR IGNORE INTO recent_posting (key, rank, form) VALUES (?, ?, ?)"
    ).execute(arguments: [Int64(bitPattern: key), posting.rank, posting.form])
  }

  /// Removes a posting.
  func remove(_ key: UInt64, _ posting: Posting) throws {
    for table in ["recent_posting", "posting"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE key = ? AND rank = ? AND form = ?")
        .execute(arguments: [Int64(bitPattern: key), posting.rank, posting.form])
    }
  }

  /// The postings of a key in order, at most so many.
  func list(_ key: UInt64, limit: Int = Int.max) throws -> [Posting] {
    try list(key, lists, 0, limit: limit)
  }

  /// The postings of a key whose rank is no less, in order.
  func list(_ key: UInt64, from rank: Int64) throws -> [Posting] {
    try list(key, lists, rank, limit: Int.max)
  }

  /// The posting of a key that comes right after another, or right before.
  func neighbour(_ key: UInt64, of posting: Posting, isAfter: Bool) throws -> Posting? {
    var best: Posting?
    let (sign, order) = isAfter ? (">", "ASC") : ("<", "DESC")
    for table in ["posting", "recent_posting"] {
      let statement = try db.cachedStatement(
        sql: """
          SELECT rank, form FROM \(table) WHERE key = ? AND (rank, form) \(sign) (?, ?)
          ORDER BY rank \(order), form \(order) LIMIT 1
          """)
      let arguments: StatementArguments = [
        Int64(bitPattern: key), posting.rank, posting.form,
      ]
      guard let row = try Row.fetchOne(statement, arguments: arguments) else { continue }
      let found = Posting(rank: row[0], form: row[1])
      best = best.map { isAfter ? min($0, found) : max($0, found) } ?? found
    }
    return best
  }

  /// What waits in the small table.
  struct Waiting {
    /// How many postings.
    var count: Int
    /// The slice of the keys that was moved last.
    var slice: Int
  }

  /// Moves as much as was added, and half as much again, where more than `limit` wait.
  func settle(_ waiting: inout Waiting, added: Int, limit: Int = PostingTable.waiting) throws {
    waiting.count += added
    guard waiting.count > limit else { return }
    let share = max(1, added * 3 / 2 * Self.slices / waiting.count)
    for _ in 0..<min(share, Self.slices) {
      waiting.slice = (waiting.slice + 1) % Self.slices
      let (low, high) = Self.keys(of: waiting.slice)
      try db.cachedStatement(
        sql: """
          INSERT OR IGNORE INTO posting SELECT key, rank, form FROM recent_posting
          WHERE key BETWEEN ? AND ? ORDER BY key, rank, form
          """
      ).execute(arguments: [low, high])
      try db.cachedStatement(sql: "DELETE FROM recent_posting WHERE key BETWEEN ? AND ?")
        .execute(arguments: [low, high])
      waiting.count -= db.changesCount
    }
  }

  /// The first and the last key of a slice. All slices together are all keys.
  static func keys(of slice: Int) -> (first: Int64, last: Int64) {
    // The keys are 64 bits, a slice 58: only their sum wraps, which is what is meant.
    let width = Int64(1) << 58
    let first = Int64.min &+ Int64(slice) &* width
    return (first, first &+ (width - 1))
  }

  private func list(
    _ key: UInt64, _ lists: Statement, _ rank: Int64, limit: Int
  ) throws -> [Posting] {
    let arguments: StatementArguments = [Int64(bitPattern: key), rank, Int64(limit)]
    let rows = try Row.fetchCursor(lists, arguments: arguments)
    var result: [Posting] = []
    while let row = try rows.next() {
      let posting = Posting(rank: row[0], form: row[1])
      if posting != result.last { result.append(posting) }
    }
    return result
  }
}
