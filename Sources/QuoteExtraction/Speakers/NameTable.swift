import NewsText
import RuleEngine

/// Numbers for the words of names, alike but for the case of ASCII letters.
///
/// Only words of names come here; FNV-1a over their bytes, then a dictionary from hash to the first
/// token of that hash, whose bytes are compared.
struct NameTable {
  private let document: Document
  private var firstOf: [UInt64: [Int32]] = [:]

  init(document: Document) { self.document = document }

  /// The number of a token's word: that of the first token with the same word.
  mutating func number(of token: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes(token) {
      hash = (hash ^ UInt64(Self.lower(byte))) &* 0x100_0000_01B3
    }
    for other in firstOf[hash, default: []] where same(Int(other), token) { return Int(other) }
    firstOf[hash, default: []].append(Int32(token))
    return token
  }

  /// Whether one word is the beginning of the other, with three letters or more, or their first
  /// letters agree and one is an initial.
  func isShortOf(_ one: Int, _ other: Int) -> Bool {
    let first = bytes(one)
    let second = bytes(other)
    let short = first.count <= second.count ? first : second
    let long = first.count <= second.count ? second : first
    guard let a = short.first, let b = long.first, Self.lower(a) == Self.lower(b) else {
      return false
    }
    if short.count == 1 || (short.count == 2 && short.last == 0x2E) { return true }
    return short.count >= 3 && zip(short, long).allSatisfy { Self.lower($0) == Self.lower($1) }
  }

  /// The first letter of a token's word, in lower case.
  func initial(of token: Int) -> UInt8 { bytes(token).first.map(Self.lower) ?? 0 }

  /// The letters and digits of a token's word, in lower case.
  func letters(of token: Int) -> [UInt8] {
    bytes(token).map(Self.lower).filter { $0 != 0x2E && $0 != 0x26 }
  }

  private func bytes(_ token: Int) -> ArraySlice<UInt8> {
    document.bytes[document.tokens[token].bytes]
  }

  private func same(_ one: Int, _ other: Int) -> Bool {
    let first = bytes(one)
    let second = bytes(other)
    return first.count == second.count
      && zip(first, second).allSatisfy { Self.lower($0) == Self.lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
