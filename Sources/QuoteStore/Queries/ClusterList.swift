import GRDB
import QuoteLinking
import QuoteRecords

/// Which clusters are listed.
public struct ClusterList: Sendable, Hashable {
  /// In which order.
  public enum Order: String, Sendable, CaseIterable {
    /// Those with most members first.
    case largest
    /// Those with the newest member first.
    case newest
  }

  /// What they are clusters of.
  public enum Kind: String, Sendable, CaseIterable {
    /// Quotes.
    case quote
    /// Figures of claims.
    case claim
  }

  /// In which order.
  public var order: Order
  /// What they are clusters of; `nil`: either.
  public var kind: Kind?
  /// Only those whose members name different speakers, or give different figures.
  public var conflicts: Bool
  /// How many at most.
  public var limit: Int

  /// Makes a choice.
  public init(
    order: Order = .largest, kind: Kind? = nil, conflicts: Bool = false, limit: Int = 50
  ) {
    self.order = order
    self.kind = kind
    self.conflicts = conflicts
    self.limit = limit
  }
}

/// A cluster in short.
public struct ClusterSummary: Sendable, Hashable {
  /// Its id.
  public var id: String
  /// `quote` or `claim`.
  public var kind: String
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
  /// Whether members name different speakers, or give different figures.
  public var conflict: Bool
  /// The figures given, of claims only, the most frequent first: `250000000 USD (2); 260000000 USD
  /// (1)`.
  public var figures: String?
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
      guard list.limit > 0 else { return result }
      try StoredRow.each(db.makeStatement(sql: Self.query(list))) { row in
        guard let record = try reader.cluster(row[0]) else { return true }
        let isConflict = record.speakerConflict || record.figures.count > 1
        if list.conflicts, !isConflict { return true }
        result.append(
          ClusterSummary(
            id: record.id, kind: record.kind, members: record.members.count,
            articles: record.articles, outlets: record.outlets, first: record.firstPublished,
            last: try row[1],
            speakers: record.speakers.map(\.name).joined(separator: "; "),
            conflict: isConflict, figures: Self.text(of: record.figures),
            wording: record.wording))
        return result.count < list.limit
      }
      return result
    }
  }

  private static func text(of figures: [ClusterFigure]) -> String? {
    guard !figures.isEmpty else { return nil }
    return figures.map { figure in
      let unit = (figure.currency ?? figure.unit).map { " \($0)" } ?? ""
      return "\(figure.value)\(unit) (\(figure.members))"
    }.joined(separator: "; ")
  }

  private static func query(_ list: ClusterList) -> String {
    let order =
      list.order == .largest ? "count(*) DESC, m.cluster" : "max(a.day) DESC, m.cluster"
    let kind = list.kind.map { "AND m.quote IS \($0 == .claim ? "" : "NOT ")NULL" } ?? ""
    let conflict =
      list.conflicts
      ? """
      AND ((SELECT count(DISTINCT s.name) FROM mention n
          JOIN quote_speaker qs ON qs.quote = n.quote JOIN speaker s ON s.number = qs.speaker
          WHERE n.cluster = m.cluster AND s.named) > 1
        OR (SELECT count(DISTINCT s.name) FROM mention n JOIN claim c ON c.number = n.number
          JOIN speaker s ON s.number = c.speaker WHERE n.cluster = m.cluster AND s.named) > 1
        OR (SELECT count(DISTINCT c.value) FROM mention n JOIN claim c ON c.number = n.number
          WHERE n.cluster = m.cluster) > 1)
      """ : ""
    return """
      SELECT m.cluster, max(a.published) FROM mention m JOIN article a ON a.number = m.article
      WHERE m.cluster IS NOT NULL \(kind) GROUP BY m.cluster HAVING count(*) > 1 \(conflict)
      ORDER BY \(order)
      """
  }
}
