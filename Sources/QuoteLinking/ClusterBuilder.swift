import QuoteRecords

/// Writes a set of mentions as a cluster record.
struct ClusterBuilder {
  private let mentions: OrderedMentions
  private let sources: [Source]
  private let voices: [Voice]
  private var table: WordTable
  private var reader = WordReader()

  init(mentions: OrderedMentions, sources: [Source], voices: [Voice], table: WordTable) {
    self.mentions = mentions
    self.sources = sources
    self.voices = voices
    self.table = table
  }

  /// The record of some quotes, in their order, without those that lie within others of them; `nil`
  /// where there are none, or where one is left of several.
  mutating func quoteRecord(of group: [Int]) -> ClusterRecord? {
    let left = outermost(group)
    return left.count > 1 || left.count == group.count ? record(of: left) : nil
  }

  /// The record of some claims, in their order, with the figure that each gives; `nil` where there
  /// are none.
  mutating func claimRecord(of group: [Int], figures: [ClaimFigure]) -> ClusterRecord? {
    guard var record = record(of: group) else { return nil }
    record.kind = "claim"
    record.figures = figures.counted
    return record
  }

  /// The record of some mentions, in their order, of which there is at least one.
  mutating func record(of group: [Int]) -> ClusterRecord? {
    guard let seed = group.first else { return nil }
    var reads: [ReadText] = []
    for mention in group { reads.append(read(mentions[mention].text)) }
    let wording = Self.wording(of: reads)
    var known: [String: Difference] = [:]
    let members = zip(group, reads).map { mention, read in
      let difference = known[read.text] ?? difference(of: read, from: reads[wording])
      known[read.text] = difference
      return member(mention, difference)
    }
    var record = ClusterRecord(
      id: id(of: mentions[seed]), wording: reads[wording].text, members: members)
    let articles = group.map { sources[mentions[$0].article] }
    record.outlets = Set(articles.compactMap(\.outlet)).count
    record.articles = Set(articles.map(\.id)).count
    record.firstArticle = articles[0].id
    record.firstPublished = articles[0].published
    addSpeakers(group, to: &record)
    return record
  }

  /// What somebody quotes within a quote is not the utterance that it stands in, even where another
  /// article has both in one. Linear, because mentions of one article follow each other.
  private func outermost(_ group: [Int]) -> [Int] {
    var inner: Set<Int> = []
    var start = 0
    while start < group.count {
      let article = mentions[group[start]].article
      let run = group[start...].prefix { mentions[$0].article == article }
      if run.count > 1 { addInner(of: run, to: &inner) }
      start += run.count
    }
    return inner.isEmpty ? group : group.filter { !inner.contains($0) }
  }

  /// Adds those mentions of one article that lie within others.
  private func addInner(of run: ArraySlice<Int>, to inner: inout Set<Int>) {
    let ordered = run.sorted { one, two in
      let (first, second) = (mentions[one], mentions[two])
      return (first.inTitle ? 0 : 1, first.start, -first.end, one)
        < (second.inTitle ? 0 : 1, second.start, -second.end, two)
    }
    var ends = [true: Int.min, false: Int.min]
    for mention in ordered {
      let (end, inTitle) = (mentions[mention].end, mentions[mention].inTitle)
      if end <= ends[inTitle] ?? Int.min { inner.insert(mention) }
      ends[inTitle] = max(end, ends[inTitle] ?? Int.min)
    }
  }

  private mutating func read(_ text: String) -> ReadText {
    var words = Words()
    reader.read(text, into: &words, table: &table)
    return ReadText(text: text, words: words)
  }

  /// The longest variant, in words that are not in brackets; of equal ones that without brackets
  /// and ellipses, then the first. A variant with a character that could not be read comes last.
  private static func wording(of read: [ReadText]) -> Int {
    func rank(_ index: Int) -> (Int, Int, Int, Int) {
      let words = read[index].words
      let bracketed = words.bracketed.reduce(0) { $0 + ($1 ? 1 : 0) }
      let cuts = words.cutBefore.reduce(0) { $0 + ($1 ? 1 : 0) }
      let isBroken = read[index].text.unicodeScalars.contains("\u{FFFD}")
      return (isBroken ? 1 : 0, bracketed - words.count, bracketed + cuts, index)
    }
    return read.indices.min { rank($0) < rank($1) } ?? 0
  }

  /// How a text relates to the wording.
  private struct Difference {
    var relation: Relation
    var diff: [WordDifference]
  }

  private func difference(of read: ReadText, from wording: ReadText) -> Difference {
    let diff = WordDiff(wording: wording, member: read, table: table)
    return Difference(
      relation: relation(diff, wording, read),
      diff: diff.changes.map { WordDifference($0, wording, read) })
  }

  private func member(_ index: Int, _ difference: Difference) -> ClusterMember {
    let mention = mentions[index]
    let source = sources[mention.article]
    return ClusterMember(
      article: source.id, outlet: source.outlet, published: source.published, item: mention.item,
      start: mention.start, end: mention.end, text: mention.text,
      relation: difference.relation, speakerNames: voices[mention.voice].names,
      diff: difference.diff)
  }

  private func relation(_ diff: WordDiff, _ wording: ReadText, _ member: ReadText) -> Relation {
    if diff.isAltered(wording.words, member.words, table: table) { return .altered }
    if diff.leftOff > 0 { return .partial }
    return diff.changes.isEmpty ? .exact : .near
  }

  /// `k` and 16 hexadecimal digits of a hash of the seed: its article, quote, and part of the
  /// quote.
  private func id(of seed: Mention) -> String {
    Self.id(article: sources[seed.article].id, item: seed.item, part: seed.part)
  }

  static func id(article: String, item: String, part: Int) -> String {
    let place = "\(article)\u{0}\(item)\u{0}\(part)"
    return "k" + SHA256.hex(of: Array(place.utf8)).prefix(16)
  }

  private func addSpeakers(_ group: [Int], to record: inout ClusterRecord) {
    let voices = group.map { self.voices[mentions[$0].voice] }
    var counts: [String: Int] = [:]
    for voice in voices { for name in Set(voice.names) { counts[name, default: 0] += 1 } }
    record.speakers = counts.map { ClusterSpeaker(name: $0.key, members: $0.value) }.sorted {
      $0.members != $1.members
        ? $0.members > $1.members : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    let named = voices.filter { !$0.named.isEmpty }
    var distinct: [Voice] = []
    for voice in named where !distinct.contains(voice) { distinct.append(voice) }
    record.speakerConflict = distinct.enumerated().contains { offset, voice in
      distinct.dropFirst(offset + 1).contains { $0.conflicts(with: voice) }
    }
    record.anonymousInSome = !named.isEmpty && voices.contains(where: \.isAnonymous)
  }
}
