/// What chance does to figures: articles drawn again, and two runs mixed.
///
/// Deterministic: the same seed and the same articles in the same order give the same figures.
public struct Resampling: Sendable, Hashable {
  /// Where the random numbers begin.
  public var seed: UInt64
  /// How many samples are drawn.
  public var rounds: Int

  /// Makes one.
  public init(seed: UInt64 = 1, rounds: Int = 1000) {
    self.seed = seed
    self.rounds = max(1, rounds)
  }

  /// Where F1 lies in 95 of 100 samples of as many articles, drawn with replacement (Efron's
  /// bootstrap, percentiles); `nil` without articles.
  ///
  /// - Complexity: O(rounds × articles).
  public func interval(of articles: [Tally]) -> ClosedRange<Double>? {
    guard !articles.isEmpty else { return nil }
    var random = RandomNumbers(seed: seed)
    var values: [Double] = []
    values.reserveCapacity(rounds)
    for _ in 0..<rounds {
      var sum = Tally()
      for _ in articles.indices { sum += articles[random.index(below: articles.count)] }
      values.append(sum.f1)
    }
    values.sort()
    let low = values[rounds * 25 / 1000]
    return low...max(low, values[max(0, rounds * 975 / 1000 - 1)])
  }

  /// How often two runs that are mixed by chance, article by article, differ in F1 as much as they
  /// do: small where the difference is none of chance's (approximate randomisation, Noreen 1989).
  ///
  /// - Parameters:
  ///   - first: The counts of one run, an article each.
  ///   - second: The counts of the other on the same articles.
  /// - Complexity: O(rounds × articles).
  public func significance(_ first: [Tally], _ second: [Tally]) -> Double {
    let pairs = Array(zip(first, second))
    let observed = Self.difference(pairs)
    var random = RandomNumbers(seed: seed)
    var atLeast = 0
    for _ in 0..<rounds {
      let mixed = pairs.map { random.next() & 1 == 0 ? $0 : ($0.1, $0.0) }
      if Self.difference(mixed) >= observed { atLeast += 1 }
    }
    return Double(atLeast + 1) / Double(rounds + 1)
  }

  private static func difference(_ pairs: [(Tally, Tally)]) -> Double {
    var first = Tally()
    var second = Tally()
    for (one, other) in pairs {
      first += one
      second += other
    }
    return abs(first.f1 - second.f1)
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct RandomNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func index(below count: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
