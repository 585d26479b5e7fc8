/// A mention that holds the words of a fragment, and where.
package struct Container: Hashable, Comparable {
  /// The mention's number.
  package var mention: Int
  /// Its text.
  package var text: TextIndex.ID
  /// The first of the words in the text.
  package var word: Int

  /// Makes one.
  package init(mention: Int, text: TextIndex.ID, word: Int) {
    self.mention = mention
    self.text = text
    self.word = word
  }

  package static func < (one: Container, two: Container) -> Bool {
    (one.mention, one.word) < (two.mention, two.word)
  }
}

/// Where the words of short texts occur in longer ones.
///
/// Every run of up to seven words of every text is looked up among the short texts: linear in the
/// words of all texts. A fragment without a key is looked for in its own period and those beside
/// it, and only where it has a word that tells something. Of a fragment that more than `limit`
/// mentions hold, in a period where it has no key, no place is kept.
struct FragmentIndex {
  /// A fragment, and the period where it is looked for there; `nil`: at any date.
  private struct Unit: Hashable {
    var fragment: TextIndex.ID
    var period: Period?
  }

  /// How many mentions may hold a fragment for it to be linked by them.
  static let limit = 2000
  /// What the most telling word of a fragment without a key must be worth for it to be looked for
  /// in others, in tenths of a bit.
  static let anchorWorth = 70

  private let texts: TextIndex
  private let table: WordTable
  private let corpus: Corpus
  private var fragments: [UInt64: (text: TextIndex.ID, isWeak: Bool)] = [:]
  private var wanted: Set<Unit> = []
  private var containers: [Unit: [Container]] = [:]
  private var stock: Set<Unit> = []
  private var latest: [TextIndex.ID: TextIndex.ID] = [:]
  private var beginnings: FragmentBeginnings

  /// Finds all places. A text counts once for each fragment, at the first place.
  init(_ corpus: Corpus) {
    texts = corpus.texts
    table = corpus.table
    self.corpus = corpus
    let count = (0..<texts.count).count { corpus.texts.isFragment($0) }
    beginnings = FragmentBeginnings(count: count, words: table.count)
    findFragments()
    guard !fragments.isEmpty else { return }
    for text in 0..<texts.count { look(in: text) }
    latest = [:]
  }

  /// The places of a fragment, in the order of the mentions: those of a period and the ones beside
  /// it, or those at any date.
  func containers(of fragment: TextIndex.ID, in period: Period?) -> [Container] {
    guard let period else {
      return (containers[Unit(fragment: fragment, period: nil)] ?? []).sorted()
    }
    return period.around.flatMap { containers[Unit(fragment: fragment, period: $0)] ?? [] }.sorted()
  }

  /// Whether very many mentions hold a fragment.
  func isStock(_ fragment: TextIndex.ID) -> Bool {
    stock.contains(Unit(fragment: fragment, period: nil))
  }

  /// The fragments that occur anywhere, in order.
  var found: [TextIndex.ID] { Set(containers.keys.map(\.fragment)).sorted() }

  private mutating func findFragments() {
    for text in 0..<texts.count where texts.isFragment(text) {
      let words = texts.words[texts.range(text)]
      let isWeak = RunKeys.isWeak(words, table: table)
      if isWeak {
        guard Self.anchor(of: words, table: table) != nil else { continue }
        for mention in texts.mentions(of: text) {
          for period in corpus.period(mention).around {
            wanted.insert(Unit(fragment: text, period: period))
          }
        }
      }
      fragments[RunKeys.hash(words, table: table)] = (text, isWeak)
      beginnings.insert(words, table)
    }
  }

  /// The most telling word of a fragment; `nil` where none tells enough.
  static func anchor(of words: ArraySlice<WordTable.ID>, table: WordTable) -> WordTable.ID? {
    let best = words.max {
      (table.tenths($0), table.hash($0)) < (table.tenths($1), table.hash($1))
    }
    return best.flatMap { table.tenths($0) >= anchorWorth ? $0 : nil }
  }

  private mutating func look(in text: TextIndex.ID) {
    let range = texts.range(text)
    for start in range {
      let word = texts.words[start]
      var hash = Hash.combine(1, table.hash(word))
      if beginnings.isAlone(word) { take(hash, start..<start + 1, in: text) }
      var end = start + 1
      guard end < range.upperBound else { break }
      hash = Hash.combine(hash, table.hash(texts.words[end]))
      end += 1
      var lengths = beginnings.lengths(from: hash)
      while lengths != 0 {
        if lengths & 1 != 0 { take(hash, start..<end, in: text) }
        lengths >>= 1
        guard lengths != 0, end < range.upperBound else { break }
        hash = Hash.combine(hash, table.hash(texts.words[end]))
        end += 1
      }
    }
  }

  /// Takes some words of a text where they are a fragment.
  private mutating func take(_ hash: UInt64, _ words: Range<Int>, in text: TextIndex.ID) {
    let range = texts.range(text)
    guard words.count < range.count, let fragment = fragments[hash],
      latest.updateValue(text, forKey: fragment.text) != text
    else { return }
    for mention in texts.mentions(of: text) {
      let unit = Unit(
        fragment: fragment.text, period: fragment.isWeak ? corpus.period(mention) : nil)
      let place = words.lowerBound - range.lowerBound
      add(Container(mention: mention, text: text, word: place), to: unit)
    }
  }

  private mutating func add(_ container: Container, to unit: Unit) {
    guard !stock.contains(unit), unit.period == nil || wanted.contains(unit) else { return }
    containers[unit, default: []].append(container)
    if let count = containers[unit]?.count, count > Self.limit {
      stock.insert(unit)
      containers[unit] = nil
    }
  }
}

/// With which words fragments begin, and how long those are: what tells at most places of a text
/// that no fragment is there.
private struct FragmentBeginnings {
  /// Of a hash of the first two words the lengths, from two on, a bit each.
  private var lengths: [UInt8]
  /// Which words are a fragment.
  private var alone: [Bool]

  /// Makes room for so many fragments.
  init(count: Int, words: Int) {
    var size = 64
    while size < count * 4, size < 1 << 20 { size *= 2 }
    lengths = Array(repeating: 0, count: size)
    alone = Array(repeating: false, count: words)
  }

  mutating func insert(_ words: ArraySlice<WordTable.ID>, _ table: WordTable) {
    guard let first = words.first else { return }
    if words.count == 1 {
      alone[Int(first)] = true
    } else {
      lengths[slot(RunKeys.hash(words.prefix(2), table: table))] |= 1 << (words.count - 2)
    }
  }

  @inline(__always)
  func isAlone(_ word: WordTable.ID) -> Bool { alone[Int(word)] }

  /// How long the fragments are that begin with two words of a hash: two words where the lowest bit
  /// is set, three where the next is.
  @inline(__always)
  func lengths(from hash: UInt64) -> UInt8 { lengths[slot(hash)] }

  @inline(__always)
  private func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (lengths.count - 1) }
}
