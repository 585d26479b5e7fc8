/// Lays values down as bytes, one behind the other.
///
/// Arrays are aligned as their elements are in memory, so that they can be used in place where an
/// image stands at an address that `alignment` divides.
package struct ImageWriter: Sendable {
  /// What was laid down.
  package private(set) var bytes: [UInt8] = []

  /// An image of nothing yet.
  package init() {}

  /// A value without references.
  package mutating func lay<Value: BitwiseCopyable>(_ value: Value) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  /// Values without references: how many there are, then their memory.
  package mutating func lay<Value: BitwiseCopyable>(_ values: [Value]) {
    lay(UInt32(values.count))
    align(to: Self.alignment(of: Value.self))
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// Bytes of another image.
  package mutating func nest(_ image: some Collection<UInt8>) {
    lay(UInt32(image.count))
    align(to: Self.alignment)
    bytes.append(contentsOf: image)
  }

  /// What divides the address of an image that is used in place: a line of the processor's cache.
  package static var alignment: Int { 64 }

  /// How arrays of values are aligned: those that fill lines of the cache begin one.
  static func alignment<Value>(of type: Value.Type) -> Int {
    MemoryLayout<Value>.stride % alignment == 0 ? alignment : MemoryLayout<Value>.alignment
  }

  private mutating func align(to alignment: Int) {
    bytes.append(contentsOf: repeatElement(0, count: -bytes.count & (alignment - 1)))
  }

  /// Lists of values without references.
  package mutating func lay<Value: BitwiseCopyable>(_ lists: [[Value]]) {
    lay(UInt32(lists.count))
    for list in lists { lay(list) }
  }

  /// Parts that lay themselves down.
  package mutating func lay(_ value: some Imaged) { value.lay(into: &self) }

  /// A value or nothing.
  package mutating func lay(_ value: (some Imaged)?) {
    lay(value != nil)
    if let value { lay(value) }
  }
}
