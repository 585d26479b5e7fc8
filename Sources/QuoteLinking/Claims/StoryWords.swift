/// The words of articles, by which two that tell one story are known: of what the one with less to
/// say tells, much is told by the other too, and some of it in words that are rare.
struct StoryWords {
  /// How much two articles tell alike.
  struct Likeness {
    /// The share of the bits of the article that tells less that both tell.
    var share: Double
    /// The tenths of a bit of the rare words that both have.
    var rareTenths: Int
  }

  /// The tenths of a bit from which a word counts as rare: one in eight thousand.
  private static let rare = 130

  /// The words of all articles, each article's in ascending order.
  private var words: [WordTable.ID] = []
  private var ends: [Int] = []
  private var tenths: [Int] = []

  /// Takes the words of the next article.
  mutating func add(_ found: Set<WordTable.ID>, table: WordTable) {
    words.append(contentsOf: found.sorted())
    ends.append(words.count)
    tenths.append(found.reduce(0) { $0 + table.tenths($1) })
  }

  /// The words of the last article.
  var last: Set<WordTable.ID> { ends.isEmpty ? [] : Set(words[range(ends.count - 1)]) }

  /// How much two articles tell alike. Linear in their words.
  func likeness(_ one: Int, _ other: Int, table: WordTable) -> Likeness {
    let (mine, theirs) = (range(one), range(other))
    var (first, second) = (mine.lowerBound, theirs.lowerBound)
    var (shared, rareTenths) = (0, 0)
    while first < mine.upperBound, second < theirs.upperBound {
      if words[first] < words[second] {
        first += 1
      } else if words[first] > words[second] {
        second += 1
      } else {
        let weight = table.tenths(words[first])
        shared += weight
        if weight >= Self.rare { rareTenths += weight }
        first += 1
        second += 1
      }
    }
    let fewer = min(tenths[one], tenths[other])
    return Likeness(
      share: fewer == 0 ? 0 : Double(shared) / Double(fewer), rareTenths: rareTenths)
  }

  private func range(_ article: Int) -> Range<Int> {
    (article == 0 ? 0 : ends[article - 1])..<ends[article]
  }
}
