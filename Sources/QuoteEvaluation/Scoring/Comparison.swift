/// What got better and what worse since an evaluation before, on the articles that both have.
public struct Comparison: Sendable {
  /// A measure then and now.
  public struct Change: Sendable, Hashable {
    /// The measure.
    public var metric: String
    /// F1 then.
    public var before: Double
    /// F1 now.
    public var after: Double
    /// How often chance alone makes such a difference.
    public var significance: Double
  }

  /// An item then and now.
  public struct Item: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// Its place, in code points.
    public var place: Range<Int>
    /// What it is.
    public var kind: ScoredKind
    /// What became of it then; `nil` where it was right, or not there.
    public var before: Outcome.Verdict?
    /// What becomes of it now.
    public var after: Outcome.Verdict?
  }

  /// The measures, by name.
  public private(set) var changes: [Change] = []
  /// What got better, in the order of the articles.
  public private(set) var better: [Item] = []
  /// What got worse.
  public private(set) var worse: [Item] = []
  /// How many articles both have.
  public let articles: Int

  /// Compares.
  public init(_ now: Evaluation, with past: PastEvaluation) {
    let pairs = now.articles.compactMap { article in
      past.articles[article.id].map { (article.id, $0, PastEvaluation.Article(article)) }
    }
    articles = pairs.count
    for (id, before, after) in pairs { compare(id, before, after) }
    let metrics = Set(pairs.flatMap { $0.1.counts.keys }).union(pairs.flatMap { $0.2.counts.keys })
    for metric in metrics.sorted() {
      let before = pairs.map { $0.1.counts[metric] ?? Tally() }
      let after = pairs.map { $0.2.counts[metric] ?? Tally() }
      changes.append(
        Change(
          metric: metric, before: Self.f1(before), after: Self.f1(after),
          significance: now.options.resampling.significance(before, after)))
    }
  }

  private static func f1(_ tallies: [Tally]) -> Double {
    var sum = Tally()
    for tally in tallies { sum += tally }
    return sum.f1
  }

  private mutating func compare(
    _ id: String, _ before: PastEvaluation.Article, _ after: PastEvaluation.Article
  ) {
    for item in Set(before.errors.keys).union(after.errors.keys).sorted() {
      let change = Item(
        article: id, place: item.start..<max(item.start, item.end), kind: item.kind,
        before: before.errors[item], after: after.errors[item])
      let (then, now) = (Self.badness(change.before), Self.badness(change.after))
      if now < then { better.append(change) }
      if now > then { worse.append(change) }
    }
  }

  /// Right is best; found with a wrong part is better than missed or wrongly found.
  private static func badness(_ verdict: Outcome.Verdict?) -> Int {
    switch verdict {
    case nil, .right: 0
    case .missed, .spurious: 2
    default: 1
    }
  }

  /// What changed, for people, its lines ended by line feeds.
  ///
  /// - Parameter sentences: Finds the sentence around a place.
  public func text(_ sentences: ErrorListing.Sentences) -> String {
    var lines = [
      "compared on \(articles) articles",
      "".padded(to: 34) + "before  after   change       p",
    ]
    for change in changes where change.before != change.after {
      let difference = change.after - change.before
      lines.append(
        "  \(change.metric)".padded(to: 34) + change.before.fixed(3) + "   "
          + change.after.fixed(3) + "  " + (difference > 0 ? "+" : "") + difference.fixed(3)
          + "   " + change.significance.fixed(3).aligned(to: 6))
    }
    for (title, items) in [("better", better), ("worse", worse)] {
      lines.append("\(title): \(items.count)")
      lines += items.map { Self.line($0, sentences) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(_ item: Item, _ sentences: ErrorListing.Sentences) -> String {
    let sentence = sentences(item.article, item.place).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    let then = item.before?.rawValue ?? "right"
    let now = item.after?.rawValue ?? "right"
    let place = "\(item.article):\(item.place.lowerBound)-\(item.place.upperBound)"
    return "  \(place)  \(item.kind.rawValue): \(then) → \(now)  \(sentence)"
  }
}
