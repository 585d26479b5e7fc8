import QuoteRecords

/// Scores the speakers of quotes over the article.
///
/// Counted over the quotes that were found and whose label names speakers, or says that nobody can
/// tell. `lenient`: the sources share a word, or one of the speakers shares a name with a labeled
/// one, or, where that one has no name, is mentioned at the same place. `strict`: as many speakers,
/// each of them the labeled one, where the speakers of the two sides are brought together one to
/// one by the mentions that they share.
struct SpeakerScorer {
  private let text: ScoringText
  private let words: ScoringWords
  private let labeled: [String: SpeakerRecord]
  private let found: [String: SpeakerRecord]
  /// The found speaker that is a labeled one, by their ids.
  private let counterparts: [String: String]

  init(
    text: ScoringText, words: ScoringWords, labeled: [SpeakerRecord], found: [SpeakerRecord]
  ) {
    self.text = text
    self.words = words
    self.labeled = Dictionary(labeled.map { ($0.id, $0) }) { first, _ in first }
    self.found = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    counterparts = Self.counterparts(of: labeled, in: found)
  }

  /// Whether a label says who speaks, or that nobody can tell.
  static func isJudged(_ label: QuoteRecord) -> Bool {
    !label.speakers.isEmpty || label.unresolved != nil
  }

  /// Whether a found quote has the labeled quote's speakers, or one of the alternatives alone.
  func isStrictlyRight(
    _ found: QuoteRecord, for label: QuoteRecord, alternatives: [String]
  ) -> Bool {
    let given = Set(found.speakers)
    let wanted = label.speakers.map { counterparts[$0] }
    if given == Set(wanted.compactMap { $0 }), given.count == wanted.count { return true }
    return given.count == 1
      && alternatives.contains { counterparts[$0].map(given.contains) ?? false }
  }

  /// Whether a found quote has a speaker that may pass for the labeled one.
  func isLenientlyRight(
    _ found: Attribution, for label: Attribution, alternatives: [String]
  ) -> Bool {
    let wanted = label.quote.speakers + alternatives
    if wanted.isEmpty { return found.quote.speakers.isEmpty }
    if !label.source.isDisjoint(with: found.source) { return true }
    return found.quote.speakers.contains { id in
      guard let speaker = self.found[id] else { return false }
      return wanted.contains { labeled[$0].map { isAlike(speaker, $0) } ?? false }
    }
  }

  /// What speakers are called, for people.
  func names(_ ids: [String], isLabel: Bool) -> String {
    let speakers = isLabel ? labeled : found
    return ids.map { speakers[$0]?.name ?? $0 }.joined(separator: ", ")
  }

  private func isAlike(_ speaker: SpeakerRecord, _ label: SpeakerRecord) -> Bool {
    let names = nameWords(label)
    guard label.named, !names.isEmpty else { return Self.shared(label, speaker) > 0 }
    return !names.isDisjoint(with: nameWords(speaker))
  }

  private func nameWords(_ speaker: SpeakerRecord) -> Set<String> {
    let found = ScoringText(speaker.name).words.filter {
      $0.isCapitalised && !words.function.contains($0.text) && !words.titles.contains($0.text)
    }
    return Set(found.map(\.text))
  }

  /// The found speaker that is a labeled one, by their ids: those that share most mentions first.
  static func counterparts(
    of labeled: [SpeakerRecord], in found: [SpeakerRecord]
  ) -> [String: String] {
    var candidates: [(shared: Int, label: Int, finding: Int)] = []
    for (index, label) in labeled.enumerated() {
      for (other, finding) in found.enumerated() {
        let shared = shared(label, finding)
        if shared > 0 { candidates.append((shared, index, other)) }
      }
    }
    candidates.sort { ($1.shared, $0.label, $0.finding) < ($0.shared, $1.label, $1.finding) }
    var pairs: [String: String] = [:]
    var taken: Set<Int> = []
    for candidate in candidates
    where pairs[labeled[candidate.label].id] == nil && !taken.contains(candidate.finding) {
      pairs[labeled[candidate.label].id] = found[candidate.finding].id
      taken.insert(candidate.finding)
    }
    return pairs
  }

  /// How many mentions of one overlap a mention of the other.
  private static func shared(_ label: SpeakerRecord, _ finding: SpeakerRecord) -> Int {
    label.mentions.count { mention in
      !mention.isInTitle
        && finding.mentions.contains {
          !$0.isInTitle && $0.range.overlap(mention.range) > 0
        }
    }
  }
}
