/// A stretch of days as long as the window and one more: what lies within a window of a day lies in
/// the day's period or in one beside it.
///
/// Words too few to be a key are looked for in these periods alone, so that the work on a quote
/// does not grow with the years that a store holds.
package struct Period: Sendable, Hashable, Comparable {
  /// The number, ascending with time; `nil` of what has no date.
  package var number: Int?

  /// Makes a period of its number.
  package init(number: Int?) { self.number = number }

  /// The period of a day since 1970-01-01.
  package init(day: Int?, window: Int) {
    let length = max(0, min(window, 1 << 32)) + 1
    number = day.map { ($0 >= 0 ? $0 : $0 - length + 1) / length }
  }

  /// The period itself and those beside it; alone where there is no date.
  package var around: [Period] {
    guard let number else { return [self] }
    return [Period(number: number - 1), self, Period(number: number + 1)]
  }

  package static func < (one: Period, two: Period) -> Bool {
    (one.number ?? Int.max) < (two.number ?? Int.max)
  }
}
