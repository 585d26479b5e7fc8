/// Values without references: an array of its own, or a stretch of an image that is used where it
/// stands, so that taking up a large table costs nothing.
///
/// Asking is the same for both. Whoever changes one that stands in an image gets a copy.
///
/// The memory of an image is neither written nor freed for as long as anything of it is used, as
/// `ImageReader` asks: that is why threads may share it.
public struct FlatArray<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The elements where there is no image.
  @usableFromInline var made: [Element]
  @usableFromInline var carried: UnsafeBufferPointer<Element>?

  /// Takes the elements of an array.
  @inlinable
  public init(_ elements: [Element] = []) {
    made = elements
    carried = nil
  }

  /// Stands for elements where they are.
  init(carried: UnsafeBufferPointer<Element>) {
    made = []
    self.carried = carried
  }

  /// The elements as an array: a copy where they stand in an image.
  @inlinable public var array: [Element] {
    get { carried.map { Array($0) } ?? made }
    _modify {
      if let carried {
        made = Array(carried)
        self.carried = nil
      }
      yield &made
    }
  }

  /// Lends the memory of the elements.
  @inlinable
  @inline(__always)
  public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if let carried { return try body(carried) }
    return try made.withUnsafeBufferPointer(body)
  }
}

extension FlatArray: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) { self = try image.flatArray() }

  package func lay(into image: inout ImageWriter) { image.lay(array) }
}

extension FlatArray: RandomAccessCollection {
  /// Lends the memory of the elements; there always is one.
  @inlinable
  public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result? {
    if let carried { return try body(carried) }
    return try made.withUnsafeBufferPointer(body)
  }

  /// 0.
  @inlinable public var startIndex: Int { 0 }
  /// How many elements there are.
  @inlinable public var endIndex: Int { carried?.count ?? made.count }

  /// An element.
  @inlinable
  @inline(__always)
  public subscript(index: Int) -> Element {
    guard let carried else { return made[index] }
    precondition(carried.indices.contains(index), "no such element")
    return carried[index]
  }
}
