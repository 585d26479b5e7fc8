import Foundation
import NewsText
import Testing

/// Unicode's own test file, as Debian's package `unicode-data` installs it.
private let unicodeFile = "/usr/share/unicode/auxiliary/WordBreakTest.txt"

@Suite("Word boundaries")
struct WordBreakTests {
  @Test(
    "every line of Unicode's WordBreakTest holds",
    .enabled(
      if: FileManager.default.fileExists(atPath: unicodeFile),
      "needs /usr/share/unicode (Debian's unicode-data)"))
  func unicodeTestFile() throws {
    let icu = try ICUWordBreaker()
    let words = WordBreaker()
    let text = try String(contentsOfFile: unicodeFile, encoding: .utf8)
    var lines = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let (bytes, expected) = parse(line.prefix { $0 != "#" })
      #expect(words.boundaries(in: bytes) == expected, "\(line)")
      #expect(try icu.boundaries(in: bytes) == expected, "\(line)")
      lines += 1
    }
    #expect(lines > 1800)
  }

  private func parse(_ line: Substring) -> (bytes: [UInt8], boundaries: [Int]) {
    var bytes: [UInt8] = []
    var boundaries: [Int] = []
    for part in line.split(whereSeparator: \.isWhitespace) {
      if part == "÷" {
        if !bytes.isEmpty { boundaries.append(bytes.count) }
      } else if let scalar = UInt32(part, radix: 16).flatMap(Unicode.Scalar.init) {
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      }
    }
    return (bytes, boundaries)
  }

  @Test("random strings break as ICU breaks them", arguments: 0..<20)
  func differential(seed: Int) throws {
    let icu = try ICUWordBreaker()
    let words = WordBreaker()
    var random = Seeded(UInt64(seed))
    for _ in 0..<500 {
      let text = Self.sample(&random)
      let bytes = Array(text.utf8)
      let expected = try icu.boundaries(in: bytes)
      #expect(words.boundaries(in: bytes) == expected, "\(text.unicodeScalars.map(\.value))")
    }
  }

  /// Characters of every word-break class, and some news text.
  private static let alphabet: [Unicode.Scalar] = Array(
    ("aZ9.,:;'’‘\"_ \t\n\r\u{85}\u{2028}-—“”é\u{301}\u{200D}\u{AD}\u{FE0F}"
      + "😀👩❤🇺🇸אב״׳ァヲ漢ก\u{3000}\u{2024}·$%\u{600}").unicodeScalars)

  private static func sample(_ random: inout Seeded) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      if let scalar = alphabet.randomElement(using: &random) { text.append(scalar) }
    }
    return String(text)
  }

  @Test("boundaries ascend to the end and no bytes have none")
  func edges() {
    #expect(WordBreaker().boundaries(in: []).isEmpty)
    #expect(WordBreaker().boundaries(in: Array("It's 3.5 km.".utf8)) == [4, 5, 8, 9, 11, 12])
  }
}
