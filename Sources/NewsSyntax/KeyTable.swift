package import FlatImage

/// Small numbers by keys of 32 bits, for few keys among many possible: open addressing with linear
/// probing, frozen once built, so that a look-up touches one cache line where a square table would
/// spread over many.
struct KeyTable: Sendable {
  /// The key above sixteen bits of number; 0 where empty, so no key has the number 0.
  private(set) var slots = FlatArray([UInt64](repeating: 0, count: 64))
  private var used = 0

  /// Gives a key a number other than 0, over any that it had.
  mutating func set(_ key: UInt32, to number: UInt16) {
    if used * 2 >= slots.count { grow() }
    insert(UInt64(key) << 16 | UInt64(number))
  }

  private mutating func insert(_ entry: UInt64) {
    var slot = Self.slot(UInt32(truncatingIfNeeded: entry >> 16), slots.count)
    while slots[slot] != 0, slots[slot] >> 16 != entry >> 16 {
      slot = (slot + 1) & (slots.count - 1)
    }
    if slots[slot] == 0 { used += 1 }
    slots.array[slot] = entry
  }

  private mutating func grow() {
    let old = slots
    slots = FlatArray([UInt64](repeating: 0, count: old.count * 2))
    used = 0
    for entry in old where entry != 0 { insert(entry) }
  }

  /// The number of a key; 0 where it has none.
  @inline(__always)
  subscript(key: UInt32) -> UInt16 {
    slots.withUnsafeBufferPointer { Self.find(key, in: $0) }
  }

  /// The number of a key in the slots of a table.
  @inline(__always)
  static func find(_ key: UInt32, in slots: UnsafeBufferPointer<UInt64>) -> UInt16 {
    var slot = slot(key, slots.count)
    while slots[slot] != 0 {
      if slots[slot] >> 16 == UInt64(key) { return UInt16(truncatingIfNeeded: slots[slot]) }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return 0
  }

  /// Fibonacci hashing; `count` is a power of two.
  @inline(__always)
  private static func slot(_ key: UInt32, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count &- 1)
  }
}

extension KeyTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    slots = try image.flatArray()
    used = try image.value()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(slots)
    image.lay(used)
  }
}
