/// Disjoint sets of the numbers below a count; the smallest number of a set stands for it.
struct UnionFind {
  private var parents: [Int]

  init(count: Int) {
    parents = Array(0..<count)
  }

  /// The number that stands for the set of a number. Nearly constant time (paths are halved).
  mutating func root(_ number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[parents[number]]
      number = parents[number]
    }
    return number
  }

  /// Makes two sets one; false where they were one already.
  @discardableResult
  mutating func union(_ first: Int, _ second: Int) -> Bool {
    let (a, b) = (root(first), root(second))
    if a == b { return false }
    parents[max(a, b)] = min(a, b)
    return true
  }
}
