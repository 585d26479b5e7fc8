import NewsQuotes
import Testing

/// Interviews and transcripts. All people and places are invented.
@Suite("Turns of interviews and transcripts")
struct TranscriptTests {
  private let extractor: Extractor

  init() throws { extractor = try Extractor(language: .english) }

  /// The turns found in a text: who speaks, by the first name of the speakers' records, and what.
  private func turns(_ text: String) throws -> [String] {
    let record = try extractor.extract(text)
    let names = Dictionary(uniqueKeysWithValues: record.speakers.map { ($0.id, $0.name) })
    return record.quotes.filter { $0.rule == "en.quote.turn" }.map { quote in
      let speakers = quote.speakers.compactMap { names[$0] ?? nil }
      return
        "\(speakers.joined(separator: "+")): \(quote.content.map(\.text).joined(separator: " / "))"
    }
  }

  private static let interview = """
    The architect Ana Brandel-Cole receives us in her studio in Lenfield.

    OMAR REED: You have said that the bridge was a mistake. Was it?

    ANA BRANDEL-COLE: It was my first bridge. I think I would build it again.

    The river was wider then, and nobody had asked the fishermen.

    OR: Who paid for it?

    ABC: My father did. He told me, “Never sign what you cannot lift.”
    """

  @Test("a turn is one quote up to the next, and initials are those of the name before")
  func initials() throws {
    #expect(
      try turns(Self.interview) == [
        "OMAR REED: You have said that the bridge was a mistake. Was it?",
        "Ana Brandel-Cole: It was my first bridge. I think I would build it again"
          + " / The river was wider then, and nobody had asked the fishermen",
        "OMAR REED: Who paid for it?",
        "Ana Brandel-Cole: My father did. He told me, “Never sign what you cannot lift.”",
      ])
  }

  @Test("labels that name a part name nobody, and a question without a label is nobody's turn")
  func parts() throws {
    let text = """
      Q: How did the flood begin?

      A: With rain, and with a wall that nobody had looked at in years.

      Q: Who should have looked at it?

      A: I should have.
      """
    #expect(
      try turns(text).map { $0.prefix(12) } == [
        ": How did th", ": With rain,", ": Who should", ": I should h",
      ])
  }

  @Test("stage directions end a turn; capitals that head notes or places make none, nor do marks")
  func others() throws {
    let text = """
      VALE: Take a listen to what the mayor told us on Friday.

      (BEGIN VIDEO CLIP)

      COLE: Nobody in this town will pay for that wall twice.

      (END VIDEO CLIP)

      VALE: And there you have it, from the mayor herself.
      """
    #expect(try turns(text).count == 3)
    let places = """
      LENFIELD: The dam broke in the night and the lower town was flooded.

      OSKERD: A mill burned down on Monday, and nobody was hurt in the fire.

      HALVRIN: The bank sold the last of its houses to a man from the coast.
      """
    #expect(try turns(places).isEmpty)
    let marks = """
      -: The dam broke in the night.

      -: A mill burned down on Monday.

      -: The bank sold the last of its houses.

      -: Nobody was hurt in the fire.
      """
    #expect(try turns(marks).isEmpty)
  }

  @Test("two turns may stand in one paragraph")
  func oneParagraph() throws {
    let text = """
      VALE: We went to the market on Monday. COLE: I did not like it there at all.

      VALE: That is what you say of every market in this town.

      COLE: It is what I think of all of them.
      """
    #expect(
      try turns(text).map { $0.suffix(12) } == [
        "et on Monday", "there at all", "in this town", " all of them",
      ])
  }
}
