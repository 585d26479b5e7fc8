/// The elements of a plain sequence as an asynchronous one, for `Extractor.records(from:jobs:)`.
package struct Elements<Base: Sequence & Sendable>: AsyncSequence, Sendable {
  package typealias Element = Base.Element
  package typealias Failure = Never

  private let base: Base

  /// Takes the sequence; it is read one element at a time.
  package init(_ base: Base) { self.base = base }

  package func makeAsyncIterator() -> Iterator { Iterator(base: base.makeIterator()) }

  package struct Iterator: AsyncIteratorProtocol {
    fileprivate var base: Base.Iterator

    package mutating func next() async -> Base.Element? { base.next() }
  }
}
