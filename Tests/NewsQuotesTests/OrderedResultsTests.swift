import Synchronization
import Testing

@testable import NewsQuotes

@Suite("Ordered results")
struct OrderedResultsTests {
  @Test("results keep the order of the elements", arguments: [1, 2, 3, 16], [1, 7, 1000])
  func order(jobs: Int, batch: Int) async throws {
    let source = Elements(0..<500)
    var results: [Int] = []
    for try await result in OrderedResults(
      of: source, jobs: jobs, batch: batch, transform: { $0.map { $0 * 2 } })
    {
      results.append(result)
    }
    #expect(results == (0..<500).map { $0 * 2 })
  }

  @Test("nothing gives nothing")
  func empty() async throws {
    for try await _ in OrderedResults(of: Elements([Int]()), jobs: 2, transform: { $0 }) {
      Issue.record("a result of nothing")
    }
  }

  @Test(
    "a fast source is read no further than the window", .timeLimit(.minutes(20)),
    arguments: [1, 5])
  func bounded(batch: Int) async throws {
    let read = Counter()
    let results = OrderedResults(of: Counted(read), jobs: 2, batch: batch, transform: { $0 })
    var iterator = results.makeAsyncIterator()
    for taken in 1...100 {
      _ = try await iterator.next()
      #expect(read.value <= taken + results.window + batch)
    }
  }

  @Test("no more than the jobs asked for work at a time")
  func jobs() async throws {
    let running = Counter()
    let most = Counter()
    let results = OrderedResults(of: Elements(0..<200), jobs: 2) { numbers in
      most.raise(to: running.add(1))
      defer { running.add(-1) }
      return numbers.map { (0..<1000).reduce($0, &+) }
    }
    for try await _ in results {}
    #expect((1...2).contains(most.value))
  }

  @Test("an error of the source comes after the results before it", arguments: [1, 2, 8])
  func failure(batch: Int) async throws {
    let source = AsyncThrowingStream<Int, any Error> { continuation in
      for number in 0..<5 { continuation.yield(number) }
      continuation.finish(throwing: Broken())
    }
    var results: [Int] = []
    await #expect(throws: Broken.self) {
      for try await result in OrderedResults(of: source, jobs: 3, batch: batch, transform: { $0 }) {
        results.append(result)
      }
    }
    #expect(results == [0, 1, 2, 3, 4])
  }

  @Test("cancelling ends an endless source", .timeLimit(.minutes(20)))
  func cancellation() async throws {
    let started = AsyncStream<Void>.makeStream()
    let task = Task {
      for try await _ in OrderedResults(of: Counted(Counter()), jobs: 2, transform: { $0 }) {
        started.continuation.yield()
      }
    }
    for await _ in started.stream { break }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}

private struct Broken: Error {}

private final class Counter: Sendable {
  private let count = Mutex(0)

  var value: Int { count.withLock { $0 } }

  @discardableResult
  func add(_ number: Int) -> Int {
    count.withLock {
      $0 += number
      return $0
    }
  }

  func raise(to number: Int) {
    count.withLock { $0 = max($0, number) }
  }
}

/// An endless source that counts what is read of it.
private struct Counted: AsyncSequence, Sendable {
  let counter: Counter

  init(_ counter: Counter) { self.counter = counter }

  func makeAsyncIterator() -> Iterator { Iterator(counter: counter) }

  struct Iterator: AsyncIteratorProtocol {
    let counter: Counter

    mutating func next() async throws -> Int? { counter.add(1) }
  }
}
