/// The elements of a plain sequence as an asynchronous one, for `Extractor.records(from:jobs:)`.
public struct Elements<Base: Sequence & Sendable>: AsyncSequence, Sendable {
  /// What is yielded.
  public typealias Element = Base.Element
  /// None.
  public typealias Failure = Never

  private let base: Base

  /// Takes the sequence; it is read one element at a time.
  package init(_ base: Base) { self.base = base }

  /// Starts at the first element.
  public func makeAsyncIterator() -> Iterator { Iterator(base: base.makeIterator()) }

  /// Yields the elements.
  public struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: Base.Iterator

    /// The next element; `nil` after the last.
    public mutating func next() async -> Base.Element? { base.next() }
  }
}
