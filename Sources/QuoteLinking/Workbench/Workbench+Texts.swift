/// What finds a text among others.
package struct TextFacts: Sendable {
  /// Up to how many words a text is a fragment.
  package static var fragmentWords: Int { LinkRule.fragmentWords }

  /// How many words it has.
  package var words: Int
  /// Whether it is looked for word by word in others.
  package var isFragment: Bool
  /// Whether it is a fragment without a key.
  package var isWeak: Bool
  /// Its place in the order of texts, the longest first.
  package var rank: UInt64
  /// The hashes of its runs of words that others may share.
  package var keys: [UInt64]
  /// A hash of its letters.
  package var letters: UInt64
  /// The hash of all its words.
  package var run: UInt64
  /// The hash of its most telling word; `nil` where none tells enough.
  package var anchor: UInt64?
  /// The key of its first run; that of every text that holds it.
  package var firstKey: UInt64?
}

/// What two texts have in common, where that may link them.
package struct CommonWords: Sendable, Hashable {
  /// What the common words tell, less the price of changes.
  package var score: Int
  /// Whether they make the two one utterance.
  package var isCore: Bool
  /// Where one lies whole in the other and is no core: the fragment is the first of the two, or the
  /// second, and starts at this word of the other.
  package var containment: (isFirst: Bool, word: Int)?

  package static func == (one: Self, two: Self) -> Bool {
    one.score == two.score && one.isCore == two.isCore
      && one.containment?.isFirst == two.containment?.isFirst
      && one.containment?.word == two.containment?.word
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(score) }
}

extension Workbench {
  /// What finds a text among others.
  package func facts(of text: TextIndex.ID) -> TextFacts {
    let (texts, table) = (corpus.texts, corpus.table)
    let words = texts.words[texts.range(text)]
    let keys = RunKeys.keys(of: words, table: table)
    let isWeak = keys.isEmpty && texts.isFragment(text)
    return TextFacts(
      words: words.count, isFragment: texts.isFragment(text), isWeak: isWeak,
      rank: texts.rank(text), keys: keys.map(\.key), letters: texts.letters(text).first,
      run: RunKeys.hash(words, table: table),
      anchor: FragmentIndex.anchor(of: words, table: table).map { table.hash($0) },
      firstKey: keys.min { $0.place < $1.place }?.key)
  }

  /// The hashes of the words of a text that may be the most telling of a fragment without a key.
  package func anchors(of text: TextIndex.ID) -> Set<UInt64> {
    let table = corpus.table
    let telling = corpus.texts.words[corpus.texts.range(text)].filter {
      table.tenths($0) >= FragmentIndex.anchorWorth
    }
    return Set(telling.map { table.hash($0) })
  }

  /// The hashes of the runs of a text that a fragment without a key may be.
  package func weakRuns(of text: TextIndex.ID) -> Set<UInt64> {
    let table = corpus.table
    let words = corpus.texts.words[corpus.texts.range(text)]
    var runs: Set<UInt64> = []
    for start in words.indices {
      var hash: UInt64 = 1
      var (tenths, best) = (0, 0)
      for end in start..<min(words.endIndex, start + LinkRule.fragmentWords) {
        hash = Hash.combine(hash, table.hash(words[end]))
        tenths += table.tenths(words[end])
        best = max(best, table.tenths(words[end]))
        let count = end - start + 1
        if tenths >= RunKeys.worth, count >= RunKeys.length.lowerBound { break }
        if best >= FragmentIndex.anchorWorth, count < words.count { runs.insert(hash) }
      }
    }
    return runs
  }

  /// Where the words of a text first stand in a longer one.
  package func place(of fragment: TextIndex.ID, in container: TextIndex.ID) -> Int? {
    let texts = corpus.texts
    let part = texts.words[texts.range(fragment)]
    let whole = texts.words[texts.range(container)]
    guard let first = part.first, part.count < whole.count else { return nil }
    let start = (whole.startIndex...whole.endIndex - part.count).first { start in
      whole[start] == first && whole[start..<start + part.count].elementsEqual(part)
    }
    return start.map { $0 - whole.startIndex }
  }

  /// What each pair of texts has in common; `nil` where that does not link them. Linear in their
  /// words.
  package func common(_ pairs: [(TextIndex.ID, TextIndex.ID)]) -> [CommonWords?] {
    let rule = LinkRule(options: corpus.options)
    var comparer = Comparer(texts: corpus.texts, table: corpus.table)
    return pairs.map { one, two in
      let comparison = comparer.comparison(one, two)
      let isCore = rule.isCore(comparison)
      guard isCore || comparison.isContained else { return nil }
      var common = CommonWords(score: comparison.score, isCore: isCore)
      if !isCore {
        let (fragment, place) = corpus.texts.containment(comparison)
        common.containment = (fragment == one, place.word)
      }
      return common
    }
  }
}
