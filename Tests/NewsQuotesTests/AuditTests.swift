import NewsQuotes
import Testing

/// Audits of records of our own; all people and outlets are invented.
@Suite struct AuditTests {
  private static func span(_ start: Int, _ text: String) -> Span {
    Span(start: start, end: start + text.unicodeScalars.count, text: text)
  }

  /// A record with an unnamed source, who says one thing.
  private static func record(
    _ form: String = "unnamed_individual", grounds: Grounds? = nil, number: String = "one",
    type: QuoteType = .indirect, act: Act = .speech, isClaim: Bool = true
  ) -> ArticleRecord {
    var record = ArticleRecord(id: "a")
    record.outlet = "The Courier"
    record.speakers = [
      SpeakerRecord(
        id: "s0", name: "an official", named: false, kind: .person, number: number,
        mentions: [span(0, "an official")])
    ]
    var quote = QuoteRecord(
      id: "q17", type: type, act: act, content: [span(17, "the old dam held all night")],
      certainty: .high, rule: "r")
    quote.speakers = ["s0"]
    quote.anonymous = true
    record.quotes = [quote]
    var marker = AnonymousMarkerRecord(
      id: "n0", span: span(0, "an official"), form: form, intent: "omitted", certainty: .high,
      rule: "r")
    marker.grounds = grounds
    marker.speaker = "s0"
    record.anonymousMarkers = [marker]
    if isClaim {
      var claim = ClaimRecord(
        id: "c17", span: span(17, "the old dam held all night"), type: "statement", asserter: "s0",
        certainty: .high, rule: "r")
      claim.quote = "q17"
      record.claims = [claim]
    }
    return record
  }

  private static func rules(_ record: ArticleRecord, _ styles: HouseStyle...) -> Set<AuditRule> {
    Set(
      ArticleAudit(record, styles: styles.isEmpty ? Set(HouseStyle.allCases) : Set(styles))
        .findings.map(\.rule))
  }

  /// A second speaker, who has a name.
  private static func withNamed(_ record: ArticleRecord) -> ArticleRecord {
    var record = record
    record.speakers.append(
      SpeakerRecord(
        id: "s60", name: "Lena Ortiz", named: true, kind: .person,
        mentions: [span(60, "Lena Ortiz")]))
    var quote = QuoteRecord(
      id: "q80", type: .direct, act: .speech, content: [span(80, "it held")], certainty: .high,
      rule: "r")
    quote.speakers = ["s60"]
    record.quotes.append(quote)
    return record
  }

  @Test("counts quotes, words and claims of named and unnamed sources")
  func counts() {
    var record = Self.withNamed(Self.record())
    record.claims.append(
      ClaimRecord(
        id: "c90", span: Self.span(90, "x"), type: "quantity", asserter: ClaimRecord.article,
        certainty: .high, rule: "r"))
    let counts = ArticleAudit(record).counts
    #expect((counts.quotes.named, counts.quotes.unnamed) == (1, 1))
    #expect((counts.words.named, counts.words.unnamed) == (2, 6))
    #expect((counts.claims.named, counts.claims.unnamed, counts.ownClaims) == (0, 1, 1))
    #expect((counts.withoutGrounds, counts.grounds) == (1, [:]))
  }

  @Test("a source without a reason breaks the rules of AP, NYT and NPR, not of Reuters")
  func grounds() {
    let without = Self.withNamed(Self.record())
    for style in [HouseStyle.ap, .nyt, .npr] { #expect(Self.rules(without, style) == [.noGrounds]) }
    #expect(Self.rules(without, .reuters) == [])
    let reason = Grounds(
      code: "safety", boilerplate: false, span: Self.span(30, "for fear of the guards"))
    let with = Self.withNamed(Self.record(grounds: reason))
    #expect(Self.rules(with) == [])
    #expect(ArticleAudit(with).counts.grounds == ["safety": 1])
    let stock = Grounds(code: "sensitivity", boilerplate: true, span: reason.span)
    #expect(Self.rules(Self.withNamed(Self.record(grounds: stock))) == [.boilerplateGrounds])
  }

  @Test("grounds anywhere in a chain are the source's")
  func chain() {
    var record = Self.withNamed(Self.record())
    var later = record.anonymousMarkers[0]
    later.form = "anaphoric"
    later.grounds = Grounds(
      code: "safety", boilerplate: false, span: Self.span(50, "for fear of the guards"))
    record.anonymousMarkers.append(later)
    #expect(Self.rules(record) == [])
  }

  @Test("a bare source, hearsay and an outlet that has learned are found")
  func forms() {
    #expect(
      Self.rules(Self.withNamed(Self.record("bare_source")), .ap) == [.bareSource, .noGrounds])
    #expect(Self.rules(Self.withNamed(Self.record("hearsay_adverb")), .npr) == [.hearsay])
    #expect(Self.rules(Self.withNamed(Self.record("agentless")), .npr) == [.hearsay])
    #expect(Self.rules(Self.withNamed(Self.record("outlet_has_learned")), .npr) == [.hasLearned])
    #expect(Self.rules(Self.withNamed(Self.record("spokesperson"))) == [])
    #expect(Self.rules(Self.withNamed(Self.record("institution"))) == [])
  }

  @Test("attitudes, and quotes that state nothing, are opinions")
  func opinions() {
    #expect(
      Self.rules(Self.withNamed(Self.record(act: .attitude)), .reuters) == [.opinion])
    #expect(
      Self.rules(Self.withNamed(Self.record(type: .direct, isClaim: false)), .reuters)
        == [.opinion])
    #expect(Self.rules(Self.withNamed(Self.record(type: .direct)), .reuters) == [])
  }

  @Test("one unnamed source alone, and numbers that shift, are found")
  func numbers() {
    #expect(Self.rules(Self.record(), .reuters) == [.singleSource])
    #expect(Self.rules(Self.record(), .npr) == [.onlyUnnamed, .noGrounds])
    #expect(
      Self.rules(Self.withNamed(Self.record("unnamed_group")), .reuters) == [.shiftingNumber])
    #expect(
      Self.rules(Self.withNamed(Self.record("unnamed_group", number: "several")), .reuters) == [])
  }

  @Test("who declined to comment and is quoted without a name is found")
  func silent() {
    var record = Self.withNamed(Self.record())
    record.anonymousMarkers[0].span = Self.span(0, "an official at Harlow Steel")
    func isFound(_ names: String...) -> Bool {
      ArticleAudit(record, styles: [.ap], silent: names).findings
        .contains { $0.rule == .declinedAndQuoted }
    }
    #expect(isFound("Lena Ortiz", "Harlow Steel"))
    #expect(!isFound("Harlow Steelworks") && !isFound("Steel Harlow") && !isFound())
    record.quotes[0].speakers = ["s60"]
    record.quotes[0].anonymous = false
    #expect(!isFound("Harlow Steel"))
  }

  @Test("outlets are put together, in order")
  func outlets() {
    var second = Self.record()
    second.outlet = "A Post"
    let audits = [Self.record(), second, Self.record()].map { ArticleAudit($0) }
    let outlets = OutletAudit.outlets(of: audits)
    #expect(outlets.map(\.outlet) == ["A Post", "The Courier"])
    #expect(outlets.map(\.counts.articles) == [1, 2])
    #expect(outlets.map { $0.findings[.singleSource] } == [1, 2])
  }

  @Test("a source who is senior here and not there, for the same words, is found")
  func ranks() {
    func record(_ id: String, _ rank: String?, _ words: String) -> ArticleRecord {
      var record = Self.record(type: .direct)
      record.id = id
      record.quotes[0].content = [Self.span(17, words)]
      record.anonymousMarkers[0].rank = rank
      return record
    }
    func places(_ records: ArticleRecord...) -> [Int] {
      var comparison = RankComparison()
      var report = AuditReport(articles: [])
      for record in records {
        comparison.add(record)
        report.articles.append(ArticleAudit(record))
      }
      report.add(comparison)
      return report.articles.indices.filter { index in
        report.articles[index].findings.contains { $0.rule == .inflatedRank }
      }
    }
    let words = "the turbines were never tested before the storm came"
    let other = "nobody asked the harbour master about the missing keys"
    #expect(places(record("a", "senior", words), record("b", nil, words)) == [0])
    #expect(places(record("a", "mid_level", words), record("b", "top", words)) == [1])
    #expect(places(record("a", "senior", words), record("b", "top", words)) == [])
    #expect(places(record("a", "senior", words), record("b", nil, other)) == [])
    #expect(places(record("a", "senior", words)) == [])
  }

  @Test("an empty record, or one that failed, has nothing")
  func empty() {
    var failed = ArticleRecord(id: "b")
    failed.error = ErrorRecord(code: "invalid_utf8", message: "byte 3")
    #expect(ArticleAudit(failed).counts == SourcingCounts())
    #expect(ArticleAudit(ArticleRecord(id: "c")).findings == [])
    #expect(AuditReport(articles: []).json == "")
  }

  @Test("every row of the CSV table has the columns that the header names")
  func table() {
    var record = Self.record()
    record.outlet = "=cmd()"
    let report = AuditReport(articles: [ArticleAudit(record)])
    let lines = report.csv.split(separator: "\n")
    #expect(lines.count == 3 + ArticleAudit(record).findings.count)
    for line in lines where !line.contains("\"") {
      #expect(
        line.split(separator: ",", omittingEmptySubsequences: false).count
          == AuditReport.columns.count)
    }
    #expect(report.csv.contains("'=cmd()"))
  }

  @Test("every rule is some newsroom's")
  func rulesHaveStyles() {
    #expect(AuditRule.allCases.allSatisfy { !$0.styles.isEmpty && !$0.message.isEmpty })
    #expect(HouseStyle.allCases.allSatisfy { !$0.rules.isEmpty })
  }
}
