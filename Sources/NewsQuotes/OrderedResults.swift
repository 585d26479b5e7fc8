/// What a function makes of each element of a sequence, computed by several workers and yielded in
/// the order of the elements.
///
/// A worker takes a batch of elements at a time, for handing one over costs as much as some
/// kilobytes of text. Bounded: elements are read only as fast as results are taken, with at most
/// `window` of them between the two, however fast the source is. Cancelling the task that iterates,
/// or dropping the iterator, stops reading and cancels what is under way. An error of the source is
/// thrown after the results of all elements before it.
public struct OrderedResults<Base: AsyncSequence & Sendable, Output: Sendable>: AsyncSequence,
  Sendable
where Base.Element: Sendable {
  /// What is yielded.
  public typealias Element = Output
  /// Errors of the source, and `CancellationError`.
  public typealias Failure = any Error

  let base: Base
  let jobs: Int
  let batch: Int
  let transform: @Sendable ([Base.Element]) -> [Output]

  /// How many batches may be between the source and the consumer.
  private var batches: Int { jobs * 4 }
  /// How many elements may be between the source and the consumer.
  var window: Int { batches * batch }

  /// Makes a sequence of results.
  ///
  /// - Parameters:
  ///   - base: Where the elements come from.
  ///   - jobs: How many work at a time; at least 1.
  ///   - batch: How many elements a worker takes at a time. More than one only where the source
  ///     never waits, for none of them is worked on before all are there.
  ///   - transform: What makes a result of each element of a batch, in their order.
  package init(
    of base: Base, jobs: Int, batch: Int = 1,
    transform: @escaping @Sendable ([Base.Element]) -> [Output]
  ) {
    self.base = base
    self.jobs = Swift.max(1, jobs)
    self.batch = Swift.max(1, batch)
    self.transform = transform
  }

  /// Starts reading.
  public func makeAsyncIterator() -> Iterator { Iterator(self) }

  /// Yields the results in order.
  public struct Iterator: AsyncIteratorProtocol {
    private let pump: Pump
    private var results: AsyncThrowingStream<Work, any Error>.Iterator
    private var ready: [Output].Iterator = [].makeIterator()
    private let waiting: Slots

    init(_ sequence: OrderedResults) {
      let (stream, continuation) = AsyncThrowingStream<Work, any Error>.makeStream()
      let waiting = Slots(sequence.batches)
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
      while true {
        if let output = ready.next() {
          try Task.checkCancellation()
          return output
        }
        guard let outputs = try await nextBatch() else { return nil }
        ready = outputs.makeIterator()
      }
    }

    private mutating func nextBatch() async throws -> [Output]? {
      let pump = self.pump
      return try await withTaskCancellationHandler {
        try Task.checkCancellation()
        guard let task = try await results.next() else {
          try Task.checkCancellation()
          return nil
        }
        let outputs = await withTaskCancellationHandler {
          await task.value
        } onCancel: {
          task.cancel()
        }
        waiting.give()
        try Task.checkCancellation()
        return outputs
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

  /// What makes the results of a batch.
  fileprivate typealias Work = Task<[Output], Never>

  private func read(
    into results: AsyncThrowingStream<Work, any Error>.Continuation, waiting: Slots
  ) async throws {
    let running = Slots(jobs)
    let transform = self.transform
    var elements = base.makeAsyncIterator()
    var fault: (any Error)?
    var isAtEnd = false
    while !isAtEnd {
      // A slot is taken before elements are read, so that none is read too early.
      await waiting.take()
      if Task.isCancelled { return }
      var taken: [Base.Element] = []
      do {
        while taken.count < batch, !isAtEnd {
          if let element = try await elements.next(isolation: #isolation) {
            taken.append(element)
          } else {
            isAtEnd = true
          }
        }
      } catch {
        (fault, isAtEnd) = (error, true)
      }
      if taken.isEmpty { break }
      await running.take()
      results.yield(
        Task { [taken] in
          defer { running.give() }
          return transform(taken)
        })
    }
    if let fault { throw fault }
  }
}
