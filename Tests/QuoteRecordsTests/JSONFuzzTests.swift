import Testing

@testable import QuoteRecords

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

@Suite("JSON under random input")
struct JSONFuzzTests {
  @Test("what is written reads back the same")
  func roundTrip() throws {
    var random = SplitMix(state: 7)
    for _ in 0..<500 {
      let value = Self.value(depth: 0, &random)
      for style in JSONStyle.allCases {
        #expect(try JSONValue(parsing: value.json(style)) == value)
      }
    }
  }

  @Test("broken bytes are refused or read, never trapped on, and the place is inside")
  func broken() {
    var random = SplitMix(state: 11)
    for _ in 0..<3000 {
      var bytes = Self.value(depth: 0, &random).json()
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default: bytes.insert(Self.nasty.randomElement(using: &random) ?? 0, at: at)
        }
      }
      for isLossy in [false, true] {
        do throws(JSONError) {
          let value = try JSONReader(isLossy: isLossy).read(bytes).value
          #expect(value.json().isEmpty == false)
        } catch {
          #expect(0...bytes.count ~= error.place.byte)
        }
      }
    }
  }

  private static let nasty: [UInt8] = Array("\"\\{}[],:-+.eEuU0019tfn \n".utf8) + [0, 0xC3, 0xED]

  private static func value(depth: Int, _ random: inout SplitMix) -> JSONValue {
    switch Int.random(in: depth > 4 ? 0..<4 : 0..<6, using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number("\(Int.random(in: -999...9999, using: &random))")
    case 3: return .string(string(&random))
    case 4:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1, &random) })
    default:
      let count = Int.random(in: 0...4, using: &random)
      return .object(
        (0..<count).map { .init("\($0)" + string(&random), value(depth: depth + 1, &random)) })
    }
  }

  private static func string(_ random: inout SplitMix) -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "\"", "\\", "/", "\n", "\u{0}", "\u{7F}", "\u{85}", "\u{E9}", "\u{301}", "\u{2028}",
      "\u{FEFF}", "\u{FFFD}", "\u{1F600}", "\u{10FFFF}", " ",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
    }
    return String(text)
  }
}
