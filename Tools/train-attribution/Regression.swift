import Foundation

/// Examples as the numbers of the features that each has, with one more real-valued feature.
struct Examples {
  /// The number of features.
  let width: Int
  private(set) var starts: [Int] = [0]
  private(set) var features: [Int32] = []
  private(set) var labels: [Bool] = []
  /// The value of the last feature, whose number is `width - 1`; 0 where it is not used.
  private(set) var values: [Double] = []

  init(width: Int) { self.width = width }

  var count: Int { labels.count }

  mutating func add(_ row: [Int32], value: Double = 0, label: Bool) {
    features += row
    starts.append(features.count)
    labels.append(label)
    values.append(value)
  }

  func score(_ row: Int, _ weights: [Double]) -> Double {
    var sum = values[row] * weights[width - 1]
    for place in starts[row]..<starts[row + 1] { sum += weights[Int(features[place])] }
    return sum
  }

  /// How many examples have each feature.
  var counts: [Int] {
    var counts = [Int](repeating: 0, count: width)
    for feature in features { counts[Int(feature)] += 1 }
    return counts
  }

  /// The examples that a condition holds for.
  func filtered(_ isIncluded: (Int) -> Bool) -> Examples {
    var result = Examples(width: width)
    for row in 0..<count where isIncluded(row) {
      result.add(
        Array(features[starts[row]..<starts[row + 1]]), value: values[row], label: labels[row])
    }
    return result
  }
}

/// Logistic regression with a Gaussian prior, by limited-memory BFGS (Nocedal 1980) with
/// backtracking; the same on every machine.
struct Regression {
  /// What is added to the loss for the square of a weight, twice over.
  var penalty: Double
  /// The same for the last feature.
  var lastPenalty: Double
  var rounds: Int
  private static let memory = 8

  func fit(_ examples: Examples) -> [Double] {
    var weights = [Double](repeating: 0, count: examples.width)
    var (loss, slope) = self.loss(examples, weights)
    var steps: [(step: [Double], change: [Double], scale: Double)] = []
    for _ in 0..<rounds {
      let direction = Self.direction(slope, steps)
      let along = Self.dot(direction, slope)
      guard along < 0 else { break }
      var length = steps.isEmpty ? 1 / max(1, Self.dot(slope, slope).squareRoot()) : 1
      var next = weights
      var result = (loss: loss, slope: slope)
      var found = false
      for _ in 0..<30 {
        for index in next.indices { next[index] = weights[index] + length * direction[index] }
        result = self.loss(examples, next)
        if result.loss <= loss + 1e-4 * length * along {
          found = true
          break
        }
        length /= 2
      }
      guard found else { break }
      let step = zip(next, weights).map { $0 - $1 }
      let change = zip(result.slope, slope).map { $0 - $1 }
      let product = Self.dot(step, change)
      if product > 1e-12 { steps.append((step, change, 1 / product)) }
      if steps.count > Self.memory { steps.removeFirst() }
      let gain = loss - result.loss
      (weights, loss, slope) = (next, result.loss, result.slope)
      if gain < 1e-7 * abs(loss) { break }
    }
    return weights
  }

  private func loss(_ examples: Examples, _ weights: [Double]) -> (loss: Double, slope: [Double]) {
    let last = examples.width - 1
    var slope = [Double](repeating: 0, count: weights.count)
    var loss = 0.0
    for index in weights.indices {
      let penalty = index == last ? lastPenalty : penalty
      loss += penalty * weights[index] * weights[index] / 2
      slope[index] = penalty * weights[index]
    }
    for row in 0..<examples.count {
      let score = examples.score(row, weights)
      let label = examples.labels[row] ? 1.0 : 0.0
      loss += max(score, 0) + log1p(exp(-abs(score))) - label * score
      let error = 1 / (1 + exp(-score)) - label
      for place in examples.starts[row]..<examples.starts[row + 1] {
        slope[Int(examples.features[place])] += error
      }
      slope[last] += error * examples.values[row]
    }
    return (loss, slope)
  }

  private static func direction(
    _ slope: [Double], _ steps: [(step: [Double], change: [Double], scale: Double)]
  ) -> [Double] {
    var result = slope.map { -$0 }
    var shares: [Double] = []
    for (step, change, scale) in steps.reversed() {
      let share = scale * dot(step, result)
      shares.append(share)
      for index in result.indices { result[index] -= share * change[index] }
    }
    if let last = steps.last {
      let factor = 1 / (last.scale * dot(last.change, last.change))
      for index in result.indices { result[index] *= factor }
    }
    for ((step, change, scale), share) in zip(steps, shares.reversed()) {
      let other = scale * dot(change, result)
      for index in result.indices { result[index] += (share - other) * step[index] }
    }
    return result
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for index in left.indices { sum += left[index] * right[index] }
    return sum
  }
}
