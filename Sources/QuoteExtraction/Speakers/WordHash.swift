/// Hashes of the words of a text, eight bytes at a time.
enum WordHash {
  /// The hash of some bytes; never 0.
  ///
  /// - Parameter isFolded: Whether capital ASCII letters count as small ones.
  @inline(__always)
  static func hash(_ bytes: [UInt8], _ range: Range<Int>, isFolded: Bool) -> UInt64 {
    bytes.withUnsafeBytes { text in
      precondition(range.lowerBound >= 0 && range.upperBound <= text.count, "no such bytes")
      var hash = UInt64(truncatingIfNeeded: range.count)
      var place = range.lowerBound
      while place < range.upperBound {
        var word: UInt64
        let rest = range.upperBound &- place
        if place &+ 8 <= text.count {
          word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
          // What lies behind the word is cut off.
          if rest < 8 { word &= UInt64.max &>> UInt64((8 &- rest) &* 8) }
        } else {
          word = 0
          for byte in (place..<min(place &+ 8, range.upperBound)).reversed() {
            word = word &<< 8 | UInt64(text[byte])
          }
        }
        hash = mix(hash ^ (isFolded ? folded(word) : word))
        place &+= 8
      }
      return max(hash, 1)
    }
  }

  /// A product with 2^64 over the golden ratio, its upper half over its lower one.
  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value &* 0x9E37_79B9_7F4A_7C15
    return (product ^ product &>> 32) &* 0xD6E8_FEB8_6659_FD93
  }

  /// Eight bytes, capital ASCII letters as small ones.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
    let behindZ = low &+ 0x2525_2525_2525_2525
    let capitals = fromA & ~behindZ & ~word & 0x8080_8080_8080_8080
    return word | capitals &>> 2
  }
}
