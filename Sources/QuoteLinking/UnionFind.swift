/// Disjoint sets of the numbers below a count; the smallest number of a set stands for it.
struct UnionFind {
  private var parents: [UInt32]

  init(count: Int) {
    parents = Array(0..<UInt32(truncatingIfNeeded: count))
  }

  /// The number that stands for the set of a number. Nearly constant time (paths are halved).
  mutating func root(_ number: Int) -> Int {
    var number = number
    while Int(parents[number]) != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }

  /// Makes two sets one; false where they were one already.
  @discardableResult
  mutating func union(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (root(first), root(second))
    if a == b { return false }
    parents[max(a, b)] = UInt32(truncatingIfNeeded: min(a, b))
    return true
  }
}
