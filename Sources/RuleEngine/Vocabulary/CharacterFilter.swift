package import FlatImage

/// Tells of most words in other scripts, without a string, that no word known is the same: some
/// character of theirs is in none.
///
/// A filter of bits: what it lacks is not there for sure.
struct CharacterFilter: Sendable {
  private var bits = [UInt64](repeating: 0, count: 64)

  /// Adds the characters of a word.
  mutating func insert(_ word: String) {
    for scalar in word.unicodeScalars {
      let place = Self.place(scalar.value)
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
  }

  /// Whether a word has a character that only itself stands for, and that was not added. The text
  /// is valid UTF-8.
  func lack(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    var index = word.lowerBound
    while index < word.upperBound {
      let lead = text[index]
      let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      if length > 1 {
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(text[index + offset] & 0x3F) }
        if Self.isAlone(scalar), !has(scalar) { return true }
      }
      index += length
    }
    return false
  }

  private func has(_ scalar: UInt32) -> Bool {
    let place = Self.place(scalar)
    return bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  private static func place(_ scalar: UInt32) -> Int {
    Int(truncatingIfNeeded: (scalar &* 0x9E37_79B1) >> 20)
  }

  /// Whether a character has no case and no other form, and no other character is canonically the
  /// same as one with it: letters and signs of Arabic, Indic scripts, Thai, Lao, Burmese, Khmer,
  /// Ethiopic, and emoji. A word that is the same as another one has it just where that one has it.
  static func isAlone(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x628...0x63A, 0x641...0x647, 0x904...0x914, 0x918...0x91B, 0x91D...0x920, 0x923...0x927,
      0x92A, 0x92C...0x92E, 0x932,
      0x935...0x939, 0x93E...0x94C, 0x985...0x9A0, 0x9A3...0x9AE, 0x9B2...0x9B9, 0xA85...0xAB9,
      0xB95...0xBB9, 0xC05...0xC39, 0xC85...0xCB9, 0xD05...0xD39, 0xD9A...0xDC6, 0xE01...0xE46,
      0xE81...0xEB0, 0x1000...0x1021, 0x1200...0x135A, 0x1780...0x17B3, 0x1F1E6...0x1F1FF,
      0x1F300...0x1F64F,
      0x1F680...0x1F6FF, 0x1F900...0x1F9FF:
      true
    default: false
    }
  }
}

extension CharacterFilter: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    bits = try image.array()
    guard bits.count == 64 else { throw ImageError() }
  }

  package func lay(into image: inout ImageWriter) { image.lay(bits) }
}
