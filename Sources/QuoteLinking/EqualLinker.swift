/// Tells which mentions of one text are of one utterance.
struct EqualLinker {
  /// How many utterances of one text are told apart by their speakers.
  static let sets = 8

  private let corpus: Corpus
  private let rule: LinkRule
  private let fragments: FragmentLinker

  init(_ corpus: Corpus) {
    self.corpus = corpus
    rule = LinkRule(options: corpus.options)
    fragments = FragmentLinker(corpus)
  }

  /// The pairs that join mentions of a text: of a long one all but those of different speakers, of
  /// a short one those of one occasion.
  func pairs(of text: TextIndex.ID, _ occurrences: Occurrences?) -> [(Int, Int)] {
    let all = corpus.texts.mentions(of: text)
    guard let first = all.first, all.count > 1 else { return [] }
    if isByOccasion(text, first, occurrences) { return fragments.pairs(of: text, all, occurrences) }
    return voicePairs(of: text)
  }

  /// Whether more than its words is needed to link a text.
  private func isByOccasion(
    _ text: TextIndex.ID, _ first: Int, _ occurrences: Occurrences?
  ) -> Bool {
    guard corpus.texts.range(text).count > LinkRule.shortWords else { return true }
    if corpus.texts.isWeak(text, table: corpus.table) { return true }
    return occurrences.map { fragments.isSlogan($0, of: first) } ?? false
  }

  /// Each mention with the first whose speaker does not conflict with its own. Which that is hangs
  /// on the speaker alone.
  private func voicePairs(of text: TextIndex.ID) -> [(Int, Int)] {
    let all = corpus.texts.mentions(of: text)
    guard rule.isVetoed(tenths: corpus.texts.tenths(text)) else {
      return all.first.map { first in all.dropFirst().map { (first, $0) } } ?? []
    }
    var leaders: [Int] = []
    var pairs: [(Int, Int)] = []
    for mention in all {
      let voice = corpus.voice(mention)
      if let leader = leaders.first(where: { !corpus.voice($0).conflicts(with: voice) }) {
        pairs.append((leader, mention))
      } else if leaders.count < Self.sets {
        leaders.append(mention)
      }
    }
    return pairs
  }

  /// One mention for each of the first sets that the mentions of a text make among themselves: one
  /// that names its speaker, where there is one. `root` tells the set of a mention.
  func leaders(of text: TextIndex.ID, root: (Int) -> Int) -> [Int] {
    var roots: [Int] = []
    var found: [Int] = []
    for mention in corpus.texts.mentions(of: text) {
      let set = root(mention)
      if let place = roots.firstIndex(of: set) {
        if corpus.voice(found[place]).named.isEmpty, !corpus.voice(mention).named.isEmpty {
          found[place] = mention
        }
      } else if roots.count < Self.sets {
        roots.append(set)
        found.append(mention)
      }
    }
    return found
  }

  /// The pairs of mentions that the common core of two texts joins, one of each set of either.
  func pairs(ofCore score: Int, _ one: [Int], _ two: [Int]) -> [(Int, Int)] {
    let isVetoed = rule.isVetoed(tenths: score)
    var pairs: [(Int, Int)] = []
    for first in one {
      for second in two where !corpus.mentions[first].overlaps(corpus.mentions[second]) {
        if isVetoed, corpus.voice(first).conflicts(with: corpus.voice(second)) { continue }
        pairs.append((first, second))
      }
    }
    return pairs
  }
}
