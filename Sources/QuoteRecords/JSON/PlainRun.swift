/// Looking for the end of what stands in a JSON string as itself.
extension UnsafeBufferPointer<UInt8> {
  /// The first place from `start` on of a quotation mark, a backslash, a control character or a
  /// byte outside ASCII; the end if there is none.
  ///
  /// Eight bytes at a time: with the bytes of a word side by side, `(x - 01…) & ~x & 80…` marks the
  /// lowest byte that is zero, and marks no byte where none is.
  func plainRunEnd(from start: Int) -> Int {
    var place = start
    let raw = UnsafeRawBufferPointer(self)
    while place + 8 <= count {
      let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      let marks =
        (Self.zeros(word ^ 0x2222_2222_2222_2222) | Self.zeros(word ^ 0x5C5C_5C5C_5C5C_5C5C)
          | (word &- 0x2020_2020_2020_2020) & ~word | word) & 0x8080_8080_8080_8080
      if marks != 0 { return place + marks.trailingZeroBitCount >> 3 }
      place += 8
    }
    while place < count {
      let byte = self[place]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return place }
      place += 1
    }
    return count
  }

  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }
}
