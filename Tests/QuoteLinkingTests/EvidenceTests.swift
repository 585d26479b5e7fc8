import QuoteRecords
import Testing

@testable import QuoteLinking

@Suite("Dates and speakers")
struct EvidenceTests {
  @Test(
    "moments are read from ISO 8601",
    arguments: [
      ("1970-01-01", 0), ("1970-01-02T00:00:00Z", 86_400), ("2000-03-01", 951_868_800),
      ("2016-02-29T12:30:15Z", 1_456_749_015), ("2016-02-29T12:30", 1_456_749_000),
      ("2016-02-29 12:30:15.25+01:00", 1_456_745_415), ("2016-02-29T12:30:15-0530", 1_456_768_815),
      ("1969-12-31T23:59:59Z", -1),
    ])
  func moments(text: String, seconds: Int) {
    #expect(Moment(text)?.seconds == seconds)
  }

  @Test("what is no date is none", arguments: ["", "today", "2016-13-01", "2016/02/03", "16-2-3"])
  func noMoment(text: String) {
    #expect(Moment(text) == nil)
  }

  @Test("days count down through midnight before 1970")
  func days() {
    #expect(Moment("1969-12-31T23:59:59Z")?.day == -1)
    #expect(Moment("1970-01-01T23:59:59Z")?.day == 0)
  }

  @Test(
    "names that may be one person's do not conflict",
    arguments: [
      ("Lena Ortiz", "Ortiz", false), ("Lena Ortiz", "Lena M. Ortiz", false),
      ("Lena Ortiz", "L. Ortiz", false), ("Lena Ortiz", "Omar Reed", true),
      ("Lena Ortiz", "Ana Ortiz", true), ("ORTIZ", "Lena Ortiz", false),
      ("Harbor Commission", "Omar Reed", true),
    ])
  func voices(first: String, second: String, conflict: Bool) {
    let voices = [first, second].map { Self.voice($0) }
    #expect(voices[0].conflicts(with: voices[1]) == conflict)
    #expect(voices[1].conflicts(with: voices[0]) == conflict)
    #expect(voices[0].agrees(with: voices[1]) == !conflict)
  }

  @Test("who is not named conflicts with nobody and agrees with nobody")
  func unnamed() {
    let unnamed = Self.voice("an official", named: false)
    #expect(unnamed.isAnonymous)
    #expect(!unnamed.conflicts(with: Self.voice("Omar Reed")))
    #expect(!unnamed.agrees(with: Self.voice("Omar Reed")))
    #expect(!Voice.unknown.isAnonymous)
  }

  private static func voice(_ name: String, named: Bool = true) -> Voice {
    let record = article("a", quotes: [("so", name, named, .direct)])
    return Voice(of: record.quotes[0], among: [name: record.speakers[0]])
  }
}
