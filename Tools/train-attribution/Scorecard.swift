import QuoteExtraction

/// Learns integer weights for named features: those that come often enough, then again with the
/// ones that move most.
struct Scorecard {
  /// A feature that comes less often is left out.
  var leastCount: Int
  /// How many features are kept.
  var kept: Int
  var first: Regression
  var again: Regression
  /// A smaller weight is left out.
  var leastWeight = 0.02

  /// An example: its features, a real value beside them, whether it is a right one.
  struct Lesson {
    var features: [String]
    var value = 0.0
    var label: Bool
    /// The part of the corpus that it comes from, for learning without it.
    var fold = 0
  }

  /// What was learned.
  struct Result {
    /// Hundredths of the odds' natural logarithm, by feature, in byte order.
    var rows: [(feature: String, weight: Int)]
    /// The weight of the real value.
    var valueWeight: Double
    /// The probability of each example by weights learned without its fold.
    var outOfFold: [Double]
  }

  func learn(_ lessons: [Lesson], folds: Int) -> Result {
    let names = vocabulary(lessons)
    let examples = encode(lessons, names)
    let weights = first.fit(examples)
    let counts = examples.counts
    let order = names.indices.sorted { left, right in
      let first = strength(weights[left], counts[left], lessons.count)
      let second = strength(weights[right], counts[right], lessons.count)
      return first != second ? first > second : left < right
    }
    let chosen = order.prefix(kept).sorted().map { names[$0] }
    let small = encode(lessons, chosen)
    let final = again.fit(small)
    var rows: [(feature: String, weight: Int)] = []
    for (name, weight) in zip(chosen, final) where abs(weight) >= leastWeight {
      rows.append((name, Int((weight * 100).rounded())))
    }
    return Result(
      rows: rows, valueWeight: final[chosen.count],
      outOfFold: outOfFold(small, lessons.map(\.fold), folds))
  }

  /// How far a feature moves the odds over all examples; one that all have is the threshold, and
  /// stays.
  private func strength(_ weight: Double, _ count: Int, _ all: Int) -> Double {
    count == all ? .infinity : abs(weight) * Double(min(count, all - count)).squareRoot()
  }

  private func vocabulary(_ lessons: [Lesson]) -> [String] {
    var counts: [String: Int] = [:]
    for lesson in lessons {
      for feature in Set(lesson.features) { counts[feature, default: 0] += 1 }
    }
    return counts.filter { $0.value >= leastCount }.keys
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func encode(_ lessons: [Lesson], _ names: [String]) -> Examples {
    var numbers: [String: Int32] = [:]
    for (number, name) in names.enumerated() { numbers[name] = Int32(number) }
    var examples = Examples(width: names.count + 1)
    for lesson in lessons {
      examples.add(
        Set(lesson.features.compactMap { numbers[$0] }).sorted(), value: lesson.value,
        label: lesson.label)
    }
    return examples
  }

  private func outOfFold(_ examples: Examples, _ folds: [Int], _ count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: examples.count)
    guard count > 1 else { return result }
    for fold in 0..<count {
      let weights = again.fit(examples.filtered { folds[$0] != fold })
      for row in result.indices where folds[row] == fold {
        result[row] = Odds.probability(examples.score(row, weights))
      }
    }
    return result
  }
}
