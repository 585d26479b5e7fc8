import Foundation
import GRDB
import QuoteLinking
import QuoteRecords
import Testing

@testable import QuoteStore

/// What any SQLite tool can do to a store.
@Suite("A store with a wrong value somewhere")
struct DamagedStoreTests {
  /// What no column of a kind can hold, and what only some of them can.
  static let values = [
    "NULL", "'harbor'", "X'00FF'", "-1", "9223372036854775807", "-9223372036854775808",
  ]
  /// Columns that readers read, whatever articles hold.
  private static let read: Set<String> = [
    "article.id", "article.outlet", "article.published", "article.url", "cluster.id",
    "cluster.kind", "mention.after", "mention.before", "mention.cluster", "mention.end",
    "mention.form", "mention.in_title", "mention.part", "mention.start", "mention.words",
    "quote.anonymous", "quote.id", "quote.type", "quote.words", "speaker.gender",
    "speaker.gender_by", "speaker.id", "speaker.key", "speaker.kind", "speaker.name",
    "speaker.named", "speaker.role",
  ]

  private func changes(_ seed: UInt64, _ count: Int) -> [StoreChange] {
    var room = Newsroom(seed: seed)
    return room.articles(count, prefix: "n\(seed)-").map(StoreChange.put)
  }

  /// Does all that can be done with a store, or only reads it; what was refused.
  private func faults(_ path: String, _ words: WordBits, adds: Bool) throws -> [String] {
    var faults: [String] = []
    func trying(_ body: () throws -> Void) throws {
      do {
        try body()
      } catch let error as StoreError {
        #expect([.damaged, .otherWords, .refused, .full].contains(error.code), "\(error)")
        faults.append("\(error)")
      }
    }
    try trying {
      let store = try QuoteStore(path: path, .read, words: words)
      try trying { _ = try store.quotes(QuoteSearch(limit: 10_000)) }
      try trying { _ = try store.claims(QuoteSearch(limit: 10_000)) }
      try trying { _ = try store.summaries(ClusterList(limit: 10_000)) }
      try trying { try store.clusters(.all, singletons: true) { _ in true } }
      try trying { try store.quotedSpeakers { _, _, _ in } }
      try trying {
        _ = try store.sources(for: store.quotes(QuoteSearch(limit: 10_000)).map(\.words))
      }
    }
    guard adds else { return faults }
    // A batch that is refused leaves the store as it is.
    try trying {
      let store = try QuoteStore(path: path, .write, words: words)
      for batch in [changes(1, 8), changes(2, 4), [.remove("n1-0"), .remove("n1-1")]] {
        try trying { _ = try store.apply(batch) }
      }
    }
    return faults
  }

  @Test("no value traps, and where one is read that cannot be, its table, row and column are told")
  func cells() throws {
    try Scratch.with { (folder: String) throws in
      let (whole, path) = (folder + "/whole.db", folder + "/quotes.db")
      let words = try Files.words()
      let store = try QuoteStore(path: whole, .write, words: words)
      _ = try store.apply(changes(1, 8))
      try store.queue.close()
      let columns = try DatabaseQueue(path: whole).write { db in
        // Any tool may take a store's constraints away.
        try db.execute(sql: "PRAGMA writable_schema = ON")
        try db.execute(sql: "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')")
        return try Row.fetchAll(
          db,
          sql: """
            SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list t
            JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2
            """
        ).map { (table: $0["table"] as String, column: $0["column"] as String) }
      }
      #expect(columns.count > 80)
      for (number, column) in columns.enumerated() {
        let name = "\(column.table).\(column.column)"
        var told: [String] = []
        for (turn, value) in Self.values.enumerated() {
          try? FileManager.default.removeItem(atPath: path)
          try FileManager.default.copyItem(atPath: whole, toPath: path)
          let isDone = try set(column, value, in: path)
          // Adding takes long: one value of each column, another of the next.
          let adds = turn == number % Self.values.count
          if isDone {
            told += try faults(path, words, adds: adds).filter { $0.contains("\(name) of row") }
          }
          for log in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + log) }
        }
        #expect(!told.isEmpty || !Self.read.contains(name), "\(name)")
      }
    }
  }

  /// Sets a column of all rows that allow it; false where no row does.
  private func set(
    _ column: (table: String, column: String), _ value: String, in path: String
  ) throws -> Bool {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.write { db in
      let name = "\"\(column.column)\""
      do {
        try db.execute(sql: "UPDATE OR IGNORE \(column.table) SET \(name) = \(value)")
      } catch let error as DatabaseError where error.resultCode == .SQLITE_MISMATCH {
        return false  // A row's number is a number, whatever the schema says.
      }
      return db.changesCount > 0
    }
  }

  @Test("a damaged value is told with its place")
  func message() throws {
    try Scratch.with { (folder: String) throws in
      let path = folder + "/quotes.db"
      let store = try QuoteStore(path: path, .write, words: Files.words())
      _ = try store.apply(changes(1, 8))
      try store.queue.write { db in
        try db.execute(sql: "UPDATE mention SET start = 'here' WHERE number = 3")
      }
      #expect {
        try store.clusters(.all, singletons: true) { _ in true }
      } throws: { error in
        (error as? StoreError)?.description
          == "\(path): is damaged: mention.start of row 3 is text, not a count or a place"
      }
    }
  }

  @Test("words without a letter or a digit find nothing", arguments: ["\"", "–", "", "?!"])
  func noWords(words: String) throws {
    try Scratch.with { (folder: String) throws in
      let store = try QuoteStore(path: folder + "/quotes.db", .write, words: Files.words())
      _ = try store.apply(changes(1, 8))
      #expect(try store.quotes(QuoteSearch(words: [words])).isEmpty)
      #expect(try store.claims(QuoteSearch(words: [words])).isEmpty)
      #expect(try !store.quotes(QuoteSearch()).isEmpty)
    }
  }
}
