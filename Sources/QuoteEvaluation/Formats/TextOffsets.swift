import QuoteRecords

/// A text's positions in UTF-8 bytes, code points and UTF-16 units, each from the other.
///
/// One pass to make, 16 bytes of memory for each code point; a look-up is a binary search at most.
struct TextOffsets: Sendable {
  /// The text in UTF-8.
  let bytes: [UInt8]
  /// Where each code point begins, in bytes, and the end of the text.
  private let starts: [Int]
  /// How many UTF-16 units stand before each code point, and how many there are.
  private let units: [Int]

  /// Counts through a text.
  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// Counts through valid UTF-8.
  init(bytes: [UInt8]) {
    var starts: [Int] = []
    var units: [Int] = []
    var unit = 0
    for (index, byte) in bytes.enumerated() where byte & 0xC0 != 0x80 {
      starts.append(index)
      units.append(unit)
      unit += byte >= 0xF0 ? 2 : 1
    }
    self.bytes = bytes
    self.starts = starts + [bytes.count]
    self.units = units + [unit]
  }

  /// How long the text is.
  func count(_ unit: OffsetUnit) -> Int {
    switch unit {
    case .codepoint: starts.count - 1
    case .utf16: units.last ?? 0
    case .utf8: bytes.count
    }
  }

  /// The byte at a position, or `nil` outside the text and within a character.
  func byte(at position: Int, _ unit: OffsetUnit) -> Int? {
    switch unit {
    case .codepoint: starts.indices.contains(position) ? starts[position] : nil
    case .utf16: Self.index(of: position, in: units).map { starts[$0] }
    case .utf8: Self.index(of: position, in: starts).map { starts[$0] }
    }
  }

  /// The bytes between two positions, or `nil` where they lie outside the text, within a
  /// character, or the wrong way round.
  func range(_ start: Int, _ end: Int, _ unit: OffsetUnit) -> Range<Int>? {
    guard start <= end, let first = byte(at: start, unit), let last = byte(at: end, unit)
    else { return nil }
    return first..<last
  }

  /// The position of a byte at which a character begins, or the text ends.
  func position(_ byte: Int, _ unit: OffsetUnit) -> Int {
    let index = Self.place(of: byte, in: starts)
    return switch unit {
    case .codepoint: index
    case .utf16: units[index]
    case .utf8: byte
    }
  }

  /// The text between two bytes.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A span of the text in code points.
  func span(_ range: Range<Int>) -> Span {
    Span(
      start: position(range.lowerBound, .codepoint), end: position(range.upperBound, .codepoint),
      text: text(range))
  }

  /// The bytes between two code points of the text with its line ends as line feeds, or `nil`.
  func rangeInLineFeeds(_ start: Int, _ end: Int) -> Range<Int>? {
    let kept = starts.filter { byte in
      byte + 1 >= bytes.count || bytes[byte] != 0x0D || bytes[byte + 1] != 0x0A
    }
    guard start <= end, start >= 0, end < kept.count else { return nil }
    return kept[start]..<kept[end]
  }

  /// The first index whose value is not below the one asked for.
  private static func place(of value: Int, in sorted: [Int]) -> Int {
    var low = 0
    var high = sorted.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func index(of value: Int, in sorted: [Int]) -> Int? {
    let index = place(of: value, in: sorted)
    return sorted[index] == value ? index : nil
  }
}
