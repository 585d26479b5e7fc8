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
    first = 0xcbf2_9ce4_8422_2325
    second = 0x9ae1_6a3b_2f90_404f
    for id in words.ids {
      for byte in table.bytes(id) {
        first = (first ^ UInt64(byte)) &* 0x100_0000_01b3
        second = (second &+ UInt64(byte) &+ 1) &* 0x9ddf_ea08_eb38_2d69
        second ^= second >> 29
      }
    }
    first = Hash.mix(first)
  }

  package static func < (one: Letters, two: Letters) -> Bool {
    (one.first, one.second) < (two.first, two.second)
  }
}
