/// What a figure is of: a measure, over everything or over a group.
public struct Metric: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The measure: `quotes.joint`, `amounts.full`.
  public var name: String
  /// The group: `direct`, `cue.verb`, `style.court report`; empty for everything.
  public var group: String

  /// Makes a metric.
  public init(_ name: String, _ group: String = "") {
    self.name = name
    self.group = group
  }

  /// `name` or `name.group`: what `--min` and the JSON call it.
  public var description: String { group.isEmpty ? name : "\(name).\(group)" }

  /// By name, everything before groups.
  public static func < (first: Metric, second: Metric) -> Bool {
    (first.name, first.group) < (second.name, second.group)
  }
}

/// The counts of one article, or of many: every measure adds up over articles.
public struct ScoreSheet: Sendable, Hashable {
  /// Measures of precision and recall.
  public private(set) var tallies: [Metric: Tally] = [:]
  /// Measures of accuracy.
  public private(set) var shares: [Metric: Share] = [:]

  /// An empty sheet.
  public init() {}

  /// Adds the counts of another sheet.
  public mutating func add(_ other: ScoreSheet) {
    tallies.merge(other.tallies) { first, second in
      var sum = first
      sum += second
      return sum
    }
    shares.merge(other.shares) { first, second in
      var sum = first
      sum += second
      return sum
    }
  }

  /// Adds counts to a measure.
  mutating func add(_ tally: Tally, _ name: String, _ group: String = "") {
    tallies[Metric(name, group), default: Tally()] += tally
  }

  /// Counts a label in its groups.
  mutating func count(label isRecalled: Bool, _ name: String, _ groups: [String]) {
    for group in groups { tallies[Metric(name, group), default: Tally()].count(label: isRecalled) }
  }

  /// Counts a finding in its groups.
  mutating func count(finding isRight: Bool, _ name: String, _ groups: [String]) {
    for group in groups { tallies[Metric(name, group), default: Tally()].count(finding: isRight) }
  }

  /// Counts a case in its groups.
  mutating func count(_ isRight: Bool, _ name: String, _ groups: [String] = [""]) {
    for group in groups { shares[Metric(name, group), default: Share()].count(isRight) }
  }

  /// The figures by their keys: `quotes.joint.f1`, `quotes.joint.direct.precision`,
  /// `speakers.strict.accuracy`.
  public var figures: [String: Double] {
    var figures: [String: Double] = [:]
    for (metric, tally) in tallies {
      figures["\(metric).precision"] = tally.precision
      figures["\(metric).recall"] = tally.recall
      figures["\(metric).f1"] = tally.f1
    }
    for (metric, share) in shares { figures["\(metric).accuracy"] = share.accuracy }
    return figures
  }
}
