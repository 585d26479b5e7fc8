package import NewsSyntax
package import RuleEngine
import Synchronization

/// The working memory of one extraction: what its stages would otherwise allocate anew for each
/// sentence or article.
///
/// One task has it at a time, and the next article gets it as the last one left it, so a stage
/// empties what it is going to use (`removeAll(keepingCapacity: true)`) and reads nothing that it
/// has not written for this article. What is found never depends on which scratch was at hand.
///
/// A stage that needs some keeps a `Scratch` struct beside its code, is given the whole
/// `inout ExtractionScratch` by `ArticleAnalyzer.findings`, and uses its own property of it; two
/// properties may be passed on as `inout` side by side.
package struct ExtractionScratch: Sendable {
  /// For tags and phrases.
  var analysis = Analyzer.Scratch()
  /// For the rule matchers of all stages, one after the other.
  var matching = RuleMatcher.Scratch()
  /// The items of the text with their phrases, filled before anything is matched.
  var items = ItemTable()
  /// The items of the other texts that are read side by side, and which text `items` is of.
  private var tables = [ItemTable()]
  private var text = 0
  /// The matches of the rules of quotes in an article.
  var quotes = MatchList()
  /// The matches of one sentence.
  var matches = MatchList()
  /// The matches of the rules of markers in all texts that are read side by side.
  var markers = MatchList()
  /// For amounts.
  var amounts = AmountSearch.Memory()
  /// For reported speech.
  var reported = ReportedScratch()

  /// Makes an empty one; its memory grows with the first articles.
  package init() {}

  /// Makes one for a single article.
  package init(for analysis: Analysis, words: WordReader) { take(analysis, words) }

  /// Turns to one of the texts that are read side by side.
  mutating func turn(to text: Int) {
    guard text != self.text else { return }
    while tables.count <= text { tables.append(ItemTable()) }
    swap(&items, &tables[self.text])
    swap(&items, &tables[text])
    self.text = text
  }

  /// Takes what all stages read of the text: to be called before the first of them.
  mutating func take(_ analysis: Analysis, _ words: WordReader) {
    NewsItems.fill(&items, from: analysis)
    words.read(&items, sentences: analysis.sentences.map(\.items))
  }
}

/// Scratch that is not in use, for as many tasks as extract at the same time.
///
/// Held by a value that many threads share; the lock is held only to take and to give back.
final class ScratchPool: Sendable {
  private let idle = Mutex<[ExtractionScratch]>([])

  /// Lends one scratch for the length of a call.
  func withScratch<Result, Failure: Error>(
    _ body: (inout ExtractionScratch) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var scratch = idle.withLock { $0.popLast() } ?? ExtractionScratch()
    defer { idle.withLock { [scratch] in $0.append(scratch) } }
    return try body(&scratch)
  }
}
