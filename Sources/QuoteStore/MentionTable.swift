import GRDB
import QuoteLinking
import QuoteRecords

/// A mention with what is kept of it besides.
struct MentionRow {
  var number: Int64
  var form: Int64
  var kept: KeptMention
}

/// Loads mentions with their articles and speakers.
struct MentionTable {
  private static let columns = """
    m.number, m.form, m.article, m.part, m.start, m."end", m.in_title, m.words, m.before, m.after,
    q.id, q.anonymous, q.number, a.id, a.outlet, a.published
    """

  let db: Database
  /// The articles of the mentions that were loaded.
  private(set) var articles: [Int64: KeptArticle] = [:]
  private var voices: [Int64: Voice] = [:]

  init(_ db: Database) { self.db = db }

  /// The mentions that a condition on `m` names.
  mutating func rows(
    where condition: String, _ arguments: StatementArguments
  ) throws -> [MentionRow] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(Self.columns) FROM mention m CROSS JOIN quote q ON q.number = m.quote
        CROSS JOIN article a ON a.number = m.article WHERE \(condition)
        """)
    var result: [MentionRow] = []
    try StoredRow.each(statement, arguments) { row in
      result.append(try read(row))
      return true
    }
    return result
  }

  private mutating func read(_ row: StoredRow) throws -> MentionRow {
    let article: Int64 = try row[2]
    if articles[article] == nil {
      articles[article] = try KeptArticle(
        id: row[13], outlet: row[14], published: row[15])
    }
    let stretch = try Stretch(
      item: row[10], part: row[3], start: row[4], end: row[5], inTitle: row[6], text: row[7],
      before: row[8], after: row[9])
    let voice = try voice(of: row[12], isAnonymous: row[11])
    return MentionRow(
      number: try row[0], form: try row[1] ?? 0,
      kept: KeptMention(article: article, stretch: stretch, voice: voice))
  }

  /// Loads an article, unless it is there.
  mutating func load(article number: Int64) throws {
    guard articles[number] == nil else { return }
    let statement = try db.cachedStatement(
      sql: "SELECT id, outlet, published FROM article WHERE number = ?")
    articles[number] = try StoredRow.first(statement, [number]).map {
      try KeptArticle(id: $0[0], outlet: $0[1], published: $0[2])
    }
  }

  private mutating func voice(of quote: Int64, isAnonymous: Bool) throws -> Voice {
    if let voice = voices[quote] { return voice }
    let statement = try db.cachedStatement(
      sql: """
        SELECT s.id, s.name, s.named, s.key FROM quote_speaker JOIN speaker s ON s.number = speaker
        WHERE quote = ? ORDER BY place
        """)
    let speakers = try StoredRow.all(statement, [quote]).map { row in
      try SpeakerRecord(
        id: row[0], name: row[1], named: row[2], kind: .unknown, key: row[3], mentions: [])
    }
    let voice = Voice(speakers: speakers, isAnonymous: isAnonymous)
    voices[quote] = voice
    return voice
  }
}
