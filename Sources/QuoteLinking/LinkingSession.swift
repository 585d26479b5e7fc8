public import QuoteRecords

/// Takes articles one by one and clusters their quotes and claims at the end, so that nobody holds
/// the records.
public struct LinkingSession: Sendable {
  private var collector: MentionCollector
  private var claims: ClaimCollector
  private let options: LinkOptions

  init(options: LinkOptions, bits: WordBits) {
    self.options = options
    collector = MentionCollector(table: WordTable(bits: bits))
    claims = ClaimCollector(table: WordTable(bits: bits))
  }

  /// Takes the quotes and claims of an article. Linear in the record.
  public mutating func add(_ article: ArticleRecord) {
    collector.add(article)
    claims.add(article)
  }

  /// The clusters of all that was taken: of quotes, then of claims, each in the order of their
  /// first members. More can be added after.
  public func clusters() -> [ClusterRecord] {
    quoteClusters() + ClaimLinker(claims, options: options).clusters()
  }

  private func quoteClusters() -> [ClusterRecord] {
    let mentions = collector.ordered()
    var table = collector.table
    let texts = TextIndex(mentions, table: &table)
    let corpus = Corpus(
      mentions: mentions, sources: collector.sources, voices: collector.voices, texts: texts,
      table: table, options: options)
    let sets = Clusterer(corpus).clusters()
    var members: [Int: [Int]] = [:]
    for (mention, set) in sets.enumerated() where texts.textOfMention[mention] != nil {
      members[set, default: []].append(mention)
    }
    var builder = ClusterBuilder(
      mentions: mentions, sources: collector.sources, voices: collector.voices, table: table)
    let least = options.singletons ? 1 : 2
    return members.keys.sorted().compactMap { set in
      guard let group = members[set], group.count >= least else { return nil }
      return builder.record(of: group)
    }
  }
}
