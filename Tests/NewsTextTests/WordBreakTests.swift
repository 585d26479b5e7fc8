import CICU
import CWideText
import Foundation
import NewsText
import Testing

/// Unicode's own test file, as Debian's package `unicode-data` installs it.
private let unicodeFile = "/usr/share/unicode/auxiliary/WordBreakTest.txt"

/// Whether ICU knows the characters that the table knows.
private let isSameUnicode = cicu_unicode_version() == cwide_unicode_version

@Suite("Word boundaries")
struct WordBreakTests {
  private let icu: ICUWordBreaker
  private let words = WordBreaker()

  init() throws { icu = try ICUWordBreaker() }

  @Test(
    "every line of Unicode's WordBreakTest holds",
    .enabled(
      if: FileManager.default.fileExists(atPath: unicodeFile),
      "needs /usr/share/unicode (Debian's unicode-data)"))
  func unicodeTestFile() throws {
    let text = try String(contentsOfFile: unicodeFile, encoding: .utf8)
    var lines = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let (bytes, expected) = parse(line.prefix { $0 != "#" })
      #expect(words.boundaries(in: bytes) == expected, "\(line)")
      if isSameUnicode { #expect(try icu.boundaries(in: bytes) == expected, "\(line)") }
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

  /// So many random strings; `QUOTEEX_STRINGS` asks for more, as `make word-test` does.
  private static let strings =
    ProcessInfo.processInfo.environment["QUOTEEX_STRINGS"].flatMap(Int.init) ?? 200_000

  @Test("random strings break as ICU breaks them", arguments: 0..<20)
  func differential(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    for _ in 0..<max(1, Self.strings / 20 / 100) {
      // Line ends part strings, so that ICU reads a hundred of them at once.
      var bytes: [UInt8] = []
      for _ in 0..<100 { bytes += NastyText.sample(&random) + [0x0A] }
      let expected = try icu.boundaries(in: bytes)
      let found = words.boundaries(in: bytes)
      if found != expected { Issue.record(Comment(rawValue: "\(bytes)")) }
    }
  }

  @Test("long texts break as ICU breaks them, wherever characters outside ASCII stand")
  func mixedTexts() throws {
    var random = Seeded(7)
    for spread in [3, 20, 70, 200] {
      var bytes: [UInt8] = []
      while bytes.count < 20_000 {
        bytes += Array(
          repeating: UInt8(ascii: "a"), count: Int.random(in: 0...spread, using: &random))
        bytes += NastyText.sample(&random)
      }
      #expect(words.boundaries(in: bytes) == (try icu.boundaries(in: bytes)))
    }
  }

  @Test("boundaries ascend to the end and no bytes have none")
  func edges() {
    #expect(WordBreaker().boundaries(in: []).isEmpty)
    #expect(WordBreaker().boundaries(in: Array("It's 3.5 km.".utf8)) == [4, 5, 8, 9, 11, 12])
    let letters = Array(repeating: UInt8(ascii: "a"), count: 64)
    #expect(WordBreaker().boundaries(in: letters) == [64])
    #expect(WordBreaker().boundaries(in: letters + [0x20]) == [64, 65])
    #expect(WordBreaker().boundaries(in: letters + [0x2E] + letters) == [129])
  }
}

@Suite("Character classes")
struct CharacterTableTests {
  @Test("the table is what ICU's property data make")
  func table() {
    var differing: [UInt32] = []
    for codePoint in UInt32(0)..<0x11_0000 {
      let expected = cicu_properties(codePoint)
      let found = cwide_properties(codePoint)
      // Another version of Unicode has other characters: those that both know must be alike.
      let isKnown = isSameUnicode || (expected >> 8 & 31 != 0 && found >> 8 & 31 != 0)
      if isKnown, found != expected { differing.append(codePoint) }
    }
    #expect(differing.isEmpty || !isSameUnicode && differing.count < 100)
    #expect(cwide_properties(0x11_0000) == 0)
  }

  @Test("every width of registers maps text alike", arguments: 1...2)
  func gears(gear: Int32) {
    var random = Seeded(11)
    for _ in 0..<2_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...30, using: &random) { bytes += NastyText.sample(&random) }
      guard let found = Self.maps(of: bytes, gear) else { return }
      #expect(found == Self.maps(of: bytes, 0))
    }
  }

  private static func maps(of bytes: [UInt8], _ gear: Int32) -> [UInt64]? {
    var maps = Array(repeating: cwide_map(), count: bytes.count / 64 + 1)
    guard cwide_map_text_in_gear(gear, bytes, bytes.count, &maps) == 1 else { return nil }
    return maps.flatMap { [$0.letters, $0.capitals, $0.digits, $0.beyond, $0.starts, $0.unsure] }
  }
}

/// Short texts of characters that rules of word boundaries are about.
enum NastyText {
  /// Characters of every word-break class, and some of news text.
  private static let alphabet: [[UInt8]] =
    ("aZ9.,:;'’‘\"_ \t\n\r\u{85}\u{2028}-—“”é\u{301}\u{200D}\u{AD}\u{FE0F}"
    + "😀👩❤🇺🇸אב״׳ァヲ漢ก\u{3000}\u{2024}·$%\u{600}b8 x").unicodeScalars
    .map { Array(String($0).utf8) }

  static func sample(_ random: inout Seeded) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<Int(random.next() % 14 + 1) {
      bytes += alphabet[Int(random.next() % UInt64(alphabet.count))]
    }
    return bytes
  }
}
