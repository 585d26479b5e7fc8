/// Hashes that are the same on every machine and in every run.
enum Hash {
  /// FNV-1a over bytes, then mixed.
  static func bytes(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mix(hash)
  }

  /// A hash of a text, eight bytes at a time.
  static func text(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      let size = MemoryLayout<UInt64>.size
      var hash = UInt64(bytes.count)
      var place = 0
      while place + size <= raw.count {
        let word = raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        hash = combine(hash, UInt64(littleEndian: word))
        place += size
      }
      return combine(hash, raw[place...].reduce(0) { $0 << 8 | UInt64($1) })
    }
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
