import Foundation
import QuoteExtraction
import QuoteRecords
import RuleEngine
import Testing

/// The labeled articles of `corpus/`, and how well the extractor does on them.
@Suite("The corpus")
struct CorpusTests {
  static let folder = AmountTestKit.root.appending(path: "corpus")
  static let articles = Result { try CorpusArticle.all(in: folder.appending(path: "en")) }

  private struct Floor: Decodable {
    var floor: Double
    var why: String
  }

  @Test("there are ten articles or more, and each is listed with its outlet")
  func isListed() throws {
    let articles = try Self.articles.get()
    #expect(articles.count >= 10)
    let listed = try CorpusArticle.table(Self.folder.appending(path: "en/articles.tsv"))
    #expect(listed.compactMap(\.first) == articles.map(\.id))
    #expect(listed.allSatisfy { $0.count == 4 && !$0.contains("") })
  }

  @Test("every speaker that a label names is declared, and every declared one speaks")
  func speakersAreDeclared() throws {
    for article in try Self.articles.get() {
      let named = Set(article.quotes.compactMap(\.speaker))
      #expect(named == Set(article.speakers.keys), "\(article.id)")
    }
  }

  @Test("the marks of a quote belong together, and the roles and values are known")
  func marksAreConsistent() throws {
    for article in try Self.articles.get() {
      #expect(article.faults.isEmpty, "\(article.id): \(article.faults.joined(separator: "; "))")
    }
  }

  @Test("quotes, speakers, markers and amounts are found as well as the floors say")
  func reachesFloors() throws {
    let source = try PackSource.directory(AmountTestKit.root.appending(path: "models/en").path)
    let extractor = try Extractor(
      pack: RulePack(stack: [source], schema: .news), language: "en",
      options: .init(offsets: .utf8), release: "test")
    var score = CorpusScore()
    for article in try Self.articles.get() {
      score.add(article, extractor.extract(Article(id: article.id, text: article.text.plain)))
    }
    let floors = try JSONDecoder().decode(
      [String: Floor].self, from: Data(contentsOf: Self.folder.appending(path: "floors.json")))
    #expect(Set(floors.keys) == Set(score.tallies.keys))
    for (what, tally) in score.tallies.sorted(by: { $0.key < $1.key }) {
      let floor = try #require(floors[what])
      #expect(!floor.why.isEmpty)
      let differences = score.differences[what] ?? []
      #expect(
        tally.f1 >= floor.floor,
        "\(what): \(tally), floor \(floor.floor)\n\(differences.joined(separator: "\n"))")
    }
  }
}
