import Foundation
import NewsText
import QuoteExtraction
import QuoteRecords
import RuleEngine
import Testing

/// Who the sources of attributions are, over an article.
@Suite("Speakers")
struct SpeakerTests {
  let kit: SpeakerTestKit

  init() throws { kit = try SpeakerTestKit.shared.get() }

  @Test(
    "every case of speakers.txt resolves as marked", arguments: try SpeakerCase.read("speakers.txt")
  )
  func cases(_ example: SpeakerCase) throws {
    let marked = try MarkedText(parsing: example.text)
    let resolved = try kit.resolve(marked)
    for (index, mark) in marked.marks.enumerated() {
      let found = resolved.described(index)
      switch (mark.role, mark.value) {
      case ("none", nil):
        #expect(found.hasPrefix("none="), "speakers.txt:\(example.line): \(marked.text(of: mark))")
        #expect(resolved.resolution.assignments[index].unresolved != nil)
      case ("unsaid", _):
        #expect(found == "unsaid", "speakers.txt:\(example.line)")
      default:
        #expect(
          found == "\(mark.role)=\(mark.value ?? "")",
          "speakers.txt:\(example.line): \(marked.text(of: mark))")
      }
    }
  }

  @Test("no attributions: no speakers, however many names")
  func nobodySpeaks() throws {
    let resolved = try kit.resolve(MarkedText(parsing: "Lena Ortiz met Omar Reed."))
    #expect(resolved.resolution.speakers.isEmpty)
  }

  @Test("a speaker has all mentions, with titles, without possessives, in text order")
  func mentions() throws {
    let text = """
      {named: Sen. Lena Ortiz (D-Nev.)} said so. Ortiz's bill failed, but she smiled. “I won,” \
      {named: Ortiz} said.
      """
    let resolved = try kit.resolve(MarkedText(parsing: text))
    let speaker = try #require(resolved.resolution.speakers.first)
    let mentions = speaker.mentions.map { resolved.document.text(of: $0) }
    #expect(mentions == ["Sen. Lena Ortiz (D-Nev.)", "Ortiz", "she", "I", "Ortiz"])
    #expect(speaker.role == "Sen.")
    #expect(speaker.gender == Gender(value: "female", by: "given_name"))
    #expect(speaker.kind == .person && speaker.number == "one" && speaker.named)
  }

  @Test("only those who speak, or may, are listed, by their first mention")
  func listed() throws {
    let text = "Peter Vale met Ana Cole. {named: Omar Reed} said so, and {named: Cole} laughed."
    let names = try kit.resolve(MarkedText(parsing: text)).resolution.speakers.map(\.name)
    #expect(names == ["Ana Cole", "Omar Reed"])
  }

  @Test("a role comes from the title or the apposition")
  func roles() throws {
    let text = """
      {named: Harbor Secretary Omar Reed} said no. {named: Ana Cole, a clerk at the mill,} said yes.
      """
    let roles = try kit.resolve(MarkedText(parsing: text)).resolution.speakers.map(\.role)
    #expect(roles == ["Harbor Secretary", "clerk at the mill"])
  }

  @Test("gender says what it was read from")
  func genders() throws {
    let text = """
      {named: Mr. Kestrel} said no. {named: Lena Ortiz} said yes. Tamsyn Vexley came late. \
      “Sorry,” {pronoun: she} said. {description: A spokeswoman} said nothing.
      """
    let speakers = try kit.resolve(MarkedText(parsing: text)).resolution.speakers
    let bases = speakers.map { "\($0.gender.value) by \($0.gender.by ?? "-")" }
    #expect(bases.first == "male by title")
    #expect(bases.dropFirst().first == "female by given_name")
    #expect(bases.last == "female by title")
  }

  @Test("boilerplate is no part of a name")
  func boilerplate() throws {
    let text = """
      The plan of Treasury Secretary Omar ReedOmar Terner ReedOn The Money: Court upholds access \
      to records | Vale complains of prosecution MORE and Mayor Lena Ortiz failed. \
      “It is over,” {named: Reed} said.
      """
    let resolved = try kit.resolve(MarkedText(parsing: text))
    #expect(resolved.resolution.speakers.first?.name.hasPrefix("Omar Reed") == true)
  }

  @Test("the same article gives the same resolution")
  func deterministic() throws {
    for example in try SpeakerCase.read("speakers.txt") {
      let marked = try MarkedText(parsing: example.text)
      let first = try kit.resolve(marked).resolution
      for _ in 0..<3 { #expect(try kit.resolve(marked).resolution == first) }
    }
  }

  @Test(
    "odd articles do not trap",
    arguments: [
      "", " \n", "“", "he", "Mr.", "{{}}", "A. B. C.", "of of of the the", "and and, and",
      "Sen. (D-", "(((", "Jr. III", "’s ’s", "“‘“‘", "one of", "who which that", "I I I",
      "\u{0}\u{0}", "Reed\nReed\nReed", "ÅSA ÖBERG Åsa Öberg", "😀 Reed 😀",
    ])
  func odd(_ text: String) throws {
    let document = try kit.reader.read(Array(text.utf8))
    let analysis = kit.analyzer.analyze(document)
    let count = document.tokens.count
    var attributions: [Attribution] = []
    for start in 0..<count {
      for end in start + 1...count {
        attributions.append(
          Attribution(
            content: [], source: [start..<end], type: .indirect, certainty: .low, rule: "test",
            carriedFrom: attributions.indices.last))
      }
    }
    let resolution = kit.resolver.resolve(analysis, attributions)
    #expect(resolution.assignments.count == attributions.count)
    for assignment in resolution.assignments {
      #expect(assignment.speakers.allSatisfy { resolution.speakers.indices.contains($0) })
      #expect(!assignment.speakers.isEmpty || assignment.unresolved != nil)
    }
    for speaker in resolution.speakers {
      #expect(speaker.mentions.allSatisfy { $0.upperBound <= count && !$0.isEmpty })
      #expect(speaker.mentions == speaker.mentions.sorted { $0.lowerBound < $1.lowerBound })
    }
  }
}
