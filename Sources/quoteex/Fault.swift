/// How a run ends.
enum ExitStatus: Int32, Sendable {
  /// Everything was done.
  case done = 0
  /// Everything was done, but a check or some articles failed.
  case failed = 1
  /// Wrong use, or rules that cannot be read.
  case usage = 2
  /// Interrupted by the user.
  case interrupted = 130
}

/// What ends a run, in words for standard error.
struct Fault: Error, CustomStringConvertible {
  /// What is wrong, with the place and the value.
  var message: String
  /// How the run ends.
  var status: ExitStatus

  /// Makes one.
  init(_ message: String, _ status: ExitStatus) {
    self.message = message
    self.status = status
  }

  var description: String { message }
}
