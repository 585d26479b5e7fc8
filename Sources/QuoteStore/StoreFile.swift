import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Opens the file of a store, and tells what is wrong with it.
struct StoreFile {
  private let path: String
  private let mode: QuoteStore.Mode
  private let patience: Double

  init(path: String, _ mode: QuoteStore.Mode, patience: Double) {
    self.path = path
    self.mode = mode
    self.patience = patience
  }

  /// Whether a file begins as an SQLite file does.
  static func isDatabase(_ path: String) -> Bool {
    guard let file = fopen(path, "rb") else { return false }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 16)
    return fread(&head, 1, head.count, file) == head.count && head == Array(magic.utf8)
  }

  private static let magic = "SQLite format 3\u{0}"

  /// Opens it, made where that is asked for.
  func open() throws(StoreError) -> DatabaseQueue {
    if access(path, F_OK) != 0 {
      guard mode == .write else {
        throw StoreError(.missing, path: path, detail: "there is no such store")
      }
    } else {
      try checkHead()
    }
    do {
      return try DatabaseQueue(path: path, configuration: configuration())
    } catch let error as DatabaseError
      where mode == .read
      && [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      return try openFixed()
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens a store whose folder cannot be written, which then nobody changes.
  private func openFixed() throws(StoreError) -> DatabaseQueue {
    let escaped = path.utf8.map { byte -> String in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || [0x2D, 0x2E, 0x2F, 0x5F].contains(byte)
      let hex = String(byte, radix: 16, uppercase: true)
      return isPlain ? String(UnicodeScalar(byte)) : "%" + (hex.count < 2 ? "0" : "") + hex
    }
    do {
      return try DatabaseQueue(
        path: "file:\(escaped.joined())?immutable=1", configuration: configuration())
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.readonly = mode == .read
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = false
    configuration.label = "quoteex.store"
    if mode == .write { configuration.journalMode = .wal }
    configuration.prepareDatabase { db in
      // Pages that were only read make room for others, so that the memory of a batch hangs on what
      // it writes and not on what the store holds; but not before those of a thousand quotes, which
      // a large store has far apart, can be read again.
      try db.execute(sql: "PRAGMA cache_size = -32768")
      try db.execute(sql: "PRAGMA cache_spill = 16384")
      // The rest is read where the system holds it, without a copy.
      try db.execute(sql: "PRAGMA mmap_size = 2147418112")
      try db.execute(sql: "PRAGMA synchronous = FULL")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
    }
    return configuration
  }

  /// Looks at the first bytes, so that a file that is no store is not touched.
  private func checkHead() throws(StoreError) {
    guard let file = fopen(path, "rb") else {
      let reason = String(cString: strerror(errno))
      throw StoreError(.refused, path: path, detail: "cannot be read: \(reason)")
    }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 100)
    let count = fread(&head, 1, head.count, file)
    if count == 0, mode == .write { return }
    guard count == head.count, head.starts(with: Self.magic.utf8) else {
      throw StoreError(.notAStore, path: path, detail: "is no store of quoteex")
    }
    let version = Self.number(head[60..<64])
    // A new file carries no number until its first batch leaves the log.
    guard [0, StoreSchema.applicationID].contains(Self.number(head[68..<72])) else {
      throw StoreError(.notAStore, path: path, detail: "is no store of quoteex")
    }
    // So does its version.
    if version != 0, version != StoreSchema.version {
      throw Self.otherVersion(version, path: path)
    }
    let pages = Self.number(head[28..<32])
    let size = Self.number(head[16..<18])
    fseek(file, 0, SEEK_END)
    // What a run that ended early had not moved out of the log yet is still there.
    if pages > 0, !hasLog, ftell(file) < pages * (size == 1 ? 65_536 : size) {
      throw StoreError(
        .damaged, path: path, detail: "was cut short: it has fewer than \(pages) pages")
    }
  }

  /// Whether there is a log beside the file with pages that may not be in it yet.
  private var hasLog: Bool {
    var status = stat()
    return stat(path + "-wal", &status) == 0 && status.st_size > 0
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  static func otherVersion(_ version: Int, path: String) -> StoreError {
    StoreError(
      .otherVersion, path: path,
      detail: "has version \(version); this release reads and writes \(StoreSchema.version): "
        + "link the articles into a new store")
  }

  /// Makes the tables of a new store, or checks that an old one fits.
  static func prepare(
    _ db: Database, _ mode: QuoteStore.Mode, settings: [String: String]
  ) throws {
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    if tables == 0, mode == .write { return try create(db, settings) }
    let id = try Int.fetchOne(db, sql: "PRAGMA application_id")
    guard id == StoreSchema.applicationID else {
      throw StoreRefusal(code: .notAStore, detail: "is no store of quoteex")
    }
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    guard version == StoreSchema.version else {
      throw StoreRefusal(
        code: .otherVersion, detail: otherVersion(version, path: "").detail)
    }
    guard mode == .write else { return }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let found = try StoreSettings(db).value(of: name), found != value else { continue }
      let detail = "was made with other \(name) (\(found), not \(value)); results would not fit"
      throw StoreRefusal(code: .otherWords, detail: detail)
    }
  }

  private static func create(_ db: Database, _ settings: [String: String]) throws {
    for sql in [StoreSchema.records, StoreSchema.index, StoreSchema.views] {
      try db.execute(sql: sql)
    }
    for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
      try StoreSettings(db).set(name, value)
    }
    try db.execute(sql: "PRAGMA application_id = \(StoreSchema.applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(StoreSchema.version)")
  }
}

/// Why a store is not used, before its path is known.
struct StoreRefusal: Error {
  var code: StoreError.Code
  var detail: String
}

extension StoreError {
  /// What an error of SQLite, or of a store's content, means.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let refusal as StoreRefusal:
      self.init(refusal.code, path: path, detail: refusal.detail)
    case let error as DatabaseError: self.init(error, path: path)
    case let fault as StoreFault: self.init(.damaged, path: path, detail: "is damaged: \(fault)")
    default: self.init(.refused, path: path, detail: "\(error)")
    }
  }

  private init(_ error: DatabaseError, path: String) {
    let message = error.message ?? "error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, path: path, detail: "another run is writing to it; try again when it is done")
    case .SQLITE_FULL:
      self.init(.full, path: path, detail: "no room is left; the store is as before this batch")
    case .SQLITE_READONLY, .SQLITE_PERM:
      self.init(.readOnly, path: path, detail: "cannot be written: \(message)")
    case .SQLITE_CANTOPEN:
      self.init(.readOnly, path: path, detail: "cannot be opened: \(message)")
    case .SQLITE_CORRUPT:
      self.init(.damaged, path: path, detail: "is damaged: \(message)")
    case .SQLITE_NOTADB:
      self.init(.notAStore, path: path, detail: "is no store of quoteex")
    default:
      self.init(.refused, path: path, detail: message)
    }
  }
}
