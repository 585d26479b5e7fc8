import Foundation
import QuoteRecords
import Testing

@testable import QuoteLinking

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Hash.mix(state)
  }
}

@Suite("Linking under random and bad input")
struct PropertyTests {
  @Test("nothing in, nothing out", arguments: ["", " ", "…", "“”", "—!?"])
  func empty(text: String) {
    #expect(Linker().clusters(of: []).isEmpty)
    #expect(Linker().clusters(of: [article("a", text), article("b", text)]).isEmpty)
  }

  @Test("every member is a quote of the input, in one cluster alone, and orders do not matter")
  func partition() throws {
    var random = SplitMix(state: 5)
    let linker = Linker(bits: try Files.bits())
    for round in 0..<12 {
      let articles = (0..<20).map { Self.randomArticle("r\(round)-\($0)", &random) }
      let clusters = linker.clusters(of: articles)
      var seen: Set<String> = []
      for member in clusters.flatMap(\.members) {
        let article = try #require(articles.first { $0.id == member.article })
        let span = article.quotes.first { $0.id == member.item }?.content.first
        #expect(span?.text == member.text)
        #expect(seen.insert("\(member.article) \(member.item)").inserted)
      }
      #expect(linker.clusters(of: articles.shuffled(using: &random)) == clusters)
    }
  }

  @Test("a quote of many words is linked to its equal and to one with a word changed")
  func long() throws {
    let words = (0..<20_000).map { "w\($0 % 977)x\($0 % 13)" }
    var changed = words
    changed[9_000] = "other"
    let clusters = Linker().clusters(of: [
      article("a", words.joined(separator: " ")), article("b", words.joined(separator: " ")),
      article("c", changed.joined(separator: " ")),
    ])
    #expect(clusters.map { $0.members.map(\.relation) } == [[.exact, .exact, .altered]])
    #expect(clusters.first?.members.last?.diff.map(\.member) == ["other"])
  }

  @Test("a quote of a hundred thousand words is linked to its equal, and to what leaves a word out")
  func veryLong() throws {
    let words = (0..<100_000).map { "w\($0 % 9_973)x\($0 % 7)" }
    var shorter = words
    shorter.remove(at: 70_000)
    let clusters = Linker().clusters(of: [
      article("a", words.joined(separator: " ")), article("b", words.joined(separator: " ")),
      article("c", shorter.joined(separator: " ")),
    ])
    #expect(clusters.map(\.members.count) == [3])
    #expect(clusters.first?.members.first?.relation == .exact)
  }

  @Test("quotes of one word are of one utterance only with the same words around")
  func oneWord() {
    let apart = ["a", "b", "c"].map { article($0, "Nonsense.") }
    #expect(Linker().clusters(of: apart).isEmpty)
    let text = "The mayor called it \u{201C}nonsense\u{201D} twice on Monday."
    let together = ["a", "b"].map { id in
      article(
        id, published: "2031-05-02", text: text, quotes: [("nonsense", nil, false, .direct)])
    }
    #expect(Linker().clusters(of: together).map(\.members.count) == [2])
  }

  @Test("texts that all share a run of words are compared a bounded number of times, which is told")
  func bounded() {
    let run = "zebra quartz fjord vivid"
    let articles = (0..<1500).map { number in
      let own = (0..<8).map { "w\(number)y\($0)" }.joined(separator: " ")
      return article("a\(number)", "\(run) \(own)")
    }
    var session = Linker().session()
    for article in articles { session.add(article) }
    let linked = session.linked()
    #expect(linked.report.stockRuns > 0)
    #expect(linked.report.comparisons < articles.count * 8)
    #expect(session.clusters() == linked.clusters)
    let small = Linker().session().linked().report
    #expect(small.stockRuns == 0 && small.comparisons == 0)
  }

  /// A million with `QUOTEEX_REPEATS=1000000`.
  @Test("one quote in thousands of articles is one cluster, and nothing is compared")
  func repeated() {
    let asked = ProcessInfo.processInfo.environment["QUOTEEX_REPEATS"].flatMap { Int($0) }
    let count = asked ?? 5000
    var session = Linker().session()
    for number in 0..<count {
      session.add(
        article("a\(number)", "The commission buried the survey in an appendix nobody was shown."))
    }
    let linked = session.linked()
    #expect(linked.clusters.map(\.members.count) == [count])
    #expect(linked.clusters.map(\.articles) == [count])
    #expect(linked.report == LinkReport())
  }

  @Test("near-duplicates beyond the limits are still found, with bounded work")
  func adversarial() throws {
    let articles = (0..<400).map { number in
      article(
        "a\(number)",
        "The commission buried the survey in an appendix, \(number) copies of which were "
          + "shredded before the auditors could read a page of the cracked pylons report.")
    }
    let options = LinkOptions(postings: 20)
    let clusters = Linker(options: options, bits: try Files.bits()).clusters(of: articles)
    #expect(clusters.map(\.members.count) == [400])
  }

  @Test("missing dates and outlets are no fault")
  func missing() {
    let text = "The lighthouse keeper retires in spring and nobody has applied for the post."
    let records = ["a", "b"].map { article($0, text, published: $0 == "a" ? nil : "someday") }
    let clusters = Linker().clusters(of: records)
    #expect(clusters.map { $0.members.map(\.published) } == [[nil, "someday"]])
    #expect(clusters.map(\.firstPublished) == [nil])
  }

  @Test("overlapping quotes of one article are not linked to each other")
  func overlapping() {
    let text = "It was, as they say, a monument to wishful thinking and we paid for it all."
    var record = article("a", text)
    var inner = record.quotes[0]
    inner.id = "inner"
    inner.content = [Span(start: 22, end: 52, text: "a monument to wishful thinking")]
    record.quotes.append(inner)
    #expect(Linker().clusters(of: [record]).isEmpty)
  }

  @Test("a quote within a quote is no member of the cluster that the outer one is in")
  func nested() {
    let text = "He told me that the bridge over the harbor will never be sold to anyone and left."
    var record = article("a", text)
    var inner = record.quotes[0]
    inner.id = "inner"
    inner.content = [Span(start: 16, end: 71, text: String(text.dropFirst(16).prefix(55)))]
    record.quotes.append(inner)
    let clusters = Linker().clusters(of: [record, article("b", text)])
    #expect(clusters.map { $0.members.map(\.article) } == [["a", "b"]])
    #expect(!clusters.contains { $0.members.contains { $0.item == "inner" } })
  }

  @Test("indirect quotes have no words of their own to link")
  func indirect() {
    let text = "the lighthouse keeper would retire in spring and nobody had applied for the post"
    var records = [article("a", text), article("b", text)]
    for index in records.indices {
      records[index].quotes[0].type = .indirect
      records[index].quotes[0].quoted = []
    }
    #expect(Linker().clusters(of: records).isEmpty)
  }

  private static func randomArticle(_ id: String, _ random: inout SplitMix) -> ArticleRecord {
    let day = Int.random(in: 1...28, using: &random)
    let names: [String?] = [nil, "Lena Ortiz", "Omar Reed"]
    let quotes = (0..<Int.random(in: 0...4, using: &random)).map { _ in
      (
        text: sentence(&random), speaker: names.randomElement(using: &random) ?? nil, named: true,
        type: QuoteType.direct
      )
    }
    return article(
      id, outlet: "O\(day % 3)", published: "2031-05-\(day < 10 ? "0" : "")\(day)", quotes: quotes)
  }

  /// Pieces of a few sentences, changed a little, so that many are near each other.
  private static func sentence(_ random: inout SplitMix) -> String {
    let stock = [
      "the commission buried the survey in an appendix that nobody was ever shown",
      "we will close the northern tunnel in November and reroute every freight train",
      "a lot of people", "[the mayor] is … a stranger to arithmetic", "back end backend 5% $3",
    ]
    var words = (stock.randomElement(using: &random) ?? "").split(separator: " ")
    if Bool.random(using: &random) { words.removeFirst(min(words.count - 1, 3)) }
    if Bool.random(using: &random) { words.insert("really", at: words.count / 2) }
    if Bool.random(using: &random) { words += words }
    return words.joined(separator: " ")
  }
}
