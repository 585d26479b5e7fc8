/// Numbers words: the same word has the same number, from 0 in the order of their coming.
///
/// Words are bytes in one arena, found by an open-addressing table. Nothing that comes out of a
/// linker may hang on the numbers themselves, only on what they stand for.
package struct WordTable {
  /// A word's number.
  package typealias ID = UInt32

  private let bits: WordBits
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  private var weights: [WordBits.Weight] = []
  private var shapes: [WordShape] = []
  /// The upper half of a word's hash, and its number and one more; 0 where a slot is free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)

  init(bits: WordBits) {
    self.bits = bits
  }

  /// The number of a word that is not empty.
  mutating func id(of word: [UInt8]) -> ID {
    let hash = Hash.bytes(word)
    if let slot = slot(of: word, hash: hash) { return slot }
    let id = ID(truncatingIfNeeded: ends.count)
    arena.append(contentsOf: word)
    ends.append(arena.count)
    hashes.append(hash)
    shapes.append(WordShape(word))
    let text = String(decoding: word, as: UTF8.self)
    weights.append(bits.weight(of: text, letters: text.unicodeScalars.count))
    if ends.count * 2 > slots.count { grow() } else { insert(id, hash: hash) }
    return id
  }

  /// The numbers of words that are joined by spaces, in their order.
  mutating func ids(of words: String) -> [ID] {
    var ids: [ID] = []
    var word: [UInt8] = []
    func finish(_ table: inout Self) {
      guard !word.isEmpty else { return }
      ids.append(table.id(of: word))
      word.removeAll(keepingCapacity: true)
    }
    for byte in words.utf8 {
      if byte == 0x20 { finish(&self) } else { word.append(byte) }
    }
    finish(&self)
    return ids
  }

  /// Words joined by spaces, in the order of their bytes.
  func text(of words: Set<ID>) -> String {
    words.map { bytes($0) }.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// The hash of a word: of its bytes alone.
  @inline(__always)
  func hash(_ id: ID) -> UInt64 { hashes[Int(id)] }

  /// The tenths of a bit that a word tells.
  @inline(__always)
  func tenths(_ id: ID) -> Int { Int(weights[Int(id)].tenths) }

  /// Whether a word carries grammar rather than content.
  func isFunctionWord(_ id: ID) -> Bool { weights[Int(id)].isFunctionWord }

  /// The bytes of a word.
  @inline(__always)
  func bytes(_ id: ID) -> ArraySlice<UInt8> {
    arena[(id == 0 ? 0 : ends[Int(id) - 1])..<ends[Int(id)]]
  }

  /// Whether two words written as one are a third: "back end" and "backend".
  func joins(_ first: ID, _ second: ID, into whole: ID) -> Bool {
    guard shape(first).length + shape(second).length == shape(whole).length else { return false }
    let (a, b, c) = (bytes(first), bytes(second), bytes(whole))
    return c.starts(with: a) && c.dropFirst(a.count) == b
  }

  /// The shape of a word.
  @inline(__always)
  func shape(_ id: ID) -> WordShape { shapes[Int(id)] }

  /// Whether a word is written together with the one before, shortened.
  @inline(__always)
  func isClitic(_ id: ID) -> Bool { weights[Int(id)].isClitic }

  /// Whether two words are a third when the second is shortened: "we have" and "weve", "is not" and
  /// "isnt". What is left of the second are letters of it, in their order, its last among them.
  func contracts(_ first: ID, _ second: ID, into whole: ID) -> Bool {
    guard weights[Int(second)].isClitic else { return false }
    let (a, b, c) = (bytes(first), bytes(second), bytes(whole))
    let rest = c.dropFirst(a.count)
    guard c.starts(with: a), 1..<b.count ~= rest.count, rest.last == b.last else { return false }
    var letters = b[...]
    for letter in rest {
      guard let place = letters.firstIndex(of: letter) else { return false }
      letters = letters[(place + 1)...]
    }
    return true
  }

  /// Whether two words are a third, written as one or shortened.
  @inline(__always)
  func isOne(_ first: ID, _ second: ID, _ whole: ID) -> Bool {
    guard shape(first).mayBegin(shape(whole)) else { return false }
    return joins(first, second, into: whole) || contracts(first, second, into: whole)
  }

  @inline(__always)
  private func slot(of word: [UInt8], hash: UInt64) -> ID? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let id = ID(truncatingIfNeeded: slots[slot]) - 1
        if hashes[Int(id)] == hash, isWritten(id, word) { return id }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func isWritten(_ id: ID, _ word: [UInt8]) -> Bool {
    let start = id == 0 ? 0 : ends[Int(id) - 1]
    guard ends[Int(id)] - start == word.count else { return false }
    for place in word.indices where arena[start + place] != word[place] { return false }
    return true
  }

  private mutating func insert(_ id: ID, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash >> 32) << 32 | (UInt64(id) + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      insert(ID(truncatingIfNeeded: index), hash: hash)
    }
  }
}

/// The first byte of a word and how many bytes it has, of one of 16 MB or more so many: what tells
/// most words that are no two others written as one.
struct WordShape: Hashable {
  private var bits: UInt32

  init(_ word: [UInt8]) {
    bits = UInt32(word.first ?? 0) << 24 | UInt32(truncatingIfNeeded: min(word.count, 0xFF_FFFF))
  }

  private init(bits: UInt32) { self.bits = bits }

  /// The shape of no word.
  static let nothing = WordShape(bits: 0)
  /// A bit that no first byte of UTF-8 has beside the others: all letters may be left out.
  private static let loose: UInt32 = 0xFF << 24

  @inline(__always)
  var length: UInt32 { bits & 0xFF_FFFF }

  /// Whether a longer word begins with the same byte.
  @inline(__always)
  func mayBegin(_ other: WordShape) -> Bool { bits >> 24 == other.bits >> 24 && bits < other.bits }

  /// The shape of this word and the next as one.
  func joined(with next: WordShape, isClitic: Bool) -> WordShape {
    // Of a shortened word some letters are left.
    isClitic ? WordShape(bits: bits | Self.loose) : WordShape(bits: bits &+ next.length)
  }

  @inline(__always)
  func mayBe(_ other: WordShape) -> Bool { bits == other.bits || bits >= Self.loose }
}

/// Hashes that are the same on every machine and in every run.
enum Hash {
  /// FNV-1a over bytes, then mixed.
  static func bytes(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mix(hash)
  }

  /// The hash of a sequence and one more.
  @inline(__always)
  static func combine(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    mix((hash &* 0x9e37_79b9_7f4a_7c15) ^ next)
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood).
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var word = word
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
