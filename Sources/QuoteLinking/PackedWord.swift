/// A word of one to eight bytes, none of them 0, in one number: the first byte in the lowest eight
/// bits.
struct PackedWord: Hashable {
  /// How many bytes a word may have.
  static let limit = 8

  private(set) var bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  /// Packs a word; `nil` of one that is too long.
  @inline(__always)
  init?(_ word: some BidirectionalCollection<UInt8>) {
    guard 1...Self.limit ~= word.count else { return nil }
    bits = 0
    for byte in word.reversed() {
      if byte == 0 { return nil }
      bits = bits << 8 | UInt64(byte)
    }
  }

  /// The bytes of the word.
  var bytes: [UInt8] {
    let count = (UInt64.bitWidth - bits.leadingZeroBitCount + 7) / 8
    return (0..<count).map { UInt8(truncatingIfNeeded: bits >> UInt64(8 * $0)) }
  }
}

/// Eight bytes of a text, the first in the lowest eight bits, and the word that they begin with.
struct TextWindow {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let tops: UInt64 = 0x80 * ones

  private let bytes: UInt64
  /// How many letters and digits of ASCII stand at the beginning, up to eight.
  let length: Int

  @inline(__always)
  init(_ bytes: UInt64) {
    self.bytes = bytes
    // Without their top bits no byte's sum reaches the next one. A sum has its top bit set where
    // the byte is not less than the bound.
    let low = bytes & ~Self.tops
    func reach(_ bound: UInt64, _ bytes: UInt64) -> UInt64 { bytes + (0x80 - bound) * Self.ones }
    let lower = low | 0x20 * Self.ones
    let letters = reach(0x61, lower) & ~reach(0x7B, lower)
    let digits = reach(0x30, low) & ~reach(0x3A, low)
    let others = ~((letters | digits) & ~bytes) & Self.tops
    length = others.trailingZeroBitCount / 8
  }

  /// The letters and digits at the beginning as a word in lower case; `nil` where there are none,
  /// or where they are not a whole word that ends within the window whatever follows.
  @inline(__always)
  var word: PackedWord? {
    guard 1..<PackedWord.limit ~= length else { return nil }
    let bits = UInt64(8 * length)
    let next = UInt8(truncatingIfNeeded: bytes >> bits)
    guard next < 0x80, next != 0x27, next != 0x60 else { return nil }
    if next == 0x2C || next == 0x2E {
      let last = UInt8(truncatingIfNeeded: bytes >> (bits - 8))
      guard last > 0x39 else { return nil }
    }
    // Digits have the bit of lower case as they are.
    return PackedWord(bits: (bytes | 0x20 * Self.ones) & ((1 << bits) - 1))
  }
}

/// Finds words of up to eight bytes by these bytes: open addressing, so that a word that is known
/// costs one look.
struct PackedWords {
  private struct Slot {
    var word = PackedWord(bits: 0)
    var id: UInt32 = 0
  }

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0
  /// How far the hash is shifted for the number of a slot.
  private var shift: UInt64 = 54

  /// The number that a word was inserted with.
  @inline(__always)
  func id(of word: PackedWord) -> UInt32? {
    var place = place(of: word)
    while slots[place].word.bits != 0 {
      if slots[place].word == word { return slots[place].id }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Inserts a word that is not there.
  mutating func insert(_ word: PackedWord, id: UInt32) {
    count += 1
    if count * 2 > slots.count { grow() }
    put(Slot(word: word, id: id))
  }

  private mutating func put(_ slot: Slot) {
    var place = place(of: slot.word)
    while slots[place].word.bits != 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = slot
  }

  /// Multiplying by the golden ratio (Knuth) spreads words over the slots.
  @inline(__always)
  private func place(of word: PackedWord) -> Int {
    Int(truncatingIfNeeded: (word.bits &* 0x9e37_79b9_7f4a_7c15) >> shift)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    shift -= 1
    for slot in old where slot.word.bits != 0 { put(slot) }
  }
}
