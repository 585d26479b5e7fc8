package import FlatImage
import Synchronization

/// What is made of a pack when it loads, kept by name: laid down while a program is built, and
/// taken up when it starts, so that nothing has to be read and worked out again.
package final class PreparedParts: Imaged {
  private let carried: CarriedParts
  private let recorded: Mutex<[(name: String, bytes: [UInt8])]>?

  /// Takes up what `image` has laid down.
  package init(from image: inout ImageReader) throws(ImageError) {
    var places: [String: UnsafeRawBufferPointer] = [:]
    for _ in 0..<Int(try image.value(UInt32.self)) {
      let name = try image.part(String.self)
      places[name] = try image.nested()
    }
    carried = CarriedParts(places: places)
    recorded = nil
  }

  /// Has nothing, and keeps what is made.
  package init() {
    carried = CarriedParts(places: [:])
    recorded = Mutex([])
  }

  /// Lays down what was made.
  package func lay(into image: inout ImageWriter) {
    let parts = (recorded?.withLock { $0 } ?? []).sorted { $0.name < $1.name }
    image.lay(UInt32(parts.count))
    for part in parts {
      image.lay(part.name)
      image.nest(part.bytes)
    }
  }

  /// The part of a name: taken up where it was laid down, else made.
  func part<Part: Imaged, Fault: Error>(
    _ name: String, _ make: () throws(Fault) -> Part
  ) throws(Fault) -> Part {
    if let bytes = carried.places[name] {
      var image = ImageReader(bytes)
      if let part = try? Part(from: &image) { return part }
    }
    let part = try make()
    recorded?.withLock { parts in
      guard !parts.contains(where: { $0.name == name }) else { return }
      var image = ImageWriter()
      part.lay(into: &image)
      parts.append((name, image.bytes))
    }
    return part
  }
}

/// Where parts stand in memory that is never written or freed: the program's own data. That is why
/// threads may share the places.
private struct CarriedParts: @unchecked Sendable {
  let places: [String: UnsafeRawBufferPointer]
}

extension RulePack {
  /// Something that is made of the pack alone: taken from what the program carries, where it has
  /// it.
  ///
  /// - Throws: What `make` throws.
  package func prepared<Part: Imaged, Fault: Error>(
    _ name: String, _ make: () throws(Fault) -> Part
  ) throws(Fault) -> Part {
    guard let parts = preparedParts else { return try make() }
    return try parts.part(name, make)
  }
}
