import QuoteRecords
import Testing

@testable import QuoteLinking

/// Claims told by several articles. All people and places are invented.
@Suite("Linking claims") struct ClaimTests {
  /// A claim of one amount, or more, in a sentence.
  private struct Told {
    var article: String
    var published: String? = "2031-05-02"
    var sentence: String
    var predicate: String
    var subject = "The town"
    var amounts: [(text: String, value: String, of: String)]
    var kind = "money"
    var isVague = false
  }

  private func record(_ told: Told) throws -> ArticleRecord {
    func span(_ text: String) throws -> Span {
      let range = try #require(told.sentence.range(of: text), "\(text) in \(told.sentence)")
      let start = told.sentence.unicodeScalars.distance(
        from: told.sentence.startIndex, to: range.lowerBound)
      return Span(start: start, end: start + text.unicodeScalars.count, text: text)
    }
    var record = ArticleRecord(id: told.article)
    record.outlet = told.article
    record.published = told.published
    var claim = ClaimRecord(
      id: "c0", span: try span(told.sentence), type: "quantity", asserter: ClaimRecord.article,
      certainty: .high, rule: "")
    claim.subject = try span(told.subject)
    claim.predicate = try span(told.predicate)
    for amount in told.amounts {
      let place = try span(amount.text)
      let percent = amount.text.hasSuffix("percent")
      var one = AmountRecord(
        id: "a\(place.start)", kind: percent ? "percent" : told.kind, span: place,
        certainty: .high, rule: "")
      if told.isVague { one.low = amount.value } else { one.value = amount.value }
      one.vague = told.isVague
      one.currency = percent ? nil : "USD"
      one.unit = percent ? "percent" : nil
      one.of = try span(amount.of)
      record.amounts.append(one)
      claim.amounts.append(one.id)
    }
    claim.object = record.amounts.first?.of
    record.claims = [claim]
    return record
  }

  private func clusters(_ told: [Told]) throws -> [ClusterRecord] {
    Linker(bits: try Files.bits()).clusters(of: try told.map(record))
  }

  private static let duties = Told(
    article: "courier",
    sentence: "The town imposed duties on $250 million worth of foreign timber.",
    predicate: "imposed", amounts: [("$250 million", "250000000", "foreign timber")])

  @Test("the same figure for the same thing and act is one claim")
  func same() throws {
    let other = Told(
      article: "post", sentence: "The town has imposed fees on $250 million of foreign timber.",
      predicate: "has imposed", amounts: [("$250 million", "250000000", "foreign timber")])
    let found = try clusters([Self.duties, other])
    #expect(found.map(\.kind) == ["claim"])
    #expect(found.first?.members.map(\.article) == ["courier", "post"])
    #expect(
      found.first?.figures == [ClusterFigure(value: "250000000", currency: "USD", members: 2)])
  }

  @Test("figures that disagree stand side by side")
  func disagreeing() throws {
    let other = Told(
      article: "post", sentence: "The town imposed duties on $260 million worth of foreign timber.",
      predicate: "imposed", amounts: [("$260 million", "260000000", "foreign timber")])
    var third = Self.duties
    third.article = "gazette"
    let found = try clusters([Self.duties, other, third])
    #expect(found.count == 1)
    #expect(found.first?.figures.map(\.value) == ["250000000", "260000000"])
    #expect(found.first?.figures.map(\.members) == [2, 1])
  }

  @Test("the two figures of one claim are two claims, and a rate goes with its sum")
  func split() throws {
    let sentence =
      "The town taxed $50 million in tools at 25 percent and $60 million in timber at 10 percent."
    let amounts = [
      ("$50 million", "50000000", "tools"), ("25 percent", "25", "tools"),
      ("$60 million", "60000000", "timber"), ("10 percent", "10", "timber"),
    ]
    let told = ["courier", "post"].map {
      Told(article: $0, sentence: sentence, predicate: "taxed", amounts: amounts)
    }
    let found = try clusters(told)
    #expect(found.map(\.wording) == ["$50 million in tools", "$60 million in timber"])
    #expect(found.allSatisfy { $0.figures.count == 1 && $0.members.count == 2 })
  }

  @Test("another act, another thing, another month or a vaguer figure is another claim")
  func different() throws {
    let act = Told(
      article: "post", sentence: "The town sold $250 million worth of foreign timber.",
      predicate: "sold", amounts: [("$250 million", "250000000", "foreign timber")])
    let thing = Told(
      article: "gazette", sentence: "The town imposed duties on $250 million worth of wool.",
      predicate: "imposed", amounts: [("$250 million", "250000000", "wool")])
    var later = Self.duties
    later.article = "later"
    later.published = "2031-09-02"
    let vague = Told(
      article: "vague", sentence: "The town imposed duties on millions in foreign timber.",
      predicate: "imposed", amounts: [("millions", "1000000", "foreign timber")], isVague: true)
    for other in [act, thing, later, vague] {
      #expect(try clusters([Self.duties, other]).isEmpty, "\(other.article)")
    }
  }

  /// Articles of one story, told in other words; `title` is what makes them one.
  private func story(_ told: [Told], title: String) throws -> [ClusterRecord] {
    let records = try told.map { told in
      var record = try record(told)
      record.title = title
      return record
    }
    return Linker(bits: try Files.bits()).clusters(of: records)
  }

  private static let ferries =
    "Brellan Quay, Tarvik Marine, Oskerd, Halvrin, Quenby, Morvath, Pellick and Strannoch ferries"

  @Test("in articles of one story a figure that is not round is one claim, however it is told")
  func oneStory() throws {
    let bought = Told(
      article: "courier", sentence: "Tarvik agreed to buy the piers for $42.5 million.",
      predicate: "agreed", subject: "Tarvik", amounts: [("$42.5 million", "42500000", "piers")])
    var sold = Told(
      article: "post", sentence: "A $42.5 million deal ends years of losses.",
      predicate: "ends", subject: "deal", amounts: [("$42.5 million", "42500000", "deal")])
    let found = try story([bought, sold], title: Self.ferries)
    #expect(found.map { $0.members.map(\.article) } == [["courier", "post"]])
    #expect(try clusters([bought, sold]).isEmpty)
    sold.published = "2031-09-02"
    #expect(try story([bought, sold], title: Self.ferries).isEmpty)
    var round = [bought, sold]
    for place in round.indices {
      round[place].published = "2031-05-02"
      round[place].sentence = round[place].sentence.replacing("$42.5 million", with: "$40 million")
      round[place].amounts[0].text = "$40 million"
      round[place].amounts[0].value = "40000000"
    }
    #expect(try story(round, title: Self.ferries).isEmpty)
  }

  @Test("in articles of one story different sums for one thing stand side by side")
  func disagreeingInOneStory() throws {
    let owed = Told(
      article: "courier", sentence: "The builder is owed a dredging surcharge of $85 million.",
      predicate: "is owed", subject: "The builder",
      amounts: [("$85 million", "85000000", "dredging surcharge")])
    let due = Told(
      article: "post", sentence: "A halt would trigger a dredging surcharge of $58 million.",
      predicate: "would trigger", subject: "A halt",
      amounts: [("$58 million", "58000000", "dredging surcharge")])
    #expect(
      try story([owed, due], title: Self.ferries).first?.figures.map(\.value)
        == ["85000000", "58000000"])
    #expect(try clusters([owed, due]).isEmpty)
  }

  @Test("the order of the articles does not matter, nor does taking one twice")
  func order() throws {
    var told = [Self.duties]
    for name in ["post", "gazette", "herald"] {
      var other = Self.duties
      other.article = name
      told.append(other)
    }
    let there = try clusters(told)
    #expect(there == (try clusters(told.reversed())))
    #expect(there == (try clusters(told + told)))
    #expect(there.first?.members.count == 4)
  }
}
