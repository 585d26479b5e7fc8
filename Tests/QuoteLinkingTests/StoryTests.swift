import Foundation
import QuoteRecords
import Testing

@testable import QuoteLinking

@Suite("Stories told by several outlets")
struct StoryTests {
  static let names = ["harbor", "slogan", "speakers", "undated"]

  @Test("cluster as labeled", arguments: names)
  func labeled(name: String) throws {
    let story = try Story(Files.json("stories/\(name).json"))
    let clusters = Linker(bits: try Files.bits()).clusters(of: story.articles)
    #expect(clusters.map { $0.members.map(story.label) } == story.expected.map(\.members))
    for (cluster, expected) in zip(clusters, story.expected) {
      #expect(cluster.members.map(\.relation.rawValue) == expected.relations, "\(cluster.wording)")
      #expect(cluster.speakerConflict == expected.conflict, "\(cluster.wording)")
      #expect(cluster.anonymousInSome == expected.anonymous, "\(cluster.wording)")
    }
  }

  @Test("any order of the articles gives the same bytes", arguments: names)
  func orders(name: String) throws {
    let story = try Story(Files.json("stories/\(name).json"))
    let linker = Linker(bits: try Files.bits())
    let expected = linker.clusters(of: story.articles).map { $0.json() }
    var random = SplitMix(state: 3)
    for _ in 0..<8 {
      let shuffled = story.articles.shuffled(using: &random)
      #expect(linker.clusters(of: shuffled).map { $0.json() } == expected)
    }
  }

  @Test("an article that comes twice counts once", arguments: names)
  func twice(name: String) throws {
    let story = try Story(Files.json("stories/\(name).json"))
    let linker = Linker(bits: try Files.bits())
    let clusters = linker.clusters(of: story.articles + story.articles)
    #expect(clusters == linker.clusters(of: story.articles))
  }

  @Test("offsets in another unit give the same clusters", arguments: [OffsetUnit.utf8, .utf16])
  func units(unit: OffsetUnit) throws {
    let story = try Story(Files.json("stories/harbor.json"))
    let linker = Linker(bits: try Files.bits())
    let expected = linker.clusters(of: story.articles).map(\.id)
    let converted = story.articles.map { convert($0, to: unit) }
    #expect(linker.clusters(of: converted).map(\.id) == expected)
  }

  @Test("the first, the outlets, the articles and the speakers are counted")
  func counts() throws {
    let story = try Story(Files.json("stories/harbor.json"))
    let cluster = try #require(
      Linker(bits: try Files.bits()).clusters(of: story.articles).dropFirst().first)
    #expect(cluster.id.hasPrefix("k") && cluster.id.count == 17)
    #expect((cluster.outlets, cluster.articles) == (3, 3))
    #expect(cluster.firstArticle == "courier-1")
    #expect(cluster.firstPublished == "2031-05-02T08:00:00Z")
    let speakers = [
      ClusterSpeaker(name: "Lena Ortiz", members: 2), ClusterSpeaker(name: "Ortiz", members: 1),
    ]
    #expect(cluster.speakers == speakers)
    #expect(cluster.aliases == [])
  }

  @Test("who repeats whose version is told by the first that differs in the same words")
  func precedents() throws {
    let whole = "We will close the northern tunnel in November and reroute every freight train."
    let changed = whole.replacing("close", with: "sell")
    let told = [
      ("courier", whole, "2031-05-02"), ("post", changed, "2031-05-03"),
      ("herald", whole, "2031-05-04"),
      ("gazette", changed, "2031-05-05"),
      ("echo", whole.replacing("every", with: "no"), "2031-05-06"),
    ].map { article($0.0, $0.1, published: $0.2) }
    let cluster = try #require(Linker(bits: try Files.bits()).clusters(of: told).first)
    #expect(cluster.members.map(\.relation) == [.exact, .altered, .exact, .altered, .altered])
    #expect(cluster.precedents == [nil, nil, nil, 1, nil])
    #expect(cluster.firstArticle == "courier")
  }

  @Test("clusters of one come only where they are asked for")
  func singletons() {
    let single = [article("a", "Nobody else has ever said these seven words.")]
    #expect(Linker().clusters(of: single).isEmpty)
    let clusters = Linker(options: LinkOptions(singletons: true)).clusters(of: single)
    #expect(clusters.map(\.members.count) == [1])
    #expect(clusters.map(\.outlets) == [1])
  }

  private func convert(_ article: ArticleRecord, to unit: OffsetUnit) -> ArticleRecord {
    var article = article
    article.offsetUnit = unit
    guard let text = article.text else { return article }
    let scalars = Array(text.unicodeScalars)
    func position(_ place: Int) -> Int {
      scalars[..<place].reduce(0) {
        $0 + (unit == .utf8 ? UTF8.width($1) : UTF16.width($1))
      }
    }
    for index in article.quotes.indices {
      for part in article.quotes[index].content.indices {
        let span = article.quotes[index].content[part]
        article.quotes[index].content[part].start = position(span.start)
        article.quotes[index].content[part].end = position(span.end)
      }
      article.quotes[index].quoted = article.quotes[index].content
    }
    return article
  }
}

/// A story file: articles, and the clusters that they have.
struct Story {
  struct Expected {
    var members: [String]
    var relations: [String]
    var conflict: Bool
    var anonymous: Bool
  }

  private(set) var articles: [ArticleRecord] = []
  private(set) var expected: [Expected] = []

  init(_ value: JSONValue) {
    for entry in value["articles"]?.array ?? [] {
      let quotes = (entry["quotes"]?.array ?? []).map { quote in
        (
          text: quote["text"]?.string ?? "", speaker: quote["speaker"]?.string,
          named: quote["named"] != .bool(false),
          type: QuoteType(rawValue: quote["type"]?.string ?? "direct")
        )
      }
      articles.append(
        article(
          entry["id"]?.string ?? "", outlet: entry["outlet"]?.string,
          published: entry["published"]?.string, text: entry["text"]?.string ?? "",
          quotes: quotes))
      for (place, quote) in (entry["quotes"]?.array ?? []).enumerated() {
        if let clause = quote["clause"]?.string { setClause(clause, of: place) }
      }
    }
    for entry in value["clusters"]?.array ?? [] {
      expected.append(
        Expected(
          members: entry["members"]?.array?.compactMap(\.string) ?? [],
          relations: entry["relations"]?.array?.compactMap(\.string) ?? [],
          conflict: entry["conflict"] == .bool(true),
          anonymous: entry["anonymous"] == .bool(true)))
    }
  }

  /// Makes a clause the content of a quote of the last article, around its quoted words.
  private mutating func setClause(_ clause: String, of place: Int) {
    let last = articles.count - 1
    let span = articles[last].quotes[place].content[0]
    guard let range = clause.range(of: span.text) else { return }
    let before = clause.unicodeScalars.distance(from: clause.startIndex, to: range.lowerBound)
    let start = 1000 * (place + 1)
    articles[last].quotes[place].content = [
      Span(start: start, end: start + clause.unicodeScalars.count, text: clause)
    ]
    articles[last].quotes[place].quoted = [
      Span(
        start: start + before, end: start + before + span.text.unicodeScalars.count,
        text: span.text)
    ]
  }

  /// `article/number of the quote`.
  func label(_ member: ClusterMember) -> String {
    let article = articles.first { $0.id == member.article }
    let place = article?.quotes.firstIndex { $0.id == member.item } ?? -1
    return "\(member.article)/\(place)"
  }
}
