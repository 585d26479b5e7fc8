import QuoteEvaluation
import Testing

@Test func anArticleKeepsItsLabels() {
  #expect(LabeledArticle(id: "a", text: nil, labels: []).labels.isEmpty)
}
