import FlatImage

/// Numbers by 64-bit keys: a frozen open-addressing table with linear probing.
///
/// Most look-ups find nothing, and a bit tells most of them: there are 12 bits or more for each
/// key, so that they stay in the nearest cache. A key lies beside its number, so that what is found
/// costs one line of memory; up to two thirds of the places are taken.
struct KeyTable: Sendable {
  /// Whether any key has the bits that a hash begins with.
  private var filter: [UInt64]
  private var slots: FlatArray<Slot>
  /// How far a hash is shifted for its place, and for its bit.
  private let placeShift, filterShift: UInt64

  private struct Slot: Sendable, BitwiseCopyable {
    /// 0 where the place is free; no key is 0.
    var key: UInt64 = 0
    var value: Int64 = 0
  }

  /// Makes room for a number of keys.
  init(capacity: Int) {
    var bits: UInt64 = 4
    while 1 << bits < capacity + capacity / 2 { bits += 1 }
    placeShift = 64 - bits
    filterShift = placeShift - 3
    filter = [UInt64](repeating: 0, count: (1 << bits) >> 3)
    slots = FlatArray([Slot](repeating: Slot(), count: 1 << bits))
  }

  /// The number of a key; 0 for one that has none.
  @inline(__always)
  func value(_ key: UInt64) -> Int32 {
    let hash = Self.hash(key)
    let bit = Int(truncatingIfNeeded: hash &>> filterShift)
    guard filter[bit &>> 6] &>> UInt64(bit & 63) & 1 == 1 else { return 0 }
    return find(key, hash)
  }

  private func find(_ key: UInt64, _ hash: UInt64) -> Int32 {
    slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: hash &>> placeShift) & (slots.count &- 1)
      while slots[slot].key != key {
        if slots[slot].key == 0 { return 0 }
        slot = (slot &+ 1) & (slots.count &- 1)
      }
      return Int32(truncatingIfNeeded: slots[slot].value)
    }
  }

  /// Gives a key its number, over any that it had; at most as many as there is room for.
  mutating func set(_ key: UInt64, to value: Int32) {
    let hash = Self.hash(key)
    let bit = Int(truncatingIfNeeded: hash &>> filterShift)
    filter[bit >> 6] |= 1 << UInt64(bit & 63)
    var slot = Int(truncatingIfNeeded: hash &>> placeShift)
    while slots[slot].key != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    slots.array[slot] = Slot(key: key, value: Int64(value))
  }

  /// Fibonacci hashing (Knuth, volume 3, 6.4): times 2^64 divided by the golden ratio.
  @inline(__always)
  private static func hash(_ key: UInt64) -> UInt64 { key &* 0x9E37_79B9_7F4A_7C15 }
}

extension KeyTable: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    filter = try image.array()
    slots = try image.flatArray()
    placeShift = try image.value()
    filterShift = try image.value()
  }

  func lay(into image: inout ImageWriter) {
    image.lay(filter)
    image.lay(slots)
    image.lay(placeShift)
    image.lay(filterShift)
  }
}
