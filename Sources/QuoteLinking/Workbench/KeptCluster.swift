package import QuoteRecords

/// Writes cluster records of mentions that were kept.
package struct ClusterWriter {
  private var table: WordTable

  /// Makes one that weighs words by a table.
  package init(bits: WordBits) { table = WordTable(bits: bits) }

  /// The record of the mentions of one cluster; `nil` where there are none. n log n in the
  /// mentions, besides comparing each variant with the wording.
  package mutating func record(
    of kept: [KeptMention], articles: [Int64: KeptArticle]
  ) -> ClusterRecord? {
    var (builder, places) = builder(of: kept, articles: articles)
    return builder.quoteRecord(of: Array(places.indices))
  }

  /// The record of the claims of one cluster, each with its figure; `nil` where there are none.
  package mutating func record(
    of claims: [(mention: KeptMention, figure: ClaimFigure)], articles: [Int64: KeptArticle]
  ) -> ClusterRecord? {
    var (builder, places) = builder(of: claims.map(\.mention), articles: articles)
    let figures = zip(places, claims).sorted { $0.0 < $1.0 }.map(\.1.figure)
    return builder.claimRecord(of: Array(places.indices), figures: figures)
  }

  /// A builder of some mentions, and the place of each in their order.
  private func builder(
    of kept: [KeptMention], articles: [Int64: KeptArticle]
  ) -> (ClusterBuilder, places: [Int]) {
    var bench = Workbench(options: LinkOptions(), table: table)
    let form = TextForm(words: "", marks: nil, letters: Letters(first: 0, second: 0))
    let text = bench.add(form)
    let places = bench.setMentions(kept.map { ($0, text) }, articles: articles)
    let corpus = bench.corpus
    let builder = ClusterBuilder(
      mentions: corpus.mentions, sources: corpus.sources, voices: corpus.voices,
      table: corpus.table)
    return (builder, places)
  }

  /// The id of a cluster whose seed is a quote's stretch.
  package static func id(article: String, item: String, part: Int) -> String {
    ClusterBuilder.id(article: article, item: item, part: part)
  }
}

extension Workbench {
  fileprivate init(options: LinkOptions, table: WordTable) {
    self.init(
      corpus: Corpus(
        mentions: OrderedMentions([], order: []), sources: [], voices: [], texts: TextIndex(),
        table: table, options: options))
  }
}
