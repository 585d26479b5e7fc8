/// What one claim says with one of its amounts, in words that carry content.
struct ClaimContent {
  var figure: ClaimFigure
  /// What the amount measures, and what is acted on.
  var thing: Set<WordTable.ID>
  /// What is done.
  var act: Set<WordTable.ID>
  /// Who or what does it.
  var subject: Set<WordTable.ID>
  /// All words of the claim but those of its figures.
  var words: Set<WordTable.ID>
  /// The fingerprints of all figures of the claim.
  var siblings: Set<UInt64>
}

/// What is known of the claims that are compared, and of their articles.
struct ClaimCorpus {
  private(set) var contents: [ClaimContent] = []
  /// The article of each claim.
  private(set) var articles: [Int] = []
  /// The day of each article; `nil` where it is not known.
  private(set) var days: [Int?] = []
  private(set) var stories = StoryWords()
  var table: WordTable

  init(table: WordTable) { self.table = table }

  /// Adds a claim of an article that is there, or that is the next.
  mutating func add(_ content: ClaimContent, article: Int) {
    contents.append(content)
    articles.append(article)
  }

  /// Adds an article with the words that it tells; its number.
  @discardableResult
  mutating func addArticle(day: Int?, words: Set<WordTable.ID>) -> Int {
    stories.add(words, table: table)
    days.append(day)
    return days.count - 1
  }

  /// The day of a claim's article.
  func day(_ claim: Int) -> Int? { days[articles[claim]] }

  /// The tenths of a bit of the words that two have in common.
  func tenths(_ some: Set<WordTable.ID>, _ others: Set<WordTable.ID>) -> Int {
    some.reduce(0) { $0 + (others.contains($1) ? table.tenths($1) : 0) }
  }

  /// By what a claim is looked for, ascending: hashes of its figure, and of the unit with each word
  /// of what it measures.
  func keys(of content: ClaimContent) -> [UInt64] {
    let figure = content.figure
    let scale = Hash.combine(Hash.bytes(figure.kind.utf8), Hash.bytes(figure.unit.utf8))
    let things = content.thing.map { Hash.combine(~scale, table.hash($0)) }
    return Set(things + [figure.fingerprint]).sorted()
  }
}
