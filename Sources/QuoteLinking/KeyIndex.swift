/// Two texts that share a run of words, in one number: their order is that of the first, then the
/// second.
struct TextPair: Hashable {
  private(set) var packed: UInt64

  init(packed: UInt64) { self.packed = packed }

  init(_ one: TextIndex.ID, _ two: TextIndex.ID) {
    packed = UInt64(min(one, two)) << 32 | UInt64(max(one, two))
  }

  var first: TextIndex.ID { Int(packed >> 32) }
  var second: TextIndex.ID { Int(packed & 0xFFFF_FFFF) }
}

/// Finds texts that share a key.
///
/// Work is bounded: of a key that more texts have than `postings` only the longest few are
/// compared with the others and each with the next in their order. Which pairs are compared hangs
/// on the texts alone, never on the order in which they came. Texts of up to seven words cannot be
/// the core of an utterance; they count, but are not paired.
struct KeyIndex {
  private let texts: TextIndex
  private let table: WordTable
  private let options: LinkOptions
  /// How many bits a text's number takes.
  private let textBits: UInt64

  init(texts: TextIndex, table: WordTable, options: LinkOptions) {
    self.texts = texts
    self.table = table
    self.options = options
    textBits = UInt64(64 - max(1, UInt64(texts.count)).leadingZeroBitCount)
  }

  /// All pairs to compare, ascending, each once, and what bounded them. n log n in the words.
  func pairs() -> (pairs: [TextPair], report: LinkReport) {
    let postings = self.postings()
    var pairs: [UInt64] = []
    var report = LinkReport()
    var start = 0
    while start < postings.count {
      let key = postings[start] >> textBits
      var end = start + 1
      while end < postings.count, postings[end] >> textBits == key { end += 1 }
      if end - start > options.postings {
        report.stockRuns += 1
        emitStock(postings[start..<end], into: &pairs)
      } else if end - start > 1 {
        emit(postings[start..<end], into: &pairs)
      }
      start = end
    }
    RadixSort.sort(&pairs)
    pairs.removeRepeated()
    report.comparisons = pairs.count
    return (pairs.map(TextPair.init(packed:)), report)
  }

  /// The keys that more than one text has, ascending, each once for a text, and a few others: as
  /// many bits of the key as the text's number leaves of 64, then the number. Two keys that are the
  /// same in so many bits are as one; what their texts do not share is seen when they are compared.
  ///
  /// Most keys are of one text alone: a filter of two bits for a word of the texts leaves them out,
  /// so that the memory for postings is that of what is shared.
  private func postings() -> [UInt64] {
    var filter = RepeatFilter(count: texts.words.count)
    forEachKey { key, _ in filter.insert(key) }
    var postings: [UInt64] = []
    postings.reserveCapacity(2 * filter.repeats)
    forEachKey { key, text in
      guard filter.isRepeated(key) else { return }
      postings.append((key >> textBits) << textBits | UInt64(text))
    }
    RadixSort.sort(&postings)
    postings.removeRepeated()
    return postings
  }

  @inline(__always)
  private func forEachKey(_ body: (UInt64, TextIndex.ID) -> Void) {
    for text in 0..<texts.count {
      RunKeys.forEach(of: texts.words[texts.range(text)], table: table) { key, _ in
        body(key, text)
      }
    }
  }

  private func text(_ posting: UInt64) -> TextIndex.ID { Int(posting & (1 << textBits - 1)) }

  private func emit(_ group: ArraySlice<UInt64>, into pairs: inout [UInt64]) {
    for place in group.indices {
      let first = text(group[place])
      guard !texts.isFragment(first) else { continue }
      for other in group[(place + 1)...] { add(first, text(other), to: &pairs) }
    }
  }

  /// Of a key that very many texts have, the longest few with the rest, and each with the next.
  private func emitStock(_ group: ArraySlice<UInt64>, into pairs: inout [UInt64]) {
    let ranked = group.map(text).sorted { (texts.rank($0), $0) < (texts.rank($1), $1) }
    for (first, second) in zip(ranked, ranked.dropFirst()) { add(first, second, to: &pairs) }
    for (offset, hub) in ranked.prefix(KeyPolicy.hubs).enumerated() {
      for other in ranked.dropFirst(offset + 1) { add(hub, other, to: &pairs) }
    }
  }

  @inline(__always)
  private func add(_ one: TextIndex.ID, _ two: TextIndex.ID, to pairs: inout [UInt64]) {
    guard !texts.isFragment(one), !texts.isFragment(two) else { return }
    pairs.append(TextPair(one, two).packed)
  }
}

/// Which texts of a key are compared.
package enum KeyPolicy {
  /// How many of the longest texts stand for the rest where a key is a stock phrase.
  package static let hubs = 3
}

/// Tells, of keys that are inserted one after the other, which came more than once, and of some
/// that came once.
struct RepeatFilter {
  /// How many keys there is room for; above that more are taken for repeated.
  private static let slotsOfKey = 4

  /// How often a key came that may have come before.
  private(set) var repeats = 0
  private var seen: [UInt64]
  private var repeated: [UInt64]
  private let mask: UInt64

  /// Makes room for so many keys: a byte of memory for each, two at the most.
  init(count: Int) {
    var slots = 64
    while slots < count * Self.slotsOfKey { slots *= 2 }
    seen = Array(repeating: 0, count: slots / 64)
    repeated = seen
    mask = UInt64(slots - 1)
  }

  /// Counts a key, which is a hash.
  @inline(__always)
  mutating func insert(_ key: UInt64) {
    let slot = key & mask
    let (word, bit) = (Int(slot >> 6), UInt64(1) << (slot & 63))
    if seen[word] & bit == 0 {
      seen[word] |= bit
    } else {
      repeated[word] |= bit
      repeats += 1
    }
  }

  /// Whether a key may have come more than once.
  @inline(__always)
  func isRepeated(_ key: UInt64) -> Bool {
    let slot = key & mask
    return repeated[Int(slot >> 6)] & (UInt64(1) << (slot & 63)) != 0
  }
}
