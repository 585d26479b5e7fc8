import QuoteRecords

/// One contiguous stretch of quoted words in one article. There may be millions: its numbers have
/// four bytes.
struct Mention {
  var text: String
  var item: String
  /// The words before it in the article, nearest first, and those after; empty without the text.
  var before: [WordTable.ID] = []
  var after: [WordTable.ID] = []
  private let numbers: (article: UInt32, voice: UInt32, part: UInt32, start: Int32, end: Int32)
  var inTitle: Bool

  init(
    article: Int, item: String, part: Int, start: Int, end: Int, text: String, inTitle: Bool,
    voice: Int
  ) {
    self.text = text
    self.item = item
    self.inTitle = inTitle
    numbers = (
      UInt32(truncatingIfNeeded: article), UInt32(truncatingIfNeeded: voice),
      UInt32(truncatingIfNeeded: part), Int32(clamping: start), Int32(clamping: end)
    )
  }

  /// The number of its article.
  @inline(__always)
  var article: Int { Int(numbers.article) }
  /// The number of what is known of its speakers.
  var voice: Int { Int(numbers.voice) }
  /// Which of the quote's stretches it is.
  var part: Int { Int(numbers.part) }
  /// Where it starts, in the record's unit.
  var start: Int { Int(numbers.start) }
  /// Where it ends.
  var end: Int { Int(numbers.end) }

  /// Whether two stretches of one article share a place.
  func overlaps(_ other: Mention) -> Bool {
    article == other.article && inTitle == other.inTitle && start < other.end
      && other.start < end
  }
}

/// What linking must know of an article.
struct Source {
  var id: String
  var outlet: String?
  var published: String?
  var moment: Moment?
  /// Where articles of the same id and date came, so that their order is settled by what they hold.
  var fingerprint: UInt64
}

/// Collects the stretches that are linked: of a direct quote each piece of its content, of any
/// other each piece that stands between marks. Indirect quotes have none: their words are the
/// article's.
struct MentionCollector {
  /// How many words around a stretch are kept as evidence.
  static let contextWords = 8
  /// In how many bytes around a stretch they are looked for.
  private static let contextBytes = 120

  private(set) var sources: [Source] = []
  private(set) var mentions: [Mention] = []
  private(set) var voices: [Voice] = []
  /// Which quote of its article each voice is of.
  private(set) var quotes: [Int32] = []
  var table: WordTable

  /// The mentions of each article when it came first, by what it is.
  private var articles: [UInt64: Range<Int>] = [:]
  /// The stretches of articles that came more than once.
  private var known: Set<UInt64> = []
  private var reader = WordReader()
  private var words = Words()

  init(table: WordTable) {
    self.table = table
  }

  /// Takes the quotes of an article; one that could not be read has none. Linear in the record.
  mutating func add(_ article: ArticleRecord) {
    let speakers = Dictionary(
      article.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let first = mentions.count
    var seen: Set<Place> = []
    var fingerprint = Hash.bytes((article.outlet ?? "").utf8)
    let identity = Hash.combine(Hash.text(article.id), Hash.text(article.published ?? ""))
    let isRepeated = noteRepeated(identity)
    for (number, quote) in article.quotes.enumerated() {
      let spans = quote.type == .direct || quote.quoted.isEmpty ? quote.content : quote.quoted
      guard quote.type != .indirect else { continue }
      var voice: Int?
      for (part, span) in spans.enumerated() where seen.insert(Place(span)).inserted {
        let text = Hash.text(span.text)
        if isRepeated, !known.insert(Place(span).hash(text, in: identity)).inserted { continue }
        fingerprint = Hash.combine(fingerprint, UInt64(truncatingIfNeeded: span.start))
        fingerprint = Hash.combine(fingerprint, text)
        if voice == nil {
          voice = voices.count
          voices.append(Voice(of: quote, among: speakers))
          quotes.append(Int32(truncatingIfNeeded: number))
        }
        mentions.append(
          Mention(
            article: sources.count, item: quote.id, part: part, start: span.start, end: span.end,
            text: span.text, inTitle: span.field == "title", voice: voice ?? 0))
        if article.text == nil, quote.type != .direct {
          addContext(of: quote, unit: article.offsetUnit)
        }
      }
    }
    if !isRepeated { articles[identity] = first..<mentions.count }
    sources.append(
      Source(
        id: article.id, outlet: article.outlet, published: article.published,
        moment: article.published.flatMap(Moment.init), fingerprint: fingerprint))
    if let text = article.text { addContext(text, unit: article.offsetUnit, from: first) }
  }

  /// Whether an article came before: then its stretches are known, and taken again they are the
  /// same. Most come once, and nothing is kept of their stretches.
  private mutating func noteRepeated(_ identity: UInt64) -> Bool {
    guard let first = articles[identity] else { return false }
    for mention in mentions[first] {
      known.insert(Place(mention).hash(Hash.text(mention.text), in: identity))
    }
    articles[identity] = first.upperBound..<first.upperBound
    return true
  }

  private struct Place: Hashable {
    var start: Int
    var end: Int
    var inTitle: Bool

    init(_ span: Span) {
      (start, end, inTitle) = (span.start, span.end, span.field == "title")
    }

    init(_ mention: Mention) {
      (start, end, inTitle) = (mention.start, mention.end, mention.inTitle)
    }

    /// A hash of the place, as a mention keeps it, with the text there, of which the hash is given,
    /// in an article.
    func hash(_ text: UInt64, in article: UInt64) -> UInt64 {
      var hash = Hash.combine(article, text)
      hash = Hash.combine(hash, UInt64(truncatingIfNeeded: Int32(clamping: start)))
      hash = Hash.combine(hash, UInt64(truncatingIfNeeded: Int32(clamping: end)))
      return Hash.combine(hash, inTitle ? 1 : 0)
    }
  }

  /// Keeps the words around each new mention of the text, where the text there is the mention's.
  private mutating func addContext(_ text: String, unit: OffsetUnit, from first: Int) {
    var text = text
    let order = (first..<mentions.count).filter { !mentions[$0].inTitle }
    let ends = Set(order.flatMap { [mentions[$0].start, mentions[$0].end] }).sorted()
    text.withUTF8 { bytes in
      let places = TextPlaces.bytes(of: ends, in: bytes, unit: unit)
      for index in order {
        guard let start = places[mentions[index].start], let end = places[mentions[index].end],
          start < end, end - start == mentions[index].text.utf8.count
        else { continue }
        keepContext(of: index, start..<end, in: bytes)
      }
    }
  }

  /// Keeps the words around the last mention within the clause that it is quoted in.
  private mutating func addContext(of quote: QuoteRecord, unit: OffsetUnit) {
    guard let index = mentions.indices.last else { return }
    let mention = mentions[index]
    let clause = quote.content.first {
      $0.start <= mention.start && mention.end <= $0.end
        && ($0.field == "title") == mention.inTitle
    }
    guard let clause else { return }
    var text = clause.text
    let ends = [mention.start - clause.start, mention.end - clause.start]
    text.withUTF8 { bytes in
      let places = TextPlaces.bytes(of: ends, in: bytes, unit: unit)
      if let start = places[ends[0]], let end = places[ends[1]], start < end {
        keepContext(of: index, start..<end, in: bytes)
      }
    }
  }

  private mutating func keepContext(
    of index: Int, _ range: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let size = Self.contextBytes
    let before = TextPlaces.window(before: range.lowerBound, size: size, in: bytes)
    let after = TextPlaces.window(after: range.upperBound, size: size, in: bytes)
    mentions[index].before = Array(read(bytes, before).suffix(Self.contextWords).reversed())
    mentions[index].after = Array(read(bytes, after).prefix(Self.contextWords))
  }

  private mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> [WordTable.ID] {
    words.removeAll()
    reader.read(UnsafeBufferPointer(rebasing: bytes[range]), into: &words, table: &table)
    return words.ids
  }
}

/// From a record's offsets to bytes.
enum TextPlaces {
  /// The bytes at which ascending positions lie; a position that is not in the text is left out.
  static func bytes(
    of positions: [Int], in bytes: UnsafeBufferPointer<UInt8>, unit: OffsetUnit
  ) -> [Int: Int] {
    var result: [Int: Int] = [:]
    var next = 0
    var position = 0
    for (index, byte) in bytes.enumerated() {
      if unit != .utf8, byte & 0xC0 == 0x80 { continue }
      while next < positions.count, positions[next] <= position {
        if positions[next] == position { result[position] = index }
        next += 1
      }
      position += unit == .utf16 && byte >= 0xF0 ? 2 : 1
    }
    if next < positions.count, positions[next] == position { result[position] = bytes.count }
    return result
  }

  /// At most `size` bytes before a place, from a space on.
  static func window(
    before place: Int, size: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    guard place > size else { return 0..<place }
    let start = (place - size..<place).first { bytes[$0] <= 0x20 } ?? place
    return start..<place
  }

  /// At most `size` bytes after a place, up to a space.
  static func window(
    after place: Int, size: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int> {
    guard place + size < bytes.count else { return place..<bytes.count }
    let end = (place..<place + size).last { bytes[$0] <= 0x20 } ?? place
    return place..<end
  }
}

extension MentionCollector {
  /// All mentions by date, article, and place; those without a date last.
  func ordered() -> OrderedMentions {
    OrderedMentions(mentions, order: Self.order(of: mentions, sources))
  }

  /// The numbers of mentions by date, article, and place. n log n, linear where they are in order.
  static func order(of mentions: [Mention], _ sources: [Source]) -> [UInt32] {
    let ranks = sources.indices.sorted { first, second in
      let (one, two) = (sources[first], sources[second])
      let (a, b) = (one.moment?.seconds ?? Int.max, two.moment?.seconds ?? Int.max)
      if a != b { return a < b }
      if one.id != two.id { return one.id.utf8.lexicographicallyPrecedes(two.id.utf8) }
      return (one.fingerprint, one.published ?? "") < (two.fingerprint, two.published ?? "")
    }
    var rank = [UInt32](repeating: 0, count: sources.count)
    for (place, source) in ranks.enumerated() { rank[source] = UInt32(truncatingIfNeeded: place) }
    let keys = mentions.map { mention in
      UInt64(rank[mention.article]) << 32 | (mention.inTitle ? 0 : 1 << 31)
        | UInt64(max(0, mention.start))
    }
    return (0..<UInt32(truncatingIfNeeded: mentions.count)).sorted { one, two in
      let (first, second) = (keys[Int(one)], keys[Int(two)])
      if first != second { return first < second }
      return mentions[Int(one)].end < mentions[Int(two)].end
    }
  }
}
