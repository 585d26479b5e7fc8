import CWideText
import NewsText
import Testing

@Suite("Plain words and marks")
struct CutTests {
  @Test("a token is laid out as C writes it")
  func layout() {
    #expect(MemoryLayout<Token>.size == MemoryLayout<cwide_token>.size)
    #expect(MemoryLayout<Token>.stride == MemoryLayout<cwide_token>.stride)
    #expect(
      MemoryLayout<Token>.offset(of: \.start) == MemoryLayout<cwide_token>.offset(of: \.start))
    #expect(MemoryLayout<Token>.offset(of: \.end) == MemoryLayout<cwide_token>.offset(of: \.end))
    #expect(MemoryLayout<Token>.offset(of: \.kind) == MemoryLayout<cwide_token>.offset(of: \.kind))
    #expect(
      MemoryLayout<Token>.offset(of: \.flags) == MemoryLayout<cwide_token>.offset(of: \.flags))
  }

  @Test("kinds, flags and marks are those of Swift")
  func numbers() throws {
    let text = "One McCain USA, (two) [ x ] six : seven; “yes” — no! \"Who?\" Now."
    let document = try English.read(text)
    let plain = cut(Array(text.utf8), gear: 0)
    #expect(plain.tokens.count == document.tokens.count)
    for (mine, token) in zip(plain.tokens, document.tokens) {
      #expect(mine.start == token.start && mine.end == token.end)
      let isMark = token.kind == .openQuote || token.kind == .closeQuote
      let kind = isMark ? .punctuation : token.kind
      #expect(mine.kind == kind.rawValue, "\(document.text(of: Int(token.start)))")
      let later: Token.Flags = [.startsParagraph, .startsSentence]
      #expect(mine.flags == token.flags.subtracting(later).rawValue)
    }
  }

  @Test("all registers cut alike", arguments: 0..<8)
  func gears(seed: Int) {
    var random = Seeded(UInt64(seed))
    let parts = [
      "word", "a", "McCain", "USA", "I", " ", " ", " ", ",", ".", "..", ". .", "!", "?", ":", ";",
      "\"", "“", "”", "—", "–", "(", ")", "[", "]", "'", "’", "5", "\n", "-", "é",
      "averyveryverylongwordthatgoesonandonandonandonandonbeyondallthatareread",
    ]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0..<90, using: &random)).map { _ in
        parts[Int.random(in: 0..<parts.count, using: &random)]
      }
      let bytes = Array(text.joined().utf8)
      let plain = cut(bytes, gear: 0)
      for gear in 1...max(1, cwide_gear()) where gear <= cwide_gear() {
        #expect(cut(bytes, gear: gear) == plain, "\(text.joined())")
      }
    }
  }

  @Test("bytes that are not UTF-8 are found where Swift finds them", arguments: 0..<8)
  func validity(seed: Int) {
    var random = Seeded(UInt64(seed))
    let edges: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xDF, 0xE0, 0xE2, 0xED, 0xEF,
      0xF0, 0xF1, 0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<3_000 {
      var bytes = [UInt8](repeating: 0x61, count: Int.random(in: 0..<70, using: &random))
      for _ in 0..<Int.random(in: 0..<12, using: &random) where !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] =
          edges[Int.random(in: 0..<edges.count, using: &random)]
      }
      let found = cwide_first_invalid(bytes, bytes.count, 0)
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((found == bytes.count) == isValid, "\(bytes)")
      if found < bytes.count {
        #expect(String(validating: bytes[..<found], as: UTF8.self) != nil, "\(bytes)")
      }
    }
  }

  private struct Cut: Equatable {
    struct Token: Equatable {
      var start, end: UInt32
      var kind: UInt8
      var flags: UInt16
    }
    var tokens: [Token]
    var notes: [UInt64]
    var position: Int
    var isAfterSpace: Bool
  }

  /// What one call cuts.
  private func cut(_ bytes: [UInt8], gear: Int32) -> Cut {
    var maps = [cwide_map](repeating: cwide_map(), count: (bytes.count + 63) / 64 + 2)
    cwide_map_text(bytes, bytes.count, &maps)
    var tokens = [cwide_token](repeating: cwide_token(), count: bytes.count + 80)
    var notes = [UInt64](repeating: 0, count: bytes.count + 80)
    let lengths = [UInt64](repeating: 0, count: 512)
    var cut = cwide_cut()
    cut.length = bytes.count
    cut.token_room = tokens.count
    cut.note_room = notes.count
    cut.after_space = 1
    cut.gear = gear
    bytes.withUnsafeBufferPointer { text in
      maps.withUnsafeBufferPointer { maps in
        lengths.withUnsafeBufferPointer { lengths in
          tokens.withUnsafeMutableBytes { tokens in
            notes.withUnsafeMutableBufferPointer { notes in
              cut.text = text.baseAddress
              cut.maps = maps.baseAddress
              cut.abbreviations = lengths.baseAddress
              cut.openers = lengths.baseAddress
              cut.tokens = tokens.baseAddress
              cut.notes = notes.baseAddress
              cwide_cut_plain(&cut)
            }
          }
        }
      }
    }
    return Cut(
      tokens: tokens[..<cut.token_count].map {
        Cut.Token(start: $0.start, end: $0.end, kind: $0.kind, flags: $0.flags)
      },
      notes: Array(notes[..<cut.note_count]), position: cut.position,
      isAfterSpace: cut.after_space != 0)
  }
}
