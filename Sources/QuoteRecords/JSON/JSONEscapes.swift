/// Looking in a text for what JSON strings escape.
enum JSONEscapes {
  /// Eight bytes, the first one lowest.
  @inline(__always)
  static func word(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(text)
    return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  /// The last one to seven bytes, the first one lowest, read by two or three loads that overlap.
  @inline(__always)
  static func lastWord(_ text: UnsafeBufferPointer<UInt8>, _ rest: Int) -> UInt64 {
    let start = text.count &- rest
    if rest >= 4 {
      let bytes = UnsafeRawBufferPointer(text)
      let first = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
      let last = UInt32(
        littleEndian: bytes.loadUnaligned(fromByteOffset: text.count &- 4, as: UInt32.self))
      return UInt64(first) | UInt64(last) &<< UInt64((rest &- 4) &* 8)
    }
    let half = rest &>> 1
    return UInt64(text[start]) | UInt64(text[start &+ half]) &<< UInt64(half &* 8)
      | UInt64(text[text.count &- 1]) &<< UInt64((rest &- 1) &* 8)
  }

  /// How many bytes of eight, from the first on, need no look: no control character, `"`, `\`,
  /// U+007F, and none outside ASCII.
  @inline(__always)
  static func cleanBytes(_ word: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // A byte becomes zero where it equals; taking one off a zero borrows into its high bit. Only
    // bytes behind the first hit can be marked wrongly.
    let quotes: UInt64 = (word ^ 0x2222_2222_2222_2222) &- ones
    let slashes: UInt64 = (word ^ 0x5C5C_5C5C_5C5C_5C5C) &- ones
    let deletes: UInt64 = (word ^ 0x7F7F_7F7F_7F7F_7F7F) &- ones
    let controls: UInt64 = word &- 0x2020_2020_2020_2020
    var odd: UInt64 = quotes | slashes | deletes
    odd = (odd | controls | word) & 0x8080_8080_8080_8080
    return odd.trailingZeroBitCount &>> 3
  }

  /// How many bytes from `index` on make one character that must be escaped; 0 where none does.
  @inline(__always)
  static func lengthToEscape(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = text[index]
    switch byte {
    case 0x00..<0x20, 0x22, 0x5C, 0x7F: return 1
    case 0xC2:
      return index + 1 < text.count && text[index + 1] < 0xA0 ? 2 : 0
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
      return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }
}
