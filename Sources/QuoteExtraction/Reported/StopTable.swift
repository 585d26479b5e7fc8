/// The probabilities that sums of weights tell, from two tables small enough to stay in the nearest
/// cache: e to a power is the product of e to its coarse and to its fine part.
struct StopTable: Sendable {
  private let coarse, fine: [Double]

  /// Sums beyond it, either way, are as good as certain.
  private static var bound: Int32 { 2048 }
  private static var step: Int32 { 32 }

  init() {
    func power(_ sum: Int32) -> Double { Odds.exponential(Double(-sum) / FeatureWeights.unit) }
    coarse = stride(from: -Self.bound, to: Self.bound, by: Int(Self.step)).map { power($0) }
    fine = (0..<Self.step).map { power($0) }
  }

  @inline(__always)
  func probability(_ sum: Int32) -> Double {
    let place = UInt32(min(max(sum, -Self.bound), Self.bound - 1) &+ Self.bound)
    let step = UInt32(Self.step)
    return 1 / (1 + coarse[Int(place / step)] * fine[Int(place % step)])
  }
}
