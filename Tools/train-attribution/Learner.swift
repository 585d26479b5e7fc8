import Foundation
import QuoteExtraction
import RuleEngine

/// Learns everything that attribution weighs, in the order in which one table needs another.
///
/// 1. How often a word beside a quotation is its cue. 2. Where reported contents end. 3. How often
/// a word reports in a frame. 4. What speaks for a candidate. 5. How sure an attribution of quoted
/// material is. Every step but the first reads the articles with the tables before it; the last two
/// read each fold of them with tables that were learned without it, for what was learned from an
/// article fits it better than any that is to come.
struct Learner {
  let articles: [GoldArticle]
  let source: PackSource
  let language: RulePack
  let settings: String

  static let folds = 5
  /// What `high` must keep of quoted attributions, on articles that were not learned from.
  static let highPrecision = 0.965

  func learn() throws -> Tables {
    var tables = Tables(priors: language)
    let cues = try cues(tables)
    cues.counts().write(&tables)
    let ends = try endLessons(tables)
    learnEnds(ends, &tables)
    let counted = try candidates(tables, articles)
    FrameCounts(counted).write(&tables)
    var fresh: [Candidate] = []
    for fold in 0..<Self.folds {
      var without = tables
      learnEnds(ends.filter { $0.fold != fold }, &without)
      FrameCounts(counted.filter { articles[$0.article].fold != fold }).write(&without)
      fresh += try candidates(without, articles) { $0.fold == fold }
    }
    learnWeights(fresh, &tables)
    var quotations: [Scorecard.Lesson] = []
    for fold in 0..<Self.folds {
      var without = tables
      cues.counts(without: fold).write(&without)
      quotations += try quotationLessons(without) { $0.fold == fold }
    }
    learnCertainty(quotations, &tables)
    return tables
  }

  // MARK: Cues

  /// The words beside quotations, judged.
  private struct Cues {
    var found: [(cue: ExplainedCue, isRight: Bool, fold: Int)] = []

    func counts(without fold: Int? = nil) -> CueCounts {
      var counts = CueCounts()
      for cue in found where cue.fold != fold { counts.add(cue.cue, isRight: cue.isRight) }
      return counts
    }
  }

  private func cues(_ tables: Tables) throws -> Cues {
    let finder = try ArticleFinder(tables, source)
    var cues = Cues()
    for article in articles where article.onlyRule == nil {
      for cue in finder.cues(article) {
        let words = article.words(cue.cue)
        let isRight = cue.quotations.contains { quotation in
          article.isCue(words, of: article.words(quotation))
        }
        cues.found.append((cue, isRight, article.fold))
      }
    }
    return cues
  }

  // MARK: Ends

  private func endLessons(_ tables: Tables) throws -> [Scorecard.Lesson] {
    let finder = try ArticleFinder(tables, source)
    var lessons: [Scorecard.Lesson] = []
    for article in articles {
      for candidate in finder.lessons(article).reported where !candidate.ends.isEmpty {
        let words = article.words(candidate.content)
        guard !words.isEmpty,
          let run = article.run(
            near: words.lowerBound, cue: article.words(candidate.cue),
            anyCue: candidate.frame.hasPrefix("according"))
        else { continue }
        for place in candidate.ends {
          let isEnd = article.words(0..<place.end).upperBound >= run.words.upperBound
          lessons.append(
            Scorecard.Lesson(
              features: place.features.map(\.name), label: isEnd, fold: article.fold))
          if isEnd { break }
        }
      }
    }
    return lessons
  }

  private func learnEnds(_ lessons: [Scorecard.Lesson], _ tables: inout Tables) {
    let scorecard = Scorecard(
      leastCount: 4, kept: 6000,
      first: Regression(penalty: 1.5, lastPenalty: 1.5, rounds: 100),
      again: Regression(penalty: 1, lastPenalty: 1, rounds: 100), leastWeight: 0.05)
    let result = scorecard.learn(lessons, folds: 1)
    tables.set(
      "reported-ends", summary: "whether reported content ends at a place", weights: result.rows)
  }

  // MARK: Candidates

  /// A candidate of reported speech, judged.
  struct Candidate {
    var article: Int
    var lemma: String
    var frame: String
    var cue: Range<Int>
    var content: Range<Int>
    var probability: Double
    var features: [String]
    var isRight: Bool

    /// The frame without its link.
    var kind: String { String(frame.prefix { $0 != ":" && $0 != "+" }) }
  }

  private func candidates(
    _ tables: Tables, _ articles: [GoldArticle],
    where isIncluded: (GoldArticle) -> Bool = { _ in true }
  ) throws -> [Candidate] {
    let finder = try ArticleFinder(tables, source)
    var found: [Candidate] = []
    for (number, article) in articles.enumerated() where isIncluded(article) {
      for candidate in finder.lessons(article).reported
      where article.onlyRule.map { $0 == candidate.rule } ?? true {
        let content = article.words(candidate.content)
        guard !content.isEmpty else { continue }
        let cue = article.words(candidate.cue)
        found.append(
          Candidate(
            article: number, lemma: candidate.lemma, frame: candidate.frame, cue: cue,
            content: content, probability: candidate.probability,
            features: candidate.features.map(\.name),
            isRight: isRight(candidate, content, cue, article)))
      }
    }
    return found
  }

  private func isRight(
    _ candidate: ExplainedCandidate, _ content: Range<Int>, _ cue: Range<Int>,
    _ article: GoldArticle
  ) -> Bool {
    guard let best = article.best(for: content), best.share >= 0.5 else { return false }
    let source = Set(candidate.source.map { article.words($0) } ?? 0..<0)
    guard article.isSource(source, of: best.run) else { return false }
    let markCue = ["colon", "according-after", "according-first"].contains(candidate.frame)
    return best.run.cue.isEmpty || markCue || cue.contains(where: best.run.cue.contains)
  }

  // MARK: Weights

  private func learnWeights(_ candidates: [Candidate], _ tables: inout Tables) {
    let lessons = candidates.map {
      Scorecard.Lesson(
        features: $0.features, value: Odds.logOdds($0.probability), label: $0.isRight,
        fold: articles[$0.article].fold)
    }
    let scorecard = Scorecard(
      leastCount: 15, kept: 5000,
      first: Regression(penalty: 3, lastPenalty: 0.01, rounds: 120),
      again: Regression(penalty: 2.1, lastPenalty: 0.007, rounds: 120))
    let result = scorecard.learn(lessons, folds: Self.folds)
    tables.set(
      "reported-weights", summary: "whether a candidate reports", weights: result.rows)
    tables.set(
      threshold: "reported-table-weight", to: Self.rounded(result.valueWeight), in: settings)
    let least = Selection(candidates, result.outOfFold, goldRuns: indirectRuns).bestThreshold
    tables.set(threshold: "reported-least", to: Self.rounded(least), in: settings)
  }

  /// How many labeled pieces lie outside all quotations.
  private var indirectRuns: Int {
    articles.reduce(0) { sum, article in
      var quoted: Set<Int> = []
      for quotation in article.document.quotations {
        quoted.formUnion(article.words(quotation.inner))
      }
      return sum + article.runs.count { run in !run.words.contains(where: quoted.contains) }
    }
  }

  // MARK: Certainty

  private func quotationLessons(
    _ tables: Tables, where isIncluded: (GoldArticle) -> Bool
  ) throws -> [Scorecard.Lesson] {
    let finder = try ArticleFinder(tables, source)
    var lessons: [Scorecard.Lesson] = []
    for article in articles where article.onlyRule == nil && isIncluded(article) {
      for quote in finder.lessons(article).quoted {
        let content = quote.attribution.content.map { article.words($0) }.max {
          $0.count < $1.count
        }
        guard let content, !content.isEmpty else { continue }
        let source = Set(quote.source.flatMap { article.words($0) })
        let best = article.best(for: content)
        let isRight = best.map { $0.share >= 0.5 && article.isSource(source, of: $0.run) } ?? false
        lessons.append(
          Scorecard.Lesson(
            features: quote.features.map(\.name), label: isRight, fold: article.fold))
      }
    }
    return lessons
  }

  private func learnCertainty(_ lessons: [Scorecard.Lesson], _ tables: inout Tables) {
    let scorecard = Scorecard(
      leastCount: 5, kept: 600,
      first: Regression(penalty: 3, lastPenalty: 3, rounds: 100),
      again: Regression(penalty: 3, lastPenalty: 3, rounds: 100))
    let result = scorecard.learn(lessons, folds: Self.folds)
    tables.set(
      "quote-certainty", summary: "whether an attribution of quoted material is right",
      weights: result.rows)
    let order = lessons.indices.sorted { result.outOfFold[$0] > result.outOfFold[$1] }
    var right = 0
    var high = 1.0
    for (place, index) in order.enumerated() {
      if lessons[index].label { right += 1 }
      if Double(right) >= Self.highPrecision * Double(place + 1) { high = result.outOfFold[index] }
    }
    tables.set(threshold: "quote-high", to: Self.rounded(high), in: settings)
  }

  private static func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
