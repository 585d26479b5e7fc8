import QuoteEvaluation
import QuoteRecords
import Testing

@Suite("Labeled articles are read and checked")
struct CorpusReaderTests {
  private static let listing = """
    id\toutlet\tpublished\tstyle\tsplit\tstory\ttitle
    a\tThe Herald\t2026-03-10T21:40:00-05:00\tlocal\tdev\t-\t-

    """
  private static let speakers = """
    article\tkey\tname\tkind\tgender\tnamed\trole
    a\treed\tOmar Reed\tperson\tmale\tyes\ta clerk

    """

  private func reading(
    _ text: String, facts: [String] = [], speakers: String = CorpusReaderTests.speakers
  ) throws -> LabelReading {
    var files = [
      "a.txt": text, "articles.tsv": Self.listing, "speakers.tsv": speakers,
    ]
    if !facts.isEmpty {
      let lines = ["kind number field value"] + facts
      files["a.tsv"] =
        lines.map { $0.split(separator: " ").joined(separator: "\t") }.joined(separator: "\n")
    }
    return try LabelReading(
      LabelFiles(path: "gold", contents: files.mapValues { Array($0.utf8) }))
  }

  private static let article = """
    “{content#1: {claim#1=quantity;asserter=reed: {of#1: Rents} rose {approx#1=about: about} \
    {percent#1=4.5: 4.5 percent}},}” {cue#1: said} {source#1=reed: Omar Reed}. He {cue#2=thought: \
    fears} that {content#2=reed: more will come}. The “{unattributed=term: rent cap}” ended.
    """

  @Test("marks become records: quotes, speakers, amounts, claims")
  func record() throws {
    let reading = try reading(Self.article.replacing("He {cue", with: "{source#2=reed: He} {cue"))
    #expect(reading.faults.isEmpty, "\(reading.faults)")
    let record = try #require(reading.articles.first?.labels.first?.record)
    #expect(record.quotes.map(\.type) == [.direct, .indirect])
    #expect(record.quotes.map(\.act) == [.speech, .thought])
    #expect(record.quotes.first?.quoted.map(\.text) == ["Rents rose about 4.5 percent,"])
    #expect(record.quotes.map(\.speakerBy) == [.named, .pronoun])
    #expect(record.speakers.map(\.role) == ["a clerk"])
    #expect(record.speakers.first?.mentions.map(\.text) == ["Omar Reed", "He"])
    #expect(record.amounts.first?.value == "4.5")
    #expect(record.amounts.first?.of?.text == "Rents")
    #expect(record.amounts.first?.approximation?.code == "about")
    #expect(record.claims.first?.asserter == record.speakers.first?.id)
    #expect(record.claims.first?.quote == record.quotes.first?.id)
    #expect(record.quotes.first?.amounts == record.amounts.map(\.id))
    #expect(record.unattributed.map(\.reason) == ["term"])
  }

  @Test("what stands within a direct quote is nested, and optional")
  func nested() throws {
    let reading = try reading(
      """
      “{content#1: {source#2=reed: I} {cue#2: said} {content#2: no},}” {source#1=reed: Omar Reed} \
      {cue#1: said}.
      """, facts: ["quote 1 hedged yes"])
    #expect(reading.faults.isEmpty, "\(reading.faults)")
    let labels = try #require(reading.articles.first?.labels.first)
    let inner = try #require(labels.record.quotes.first { $0.nestedIn != nil })
    #expect(inner.content.map(\.text) == ["no"])
    #expect(inner.type == .indirect)
    #expect(labels.allowances.optional == [inner.id])
    #expect(labels.record.quotes.first { $0.nestedIn == nil }?.hedged == true)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var text: String
    var fault: String
    var testDescription: String { text }
  }

  static let bad = [
    Bad(text: "{speech#1: No}", fault: "1:1 unknown_role"),
    Bad(text: "é {cue: said}", fault: "1:3 missing_number"),
    Bad(text: "{content#1=reed: No", fault: "1:1 invalid_marks"),
    Bad(text: "{cue#1: said}", fault: "1:1 no_content"),
    Bad(text: "{mention=cole: Ann}", fault: "1:1 unknown_speaker"),
    Bad(text: "No\n{cue#1=song: sang} {content#1=reed: no}", fault: "2:1 unknown_code"),
    Bad(text: "{source#1: He} {cue#1: said} {content#1: no}", fault: "1:1 no_speaker"),
    Bad(text: "{content#1=reed: no,} he said", fault: "1:1 content_edge"),
    Bad(text: "he said {content#1=reed: that it fell}", fault: "1:9 content_edge"),
    Bad(text: "“{content#1=reed: No}, he” said", fault: "1:2 content_edge"),
    Bad(text: "“{content#1=reed: {cue#1: No}}”", fault: "1:19 overlap"),
    Bad(text: "It cost $5.", fault: "1:9 unlabeled"),
    Bad(text: "A {mention=reed: “cap”}", fault: "1:18 unlabeled"),
    Bad(text: "{money#1=5_USD: $5}", fault: "1:1 unclaimed"),
    Bad(
      text: "{claim#1=quantity;asserter=article: {money#1=5_EUR: $5}}", fault: "1:37 wrong_value"),
    Bad(
      text: "{claim#1=quantity;asserter=article: {money#1=5000_USD: $5 million}}",
      fault: "1:37 wrong_value"),
    Bad(
      text: "{claim#1=quantity;asserter=article: {percent#1=5..4: 5 to 4 percent}}",
      fault: "1:37 wrong_value"),
    Bad(
      text: "{claim#1=quantity;asserter=article: {percent#1=2: two percentage points}}",
      fault: "1:37 wrong_value"),
    Bad(text: "{claim#1=quantity;asserter=article: It fell}", fault: "1:1 wrong_type"),
    Bad(text: "{claim#1=statement;asserter=reed: It fell}", fault: "1:1 wrong_asserter"),
    Bad(text: "{claim#1=statement: It fell}", fault: "1:1 no_asserter"),
    Bad(text: "{marker#1=nobody: Aides}", fault: "1:1 unknown_code"),
    Bad(
      text: "{marker#1=unnamed_group: {count#1=3: Four} aides}", fault: "1:26 wrong_value"),
    Bad(text: "{junk=ad: {cue#1: Buy}}", fault: "1:11 label_in_junk"),
    Bad(text: "{sentence: No }yes", fault: "1:1 edge_space"),
  ]

  @Test("every fault is told at its place", arguments: bad)
  func faults(_ bad: Bad) throws {
    let reading = try reading(bad.text)
    let faults = reading.faults.map { "\($0.line):\($0.column) \($0.code)" }
    #expect(faults.contains(bad.fault), "\(reading.faults)")
    #expect(reading.faults.allSatisfy { $0.file.hasPrefix("gold/") })
  }

  @Test("rows that fit no table, and facts of nothing, are told with their line")
  func tables() throws {
    let reading = try reading(
      "{content#1=reed: No} {sentence: Yes}", facts: ["quote 1 loud yes", "quote 7 hedged yes"],
      speakers: Self.speakers
        + "b\tx\tX\tperson\tmale\tyes\t-\na\treed\tR\tgod\tno\tyes\t-\nshort\n")
    let faults = Set(reading.faults.map { "\($0.file):\($0.line)" })
    for place in ["a.tsv:2", "a.tsv:3", "speakers.tsv:3", "speakers.tsv:4", "speakers.tsv:5"] {
      #expect(faults.contains("gold/" + place), "\(reading.faults)")
    }
    #expect(reading.articles.count == 1)
  }
}

@Suite("Clusters of stories are read and checked")
struct CorpusStoryTests {
  /// A story of two articles, each with one quote.
  private func reading(_ first: String, _ second: String, _ relation: String) throws -> LabelReading
  {
    let listing = """
      id\toutlet\tpublished\tstyle\tsplit\tstory\ttitle
      a\tThe Herald\t2026-03-10T21:40:00-05:00\tlocal\tdev\ts\t-
      b\tThe Post\t2026-03-11T21:40:00Z\tlocal\tdev\ts\t-
      """
    let speakers = """
      article\tkey\tname\tkind\tgender\tnamed\trole
      a\treed\tOmar Reed\tperson\tmale\tyes\t-
      b\treed\tOmar Reed\tperson\tmale\tyes\t-
      """
    let story = """
      kind\tcluster\tarticle\tnumber\trelation\tnote
      quote\tx\ta\t1\texact\t
      quote\tx\tb\t1\t\(relation)\t
      """
    let files = [
      "articles.tsv": listing, "speakers.tsv": speakers, "stories/s.tsv": story,
      "a.txt": "“{content#1=reed: \(first)}”", "b.txt": "“{content#1=reed: \(second)}”",
    ]
    return try LabelReading(
      LabelFiles(path: "gold", contents: files.mapValues { Array($0.utf8) }))
  }

  @Test(
    "a relation is derived again from the words",
    arguments: [
      ("The back end was never costed.", "The backend was never costed,", "exact"),
      ("The back end was never costed.", "was never costed", "partial"),
      ("It was never costed by us.", "It was never costed by any of us.", "near"),
      ("It is a fair offer for all.", "It is a good offer for all.", "altered"),
      ("It is a fair offer for all.", "Nobody could pay more.", "paraphrase"),
    ])
  func relations(_ first: String, _ second: String, _ relation: String) throws {
    #expect(try reading(first, second, relation).faults.isEmpty)
    let others = ["exact", "partial"].filter { $0 != relation }
    for other in others {
      #expect(try reading(first, second, other).faults.count == 1, "\(other)")
    }
  }

  @Test("clusters come with places, outlets and relations; the other quotes stand alone")
  func clusters() throws {
    let clusters = try #require(try reading("We will win it.", "win it", "partial").clusters)
    #expect(clusters.mentions.count == 2)
    #expect(clusters.clusters.map(\.id) == ["s.quote.x"])
    let members = clusters.clusters[0].members
    #expect(members.map(\.relation) == ["exact", "partial"])
    #expect(members.map(\.range) == [1..<16, 1..<7])
    #expect(members.map(\.publisher) == ["The Herald", "The Post"])
  }

  @Test("a relation that is none is told")
  func unknownRelation() throws {
    let faults = try reading("We will win it.", "win it", "like").faults
    #expect(faults.map(\.file) == ["gold/stories/s.tsv"])
  }
}
