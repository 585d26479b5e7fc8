import QuoteRecords

/// A quote in word indices: what the scores of quotes compare.
struct Attribution {
  /// The quote of the record.
  let quote: QuoteRecord
  /// The words of its content.
  let content: Set<Int>
  /// The runs of consecutive words that the content is made of.
  let runs: [ClosedRange<Int>]
  /// The words of its source.
  let source: Set<Int>
  /// The words of the first piece of its cue.
  let cue: Set<Int>
  /// The quoted segment that the cue stands in, where it stands in one.
  let cueSegment: Int?
  /// Direct, mixed or indirect, by how many words of the content stand in quoted segments. One
  /// that also holds the cue does not count: the attribution then lies in somebody's quote.
  let type: QuoteType
  /// The source's words that tell who it is.
  let sourceCore: Set<Int>
  /// The source's words without the determiners and titles before it.
  let sourceStrict: [Int]
  /// The capitalised names in the source.
  let names: Set<String>

  /// The places of the whole content.
  var places: [Range<Int>] { quote.content.map(\.range) }

  /// - Parameter source: The source to count, which may be one that the quote only refers to.
  init(_ quote: QuoteRecord, source spans: [Span], _ text: ScoringText, _ words: ScoringWords) {
    self.quote = quote
    content = text.words(overlapping: quote.content.map(\.range))
    source = text.words(overlapping: spans.map(\.range))
    let firstCue = quote.cue.first.map { [$0.range] } ?? []
    cue = text.words(overlapping: firstCue)
    let cueSegment = firstCue.first.flatMap { cue in
      cue.isEmpty
        ? nil
        : text.segments.lastIndex {
          $0.range.lowerBound <= cue.lowerBound && cue.upperBound <= $0.range.upperBound
        }
    }
    self.cueSegment = cueSegment
    runs = Self.runs(of: content)
    let inside = content.count { word in
      text.segmentOfWord[word].map { $0 != cueSegment } ?? false
    }
    type = inside == 0 ? .indirect : inside == content.count ? .direct : .mixed
    sourceCore = source.filter { !words.function.contains(text.words[$0].text) }
    sourceStrict = Self.strict(source.sorted(), text, words)
    names = Self.names(source, text, words)
  }

  private static func runs(of words: Set<Int>) -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    for word in words.sorted() {
      if let last = found.last, last.upperBound == word - 1 {
        found[found.count - 1] = last.lowerBound...word
      } else {
        found.append(word...word)
      }
    }
    return found
  }

  private static func strict(
    _ source: [Int], _ text: ScoringText, _ words: ScoringWords
  ) -> [Int] {
    var rest = source[...]
    while rest.count > 1, let first = rest.first {
      let word = withoutPossessive(text.words[first].text)
      guard words.determiners.contains(word) || words.titles.contains(word) else { break }
      rest = rest.dropFirst()
    }
    return Array(rest)
  }

  private static func names(
    _ source: Set<Int>, _ text: ScoringText, _ words: ScoringWords
  ) -> Set<String> {
    var names: Set<String> = []
    for index in source where text.words[index].isCapitalised {
      let name = withoutPossessive(text.text(of: text.words[index].range))
      let lower = name.lowercased()
      if !words.function.contains(lower) && !words.pronouns.contains(lower)
        && !words.titles.contains(lower)
      {
        names.insert(name)
      }
    }
    return names
  }

  private static func withoutPossessive(_ word: String) -> String {
    for ending in ["'s", "\u{2019}s"] where word.hasSuffix(ending) {
      return String(word.dropLast(2))
    }
    return word
  }
}

extension Attribution {
  /// Whether another attribution gives this one's source: a telling word of it at the same place,
  /// or one of its names elsewhere in the article. One without a source wants none.
  func agrees(with other: Attribution) -> Bool {
    source.isEmpty ? other.source.isEmpty : sharesSource(with: other)
  }

  /// The same, with exactly the same words, but for determiners and titles before them.
  func agreesStrictly(with other: Attribution) -> Bool {
    source.isEmpty ? other.source.isEmpty : sourceStrict == other.sourceStrict
  }

  /// Whether both have a source, and it is the same.
  func sharesSource(with other: Attribution) -> Bool {
    guard !source.isEmpty, !other.source.isEmpty else { return false }
    let own = sourceCore.isEmpty ? source : sourceCore
    let others = other.sourceCore.isEmpty ? other.source : other.sourceCore
    return !own.isDisjoint(with: others) || !names.isDisjoint(with: other.names)
  }
}

extension Span {
  /// The place, where offsets count code points.
  var range: Range<Int> { start..<max(start, end) }
}
