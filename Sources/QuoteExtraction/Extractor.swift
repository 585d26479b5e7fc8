import NewsText
public import QuoteRecords
package import RuleEngine

/// Reads articles and tells who said what: one article in, one record out.
///
/// Load it once and share it: it holds the rules, compiled, and no state. The library's way to one
/// is `Extractor(language:)` in NewsQuotes.
public struct Extractor: Sendable {
  /// The language that it reads.
  public let language: String
  /// What it yields.
  public let options: ExtractionOptions
  package let analysis: ArticleAnalyzer
  private let builder: RecordBuilder

  /// Makes an extractor of a language's rule packs.
  ///
  /// - Parameters:
  ///   - pack: The packs, laid over each other, read with `RuleSchema.news`.
  ///   - language: The language that they are for.
  ///   - release: The release of quoteex, for records.
  /// - Throws: Everything that is wrong with the rules, at once.
  package init(
    pack: RulePack, language: String, options: ExtractionOptions = .init(), release: String
  ) throws(PackError) {
    self.init(
      analysis: try ArticleAnalyzer(pack: pack, words: options.words), of: pack, language: language,
      options: options, release: release)
  }

  /// Makes an extractor of what finds with a pack.
  package init(
    analysis: ArticleAnalyzer, of pack: RulePack, language: String, options: ExtractionOptions,
    release: String
  ) {
    self.language = language
    self.options = options
    self.analysis = analysis
    let run = RunRecord(
      quoteex: release,
      packs: pack.identities.map { PackRecord(id: $0.id, version: $0.version, sha256: $0.sha256) },
      unicode: TextReader.unicodeVersion, options: options.recorded)
    builder = RecordBuilder(options: options, run: run)
  }

  /// The record of an article.
  ///
  /// What is wrong with it is told in the record: invalid UTF-8, a language without a pack.
  ///
  /// - Complexity: Linear in the length of the text.
  public func extract(_ article: Article) -> ArticleRecord {
    var record = ArticleRecord(id: article.id, language: language(of: article))
    extract(CollectionOfOne(article)) { record = $0 }
    return record
  }

  /// The records of some articles, in their order: those that `extract(_:)` gives of each.
  ///
  /// Articles are read side by side, some thirty thousand bytes at a time: see
  /// `ArticleAnalyzer.findings`.
  ///
  /// - Complexity: Linear in the length of the texts.
  public func extract(_ articles: [Article]) -> [ArticleRecord] {
    var records: [ArticleRecord] = []
    records.reserveCapacity(articles.count)
    var start = 0
    while start < articles.count {
      var end = start + 1
      var bytes = articles[start].text.count
      while end < articles.count, bytes + articles[end].text.count <= Self.groupBytes {
        bytes += articles[end].text.count
        end += 1
      }
      extract(articles[start..<end]) { records.append($0) }
      start = end
    }
    return records
  }

  /// How many bytes of text are read side by side: what is known of them stays in the second level
  /// of the processor's cache.
  private static let groupBytes = 1 << 15

  private func extract(_ articles: some Collection<Article>, _ take: (ArticleRecord) -> Void) {
    var texts: [ArticleAnalyzer.Text] = []
    for article in articles where refusal(of: article) == nil {
      texts.append(.init(bytes: article.text, outlet: article.outlet))
      if let title = article.title { texts.append(.init(bytes: Array(title.utf8))) }
    }
    var findings = analysis.findings(texts, options: options).makeIterator()
    for article in articles {
      let language = language(of: article)
      if let refusal = refusal(of: article) {
        take(builder.failure(of: article, language: language, refusal))
        continue
      }
      let (text, title) = (findings.next(), article.title.flatMap { _ in findings.next() })
      do {
        guard let text = try text?.get() else { continue }
        take(
          builder.record(of: article, language: language, text: text, title: try title?.get()))
      } catch {
        take(
          builder.failure(
            of: article, language: language,
            ErrorRecord(code: Self.code(of: error), message: error.description)))
      }
    }
  }

  private func language(of article: Article) -> String { article.language ?? language }

  /// Why an article is not read at all.
  private func refusal(of article: Article) -> ErrorRecord? {
    if let failure = article.failure { return failure }
    let language = language(of: article)
    guard language != self.language, !language.hasPrefix(self.language + "-") else { return nil }
    return ErrorRecord(
      code: "unsupported_language",
      message: "no rule pack for the language “\(language)”, only for “\(self.language)”")
  }
}

extension Extractor {
  private static func code(of error: TextError) -> String {
    if case .icu = error { "icu_failed" } else { "invalid_utf8" }
  }
}

extension RuleSchema {
  /// What the rules of news extraction may say.
  package static let news = quotes.merging(AmountSchema.schema).merging(.markers)
    .merging(.claims)
}
