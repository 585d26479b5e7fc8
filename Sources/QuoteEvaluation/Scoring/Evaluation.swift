/// How one article was scored.
public struct ArticleEvaluation: Sendable {
  /// The article's id.
  public var id: String
  /// Its counts.
  public var sheet: ScoreSheet
  /// What became of each label and each finding, in the order of kinds.
  public var outcomes: [Outcome]
  /// The counts of its other annotators, each pair of them; `nil` where it has one.
  public var agreement: ScoreSheet?

  /// Makes one.
  public init(
    id: String, sheet: ScoreSheet, outcomes: [Outcome], agreement: ScoreSheet? = nil
  ) {
    self.id = id
    self.sheet = sheet
    self.outcomes = outcomes
    self.agreement = agreement
  }
}

/// How well what was found agrees with what is labeled.
public struct Evaluation: Sendable {
  /// The articles, in the order of the gold.
  public var articles: [ArticleEvaluation]
  /// The counts of all articles.
  public var total: ScoreSheet
  /// Where F1 lies in 95 of 100 samples of the articles.
  public var intervals: [Metric: ClosedRange<Double>]
  /// How well annotators agree with each other, over the articles that have several.
  public var agreement: ScoreSheet?
  /// The counts of what was found in the same articles, to hold beside.
  public var besideAgreement: ScoreSheet?
  /// How well clusters of quotes agree.
  public var links: ClusterScore?
  /// How well clusters of claims agree.
  public var claimLinks: ClusterScore?
  /// What is wrong with the gold and with what was found, in the order of the files.
  public var faults: [LabelFault]
  /// How the scores were made.
  public var options: EvaluationOptions

  /// Makes an evaluation of scored articles.
  public init(
    articles: [ArticleEvaluation], links: ClusterScore? = nil, claimLinks: ClusterScore? = nil,
    faults: [LabelFault] = [],
    options: EvaluationOptions
  ) {
    self.articles = articles
    self.links = links
    self.claimLinks = claimLinks
    self.faults = faults
    self.options = options
    total = Self.sum(articles.map(\.sheet))
    let several = articles.filter { $0.agreement != nil }
    agreement = several.isEmpty ? nil : Self.sum(several.compactMap(\.agreement))
    besideAgreement = several.isEmpty ? nil : Self.sum(several.map(\.sheet))
    intervals = [:]
    for metric in total.tallies.keys where Self.hasInterval(metric) {
      let tallies = articles.map { $0.sheet.tallies[metric] ?? Tally() }
      intervals[metric] = options.resampling.interval(of: tallies)
    }
  }

  /// Every figure by its key: `quotes.joint.f1`, `amounts.full.money.f1`, `links.b3.f1`.
  public var figures: [String: Double] {
    var figures = total.figures
    for scores in [links?.figures(), claimLinks?.figures("claim_links")] {
      figures.merge(scores ?? [:]) { first, _ in first }
    }
    return figures
  }

  private static func sum(_ sheets: [ScoreSheet]) -> ScoreSheet {
    var sum = ScoreSheet()
    for sheet in sheets { sum.add(sheet) }
    return sum
  }

  private static func hasInterval(_ metric: Metric) -> Bool {
    metric.group.isEmpty
      || (metric.name.hasPrefix("quotes.joint")
        && ["direct", "mixed", "indirect", "quoted"].contains(metric.group))
  }
}
