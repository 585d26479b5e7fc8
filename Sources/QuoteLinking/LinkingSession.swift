public import QuoteRecords

/// How much work linking was.
public struct LinkReport: Sendable, Hashable {
  /// How many pairs of distinct texts were compared word by word.
  public internal(set) var comparisons = 0
  /// How many runs of words stand in more texts than `LinkOptions.postings`: of these texts only
  /// the longest were compared with the others.
  public internal(set) var stockRuns = 0
}

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
  public func clusters() -> [ClusterRecord] { linked().clusters }

  /// The same clusters, and how much was compared to find them.
  public func linked() -> (clusters: [ClusterRecord], report: LinkReport) {
    let quotes = quoteClusters()
    return (quotes.clusters + ClaimLinker(claims, options: options).clusters(), quotes.report)
  }

  private func quoteClusters() -> (clusters: [ClusterRecord], report: LinkReport) {
    let mentions = collector.ordered()
    var table = collector.table
    let texts = TextIndex(mentions, table: &table)
    let corpus = Corpus(
      mentions: mentions, sources: collector.sources, voices: collector.voices, texts: texts,
      table: table, options: options)
    let (sets, report) = Clusterer(corpus).clusters()
    var builder = ClusterBuilder(
      mentions: mentions, sources: collector.sources, voices: collector.voices, table: table)
    let least = options.singletons ? 1 : 2
    let clusters: [ClusterRecord] = Self.groups(of: sets).compactMap { group in
      guard group.count >= least, texts.text(of: group[0]) != nil else { return nil }
      return builder.quoteRecord(of: group)
    }
    return (clusters, report)
  }

  /// The mentions of each set, in order; the sets in the order of their first, which are their
  /// numbers. Sets of mentions without words are of one.
  private static func groups(of sets: [UInt32]) -> some Sequence<[Int]> {
    var next = [UInt32](repeating: 0, count: sets.count)
    var last = [UInt32](repeating: 0, count: sets.count)
    // A chain from each mention to the next of its set: 0 ends it, because 0 is always a first.
    for (mention, set) in sets.enumerated() {
      let number = UInt32(truncatingIfNeeded: mention)
      if set != number { next[Int(last[Int(set)])] = number }
      last[Int(set)] = number
    }
    return sets.indices.lazy.filter { sets[$0] == UInt32(truncatingIfNeeded: $0) }.map { first in
      var group = [first]
      var place = Int(next[first])
      while place != 0 {
        group.append(place)
        place = Int(next[place])
      }
      return group
    }
  }
}
