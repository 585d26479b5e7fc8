public import QuoteRecords

/// Scores what a system found, or other annotators, against labels.
public struct Evaluator: Sendable {
  private let options: EvaluationOptions

  /// Makes an evaluator.
  public init(options: EvaluationOptions = .init()) { self.options = options }

  /// Scores findings against gold; of several annotators the first is the gold.
  ///
  /// Whatever does not fit is told among the faults, and the rest is scored: a span outside the
  /// text, labels of another version of it, a missing text, an article that nothing was found for.
  ///
  /// - Parameters:
  ///   - gold: The labels.
  ///   - found: What was found, brought together with the gold by the articles' ids.
  ///   - clusters: The clusters that were found, where the gold has some.
  /// - Complexity: Linear in the articles, but for the samples of the intervals.
  public func evaluate(
    _ gold: LabelReading, found: LabelReading, clusters: [ClusterRecord]? = nil
  ) -> Evaluation {
    var faults = gold.faults + found.faults
    let findings = Dictionary(found.articles.map { ($0.id, $0) }) { first, _ in first }
    var articles: [ArticleEvaluation] = []
    for article in gold.articles {
      if let scored = score(article, findings[article.id], &faults) { articles.append(scored) }
    }
    return Evaluation(
      articles: articles, links: links(gold, clusters, "quote"),
      claimLinks: links(gold, clusters, "claim"), faults: faults, options: options)
  }

  private func links(
    _ gold: LabelReading, _ clusters: [ClusterRecord]?, _ kind: String
  ) -> ClusterScore? {
    guard let labeled = gold.clusters, labeled.clusters.contains(where: { $0.kind == kind }),
      let clusters, options.kinds.contains(.links)
    else { return nil }
    return ClusterScorer(gold: labeled, found: clusters, kind: kind).score()
  }

  private func score(
    _ article: LabeledArticle, _ finding: LabeledArticle?, _ faults: inout [LabelFault]
  ) -> ArticleEvaluation? {
    guard let text = article.text ?? finding?.text else {
      faults.append(
        article.origin.fault("no_text", "\(article.id): the labels come without their text"))
      return nil
    }
    var finding = finding
    if let found = finding, let other = found.text,
      !other.unicodeScalars.elementsEqual(text.unicodeScalars)
    {
      faults.append(
        found.origin.fault("other_text", "\(article.id): found in another version of the text"))
      finding = nil
    } else if finding == nil {
      faults.append(
        article.origin.fault("no_finding", "\(article.id): nothing was given for this article"))
    }
    let annotators = article.labels.map { checked($0, text, article.origin, &faults) }
    guard let first = annotators.first else { return nil }
    let scoring = ScoringText(text)
    let labels = finding?.labels.first.map { checked($0, text, finding?.origin, &faults) }
    let none = LabeledArticle.Labels(record: ArticleRecord(id: article.id))
    let style = article.style ?? first.record.outlet
    let scored = run(scoring, first, labels ?? none, style)
    return ArticleEvaluation(
      id: article.id, sheet: scored.sheet, outcomes: scored.outcomes,
      agreement: agreement(of: annotators, scoring, style))
  }

  private func run(
    _ text: ScoringText, _ gold: LabeledArticle.Labels, _ found: LabeledArticle.Labels,
    _ style: String?
  ) -> ArticleScorer {
    var scorer = ArticleScorer(
      text: text, gold: gold, found: found, style: style, options: options)
    scorer.score()
    return scorer
  }

  /// The counts of each annotator against each one before.
  private func agreement(
    of annotators: [LabeledArticle.Labels], _ text: ScoringText, _ style: String?
  ) -> ScoreSheet? {
    guard annotators.count > 1 else { return nil }
    var sheet = ScoreSheet()
    for (index, first) in annotators.enumerated() {
      for second in annotators[(index + 1)...] { sheet.add(run(text, first, second, style).sheet) }
    }
    return sheet
  }

  private func checked(
    _ labels: LabeledArticle.Labels, _ text: String, _ origin: LabelOrigin?,
    _ faults: inout [LabelFault]
  ) -> LabeledArticle.Labels {
    let checked = RecordChecker.checked(
      labels.record, text: text, origin: origin ?? LabelOrigin(file: ""))
    faults += checked.faults
    var labels = labels
    labels.record = checked.record
    return labels
  }
}
