public import NewsQuotes

/// An article with quotes of which it is known what they are.
public struct GeneratedArticle: Sendable {
  /// The article. The id of each quote is `q` and its number.
  public var record: ArticleRecord
  /// Of each quote the utterance that it is of; `nil` for noise.
  public var utterances: [Int?]
}

/// Makes articles with quotes, the same for the same seed, one after the other.
///
/// Three quotes in ten are of an utterance that two more articles have, within two days: as it is
/// but for case and points, with other grammar words, in part, or with a word of content altered.
/// The rest is noise of 3 to 45 words, some of it with stock phrases, some of it slogans. A day has
/// 300 quotes in 30 articles.
public struct QuoteGenerator: Sequence, IteratorProtocol {
  private static let quotesOfArticle = 10
  private static let round = 100
  private static let planted = 30
  private static let outlets = 40
  private static let stockPhrases = 200
  private static let slogans = 50

  private let vocabulary = Vocabulary()
  private let seed: Int
  private let count: Int
  private var number = 0

  /// Makes so many quotes.
  public init(quotes count: Int, seed: Int) {
    self.count = count
    self.seed = seed
  }

  /// What the words tell.
  public var bits: WordBits { vocabulary.bits }

  /// The same as a table, with the lines that every table of weights has at its head.
  public static var wordTable: String {
    let rows = Vocabulary().entries.map { entry in
      "\(entry.word)\t\(entry.tenths)\t\(entry.isFunctionWord ? "function" : "content")"
    }
    let head = [
      "# summary: made-up words", "# origin: made up", "# licence: CC0-1.0", "word\ttenths\tkind",
      "*\t\(Vocabulary.unseen)\tcontent",
    ]
    return (head + rows.sorted()).joined(separator: "\n")
  }

  /// How many utterances stand in three articles, and so how many pairs there are.
  public static func pairs(among labels: [Int?]) -> Int {
    Dictionary(grouping: labels.compactMap { $0 }) { $0 }.values
      .reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
  }

  /// The next article; `nil` after the last.
  public mutating func next() -> GeneratedArticle? {
    guard number < count else { return nil }
    let article = number / Self.quotesOfArticle
    var record = ArticleRecord(id: "a\(article)")
    record.outlet = "o\(article % Self.outlets)"
    let (day, variant) = place(of: number)
    record.published = Self.date(day + variant)
    var utterances: [Int?] = []
    var position = 0
    for _ in 0..<Swift.min(Self.quotesOfArticle, count - number) {
      let (text, utterance) = quote(number)
      let span = Span(start: position, end: position + text.utf8.count, text: text)
      var quote = QuoteRecord(
        id: "q\(number)", type: .direct, act: .speech, content: [span], certainty: .high, rule: "")
      quote.quoted = [span]
      record.quotes.append(quote)
      utterances.append(utterance)
      position = span.end + 2
      number += 1
    }
    return GeneratedArticle(record: record, utterances: utterances)
  }

  /// The day of a quote, and which of the three articles with the same utterances it is in.
  private func place(of number: Int) -> (day: Int, variant: Int) {
    (number / (3 * Self.round), number / Self.round % 3)
  }

  private func quote(_ number: Int) -> (String, Int?) {
    let (day, variant) = place(of: number)
    let slot = number % Self.round
    guard slot < Self.planted else { return (noise(number), nil) }
    let utterance = day * Self.planted + slot
    var random = SeededRandom(seed, 1, utterance)
    let words = self.words(10 + random.below(30), &random)
    var change = SeededRandom(seed, 2, utterance, variant)
    let (varied, isPlain) = variant == 0 ? (words, true) : changed(words, &change)
    return (Self.text(varied, vocabulary, plain: isPlain, &change), utterance)
  }

  private func words(_ count: Int, _ random: inout SeededRandom) -> [Int] {
    (0..<count).map { _ in vocabulary.word(&random) }
  }

  /// One of the four kinds of variants.
  private func changed(
    _ words: [Int], _ random: inout SeededRandom
  ) -> (words: [Int], isPlain: Bool) {
    var words = words
    switch random.below(4) {
    case 0: return (words, false)
    case 1:
      for _ in 0...words.count / 20 {
        let place = random.below(words.count)
        switch random.below(3) {
        case 0: words[place] = random.below(Vocabulary.functionWords)
        case 1: words.insert(random.below(Vocabulary.functionWords), at: place)
        default: words.remove(at: place)
        }
      }
    case 2:
      let length = Swift.max(8, words.count * (50 + random.below(40)) / 100)
      let start = random.below(words.count - length + 1)
      words = Array(words[start..<start + length])
    default: words[random.below(words.count)] = vocabulary.contentWord(&random)
    }
    return (words, true)
  }

  private func noise(_ number: Int) -> String {
    var random = SeededRandom(seed, 3, number)
    let kind = random.below(100)
    if kind == 0 {
      var slogan = SeededRandom(seed, 4, random.below(Self.slogans))
      return Self.text(
        words(2 + slogan.below(3), &slogan), vocabulary, plain: true, &random)
    }
    var words = self.words(3 + random.below(43), &random)
    if kind < 4 {
      var phrase = SeededRandom(seed, 5, random.below(Self.stockPhrases))
      words.insert(
        contentsOf: self.words(5 + phrase.below(4), &phrase), at: random.below(words.count))
    }
    return Self.text(words, vocabulary, plain: true, &random)
  }

  /// The words as a sentence; where it is not plain, with other case and points than another of the
  /// same words.
  private static func text(
    _ words: [Int], _ vocabulary: Vocabulary, plain: Bool, _ random: inout SeededRandom
  ) -> String {
    var text = ""
    for (place, word) in words.enumerated() {
      if place > 0 { text += plain || random.below(6) > 0 ? " " : ", " }
      let word = vocabulary.words[word]
      text += place == 0 && plain ? word.capitalized : word
    }
    return text + (plain ? "." : "")
  }

  /// So many days after 1 January 2001, in ISO 8601.
  private static func date(_ day: Int) -> String {
    var (year, rest) = (2001, day)
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    while rest >= (isLeap(year) ? 366 : 365) {
      rest -= isLeap(year) ? 366 : 365
      year += 1
    }
    let months = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var month = 0
    while rest >= months[month] {
      rest -= months[month]
      month += 1
    }
    let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(digits(month + 1))-\(digits(rest + 1))"
  }
}

extension String {
  /// The word with its first letter as a capital.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
