/// Lays values down as bytes, one behind the other.
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
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
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
