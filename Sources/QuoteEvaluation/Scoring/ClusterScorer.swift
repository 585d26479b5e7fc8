public import QuoteRecords

/// Scores clusters of the same quote against labeled ones.
///
/// A labeled mention belongs to the found member of its article that overlaps it longest, if that
/// covers enough of the shorter of the two; one that belongs to none is alone. Found members that
/// no labeled mention belongs to are counted and left out, since nobody labeled them.
public struct ClusterScorer: Sendable {
  /// What a pair of spans must share, of the shorter one.
  private static let leastOverlap = 0.5

  private let mentions: [LabeledClusters.Mention]
  private let goldLabels: [Int]
  private let foundLabels: [Int]
  private let found: [String: FoundMembers]
  private let lookAlikes: [LabeledClusters.LookAlike]
  /// How many labeled mentions belong to a found member.
  private let matched: Int

  /// Brings the two together.
  ///
  /// - Parameter kind: The kind of clusters that is scored: `quote` or `claim`. Only quotes have
  ///   mentions and look-alikes of their own.
  public init(gold: LabeledClusters, found clusters: [ClusterRecord], kind: String = "quote") {
    var universe: [Place: (mention: LabeledClusters.Mention, cluster: String?)] = [:]
    if kind == "quote" {
      for mention in gold.mentions { universe[Place(mention)] = (mention, nil) }
    }
    for cluster in gold.clusters where cluster.kind == kind {
      for member in cluster.members { universe[Place(member)] = (member, cluster.id) }
    }
    let places = universe.keys.sorted()
    mentions = places.compactMap { universe[$0]?.mention }
    goldLabels = Numbering.numbers(places.map { universe[$0]?.cluster })
    let found = FoundMembers.byArticle(clusters.filter { $0.kind == kind })
    let members = places.map { found[$0.article]?.best($0.range, least: Self.leastOverlap) }
    foundLabels = Numbering.numbers(members)
    matched = members.count { $0 != nil }
    self.found = found
    lookAlikes = kind == "quote" ? gold.lookAlikes : []
  }

  /// The figures.
  public func score() -> ClusterScore {
    let articles = mentions.map(\.article)
    let publishers = mentions.compactMap(\.publisher)
    var score = ClusterScore(mentions: mentions.count, matched: matched)
    let all = pairs(within: nil)
    score.pairs = all
    score.pairsAcrossArticles = all - pairs(within: articles)
    if publishers.count == mentions.count {
      score.pairsAcrossPublishers = all - pairs(within: publishers)
    }
    countBCubed(into: &score)
    countRelations(into: &score)
    score.lookAlikes = Share(
      right: lookAlikes.count { isLinked($0) }, total: lookAlikes.count)
    score.errors =
      errors(of: goldLabels, parts: foundLabels, isSplit: true)
      + errors(of: foundLabels, parts: goldLabels, isSplit: false)
    return score
  }

  /// The clusters of one side that are several on the other, the smallest first.
  private func errors(
    of clusters: [Int], parts: [Int], isSplit: Bool
  ) -> [ClusterScore.LinkError] {
    var members: [Int: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() { members[cluster, default: []].append(index) }
    let mixed = members.values.filter { Set($0.map { parts[$0] }).count > 1 }
    return mixed.sorted { ($0.count, $0[0]) < ($1.count, $1[0]) }.map { group in
      var order: [Int] = []
      for index in group where !order.contains(parts[index]) { order.append(parts[index]) }
      return ClusterScore.LinkError(
        isSplit: isSplit,
        parts: order.map { part in group.filter { parts[$0] == part }.map { mentions[$0] } })
    }
  }

  private struct Place: Hashable, Comparable {
    var article: String
    var range: Range<Int>

    init(_ mention: LabeledClusters.Mention) {
      article = mention.article
      range = mention.range
    }

    static func < (first: Place, second: Place) -> Bool {
      if first.article != second.article { return first.article < second.article }
      return (first.range.lowerBound, first.range.upperBound)
        < (second.range.lowerBound, second.range.upperBound)
    }
  }

  /// How many pairs are together, of those whose mentions also have the same key.
  private func pairs(within keys: [String]?) -> Tally {
    let keys = keys ?? Array(repeating: "", count: mentions.count)
    var gold: [Group: Int] = [:]
    var found: [Group: Int] = [:]
    var both: [Group: Int] = [:]
    for (index, key) in keys.enumerated() {
      gold[Group(gold: goldLabels[index], found: 0, key: key), default: 0] += 1
      found[Group(gold: 0, found: foundLabels[index], key: key), default: 0] += 1
      both[
        Group(gold: goldLabels[index], found: foundLabels[index], key: key), default: 0] += 1
    }
    func count(_ sizes: [Group: Int]) -> Int {
      sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    return Tally(labeled: count(gold), found: count(found), right: count(both))
  }

  private struct Group: Hashable {
    var gold: Int
    var found: Int
    var key: String
  }

  private func countBCubed(into score: inout ClusterScore) {
    let gold = Dictionary(goldLabels.map { ($0, 1) }, uniquingKeysWith: +)
    let found = Dictionary(foundLabels.map { ($0, 1) }, uniquingKeysWith: +)
    let both = Dictionary(
      zip(goldLabels, foundLabels).map { (Group(gold: $0, found: $1, key: ""), 1) },
      uniquingKeysWith: +)
    score.clusters = Tally(
      labeled: gold.values.count { $0 > 1 }, found: found.values.count { $0 > 1 }, right: 0)
    for (label, finding) in zip(goldLabels, foundLabels) {
      let shared = Double(both[Group(gold: label, found: finding, key: "")] ?? 0)
      let sizes = (gold: gold[label] ?? 1, found: found[finding] ?? 1)
      let part = (shared / Double(sizes.found), shared / Double(sizes.gold))
      score.bCubed.add(precision: part.0, recall: part.1)
      if sizes.gold > 1 || sizes.found > 1 {
        score.bCubedLinked.add(precision: part.0, recall: part.1)
      }
    }
  }

  /// Of each relation, how many members of clusters stand with another true member.
  private func countRelations(into score: inout ClusterScore) {
    let gold = Dictionary(goldLabels.map { ($0, 1) }, uniquingKeysWith: +)
    let both = Dictionary(
      zip(goldLabels, foundLabels).map { (Group(gold: $0, found: $1, key: ""), 1) },
      uniquingKeysWith: +)
    for (index, mention) in mentions.enumerated() {
      guard let relation = mention.relation, gold[goldLabels[index]] ?? 0 > 1 else { continue }
      let group = Group(gold: goldLabels[index], found: foundLabels[index], key: "")
      score.linkedByRelation[relation, default: Share()].count(both[group] ?? 0 > 1)
    }
  }

  private func isLinked(_ pair: LabeledClusters.LookAlike) -> Bool {
    guard let first = cluster(of: pair.first), let second = cluster(of: pair.second) else {
      return false
    }
    return first == second
  }

  private func cluster(of mention: LabeledClusters.Mention) -> Int? {
    found[mention.article]?.best(mention.range, least: Self.leastOverlap)
  }
}

/// The members of found clusters in one article.
private struct FoundMembers: Sendable {
  private struct Member {
    var range: Range<Int>
    var cluster: Int
  }

  private var members: [Member] = []
  private var longest = 0

  /// By article; of a place that several clusters have the first cluster counts.
  static func byArticle(_ clusters: [ClusterRecord]) -> [String: FoundMembers] {
    var found: [String: FoundMembers] = [:]
    var seen: [String: Set<Range<Int>>] = [:]
    for (index, cluster) in clusters.enumerated() {
      for member in cluster.members {
        let range = member.start..<max(member.start, member.end)
        guard seen[member.article, default: []].insert(range).inserted else { continue }
        found[member.article, default: FoundMembers()].members.append(
          Member(range: range, cluster: index))
      }
    }
    return found.mapValues { article in
      var article = article
      article.members.sort {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
      article.longest = article.members.map(\.range.count).max() ?? 0
      return article
    }
  }

  /// The cluster of the member that overlaps a place longest; of several, of the one that shares
  /// most of what both cover, then of the first.
  func best(_ range: Range<Int>, least: Double) -> Int? {
    var best: (shared: Int, part: Double, cluster: Int)?
    let start = members.partitioningIndex { $0.range.lowerBound >= range.lowerBound - longest }
    for member in members[start...] {
      guard member.range.lowerBound < range.upperBound else { break }
      let shared = member.range.overlap(range)
      guard shared > 0,
        Double(shared) >= least * Double(min(range.count, member.range.count))
      else { continue }
      let span =
        max(range.upperBound, member.range.upperBound)
        - min(range.lowerBound, member.range.lowerBound)
      let part = Double(shared) / Double(span)
      if let best, (shared, part) <= (best.shared, best.part) { continue }
      best = (shared, part, member.cluster)
    }
    return best?.cluster
  }
}

/// Gives the same number to what is the same, and each `nil` a number of its own.
private enum Numbering {
  static func numbers<Key: Hashable>(_ keys: [Key?]) -> [Int] {
    var numbers: [Key: Int] = [:]
    var next = 0
    return keys.map { key in
      if let key, let number = numbers[key] { return number }
      next += 1
      if let key { numbers[key] = next }
      return next
    }
  }
}
