import GRDB
import QuoteLinking

/// Which quotes are looked for in a store.
public struct QuoteSearch: Sendable, Hashable {
  /// Words that must be in a quote; several in one string must follow each other. None: any quote.
  public var words: [String]
  /// A part of a speaker's name, or their key in a list of people.
  public var speaker: String?
  /// The outlet.
  public var outlet: String?
  /// The first day, as an ISO 8601 date.
  public var since: String?
  /// The last day.
  public var until: String?
  /// Whether the source is unnamed; `nil`: either.
  public var anonymous: Bool?
  /// How many are read at most.
  public var limit: Int

  /// Makes a search.
  public init(words: [String] = [], limit: Int = 100) {
    self.words = words
    self.limit = limit
  }
}

/// A quote that was found.
public struct FoundQuote: Sendable, Hashable {
  /// The article's id.
  public var article: String
  /// Who published it.
  public var outlet: String?
  /// When, as given.
  public var published: String?
  /// Where.
  public var url: String?
  /// The quote's id.
  public var quote: String
  /// Direct, mixed or indirect.
  public var type: String
  /// The content.
  public var words: String
  /// The names of its speakers, joined by `; `.
  public var speakers: String?
  /// Whether the source is unnamed.
  public var anonymous: Bool
  /// The id of a cluster that a stretch of it is in.
  public var cluster: String?
}

extension QuoteStore {
  /// The quotes that a search names, the newest first, then by article and place.
  ///
  /// - Throws: `StoreError`.
  public func quotes(_ search: QuoteSearch) throws(StoreError) -> [FoundQuote] {
    guard !search.isWithoutWords else { return [] }
    return try reading { db in
      var filter = SearchFilter(
        search, words: "q.number IN (SELECT rowid FROM quote_words WHERE quote_words MATCH ?)",
        speaker: """
          EXISTS (SELECT 1 FROM quote_speaker JOIN speaker s ON s.number = speaker
            WHERE quote = q.number AND \(SearchFilter.isSpeaker))
          """)
      if let anonymous = search.anonymous { filter.add("q.anonymous = ?", anonymous) }
      let rows = try StoredRow.all(
        db.makeStatement(sql: Self.query(filter.text)), filter.arguments(limit: search.limit))
      return try rows.map { row in
        try FoundQuote(
          article: row[0], outlet: row[1], published: row[2], url: row[3], quote: row[4],
          type: row[5], words: row[6], speakers: row[7], anonymous: row[8], cluster: row[9])
      }
    }
  }

  /// The day of an ISO 8601 date; `nil` where it is none.
  public static func day(_ date: String) -> Int? {
    KeptArticle(id: "", outlet: nil, published: date).day
  }

  private static func query(_ filter: String) -> String {
    """
    SELECT a.id, a.outlet, a.published, a.url, q.id, q.type, q.words,
      (SELECT group_concat(name, '; ') FROM (SELECT s.name FROM quote_speaker
        JOIN speaker s ON s.number = speaker WHERE quote = q.number ORDER BY place)),
      q.anonymous,
      (SELECT c.id FROM mention m JOIN cluster c ON c.number = m.cluster
        WHERE m.article = q.article AND m.quote = q.number LIMIT 1)
    FROM quote q JOIN article a ON a.number = q.article \(filter)
    ORDER BY a.day IS NULL, a.day DESC, a.id, q.number LIMIT ?
    """
  }
}

/// The conditions of a search on articles `a` and what stands in them.
struct SearchFilter {
  /// Whether a speaker `s` is the one that is looked for.
  static let isSpeaker = "(s.key = ? OR instr(lower(s.name), lower(?)) > 0)"

  private var conditions: [String] = []
  private var values: [(any DatabaseValueConvertible)?] = []

  /// The conditions that all searches have; `words` and `speaker` say how those are looked for.
  init(_ search: QuoteSearch, words: String, speaker: String) {
    if let match = search.match { add(words, match) }
    if let name = search.speaker { add(speaker, name, name) }
    if let outlet = search.outlet { add("a.outlet = ?", outlet) }
    if let day = search.since.flatMap(QuoteStore.day) { add("a.day >= ?", day) }
    if let day = search.until.flatMap(QuoteStore.day) { add("a.day <= ?", day) }
  }

  mutating func add(_ condition: String, _ values: (any DatabaseValueConvertible)?...) {
    conditions.append(condition)
    self.values += values
  }

  /// The conditions as SQL.
  var text: String {
    conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
  }

  /// The values of the conditions, then a limit.
  func arguments(limit: Int) -> StatementArguments { StatementArguments(values + [limit]) }
}

extension QuoteSearch {
  /// Whether words are given of which none has a letter or a digit: no quote has them.
  public var isWithoutWords: Bool { !words.isEmpty && terms.isEmpty }

  private var terms: [String] {
    words.filter {
      $0.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
  }

  /// The words as FTS5 wants them, each in marks; `nil` where there are none.
  var match: String? {
    guard !terms.isEmpty else { return nil }
    return terms.map { term in
      "\"" + term.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        + "\""
    }.joined(separator: " ")
  }
}
