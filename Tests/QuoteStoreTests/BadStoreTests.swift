import Foundation
import GRDB
import QuoteLinking
import QuoteRecords
import Testing

@testable import QuoteStore

@Suite("What is no store, or no room")
struct BadStoreTests {
  /// Takes out all articles that `made` puts in, so that their keys are looked for.
  private let removals = (0..<40).map { StoreChange.remove("n1-\($0)") }

  private func changes(_ seed: UInt64, _ count: Int = 40) -> [StoreChange] {
    var room = Newsroom(seed: seed)
    return room.articles(count, prefix: "n\(seed)-").map(StoreChange.put)
  }

  /// Why a store cannot be opened and added to.
  private func code(
    _ path: String, _ mode: QuoteStore.Mode = .write, _ batch: [StoreChange]? = nil
  ) throws -> StoreError.Code? {
    let words = try Files.words()
    let batch = batch ?? changes(2, 3)
    do {
      let store = try QuoteStore(path: path, mode, words: words, patience: 0.1)
      if mode == .write { _ = try store.apply(batch) }
      return nil
    } catch {
      return error.code
    }
  }

  private func made(_ folder: String) throws -> String {
    let path = folder + "/quotes.db"
    _ = try QuoteStore(path: path, .write, words: Files.words()).apply(changes(1))
    return path
  }

  @Test("a missing file is told where one is read")
  func missing() throws {
    try Scratch.with { (folder: String) throws in
      #expect(try code(folder + "/none.db", .read) == .missing)
      #expect(try code(folder + "/none/none.db") == .readOnly)
    }
  }

  @Test("a file of something else is left as it is")
  func other() throws {
    try Scratch.with { (folder: String) throws in
      let path = folder + "/notes.txt"
      try "The ferry was late.".write(toFile: path, atomically: true, encoding: .utf8)
      #expect(try code(path) == .notAStore)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "The ferry was late.")
    }
  }

  @Test("another program's SQLite file is no store")
  func foreign() throws {
    try Scratch.with { (folder: String) throws in
      let path = folder + "/other.db"
      try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE ferry (late)") }
      #expect(try code(path) == .notAStore)
      #expect(try code(path, .read) == .notAStore)
    }
  }

  @Test("a store of an earlier or a later version is refused", arguments: [1, 5, 99])
  func otherVersion(version: UInt8) throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
      bytes[63] = version
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      #expect(try code(path) == .otherVersion)
    }
  }

  @Test(
    "counts that no slice can have, or for which there is no filter, are told",
    arguments: [-1, 7, Int.max])
  func counts(postings: Int) throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      try DatabaseQueue(path: path).write { db in
        for slice in 0..<PostingLevel.slices {
          try db.execute(
            sql: "INSERT OR REPLACE INTO posting_slice (slice, postings) VALUES (?, ?)",
            arguments: [PostingStatements.number(of: slice, in: 2), postings])
        }
      }
      #expect(try code(path, .write, removals) == .damaged)
    }
  }

  @Test("a block that reaches out of its slice is told")
  func end() throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      try DatabaseQueue(path: path).write { db in
        var table = try PostingTable(db, slice: 0, room: 1)
        try table.settle()
        let second = Int64.min + 1 << 59
        try db.execute(
          sql: "UPDATE posting SET \"end\" = ? WHERE first >= ?", arguments: [Int64.max, second])
        #expect(db.changesCount > 1)
      }
      #expect(try code(path, .write, removals) == .damaged)
    }
  }

  @Test("heads that are not those of their slice are told", arguments: [0x00, 0xFF])
  func heads(byte: UInt8) throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      try DatabaseQueue(path: path).write { db in
        try db.execute(
          sql: "UPDATE posting SET postings = ?", arguments: [Data(repeating: byte, count: 32)])
        #expect(db.changesCount > 1)
      }
      #expect(try code(path) == .damaged)
    }
  }

  @Test("a store that was cut short is refused", arguments: [50, 100, 4096, 40_000])
  func short(size: Int) throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.prefix(size).write(to: URL(fileURLWithPath: path))
      #expect(try code(path) == (size < 100 ? .notAStore : .damaged))
    }
  }

  @Test("a store whose log was being moved into it when the run ended is whole")
  func early() throws {
    try Scratch.with { (folder: String) throws in
      let path = folder + "/quotes.db"
      let copy = folder + "/copy.db"
      let store = try QuoteStore(path: path, .write, words: Files.words())
      _ = try store.apply(changes(1))
      try store.queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
      }
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: copy))
      try FileManager.default.copyItem(atPath: path + "-wal", toPath: copy + "-wal")
      let other = try QuoteStore(path: copy, .write, words: Files.words())
      let there = contents(try store.all(singletons: true))
      #expect(contents(try other.all(singletons: true)) == there)
      #expect(try other.faults() == [])
    }
  }

  @Test("a store made with other words is refused")
  func words() throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      #expect {
        _ = try QuoteStore(path: path, .write, words: .byLength)
      } throws: {
        ($0 as? StoreError)?.code == .otherWords
      }
    }
  }

  @Test("while another run writes a store is busy, and can be read")
  func busy() throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      let store = try QuoteStore(path: path, .write, words: Files.words())
      try store.queue.write { db in
        try db.execute(sql: "DELETE FROM setting WHERE name = 'none'")
        #expect(try code(path) == .busy)
        #expect(try code(path, .read) == nil)
      }
      #expect(try code(path) == nil)
    }
  }

  @Test("where no room is left the batch is told and the store is as before")
  func full() throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      let store = try QuoteStore(path: path, .write, words: Files.words())
      let before = contents(try store.all(singletons: true))
      try store.queue.write { db in
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
      }
      #expect {
        _ = try store.apply(changes(3, 200))
      } throws: {
        ($0 as? StoreError)?.code == .full
      }
      #expect(contents(try store.all(singletons: true)) == before)
      #expect(try store.faults() == [])
    }
  }

  @Test(
    "a store that lies still is read in a folder that cannot be written",
    .enabled(if: getuid() != 0, "the superuser can write anywhere"))
  func readOnly() throws {
    try Scratch.with { (folder: String) throws in
      let path = try made(folder)
      try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
      defer {
        try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
      }
      #expect(try code(path, .read) == nil)
      #expect(try code(path) == .readOnly)
      try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
      #expect(try code(path, .read) == nil)
      #expect(try code(path) == .readOnly)
    }
  }
}
