/// Groups mentions into utterances.
///
/// Texts whose common words are enough by themselves (the core) are one set. A fragment, whole in another text,
/// is attached to the one best container and never joins two. Every step is in the order of the
/// mentions, so the order in which articles came plays no part.
struct Clusterer {
  /// With how many later mentions of the same short words a mention is compared.
  private static let neighbours = 32
  /// How many mentions of a container are looked at on each side of a fragment's date.
  private static let containers = 8
  /// Between how many sets of mentions of two texts links are looked for.
  private static let sets = 8

  private let mentions: [Mention]
  private let sources: [Source]
  private let voices: [Voice]
  private let texts: TextIndex
  private let table: WordTable
  private let rule: LinkRule
  private let fragments: FragmentIndex
  private var sets: UnionFind

  init(
    mentions: [Mention], sources: [Source], voices: [Voice], texts: TextIndex, table: WordTable,
    options: LinkOptions
  ) {
    self.mentions = mentions
    self.sources = sources
    self.voices = voices
    self.texts = texts
    self.table = table
    rule = LinkRule(options: options)
    fragments = FragmentIndex(texts: texts, table: table)
    sets = UnionFind(count: mentions.count)
  }

  /// The set of each mention, by the set's first mention.
  mutating func clusters() -> [Int] {
    joinEqual()
    let pairs = KeyIndex(texts: texts, table: table, options: rule.options).pairs()
    var comparer = Comparer(texts: texts, table: table)
    let comparisons = comparer.comparisons(of: pairs)
    for comparison in comparisons where rule.isCore(comparison) { joinCore(comparison) }
    attach(attachments(comparisons))
    return mentions.indices.map { sets.root($0) }
  }

  /// Joins the mentions of each text: of a long one all but for different speakers, of a short one
  /// those of one occasion.
  private mutating func joinEqual() {
    for text in 0..<texts.count where texts.mentions[text].count > 1 {
      let count = texts.range(text).count
      let occurrences =
        count <= LinkRule.fragmentWords
        ? Occurrences(
          of: text, at: fragments.places(of: text), texts: texts, mentions: mentions,
          sources: sources) : nil
      let isOneOccasion =
        count > LinkRule.shortWords
        && occurrences.map { !isSlogan(text, $0, of: texts.mentions[text][0]) } ?? true
      if isOneOccasion { joinVoices(text) } else { joinOccasions(text, occurrences) }
    }
  }

  private mutating func joinVoices(_ text: TextIndex.ID) {
    let all = texts.mentions[text]
    guard rule.isVetoed(tenths: texts.tenths(text)) else {
      for mention in all.dropFirst() { sets.union(all[0], mention) }
      return
    }
    var leaders: [Int] = []
    for mention in all {
      let leader = leaders.first { !voice($0).conflicts(with: voice(mention)) }
      if let leader {
        sets.union(leader, mention)
      } else if leaders.count < Self.sets {
        leaders.append(mention)
      }
    }
  }

  private mutating func joinOccasions(_ text: TextIndex.ID, _ occurrences: Occurrences?) {
    let all = texts.mentions[text]
    let words = 0..<texts.range(text).count
    for (offset, first) in all.enumerated() {
      for second in all.dropFirst(offset + 1).prefix(Self.neighbours) {
        if let gap = gap(first, second), gap > rule.options.window { break }
        let evidence = evidence(first, words, in: text, second, words, in: text, occurrences)
        if let evidence, rule.joins(evidence) { sets.union(first, second) }
      }
    }
  }

  private mutating func joinCore(_ comparison: Comparison) {
    let isVetoed = rule.isVetoed(tenths: comparison.score)
    for first in leaders(comparison.first) {
      for second in leaders(comparison.second) where !mentions[first].overlaps(mentions[second]) {
        if isVetoed, voice(first).conflicts(with: voice(second)) { continue }
        sets.union(first, second)
      }
    }
  }

  /// One mention for each set that a text's mentions are in: one that names its speaker, where there is.
  private mutating func leaders(_ text: TextIndex.ID) -> [Int] {
    var roots: [Int] = []
    var leaders: [Int] = []
    for mention in texts.mentions[text] {
      let root = sets.root(mention)
      if let place = roots.firstIndex(of: root) {
        if voice(leaders[place]).named.isEmpty, !voice(mention).named.isEmpty {
          leaders[place] = mention
        }
      } else if roots.count < Self.sets {
        roots.append(root)
        leaders.append(mention)
      }
    }
    return leaders
  }

  /// A fragment's mention and the mention that holds it, with what speaks for this one.
  private struct Attachment {
    var fragment: Int
    var container: Int
    var context: Int
    var gap: Int
    var length: Int

    /// Whether this is the better container of the two.
    func isBetter(than other: Attachment) -> Bool {
      (-min(context, 2), gap, -length, container, fragment)
        < (-min(other.context, 2), other.gap, -other.length, other.container, other.fragment)
    }
  }

  private func attachments(_ comparisons: [Comparison]) -> [Attachment] {
    var result: [Attachment] = []
    for text in fragments.fragments {
      let places = fragments.places(of: text)
      let occurrences = Occurrences(
        of: text, at: places, texts: texts, mentions: mentions, sources: sources)
      for place in places {
        result += attachments(of: text, in: place.text, at: place.word, occurrences)
      }
    }
    for comparison in comparisons where comparison.isContained && !rule.isCore(comparison) {
      let (one, two) = (texts.range(comparison.first).count, texts.range(comparison.second).count)
      guard min(one, two) > LinkRule.fragmentWords else { continue }
      let (text, container) =
        one < two ? (comparison.first, comparison.second) : (comparison.second, comparison.first)
      result += attachments(of: text, in: container, at: abs(comparison.offset), nil)
    }
    return result
  }

  private func attachments(
    of text: TextIndex.ID, in container: TextIndex.ID, at place: Int, _ occurrences: Occurrences?
  ) -> [Attachment] {
    let count = texts.range(text).count
    let length = texts.range(container).count
    guard place + count <= length else { return [] }
    return texts.mentions[text].flatMap { fragment in
      nearest(to: fragment, among: texts.mentions[container]).compactMap { other in
        evidence(
          fragment, 0..<count, in: text, other, place..<place + count, in: container, occurrences
        ).flatMap { evidence in
          rule.attaches(evidence)
            ? Attachment(
              fragment: fragment, container: other, context: evidence.context,
              gap: evidence.gap ?? Int.max, length: length) : nil
        }
      }
    }
  }

  /// Attaches each set of fragments to its best container.
  private mutating func attach(_ attachments: [Attachment]) {
    var best: [Int: Attachment] = [:]
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

  /// What speaks for words of two mentions being of one utterance; `nil` where something forbids it.
  private func evidence(
    _ first: Int, _ words: Range<Int>, in text: TextIndex.ID, _ second: Int,
    _ otherWords: Range<Int>, in other: TextIndex.ID, _ occurrences: Occurrences?
  ) -> LinkRule.Evidence? {
    let (one, two) = (mentions[first], mentions[second])
    guard !one.overlaps(two), !voice(first).conflicts(with: voice(second)) else { return nil }
    var evidence = LinkRule.Evidence(words: words.count, tenths: texts.tenths(text))
    evidence.gap = gap(first, second)
    evidence.agrees = voice(first).agrees(with: voice(second))
    if let occurrences { evidence.isSlogan = isSlogan(text, occurrences, of: first) }
    if evidence.isSlogan || words.count < LinkRule.shortWords || text != other {
      let around = Surroundings(of: words, in: text, mention: one, texts: texts)
      let otherAround = Surroundings(of: otherWords, in: other, mention: two, texts: texts)
      evidence.context = around.context(with: otherAround)
      let range = texts.range(text)
      evidence.shared = around.shared(
        with: otherAround, beside: texts.words[range], table: table)
    }
    return evidence
  }

  private func isSlogan(
    _ text: TextIndex.ID, _ occurrences: Occurrences, of mention: Int
  ) -> Bool {
    guard let day = sources[mentions[mention].article].moment?.day else { return false }
    return occurrences.count(outside: rule.options.window, of: day) >= LinkRule.otherOccasions
  }

  private func voice(_ mention: Int) -> Voice { voices[mentions[mention].voice] }

  private func gap(_ first: Int, _ second: Int) -> Int? {
    let (one, two) = (mentions[first].article, mentions[second].article)
    if one == two { return 0 }
    guard let day = sources[one].moment?.day, let other = sources[two].moment?.day else {
      return nil
    }
    return abs(day - other)
  }

  /// The mentions nearest in order to one: of the same date, and some before and after.
  private func nearest(to mention: Int, among others: [Int]) -> ArraySlice<Int> {
    let place = Occurrences.lower(others, mention)
    return others[max(0, place - Self.containers)..<min(others.count, place + Self.containers)]
  }
}
