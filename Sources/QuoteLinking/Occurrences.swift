/// On which days the words of a text were said: what tells a slogan from an utterance.
struct Occurrences {
  /// The days, ascending, one for each article.
  private var days: [Int] = []

  /// The days of a fragment's own mentions and of those of the texts that hold it.
  init(
    of fragment: TextIndex.ID, at places: [FragmentIndex.Place], texts: TextIndex,
    mentions: [Mention], sources: [Source]
  ) {
    var articles: Set<Int> = []
    for text in [fragment] + places.map(\.text) {
      for mention in texts.mentions[text] { articles.insert(mentions[mention].article) }
    }
    days = articles.compactMap { sources[$0].moment?.day }.sorted()
  }

  /// In how many articles the words come more than so many days before or after a day.
  func count(outside window: Int, of day: Int) -> Int {
    days.count - (Self.lower(days, day + window + 1) - Self.lower(days, day - window))
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
