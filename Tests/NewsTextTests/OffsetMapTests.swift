import NewsText
import Testing

@Suite("Offsets")
struct OffsetMapTests {
  @Test(
    "every boundary has the offsets that String counts",
    arguments: [
      "", "plain", "naïve “café” — 😀 end", String(repeating: "é😀x“", count: 100),
      String(repeating: "a", count: 63) + "é", String(repeating: "a", count: 64) + "é",
      "\u{FEFF}mark",
    ])
  func units(_ text: String) {
    let map = OffsetMap(Array(text.utf8))
    for index in text.unicodeScalars.indices {
      let utf8 = text.utf8.distance(from: text.startIndex, to: index)
      let before = text[..<index]
      #expect(map.codepoint(utf8) == before.unicodeScalars.count)
      #expect(map.utf16(utf8) == before.utf16.count)
    }
    #expect(map.codepoint(text.utf8.count) == text.unicodeScalars.count)
    #expect(map.utf16(text.utf8.count) == text.utf16.count)
  }
}
