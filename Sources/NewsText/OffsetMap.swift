/// Turns positions in UTF-8 bytes into code points and UTF-16 units.
///
/// One pass over the text lays down a mark every 64 bytes; a look-up adds what lies between.
/// 8 bytes of memory for 64 of text; O(1) a look-up.
public struct OffsetMap: Sendable {
  private static let step = 64
  private let bytes: [UInt8]
  /// Continuation bytes before each mark, and four-byte characters before it.
  private let marks: [(continuations: UInt32, astral: UInt32)]
  private let isASCII: Bool

  /// Counts through valid UTF-8.
  public init(_ bytes: [UInt8]) {
    var marks: [(continuations: UInt32, astral: UInt32)] = []
    marks.reserveCapacity(bytes.count / Self.step + 1)
    var continuations: UInt32 = 0
    var astral: UInt32 = 0
    for index in bytes.indices {
      if index % Self.step == 0 { marks.append((continuations, astral)) }
      let byte = bytes[index]
      if byte & 0xC0 == 0x80 { continuations += 1 }
      if byte >= 0xF0 { astral += 1 }
    }
    if bytes.count % Self.step == 0 { marks.append((continuations, astral)) }
    self.bytes = bytes
    self.marks = marks
    isASCII = continuations == 0
  }

  /// How many code points stand before a position. Inside a character: before its end.
  public func codepoint(_ utf8: Int) -> Int {
    if isASCII { return utf8 }
    return utf8 - counts(before: utf8).continuations
  }

  /// How many UTF-16 units stand before a position.
  public func utf16(_ utf8: Int) -> Int {
    if isASCII { return utf8 }
    let counts = counts(before: utf8)
    return utf8 - counts.continuations + counts.astral
  }

  private func counts(before utf8: Int) -> (continuations: Int, astral: Int) {
    let mark = utf8 / Self.step
    var continuations = Int(marks[mark].continuations)
    var astral = Int(marks[mark].astral)
    for index in mark * Self.step..<utf8 {
      if bytes[index] & 0xC0 == 0x80 { continuations += 1 }
      if bytes[index] >= 0xF0 { astral += 1 }
    }
    return (continuations, astral)
  }
}
