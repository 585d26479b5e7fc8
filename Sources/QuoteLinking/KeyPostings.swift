/// The keys of all texts with the texts that have them.
///
/// They are parted by the first bits of the key, and each part is sorted by itself: it fits into
/// the processor's cache, so that time hardly grows faster than the words.
struct KeyPostings {
  /// How many postings a part has at most, more or less, as a power of two.
  private static let partBits = 14
  /// Into how many parts postings are parted at most, as a power of two.
  private static let limit = 10

  /// Of each posting as many bits of the key as the text's number leaves of 64, then the number.
  /// Two keys that are the same in so many bits are as one; what their texts do not share is seen
  /// when they are compared.
  private var postings: [UInt64] = []
  /// Where each part ends.
  private var ends: [Int] = []
  /// How many bits a text's number takes.
  private let textBits: UInt64

  /// Takes the keys of texts. Linear in their words.
  init(texts: TextIndex, table: WordTable) {
    textBits = UInt64(64 - max(1, UInt64(texts.count)).leadingZeroBitCount)
    let size = Int.bitWidth - texts.words.count.leadingZeroBitCount
    let shift = UInt64(UInt64.bitWidth - max(1, min(size - Self.partBits, Self.limit)))
    var places = [Int](repeating: 0, count: 1 << (UInt64.bitWidth - Int(shift)))
    Self.forEachKey(of: texts, table) { key, _ in places[Int(key >> shift)] += 1 }
    var start = 0
    for part in places.indices { (places[part], start) = (start, start + places[part]) }
    postings = Array(repeating: 0, count: start)
    Self.forEachKey(of: texts, table) { key, text in
      let part = Int(key >> shift)
      postings[places[part]] = (key >> textBits) << textBits | UInt64(text)
      places[part] += 1
    }
    ends = places
  }

  @inline(__always)
  private static func forEachKey(
    of texts: TextIndex, _ table: WordTable, _ body: (UInt64, TextIndex.ID) -> Void
  ) {
    for text in 0..<texts.count {
      RunKeys.forEach(of: texts.words[texts.range(text)], table: table) { key, _ in
        body(key, text)
      }
    }
  }

  /// Calls `body` with the texts, ascending, of each key that more than one has, in the order of
  /// the keys. Linear in the postings.
  func forEachShared(_ body: ([TextIndex.ID]) -> Void) {
    var part: [UInt64] = []
    var group: [TextIndex.ID] = []
    var start = 0
    for end in ends {
      part.removeAll(keepingCapacity: true)
      part += postings[start..<end]
      start = end
      RadixSort.sort(&part, from: textBits)
      for place in part.indices {
        let text = TextIndex.ID(part[place] & (1 << textBits - 1))
        if group.last != text { group.append(text) }
        let next = place + 1
        if next < part.count, part[place] >> textBits == part[next] >> textBits { continue }
        if group.count > 1 { body(group) }
        group.removeAll(keepingCapacity: true)
      }
    }
  }
}
