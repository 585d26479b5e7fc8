public import QuoteRecords

/// What any engine needs to group a stretch of quoted words with others: texts with one fingerprint
/// are the same, those that share a key may be.
public struct QuoteKeys: Sendable, Hashable {
  /// The article's id.
  public var article: String
  /// Its date.
  public var published: String?
  /// The period of days that its date is in, as long as the window and one more; what lies within
  /// a window of it is in this period or in one beside it. `nil` without a date.
  public var period: Int?
  /// The id of the quote in the article.
  public var item: String
  /// Which of the quote's stretches it is, from 0.
  public var part: Int
  /// The words as they stand there.
  public var text: String
  /// A hash of the letters, spaces and marks aside: 32 hexadecimal digits.
  public var fingerprint: String
  /// How many words there are.
  public var words: Int
  /// What they tell, in tenths of a bit.
  public var tenths: Int
  /// Hashes of runs of 3 to 8 words worth 34 bits, 16 hexadecimal digits each, ascending. Every two
  /// texts that share such a run share a key.
  public var keys: [String]
  /// Hashes of the words that tell at least 7 bits, those of most bits first: a text of up to seven
  /// words without a key is looked for in the texts that have its first anchor.
  public var anchors: [String]
}

/// How two texts of quotes are linked by their words alone.
public enum TextRelation: String, Sendable {
  /// The same letters.
  case equal
  /// The common words are enough by themselves.
  case core
  /// One lies whole in the other: a fragment, which needs evidence besides.
  case contained
  /// Nothing links them.
  case none
}

/// How two texts compare, with their fingerprints.
public struct TextComparison: Sendable, Hashable {
  /// The fingerprint of the one.
  public var first: String
  /// The fingerprint of the other.
  public var second: String
  /// How they are linked.
  public var relation: TextRelation
}

/// Makes keys of quotes and compares the texts that share some, for those who group elsewhere.
public struct KeyMaker: Sendable {
  private let options: LinkOptions
  private var table: WordTable

  /// Makes one; keys of two word tables are not comparable.
  public init(options: LinkOptions = .init(), bits: WordBits = .byLength) {
    self.options = options
    table = WordTable(bits: bits)
  }

  /// The keys of an article's quotes, a stretch each; none of stretches without words. n log n in
  /// their words.
  public mutating func keys(of article: ArticleRecord) -> [QuoteKeys] {
    var collector = MentionCollector(table: table)
    // Held once, so that new words do not copy the table.
    table = WordTable(bits: .byLength)
    collector.add(article)
    let day = article.published.flatMap(Moment.init)?.day
    let period = Period(day: day, window: options.window).number
    table = collector.table
    collector.table = WordTable(bits: .byLength)
    return collector.mentions.compactMap { mention in
      let words = read(mention.text)
      guard words.count > 0 else { return nil }
      return QuoteKeys(
        article: article.id, published: article.published, period: period, item: mention.item,
        part: mention.part, text: mention.text, fingerprint: fingerprint(of: words),
        words: words.count, tenths: words.ids.reduce(0) { $0 + table.tenths($1) },
        keys: RunKeys.keys(of: words.ids[...], table: table).map { Self.digits($0.key) },
        anchors: anchors(of: words))
    }
  }

  /// How two texts are linked by their words, with their fingerprints. Linear in their words times
  /// the runs that they share, up to four.
  public mutating func compare(_ one: String, _ other: String) -> TextComparison {
    let (first, second) = (read(one), read(other))
    return TextComparison(
      first: fingerprint(of: first), second: fingerprint(of: second),
      relation: relation(first, second))
  }

  private func relation(_ first: Words, _ second: Words) -> TextRelation {
    guard first.count > 0, second.count > 0 else { return .none }
    let letters = [Letters(first, table: table), Letters(second, table: table)]
    if letters[0] == letters[1] { return .equal }
    let (short, long) = first.count < second.count ? (first, second) : (second, first)
    if short.count <= LinkRule.fragmentWords {
      let isInside = (0...long.count - short.count).contains {
        long.ids[$0..<$0 + short.count].elementsEqual(short.ids)
      }
      return isInside ? .contained : .none
    }
    var texts = TextIndex()
    for (words, letters) in zip([first, second], letters) {
      texts.append(words, letters, table: table)
    }
    var comparer = Comparer(texts: texts, table: table)
    let comparison = comparer.comparison(0, 1)
    if LinkRule(options: options).isCore(comparison) { return .core }
    return comparison.isContained ? .contained : .none
  }

  private mutating func read(_ text: String) -> Words {
    var words = Words()
    var reader = WordReader()
    reader.read(text, into: &words, table: &table)
    return words
  }

  private func fingerprint(of words: Words) -> String {
    let letters = Letters(words, table: table)
    return Self.digits(letters.first) + Self.digits(letters.second)
  }

  private func anchors(of words: Words) -> [String] {
    Set(words.ids).filter { table.tenths($0) >= FragmentIndex.anchorWorth }
      .sorted { (table.tenths($1), table.hash($1)) < (table.tenths($0), table.hash($0)) }
      .map { Self.digits(table.hash($0)) }
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension QuoteKeys: JSONWritable {
  /// Writes the keys as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("schema", "quoteex.keys/1")
    writer.field("article", article)
    writer.field("published", published)
    writer.field("period", period)
    writer.field("item", item)
    writer.field("part", part)
    writer.field("text", text)
    writer.field("fingerprint", fingerprint)
    writer.field("words", words)
    writer.field("tenths", tenths)
    writer.field("keys", keys)
    writer.field("anchors", anchors)
    writer.endObject()
  }

  /// The keys as JSON, without a line feed at the end.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] { encoded(style) }
}

extension TextComparison: JSONWritable {
  /// Writes the comparison as an object.
  package func encode(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("first", first)
    writer.field("second", second)
    writer.field("relation", relation.rawValue)
    writer.endObject()
  }

  /// The comparison as JSON, without a line feed at the end.
  public func json(_ style: JSONStyle = .compact) -> [UInt8] { encoded(style) }
}
