/// On which days the words of a text were said: what tells a slogan from an utterance.
struct Occurrences {
  /// The days, ascending, one for each article.
  private var days: [Int] = []
  /// In how many articles without a date.
  private let undated: Int
  /// Whether the words occur too often for all days to be known.
  private let isStock: Bool

  /// The days of a fragment's own mentions and of those that hold it.
  init(
    of fragment: TextIndex.ID, in containers: [Container], isStock: Bool, corpus: Corpus
  ) {
    self.isStock = isStock
    let mentions = corpus.texts.mentions(of: fragment) + containers.map(\.mention)
    let articles = Set(mentions.map { corpus.mentions[$0].article })
    days = articles.compactMap { corpus.sources[$0].moment?.day }.sorted()
    undated = articles.count - days.count
  }

  /// Whether the words are said on many occasions besides that of a day: in so many articles that
  /// are more than a window of days away; without a day, in so many articles without one.
  func isSlogan(on day: Int?, window: Int) -> Bool {
    if isStock { return true }
    guard let day else { return undated >= LinkRule.undatedArticles }
    let within = Self.lower(days, day + window + 1) - Self.lower(days, day - window)
    return days.count - within >= LinkRule.otherOccasions
  }

  /// How many of ascending numbers are below one.
  static func lower(_ numbers: [Int], _ bound: Int) -> Int {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
