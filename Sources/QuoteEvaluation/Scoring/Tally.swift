/// How many labels were found, and how many findings are labels.
///
/// The two are counted apart, because a finding may belong to another group than the label that it
/// was matched with.
public struct Tally: Sendable, Hashable {
  /// How many labels there are.
  public var labeled = 0
  /// How many of them were found.
  public var recalled = 0
  /// How many findings there are.
  public var found = 0
  /// How many of them are right.
  public var right = 0

  /// Counts nothing yet.
  public init() {}

  /// Makes a tally.
  public init(labeled: Int, recalled: Int, found: Int, right: Int) {
    self.labeled = labeled
    self.recalled = recalled
    self.found = found
    self.right = right
  }

  /// A tally in which each label that was found is one finding that is right.
  public init(labeled: Int, found: Int, right: Int) {
    self.init(labeled: labeled, recalled: right, found: found, right: right)
  }

  /// The share of findings that are right; 0 where there are none.
  public var precision: Double { Self.ratio(right, found) }
  /// The share of labels that were found; 0 where there are none.
  public var recall: Double { Self.ratio(recalled, labeled) }
  /// The harmonic mean of the two.
  public var f1: Double { Self.mean(precision, recall) }

  /// Adds the counts of another.
  public static func += (sum: inout Tally, other: Tally) {
    sum.labeled += other.labeled
    sum.recalled += other.recalled
    sum.found += other.found
    sum.right += other.right
  }

  static func ratio(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }

  /// The harmonic mean; 0 where both are.
  static func mean(_ first: Double, _ second: Double) -> Double {
    first + second == 0 ? 0 : 2 * first * second / (first + second)
  }

  mutating func count(label isRecalled: Bool) {
    labeled += 1
    if isRecalled { recalled += 1 }
  }

  mutating func count(finding isRight: Bool) {
    found += 1
    if isRight { right += 1 }
  }
}

/// How many of some cases are right.
public struct Share: Sendable, Hashable {
  /// How many are right.
  public var right = 0
  /// Of how many.
  public var total = 0

  /// Counts nothing yet.
  public init() {}

  /// Makes a share.
  public init(right: Int, total: Int) {
    self.right = right
    self.total = total
  }

  /// The part that is right; 0 where there is no case.
  public var accuracy: Double { Tally.ratio(right, total) }

  /// Adds the counts of another.
  public static func += (sum: inout Share, other: Share) {
    sum.right += other.right
    sum.total += other.total
  }

  mutating func count(_ isRight: Bool) {
    total += 1
    if isRight { right += 1 }
  }
}
