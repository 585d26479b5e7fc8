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

  init(texts: TextIndex, table: WordTable, options: LinkOptions) {
    self.texts = texts
    self.table = table
    self.options = options
  }

  /// All pairs to compare, ascending, each once, and what bounded them. n log n in the words.
  func pairs() -> (pairs: [TextPair], report: LinkReport) {
    var pairs: [UInt64] = []
    var report = LinkReport()
    KeyPostings(texts: texts, table: table).forEachShared { group in
      if group.count > options.postings {
        report.stockRuns += 1
        emitStock(group, into: &pairs)
      } else {
        emit(group, into: &pairs)
      }
    }
    RadixSort.sort(&pairs)
    pairs.removeRepeated()
    report.comparisons = pairs.count
    return (pairs.map(TextPair.init(packed:)), report)
  }

  private func emit(_ group: [TextIndex.ID], into pairs: inout [UInt64]) {
    for place in group.indices {
      let first = group[place]
      guard !texts.isFragment(first) else { continue }
      for other in group[(place + 1)...] { add(first, other, to: &pairs) }
    }
  }

  /// Of a key that very many texts have, the longest few with the rest, and each with the next.
  private func emitStock(_ group: [TextIndex.ID], into pairs: inout [UInt64]) {
    let ranked = group.sorted { (texts.rank($0), $0) < (texts.rank($1), $1) }
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
