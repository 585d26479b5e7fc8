import QuoteRecords

/// Groups claims: the same figure for the same thing and the same act, or in articles that tell one
/// story; and different figures for what is told in nearly the same words, or, in one story, of the
/// same thing.
///
/// Only claims that share a figure, or what is measured, are compared, each with at most
/// `LinkOptions.postings` before it; so time is linear in the claims.
struct ClaimLinker {
  private let collector: ClaimCollector
  private let options: LinkOptions
  private let order: [Int]

  /// How many words two claims of one figure must share, figures aside.
  private static let sharedWords = 3
  /// The share of the fewer words that two claims of different figures must have in common.
  private static let sharedPart = 0.6
  /// The share of what the shorter tells that two articles of one story have in common.
  private static let storyShare = 0.18
  /// The same where a day is not known.
  private static let undatedShare = 0.3
  /// The tenths of a bit of the rare words that two articles of one story have in common.
  private static let storyTenths = 1300
  /// The tenths of a bit of what is measured that two claims of different figures share, and of
  /// that with all their words.
  private static let thingTenths = 120
  private static let disagreeingTenths = 400
  /// How many windows of days apart the same figure is still the same claim.
  private static let windows = 4

  init(_ collector: ClaimCollector, options: LinkOptions) {
    self.collector = collector
    self.options = options
    order = MentionCollector.order(of: collector.mentions, collector.sources).map { Int($0) }
  }

  /// The clusters of two claims and more, in the order of their first members.
  func clusters() -> [ClusterRecord] {
    var sets = UnionFind(count: order.count)
    var byFigure: [ClaimFigure: [Int]] = [:]
    var byThing: [String: [Int]] = [:]
    for place in order.indices {
      let content = collector.contents[order[place]]
      for other in byFigure[content.figure, default: []].suffix(options.postings)
      where sets.root(place) != sets.root(other) && isSame(place, other) {
        sets.union(place, other)
      }
      byFigure[content.figure, default: []].append(place)
      for key in keys(of: content) {
        for other in byThing[key, default: []].suffix(options.postings)
        where sets.root(place) != sets.root(other) && disagree(place, other) {
          sets.union(place, other)
        }
        byThing[key, default: []].append(place)
      }
    }
    var groups: [Int: [Int]] = [:]
    for place in order.indices { groups[sets.root(place), default: []].append(place) }
    var builder = ClusterBuilder(
      mentions: OrderedMentions(
        collector.mentions, order: order.map { UInt32(truncatingIfNeeded: $0) }),
      sources: collector.sources, voices: collector.voices, table: collector.table)
    return groups.keys.sorted().compactMap { root in
      guard let group = groups[root], group.count >= 2, var record = builder.record(of: group)
      else { return nil }
      record.kind = "claim"
      record.figures = figures(of: group)
      return record
    }
  }

  /// Where a claim is looked for by what it measures: the unit with each word of the thing.
  private func keys(of content: ClaimContent) -> [String] {
    content.thing.map { word in
      let letters = String(decoding: collector.table.bytes(word), as: UTF8.self)
      return "\(content.figure.kind)\u{0}\(content.figure.unit)\u{0}\(letters)"
    }.sorted()
  }

  private func content(_ place: Int) -> ClaimContent { collector.contents[order[place]] }

  /// Whether two claims of one figure are the same: of one thing and act, or of one story.
  private func isSame(_ one: Int, _ other: Int) -> Bool {
    guard areNear(one, other, days: options.window * Self.windows) else { return false }
    return haveOneAct(content(one), content(other)) || standInOneStory(one, other)
  }

  /// Whether two claims of one figure tell of the same thing and the same act.
  private func haveOneAct(_ mine: ClaimContent, _ theirs: ClaimContent) -> Bool {
    guard !mine.thing.isDisjoint(with: theirs.thing), !mine.act.isDisjoint(with: theirs.act)
    else { return false }
    if mine.figure.isVague, mine.subject.isDisjoint(with: theirs.subject) { return false }
    return mine.words.intersection(theirs.words).count >= Self.sharedWords
  }

  /// Whether two claims of one figure stand in articles of one story, and have what the figure
  /// needs beside that.
  private func standInOneStory(_ one: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (content(one), content(other))
    guard let needed = mine.figure.tenthsInStory, article(one) != article(other),
      tenths(mine.words, theirs.words) >= needed
    else { return false }
    return isOneStory(one, other)
  }

  /// Whether two claims of different articles tell the same with different figures: in nearly the
  /// same words, or, of money, of the same thing in one story.
  private func disagree(_ one: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (content(one), content(other))
    // A claim that gives both figures gives them for two things.
    guard !mine.siblings.contains(theirs.figure), !theirs.siblings.contains(mine.figure),
      article(one) != article(other), mine.figure.isNear(theirs.figure)
    else { return false }
    if !mine.act.isDisjoint(with: theirs.act),
      areNear(one, other, days: options.window * Self.windows)
    {
      let shared = mine.words.intersection(theirs.words).count
      let fewer = min(mine.words.count, theirs.words.count)
      if shared > Self.sharedWords, Double(shared) >= Self.sharedPart * Double(fewer) {
        return true
      }
    }
    return mine.figure.kind == "money" && areNear(one, other, days: options.window)
      && tellOneThing(mine, theirs)
      && isOneStory(one, other)
  }

  /// Whether two claims have so much of the thing, and of their words, in common that different
  /// figures are two of one thing.
  private func tellOneThing(_ mine: ClaimContent, _ theirs: ClaimContent) -> Bool {
    let thing = tenths(mine.thing, theirs.thing)
    return thing >= Self.thingTenths
      && thing + tenths(mine.words, theirs.words) >= Self.disagreeingTenths
  }

  /// Whether the articles of two claims tell one story.
  private func isOneStory(_ one: Int, _ other: Int) -> Bool {
    let found = collector.stories.likeness(
      article(one), article(other), table: collector.table)
    return found.share >= (areDated(one, other) ? Self.storyShare : Self.undatedShare)
      && found.rareTenths >= Self.storyTenths
  }

  /// The tenths of a bit of the words that two have in common.
  private func tenths(_ some: Set<WordTable.ID>, _ others: Set<WordTable.ID>) -> Int {
    some.reduce(0) { $0 + (others.contains($1) ? collector.table.tenths($1) : 0) }
  }

  private func article(_ place: Int) -> Int { collector.mentions[order[place]].article }

  /// Whether both are of a known day.
  private func areDated(_ one: Int, _ other: Int) -> Bool {
    [one, other].allSatisfy { collector.sources[article($0)].moment != nil }
  }

  /// Whether two claims are not published too far apart, as far as is known.
  private func areNear(_ one: Int, _ other: Int, days: Int) -> Bool {
    guard let first = collector.sources[article(one)].moment?.day,
      let second = collector.sources[article(other)].moment?.day
    else { return true }
    return abs(first - second) <= days
  }

  /// The figures that members give, the most frequent first.
  private func figures(of group: [Int]) -> [ClusterFigure] {
    var found: [ClusterFigure] = []
    for place in group {
      let figure = content(place).figure
      let isMoney = figure.kind == "money"
      var one = ClusterFigure(value: figure.values.joined(separator: "-"), members: 1)
      if !figure.unit.isEmpty, isMoney { one.currency = figure.unit }
      if !figure.unit.isEmpty, !isMoney { one.unit = figure.unit }
      let same = found.firstIndex {
        $0.value == one.value && $0.currency == one.currency && $0.unit == one.unit
      }
      if let same { found[same].members += 1 } else { found.append(one) }
    }
    return found.enumerated().sorted {
      ($1.element.members, $0.offset) < ($0.element.members, $1.offset)
    }.map(\.element)
  }
}
