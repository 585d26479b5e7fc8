/// 128 bits of hash over the letters of a text, spaces aside: texts of the same letters are one.
package struct Letters: Sendable, Hashable, Comparable {
  /// The first 64 bits.
  package var first: UInt64
  /// The others.
  package var second: UInt64

  /// Takes a hash that was made before.
  package init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  init(_ words: Words, table: WordTable) {
    var hash = LettersHash()
    for id in words.ids { hash.add(table.bytes(id)) }
    self = hash.letters
  }

  package static func < (one: Letters, two: Letters) -> Bool {
    (one.first, one.second) < (two.first, two.second)
  }
}

/// Makes the hash of letters that come one after the other.
struct LettersHash {
  private var first: UInt64 = 0xcbf2_9ce4_8422_2325
  private var second: UInt64 = 0x9ae1_6a3b_2f90_404f

  /// The hash of all that were added.
  var letters: Letters { Letters(first: Hash.mix(first), second: second) }

  /// Adds the letters of a word.
  @inline(__always)
  mutating func add(_ word: some Sequence<UInt8>) {
    for byte in word { add(byte) }
  }

  /// Adds the letters of a word.
  @inline(__always)
  mutating func add(_ word: PackedWord) {
    var bits = word.bits
    while bits != 0 {
      add(UInt8(truncatingIfNeeded: bits))
      bits >>= 8
    }
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8) {
    first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
    second = (second &+ UInt64(byte) &+ 1) &* 0x9ddf_ea08_eb38_2d69
    second ^= second >> 29
  }
}
