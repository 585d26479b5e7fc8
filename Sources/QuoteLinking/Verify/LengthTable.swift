import QuoteRecords

/// How long the beginning of a text is, in the unit of a record and in lines: counted from the last
/// of marks that lie evenly apart.
struct LengthTable {
  /// How many bytes lie between two marks.
  private static let step = 1024

  private var unit = OffsetUnit.utf8
  /// The length before each mark.
  private var lengths: [Int] = []
  /// How many lines end before each mark.
  private var feeds: [Int] = []

  /// Nothing counted.
  init() {}

  /// Counts. Linear in the text.
  init(of bytes: [UInt8], unit: OffsetUnit) {
    self.unit = unit
    var (length, lines) = (0, 0)
    for start in stride(from: 0, to: bytes.count, by: Self.step) {
      lengths.append(length)
      feeds.append(lines)
      let part = bytes[start..<min(start + Self.step, bytes.count)]
      length += self.length(of: part)
      lines += self.lines(in: part)
    }
  }

  /// The length of the bytes before a place.
  func length(before place: Int, in bytes: [UInt8]) -> Int {
    let (known, rest) = rest(before: place, in: bytes)
    return (known.map { lengths[$0] } ?? 0) + length(of: rest)
  }

  /// How many lines end before a place.
  func lines(before place: Int, in bytes: [UInt8]) -> Int {
    let (known, rest) = rest(before: place, in: bytes)
    return (known.map { feeds[$0] } ?? 0) + lines(in: rest)
  }

  /// The last mark that is not behind a place, and the bytes between.
  private func rest(before place: Int, in bytes: [UInt8]) -> (Int?, ArraySlice<UInt8>) {
    guard !lengths.isEmpty else { return (nil, bytes[..<place]) }
    let mark = min(place / Self.step, lengths.count - 1)
    return (mark, bytes[mark * Self.step..<place])
  }

  private func length(of bytes: ArraySlice<UInt8>) -> Int {
    switch unit {
    case .utf8: bytes.count
    case .codepoint: bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    case .utf16: bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
    }
  }

  private func lines(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }
}
