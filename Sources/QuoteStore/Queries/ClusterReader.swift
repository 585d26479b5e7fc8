import GRDB
import QuoteLinking
public import QuoteRecords

/// Which clusters are read.
public enum ClusterChoice: Sendable {
  /// Those that some changes changed.
  case changed(StoreReport)
  /// All.
  case all
}

extension QuoteStore {
  /// Reads clusters one by one, in the order in which they were given, those of one last; ends
  /// where `body` yields false.
  ///
  /// - Parameter singletons: Whether clusters of one quote are read too.
  /// - Throws: `StoreError`, or what `body` throws.
  public func clusters(
    _ choice: ClusterChoice, singletons: Bool, _ body: (ClusterRecord) throws -> Bool
  ) throws {
    let bits = words
    do {
      try queue.read { db in
        try placing(db) { db in
          var reader = ClusterReader(db, words: bits)
          for number in try Self.numbers(choice, db) {
            guard let cluster = try reader.cluster(number) else { continue }
            let isLinked = cluster.members.count > 1
            if isLinked || singletons && cluster.kind == "quote", try !body(cluster) { return }
          }
          guard singletons else { return }
          for number in try Self.singles(choice, db) {
            guard let cluster = try reader.single(number) else { continue }
            if try !body(cluster) { return }
          }
        }
      }
    } catch  where error is StoreFault || error is DatabaseError {
      throw StoreError(error, path: path)
    }
  }

  private static func numbers(_ choice: ClusterChoice, _ db: Database) throws -> [Int64] {
    switch choice {
    case .changed(let report): report.clusters.sorted()
    case .all: try Int64.all(db.makeStatement(sql: "SELECT number FROM cluster ORDER BY number"))
    }
  }

  private static func singles(_ choice: ClusterChoice, _ db: Database) throws -> [Int64] {
    let sql =
      "SELECT number FROM mention WHERE cluster IS NULL AND form IS NOT NULL ORDER BY number"
    switch choice {
    case .changed(let report): return report.singles.sorted()
    case .all: return try Int64.all(db.makeStatement(sql: sql))
    }
  }
}

/// Reads clusters as records.
struct ClusterReader {
  private let db: Database
  private var writer: ClusterWriter

  init(_ db: Database, words: WordBits) {
    self.db = db
    writer = ClusterWriter(bits: words)
  }

  /// A cluster by its number; `nil` where there is none.
  mutating func cluster(_ number: Int64) throws -> ClusterRecord? {
    let names = try db.cachedStatement(sql: "SELECT id, kind FROM cluster WHERE number = ?")
    guard let row = try StoredRow.first(names, [number]),
      var record = try row[1] == "claim"
        ? try claims(in: number) : try record(where: "m.cluster = ?", number)
    else { return nil }
    record.id = try row[0]
    let aliases = try db.cachedStatement(sql: "SELECT id FROM alias WHERE cluster = ? ORDER BY id")
    record.aliases = try String.all(aliases, [number])
    return record
  }

  /// The cluster of one that a mention is; `nil` where it is in a larger one now.
  mutating func single(_ mention: Int64) throws -> ClusterRecord? {
    try record(where: "m.number = ? AND m.cluster IS NULL", mention)
  }

  private mutating func claims(in cluster: Int64) throws -> ClusterRecord? {
    var table = MentionTable(db)
    return writer.record(of: try table.claims(in: cluster), articles: table.articles)
  }

  private mutating func record(where condition: String, _ number: Int64) throws -> ClusterRecord? {
    var table = MentionTable(db)
    let rows = try table.rows(where: condition, [number])
    return writer.record(of: rows.map(\.kept), articles: table.articles)
  }
}
