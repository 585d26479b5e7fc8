import GRDB
package import QuoteLinking
public import QuoteRecords

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is done to a store.
public enum StoreChange: Sendable {
  /// Adds an article; in place of one of the same id that says something else.
  case put(ArticleRecord)
  /// Removes the article of an id.
  case remove(String)
}

/// What came of changes.
public struct StoreReport: Sendable, Hashable {
  /// How many articles were new.
  public var added = 0
  /// How many took the place of others.
  public var replaced = 0
  /// How many were removed.
  public var removed = 0
  /// How many were there as they are.
  public var unchanged = 0
  /// Ids that were to be removed and are not there.
  public var unknown: [String] = []
  /// How many of the runs of words that came, or went, stand in more texts than
  /// `LinkOptions.postings`: of these texts only the longest are compared with the others.
  public var stockRuns: Int { stockKeys.count }
  /// How many pairs of distinct texts were compared word by word.
  public var comparisons = 0
  /// The kept bits of the keys of these runs.
  package var stockKeys: Set<UInt64> = []
  /// The numbers of clusters whose members changed.
  package var clusters: Set<Int64> = []
  /// The numbers of mentions that are clusters of one now.
  package var singles: Set<Int64> = []

  /// Nothing done.
  public init() {}

  /// Adds what came of other changes.
  public mutating func add(_ other: StoreReport) {
    added += other.added
    replaced += other.replaced
    removed += other.removed
    unchanged += other.unchanged
    unknown += other.unknown
    stockKeys.formUnion(other.stockKeys)
    comparisons += other.comparisons
    clusters.formUnion(other.clusters)
    singles.formUnion(other.singles)
  }
}

/// Quotes on disk, linked as articles come: an SQLite file.
///
/// Whatever the order of changes, and however they are cut into batches, clusters are those that a
/// `Linker` gives for the articles that are there. A batch is taken whole or not at all, whenever
/// the program or the machine stops. Several runs may read while one writes.
public struct QuoteStore: Sendable {
  /// How a store is opened.
  public enum Mode: Sendable {
    /// To add to, made where there is none.
    case write
    /// To read.
    case read
  }

  /// The store's file.
  public let path: String
  let queue: DatabaseQueue
  let words: WordBits
  private let options: LinkOptions

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - words: The words by which quotes are linked: the same ones as when it was made.
  ///   - patience: How many seconds to wait for another run to finish a batch.
  /// - Throws: `StoreError` where it cannot be used.
  package init(
    path: String, _ mode: Mode, words: WordBits, options: LinkOptions = LinkOptions(),
    patience: Double = 30
  ) throws(StoreError) {
    self.path = path
    self.words = words
    self.options = options
    queue = try StoreFile(path: path, mode, patience: patience).open()
    let (found, fingerprint) = (options, String(words.fingerprint))
    try writing(mode) { db in
      try StoreFile.prepare(
        db, mode,
        settings: [
          "words": fingerprint, "window": String(found.window), "postings": String(found.postings),
        ])
    }
  }

  /// Whether a file is an SQLite file, and so may be a store.
  public static func isStore(_ path: String) -> Bool { StoreFile.isDatabase(path) }

  /// Takes changes as one batch: all, or where it fails none. Work grows with what the changes
  /// touch, not with the store.
  ///
  /// - Throws: `StoreError`.
  public func apply(_ changes: [StoreChange]) throws(StoreError) -> StoreReport {
    guard !changes.isEmpty else { return StoreReport() }
    let (options, bits) = (options, words)
    return try writing(.write) { db in
      let settings = StoreSettings(db)
      var batch = try Batch(db, options: options, bits: bits, slice: settings.slice())
      let outcome = try batch.apply(changes)
      try settings.keep(slice: batch.postings.slice)
      var report = outcome.report
      report.clusters = outcome.change.clusters
      report.singles = outcome.change.singles
      return report
    }
  }

  /// Reads in one transaction.
  func reading<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read { try placing($0, body) }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func writing<Value>(
    _ mode: Mode, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return mode == .write
        ? try queue.write { try placing($0, body) } : try queue.read { try placing($0, body) }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

/// Does something with a store; what is damaged is thrown with its place.
func placing<Value>(_ db: Database, _ body: (Database) throws -> Value) throws -> Value {
  do {
    return try body(db)
  } catch let fault as StoreFault {
    throw fault.placed(in: db)
  }
}

/// What a store keeps about itself.
struct StoreSettings {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// The slice of the index of keys that is moved next.
  func slice() throws -> Int {
    guard let kept = try value(of: "slice") else { return 0 }
    guard let slice = Int(kept) else { throw StoreFault.inconsistent("slice \(kept)") }
    return slice
  }

  /// Keeps the same.
  func keep(slice: Int) throws { try set("slice", String(slice)) }

  /// A setting.
  func value(of name: String) throws -> String? {
    try String.first(
      db.cachedStatement(sql: "SELECT value FROM setting WHERE name = ?"), [name])
  }

  /// Keeps a setting.
  func set(_ name: String, _ value: String) throws {
    try db.execute(
      sql: "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", arguments: [name, value])
  }
}
