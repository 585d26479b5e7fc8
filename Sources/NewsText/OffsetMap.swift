/// Turns positions in UTF-8 bytes into code points and UTF-16 units.
///
/// One pass over the text lays down a mark every 16 bytes; a look-up adds what lies between.
/// 8 bytes of memory for 16 of text; O(1) a look-up.
public struct OffsetMap: Sendable {
  private static let step = 16
  private let bytes: [UInt8]
  /// What stands before each mark; none in ASCII.
  private let marks: [Counts]
  private let isASCII: Bool

  /// Counts through valid UTF-8.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var counts = Counts()
    let marks = bytes.withUnsafeBytes { bytes in
      [Counts](unsafeUninitializedCapacity: bytes.count / Self.step + 1) { marks, made in
        var place = 0
        while place &+ Self.step <= bytes.count {
          marks.initializeElement(at: made, to: counts)
          made &+= 1
          counts.addStep(bytes, at: place)
          place &+= Self.step
        }
        marks.initializeElement(at: made, to: counts)
        made &+= 1
        counts.add(bytes, place..<bytes.count)
      }
    }
    isASCII = counts.continuations == 0
    self.marks = isASCII ? [] : marks
  }

  /// How many code points stand before a position. Inside a character: before its end.
  public func codepoint(_ utf8: Int) -> Int {
    if isASCII { return utf8 }
    return utf8 - Int(counts(before: utf8).continuations)
  }

  /// How many UTF-16 units stand before a position.
  public func utf16(_ utf8: Int) -> Int {
    if isASCII { return utf8 }
    let counts = counts(before: utf8)
    return utf8 - Int(counts.continuations) + Int(counts.astral)
  }

  private func counts(before utf8: Int) -> Counts {
    let mark = utf8 / Self.step
    var counts = marks[mark]
    bytes.withUnsafeBytes { counts.add($0, mark * Self.step..<utf8) }
    return counts
  }

  /// Bytes that begin no code point, and characters that take two UTF-16 units.
  private struct Counts {
    var continuations: UInt32 = 0
    var astral: UInt32 = 0

    /// Counts on, eight bytes a step: shifts bring the upper bits of each byte to its highest.
    @inline(__always)
    mutating func add(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
      var index = range.lowerBound
      while index &+ 8 <= range.upperBound {
        add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
      }
      guard index < range.upperBound else { return }
      if index &+ 8 <= bytes.count {
        // What lies behind the range is cut off.
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let behind = UInt64(8 &- (range.upperBound &- index)) &* 8
        add(UInt64(littleEndian: word) & (UInt64.max &>> behind))
        return
      }
      while index < range.upperBound {
        add(UInt64(bytes[index]))
        index &+= 1
      }
    }

    /// Counts through the sixteen bytes of a step.
    @inline(__always)
    mutating func addStep(_ bytes: UnsafeRawBufferPointer, at place: Int) {
      let first = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let second = bytes.loadUnaligned(fromByteOffset: place &+ 8, as: UInt64.self)
      guard (first | second) & 0x8080_8080_8080_8080 != 0 else { return }
      add(first)
      add(second)
    }

    @inline(__always)
    private mutating func add(_ word: UInt64) {
      let highs = word & 0x8080_8080_8080_8080
      guard highs != 0 else { return }
      let second = word &<< 1
      continuations &+= UInt32(truncatingIfNeeded: (highs & ~second).nonzeroBitCount)
      let lead = highs & second & word &<< 2 & word &<< 3
      astral &+= UInt32(truncatingIfNeeded: lead.nonzeroBitCount)
    }
  }
}
