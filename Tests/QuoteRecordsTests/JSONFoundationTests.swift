import Foundation
import Testing

@testable import QuoteRecords

/// Foundation's reader as a second opinion on what is JSON.
@Suite("JSON beside Foundation")
struct JSONFoundationTests {
  /// Without NUL bytes, by which Foundation guesses at UTF-16, and huge exponents, which it
  /// refuses.
  @Test("both accept and refuse the same bytes")
  func acceptance() {
    var random = SplitMix(state: 23)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"\\n\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"",
      "\\", "\\u12", "true", "false", "null", "nul", "0", "-1", "1.5", "01", "1.", "-", "+1",
      " ", "\n", "\t", "é", "'",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...7, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let bytes = Array(text.utf8)
      let mine = (try? JSONValue(parsing: bytes)) != nil
      let theirs =
        (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      #expect(mine == theirs, "\(text)")
      accepted += mine ? 1 : 0
    }
    #expect(accepted > 500)
  }

  @Test("what is written is read by Foundation as it was")
  func strings() throws {
    let text = "é\u{2028}\u{85}\"\\/\u{0}\u{1F}\u{7F}\u{1F600} a\u{301} \u{FFFD} end"
    let bytes = JSONValue.array([.string(text), .string("")]).json()
    let values = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String]
    #expect(
      values.map { $0.map { Array($0.unicodeScalars) } }
        == [Array(text.unicodeScalars), []])
  }
}
