import QuoteRecords

/// Groups claims: the same figure for the same thing and the same act, or in articles that tell one
/// story; and different figures for what is told in nearly the same words, or, in one story, of the
/// same thing.
///
/// Only claims that share a figure, or what is measured, are compared, each with at most
/// `LinkOptions.postings` before it; so time is linear in the claims.
struct ClaimLinker {
  private let collector: ClaimCollector
  private let options: LinkOptions
  private let order: [Int]

  init(_ collector: ClaimCollector, options: LinkOptions) {
    self.collector = collector
    self.options = options
    order = MentionCollector.order(of: collector.mentions, collector.sources).map { Int($0) }
  }

  /// The clusters of two claims and more, in the order of their first members.
  func clusters() -> [ClusterRecord] {
    var groups: [Int: [Int]] = [:]
    var sets = sets()
    for place in order.indices { groups[sets.root(place), default: []].append(place) }
    var builder = ClusterBuilder(
      mentions: OrderedMentions(
        collector.mentions, order: order.map { UInt32(truncatingIfNeeded: $0) }),
      sources: collector.sources, voices: collector.voices, table: collector.corpus.table)
    return groups.keys.sorted().compactMap { root in
      guard let group = groups[root], group.count >= 2 else { return nil }
      return builder.claimRecord(
        of: group, figures: group.map { collector.corpus.contents[order[$0]].figure })
    }
  }

  /// Which claims are of one cluster, by their places in the order.
  private func sets() -> UnionFind {
    let (corpus, rule) = (collector.corpus, ClaimRule(options: options))
    var sets = UnionFind(count: order.count)
    var found: [UInt64: [Int]] = [:]
    for place in order.indices {
      for key in corpus.keys(of: corpus.contents[order[place]]) {
        for other in found[key, default: []].suffix(options.postings)
        where sets.root(place) != sets.root(other)
          && rule.links(order[place], order[other], in: corpus)
        {
          sets.union(place, other)
        }
        found[key, default: []].append(place)
      }
    }
    return sets
  }
}
