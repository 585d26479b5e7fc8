import CWideText

/// Decoding of UTF-8 that is known to be valid.
enum UTF8Text {
  /// The code point that starts at `index`, and how many bytes it takes. O(1).
  @inline(__always)
  static func scalar(_ bytes: TextBytes, at index: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(bytes[index])
    if lead < 0x80 { return (lead, 1) }
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(bytes, index + 1), 2) }
    if lead < 0xF0 {
      return ((lead & 0x0F) << 12 | tail(bytes, index + 1) << 6 | tail(bytes, index + 2), 3)
    }
    return (
      (lead & 0x07) << 18 | tail(bytes, index + 1) << 12 | tail(bytes, index + 2) << 6
        | tail(bytes, index + 3), 4
    )
  }

  /// The code point that ends before `index`, and how many bytes it takes. O(1).
  static func scalar(_ bytes: TextBytes, before index: Int) -> (value: UInt32, length: Int) {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return scalar(bytes, at: start)
  }

  @inline(__always)
  private static func tail(_ bytes: TextBytes, _ index: Int) -> UInt32 {
    UInt32(bytes[index] & 0x3F)
  }

  /// The offset of the first byte that is not UTF-8, or `nil`. One pass.
  static func firstInvalid(_ bytes: TextBytes, from start: Int = 0) -> Int? {
    guard start < bytes.count else { return nil }
    let invalid = cwide_first_invalid(bytes.baseAddress, bytes.count, start)
    return invalid < bytes.count ? invalid : nil
  }

  /// The bytes with each maximal ill-formed part replaced by U+FFFD, as WHATWG asks, and where the
  /// replacements stand in the result. One pass.
  static func repaired(_ bytes: TextBytes) -> (bytes: [UInt8], replacements: [Range<Int>]) {
    var out: [UInt8] = []
    var replacements: [Range<Int>] = []
    var index = 0
    while let bad = firstInvalid(bytes, from: index) {
      out.append(contentsOf: bytes[index..<bad])
      replacements.append(out.count..<out.count + 3)
      out.append(contentsOf: [0xEF, 0xBF, 0xBD])
      index = bad + well(bytes, at: bad).length
    }
    out.append(contentsOf: bytes[index...])
    return (out, replacements)
  }

  /// Whether a well-formed sequence starts at `index`, and its length; of an ill-formed one, the
  /// length of its maximal part. Table 3-7 of the Unicode Standard.
  private static func well(_ bytes: TextBytes, at index: Int) -> (valid: Bool, length: Int) {
    let lead = bytes[index]
    var second: ClosedRange<UInt8> = 0x80...0xBF
    let length: Int
    switch lead {
    case 0x00...0x7F: return (true, 1)
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return (false, 1)
    }
    for step in 1..<length {
      let allowed = step == 1 ? second : 0x80...0xBF
      guard index + step < bytes.count, allowed.contains(bytes[index + step]) else {
        return (false, step)
      }
    }
    return (true, length)
  }
}
