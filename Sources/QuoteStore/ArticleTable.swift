import Foundation
import GRDB
import QuoteLinking
import QuoteRecords

/// Keeps what articles say.
struct ArticleTable {
  /// The numbers that an article and its parts were given.
  struct Numbers {
    var article: Int64
    /// Those of its quotes, in its order.
    var quotes: [Int64]
    /// Those of its speakers, by their ids.
    var speakers: [String: Int64]
  }

  private let db: Database

  init(_ db: Database) { self.db = db }

  /// An article's number and digest.
  func find(_ id: String) throws -> (number: Int64, digest: [UInt8])? {
    let statement = try db.cachedStatement(sql: "SELECT number, digest FROM article WHERE id = ?")
    return try StoredRow.first(statement, [id]).map { row in
      (try row[0], [UInt8](try row[1] as Data))
    }
  }

  /// Keeps an article with its speakers and quotes; their numbers.
  func add(_ article: ArticleRecord, digest: [UInt8], day: Int?) throws -> Numbers {
    try db.cachedStatement(
      sql: """
        INSERT INTO article (id, outlet, url, title, published, day, digest)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article.id, article.outlet, article.url, article.title, article.published, day,
      Data(digest),
    ])
    let number = db.lastInsertedRowID
    let speakers = try add(article.speakers, to: number)
    var known = speakers
    let quotes = try article.quotes.map { try add($0, to: number, &known) }
    return Numbers(article: number, quotes: quotes, speakers: speakers)
  }

  /// Forgets an article, its speakers and its quotes.
  func remove(_ number: Int64) throws {
    for sql in [
      """
      INSERT INTO quote_words (quote_words, rowid, words)
      SELECT 'delete', number, words FROM quote WHERE article = ?
      """,
      "DELETE FROM quote_speaker WHERE quote IN (SELECT number FROM quote WHERE article = ?)",
      "DELETE FROM quote WHERE article = ?", "DELETE FROM speaker WHERE article = ?",
      "DELETE FROM article WHERE number = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [number])
    }
  }

  private func add(_ speakers: [SpeakerRecord], to article: Int64) throws -> [String: Int64] {
    var numbers: [String: Int64] = [:]
    for speaker in speakers where numbers[speaker.id] == nil {
      numbers[speaker.id] = try add(speaker, to: article)
    }
    return numbers
  }

  private func add(_ speaker: SpeakerRecord, to article: Int64) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO speaker (article, id, name, role, named, kind, gender, gender_by, key)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, speaker.id, speaker.name, speaker.role, speaker.named, speaker.kind.rawValue,
      speaker.gender.value, speaker.gender.by, speaker.key,
    ])
    return db.lastInsertedRowID
  }

  /// Keeps a quote. A speaker's id that is no speaker's counts as a name.
  private func add(
    _ quote: QuoteRecord, to article: Int64, _ speakers: inout [String: Int64]
  ) throws -> Int64 {
    let words = quote.content.map(\.text).joined(separator: " … ")
    try db.cachedStatement(
      sql: """
        INSERT INTO quote (article, id, type, act, certainty, anonymous, words)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, quote.id, quote.type.rawValue, quote.act.rawValue, quote.certainty.rawValue,
      quote.anonymous, words,
    ])
    let number = db.lastInsertedRowID
    try db.cachedStatement(sql: "INSERT INTO quote_words (rowid, words) VALUES (?, ?)")
      .execute(arguments: [number, words])
    for (place, id) in quote.speakers.enumerated() {
      if speakers[id] == nil {
        let unknown = SpeakerRecord(id: id, name: id, named: true, kind: .unknown, mentions: [])
        speakers[id] = try add(unknown, to: article)
      }
      try db.cachedStatement(
        sql: "INSERT INTO quote_speaker (quote, place, speaker) VALUES (?, ?, ?)"
      ).execute(arguments: [number, place, speakers[id]])
    }
    return number
  }
}
