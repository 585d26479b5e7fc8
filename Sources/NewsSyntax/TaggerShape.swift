/// How a word is written and how it ends: all that the tagger knows of a word it has never seen.
///
/// One number holds the shape and up to three last bytes, lower-cased, digits as `0`; so classes of
/// unknown words are found without text.
package struct WordEnding: Hashable, Comparable, Sendable {
  /// Shape in the high byte, then the ending's bytes.
  package let key: UInt32

  private init(key: UInt32) { self.key = key }

  package static func < (a: WordEnding, b: WordEnding) -> Bool { a.key < b.key }

  /// The shape of a word and its last `length` bytes (at most 3; the whole word where shorter).
  package init(of word: some RandomAccessCollection<UInt8>, length: Int) {
    var key: UInt32 = 0
    for byte in word.suffix(min(length, 3)) { key = key << 8 | UInt32(Self.folded(byte)) }
    self.key = UInt32(Self.shape(of: word)) << 24 | key
  }

  /// The same shape with the last `length` bytes only.
  package func shortened(to length: Int) -> WordEnding {
    let mask: UInt32 = length <= 0 ? 0 : length == 1 ? 0xff : length == 2 ? 0xffff : 0xff_ffff
    return WordEnding(key: key & (0xff00_0000 | mask))
  }

  /// Whether every byte of the ending is ASCII, so that it can be written as text.
  package var isASCII: Bool { key & 0x0080_8080 == 0 }

  private static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5a: byte | 0x20
    case 0x30...0x39: 0x30
    default: byte
    }
  }

  private static let letters: [UInt8] = Array("lCUmo".utf8)

  /// Whether a word opens with a Latin capital beyond ASCII, in two bytes: "Élie", "Łukasz".
  private static func opensWithAccent(_ word: some RandomAccessCollection<UInt8>) -> Bool {
    guard let first = word.first, first >= 0xc3, first <= 0xc5, let second = word.dropFirst().first
    else { return false }
    let letter = UInt16(first & 0x1f) << 6 | UInt16(second & 0x3f)
    switch letter {
    case 0xc0...0xde: return letter != 0xd7
    case 0x139...0x148, 0x179...0x17e: return letter % 2 == 1
    case 0x100...0x137, 0x14a...0x178: return letter % 2 == 0
    default: return false
    }
  }

  /// Bits 0–2: lower, capital, all capitals, capitals inside, other; then digit, hyphen.
  private static func shape(of word: some RandomAccessCollection<UInt8>) -> UInt8 {
    var upper = false
    var lower = false
    var digit = false
    var hyphen = false
    for byte in word {
      switch byte {
      case 0x41...0x5a: upper = true
      case 0x61...0x7a: lower = true
      case 0x30...0x39: digit = true
      case 0x2d: hyphen = true
      default: break
      }
    }
    let first = word.first ?? 0
    let isCapital = first >= 0x41 && first <= 0x5a || opensWithAccent(word)
    var shape: UInt8 = isCapital ? (lower ? 1 : 2) : upper ? 3 : lower ? 0 : 4
    if digit { shape |= 8 }
    if hyphen { shape |= 16 }
    return shape
  }
}

extension WordEnding {
  /// As tables write it: `l` lower, `C` capital, `U` all capitals, `m` capitals inside, `o` other;
  /// `d` with a digit, `h` with a hyphen; `~` and the ending: `l~ing`, `Ch~led`.
  package var name: String {
    let shape = UInt8(key >> 24)
    var bytes = [Self.letters[min(Int(shape & 7), 4)]]
    if shape & 8 != 0 { bytes.append(UInt8(ascii: "d")) }
    if shape & 16 != 0 { bytes.append(UInt8(ascii: "h")) }
    bytes.append(UInt8(ascii: "~"))
    for shift: UInt32 in [16, 8, 0] where key >> shift & 0xff != 0 {
      bytes.append(UInt8(key >> shift & 0xff))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a name; `nil` where it is none.
  package init?(named name: some StringProtocol) {
    let bytes = Array(name.utf8)
    guard let tilde = bytes.firstIndex(of: UInt8(ascii: "~")), let first = bytes.first,
      let letter = Self.letters.firstIndex(of: first), bytes.count - tilde <= 4
    else { return nil }
    var shape = UInt8(letter)
    if bytes[..<tilde].contains(UInt8(ascii: "d")) { shape |= 8 }
    if bytes[..<tilde].contains(UInt8(ascii: "h")) { shape |= 16 }
    var key: UInt32 = 0
    for byte in bytes[(tilde + 1)...] { key = key << 8 | UInt32(byte) }
    self.init(key: UInt32(shape) << 24 | key)
  }
}
