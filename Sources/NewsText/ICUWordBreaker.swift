import CICU

/// Word boundaries of plain UAX #29 through ICU's own machine: the authority that `WordBreaker` is
/// held to, and the yardstick of benchmarks.
///
/// ICU's releases disagree about the colon, so it is given its rules as text. The compiled rules
/// are kept as a prototype that is never used itself; each call clones it (about a microsecond), so
/// one value may be shared between threads.
public struct ICUWordBreaker: Sendable {
  /// Bytes converted to UTF-16 at a time.
  private static let chunk = 1 << 16
  private let prototype: Prototype

  /// Owns the compiled rules; nothing changes them after `init`, and ICU allows cloning from
  /// several threads, hence the promise to the compiler.
  private final class Prototype: @unchecked Sendable {
    let handle: OpaquePointer
    init(_ handle: OpaquePointer) { self.handle = handle }
    deinit { cicu_breaker_close(handle) }
  }

  /// Why ICU cannot break words.
  public enum Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// ICU refuses the rules at a line.
    case rules(line: Int)
    /// ICU has no memory, or refuses the text.
    case text

    /// What is wrong, in some words.
    public var description: String {
      switch self {
      case .rules(let line): "it refuses line \(line) of the rules"
      case .text: "it has no memory, or refuses the text"
      }
    }
  }

  /// Compiles the rules: some milliseconds.
  public init() throws(Failure) {
    var line: Int32 = 0
    let rules = WordRules.text
    guard let handle = cicu_breaker_open(rules, Int32(rules.utf8.count), &line) else {
      throw .rules(line: Int(line))
    }
    prototype = Prototype(handle)
  }

  /// The boundaries after the start of valid UTF-8, ascending; the last is the end. Linear.
  public func boundaries(in bytes: [UInt8]) throws(Failure) -> [Int] {
    try bytes.withUnsafeBufferPointer { (text) throws(Failure) in try boundaries(in: text) }
  }

  func boundaries(in bytes: TextBytes) throws(Failure) -> [Int] {
    guard let breaker = cicu_breaker_clone(prototype.handle) else { throw .text }
    defer { cicu_breaker_close(breaker) }
    var result: [Int] = []
    var units: [UInt16] = []
    var offsets: [Int] = []
    var found: [Int32] = []
    var start = 0
    while start < bytes.count {
      let end = Self.chunkEnd(bytes, start)
      convert(bytes, start..<end, &units, &offsets)
      if found.count < units.count { found = Array(repeating: 0, count: units.count) }
      let count = cicu_breaker_boundaries(
        breaker, units, Int32(units.count), &found, Int32(found.count))
      guard count >= 0 else { throw .text }
      for index in 0..<Int(count) { result.append(offsets[Int(found[index])]) }
      start = end
    }
    return result
  }

  /// The end of a chunk: a space behind an ASCII letter, where no rule reaches across.
  private static func chunkEnd(_ bytes: TextBytes, _ start: Int) -> Int {
    var end = start + chunk
    while end < bytes.count {
      if bytes[end] == 0x20, Tokenizer.isLetter(bytes[end - 1]) { return end }
      end += 1
    }
    return bytes.count
  }

  /// Converts to UTF-16, with the byte offset of each unit and of the end.
  private func convert(
    _ bytes: TextBytes, _ range: Range<Int>, _ units: inout [UInt16], _ offsets: inout [Int]
  ) {
    units.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var index = range.lowerBound
    while index < range.upperBound {
      let (scalar, length) = UTF8Text.scalar(bytes, at: index)
      offsets.append(index)
      if scalar < 0x10000 {
        units.append(UInt16(truncatingIfNeeded: scalar))
      } else {
        units.append(UInt16(0xD7C0 + (scalar >> 10)))
        units.append(UInt16(0xDC00 + (scalar & 0x3FF)))
        offsets.append(index)
      }
      index += length
    }
    offsets.append(range.upperBound)
  }
}

extension ICUWordBreaker {
  /// The version of ICU that is linked: "72.1".
  public static var version: String {
    let version = cicu_version()
    return "\(version / 100).\(version % 100)"
  }
}
