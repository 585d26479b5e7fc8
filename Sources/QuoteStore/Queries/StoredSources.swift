import GRDB
import QuoteLinking
public import QuoteRecords

extension QuoteStore {
  /// By how many of its words a text is looked for.
  private static let tellingWords = 12
  /// How many quotes are taken for each text.
  private static let candidates = 100

  /// The quotes that may hold the words of some texts, or most of them, as records without their
  /// articles' text: sources for a `DraftVerifier`. For each text those quotes that share most of
  /// its telling words, up to a hundred; articles in the order of their dates, those without one
  /// last.
  ///
  /// Only what stands between marks is kept with its place, so indirect quotes are left out.
  ///
  /// - Throws: `StoreError`.
  public func sources(for texts: [String]) throws(StoreError) -> [ArticleRecord] {
    let bits = words
    return try reading { db in
      var bench = Workbench(options: LinkOptions(), bits: bits)
      var found: Set<Int64> = []
      for text in Set(texts).sorted() {
        let words = bench.tellingWords(of: text, limit: Self.tellingWords)
        guard !words.isEmpty else { continue }
        let match = words.map { "\"\($0)\"" }.joined(separator: " OR ")
        let statement = try db.cachedStatement(
          sql: """
            SELECT rowid FROM quote_words WHERE quote_words MATCH ? ORDER BY rank, rowid LIMIT ?
            """)
        found.formUnion(
          try Int64.all(statement, [match, Self.candidates]))
      }
      return try Self.records(of: found, db)
    }
  }

  /// The records of some quotes.
  private static func records(of quotes: Set<Int64>, _ db: Database) throws -> [ArticleRecord] {
    var articles: [Int64: ArticleRecord] = [:]
    var days: [Int64: Int64] = [:]
    let statement = try db.cachedStatement(
      sql: """
        SELECT a.number, a.id, a.outlet, a.url, a.published, a.day, q.id, q.type, q.anonymous
        FROM quote q JOIN article a ON a.number = q.article WHERE q.number = ?
        """)
    for number in quotes.sorted() {
      guard let row = try StoredRow.first(statement, [number]) else { continue }
      let spans = try spans(of: number, db)
      guard !spans.isEmpty else { continue }
      let article: Int64 = try row[0]
      days[article] = try row[5] as Int64?
      if articles[article] == nil {
        var record = ArticleRecord(id: try row[1])
        (record.outlet, record.url, record.published) = try (row[2], row[3], row[4])
        articles[article] = record
      }
      let speakers = try speakers(of: number, db)
      let known = Set(articles[article]?.speakers.map(\.id) ?? [])
      articles[article]?.speakers += speakers.filter { !known.contains($0.id) }
      var quote = try QuoteRecord(
        id: row[6], type: .direct, act: .speech, content: spans, certainty: .high, rule: "")
      quote.speakers = speakers.map(\.id)
      quote.anonymous = try row[8]
      articles[article]?.quotes.append(quote)
    }
    return articles.sorted {
      (days[$0.key] ?? Int64.max, $0.value.id) < (days[$1.key] ?? Int64.max, $1.value.id)
    }.map(\.value)
  }

  /// The stretches of a quote between marks.
  private static func spans(of quote: Int64, _ db: Database) throws -> [Span] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT start, "end", words, in_title FROM mention m
        WHERE article = (SELECT article FROM quote WHERE number = ?1) AND quote = ?1 ORDER BY part
        """)
    return try StoredRow.all(statement, [quote]).map { row in
      var span = try Span(start: row[0], end: row[1], text: row[2])
      if try row[3] { span.field = "title" }
      return span
    }
  }

  private static func speakers(of quote: Int64, _ db: Database) throws -> [SpeakerRecord] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT s.id, s.name, s.role, s.named, s.key FROM quote_speaker
        JOIN speaker s ON s.number = speaker WHERE quote = ? ORDER BY place
        """)
    return try StoredRow.all(statement, [quote]).map { row in
      var speaker = try SpeakerRecord(
        id: row[0], name: row[1], named: row[3], kind: .unknown, key: row[4], mentions: [])
      speaker.role = try row[2]
      return speaker
    }
  }
}
