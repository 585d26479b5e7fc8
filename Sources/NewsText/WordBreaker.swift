/// Word boundaries as plain UAX #29 has them, over UTF-8.
///
/// ASCII is read 64 bytes at a time, other characters by a table of ICU's property data.
/// `ICUWordBreaker` gives the same boundaries through ICU's own machine, and a test holds the two
/// together. Scripts that need a dictionary (Thai, Lao, Khmer, Burmese) break as plain UAX #29
/// breaks them.
public struct WordBreaker: Sendable {
  /// There is nothing to load.
  public init() {}

  /// The boundaries after the start of valid UTF-8, ascending; the last is the end. Empty for no
  /// bytes. Linear in the bytes.
  public func boundaries(in bytes: [UInt8]) -> [Int] {
    bytes.withUnsafeBufferPointer { TextMap($0).boundaries() }
  }
}
