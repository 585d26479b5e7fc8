#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An operation of the system that failed.
struct SystemError: Error, CustomStringConvertible {
  /// What was tried: `read`, `write`, `open`.
  var action: String
  /// The file or stream.
  var name: String
  /// The system's number for the failure.
  var code: Int32

  /// The failure that the last call reported.
  init(_ action: String, _ name: String, code: Int32 = errno) {
    self.action = action
    self.name = name
    self.code = code
  }

  /// The failure in the system's words.
  var reason: String { String(cString: strerror(code)) }

  var description: String { "cannot \(action) \(name): \(reason)" }
}
