import QuoteRecords

/// The words of all sources, one after the other, and where each stands.
struct SourceIndex {
  private(set) var passages: [SourcePassage] = []
  private(set) var table: WordTable
  /// The words; their ranges are of the passage's text.
  private(set) var words = Words()

  /// Where the words of each passage end.
  private var ends: [Int] = []
  /// Where the places of each word begin in `places`.
  private var starts: [Int] = []
  private var places: [UInt32] = []

  /// Reads sources. Linear in their text.
  init(_ sources: [ArticleRecord], table: WordTable) {
    self.table = table
    var reader = WordReader()
    var scratch = Words()
    for source in sources {
      for var passage in SourcePassage.all(of: source, table: &self.table) {
        scratch.removeAll()
        reader.read(passage.text, into: &scratch, table: &self.table)
        passage.words = words.count..<words.count + scratch.count
        words.append(scratch)
        passages.append(passage)
        ends.append(words.count)
      }
    }
    count()
  }

  private mutating func count() {
    starts = [Int](repeating: 0, count: (words.ids.max().map { Int($0) + 1 } ?? 0) + 1)
    for id in words.ids { starts[Int(id) + 1] += 1 }
    for id in 1..<max(1, starts.count) { starts[id] += starts[id - 1] }
    var next = starts
    places = [UInt32](repeating: 0, count: words.count)
    for (place, id) in words.ids.enumerated() {
      places[next[Int(id)]] = UInt32(truncatingIfNeeded: place)
      next[Int(id)] += 1
    }
  }

  /// Where a word stands, ascending.
  func places(of id: WordTable.ID) -> ArraySlice<UInt32> {
    guard Int(id) + 1 < starts.count else { return [] }
    return places[starts[Int(id)]..<starts[Int(id) + 1]]
  }

  /// The passage that a word is in.
  func passage(at place: Int) -> SourcePassage? {
    let number = Occurrences.lower(ends, place + 1)
    return number < passages.count ? passages[number] : nil
  }

  /// Where all words stand as they are, one after the other, within one passage: the first so many
  /// places. Looks at the places of the rarest word alone.
  func exact(_ wanted: Words, limit: Int) -> [Range<Int>] {
    let rarest = wanted.ids.indices.min {
      places(of: wanted.ids[$0]).count < places(of: wanted.ids[$1]).count
    }
    guard let rarest else { return [] }
    let found = places(of: wanted.ids[rarest]).lazy.compactMap { place -> Range<Int>? in
      let start = Int(place) - rarest
      let end = start + wanted.count
      guard start >= 0, end <= words.count, let passage = passage(at: start),
        end <= passage.words.upperBound, words.ids[start..<end].elementsEqual(wanted.ids)
      else { return nil }
      return start..<end
    }
    return Array(found.prefix(limit))
  }

  /// Those who speak at a place: whose words hold at least half of it, or lie in it for the most
  /// part.
  func voices(in range: Range<Int>) -> [PlacedVoice] {
    guard let passage = passage(at: range.lowerBound) else { return [] }
    let bytes = self.bytes(of: range)
    return passage.voices(touching: bytes).filter {
      $0.bytes.clamped(to: bytes).count * 2 >= min(bytes.count, $0.bytes.count)
    }
  }

  /// Whether words stand between two pieces of one quote, as *she said* does in a split one.
  func isAttribution(_ range: Range<Int>) -> Bool {
    guard let passage = passage(at: range.lowerBound),
      passage.words.contains(range.lowerBound - 1), passage.words.contains(range.upperBound)
    else { return false }
    let quotes = [range.lowerBound - 1, range.lowerBound, range.upperBound - 1, range.upperBound]
      .map { quote(at: $0, in: passage) }
    return quotes[0] != nil && quotes[0] == quotes[3] && quotes[1] == nil && quotes[2] == nil
  }

  /// The quote whose marks a word stands between.
  private func quote(at place: Int, in passage: SourcePassage) -> Int? {
    let bytes = words.ranges[place]
    return passage.voices(touching: bytes).first {
      $0.isQuoted && $0.quote != nil && $0.bytes.lowerBound <= bytes.lowerBound
        && bytes.upperBound <= $0.bytes.upperBound
    }?.quote
  }

  /// A place, for a reader of the source.
  func place(of range: Range<Int>, _ voices: [PlacedVoice]) -> SourcePlace? {
    guard let passage = passage(at: range.lowerBound) else { return nil }
    let bytes = self.bytes(of: range)
    let names = voices.flatMap { $0.voice.names }
    return SourcePlace(
      source: passage.id, span: passage.span(of: bytes), line: passage.line(of: bytes),
      isQuoted: voices.contains(where: \.isQuoted),
      speakerNames: names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] })
  }

  /// The bytes of some words in their passage.
  private func bytes(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else { return 0..<0 }
    return words.ranges[first].lowerBound..<words.ranges[last].upperBound
  }

  /// Some words as one side of a comparison.
  func read(_ range: Range<Int>) -> ReadText {
    guard let passage = passage(at: range.lowerBound) else {
      return ReadText(text: "", words: Words())
    }
    let bytes = self.bytes(of: range)
    let (text, first, last) = (passage.bytes, bytes.lowerBound - 1, bytes.upperBound)
    let start = first >= 0 && [0x5B, 0x28].contains(text[first]) ? first : bytes.lowerBound
    let end = last < text.count && [0x5D, 0x29].contains(text[last]) ? last + 1 : last
    var slice = words.slice(range)
    slice.ranges = slice.ranges.map { $0.lowerBound - start..<$0.upperBound - start }
    return ReadText(
      text: String(decoding: text[start..<end], as: UTF8.self), words: slice)
  }
}

extension Words {
  mutating func append(_ other: Words) {
    ids += other.ids
    ranges += other.ranges
    bracketed += other.bracketed
    cutBefore += other.cutBefore
  }
}
