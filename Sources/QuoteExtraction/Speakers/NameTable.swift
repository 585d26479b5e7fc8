import NewsText
import RuleEngine

/// Numbers for the words of names, and for stretches of text, alike but for the case of ASCII
/// letters.
///
/// Open addressing by hashes; the bytes of what has the same hash are compared.
struct NameTable {
  private struct Slot {
    var hash: UInt64
    /// The token or the value; -1 where empty.
    var number: Int32
    /// The bytes of the first that has this hash.
    var start: UInt32
    var end: UInt32
  }

  private let document: Document
  private var slots = [Slot](repeating: Slot(hash: 0, number: -1, start: 0, end: 0), count: 128)
  private var used = 0

  init(document: Document) { self.document = document }

  /// The number of a token's word: that of the first token with the same word.
  mutating func number(of token: Int) -> Int {
    let bytes = document.tokens[token].bytes
    let hash = Self.hash(document.bytes, bytes)
    let slot = find(hash, bytes)
    if slots[slot].number >= 0 { return Int(slots[slot].number) }
    insert(Int32(token), hash, bytes, at: slot)
    return token
  }

  /// The number of a token's word; `nil` where it has none.
  func known(_ token: Int) -> Int? { number(ofText: document.tokens[token].bytes) }

  /// The number given to a text; `nil` where it has none.
  func number(ofText bytes: Range<Int>) -> Int? {
    let number = slots[find(Self.hash(document.bytes, bytes), bytes)].number
    return number < 0 ? nil : Int(number)
  }

  /// Gives a text a number, over any that it had.
  mutating func set(_ number: Int, ofText bytes: Range<Int>) {
    let hash = Self.hash(document.bytes, bytes)
    let slot = find(hash, bytes)
    if slots[slot].number >= 0 {
      slots[slot].number = Int32(number)
    } else {
      insert(Int32(number), hash, bytes, at: slot)
    }
  }

  /// The slot of a text, or the empty one where it belongs.
  private func find(_ hash: UInt64, _ bytes: Range<Int>) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while slots[slot].number >= 0 {
      if slots[slot].hash == hash, same(Int(slots[slot].start)..<Int(slots[slot].end), bytes) {
        return slot
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func insert(_ number: Int32, _ hash: UInt64, _ bytes: Range<Int>, at slot: Int) {
    slots[slot] = Slot(
      hash: hash, number: number, start: UInt32(bytes.lowerBound), end: UInt32(bytes.upperBound))
    used += 1
    if used * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = Array(
      repeating: Slot(hash: 0, number: -1, start: 0, end: 0), count: old.count * 2)
    let mask = slots.count - 1
    for entry in old where entry.number >= 0 {
      var slot = Int(truncatingIfNeeded: entry.hash ^ entry.hash >> 32) & mask
      while slots[slot].number >= 0 { slot = (slot + 1) & mask }
      slots[slot] = entry
    }
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

  /// Whether a word is two syllables of a given name as Cantonese writes them: "Mei-yee".
  func isJoinedGivenName(_ token: Int) -> Bool {
    let word = bytes(token)
    guard let hyphen = word.firstIndex(of: 0x2D), hyphen > word.startIndex,
      hyphen + 1 < word.endIndex
    else { return false }
    return word[hyphen + 1] &- 0x61 < 26
  }

  /// Whether two tokens have the same word.
  func areSame(_ one: Int, _ other: Int) -> Bool {
    same(document.tokens[one].bytes, document.tokens[other].bytes)
  }

  /// The first letter of a token's word, in lower case.
  func initial(of token: Int) -> UInt8 { bytes(token).first.map(Self.lower) ?? 0 }

  /// The letters and digits of a token's word, in lower case, if it can be an acronym.
  func acronym(of token: Int) -> UInt64? {
    var letters = Letters()
    for byte in bytes(token) where byte != 0x2E && byte != 0x26 { letters.append(Self.lower(byte)) }
    return letters.count >= 2 ? letters.packed : nil
  }

  /// Up to six letters as one number.
  struct Letters {
    private var bits: UInt64 = 0
    private(set) var count = 0

    mutating func append(_ letter: UInt8) {
      bits = bits &<< 8 | UInt64(letter)
      count += 1
    }

    /// The number; `nil` where there are more.
    var packed: UInt64? { count > 6 ? nil : bits }
  }

  private func bytes(_ token: Int) -> ArraySlice<UInt8> {
    document.bytes[document.tokens[token].bytes]
  }

  private func same(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    guard one.count == other.count else { return false }
    for place in 0..<one.count {
      let a = document.bytes[one.lowerBound + place]
      let b = document.bytes[other.lowerBound + place]
      if a != b, Self.lower(a) != Self.lower(b) { return false }
    }
    return true
  }

  @inline(__always)
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    WordHash.hash(bytes, range, isFolded: true)
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
}
