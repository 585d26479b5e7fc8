import FlatImage

/// Numbers by 64-bit keys: a frozen open-addressing table with linear probing.
///
/// Keys and numbers lie apart, for most look-ups find nothing and read keys alone. A quarter of
/// the places are taken, so that such a look-up reads one or two.
struct KeyTable: Sendable {
  /// 0 where a place is free; no key is 0.
  private var keys: [UInt64]
  private var values: [Int32]
  private let shift: UInt64

  /// Makes room for a number of keys.
  init(capacity: Int) {
    var bits: UInt64 = 4
    while 1 << bits < capacity * 4 { bits += 1 }
    shift = 64 - bits
    keys = [UInt64](repeating: 0, count: 1 << bits)
    values = [Int32](repeating: 0, count: 1 << bits)
  }

  /// The number of a key; 0 for one that has none.
  @inline(__always)
  func value(_ key: UInt64) -> Int32 {
    keys.withUnsafeBufferPointer { keys in
      // Both lie within the table: the shift leaves as many bits as it has places.
      let mask = keys.count &- 1
      var slot = Int(truncatingIfNeeded: (key &* Self.multiplier) &>> shift)
      while true {
        let found = keys[slot]
        if found == key { return values[slot] }
        if found == 0 { return 0 }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// Gives a key its number, over any that it had; at most as many as there is room for.
  mutating func set(_ key: UInt64, to value: Int32) {
    var slot = Int(truncatingIfNeeded: (key &* Self.multiplier) &>> shift)
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    values[slot] = value
  }

  /// 2^64 divided by the golden ratio: Fibonacci hashing (Knuth, volume 3, 6.4).
  private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
}

extension KeyTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    keys = try image.array()
    values = try image.array()
    shift = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(keys)
    image.lay(values)
    image.lay(shift)
  }
}
