import Dispatch
import Synchronization

/// Makes two values at the same time, where there is a processor for each.
///
/// - Throws: What the first one throws, else what the second one does.
func sideBySide<First: Sendable, Second: Sendable, Fault: Error>(
  _ first: @Sendable () throws(Fault) -> First, _ second: @Sendable () throws(Fault) -> Second
) throws(Fault) -> (First, Second) {
  let firstMade = Mutex<Result<First, Fault>?>(nil)
  let secondMade = Mutex<Result<Second, Fault>?>(nil)
  DispatchQueue.concurrentPerform(iterations: 2) { turn in
    if turn == 0 {
      let made = Result(catching: first)
      firstMade.withLock { $0 = made }
    } else {
      let made = Result(catching: second)
      secondMade.withLock { $0 = made }
    }
  }
  // Both are made by now.
  return (
    try (firstMade.withLock { $0 } ?? Result(catching: first)).get(),
    try (secondMade.withLock { $0 } ?? Result(catching: second)).get()
  )
}
