import QuoteLinking
import QuoteRecords
import QuoteStore
import Testing

/// Short words that are said again and again, over many weeks, alone and within longer ones: of
/// these a store loads only what is near in time.
@Suite("Slogans in a store")
struct SloganTests {
  private static let slogans = [
    "build the harbor wall", "patch that old lighthouse", "seven bridges every summer now",
    "no more timber duties for anybody",
  ]
  private static let frames = [
    ("", ""), ("", ""), ("", ""), ("we will ", " before the winter comes to this town"),
    ("nobody ever asked us to ", " and then to leave"), ("they told the council ", ""),
  ]
  private static let leads = ["The mayor said on Monday: ", "In the rain they sang: ", "Again: "]
  private static let tails = [" And the crowd went home.", " The band played on.", ""]

  private func article(
    _ id: String, days: Int, undated: Int, _ random: inout SplitMix
  ) -> ArticleRecord {
    var record = ArticleRecord(id: id)
    if Int.random(in: 0..<100, using: &random) >= undated {
      let day = Int.random(in: 0..<days, using: &random)
      let (month, date) = (day / 28 % 12 + 101, day % 28 + 101)
      record.published = "\(2031 + day / 336)-\("\(month)".dropFirst())-\("\(date)".dropFirst())"
    }
    var text = ""
    for number in 0...Int.random(in: 0...1, using: &random) {
      let slogan = Self.slogans.randomElement(using: &random) ?? ""
      let frame = Self.frames.randomElement(using: &random) ?? ("", "")
      let words = frame.0 + slogan + frame.1
      text += Self.leads.randomElement(using: &random) ?? ""
      let start = text.unicodeScalars.count
      text += words
      let span = Span(start: start, end: text.unicodeScalars.count, text: words)
      text += Self.tails.randomElement(using: &random) ?? ""
      var quote = QuoteRecord(
        id: "q\(start)", type: .direct, act: .speech, content: [span], certainty: .high,
        rule: "test")
      quote.quoted = [span]
      if Int.random(in: 0..<3, using: &random) == 0 {
        let name = ["Lena Ortiz", "Omar Reed"].randomElement(using: &random) ?? ""
        record.speakers.append(
          SpeakerRecord(id: "s\(number)", name: name, named: true, kind: .person, mentions: []))
        quote.speakers = ["s\(number)"]
      }
      record.quotes.append(quote)
    }
    record.text = text
    return record
  }

  /// Dates from few days to two years, with articles that have none and without.
  @Test("a slogan that comes again is linked as if all were linked at once", arguments: 0..<9)
  func coming(seed: Int) throws {
    var random = SplitMix(state: UInt64(seed) &+ 71)
    let (days, undated) = ([60, 250, 600][seed % 3], seed < 6 ? 0 : 3)
    var options = LinkOptions(postings: seed % 2 == 0 ? 100 : 4)
    options.singletons = true
    var articles: [ArticleRecord] = []
    try Scratch.with { folder in
      let store = try QuoteStore(
        path: folder + "/quotes.db", .write, words: Files.words(), options: options)
      for round in 0..<24 {
        var changes: [StoreChange] = []
        for number in 0..<(round < 12 ? 12 : 3) {
          let new = article("a\(round)-\(number)", days: days, undated: undated, &random)
          articles.append(new)
          changes.append(.put(new))
        }
        if round % 5 == 4 {
          let place = Int.random(in: 0..<articles.count, using: &random)
          changes.append(.remove(articles.remove(at: place).id))
        } else if round % 5 == 3 {
          let place = Int.random(in: 0..<articles.count, using: &random)
          articles[place] = article(articles[place].id, days: days, undated: undated, &random)
          changes.append(.put(articles[place]))
        }
        _ = try store.apply(changes)
        guard round >= 11 else { continue }
        let expected = contents(
          Linker(options: options, bits: try Files.words()).clusters(of: articles))
        let found = contents(try store.all(singletons: true))
        let (extra, missing) = (Set(found).subtracting(expected), Set(expected).subtracting(found))
        #expect(extra.sorted() == missing.sorted())
        #expect(found.count == expected.count)
      }
    }
  }
}
