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

  /// Finds all places. A text counts once for each fragment, at the first place.
  init(_ corpus: Corpus) {
    texts = corpus.texts
    table = corpus.table
    self.corpus = corpus
    findFragments()
    guard !fragments.isEmpty else { return }
    var filter = [Bool](repeating: false, count: 1 << 20)
    for hash in fragments.keys { filter[Int(truncatingIfNeeded: hash) & (filter.count - 1)] = true }
    for text in 0..<texts.count { look(in: text, filter) }
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
    }
  }

  /// The most telling word of a fragment; `nil` where none tells enough.
  static func anchor(of words: ArraySlice<WordTable.ID>, table: WordTable) -> WordTable.ID? {
    let best = words.max {
      (table.tenths($0), table.hash($0)) < (table.tenths($1), table.hash($1))
    }
    return best.flatMap { table.tenths($0) >= anchorWorth ? $0 : nil }
  }

  private mutating func look(in text: TextIndex.ID, _ filter: [Bool]) {
    let range = texts.range(text)
    for start in range {
      var hash: UInt64 = 1
      for end in start..<min(range.upperBound, start + LinkRule.fragmentWords) {
        hash = Hash.combine(hash, table.hash(texts.words[end]))
        guard filter[Int(truncatingIfNeeded: hash) & (filter.count - 1)],
          end - start + 1 < range.count, let fragment = fragments[hash],
          latest.updateValue(text, forKey: fragment.text) != text
        else { continue }
        for mention in texts.mentions(of: text) {
          let unit = Unit(
            fragment: fragment.text, period: fragment.isWeak ? corpus.period(mention) : nil)
          let place = start - range.lowerBound
          add(Container(mention: mention, text: text, word: place), to: unit)
        }
      }
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
