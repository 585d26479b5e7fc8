/// Two texts that share a run of words.
struct TextPair: Hashable, Comparable {
  var first: UInt32
  var second: UInt32

  static func < (one: TextPair, two: TextPair) -> Bool {
    (one.first, one.second) < (two.first, two.second)
  }
}

/// Finds texts that share a key.
///
/// Work is bounded: of a key that more texts have than `postings` only the longest few are
/// compared with the others and each with the next in their order. Which pairs are compared hangs
/// on the texts alone, never on the order in which they came. Texts of up to seven words cannot be
/// the core of an utterance; they count, but are not paired.
struct KeyIndex {
  private struct Posting: Comparable {
    var key: UInt64
    var text: UInt32

    static func < (one: Posting, two: Posting) -> Bool {
      (one.key, one.text) < (two.key, two.text)
    }
  }

  private let texts: TextIndex
  private let table: WordTable
  private let options: LinkOptions

  init(texts: TextIndex, table: WordTable, options: LinkOptions) {
    self.texts = texts
    self.table = table
    self.options = options
  }

  /// All pairs to compare, ascending, each once, and what bounded them. n log n in the words.
  func pairs() -> (pairs: [TextPair], report: LinkReport) {
    let postings = self.postings()
    var pairs: [TextPair] = []
    var report = LinkReport()
    var start = 0
    while start < postings.count {
      var end = start + 1
      while end < postings.count, postings[end].key == postings[start].key { end += 1 }
      if end - start > options.postings { report.stockRuns += 1 }
      if end - start > 1 { emit(postings[start..<end].map { Int($0.text) }, into: &pairs) }
      start = end
    }
    pairs.sort()
    var last: TextPair?
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last
    }
    report.comparisons = pairs.count
    return (pairs, report)
  }

  /// The keys that more than one text has, ascending, each once for a text, and a few others. Most
  /// keys are of one text alone: a filter of two bits for a word of the texts leaves them out, so
  /// that the memory for postings is that of what is shared.
  private func postings() -> [Posting] {
    var filter = RepeatFilter(count: texts.words.count)
    forEachKey { key, _ in filter.insert(key) }
    var postings: [Posting] = []
    postings.reserveCapacity(2 * filter.repeats)
    forEachKey { key, text in
      guard filter.isRepeated(key) else { return }
      postings.append(Posting(key: key, text: UInt32(truncatingIfNeeded: text)))
    }
    postings.sort()
    var last: Posting?
    postings.removeAll { posting in
      defer { last = posting }
      return posting == last
    }
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

  private func emit(_ group: [TextIndex.ID], into pairs: inout [TextPair]) {
    guard group.count > options.postings else {
      for (offset, first) in group.enumerated() where !texts.isFragment(first) {
        for second in group.dropFirst(offset + 1) { add(first, second, to: &pairs) }
      }
      return
    }
    let ranked = group.sorted { (texts.rank($0), $0) < (texts.rank($1), $1) }
    for (first, second) in zip(ranked, ranked.dropFirst()) { add(first, second, to: &pairs) }
    for (offset, hub) in ranked.prefix(KeyPolicy.hubs).enumerated() {
      for other in ranked.dropFirst(offset + 1) { add(hub, other, to: &pairs) }
    }
  }

  private func add(_ one: TextIndex.ID, _ two: TextIndex.ID, to pairs: inout [TextPair]) {
    guard !texts.isFragment(one), !texts.isFragment(two) else { return }
    pairs.append(
      TextPair(
        first: UInt32(truncatingIfNeeded: min(one, two)),
        second: UInt32(truncatingIfNeeded: max(one, two))))
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
