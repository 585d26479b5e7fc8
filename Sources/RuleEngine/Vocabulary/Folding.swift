/// How words are made alike before they are compared: lower case, straight apostrophes, plain
/// hyphens, and any canonical form of Unicode.
package enum Folding {
  /// The lower case of an ASCII byte.
  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Lower-cases eight ASCII bytes at once.
  ///
  /// Adds to each byte so that its high bit tells whether it is at least `A` and past `Z`; no
  /// carry leaves a byte, for all are below 0x80.
  @inline(__always)
  static func lower(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let fromA = word &+ ones &* (0x80 - 0x41)
    let pastZ = word &+ ones &* (0x80 - 0x5B)
    return word | (((fromA & ~pastZ) & (ones &* 0x80)) >> 2)
  }

  /// A word with curly apostrophes made straight and odd hyphens made plain; what else is outside
  /// ASCII stays.
  static func plain(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      result.append(byte)
      guard result.count >= 2, byte & 0xC0 == 0x80 else { continue }
      let tail = result.suffix(3)
      if tail.elementsEqual([0xE2, 0x80, 0x99]) || tail.elementsEqual([0xE2, 0x80, 0x98]) {
        result.replaceSubrange(result.count - 3..<result.count, with: [0x27])
      } else if tail.elementsEqual([0xE2, 0x80, 0x90]) || tail.elementsEqual([0xE2, 0x80, 0x91]) {
        result.replaceSubrange(result.count - 3..<result.count, with: [0x2D])
      } else if result.suffix(2).elementsEqual([0xCA, 0xBC]) {
        result.replaceSubrange(result.count - 2..<result.count, with: [0x27])
      }
    }
    return result
  }

  /// A word as it is kept: folded, in the form in which it came where it is not ASCII.
  static func fold(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let plain = bytes.allSatisfy { $0 < 0x80 } ? Array(bytes) : plain(bytes)
    if plain.allSatisfy({ $0 < 0x80 }) { return plain.map(lower) }
    return Array(String(decoding: plain, as: UTF8.self).lowercased().utf8)
  }
}
