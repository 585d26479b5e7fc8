#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes to standard output, whole pieces at a time.
struct Output {
  /// What came of a write.
  enum Result {
    /// Everything was written.
    case written
    /// Nobody reads any more.
    case closed
  }

  /// Writes bytes, however many calls that takes.
  ///
  /// - Throws: `SystemError` where the system refuses: a full disk.
  func write(_ bytes: [UInt8]) throws(SystemError) -> Result {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(
            STDOUT_FILENO, buffer.baseAddress?.advanced(by: written), bytes.count - written)
        #else
          Darwin.write(
            STDOUT_FILENO, buffer.baseAddress?.advanced(by: written), bytes.count - written)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { return .closed }
        if errno == EAGAIN {
          var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, -1)
          continue
        }
        throw SystemError("write", "standard output")
      }
      written += count
    }
    return .written
  }

  /// Writes a string.
  func write(_ text: String) throws(SystemError) -> Result { try write(Array(text.utf8)) }

  /// Makes a closed pipe an error of `write` instead of a signal that kills.
  static func ignoreClosedPipes() { signal(SIGPIPE, SIG_IGN) }
}

/// Writes to standard error.
enum StandardError {
  /// A message for the user, after the program's name. It may name what an article holds.
  static func say(_ message: String) { write("quoteex: \(Painter.safeLines(message))\n") }

  /// Text as it is.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      #if canImport(Glibc)
        _ = Glibc.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
      #else
        _ = Darwin.write(STDERR_FILENO, buffer.baseAddress, buffer.count)
      #endif
    }
  }
}

/// Where a person looks.
enum Terminal {
  /// Whether standard output is a terminal.
  static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }
  /// Whether standard error is a terminal.
  static var isError: Bool { isatty(STDERR_FILENO) == 1 }
  /// Whether standard input is a terminal.
  static var isInput: Bool { isatty(STDIN_FILENO) == 1 }

  /// Whether colours are welcome (https://no-color.org).
  static var hasColour: Bool {
    let none = getenv("NO_COLOR").map { String(cString: $0) } ?? ""
    let terminal = getenv("TERM").map { String(cString: $0) } ?? ""
    return none.isEmpty && terminal != "dumb"
  }

  /// How many columns lines may have.
  static var width: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
    return Int(size.ws_col)
  }
}
