package import QuoteRecords

/// Where a part of all claims is linked as it is among all of them.
///
/// An article is added first, then those of its claims that matter. Its numbers are its own.
package struct ClaimBench {
  private var corpus: ClaimCorpus
  private let rule: ClaimRule

  /// Makes an empty one.
  package init(options: LinkOptions, bits: WordBits) {
    corpus = ClaimCorpus(table: WordTable(bits: bits))
    rule = ClaimRule(options: options)
  }

  /// The figures of an article's claims, in its order, and the words by which its story is known,
  /// joined by spaces; none of an article without figures.
  package mutating func claims(of article: ArticleRecord) -> (claims: [KeptClaim], story: String) {
    guard !article.claims.isEmpty else { return ([], "") }
    var collector = ClaimCollector(table: corpus.table)
    // Held once, so that new words do not copy the table.
    corpus.table = WordTable(bits: .byLength)
    collector.add(article)
    corpus.table = collector.corpus.table
    let claims = collector.mentions.enumerated().map { number, mention in
      KeptClaim(
        claim: Int(collector.claims[number]), item: mention.item, part: mention.part,
        start: mention.start, end: mention.end, inTitle: mention.inTitle, text: mention.text,
        content: KeptContent(collector.corpus.contents[number], table: corpus.table))
    }
    return (claims, claims.isEmpty ? "" : corpus.table.text(of: collector.corpus.stories.last))
  }

  /// Adds an article; its number.
  package mutating func addArticle(day: Int?, story: String) -> Int {
    let words = Set(corpus.table.ids(of: story))
    return corpus.addArticle(day: day, words: words)
  }

  /// Adds a claim of an article; its number.
  package mutating func add(_ content: KeptContent, article: Int) -> Int {
    let content = content.read(&corpus.table)
    corpus.add(content, article: article)
    return corpus.contents.count - 1
  }

  /// By what a claim is looked for, ascending.
  package func keys(of claim: Int) -> [UInt64] { corpus.keys(of: corpus.contents[claim]) }

  /// By what a claim that was kept is looked for, ascending.
  package mutating func keys(of content: KeptContent) -> [UInt64] {
    let content = content.read(&corpus.table)
    return corpus.keys(of: content)
  }

  /// Whether two claims are of one cluster by themselves.
  package func links(_ one: Int, _ other: Int) -> Bool { rule.links(one, other, in: corpus) }

  /// Whether claims of two days may be linked at all.
  package func areNear(_ day: Int?, _ other: Int?) -> Bool { rule.areNear(day, other) }
}
