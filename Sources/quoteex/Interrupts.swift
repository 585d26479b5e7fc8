import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ends the run in order when the user interrupts it: the record that is being written is written
/// whole, and the exit status says what happened. A second interrupt ends it at once.
final class Interrupts {
  private let source: any DispatchSourceSignal

  /// Calls `action` at the first SIGINT.
  init(_ action: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)
    let queue = DispatchQueue(label: "quoteex.interrupts")
    let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: queue)
    source.setEventHandler {
      action()
      signal(SIGINT, SIG_DFL)
      // Whoever reads may be waiting for the interrupt too; the run must not wait for them.
      queue.asyncAfter(deadline: .now() + .seconds(2)) { _exit(ExitStatus.interrupted.rawValue) }
    }
    source.resume()
    self.source = source
  }
}
