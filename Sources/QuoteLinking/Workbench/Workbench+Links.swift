extension Workbench {
  /// How many mentions may hold a fragment for it to be linked by them.
  package static var stockLimit: Int { FragmentIndex.limit }

  /// In how many periods a fragment makes it a slogan at every date: a window reaches into three of
  /// them, and each of the others is another occasion.
  package static var sloganPeriods: Int { 3 + LinkRule.otherOccasions }

  /// The mentions of a text, in order.
  package func mentions(of text: TextIndex.ID) -> MentionNumbers {
    corpus.texts.mentions(of: text)
  }

  /// The period in which a mention was published.
  package func period(of mention: Int) -> Period { corpus.period(mention) }

  /// Whether a mention names its speaker.
  package func isNamed(_ mention: Int) -> Bool { !corpus.voice(mention).named.isEmpty }

  /// Whether two mentions name different speakers where that keeps a text's mentions apart.
  package func areApart(_ one: Int, _ two: Int, of text: TextIndex.ID) -> Bool {
    LinkRule(options: corpus.options).isVetoed(tenths: corpus.texts.tenths(text))
      && corpus.voice(one).conflicts(with: corpus.voice(two))
  }

  /// How many sets a text's mentions make at most that are linked with others.
  package static var setLimit: Int { EqualLinker.sets }

  /// The sets that the mentions of a long text make, in order of their first, each in order.
  package func sets(of text: TextIndex.ID) -> [[Int]] {
    let mentions = corpus.texts.mentions(of: text)
    let places = Dictionary(uniqueKeysWithValues: mentions.enumerated().map { ($1, $0) })
    var sets = UnionFind(count: mentions.count)
    for (first, second) in EqualLinker(corpus).pairs(of: text, nil) {
      if let one = places[first], let two = places[second] { sets.union(one, two) }
    }
    var groups: [Int: [Int]] = [:]
    for (place, mention) in mentions.enumerated() {
      groups[sets.root(place), default: []].append(mention)
    }
    return groups.keys.sorted().compactMap { groups[$0] }
  }

  /// The mention that stands for a set: the first that names its speaker, else the first.
  package func leader(of set: [Int]) -> Int? { set.first(where: isNamed) ?? set.first }

  /// The pairs of mentions of a fragment that are of one utterance. Of one with a key `containers`
  /// are the mentions that hold it; `isSlogan` says that at every date it is said on many other
  /// occasions, so that not all of them need be known.
  package func pairs(
    of fragment: TextIndex.ID, containers: [Container], isSlogan: Bool, isWeak: Bool
  ) -> [(Int, Int)] {
    let occurrences =
      isWeak ? nil : Occurrences(of: fragment, in: containers, isStock: isSlogan, corpus: corpus)
    return EqualLinker(corpus).pairs(of: fragment, occurrences)
  }

  /// What attaches some mentions of a text to mentions that hold it; `isWeighed` says that it is a
  /// fragment with a key, for which it matters on how many occasions it was said, `isSlogan` what
  /// it says of pairs.
  package func attachments(
    of text: TextIndex.ID, _ mentions: some Sequence<Int>, to containers: [Container],
    isSlogan: Bool,
    isWeighed: Bool
  ) -> [Attachment] {
    let occurrences =
      isWeighed ? Occurrences(of: text, in: containers, isStock: isSlogan, corpus: corpus) : nil
    return FragmentLinker(corpus).attachments(
      of: text, mentions, to: containers.sorted(), occurrences)
  }

  /// Whether the common core of two texts, worth so much, joins two of their mentions.
  package func joins(_ one: Int, _ two: Int, core score: Int) -> Bool {
    !EqualLinker(corpus).pairs(ofCore: score, [one], [two]).isEmpty
  }

  /// Of attachments the best for each set of fragments that leads out of the set. Containers and
  /// fragments are numbered in the order of the mentions.
  package static func chosen(
    of attachments: [Attachment], root: (Int) -> Int
  ) -> [Attachment] {
    Clusterer.chosen(of: attachments, root: root)
  }
}

/// Sets of numbers that are joined.
package struct NumberSets {
  private var sets: UnionFind

  /// Makes a set of each number below a count.
  package init(count: Int) { sets = UnionFind(count: count) }

  /// The smallest number of a number's set.
  package mutating func root(_ number: Int) -> Int { sets.root(number) }

  /// Makes the sets of two numbers one.
  package mutating func join(_ one: Int, _ two: Int) { sets.union(one, two) }
}
