import NewsSyntax
import QuoteExtraction
import RuleEngine

/// Finds attributions with a set of tables. Words have other numbers where tables know other words,
/// so each set reads the articles anew.
struct ArticleFinder {
  private let analyzer: Analyzer
  private let finder: AttributionFinder

  init(_ tables: Tables, _ source: PackSource) throws(PackError) {
    let pack = try tables.pack(over: source)
    analyzer = try Analyzer(pack: pack)
    finder = try AttributionFinder(pack: pack)
  }

  func lessons(
    _ article: GoldArticle
  ) -> (quoted: [ExplainedQuotation], reported: [ExplainedCandidate]) {
    finder.lessons(analyzer.analyze(article.document))
  }

  func cues(_ article: GoldArticle) -> [ExplainedCue] {
    finder.cues(analyzer.analyze(article.document))
  }

  func attributions(_ article: GoldArticle) -> [Attribution] {
    var scratch = ExtractionScratch()
    return finder.find(analyzer.analyze(article.document), scratch: &scratch).attributions
  }
}
