import GRDB
import QuoteLinking
import QuoteRecords

/// Where a claim stands in the order of all: by date, article, and place.
struct ClaimPosition: Hashable, Comparable {
  /// When its article was published; the largest number where that is not known.
  var seconds: Int64
  /// The article's id.
  var article: String
  /// Where it stands there, the title first.
  var place: Int64
  /// Its number.
  var claim: Int64

  init(seconds: Int64, article: String, place: Int64, claim: Int64) {
    (self.seconds, self.article, self.place, self.claim) = (seconds, article, place, claim)
  }

  init(_ article: KeptArticle, inTitle: Bool, start: Int, end: Int, claim: Int64) {
    seconds = article.seconds.map { Int64($0) } ?? Int64.max
    self.article = article.id
    let (start, end) = (Int32(clamping: max(0, start)), Int32(clamping: max(0, end)))
    place = (inTitle ? 0 : 1 << 62) | Int64(start) << 31 | Int64(end)
    self.claim = claim
  }

  /// The day, as linking counts days; `nil` where it is not known.
  var day: Int? {
    seconds == Int64.max ? nil : Int((Double(seconds) / 86_400).rounded(.down))
  }

  static func < (one: Self, two: Self) -> Bool {
    if one.seconds != two.seconds { return one.seconds < two.seconds }
    if !one.article.utf8.elementsEqual(two.article.utf8) {
      return one.article.utf8.lexicographicallyPrecedes(two.article.utf8)
    }
    return (one.place, one.claim) < (two.place, two.claim)
  }
}

/// Keeps the figures of claims.
struct ClaimTable {
  /// A claim as it is kept.
  struct Kept {
    var article: Int64
    var position: ClaimPosition
    var content: KeptContent
  }

  private let db: Database

  init(_ db: Database) { self.db = db }

  /// Keeps a figure of a claim, of which the mention is there, and what it is looked for by.
  func add(
    _ claim: KeptClaim, number: Int64, words: String, speaker: Int64?, keys: [Int64],
    at position: ClaimPosition
  ) throws {
    let (content, figure) = (claim.content, claim.content.figure)
    try db.cachedStatement(
      sql: """
        INSERT INTO claim (number, id, speaker, kind, unit, value, vague, words)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, claim.item, speaker, figure.kind, figure.unit,
      figure.values.joined(separator: " "), figure.isVague, words,
    ])
    try db.cachedStatement(sql: "INSERT INTO claim_words (rowid, words) VALUES (?, ?)")
      .execute(arguments: [number, words])
    try db.cachedStatement(
      sql: """
        INSERT INTO claim_content (number, thing, act, subject, words, figures)
        VALUES (?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      number, content.thing, content.act, content.subject, content.words, content.siblings,
    ])
    for key in keys {
      try db.cachedStatement(
        sql: "INSERT INTO claim_key (key, seconds, article, place, claim) VALUES (?, ?, ?, ?, ?)"
      ).execute(arguments: [
        key, position.seconds, position.article, position.place, position.claim,
      ])
    }
  }

  /// Forgets a figure of a claim, its ties, and what it is looked for by.
  func remove(_ position: ClaimPosition, keys: [Int64]) throws {
    for sql in [
      """
      INSERT INTO claim_words (claim_words, rowid, words)
      SELECT 'delete', number, words FROM claim WHERE number = ?
      """,
      "DELETE FROM tie WHERE first = ?", "DELETE FROM tie WHERE second = ?",
      "DELETE FROM claim_content WHERE number = ?", "DELETE FROM claim WHERE number = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: [position.claim])
    }
    for key in keys {
      try db.cachedStatement(
        sql: """
          DELETE FROM claim_key
          WHERE key = ? AND seconds = ? AND article = ? AND place = ? AND claim = ?
          """
      ).execute(arguments: [
        key, position.seconds, position.article, position.place, position.claim,
      ])
    }
  }

  /// Keeps the words by which an article's story is known; none: forgets them.
  func setStory(_ words: String?, of article: Int64) throws {
    guard let words else {
      return try db.cachedStatement(sql: "DELETE FROM story WHERE article = ?")
        .execute(arguments: [article])
    }
    try db.cachedStatement(sql: "INSERT INTO story (article, words) VALUES (?, ?)")
      .execute(arguments: [article, words])
  }

  /// The words by which an article's story is known.
  func story(of article: Int64) throws -> String {
    let statement = try db.cachedStatement(sql: "SELECT words FROM story WHERE article = ?")
    return try String.first(statement, [article]) ?? ""
  }

  /// A claim with what it says.
  func row(_ number: Int64) throws -> Kept? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT m.article, a.id, a.published, m.in_title, m.start, m."end", c.kind, c.unit, c.value,
          c.vague, t.thing, t.act, t.subject, t.words, t.figures
        FROM claim c JOIN claim_content t ON t.number = c.number
          JOIN mention m ON m.number = c.number JOIN article a ON a.number = m.article
        WHERE c.number = ?
        """)
    guard let row = try StoredRow.first(statement, [number]) else { return nil }
    let article = KeptArticle(
      id: try row[1], outlet: nil, published: try row[2])
    let position = ClaimPosition(
      article, inTitle: try row[3], start: try row[4],
      end: try row[5], claim: number)
    let figure = ClaimFigure(
      kind: try row[6], unit: try row[7],
      stored: try row[8], isVague: try row[9])
    let content = KeptContent(
      figure: figure, thing: try row[10], act: try row[11],
      subject: try row[12], words: try row[13],
      siblings: try row[14])
    return Kept(article: try row[0], position: position, content: content)
  }

  /// The numbers of an article's claims.
  func numbers(in article: Int64) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: "SELECT number FROM mention WHERE article = ? AND quote IS NULL")
    return try Int64.all(statement, [article])
  }

  /// The claims of a key before a position, at most so many, the nearest first.
  func before(_ position: ClaimPosition, key: Int64, limit: Int) throws -> [ClaimPosition] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT seconds, article, place, claim FROM claim_key
        WHERE key = ? AND (seconds, article, place, claim) < (?, ?, ?, ?)
        ORDER BY seconds DESC, article DESC, place DESC, claim DESC LIMIT ?
        """)
    return try StoredRow.all(
      statement,
      [key, position.seconds, position.article, position.place, position.claim, limit]
    ).map(Self.position)
  }

  /// Calls `body` with the claims of a key from a position on, in order, while it says so.
  func from(
    _ position: ClaimPosition, key: Int64, _ body: (ClaimPosition) -> Bool
  ) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT seconds, article, place, claim FROM claim_key
        WHERE key = ? AND (seconds, article, place, claim) >= (?, ?, ?, ?)
        ORDER BY seconds, article, place, claim
        """)
    try StoredRow.each(
      statement, [key, position.seconds, position.article, position.place, position.claim]
    ) { body(try Self.position($0)) }
  }

  private static func position(_ row: StoredRow) throws(StoreFault) -> ClaimPosition {
    try ClaimPosition(seconds: row[0], article: row[1], place: row[2], claim: row[3])
  }
}

extension ClaimFigure {
  /// Takes a figure as it was kept: its values with spaces between.
  init(kind: String, unit: String, stored values: String, isVague: Bool) {
    let values = values.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    self.init(kind: kind, unit: unit, values: values, isVague: isVague)
  }
}
