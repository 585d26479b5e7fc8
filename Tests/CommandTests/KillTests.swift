import Foundation
import QuoteLinking
import QuoteRecords
import QuoteStore
import Testing

/// Runs are killed while they add to a store. `QUOTEEX_KILLS` sets how often; `make kill-test`.
@Suite("A store whose runs are killed", .serialized)
struct KillTests {
  private static let batch = 20
  private static let articles = 600

  /// Articles that quote a few utterances in many ways; the same in every run.
  private static func records(seed: Int) -> [ArticleRecord] {
    let words = [
      "harbor", "ferry", "invoice", "council", "bridge", "tunnel", "survey", "lighthouse",
      "nobody", "patched", "contract", "auditor", "keeper", "pylon", "spring", "commission",
    ]
    var state = UInt64(truncatingIfNeeded: seed)
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let utterances = (0..<80).map { _ in (0..<16).map { _ in words[next(words.count)] } }
    return (0..<articles).map { number in
      var record = ArticleRecord(id: "a\(number)")
      record.published = "2031-05-\(10 + next(18))"
      var said = utterances[next(utterances.count)]
      if next(3) == 0 { said[next(said.count)] = words[next(words.count)] }
      if next(4) == 0 { said = Array(said.prefix(3 + next(6))) }
      let text = said.joined(separator: " ")
      let span = Span(start: 0, end: text.utf8.count, text: text)
      record.quotes = [
        QuoteRecord(
          id: "q0-\(span.end)", type: .direct, act: .speech, content: [span], certainty: .high,
          rule: "test")
      ]
      if next(2) == 0 {
        addClaim(worth: 100 + 10 * next(9), of: words[next(words.count)], to: &record)
      }
      return record
    }
  }

  /// Adds a claim of what a thing is worth.
  private static func addClaim(
    worth dollars: Int, of thing: String, to record: inout ArticleRecord
  ) {
    let (head, figure) = ("the auditor valued the \(thing) at ", "\(dollars) dollars")
    let text = head + figure
    var amount = AmountRecord(
      id: "a\(500 + head.utf8.count)", kind: "money",
      span: Span(start: 500 + head.utf8.count, end: 500 + text.utf8.count, text: figure),
      certainty: .high, rule: "test")
    (amount.value, amount.currency) = ("\(dollars)", "USD")
    amount.of = Span(start: 523, end: 523 + thing.utf8.count, text: thing)
    var claim = ClaimRecord(
      id: "c500", span: Span(start: 500, end: 500 + text.utf8.count, text: text), type: "quantity",
      asserter: ClaimRecord.article, certainty: .high, rule: "test")
    claim.predicate = Span(start: 512, end: 518, text: "valued")
    (claim.object, claim.amounts) = (amount.of, [amount.id])
    (record.amounts, record.claims) = ([amount], [claim])
  }

  @Test("leave it as after a whole batch, and what comes after makes it like a clean one")
  func kills() throws {
    let asked = ProcessInfo.processInfo.environment["QUOTEEX_KILLS"].flatMap { Int($0) }
    var left = asked ?? 12
    var random = SystemRandomNumberGenerator()
    var round = 0
    while left > 0 {
      round += 1
      try Scratch.with { (folder: String) throws in
        let lines = Self.records(seed: round).map { String(decoding: $0.json(), as: UTF8.self) }
        let input = try Scratch.write(lines.joined(separator: "\n"), "in.ndjson", in: folder)
        let clean = ["link", "--batch", "\(Self.batch)", "--store", folder + "/clean.db", input]
        let start = ContinuousClock.now
        #expect(try Command.run(clean).status == 0)
        let whole = (ContinuousClock.now - start) / .milliseconds(1)
        let path = folder + "/quotes.db"
        let arguments = ["link", "--batch", "\(Self.batch)", "--store", path, input]
        for _ in 0..<min(6, left) {
          left -= 1
          let moment = UInt32.random(in: 0...UInt32(whole), using: &random)
          _ = try Command.run(arguments, interruptAfter: moment, by: SIGKILL)
          try Self.check(path, "killed after \(moment) ms")
        }
        #expect(try Command.run(arguments).status == 0)
        let all = try Command.run(["link", "--store", path, "--all", "--singletons"])
        let expected = try Command.run(
          ["link", "--store", folder + "/clean.db", "--all", "--singletons"])
        #expect(all.output == expected.output)
      }
    }
  }

  private static func check(_ path: String, _ what: String) throws {
    // Killed before there was a table.
    guard FileManager.default.fileExists(atPath: path),
      let store = try? QuoteStore(path: path, .read, words: .byLength)
    else { return }
    #expect(try store.faults() == [], "\(what)")
    let count = try store.articleCount()
    #expect(count % batch == 0, "\(what): \(count) articles")
  }
}
