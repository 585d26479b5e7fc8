import Foundation
import QuoteLinking
import QuoteRecords
import QuoteStore
import Testing

/// An article with one direct quote.
private func article(
  _ id: String, _ words: String, published: String? = "2031-05-02", speaker: String? = nil
) -> ArticleRecord {
  var record = ArticleRecord(id: id)
  (record.outlet, record.published) = ("Gazette", published)
  let span = Span(start: 0, end: words.unicodeScalars.count, text: words)
  var quote = QuoteRecord(
    id: "q0-\(span.end)", type: .direct, act: .speech, content: [span], certainty: .high, rule: "")
  if let speaker {
    quote.speakers = ["s"]
    record.speakers = [
      SpeakerRecord(id: "s", name: speaker, role: "Mayor", named: true, kind: .person, mentions: [])
    ]
  }
  record.quotes = [quote]
  return record
}

private let bridge = "We have patched this old bridge for the very last time, and the work starts."

@Suite("A store")
struct StoreTests {
  private func with<Result>(_ body: (QuoteStore, String) throws -> Result) throws -> Result {
    try Scratch.with { folder in
      let path = folder + "/quotes.db"
      return try body(QuoteStore(path: path, .write, words: Files.words()), path)
    }
  }

  @Test("adding an article again changes nothing")
  func again() throws {
    try with { (store: QuoteStore, _: String) throws in
      let changes = [article("a", bridge), article("b", bridge)].map(StoreChange.put)
      #expect(try store.apply(changes).added == 2)
      let before = try store.all(singletons: true)
      let report = try store.apply(changes)
      #expect((report.added, report.unchanged, report.replaced) == (0, 2, 0))
      #expect(try store.all(singletons: true) == before)
      var changed: [ClusterRecord] = []
      try store.clusters(.changed(report), singletons: true) {
        changed.append($0)
        return true
      }
      #expect(changed == [])
    }
  }

  @Test("a cluster's id stays when an earlier member comes, and when its seed goes")
  func ids() throws {
    try with { (store: QuoteStore, _: String) throws in
      _ = try store.apply([.put(article("a", bridge)), .put(article("b", bridge))])
      let id = try #require(store.all().first?.id)
      _ = try store.apply([.put(article("c", bridge, published: "2031-05-01"))])
      #expect(try store.all().map(\.id) == [id])
      #expect(try store.all().first?.members.map(\.article) == ["c", "a", "b"])
      _ = try store.apply([.remove("a")])
      #expect(try store.all().map(\.id) == [id])
    }
  }

  @Test("the id of one that was alone is that of the cluster it begins")
  func single() throws {
    try with { (store: QuoteStore, _: String) throws in
      _ = try store.apply([.put(article("b", bridge))])
      let id = try #require(store.all(singletons: true).first?.id)
      _ = try store.apply([.put(article("a", bridge, published: "2031-05-01"))])
      #expect(try store.all().map(\.id) == [id])
    }
  }

  @Test("where clusters merge the older id stays, and the other is an alias")
  func merge() throws {
    let one = "the harbor commission buried its survey in an appendix that nobody was shown"
    let two = "and the ferry company was paid twice for boats that never left their berths"
    try with { (store: QuoteStore, _: String) throws in
      _ = try store.apply([.put(article("a", one)), .put(article("b", one))])
      _ = try store.apply([.put(article("c", two)), .put(article("d", two))])
      let ids = try store.all().map(\.id)
      #expect(ids.count == 2)
      _ = try store.apply([.put(article("e", one + " " + two))])
      #expect(try store.all().map(\.id) == [ids[0]])
      #expect(try store.all().map(\.aliases) == [[ids[1]]])
      _ = try store.apply([.remove("e")])
      #expect(try store.all().count == 2)
      #expect(try store.all().first?.id == ids[0])
    }
  }

  @Test("removing what is not there is told")
  func unknown() throws {
    try with { (store: QuoteStore, _: String) throws in
      #expect(try store.apply([.remove("nobody")]).unknown == ["nobody"])
    }
  }

  @Test(
    "odd quotes do no harm",
    arguments: [
      "", "…", "great", String(repeating: "word salad again ", count: 20_000), "\u{0} \u{FEFF}",
    ])
  func odd(words: String) throws {
    try with { (store: QuoteStore, _: String) throws in
      let articles = (0..<3).map { article("a\($0)", words, published: $0 == 0 ? nil : "someday") }
      _ = try store.apply(articles.map(StoreChange.put))
      let expected = Linker(options: LinkOptions(singletons: true), bits: try Files.words())
        .clusters(of: articles)
      #expect(contents(try store.all(singletons: true)) == contents(expected))
      #expect(try store.faults() == [])
    }
  }

  @Test("the same quote many times is one cluster, however it is cut into batches")
  func many() throws {
    try with { (store: QuoteStore, _: String) throws in
      for batch in 0..<8 {
        let articles = (0..<50).map { number in
          let day = (batch * 7 + number) % 28 + 1
          return article(
            "a\(batch)-\(number)", bridge, published: "2031-05-\(day < 10 ? "0" : "")\(day)",
            speaker: number % 3 == 0 ? "Lena Ortiz" : nil)
        }
        _ = try store.apply(articles.map(StoreChange.put))
      }
      #expect(try store.all(singletons: true).map(\.members.count) == [400])
    }
  }

  @Test("texts that all share a run of words are compared a bounded number of times, which is told")
  func bounded() throws {
    try with { (store: QuoteStore, _: String) throws in
      var report = StoreReport()
      for batch in 0..<4 {
        let articles = (0..<100).map { number in
          let own = (0..<8).map { "w\(batch)x\(number)y\($0)" }.joined(separator: " ")
          return article("a\(batch)-\(number)", "zebra quartz fjord vivid \(own)")
        }
        report.add(try store.apply(articles.map(StoreChange.put)))
      }
      #expect(report.stockRuns > 0)
      #expect(report.comparisons < 400 * 60)
      #expect(try store.all().isEmpty)
    }
  }

  @Test("two runs that add at once both add whole batches")
  func together() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "quotes.db").path
    let words = try Files.words()
    _ = try QuoteStore(path: path, .write, words: words)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for run in 0..<2 {
        group.addTask {
          let store = try QuoteStore(path: path, .write, words: words)
          var room = Newsroom(seed: UInt64(run) &+ 40)
          for batch in 0..<6 {
            _ = try store.apply(room.articles(8, prefix: "r\(run)b\(batch)-").map { .put($0) })
          }
        }
      }
      try await group.waitForAll()
    }
    let store = try QuoteStore(path: path, .read, words: words)
    #expect(try store.articleCount() == 96)
    #expect(try store.faults() == [])
    var articles: [ArticleRecord] = []
    for run in 0..<2 {
      var room = Newsroom(seed: UInt64(run) &+ 40)
      for batch in 0..<6 { articles += room.articles(8, prefix: "r\(run)b\(batch)-") }
    }
    #expect(contents(try store.all()) == contents(Linker(bits: words).clusters(of: articles)))
  }

  @Test("quotes are found by words, speaker, outlet, date and anonymity")
  func search() throws {
    try with { (store: QuoteStore, _: String) throws in
      _ = try store.apply([
        .put(article("a", "The café by the harbor is full.", speaker: "Lena Ortiz")),
        .put(article("b", "The harbor café is \"full\".", published: "2031-06-01")),
      ])
      func found(_ words: [String], _ set: (inout QuoteSearch) -> Void = { _ in }) throws
        -> [String]
      {
        var search = QuoteSearch(words: words)
        set(&search)
        return try store.quotes(search).map(\.article)
      }
      #expect(try found([]) == ["b", "a"])
      #expect(try found(["CAFE"]) == ["b", "a"])
      #expect(try found(["harbor cafe"]) == ["b"])
      #expect(try found(["\"", "full"]) == ["b", "a"])
      #expect(try found(["ferry"]) == [])
      #expect(try found([]) { $0.speaker = "ortiz" } == ["a"])
      #expect(try found([]) { $0.outlet = "Post" } == [])
      #expect(try found([]) { $0.since = "2031-05-03" } == ["b"])
      #expect(try found([]) { $0.until = "2031-05-03" } == ["a"])
      #expect(try found([]) { $0.anonymous = true } == [])
    }
  }

  @Test("clusters are listed, largest or newest first, or those with a conflict")
  func list() throws {
    let other = "Nobody on this council has read the contract that all of us were asked to sign."
    try with { (store: QuoteStore, _: String) throws in
      _ = try store.apply([
        .put(article("a", bridge)), .put(article("b", bridge)), .put(article("c", bridge)),
        .put(article("d", other + " It is long enough to be told apart.", speaker: "Lena Ortiz")),
        .put(
          article(
            "e", other + " It is long enough to be told apart.", published: "2031-07-01",
            speaker: "Omar Reed")),
      ])
      let largest = try store.summaries(ClusterList())
      #expect(largest.map(\.members) == [3, 2])
      #expect(try store.summaries(ClusterList(order: .newest)).map(\.members) == [2, 3])
      #expect(try store.summaries(ClusterList(conflicts: true)).map(\.conflict) == [true])
    }
  }
}
