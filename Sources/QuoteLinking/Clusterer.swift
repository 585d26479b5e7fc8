/// Groups mentions into utterances.
///
/// Texts whose common words are enough by themselves (the core) are one set. A fragment, whole in
/// another text, is attached to the one best container and never joins two. What is joined hangs on
/// the mentions alone, not on the order in which they are looked at.
struct Clusterer {
  private let corpus: Corpus
  private let rule: LinkRule
  private let equals: EqualLinker
  private let fragments: FragmentLinker
  private let index: FragmentIndex

  init(_ corpus: Corpus) {
    self.corpus = corpus
    rule = LinkRule(options: corpus.options)
    equals = EqualLinker(corpus)
    fragments = FragmentLinker(corpus)
    index = FragmentIndex(corpus)
  }

  /// The set of each mention, by the set's first mention, and how much was compared.
  func clusters() -> (sets: [UInt32], report: LinkReport) {
    var sets = UnionFind(count: corpus.mentions.count)
    for text in 0..<corpus.texts.count {
      for (first, second) in equals.pairs(of: text, occurrences(of: text)) {
        sets.union(first, second)
      }
    }
    let (comparisons, report) = self.comparisons()
    joinCores(comparisons, &sets)
    let chosen = Self.chosen(of: attachments(comparisons)) { sets.root($0) }
    for attachment in chosen { sets.union(attachment.fragment, attachment.container) }
    return (corpus.mentions.indices.map { UInt32(truncatingIfNeeded: sets.root($0)) }, report)
  }

  /// Of attachments the best for each set of fragments that leads out of the set, in the order of
  /// the sets.
  static func chosen(of attachments: [Attachment], root: (Int) -> Int) -> [Attachment] {
    var best: [Int: Attachment] = [:]
    for attachment in attachments {
      let set = root(attachment.fragment)
      guard set != root(attachment.container) else { continue }
      if let known = best[set], !attachment.isBetter(than: known) { continue }
      best[set] = attachment
    }
    return best.keys.sorted().compactMap { best[$0] }
  }

  /// When the words of a text were said; `nil` of a text that is no fragment, or is weak.
  private func occurrences(of text: TextIndex.ID) -> Occurrences? {
    guard corpus.texts.isFragment(text), !corpus.texts.isWeak(text, table: corpus.table) else {
      return nil
    }
    return Occurrences(
      of: text, in: index.containers(of: text, in: nil), isStock: index.isStock(text),
      corpus: corpus)
  }

  /// What is common to the pairs of texts that share a key, where it may link them.
  private func comparisons() -> ([Comparison], LinkReport) {
    let (texts, table) = (corpus.texts, corpus.table)
    var comparer = Comparer(texts: texts, table: table)
    var result: [Comparison] = []
    let found = KeyIndex(texts: texts, table: table, options: corpus.options).pairs()
    for pair in found.pairs {
      let comparison = comparer.comparison(pair.first, pair.second)
      if comparison.isContained || rule.isCore(comparison) { result.append(comparison) }
    }
    return (result, found.report)
  }

  private func joinCores(_ comparisons: [Comparison], _ sets: inout UnionFind) {
    var leaders: [TextIndex.ID: [Int]] = [:]
    let cores = comparisons.filter(rule.isCore)
    for text in cores.flatMap({ [$0.first, $0.second] }) where leaders[text] == nil {
      leaders[text] = equals.leaders(of: text) { sets.root($0) }
    }
    for core in cores {
      let (one, two) = (leaders[core.first] ?? [], leaders[core.second] ?? [])
      for (first, second) in equals.pairs(ofCore: core.score, one, two) {
        sets.union(first, second)
      }
    }
  }

  /// All mentions of fragments with mentions that may hold them: short ones by their words, longer
  /// ones by the comparisons in which they lie whole in another text.
  private func attachments(_ comparisons: [Comparison]) -> [Attachment] {
    var result: [Attachment] = []
    for text in index.found {
      let mentions = corpus.texts.mentions(of: text)
      guard corpus.texts.isWeak(text, table: corpus.table) else {
        let containers = index.containers(of: text, in: nil)
        result += fragments.attachments(of: text, mentions, to: containers, occurrences(of: text))
        continue
      }
      let periods = Dictionary(grouping: mentions) { corpus.period($0) }
      for period in periods.keys.sorted() {
        result += fragments.attachments(
          of: text, periods[period] ?? [], to: index.containers(of: text, in: period), nil)
      }
    }
    for comparison in comparisons where comparison.isContained && !rule.isCore(comparison) {
      let (text, place) = corpus.texts.containment(comparison)
      let containers = corpus.texts.mentions(of: place.text).map {
        Container(mention: $0, text: place.text, word: place.word)
      }
      result += fragments.attachments(
        of: text, corpus.texts.mentions(of: text), to: containers, nil)
    }
    return result
  }
}

extension TextIndex {
  /// Which text of a comparison lies in the other, and where.
  func containment(_ comparison: Comparison) -> (text: ID, place: (text: ID, word: Int)) {
    let (one, two) = (comparison.first, comparison.second)
    let isFirst = range(one).count < range(two).count
    return (isFirst ? one : two, (isFirst ? two : one, abs(comparison.offset)))
  }
}
