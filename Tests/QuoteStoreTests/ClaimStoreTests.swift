import QuoteLinking
import QuoteRecords
import QuoteStore
import Testing

/// What a town pays for a thing, as an article tells it.
private func article(
  _ id: String, dollars: Int, for thing: String = "foreign timber",
  published: String? = "2031-05-02", speaker: String? = nil
) -> ArticleRecord {
  var record = ArticleRecord(id: id)
  (record.outlet, record.published) = ("The \(id)", published)
  let sentence = "The town imposed duties on \(dollars) dollars worth of \(thing) at its harbor."
  func span(_ text: String) -> Span {
    let start = sentence.range(of: text).map {
      sentence.unicodeScalars.distance(from: sentence.startIndex, to: $0.lowerBound)
    }
    return Span(start: start ?? 0, end: (start ?? 0) + text.unicodeScalars.count, text: text)
  }
  var amount = AmountRecord(
    id: "a27", kind: "money", span: span("\(dollars) dollars"), certainty: .high, rule: "test")
  (amount.value, amount.currency, amount.of) = ("\(dollars)", "USD", span(thing))
  var claim = ClaimRecord(
    id: "c0", span: span(sentence), type: "quantity", asserter: speaker == nil ? "article" : "s0",
    certainty: .high, rule: "test")
  (claim.subject, claim.predicate) = (span("The town"), span("imposed"))
  (claim.object, claim.amounts) = (amount.of, [amount.id])
  (record.amounts, record.claims) = ([amount], [claim])
  if let speaker {
    record.speakers = [
      SpeakerRecord(id: "s0", name: speaker, named: true, kind: .person, mentions: [])
    ]
  }
  return record
}

@Suite("Claims in a store")
struct ClaimStoreTests {
  private func with(_ body: (QuoteStore) throws -> Void) throws {
    try Scratch.with { folder in
      try body(QuoteStore(path: folder + "/quotes.db", .write, words: Files.words()))
    }
  }

  @Test("one figure told by two is one cluster; another one stands beside it")
  func figures() throws {
    try with { store in
      _ = try store.apply([.put(article("gazette", dollars: 250_000_000))])
      #expect(try store.all() == [])
      let report = try store.apply([.put(article("post", dollars: 250_000_000))])
      #expect(report.clusters.count == 1)
      let first = try #require(store.all().first)
      #expect((first.kind, first.members.map(\.article)) == ("claim", ["gazette", "post"]))
      _ = try store.apply([.put(article("courier", dollars: 260_000_000, published: "2031-05-04"))])
      let second = try #require(store.all().first)
      #expect(second.id == first.id)
      #expect(
        second.figures == [
          ClusterFigure(value: "250000000", currency: "USD", members: 2),
          ClusterFigure(value: "260000000", currency: "USD", members: 1),
        ])
      let listed = try store.summaries(ClusterList(kind: .claim, conflicts: true))
      #expect(listed.map(\.figures) == ["250000000 USD (2); 260000000 USD (1)"])
      #expect(try store.summaries(ClusterList(kind: .quote)) == [])
      #expect(try store.faults() == [])
    }
  }

  @Test("a claim that is replaced or removed leaves its cluster, whose id stays")
  func leaving() throws {
    try with { store in
      let articles = ["gazette", "post", "courier"].map { article($0, dollars: 250_000_000) }
      _ = try store.apply(articles.map(StoreChange.put))
      let id = try #require(store.all().first?.id)
      _ = try store.apply([.put(article("gazette", dollars: 7000, for: "pencils"))])
      #expect(try store.all().map(\.id) == [id])
      #expect(try store.all().first?.members.map(\.article) == ["courier", "post"])
      _ = try store.apply([.remove("post")])
      #expect(try store.all() == [])
      _ = try store.apply([.remove("gazette"), .remove("courier")])
      #expect(try store.articleCount() == 0)
      #expect(try store.faults() == [])
    }
  }

  @Test("adding an article with claims again changes nothing")
  func again() throws {
    try with { store in
      let changes = ["a", "b"].map { StoreChange.put(article($0, dollars: 4_100_000)) }
      _ = try store.apply(changes)
      let before = try store.all()
      let report = try store.apply(changes)
      #expect((report.unchanged, report.clusters) == (2, []))
      #expect(try store.all() == before)
    }
  }

  @Test("claims are found by words, asserter, outlet and date, beside the figures of their cluster")
  func search() throws {
    try with { store in
      _ = try store.apply([
        .put(article("gazette", dollars: 250_000_000, speaker: "Lena Ortiz")),
        .put(article("post", dollars: 260_000_000, published: "2031-05-03")),
        .put(article("courier", dollars: 5_000_000, for: "school chairs", published: nil)),
      ])
      func found(_ words: [String], _ set: (inout QuoteSearch) -> Void = { _ in }) throws
        -> [String]
      {
        var search = QuoteSearch(words: words)
        set(&search)
        return try store.claims(search).map(\.article)
      }
      #expect(try found([]) == ["post", "gazette", "courier"])
      #expect(try found(["timber"]) == ["post", "gazette"])
      #expect(try found(["school chairs"]) == ["courier"])
      #expect(try found(["ferry"]) == [])
      #expect(try found([]) { $0.speaker = "ortiz" } == ["gazette"])
      #expect(try found([]) { $0.outlet = "The post" } == ["post"])
      #expect(try found([]) { $0.since = "2031-05-03" } == ["post"])
      let claims = try store.claims(QuoteSearch(words: ["timber"]))
      #expect(claims.map(\.figure) == ["260000000 USD", "250000000 USD"])
      #expect(Set(claims.map(\.figures)) == ["250000000 USD (1); 260000000 USD (1)"])
      #expect(Set(claims.map(\.cluster)).count == 1)
    }
  }
}
