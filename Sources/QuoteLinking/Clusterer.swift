/// Groups mentions into utterances.
///
/// Texts whose common words are enough by themselves (the core) are one set. A fragment, whole in
/// another text, is attached to the one best container and never joins two. Every step is in the
/// order of the mentions, so the order in which articles came plays no part.
struct Clusterer {
  /// Between how many sets of mentions of two texts links are looked for.
  private static let sets = 8

  private let corpus: Corpus
  private let rule: LinkRule
  private let fragments: FragmentLinker
  private var sets: UnionFind
  private var leaders: [TextIndex.ID: [Int]] = [:]

  init(_ corpus: Corpus) {
    self.corpus = corpus
    rule = LinkRule(options: corpus.options)
    fragments = FragmentLinker(corpus, rule: rule)
    sets = UnionFind(count: corpus.mentions.count)
  }

  /// The set of each mention, by the set's first mention.
  mutating func clusters() -> [Int] {
    joinEqual()
    let (texts, table) = (corpus.texts, corpus.table)
    let pairs = KeyIndex(texts: texts, table: table, options: corpus.options).pairs()
    var comparer = Comparer(texts: texts, table: table)
    let comparisons = comparer.comparisons(of: pairs)
    for comparison in comparisons where rule.isCore(comparison) { joinCore(comparison) }
    attach(fragments.attachments(comparisons))
    return corpus.mentions.indices.map { sets.root($0) }
  }

  /// Joins the mentions of each text: of a long one all but for different speakers, of a short one
  /// those of one occasion.
  private mutating func joinEqual() {
    for text in 0..<corpus.texts.count {
      let all = corpus.texts.mentions[text]
      guard all.count > 1 else { continue }
      let occurrences = fragments.occurrences(of: text)
      let isSlogan = occurrences.map { fragments.isSlogan($0, of: all[0]) } ?? false
      if corpus.texts.range(text).count > LinkRule.shortWords, !isSlogan {
        joinVoices(text)
      } else {
        for (first, second) in fragments.pairs(of: text, occurrences) {
          sets.union(first, second)
        }
      }
    }
  }

  private mutating func joinVoices(_ text: TextIndex.ID) {
    let all = corpus.texts.mentions[text]
    guard rule.isVetoed(tenths: corpus.texts.tenths(text)) else {
      for mention in all.dropFirst() { sets.union(all[0], mention) }
      return
    }
    var first: [Int] = []
    for mention in all {
      let voice = corpus.voice(mention)
      if let leader = first.first(where: { !corpus.voice($0).conflicts(with: voice) }) {
        sets.union(leader, mention)
      } else if first.count < Self.sets {
        first.append(mention)
      }
    }
  }

  private mutating func joinCore(_ comparison: Comparison) {
    let isVetoed = rule.isVetoed(tenths: comparison.score)
    let others = leaders(of: comparison.second)
    for first in leaders(of: comparison.first) {
      for second in others where !corpus.mentions[first].overlaps(corpus.mentions[second]) {
        if isVetoed, corpus.voice(first).conflicts(with: corpus.voice(second)) { continue }
        sets.union(first, second)
      }
    }
  }

  /// One mention for each set that the mentions of a text made among themselves: one that names its
  /// speaker, where there is one.
  private mutating func leaders(of text: TextIndex.ID) -> [Int] {
    if let known = leaders[text] { return known }
    var roots: [Int] = []
    var found: [Int] = []
    for mention in corpus.texts.mentions[text] {
      let root = sets.root(mention)
      if let place = roots.firstIndex(of: root) {
        if corpus.voice(found[place]).named.isEmpty, !corpus.voice(mention).named.isEmpty {
          found[place] = mention
        }
      } else if roots.count < Self.sets {
        roots.append(root)
        found.append(mention)
      }
    }
    leaders[text] = found
    return found
  }

  /// Attaches each set of fragments to its best container.
  private mutating func attach(_ attachments: [FragmentLinker.Attachment]) {
    var best: [Int: FragmentLinker.Attachment] = [:]
    for attachment in attachments {
      let set = sets.root(attachment.fragment)
      guard set != sets.root(attachment.container) else { continue }
      if let known = best[set], !attachment.isBetter(than: known) { continue }
      best[set] = attachment
    }
    for set in best.keys.sorted() {
      if let attachment = best[set] { sets.union(attachment.fragment, attachment.container) }
    }
  }
}
