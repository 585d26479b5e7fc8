package import NewsSyntax
package import NewsText
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
    let language = article.language ?? self.language
    if let failure = article.failure {
      return builder.failure(of: article, language: language, failure)
    }
    guard language == self.language || language.hasPrefix(self.language + "-") else {
      return builder.failure(
        of: article, language: language,
        ErrorRecord(
          code: "unsupported_language",
          message: "no rule pack for the language “\(language)”, only for “\(self.language)”"))
    }
    do {
      let text = try analysis.findings(article.text, options: options, outlet: article.outlet)
      let title = try article.title.map { (title) throws(TextError) in
        try analysis.findings(Array(title.utf8), options: options)
      }
      return builder.record(of: article, language: language, text: text, title: title)
    } catch {
      return builder.failure(
        of: article, language: language,
        ErrorRecord(code: Self.code(of: error), message: error.description))
    }
  }
}

extension Extractor {
  private static func code(of error: TextError) -> String {
    if case .icu = error { "icu_failed" } else { "invalid_utf8" }
  }
}

/// Runs every finder over one text.
///
/// A class, so that sharing it between tasks counts one reference and not each of its tables.
package final class ArticleAnalyzer: Sendable {
  package let reader: TextReader
  package let analyzer: Analyzer
  package let attributions: AttributionFinder
  private let speakers: SpeakerResolver
  package let markers: MarkerFinder
  package let amounts: AmountFinder
  package let claims: ClaimFinder
  private let pool = ScratchPool()

  package init(pack: RulePack, words: WordFinder = .wide) throws(PackError) {
    let (first, rest) = try sideBySide { () throws(PackError) in
      (
        TextReader(language: LanguageData(pack: pack), words: words), try Analyzer(pack: pack),
        try AttributionFinder(pack: pack), try SpeakerResolver(pack: pack),
        try ClaimFinder(pack: pack)
      )
    } _: { () throws(PackError) in
      (try MarkerFinder(pack: pack), try AmountFinder(pack: pack))
    }
    (reader, analyzer, attributions, speakers, claims) = first
    (markers, amounts) = rest
  }

  /// All that is found in a text.
  package func findings(
    _ bytes: [UInt8], options: ExtractionOptions, outlet: String? = nil
  ) throws(TextError) -> Findings {
    try pool.withScratch { (scratch) throws(TextError) in
      try findings(bytes, options: options, outlet: outlet, scratch: &scratch)
    }
  }

  private func findings(
    _ bytes: [UInt8], options: ExtractionOptions, outlet: String?,
    scratch: inout ExtractionScratch
  ) throws(TextError) -> Findings {
    let document = try reader.read(bytes, lossy: options.lossy)
    let analysis = analyzer.analyze(document, scratch: &scratch.analysis)
    scratch.take(analysis, attributions.words)
    let wanted = options.types.map { $0.contains(.indirect) } ?? true
    let found = attributions.find(analysis, reported: wanted, scratch: &scratch)
    let isWhole = !options.quotesOnly
    let amounts = isWhole ? amounts.find(analysis, scratch: &scratch) : []
    let sources = claims.sources(analysis, amounts, scratch: &scratch)
    // Those who stand behind figures are resolved with those who are quoted.
    let resolution = speakers.resolve(
      analysis, found.attributions, figures: sources.map(\.attribution))
    var findings = Findings(
      document: document, attributions: found.attributions, unattributed: found.unattributed,
      resolution: resolution, markers: [], amounts: amounts, claims: [])
    guard isWhole else { return findings }
    findings.markers = markers.find(
      analysis, found.attributions, resolution, outlet: outlet, scratch: &scratch)
    findings.claims = claims.find(analysis, found.attributions, sources, resolution, amounts)
    return findings
  }
}

extension ArticleAnalyzer {
  /// Who does not comment in a text, by the names that stand there, in text order; nobody where it
  /// cannot be read.
  ///
  /// - Complexity: Linear in the length of the text.
  package func silent(in bytes: [UInt8]) -> [String] {
    pool.withScratch { scratch in
      guard let document = try? reader.read(bytes, lossy: true) else { return [] }
      let analysis = analyzer.analyze(document, scratch: &scratch.analysis)
      scratch.take(analysis, attributions.words)
      return markers.silent(analysis, scratch: &scratch)
    }
  }
}

extension RuleSchema {
  /// What the rules of news extraction may say.
  package static let news = quotes.merging(AmountSchema.schema).merging(.markers)
    .merging(.claims)
}
