/// Takes values up from the bytes that an `ImageWriter` laid down, in the same order.
///
/// Arrays are copied in one piece, or used where they stand; nothing is parsed.
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
    let taken = try memory(of: Value.self)
    let count = taken.count / MemoryLayout<Value>.stride
    return [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: taken)
      filled = count
    }
  }

  /// A text, laid down as an array of its UTF-8 bytes.
  package mutating func text() throws(ImageError) -> String {
    String(decoding: try memory(of: UInt8.self), as: UTF8.self)
  }

  /// Values without references, used where they stand; copied where an image does not lie in memory
  /// as an `ImageWriter` asks for.
  package mutating func flatArray<Value: BitwiseCopyable & Sendable>(
    of type: Value.Type = Value.self
  ) throws(ImageError) -> FlatArray<Value> {
    var copy = self
    let taken = try copy.memory(of: Value.self)
    guard let start = taken.baseAddress,
      Int(bitPattern: start) & (MemoryLayout<Value>.alignment - 1) == 0
    else { return FlatArray(try array()) }
    self = copy
    return FlatArray(carried: taken.bindMemory(to: Value.self))
  }

  /// Bytes that were laid down as an image of their own.
  package mutating func nested() throws(ImageError) -> UnsafeRawBufferPointer {
    let count = Int(try value(UInt32.self))
    try align(to: ImageWriter.alignment)
    return try take(count)
  }

  /// The memory of an array that follows.
  private mutating func memory<Value: BitwiseCopyable>(
    of type: Value.Type
  ) throws(ImageError) -> UnsafeRawBufferPointer {
    let count = Int(try value(UInt32.self))
    try align(to: ImageWriter.alignment(of: type))
    return try take(count * MemoryLayout<Value>.stride)
  }

  /// Steps over what was laid down for the sake of alignment.
  private mutating func align(to alignment: Int) throws(ImageError) {
    _ = try take(-place & (alignment - 1))
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
