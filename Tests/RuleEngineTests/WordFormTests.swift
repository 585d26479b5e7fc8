import NewsText
import RuleEngine
import Testing

/// Words in all forms are found as their strings are the same.
@Suite("Forms of words")
struct WordFormTests {
  private static let known = [
    "the", "n't", "'s", "'", "o'brien", "café", "â", "nã1", "đồng", "บาท", "руб", "元", "원", "⅕",
    "−",
    "≥", "straße", "extraordinarily-long-word", "twelve-bytes", "sixteen-bytes-xy", "कर", "ñandú",
  ]
  private let words: Vocabulary

  init() throws {
    let apart = ["a\u{302}", "na\u{303}1"]
    words = try RulePack(
      stack: [TestPack().source], schema: .open, extraWords: Self.known + apart
    ).vocabulary
  }

  @Test("every word is found with curly apostrophes, in capitals and with its letters in parts")
  func forms() {
    let forms: [(String, String)] = [
      ("n’t", "n't"), ("N’T", "n't"), ("’s", "'s"), ("‘s", "'s"), ("’", "'"),
      ("O’BRIEN", "o'brien"),
      ("cafe\u{301}", "café"), ("CAFÉ", "café"), ("a\u{302}", "â"), ("Â", "â"), ("nÃ1", "nã1"),
      ("ĐỒNG", "đồng"), ("đo\u{302}\u{300}ng", "đồng"), ("STRAßE", "straße"), ("ÑANDÚ", "ñandú"),
      ("n\u{303}andu\u{301}", "ñandú"), ("SIXTEEN-BYTES-XY", "sixteen-bytes-xy"),
    ]
    for (form, word) in forms {
      #expect(words.lexeme(word) != 0, "\(word)")
      #expect(words.lexeme(form) == words.lexeme(word), "\(form)")
      let bytes = Array(form.utf8)
      let token = Token(
        start: 0, end: UInt32(bytes.count), kind: .word,
        flags: bytes.contains { $0 >= 0x80 } ? .nonASCII : [])
      #expect(words.lexemes(of: [token], in: bytes) == [words.lexeme(word)], "\(form)")
    }
  }

  @Test("random words are found as strings in lower case are the same")
  func random() {
    let numbers = Dictionary(
      (1..<words.count).map { (words.text(of: LexemeID($0)), LexemeID($0)) }
    ) { first, _ in first }
    let parts = [
      "a", "e", "o", "n", "E", "N", "'", "’", "‘", "-", "‐", "é", "É", "â", "Â", "ã", "ồ", "Ồ", "đ",
      "Đ", "\u{300}", "\u{301}", "\u{302}", "\u{303}", "元", "원", "บ", "า", "ท", "р", "у", "б", "Р",
      "क", "र", "\u{93C}", "⅕", "−", "K", "ﬁ", "t", "s", "b", "r", "1", "🇫", "👩",
    ]
    var random: UInt64 = 11
    func next(_ count: Int) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((random >> 33) % UInt64(count))
    }
    for _ in 0..<60_000 {
      let word = (0...next(4)).map { _ in parts[next(parts.count)] }.joined()
      var plain = ""
      for scalar in word.unicodeScalars {
        switch scalar.value {
        case 0x2018, 0x2019: plain += "'"
        case 0x2010, 0x2011: plain += "-"
        default: plain.unicodeScalars.append(scalar)
        }
      }
      let bytes = Array(word.utf8)
      let token = Token(start: 0, end: UInt32(bytes.count), kind: .word, flags: .nonASCII)
      let number = numbers[plain.lowercased()] ?? 0
      #expect(words.lexeme(word) == number, "\(word)")
      #expect(words.lexemes(of: [token], in: bytes) == [number], "\(word)")
    }
  }
}
