import QuoteRecords

/// Sorts attributions into the groups that scores are given for.
struct QuoteGroups {
  /// What names the source.
  enum SourceKind: String {
    case named, pronoun, description, unnamed, none
  }

  /// What attributes the content.
  enum CueKind: String {
    case verb, noun, according, punctuation, none
  }

  let text: ScoringText
  let words: ScoringWords
  /// The groups that everything of the article is in: its style, its length.
  let article: [String]
  /// Whether the labels state acts.
  let withActs: Bool
  /// Whether the labels tell which sources are unnamed.
  let withUnnamed: Bool

  /// The names of the groups by type: everything, the type, and both with marks together.
  static func byType(_ attribution: Attribution) -> [String] {
    let type = attribution.type.rawValue
    return attribution.type == .indirect ? ["", type] : ["", type, "quoted"]
  }

  /// All groups of an attribution.
  ///
  /// - Parameter record: The record that it is of.
  func all(_ attribution: Attribution, in record: ArticleRecord) -> [String] {
    var groups = Self.byType(attribution)
    groups.append("source.\(sourceKind(attribution, record.anonymousMarkers).rawValue)")
    groups.append("cue.\(cueKind(attribution).rawValue)")
    if withActs { groups.append("act.\(attribution.quote.act)") }
    return groups + article
  }

  private func sourceKind(
    _ attribution: Attribution, _ markers: [AnonymousMarkerRecord]
  ) -> SourceKind {
    guard !attribution.source.isEmpty else { return .none }
    let isMarked =
      withUnnamed
      && attribution.quote.source.contains { source in
        markers.contains { !$0.span.isInTitle && $0.span.range.overlap(source.range) > 0 }
      }
    if withUnnamed && attribution.quote.anonymous || isMarked { return .unnamed }
    if !attribution.names.isEmpty { return .named }
    let isPronoun = attribution.source.allSatisfy { index in
      let word = text.words[index].text
      return words.pronouns.contains(word) || words.function.contains(word)
    }
    return isPronoun ? .pronoun : .description
  }

  /// The kind of the cue: a noun where it is always one, or where a determiner or a possessive
  /// stands before it.
  private func cueKind(_ attribution: Attribution) -> CueKind {
    guard !attribution.quote.cue.isEmpty else { return .none }
    let cue = attribution.cue.sorted()
    guard let first = cue.first else { return .punctuation }
    if words.attributing.contains(text.words[first].text) { return .according }
    if cue.contains(where: { words.nouns.contains(text.words[$0].text) }) { return .noun }
    let before = (first > 0 ? [first - 1] : []) + cue.dropLast()
    let isNoun = before.contains { index in
      let word = text.words[index].text
      return words.determiners.contains(word) && !isSource(index, attribution)
        || word.hasSuffix("'s") || word.hasSuffix("\u{2019}s")
    }
    return isNoun ? .noun : .verb
  }

  /// "this" and "his" may be the source itself, which says nothing of the cue.
  private func isSource(_ word: Int, _ attribution: Attribution) -> Bool {
    attribution.source.contains(word) && attribution.source.count == 1
      && !["his", "her", "its", "their", "our", "my", "your"].contains(text.words[word].text)
  }
}

extension Attribution {
  /// The type and the order of the parts: `direct: content cue source`.
  var construction: String {
    var parts: [(start: Int, name: String)] = []
    if let first = quote.content.first { parts.append((first.start, "content")) }
    if let first = quote.cue.first { parts.append((first.start, "cue")) }
    if let first = quote.source.first { parts.append((first.start, "source")) }
    let order = parts.sorted { ($0.start, $0.name) < ($1.start, $1.name) }.map(\.name)
    return "\(type): \(order.joined(separator: " "))"
  }
}
