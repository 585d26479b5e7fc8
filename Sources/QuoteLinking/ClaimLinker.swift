import QuoteRecords

/// Groups claims: the same figure for the same thing and the same act, and different figures for
/// what is told in nearly the same words.
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
  /// How many days apart the same figure is still the same claim.
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
      where isSame(place, other) {
        sets.union(place, other)
      }
      byFigure[content.figure, default: []].append(place)
      for key in keys(of: content) {
        for other in byThing[key, default: []].suffix(options.postings)
        where disagree(place, other) {
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

  /// Whether two claims give the same figure for the same thing and act.
  private func isSame(_ one: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (content(one), content(other))
    guard !mine.thing.isDisjoint(with: theirs.thing), !mine.act.isDisjoint(with: theirs.act),
      isNear(one, other)
    else { return false }
    if mine.figure.isVague, mine.subject.isDisjoint(with: theirs.subject) { return false }
    return mine.words.intersection(theirs.words).count >= Self.sharedWords
  }

  /// Whether two claims of different articles tell the same with different figures.
  private func disagree(_ one: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (content(one), content(other))
    let articles = [one, other].map { collector.mentions[order[$0]].article }
    // A claim that gives both figures gives them for two things.
    guard !mine.siblings.contains(theirs.figure), !theirs.siblings.contains(mine.figure),
      articles[0] != articles[1],
      mine.figure.isNear(theirs.figure), !mine.act.isDisjoint(with: theirs.act),
      isNear(one, other)
    else { return false }
    let shared = mine.words.intersection(theirs.words).count
    let fewer = min(mine.words.count, theirs.words.count)
    return shared > Self.sharedWords && Double(shared) >= Self.sharedPart * Double(fewer)
  }

  /// Whether two claims are not published too far apart.
  private func isNear(_ one: Int, _ other: Int) -> Bool {
    let days = [one, other].map {
      collector.sources[collector.mentions[order[$0]].article].moment?.day
    }
    guard let first = days[0], let second = days[1] else { return true }
    return abs(first - second) <= options.window * Self.windows
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
