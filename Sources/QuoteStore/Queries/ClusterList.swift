import GRDB
import QuoteLinking

/// Which clusters are listed.
public struct ClusterList: Sendable, Hashable {
  /// In which order.
  public enum Order: String, Sendable, CaseIterable {
    /// Those with most members first.
    case largest
    /// Those with the newest member first.
    case newest
  }

  /// In which order.
  public var order: Order
  /// Only those whose members name different speakers.
  public var conflicts: Bool
  /// How many at most.
  public var limit: Int

  /// Makes a choice.
  public init(order: Order = .largest, conflicts: Bool = false, limit: Int = 50) {
    self.order = order
    self.conflicts = conflicts
    self.limit = limit
  }
}

/// A cluster in short.
public struct ClusterSummary: Sendable, Hashable {
  /// Its id.
  public var id: String
  /// How many members it has.
  public var members: Int
  /// In how many articles.
  public var articles: Int
  /// Of how many outlets.
  public var outlets: Int
  /// The first date, as given.
  public var first: String?
  /// The last date, as given.
  public var last: String?
  /// The names given to the speaker, joined by `; `, the most frequent first.
  public var speakers: String
  /// Whether members name different speakers.
  public var conflict: Bool
  /// The longest well-formed variant.
  public var wording: String
}

extension QuoteStore {
  /// Clusters in short. Time grows with the members of all clusters.
  ///
  /// - Throws: `StoreError`.
  public func summaries(_ list: ClusterList) throws(StoreError) -> [ClusterSummary] {
    try reading { db in
      var reader = ClusterReader(db, words: words)
      var result: [ClusterSummary] = []
      let rows = try Row.fetchCursor(db, sql: Self.query(list))
      while result.count < list.limit, let row = try rows.next() {
        guard let record = try reader.cluster(row[0]) else { continue }
        if list.conflicts, !record.speakerConflict { continue }
        result.append(
          ClusterSummary(
            id: record.id, members: record.members.count, articles: record.articles,
            outlets: record.outlets, first: record.firstPublished, last: row[1],
            speakers: record.speakers.map(\.name).joined(separator: "; "),
            conflict: record.speakerConflict, wording: record.wording))
      }
      return result
    }
  }

  private static func query(_ list: ClusterList) -> String {
    let order =
      list.order == .largest ? "count(*) DESC, m.cluster" : "max(a.day) DESC, m.cluster"
    let conflict =
      list.conflicts
      ? """
      AND (SELECT count(DISTINCT s.name) FROM mention n JOIN quote_speaker qs ON qs.quote = n.quote
        JOIN speaker s ON s.number = qs.speaker WHERE n.cluster = m.cluster AND s.named) > 1
      """ : ""
    return """
      SELECT m.cluster, max(a.published) FROM mention m JOIN article a ON a.number = m.article
      WHERE m.cluster IS NOT NULL GROUP BY m.cluster HAVING count(*) > 1 \(conflict)
      ORDER BY \(order)
      """
  }
}
