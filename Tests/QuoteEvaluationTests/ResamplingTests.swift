import QuoteEvaluation
import Testing

@Suite("Samples of articles")
struct ResamplingTests {
  private let mixed = (0..<40).map { Tally(labeled: 4, found: 4, right: $0 % 5) }

  @Test("an interval holds the figure itself, and is the same each time")
  func interval() throws {
    let interval = try #require(Resampling(seed: 7).interval(of: mixed))
    var sum = Tally()
    for tally in mixed { sum += tally }
    #expect(interval.contains(sum.f1))
    #expect(interval.upperBound - interval.lowerBound < 0.3)
    #expect(Resampling(seed: 7).interval(of: mixed) == interval)
    #expect(Resampling(seed: 8).interval(of: mixed) != interval)
  }

  @Test("articles that are all alike leave nothing to chance")
  func alike() {
    let tallies = Array(repeating: Tally(labeled: 4, found: 4, right: 2), count: 9)
    #expect(Resampling().interval(of: tallies) == 0.5...0.5)
    #expect(Resampling().interval(of: []) == nil)
    #expect(Resampling(rounds: 1).interval(of: tallies) == 0.5...0.5)
  }

  @Test("two runs that are the same differ by chance, two that always differ do not")
  func significance() {
    let better = mixed.map { Tally(labeled: $0.labeled, found: $0.found, right: $0.labeled) }
    #expect(Resampling().significance(mixed, mixed) == 1)
    #expect(Resampling().significance(mixed, better) < 0.01)
    #expect(Resampling().significance(better, mixed) == Resampling().significance(mixed, better))
  }
}
