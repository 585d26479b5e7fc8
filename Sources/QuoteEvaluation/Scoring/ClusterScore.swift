/// How well clusters agree with labeled ones.
public struct ClusterScore: Sendable, Hashable {
  /// How many mentions are labeled.
  public var mentions: Int
  /// How many of them belong to a found member.
  public var matched: Int
  /// How many clusters of more than one mention there are; `right` is not counted.
  public var clusters = Tally()
  /// Pairs of mentions that are together.
  public var pairs = Tally()
  /// The same, of pairs whose articles differ.
  public var pairsAcrossArticles = Tally()
  /// The same, of pairs whose publishers differ; `nil` where some mention names none.
  public var pairsAcrossPublishers: Tally?
  /// For each mention, how much of its found and of its labeled cluster is the same (Bagga and
  /// Baldwin, 1998).
  public var bCubed = Average()
  /// The same without the mentions that are alone on both sides.
  public var bCubedLinked = Average()
  /// Of each labeled relation, how many mentions stand with another true member.
  public var linkedByRelation: [String: Share] = [:]
  /// How many look-alikes were linked, which is wrong.
  public var lookAlikes = Share()
  /// The clusters that are not as labeled, the smallest first.
  public var errors: [LinkError] = []

  init(mentions: Int, matched: Int) {
    self.mentions = mentions
    self.matched = matched
  }

  /// A cluster that is not as labeled.
  public struct LinkError: Sendable, Hashable {
    /// Whether a labeled cluster was split; otherwise a found one joins what is not the same.
    public var isSplit: Bool
    /// Its mentions, the parts apart.
    public var parts: [[LabeledClusters.Mention]]
  }

  /// Mean precision and recall over mentions.
  public struct Average: Sendable, Hashable {
    private var precisions = 0.0
    private var recalls = 0.0
    /// Over how many mentions.
    public private(set) var count = 0

    /// Averages nothing yet: both means are 1.
    public init() {}

    mutating func add(precision: Double, recall: Double) {
      precisions += precision
      recalls += recall
      count += 1
    }

    /// The mean precision.
    public var precision: Double { count == 0 ? 1 : precisions / Double(count) }
    /// The mean recall.
    public var recall: Double { count == 0 ? 1 : recalls / Double(count) }
    /// The harmonic mean of the two.
    public var f1: Double { Tally.mean(precision, recall) }
  }

  /// The figures by their keys: `links.pairs.f1`, `links.b3.precision`.
  ///
  /// - Parameter section: What the keys begin with.
  public func figures(_ section: String = "links") -> [String: Double] {
    var figures: [String: Double] = [:]
    func add(_ name: String, _ precision: Double, _ recall: Double) {
      figures["\(section).\(name).precision"] = precision
      figures["\(section).\(name).recall"] = recall
      figures["\(section).\(name).f1"] = Tally.mean(precision, recall)
    }
    func add(_ name: String, _ tally: Tally) {
      add(name, tally.found == 0 ? 1 : tally.precision, tally.labeled == 0 ? 1 : tally.recall)
    }
    add("pairs", pairs)
    add("pairs_across_articles", pairsAcrossArticles)
    if let pairsAcrossPublishers { add("pairs_across_publishers", pairsAcrossPublishers) }
    add("b3", bCubed.precision, bCubed.recall)
    add("b3_linked", bCubedLinked.precision, bCubedLinked.recall)
    for (relation, share) in linkedByRelation {
      figures["\(section).relation.\(relation).accuracy"] = share.accuracy
    }
    if lookAlikes.total > 0 { figures["\(section).look_alikes.accuracy"] = 1 - lookAlikes.accuracy }
    return figures
  }
}

extension Tally {
  /// What is left of counts when some of them are taken away.
  static func - (all: Tally, part: Tally) -> Tally {
    Tally(
      labeled: all.labeled - part.labeled, recalled: all.recalled - part.recalled,
      found: all.found - part.found, right: all.right - part.right)
  }
}
