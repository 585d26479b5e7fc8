public import FlatImage

/// Numbers for pairs of numbers: an open-addressing table with linear probing.
@usableFromInline package struct PairTable: Sendable {
  @usableFromInline var keys = FlatArray<UInt64>()
  @usableFromInline var values = FlatArray<Int32>()
  private var used = 0

  /// Makes an empty one, which takes memory with its first pair.
  package init() {}

  /// The number of a pair, if it has one.
  @inlinable
  @inline(__always)
  package func find(_ first: UInt32, _ second: UInt32) -> Int? {
    find(UInt64(first) << 32 | UInt64(second))
  }

  /// The number of a pair as one key, the first in the high half.
  @inlinable
  @inline(__always)
  package func find(_ key: UInt64) -> Int? {
    guard !keys.isEmpty else { return nil }
    let mask = keys.count - 1
    var slot = Self.hash(key) & mask
    while keys[slot] != .max {
      if keys[slot] == key { return Int(values[slot]) }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// All pairs, as keys, with their numbers, in no order that means anything.
  var pairs: [(key: UInt64, value: Int)] {
    zip(keys, values).filter { $0.0 != .max }.map { ($0.0, Int($0.1)) }
  }

  /// Gives a pair its number, over any that it had.
  package mutating func set(_ first: UInt32, _ second: UInt32, to value: Int) {
    set(UInt64(first) << 32 | UInt64(second), to: value)
  }

  /// Gives a pair, as one key, its number.
  package mutating func set(_ key: UInt64, to value: Int) {
    if used * 2 >= keys.count { grow(to: max(32, keys.count * 2)) }
    insert(key, Int32(value))
  }

  /// Makes room for a number of pairs.
  package mutating func reserve(_ count: Int) {
    guard keys.count < count * 2 else { return }
    var room = max(32, keys.count)
    while room < count * 2 { room *= 2 }
    grow(to: room)
  }

  private mutating func insert(_ key: UInt64, _ value: Int32) {
    let mask = keys.count - 1
    var slot = Self.hash(key) & mask
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & mask }
    if keys[slot] == .max { used += 1 }
    keys.array[slot] = key
    values.array[slot] = value
  }

  private mutating func grow(to count: Int) {
    let old = zip(keys, values)
    keys = FlatArray(Self.filled(.max, count))
    values = FlatArray(Self.filled(0, count))
    used = 0
    for (key, value) in old where key != .max { insert(key, value) }
  }

  /// An array of one value. `Array(repeating:count:)` looks the type of its memory up each time,
  /// which takes longer than filling a small table.
  private static func filled<Value>(_ value: Value, _ count: Int) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    values.append(contentsOf: repeatElement(value, count: count))
    return values
  }

  /// Fibonacci hashing: the high half of a product with 2^64 over the golden ratio.
  @inlinable
  @inline(__always)
  static func hash(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

extension PairTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    keys = try image.flatArray()
    values = try image.flatArray()
    used = try image.value()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(keys)
    image.lay(values)
    image.lay(used)
  }
}
