public import QuoteRecords

/// How much of something rests on whom.
public struct SourcingTally: Sendable, Hashable {
  /// On people, bodies and documents with a name.
  public var named = 0
  /// On people without a name.
  public var unnamed = 0
  /// On nobody who could be found.
  public var unknown = 0

  /// Makes an empty tally.
  public init() {}

  /// All of it.
  public var all: Int { named + unnamed + unknown }

  /// Adds another tally.
  public static func += (left: inout Self, right: Self) {
    left.named += right.named
    left.unnamed += right.unnamed
    left.unknown += right.unknown
  }
}

/// What an audit counts in an article, or in all articles of an outlet.
public struct SourcingCounts: Sendable, Hashable {
  /// How many articles.
  public var articles = 0
  /// Quotes, those within others left out.
  public var quotes = SourcingTally()
  /// The words of these quotes.
  public var words = SourcingTally()
  /// Claims that somebody asserts.
  public var claims = SourcingTally()
  /// Claims that the article makes on its own account.
  public var ownClaims = 0
  /// Markers of unnamed sources with stated grounds, by code.
  public var grounds: [String: Int] = [:]
  /// Unnamed sources without stated grounds.
  public var withoutGrounds = 0

  /// Makes empty counts.
  public init() {}

  /// Adds other counts.
  public static func += (left: inout Self, right: Self) {
    left.articles += right.articles
    left.quotes += right.quotes
    left.words += right.words
    left.claims += right.claims
    left.ownClaims += right.ownClaims
    left.grounds.merge(right.grounds, uniquingKeysWith: +)
    left.withoutGrounds += right.withoutGrounds
  }
}

/// A place where an article breaks a house rule.
public struct AuditFinding: Sendable, Hashable {
  /// The rule.
  public var rule: AuditRule
  /// Where, in the record's offset unit.
  public var span: Span
}

/// How an article uses named and unnamed sources.
public struct ArticleAudit: Sendable, Hashable {
  /// The article's id.
  public var article: String
  /// Who published it.
  public var outlet: String?
  /// What it rests on.
  public var counts: SourcingCounts
  /// Where it breaks rules, in text order.
  public var findings: [AuditFinding]

  /// Audits an article by its record alone; one that could not be read has nothing. Linear in the
  /// record.
  ///
  /// - Parameters:
  ///   - record: What was found in the article.
  ///   - styles: The newsrooms whose rules are checked.
  ///   - silent: Who declined to comment in the article, as `Extractor.silent(in:)` tells.
  public init(
    _ record: ArticleRecord, styles: Set<HouseStyle> = Set(HouseStyle.allCases),
    silent: [String] = []
  ) {
    let reading = SourcingReading(record)
    article = record.id
    outlet = record.outlet
    counts = reading.counts
    findings = reading.findings(silent: silent).filter { !styles.isDisjoint(with: $0.rule.styles) }
  }
}

/// The counts of many articles by outlet.
public struct OutletAudit: Sendable, Hashable {
  /// The outlet; empty for articles that state none.
  public var outlet: String
  /// What its articles rest on.
  public var counts: SourcingCounts
  /// How many findings each rule has in them.
  public var findings: [AuditRule: Int]

  /// The audits of some articles put together, the outlets in byte order.
  public static func outlets(of audits: [ArticleAudit]) -> [OutletAudit] {
    var found: [String: OutletAudit] = [:]
    for audit in audits {
      let name = audit.outlet ?? ""
      var one = found[name] ?? OutletAudit(outlet: name, counts: .init(), findings: [:])
      one.counts += audit.counts
      for finding in audit.findings { one.findings[finding.rule, default: 0] += 1 }
      found[name] = one
    }
    return found.values.sorted { $0.outlet.utf8.lexicographicallyPrecedes($1.outlet.utf8) }
  }
}
