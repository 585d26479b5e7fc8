import Synchronization

/// A counting semaphore for tasks: at most so many hold a slot at a time; the others wait in the
/// order in which they asked.
package final class Slots: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
    var first = 0
  }

  private let state: Mutex<State>

  /// Makes slots, all of them free.
  package init(_ count: Int) {
    state = Mutex(State(free: max(1, count)))
  }

  /// Takes a slot, waiting until one is free.
  package func take() async {
    await withCheckedContinuation { continuation in
      let now = state.withLock { state in
        if state.free > 0 {
          state.free -= 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if now { continuation.resume() }
    }
  }

  /// Gives a slot back, to whoever has waited longest.
  package func give() {
    let next: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard state.first < state.waiting.count else {
        state.free += 1
        return nil
      }
      let next = state.waiting[state.first]
      state.first += 1
      if state.first == state.waiting.count {
        state.waiting.removeAll(keepingCapacity: true)
        state.first = 0
      }
      return next
    }
    next?.resume()
  }
}
