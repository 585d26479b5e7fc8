import NewsText
import Testing

@Suite("Where tokens stand")
struct PlacementTests {
  private static let texts = [
    "The mayor, who had said no to McCain, told NATO envoys (and J. Smith) that it's over.",
    "a b, c ,d ,, e  f\tg\u{A0}h,i iPhone iPhones ABC Abc, aBC x1 1x naïve, l’été don't U.S. Mr. X",
    String(repeating: "w", count: 63) + " " + String(repeating: "x", count: 64) + ", "
      + String(repeating: "y", count: 65) + ". Z",
  ]

  @Test("spaces before a text move its tokens and change nothing else", arguments: texts)
  func moved(text: String) throws {
    let expected = try English.reader.read(Array(text.utf8)).tokens
    for shift in 1...130 {
      let bytes = [UInt8](repeating: 0x20, count: shift) + Array(text.utf8)
      let found = try English.reader.read(bytes).tokens.map { token in
        Token(
          start: token.start - UInt32(shift), end: token.end - UInt32(shift), kind: token.kind,
          flags: token.flags)
      }
      #expect(found == expected, "behind \(shift) spaces")
    }
  }
}
