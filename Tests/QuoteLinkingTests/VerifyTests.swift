import QuoteRecords
import Testing

@testable import QuoteLinking

@Suite("Where quotations stand")
struct VerifyTests {
  @Test("voices that touch some bytes are found, in their order", arguments: 1...40)
  func voices(seed: UInt64) {
    var state = seed
    func number(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let voices = (0..<number(60)).map { _ in
      let start = number(400)
      return PlacedVoice(
        bytes: start..<start + 1 + number(seed % 2 == 0 ? 400 : 20), voice: SpokenBy(),
        isQuoted: true)
    }
    let index = VoiceIndex(voices)
    for _ in 0..<100 {
      let start = number(420)
      let range = start..<start + 1 + number(50)
      let wanted = voices.indices.filter { voices[$0].bytes.overlaps(range) }
      #expect(index.places(touching: range) == wanted)
    }
  }

  @Test(
    "lengths and lines are counted from any place",
    arguments: [OffsetUnit.codepoint, .utf8, .utf16])
  func lengths(unit: OffsetUnit) {
    let text = String(repeating: "“It is é 😀 so,”\nshe said.\n", count: 100)
    let bytes = Array(text.utf8)
    let table = LengthTable(of: bytes, unit: unit)
    for place in stride(from: 0, through: bytes.count, by: 7)
    where place == bytes.count || bytes[place] & 0xC0 != 0x80 {
      let before = String(decoding: bytes[..<place], as: UTF8.self)
      let length =
        switch unit {
        case .codepoint: before.unicodeScalars.count
        case .utf8: place
        case .utf16: before.utf16.count
        }
      #expect(table.length(before: place, in: bytes) == length)
      #expect(table.lines(before: place, in: bytes) == before.utf8.count { $0 == 0x0A })
    }
  }

  @Test("the same quotation in many places is placed by its speaker in each")
  func many() {
    let quote = "“We have patched this bridge for the last time and work starts in May,”"
    var source = ArticleRecord(id: "a")
    source.text = String(repeating: "\(quote) Ortiz said.\n", count: 200)
    let verifier = DraftVerifier(sources: [source])
    let length = quote.unicodeScalars.count + " Ortiz said.\n".unicodeScalars.count
    var draft = source
    draft.id = "b"
    draft.quotes = (0..<200).map { place in
      QuoteRecord(
        id: "q\(place)", type: .direct, act: .speech,
        content: [
          Span(
            start: place * length + 1, end: place * length + quote.unicodeScalars.count - 1,
            text: String(quote.dropFirst().dropLast()))
        ], certainty: .high, rule: "")
    }
    let checks = verifier.verification(of: draft).checks
    #expect(checks.count == 200)
    #expect(checks.allSatisfy { $0.verdict == .exact && $0.place?.line == 1 })
    #expect(checks.map(\.line) == (1...200).map { $0 })
    #expect(checks.allSatisfy { $0.otherPlaces == 63 })
  }
}
