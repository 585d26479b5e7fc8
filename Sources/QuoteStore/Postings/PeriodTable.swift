import GRDB
import QuoteLinking

/// What finds fragments without a key, and what may hold them, in the periods where they are
/// linked.
///
/// Rows come in the order of their periods, so that the pages that a batch touches do not grow with
/// the years that a store holds.
struct PeriodTable {
  private let insertAnchor: PlainStatement
  private let insertFragment: PlainStatement
  private let removeAnchor: PlainStatement
  private let removeFragment: PlainStatement
  private let anchors: PlainStatement
  private let fragments: PlainStatement

  init(_ db: Database) throws {
    insertAnchor = try PlainStatement(
      db, "INSERT OR IGNORE INTO anchor (period, word, rank, form) VALUES (?, ?, ?, ?)")
    insertFragment = try PlainStatement(
      db, "INSERT OR IGNORE INTO weak_form (period, run, form) VALUES (?, ?, ?)")
    removeAnchor = try PlainStatement(
      db, "DELETE FROM anchor WHERE period = ? AND word = ? AND rank = ? AND form = ?")
    removeFragment = try PlainStatement(
      db, "DELETE FROM weak_form WHERE period = ? AND run = ? AND form = ?")
    anchors = try PlainStatement(
      db, "SELECT rank, form FROM anchor WHERE period = ? AND word = ? ORDER BY rank, form")
    fragments = try PlainStatement(db, "SELECT run, form FROM weak_form WHERE period = ?")
  }

  /// Adds a telling word of a form that has a mention in a period, or removes it.
  func set(_ isThere: Bool, word: UInt64, in period: Period, _ posting: Posting) throws {
    let statement = isThere ? insertAnchor : removeAnchor
    try statement.run(
      period.stored, Int64(bitPattern: word), posting.rank, posting.form)
  }

  /// Adds a fragment without a key that has a mention in a period, or removes it.
  func set(_ isThere: Bool, fragment run: UInt64, in period: Period, _ form: Int64) throws {
    let statement = isThere ? insertFragment : removeFragment
    try statement.run(period.stored, Int64(bitPattern: run), form)
  }

  /// The forms of a period that have a telling word, the longest first, those of so many words and
  /// fewer left out.
  func forms(with word: UInt64, in period: Period, longerThan rank: Int64) throws -> [Posting] {
    var result: [Posting] = []
    try anchors.run(period.stored, Int64(bitPattern: word)) { row in
      let posting = Posting(rank: try row.number(0), form: try row.number(1))
      guard posting.rank >> 32 < rank >> 32 else { return false }
      result.append(posting)
      return true
    }
    return result
  }

  /// The fragments without a key of a period, by the hash of their words.
  func fragments(in period: Period) throws -> [UInt64: [Int64]] {
    var result: [UInt64: [Int64]] = [:]
    try fragments.run(period.stored) { row in
      result[UInt64(bitPattern: try row.number(0)), default: []].append(try row.number(1))
      return true
    }
    return result
  }
}
