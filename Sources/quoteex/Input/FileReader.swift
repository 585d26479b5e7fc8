#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file that is read in pieces.
final class FileReader {
  private let descriptor: Int32
  private let isOwned: Bool
  /// The name for messages.
  let name: String

  /// Opens a file.
  init(path: String) throws(SystemError) {
    name = path
    isOwned = true
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError("read", path) }
  }

  /// Takes standard input.
  init() {
    name = "standard input"
    isOwned = false
    descriptor = STDIN_FILENO
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Appends at most `count` bytes to `bytes`; says whether there were any.
  func read(_ count: Int, into bytes: inout [UInt8]) throws(SystemError) -> Bool {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: count))
    var result = 0
    repeat {
      result = bytes.withUnsafeMutableBytes {
        #if canImport(Glibc)
          Glibc.read(descriptor, $0.baseAddress?.advanced(by: start), count)
        #else
          Darwin.read(descriptor, $0.baseAddress?.advanced(by: start), count)
        #endif
      }
    } while result < 0 && errno == EINTR
    let code = errno
    bytes.removeLast(count - max(0, result))
    guard result >= 0 else { throw SystemError("read", name, code: code) }
    return result > 0
  }

  /// All that is left.
  func rest() throws(SystemError) -> [UInt8] {
    let page = 1 << 12
    let size = self.size
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + page)
    // What the file is said to have, then a page more, which meets its end.
    var count = max(size, page)
    while try read(count, into: &bytes) { count = max(page, bytes.count - size) }
    return bytes
  }

  /// How many bytes the file has; 0 for a pipe, and where that cannot be told.
  private var size: Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  /// A whole file.
  static func contents(of path: String) throws(SystemError) -> [UInt8] {
    try FileReader(path: path).rest()
  }
}

/// The lines of a file, read in pieces: memory is bounded by the longest line, or indented object.
struct LineReader {
  private let file: FileReader
  private var buffer: [UInt8] = []
  private var start = 0
  private var searched = 0
  private var isAtEnd = false
  /// A line that was read too early.
  private var held: [UInt8]?

  /// Reads the lines of a file.
  init(_ file: FileReader) { self.file = file }

  /// The next line without its line feed; `nil` after the last, or, unless `waiting`, where it was
  /// not read yet.
  mutating func next(waiting: Bool = true) throws(SystemError) -> [UInt8]? {
    while true {
      if let feed = nextFeed() {
        defer {
          start = feed + 1
          searched = start
        }
        return Array(buffer[start..<feed])
      }
      searched = buffer.count
      guard waiting else { return nil }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return Array(buffer[start...])
      }
      if start > 0 {
        buffer.removeSubrange(..<start)
        searched -= start
        start = 0
      }
      try fill()
    }
  }

  /// The next line, or the lines of an indented object, from one that is `{` alone to one that is
  /// `}` alone, and how many they are; for an object that another follows before its end, indented
  /// or on one line, the lines before that. Once an object began, it waits for the rest.
  mutating func nextRecord(waiting: Bool) throws(SystemError) -> (bytes: [UInt8], lines: Int)? {
    guard let first = try take(waiting: waiting) else { return nil }
    var record = first
    var lines = 1
    guard Self.isAlone(0x7B, first) else { return (record, lines) }
    while let line = try take(waiting: true) {
      if line.first == 0x7B {
        held = line
        break
      }
      record.append(0x0A)
      record += line
      lines += 1
      if Self.isAlone(0x7D, line) { break }
    }
    return (record, lines)
  }

  private mutating func take(waiting: Bool) throws(SystemError) -> [UInt8]? {
    if let line = held {
      held = nil
      return line
    }
    return try next(waiting: waiting)
  }

  /// Whether a line is one character, but for spaces behind it.
  private static func isAlone(_ character: UInt8, _ line: [UInt8]) -> Bool {
    let line = withoutMark(line[...])
    return line.first == character && line.dropFirst().allSatisfy(blanks.contains)
  }

  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func withoutMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes
  }

  /// What a file begins as.
  enum Beginning {
    /// An object of JSON: a brace, then a key or the other brace.
    case object
    /// An array of such objects.
    case array
    case text
  }

  /// What the file begins as, behind a byte order mark. Waits for what tells.
  mutating func beginning() throws(SystemError) -> Beginning {
    while true {
      if let found = Self.beginning(of: buffer[start...], isWhole: isAtEnd) { return found }
      try fill()
    }
  }

  /// What bytes begin as; `nil` where more must tell.
  private static func beginning(of bytes: ArraySlice<UInt8>, isWhole: Bool) -> Beginning? {
    guard bytes.count >= byteOrderMark.count || isWhole else { return nil }
    let signs = Array(withoutMark(bytes).lazy.filter { !blanks.contains($0) }.prefix(3))
    let isArray = signs.first == 0x5B
    let object = Array(signs.dropFirst(isArray ? 1 : 0))
    if let brace = object.first, brace != 0x7B { return .text }
    guard object.count > 1 else { return isWhole ? .text : nil }
    guard object[1] == 0x22 || object[1] == 0x7D else { return .text }
    return isArray ? .array : .object
  }

  /// All that was not given as lines.
  mutating func rest() throws(SystemError) -> [UInt8] {
    defer { (buffer, start, searched) = ([], 0, 0) }
    return Array(buffer[start...]) + (try file.rest())
  }

  private mutating func fill() throws(SystemError) {
    isAtEnd = try !file.read(max(1 << 16, buffer.count), into: &buffer)
  }

  private func nextFeed() -> Int? {
    buffer.withUnsafeBytes { bytes in
      guard searched < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + searched, 0x0A, bytes.count - searched).map {
        UnsafeRawPointer($0) - base
      }
    }
  }
}
