import Synchronization

/// A part that few ask for: kept as it was made, or as the bytes that an image has of it, which are
/// read anew each time that it is asked for.
///
/// What a part must be is asked where it is taken up, not of the type: the runtime would look for
/// it among all conformances when the program starts.
package enum Deferred<Part: Sendable>: Sendable {
  case made(Part)
  case carried(CarriedBytes)
}

extension Deferred where Part: Imaged {
  /// The part.
  package func value() throws(ImageError) -> Part {
    switch self {
    case .made(let part): return part
    case .carried(let bytes):
      var image = ImageReader(bytes.memory)
      return try Part(from: &image)
    }
  }
}

/// Bytes of an image. Its memory is neither written nor freed for as long as anything of it is
/// used, as `ImageReader` asks: that is why threads may share it.
package struct CarriedBytes: @unchecked Sendable {
  /// Where they stand.
  package let memory: UnsafeRawBufferPointer

  /// Bytes that stand for as long as they are used.
  package init(_ memory: UnsafeRawBufferPointer) { self.memory = memory }
}

extension Deferred: Imaged where Part: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    self = .carried(CarriedBytes(try image.nested()))
  }

  package func lay(into image: inout ImageWriter) {
    switch self {
    case .made(let part):
      var inner = ImageWriter()
      part.lay(into: &inner)
      image.nest(inner.bytes)
    case .carried(let bytes): image.nest(bytes.memory)
    }
  }
}

/// A part that is taken up when it is first asked for, and kept.
package final class LazyPart<Part: Sendable>: Sendable {
  private let deferred: Deferred<Part>
  private let taken = Mutex<Part?>(nil)

  /// A part that there is already.
  package convenience init(_ part: Part) { self.init(.made(part)) }

  private init(_ deferred: Deferred<Part>) { self.deferred = deferred }
}

extension LazyPart: Imaged where Part: Imaged {
  package convenience init(from image: inout ImageReader) throws(ImageError) {
    self.init(try image.part(Deferred<Part>.self))
  }

  package func lay(into image: inout ImageWriter) { image.lay(deferred) }

  /// The part; `nil` where the image is damaged.
  package var value: Part? {
    taken.withLock { taken in
      if taken == nil { taken = try? deferred.value() }
      return taken
    }
  }
}
