/// What a function makes of each element of a sequence, computed by several workers and yielded in
/// the order of the elements.
///
/// Bounded: elements are read only as fast as results are taken, with at most `window` of them
/// between the two, however fast the source is. Cancelling the task that iterates, or dropping the
/// iterator, stops reading and cancels what is under way. An error of the source is thrown after
/// the results of all elements before it.
public struct OrderedResults<Base: AsyncSequence & Sendable, Output: Sendable>: AsyncSequence,
  Sendable
where Base.Element: Sendable {
  /// What is yielded.
  public typealias Element = Output
  /// Errors of the source, and `CancellationError`.
  public typealias Failure = any Error

  let base: Base
  let jobs: Int
  let transform: @Sendable (Base.Element) -> Output

  /// How many elements may be between the source and the consumer.
  var window: Int { jobs * 4 }

  /// Makes a sequence of results.
  ///
  /// - Parameters:
  ///   - base: Where the elements come from.
  ///   - jobs: How many are worked on at a time; at least 1.
  ///   - transform: What makes a result of an element.
  package init(
    of base: Base, jobs: Int, transform: @escaping @Sendable (Base.Element) -> Output
  ) {
    self.base = base
    self.jobs = Swift.max(1, jobs)
    self.transform = transform
  }

  /// Starts reading.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// Yields the results in order.
  public struct Iterator: AsyncIteratorProtocol {
    private let pump: Pump
    private var results: AsyncThrowingStream<Task<Output, Never>, any Error>.Iterator
    private let waiting: Slots

    init(_ sequence: OrderedResults) {
      let (stream, continuation) = AsyncThrowingStream<Task<Output, Never>, any Error>.makeStream()
      let waiting = Slots(sequence.window)
      self.waiting = waiting
      results = stream.makeAsyncIterator()
      pump = Pump(
        Task {
          do {
            try await sequence.read(into: continuation, waiting: waiting)
            continuation.finish()
          } catch {
            continuation.finish(throwing: error)
          }
        }, waiting: waiting)
    }

    /// The next result; `nil` after the last.
    public mutating func next() async throws -> Output? {
      let pump = self.pump
      return try await withTaskCancellationHandler {
        try Task.checkCancellation()
        guard let task = try await results.next() else {
          try Task.checkCancellation()
          return nil
        }
        let output = await withTaskCancellationHandler {
          await task.value
        } onCancel: {
          task.cancel()
        }
        waiting.give()
        try Task.checkCancellation()
        return output
      } onCancel: {
        pump.stop()
      }
    }
  }

  /// Stops the reading task with the last copy of the iterator.
  private final class Pump: Sendable {
    private let task: Task<Void, Never>
    private let waiting: Slots

    init(_ task: Task<Void, Never>, waiting: Slots) {
      self.task = task
      self.waiting = waiting
    }

    /// Cancels, and wakes the task where it waits for a slot.
    func stop() {
      task.cancel()
      waiting.give()
    }

    deinit { stop() }
  }

  private func read(
    into results: AsyncThrowingStream<Task<Output, Never>, any Error>.Continuation, waiting: Slots
  ) async throws {
    let running = Slots(jobs)
    let transform = self.transform
    var elements = base.makeAsyncIterator()
    while true {
      // A slot is taken before an element is read, so that none is read too early.
      await waiting.take()
      if Task.isCancelled { return }
      guard let element = try await elements.next(isolation: #isolation) else { return }
      await running.take()
      results.yield(
        Task {
          defer { running.give() }
          return transform(element)
        })
    }
  }
}
