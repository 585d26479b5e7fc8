import QuoteEvaluation
import QuoteRecords
import Testing

/// Figures that were computed by hand.
@Suite("Scores of clusters")
struct ClusterScoreTests {
  private func mention(_ article: String, _ range: Range<Int> = 0..<10) -> LabeledClusters.Mention {
    LabeledClusters.Mention(article: article, range: range, publisher: "p\(article)")
  }

  private func cluster(_ id: String, _ places: (String, Range<Int>)...) -> ClusterRecord {
    ClusterRecord(
      id: id, wording: "",
      members: places.map { article, range in
        ClusterMember(
          article: article, item: "q", start: range.lowerBound, end: range.upperBound, text: "",
          relation: .exact)
      })
  }

  @Test("three of one quote and one alone, found as two pairs")
  func pairs() {
    let gold = LabeledClusters(
      clusters: [.init(id: "k", members: ["a", "b", "c"].map { mention($0) })],
      mentions: ["a", "b", "c", "d"].map { mention($0) },
      lookAlikes: [.init(mention("c"), mention("d")), .init(mention("a"), mention("d"))])
    let found = [
      cluster("1", ("a", 0..<10), ("b", 2..<10)), cluster("2", ("c", 0..<4), ("d", 0..<10)),
    ]
    let score = ClusterScorer(gold: gold, found: found).score()
    // Pairs: ab ac bc labeled, ab cd found, ab in both.
    #expect(score.pairs == Tally(labeled: 3, found: 2, right: 1))
    #expect(score.pairsAcrossArticles == score.pairs)
    #expect(score.pairsAcrossPublishers == score.pairs)
    // B³: a and b 1 and 2/3, c 1/2 and 1/3, d 1/2 and 1.
    #expect(abs(score.bCubed.precision - 0.75) < 1e-9)
    #expect(abs(score.bCubed.recall - 2.0 / 3) < 1e-9)
    #expect(score.bCubedLinked.count == 4)
    #expect(score.lookAlikes == Share(right: 1, total: 2))
    #expect(score.matched == 4)
  }

  @Test("a found member that covers less than half of the shorter span is another quote")
  func overlap() {
    let gold = LabeledClusters(
      clusters: [.init(id: "k", members: [mention("a"), mention("b")])])
    let near = [cluster("1", ("a", 5..<15), ("b", 5..<15))]
    let far = [cluster("1", ("a", 6..<16), ("b", 6..<16))]
    #expect(ClusterScorer(gold: gold, found: near).score().pairs.right == 1)
    #expect(ClusterScorer(gold: gold, found: far).score().matched == 0)
  }

  @Test("pairs within one article count, but not across")
  func withinOneArticle() {
    let gold = LabeledClusters(
      clusters: [.init(id: "k", members: [mention("a"), mention("a", 20..<30), mention("b")])])
    let found = [cluster("1", ("a", 0..<10), ("a", 20..<30))]
    let score = ClusterScorer(gold: gold, found: found).score()
    #expect(score.pairs == Tally(labeled: 3, found: 1, right: 1))
    #expect(score.pairsAcrossArticles == Tally(labeled: 2, found: 0, right: 0))
    #expect(score.figures()["links.pairs_across_articles.precision"] == 1)
  }

  @Test("nothing found has precision 1 and no recall")
  func nothing() {
    let gold = LabeledClusters(
      clusters: [.init(id: "k", members: [mention("a"), mention("b")])])
    let figures = ClusterScorer(gold: gold, found: []).score().figures()
    #expect(figures["links.pairs.precision"] == 1)
    #expect(figures["links.pairs.f1"] == 0)
  }

  @Test("clusters of claims are scored apart from those of quotes")
  func kinds() {
    let gold = LabeledClusters(clusters: [
      .init(id: "k", members: [mention("a"), mention("b")]),
      .init(id: "l", kind: "claim", members: [mention("a", 0..<40), mention("c", 0..<40)]),
    ])
    var claims = cluster("2", ("a", 0..<40), ("c", 0..<40))
    claims.kind = "claim"
    let found = [cluster("1", ("a", 0..<10), ("b", 0..<10)), claims]
    for kind in ["quote", "claim"] {
      let score = ClusterScorer(gold: gold, found: found, kind: kind).score()
      #expect(score.pairs == Tally(labeled: 1, found: 1, right: 1), "\(kind)")
    }
  }
}
