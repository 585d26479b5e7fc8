public import QuoteLinking
public import QuoteRecords

/// Compares unnamed sources of several articles that are given the same words: a "senior
/// administration official" here who is "a U.S. official" there.
///
/// Only what unnamed people say is kept of an article, so that a collection of any size can be
/// compared.
public struct RankComparison: Sendable {
  /// A quote of an unnamed source.
  private struct Source: Sendable {
    var article: Int
    var marker: AnonymousMarkerRecord
  }

  /// Codes that put a source above others of its kind.
  private static let elevated: Set = [
    "chief", "high_level", "high_ranking", "key", "leading", "senior", "top", "well_placed",
  ]

  private let linker: Linker
  private var records: [ArticleRecord] = []
  private var count = 0
  /// By the number of a kept record and the id of a quote.
  private var sources: [String: Source] = [:]

  /// Makes a comparison of nothing yet.
  ///
  /// - Parameter linker: What tells which quotes are the same.
  public init(linker: Linker = Linker()) { self.linker = linker }

  /// Adds an article's record. Linear in the record.
  public mutating func add(_ record: ArticleRecord) {
    defer { count += 1 }
    let markers = Dictionary(
      record.anonymousMarkers.compactMap { marker in marker.speaker.map { ($0, marker) } },
      uniquingKeysWith: { first, later in first.rank == nil && later.rank != nil ? later : first })
    var kept = ArticleRecord(id: String(records.count))
    kept.outlet = record.outlet
    kept.published = record.published
    kept.speakers = record.speakers
    for quote in record.quotes where quote.anonymous {
      guard let marker = quote.speakers.lazy.compactMap({ markers[$0] }).first else { continue }
      kept.quotes.append(quote)
      sources[Self.key(kept.id, quote.id)] = Source(article: count, marker: marker)
    }
    if !kept.quotes.isEmpty { records.append(kept) }
  }

  private static func key(_ article: String, _ quote: String) -> String { article + " " + quote }

  /// The markers that put a source higher than another article does for the same words, each with
  /// the number of its article in the order of adding.
  public func findings() -> [(article: Int, finding: AuditFinding)] {
    var found: [(article: Int, finding: AuditFinding)] = []
    for cluster in linker.clusters(of: records) where cluster.kind == "quote" {
      let members = cluster.members.compactMap { sources[Self.key($0.article, $0.item)] }
      let lower = members.filter { !Self.isElevated($0.marker) }
      for member in members where Self.isElevated(member.marker) {
        guard lower.contains(where: { $0.article != member.article }) else { continue }
        let finding = AuditFinding(rule: .inflatedRank, span: member.marker.span)
        found.append((member.article, finding))
      }
    }
    return found
  }

  private static func isElevated(_ marker: AnonymousMarkerRecord) -> Bool {
    marker.rank.map(elevated.contains) ?? false
  }
}

extension AuditReport {
  /// Adds what a comparison of the report's articles found, if a newsroom asks for it.
  ///
  /// - Parameters:
  ///   - comparison: The records of the articles, added in the report's order.
  ///   - styles: The newsrooms whose rules are checked.
  public mutating func add(
    _ comparison: RankComparison, styles: Set<HouseStyle> = Set(HouseStyle.allCases)
  ) {
    guard !styles.isDisjoint(with: AuditRule.inflatedRank.styles) else { return }
    for (article, finding) in comparison.findings() where articles.indices.contains(article) {
      var findings = articles[article].findings
      guard !findings.contains(finding) else { continue }
      findings.append(finding)
      articles[article].findings = findings.inTextOrder()
    }
  }
}
