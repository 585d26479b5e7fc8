public import QuoteRecords

/// Counts who is quoted: how many quotes people of a gender, a role or an outlet's articles have.
public struct QuotedCounts: Sendable {
  /// What people are told apart by.
  public enum Trait: String, Sendable, CaseIterable {
    /// Female, male, other or unknown.
    case gender
    /// What an article calls them by: "Mayor".
    case role
    /// The outlet that quotes them.
    case outlet
    /// Their name, or their key in a list of people.
    case person
  }

  /// A count.
  public struct Row: Sendable, Hashable {
    /// The traits, in the order that was asked for; `nil`: not told.
    public var traits: [String?]
    /// How many quotes they have: a joint statement counts for each speaker.
    public var quotes: Int
    /// How many people: those of one key count once, others once an article.
    public var people: Int
    /// Their part of all quotes that count.
    public var share: Double
  }

  private let traits: [Trait]
  private var quotes: [[String?]: Int] = [:]
  private var people: [[String?]: Set<String>] = [:]
  private var total = 0

  /// Counts by some traits.
  public init(by traits: [Trait]) { self.traits = traits }

  /// Counts the quotes of an article.
  public mutating func add(_ article: ArticleRecord) {
    let speakers = Dictionary(
      article.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in article.quotes.flatMap(\.speakers) {
      guard let speaker = speakers[id] else { continue }
      add(speaker, article: article.id, outlet: article.outlet)
    }
  }

  /// Counts a quote of a speaker. Only people count: no organisation, no document.
  public mutating func add(_ speaker: SpeakerRecord, article: String, outlet: String?) {
    guard speaker.kind == .person || speaker.kind == .unknown else { return }
    let row = traits.map { trait -> String? in
      switch trait {
      case .gender: speaker.gender.value
      case .role: speaker.role
      case .outlet: outlet
      case .person: speaker.key ?? speaker.name
      }
    }
    quotes[row, default: 0] += 1
    people[row, default: []].insert(speaker.key ?? "\(article)\u{0}\(speaker.id)")
    total += 1
  }

  /// The counts, the most quotes first, then by traits.
  public var rows: [Row] {
    quotes.map { traits, count in
      Row(
        traits: traits, quotes: count, people: people[traits]?.count ?? 0,
        share: Double(count) / Double(max(1, total)))
    }.sorted { one, two in
      if one.quotes != two.quotes { return one.quotes > two.quotes }
      return one.traits.lexicographicallyPrecedes(two.traits) { ($0 ?? "") < ($1 ?? "") }
    }
  }
}
