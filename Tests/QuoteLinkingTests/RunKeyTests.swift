import Testing

@testable import QuoteLinking

@Suite("Runs of words that texts share")
struct RunKeyTests {
  /// Texts of words that tell 1 to 15 bits, many of them in several.
  private static func texts(_ count: Int, _ table: inout WordTable) -> TextIndex {
    var random = SplitMix(state: 11)
    var texts = TextIndex()
    for _ in 0..<count {
      var words = Words()
      for _ in 0..<random.next() % 30 + 1 {
        let word = Array("w\(random.next() % 12)".utf8)
        words.append(table.id(of: word), at: 0..<0, isCutBefore: false)
      }
      texts.append(words, Letters(words, table: table), table: table)
    }
    return texts
  }

  private static func table() -> WordTable {
    let entries = (0..<12).map { WordBits.Entry(word: "w\($0)", tenths: 10 + 13 * $0) }
    return WordTable(bits: WordBits(entries: entries, unseen: 100))
  }

  /// From each word the shortest run of three to eight words that tells enough.
  private static func keys(of words: ArraySlice<UInt32>, _ table: WordTable) -> [RunKey] {
    var first: [UInt64: Int] = [:]
    for start in words.indices.reversed() {
      let run = (3...8).map { words[start...].prefix($0) }.first { run in
        run.reduce(0) { $0 + table.tenths($1) } >= RunKeys.worth
      }
      guard let run, run.count >= 3 else { continue }
      first[RunKeys.hash(run, table: table)] = start - words.startIndex
    }
    return first.map { RunKey(key: $0.key, place: UInt32($0.value)) }.sorted()
  }

  @Test("a text has the key of each place, with where it stands first")
  func each() {
    var table = Self.table()
    let texts = Self.texts(400, &table)
    for text in 0..<texts.count {
      let words = texts.words[texts.range(text)]
      #expect(RunKeys.keys(of: words, table: table) == Self.keys(of: words, table))
    }
  }

  @Test("a key that texts share is found with all of them, each once", arguments: [3, 60, 2500])
  func shared(count: Int) {
    var table = Self.table()
    let texts = Self.texts(count, &table)
    var expected: [UInt64: [Int]] = [:]
    for text in 0..<texts.count {
      for key in Self.keys(of: texts.words[texts.range(text)], table) {
        expected[key.key, default: []].append(text)
      }
    }
    var found: [[Int]] = []
    KeyPostings(texts: texts, table: table).forEachShared { found.append($0) }
    let order = expected.keys.sorted().compactMap { expected[$0] }.filter { $0.count > 1 }
    #expect(found == order)
  }

  @Test("how far apart shared runs stand is the same as by looking at all keys")
  func shifts() {
    var table = Self.table()
    let texts = Self.texts(60, &table)
    var places = KeyPlaces()
    for one in 0..<texts.count {
      let keys = Self.keys(of: texts.words[texts.range(one)], table)
      let first = Dictionary(uniqueKeysWithValues: keys.map { ($0.key, $0.place) })
      places.set(one, texts, table)
      for two in 0..<texts.count {
        let expected = Self.keys(of: texts.words[texts.range(two)], table).compactMap { key in
          first[key.key].map { Int($0) - Int(key.place) }
        }
        #expect(places.shifts(against: two, texts, table).sorted() == expected.sorted())
      }
    }
  }
}
