import NewsQuotes
import Testing

@Suite("A list of people")
struct PeopleTests {
  private static let list = """
    key\tnames\tgender\trole\toutlet\twikidata
    lo\tLena Ortiz|Elena Ortiz\tfemale\tMayor\t\tQ1
    ao\tAna Ortiz\tfemale\tcouncil member\t\tQ2
    r1\tOmar Reed\tmale\thead of the merchants\t\t
    r2\tOmar Reed\tmale\tharbor pilot\t\t
    s1\tIda Stone\t\t\tGazette\t
    s2\tIda Stone\t\t\tPost\t
    """

  private static func speaker(_ name: String, _ role: String?) -> SpeakerRecord {
    SpeakerRecord(id: "s1-2", name: name, role: role, named: true, kind: .person, mentions: [])
  }

  @Test(
    "a speaker is settled where name, role or outlet point to one person",
    arguments: [
      ("Lena Ortiz", nil, nil, "lo"), ("Elena Ortiz", nil, nil, "lo"), ("L. Ortiz", nil, nil, "lo"),
      ("Lena M. Ortiz", nil, nil, "lo"), ("LENA ORTIZ", nil, nil, "lo"),
      ("Ortiz", nil, nil, nil), ("Ortiz", "Mayor", nil, "lo"), ("Ortiz", "the council", nil, "ao"),
      ("Lea Ortiz", nil, nil, nil), ("Omar Reed", nil, nil, nil),
      ("Omar Reed", "a harbor pilot", nil, "r2"), ("Reed", "pilot", nil, "r2"),
      ("Ida Stone", nil, "Post", "s2"), ("Ida Stone", nil, nil, nil),
      ("Stone", nil, "Post", nil), ("Mara Kell", "Mayor", nil, nil),
    ] as [(String, String?, String?, String?)])
  func settles(name: String, role: String?, outlet: String?, key: String?) throws {
    let people = try People(tsv: Array(Self.list.utf8), file: "people.tsv")
    #expect(people.person(Self.speaker(name, role), outlet: outlet)?.key == key)
  }

  @Test("whoever is settled gets the key, and the gender that is listed")
  func fields() throws {
    let people = try People(tsv: Array(Self.list.utf8), file: "people.tsv")
    var article = ArticleRecord(id: "a")
    article.outlet = "Post"
    article.speakers = [Self.speaker("Lena Ortiz", nil), Self.speaker("Ida Stone", nil)]
    people.settle(&article)
    #expect(article.speakers.map(\.key) == ["lo", "s2"])
    #expect(article.speakers.map(\.gender) == [Gender(value: "female", by: "listed"), .unknown])
  }

  @Test("groups and those who are not named are nobody")
  func nobody() throws {
    let people = try People(tsv: Array(Self.list.utf8), file: "people.tsv")
    var speaker = Self.speaker("Lena Ortiz", nil)
    speaker.named = false
    #expect(people.person(speaker, outlet: nil) == nil)
    (speaker.named, speaker.kind) = (true, .organisation)
    #expect(people.person(speaker, outlet: nil) == nil)
  }

  @Test("all faults are told with their places")
  func faults() {
    let text = "key\tnames\tgender\n\tLena Ortiz\tfemale\na\t\tqueen\na\tAna|…\t\n\nb\tB\t\tx\n"
    #expect {
      _ = try People(tsv: Array(text.utf8), file: "p.tsv")
    } throws: { error in
      (error as? PeopleError)?.faults.map(\.description) == [
        "p.tsv:2:1: no key", "p.tsv:3:3: no name",
        "p.tsv:3:4: gender “queen” is none of female, male, other, unknown",
        "p.tsv:4:1: key “a” is that of line 3 too", "p.tsv:4:3: “…” has no letters",
        "p.tsv:6:6: 4 cells, the header has 3",
      ]
    }
  }

  @Test(
    "what is no list is told",
    arguments: [
      ("", "p.tsv:1:1: no header; there must be columns “key” and “names”"),
      ("name\tkey\n", "p.tsv:1:1: no column “names” in the header"),
    ])
  func headers(text: String, fault: String) {
    #expect {
      _ = try People(tsv: Array(text.utf8), file: "p.tsv")
    } throws: {
      ($0 as? PeopleError)?.description == fault
    }
  }

  @Test("who is quoted is counted by gender, role, outlet and person")
  func counts() {
    var article = ArticleRecord(id: "a")
    article.outlet = "Post"
    article.speakers = [Self.speaker("Lena Ortiz", "Mayor")]
    article.speakers[0].gender = Gender(value: "female", by: "title")
    let quote = QuoteRecord(
      id: "q", type: .direct, act: .speech, content: [], certainty: .high, rule: "")
    article.quotes = [quote, quote]
    for index in article.quotes.indices { article.quotes[index].speakers = ["s1-2"] }
    var counts = QuotedCounts(by: [.gender, .outlet])
    counts.add(article)
    #expect(counts.rows.map(\.traits) == [["female", "Post"]])
    #expect(counts.rows.map(\.quotes) == [2])
    #expect(counts.rows.map(\.people) == [1])
    #expect(counts.rows.map(\.share) == [1])
  }
}
