import QuoteEvaluation
import Testing

/// What two labelings of one text have in common, computed by hand.
@Suite("Two labelings are compared")
struct SecondLabelingTests {
  private func reading(_ text: String, facts: String = "") throws -> LabelReading {
    let files = [
      "a.txt": text, "a.tsv": "kind\tnumber\tfield\tvalue\n" + facts,
      "articles.tsv": """
      id\toutlet\tpublished\tstyle\tsplit\tstory\ttitle
      a\tThe Herald\t2026-03-10T21:40:00-05:00\tlocal\tdev\t\t
      """,
      "speakers.tsv": """
      article\tkey\tname\tkind\tgender\tnamed\trole
      a\treed\tOmar Reed\tperson\tmale\tyes\t-
      a\tcole\tAnn Cole\tperson\tfemale\tyes\t-
      """,
    ]
    return try LabelReading(
      LabelFiles(path: "gold", contents: files.mapValues { Array($0.utf8) }))
  }

  private func figures(
    _ first: String, _ second: String, facts: String = ""
  ) throws -> [String: Double] {
    try Evaluator().evaluate(reading(first), found: reading(second, facts: facts)).figures
  }

  @Test("a mention counts by its place, and by whom it means")
  func mentions() throws {
    let figures = try figures(
      """
      {mention=reed: Omar Reed} met {mention=cole: Ann Cole}. {mention=reed: He} left \
      {mention=cole: her}.
      """,
      "{mention=reed: Omar Reed} met {mention=cole: Ann Cole}. {mention=cole: He} left her.")
    // Of four labeled places three are found, and all three found are labeled. Reed has one of two
    // mentions; Cole one of two, and one that is Reed's.
    #expect(figures["mentions.exact.recall"] == 0.75)
    #expect(figures["mentions.exact.precision"] == 1)
    #expect(figures["mentions.speaker.recall"] == 0.5)
    #expect(figures["mentions.speaker.precision"].map { abs($0 - 2.0 / 3) < 1e-9 } == true)
  }

  @Test("text between marks counts by its place, and by its reason")
  func unattributed() throws {
    let figures = try figures(
      "A {unattributed=term: rent cap} and {unattributed=title: Night Parade}.",
      "A {unattributed=scare: rent cap} and {unattributed=title: Night Parade}.")
    #expect(figures["unattributed.overlap.f1"] == 1)
    #expect(figures["unattributed.reason.f1"] == 0.5)
  }

  @Test("what only the second calls marginal is not counted; what both label is")
  func marginal() throws {
    let first = "{source#1=reed: Reed} {cue#1: said} {content#1: it fell}. Cole asked if it had."
    let second = """
      {source#1=reed: Reed} {cue#1: said} {content#1: it fell}. {source#2=cole: Cole} \
      {cue#2: asked} {content#2: if it had}.
      """
    let optional = "quote\t1\toptional\tyes\nquote\t2\toptional\tyes\n"
    #expect(try figures(first, second)["quotes.soft.precision"] == 0.5)
    #expect(try figures(first, second, facts: optional)["quotes.soft.precision"] == 1)
    #expect(try figures(first, second, facts: optional)["quotes.soft.recall"] == 1)
  }

  @Test("statements count where they overlap")
  func statements() throws {
    let figures = try figures(
      """
      {claim#1=statement;asserter=article: It fell}. {claim#2=statement;asserter=article: It \
      broke}.
      """,
      "{claim#1=statement;asserter=article: It fell}. It broke.")
    #expect(figures["claims.statement.recall"] == 0.5)
    #expect(figures["claims.statement.precision"] == 1)
  }
}
