import GRDB

/// A figure of a claim that was found.
public struct FoundClaim: Sendable, Hashable {
  /// The article's id.
  public var article: String
  /// Who published it.
  public var outlet: String?
  /// When, as given.
  public var published: String?
  /// Where.
  public var url: String?
  /// The claim's id.
  public var claim: String
  /// Who asserts it; `nil`: the article.
  public var asserter: String?
  /// The figure: its value, and its currency or unit.
  public var figure: String
  /// The id of its cluster.
  public var cluster: String?
  /// The figures of its cluster, each with how many give it, the most frequent first.
  public var figures: String?
  /// The claim as it stands there.
  public var words: String
}

extension QuoteStore {
  /// The figures of claims that a search names, the newest first, then by article and place. A
  /// claim has no anonymous source.
  ///
  /// - Throws: `StoreError`.
  public func claims(_ search: QuoteSearch) throws(StoreError) -> [FoundClaim] {
    guard !search.isWithoutWords else { return [] }
    return try reading { db in
      let filter = SearchFilter(
        search, words: "c.number IN (SELECT rowid FROM claim_words WHERE claim_words MATCH ?)",
        speaker: SearchFilter.isSpeaker)
      let rows = try StoredRow.all(
        db.makeStatement(sql: Self.claimQuery(filter.text)),
        filter.arguments(limit: search.limit))
      return try rows.map { row in
        try FoundClaim(
          article: row[0], outlet: row[1], published: row[2], url: row[3], claim: row[4],
          asserter: row[5], figure: row[6], cluster: row[7], figures: row[8], words: row[9])
      }
    }
  }

  private static func claimQuery(_ filter: String) -> String {
    """
    SELECT a.id, a.outlet, a.published, a.url, c.id, s.name, \(figure("c")),
      (SELECT id FROM cluster WHERE number = m.cluster),
      (SELECT group_concat(text, '; ') FROM (
        SELECT \(figure("f")) || ' (' || count(*) || ')' AS text
        FROM mention n JOIN claim f ON f.number = n.number WHERE n.cluster = m.cluster
        GROUP BY f.kind, f.unit, f.value ORDER BY count(*) DESC, min(n.number))),
      c.words
    FROM claim c JOIN mention m ON m.number = c.number JOIN article a ON a.number = m.article
      LEFT JOIN speaker s ON s.number = c.speaker \(filter)
    ORDER BY a.day IS NULL, a.day DESC, a.id, m.in_title DESC, m.start, c.number LIMIT ?
    """
  }

  /// The figure of a claim as text, the ends of a range with a dash between.
  private static func figure(_ claim: String) -> String {
    "replace(\(claim).value, ' ', '-') || iif(\(claim).unit = '', '', ' ' || \(claim).unit)"
  }
}
