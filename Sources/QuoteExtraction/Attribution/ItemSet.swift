/// Some items of a stretch, a bit each; what lies outside the stretch is never among them.
struct ItemSet: Sendable {
  private let range: Range<Int>
  private var bits: [UInt64] = []

  /// Makes an empty set of the items of a stretch; takes no memory before the first is inserted.
  init(in range: Range<Int>) { self.range = range }

  func contains(_ item: Int) -> Bool {
    guard !bits.isEmpty, range.contains(item) else { return false }
    let place = item - range.lowerBound
    return bits[place >> 6] >> UInt64(place & 63) & 1 == 1
  }

  mutating func insert(_ items: Range<Int>) {
    if bits.isEmpty { bits = [UInt64](repeating: 0, count: range.count / 64 + 1) }
    for item in items.clamped(to: range) {
      let place = item - range.lowerBound
      bits[place >> 6] |= 1 << UInt64(place & 63)
    }
  }
}
