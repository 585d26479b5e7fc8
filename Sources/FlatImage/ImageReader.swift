/// Takes values up from the bytes that an `ImageWriter` laid down, in the same order.
///
/// Arrays are copied in one piece; nothing is parsed.
package struct ImageReader {
  /// The bytes belong to the caller, who keeps them for as long as the reader and what it gave are
  /// used.
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// Begins at the first byte.
  package init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// A value without references.
  package mutating func value<Value: BitwiseCopyable>(
    _ type: Value.Type = Value.self
  ) throws(ImageError) -> Value {
    let taken = try take(MemoryLayout<Value>.size)
    return taken.loadUnaligned(as: Value.self)
  }

  /// Values without references.
  package mutating func array<Value: BitwiseCopyable>(
    of type: Value.Type = Value.self
  ) throws(ImageError) -> [Value] {
    let count = Int(try value(UInt32.self))
    let taken = try take(count * MemoryLayout<Value>.stride)
    return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: taken)
      filled = count
    }
  }

  /// Lists of values without references.
  package mutating func arrays<Value: BitwiseCopyable>(
    of type: Value.Type = Value.self
  ) throws(ImageError) -> [[Value]] {
    var lists: [[Value]] = []
    let count = Int(try value(UInt32.self))
    lists.reserveCapacity(count)
    for _ in 0..<count { lists.append(try array()) }
    return lists
  }

  /// Parts that take themselves up.
  package mutating func part<Part: Imaged>(
    _ type: Part.Type = Part.self
  ) throws(ImageError) -> Part {
    try Part(from: &self)
  }

  /// A value or nothing.
  package mutating func optional<Part: Imaged>(
    _ type: Part.Type = Part.self
  ) throws(ImageError) -> Part? {
    try value(Bool.self) ? try Part(from: &self) : nil
  }

  /// So many bytes.
  package mutating func take(_ count: Int) throws(ImageError) -> UnsafeRawBufferPointer {
    guard count <= bytes.count - place else { throw ImageError() }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }
}
