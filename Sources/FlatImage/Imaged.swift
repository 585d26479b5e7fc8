/// What can be laid down as flat bytes and taken up again without being worked out anew.
///
/// Both sides name the parts in the same order. An image is only ever read by the program that laid
/// it down: it has no versions, and the layout of its values is the machine's.
package protocol Imaged: Sendable {
  /// Takes the parts up.
  init(from image: inout ImageReader) throws(ImageError)
  /// Lays the parts down.
  func lay(into image: inout ImageWriter)
}

/// The bytes of an image end before what is asked of them.
package struct ImageError: Error, Sendable {
  package init() {}
}

extension Array: Imaged where Element: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    let count = Int(try image.value(UInt32.self))
    self = []
    reserveCapacity(count)
    for _ in 0..<count { append(try Element(from: &image)) }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(UInt32(count))
    for element in self { element.lay(into: &image) }
  }
}

extension String: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    self = try image.text()
  }

  package func lay(into image: inout ImageWriter) { image.lay(Array(utf8)) }
}

extension [String: String]: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    let count = Int(try image.value(UInt32.self))
    self.init(minimumCapacity: count)
    for _ in 0..<count {
      let key = try image.part(String.self)
      self[key] = try image.part(String.self)
    }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(UInt32(count))
    for (key, value) in sorted(by: { $0.key < $1.key }) {
      image.lay(key)
      image.lay(value)
    }
  }
}
