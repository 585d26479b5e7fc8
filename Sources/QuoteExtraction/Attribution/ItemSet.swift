/// Some items of a stretch, a bit each; what lies outside the stretch is never among them.
struct ItemSet: Sendable {
  private let range: Range<Int>
  /// The first 64 items, and the others: most sentences are short, and take no memory.
  private var first: UInt64 = 0
  private var others: [UInt64] = []

  /// Makes an empty set of the items of a stretch.
  init(in range: Range<Int>) { self.range = range }

  func contains(_ item: Int) -> Bool {
    guard range.contains(item) else { return false }
    let place = item - range.lowerBound
    if place < 64 { return first >> UInt64(place) & 1 == 1 }
    return !others.isEmpty && others[place >> 6 - 1] >> UInt64(place & 63) & 1 == 1
  }

  mutating func insert(_ items: Range<Int>) {
    for item in items.clamped(to: range) {
      let place = item - range.lowerBound
      if place < 64 {
        first |= 1 << UInt64(place)
      } else {
        if others.isEmpty { others = [UInt64](repeating: 0, count: range.count / 64) }
        others[place >> 6 - 1] |= 1 << UInt64(place & 63)
      }
    }
  }
}
