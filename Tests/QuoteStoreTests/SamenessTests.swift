import QuoteLinking
import QuoteRecords
import QuoteStore
import Testing

/// What a store holds is what linking all its articles at once gives.
@Suite("A store and a linker")
struct SamenessTests {
  private func linked(_ articles: [ArticleRecord], options: LinkOptions) throws -> [String] {
    var options = options
    options.singletons = true
    return contents(
      Linker(options: options, bits: try Files.words()).clusters(of: articles))
  }

  private func batches(_ articles: [ArticleRecord], _ random: inout SplitMix) -> [[StoreChange]] {
    var batches: [[StoreChange]] = []
    var rest = articles[...]
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...12, using: &random))
      batches.append(rest.prefix(count).map { .put($0) })
      rest = rest.dropFirst(count)
    }
    return batches
  }

  @Test("any order and any cut into batches gives the same clusters", arguments: 0..<12)
  func orders(seed: Int) throws {
    var room = Newsroom(seed: UInt64(seed), days: seed % 3 == 0 ? 90 : 28)
    let articles = room.articles(60)
    let options = LinkOptions(postings: seed % 2 == 0 ? 100 : 4)
    let expected = try linked(articles, options: options)
    #expect(expected.contains { $0.contains("\"kind\":\"claim\"") })
    var random = SplitMix(state: UInt64(seed) &+ 99)
    try Scratch.with { folder in
      for round in 0..<2 {
        let store = try QuoteStore(
          path: "\(folder)/\(round).db", .write, words: Files.words(), options: options)
        for batch in batches(articles.shuffled(using: &random), &random) {
          _ = try store.apply(batch)
        }
        let found = contents(try store.all(singletons: true))
        let (extra, missing) = (Set(found).subtracting(expected), Set(expected).subtracting(found))
        #expect(extra.sorted() == missing.sorted())
        #expect(found.count == expected.count)
      }
    }
  }

  @Test("removed and replaced articles leave what linking the rest gives", arguments: 0..<12)
  func changes(seed: Int) throws {
    var room = Newsroom(seed: UInt64(seed) &+ 500, days: 40)
    var articles = room.articles(50)
    let options = LinkOptions(postings: seed % 2 == 0 ? 100 : 4)
    var random = SplitMix(state: UInt64(seed) &+ 7)
    try Scratch.with { folder in
      let store = try QuoteStore(
        path: folder + "/quotes.db", .write, words: Files.words(), options: options)
      for batch in batches(articles, &random) { _ = try store.apply(batch) }
      for _ in 0..<6 {
        var changes: [StoreChange] = []
        for _ in 0..<6 {
          let place = Int.random(in: 0..<articles.count, using: &random)
          if Bool.random(using: &random) {
            articles[place] = room.article(articles[place].id)
            changes.append(.put(articles[place]))
          } else {
            changes.append(.remove(articles.remove(at: place).id))
          }
        }
        let report = try store.apply(changes)
        #expect(report.unknown.isEmpty)
        let expected = try linked(articles, options: options)
        let found = contents(try store.all(singletons: true))
        let (extra, missing) = (Set(found).subtracting(expected), Set(expected).subtracting(found))
        #expect(extra.sorted() == missing.sorted())
      }
    }
  }
}
