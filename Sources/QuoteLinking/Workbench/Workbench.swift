package import QuoteRecords

/// Where a part of all quotes is linked as it is among all of them.
///
/// Texts are added first and asked for what finds others; then mentions, of each text all that
/// matter to what is asked; then it tells what links them. Its numbers are its own.
package struct Workbench {
  package private(set) var corpus: Corpus
  private var numbers: [Letters: TextIndex.ID] = [:]
  private var reader = WordReader()

  init(corpus: Corpus) { self.corpus = corpus }

  /// Makes an empty one.
  package init(options: LinkOptions, bits: WordBits) {
    corpus = Corpus(
      mentions: OrderedMentions([], order: []), sources: [], voices: [], texts: TextIndex(),
      table: WordTable(bits: bits),
      options: options)
  }

  /// The stretches of an article that are linked, in its order.
  package mutating func stretches(of article: ArticleRecord) -> [Stretch] {
    var collector = MentionCollector(table: corpus.table)
    // Held once, so that new words do not copy the table.
    corpus.table = WordTable(bits: .byLength)
    collector.add(article)
    corpus.table = collector.table
    collector.table = WordTable(bits: .byLength)
    return collector.mentions.map { mention in
      let words = read(mention.text)
      let form = words.count > 0 ? TextForm(words, table: corpus.table) : nil
      var keys = form.map { [$0.letters.first] } ?? []
      RunKeys.forEach(of: words.ids[...], table: corpus.table) { key, _ in keys.append(key) }
      return Stretch(
        quote: Int(collector.quotes[mention.voice]), item: mention.item, part: mention.part,
        start: mention.start, end: mention.end, inTitle: mention.inTitle, text: mention.text,
        before: text(of: mention.before), after: text(of: mention.after), form: form, keys: keys)
    }
  }

  /// The folded words of a text; `nil` where there are none.
  package mutating func form(of text: String) -> TextForm? {
    let words = read(text)
    return words.count > 0 ? TextForm(words, table: corpus.table) : nil
  }

  private mutating func read(_ text: String) -> Words {
    var words = Words()
    reader.read(text, into: &words, table: &corpus.table)
    return words
  }

  /// The words of a text that tell most, folded, at most so many.
  package mutating func tellingWords(of text: String, limit: Int) -> [String] {
    let words = read(text)
    let table = corpus.table
    return Set(words.ids).sorted {
      (table.tenths($1), table.hash($1)) < (table.tenths($0), table.hash($0))
    }.prefix(limit).map { String(decoding: table.bytes($0), as: UTF8.self) }
  }

  /// Whether a variant of the same letters stands for them rather than another.
  package mutating func isPlainer(_ form: TextForm, than other: TextForm) -> Bool {
    let (one, two) = (form.read(&corpus.table), other.read(&corpus.table))
    return one.isPlainer(than: two, table: corpus.table)
  }

  /// Adds a text, unless one of its letters is there; its number.
  @discardableResult
  package mutating func add(_ form: TextForm) -> TextIndex.ID {
    if let number = numbers[form.letters] { return number }
    let number = corpus.texts.count
    numbers[form.letters] = number
    let words = form.read(&corpus.table)
    corpus.texts.append(words, form.letters, table: corpus.table)
    return number
  }

  /// Sets which mentions there are; yields the place of each in their order. n log n.
  package mutating func setMentions(
    _ kept: [(mention: KeptMention, text: TextIndex.ID)], articles: [Int64: KeptArticle]
  ) -> [Int] {
    corpus.voices = kept.map(\.mention.voice)
    let (mentions, order) = ordered(kept.map(\.mention), articles: articles)
    corpus.mentions = OrderedMentions(mentions, order: order)
    corpus.texts.setMentions(order.map { kept[Int($0)].text })
    return Self.places(of: order)
  }

  /// The place of each mention in their order.
  package static func order(
    of kept: [KeptMention], articles: [Int64: KeptArticle]
  ) -> [Int] {
    var bench = Workbench(options: LinkOptions(), bits: .byLength)
    return places(of: bench.ordered(kept, articles: articles).order)
  }

  private mutating func ordered(
    _ kept: [KeptMention], articles: [Int64: KeptArticle]
  ) -> (mentions: [Mention], order: [UInt32]) {
    let ids = Set(kept.map(\.article)).sorted()
    let places = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    corpus.sources = ids.map { Source(articles[$0]) }
    let mentions = kept.enumerated().map { number, kept in
      mention(kept, article: places[kept.article] ?? 0, voice: number)
    }
    return (mentions, MentionCollector.order(of: mentions, corpus.sources))
  }

  private static func places(of order: [UInt32]) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[Int(number)] = place }
    return places
  }

  private mutating func mention(_ kept: KeptMention, article: Int, voice: Int) -> Mention {
    let stretch = kept.stretch
    var mention = Mention(
      article: article, item: stretch.item, part: stretch.part, start: stretch.start,
      end: stretch.end, text: stretch.text, inTitle: stretch.inTitle, voice: voice)
    mention.before = words(of: stretch.before)
    mention.after = words(of: stretch.after)
    return mention
  }

  private func text(of words: [WordTable.ID]) -> String {
    words.map { String(decoding: corpus.table.bytes($0), as: UTF8.self) }.joined(separator: " ")
  }

  private mutating func words(of text: String) -> [WordTable.ID] { corpus.table.ids(of: text) }
}

extension Source {
  fileprivate init(_ kept: KeptArticle?) {
    self.init(
      id: kept?.id ?? "", outlet: kept?.outlet, published: kept?.published,
      moment: kept?.published.flatMap(Moment.init), fingerprint: 0)
  }
}
