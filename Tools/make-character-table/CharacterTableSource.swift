import CICU

/// A table of the properties of all code points, in stages: equal blocks of 128 code points are
/// kept once, and equal sets of properties too.
struct CharacterTableSource {
  private static let blockSize: UInt32 = 128
  private static let end: UInt32 = 0x110000
  /// For each block of code points the number of the kept one.
  private var blocks: [Int] = []
  /// The kept blocks: a number of a set of properties for each code point.
  private var sets: [Int] = []
  /// The sets of properties, as `cicu_properties` packs them.
  private var values: [UInt32] = []

  /// Asks ICU about every code point.
  init() {
    var numbers: [UInt32: Int] = [:]
    var kept: [[Int]: Int] = [:]
    for start in stride(from: 0, to: Self.end, by: Int(Self.blockSize)) {
      let block = (start..<start + Self.blockSize).map { codePoint in
        let value = cicu_properties(codePoint)
        if let number = numbers[value] { return number }
        numbers[value] = values.count
        values.append(value)
        return values.count - 1
      }
      if let number = kept[block] {
        blocks.append(number)
      } else {
        blocks.append(kept.count)
        kept[block] = kept.count
        sets += block
      }
    }
  }

  /// The C source.
  var text: String {
    """
    // Made by Tools/make-character-table from the property data of ICU; do not edit.

    #include "CWideText.h"

    const int32_t cwide_unicode_version = \(cicu_unicode_version());

    const uint16_t cwide_blocks[] = {
    \(rows(blocks))
    };

    const uint8_t cwide_sets[] = {
    \(rows(sets))
    };

    const uint16_t cwide_values[] = {
    \(rows(values.map(Int.init)))
    };
    """
  }

  private func rows(_ numbers: [Int]) -> String {
    stride(from: 0, to: numbers.count, by: 16).map { start in
      numbers[start..<min(start + 16, numbers.count)].map { "\($0)," }.joined()
    }
    .joined(separator: "\n")
  }
}
