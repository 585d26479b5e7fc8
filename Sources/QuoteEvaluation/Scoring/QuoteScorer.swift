import QuoteRecords

/// Scores the quotes of one article.
///
/// Words are compared, never characters. `exact` counts runs of consecutive words, `exact_whole`
/// whole contents; `soft` pairs whole contents that share enough words, `soft_span` runs; `joint`
/// is `soft` with the source, `joint_strict` with exactly its words, `joint_span` is `soft_span`
/// with the source.
struct QuoteScorer {
  let text: ScoringText
  let labels: [Attribution]
  let findings: [Attribution]
  let threshold: Double
  /// The groups of each label and finding, in which `soft` and `joint` are counted.
  let labelGroups: [[String]]
  let findingGroups: [[String]]
  private(set) var sheet = ScoreSheet()
  /// How whole contents were paired.
  private(set) var pairing = Pairing()

  init(
    text: ScoringText, labels: [Attribution], findings: [Attribution], threshold: Double,
    labelGroups: [[String]], findingGroups: [[String]]
  ) {
    self.text = text
    self.labels = labels
    self.findings = findings
    self.threshold = threshold
    self.labelGroups = labelGroups
    self.findingGroups = findingGroups
  }

  /// Counts everything.
  mutating func score() {
    countExact("quotes.exact") { $0.runs.map { [$0] } }
    countExact("quotes.exact_whole") { [$0.runs] }
    countRuns()
    countWhole()
    countCues()
    countWords("quotes.token_content", \.content)
    countWords("quotes.token_cue", \.cue)
    countWords("quotes.token_source", \.source)
    countSegments("quotes.segments", atLeast: 1)
    countSegments("quotes.segments4", atLeast: 4)
  }

  // MARK: Equal words

  private mutating func countExact(
    _ name: String, _ parts: (Attribution) -> [[ClosedRange<Int>]]
  ) {
    let wanted = labels.flatMap { label in parts(label).map { ($0, QuoteGroups.byType(label)) } }
    let given = findings.flatMap { found in parts(found).map { ($0, QuoteGroups.byType(found)) } }
    var left = Dictionary(given.map { ($0.0, 1) }, uniquingKeysWith: +)
    for (part, groups) in wanted {
      sheet.count(label: take(part, &left), name, groups)
    }
    left = Dictionary(wanted.map { ($0.0, 1) }, uniquingKeysWith: +)
    for (part, groups) in given {
      sheet.count(finding: take(part, &left), name, groups)
    }
  }

  private func take(
    _ part: [ClosedRange<Int>], _ left: inout [[ClosedRange<Int>]: Int]
  ) -> Bool {
    guard let count = left[part], count > 0 else { return false }
    left[part] = count - 1
    return true
  }

  // MARK: Mostly the same words

  private struct Run {
    var words: Set<Int>
    var owner: Int
  }

  private static func runs(_ attributions: [Attribution]) -> [Run] {
    attributions.enumerated().flatMap { index, attribution in
      attribution.runs.map { Run(words: Set($0), owner: index) }
    }
  }

  private mutating func countRuns() {
    let wanted = Self.runs(labels)
    let given = Self.runs(findings)
    let pairing = Pairing(wanted.map(\.words), given.map(\.words), threshold: threshold) {
      labels[wanted[$0].owner].sharesSource(with: findings[given[$1].owner])
    }
    for (index, run) in wanted.enumerated() {
      let label = labels[run.owner]
      let groups = QuoteGroups.byType(label)
      let found = pairing.finding[index].map { findings[given[$0].owner] }
      sheet.count(label: found != nil, "quotes.soft_span", groups)
      sheet.count(label: found.map(label.agrees) ?? false, "quotes.joint_span", groups)
      if let found { countSource(label, found, "quotes.span_source") }
    }
    for (index, run) in given.enumerated() {
      let found = findings[run.owner]
      let groups = QuoteGroups.byType(found)
      let label = pairing.label[index].map { labels[wanted[$0].owner] }
      sheet.count(finding: label != nil, "quotes.soft_span", groups)
      sheet.count(finding: label?.agrees(with: found) ?? false, "quotes.joint_span", groups)
    }
  }

  private mutating func countWhole() {
    pairing = Pairing(labels.map(\.content), findings.map(\.content), threshold: threshold) {
      labels[$0].sharesSource(with: findings[$1])
    }
    for (index, label) in labels.enumerated() {
      let found = pairing.finding[index].map { findings[$0] }
      let groups = labelGroups[index]
      sheet.count(label: found != nil, "quotes.soft", groups)
      sheet.count(label: found.map(label.agrees) ?? false, "quotes.joint", groups)
      sheet.count(label: found.map(label.agreesStrictly) ?? false, "quotes.joint_strict", groups)
      if let found { countSource(label, found, "quotes.source") }
    }
    for (index, found) in findings.enumerated() {
      let label = pairing.label[index].map { labels[$0] }
      let groups = findingGroups[index]
      sheet.count(finding: label != nil, "quotes.soft", groups)
      sheet.count(finding: label?.agrees(with: found) ?? false, "quotes.joint", groups)
      sheet.count(
        finding: label?.agreesStrictly(with: found) ?? false, "quotes.joint_strict", groups)
    }
  }

  /// Counts whether a source that is labeled is given, and right.
  private mutating func countSource(_ label: Attribution, _ found: Attribution, _ name: String) {
    guard !label.source.isEmpty else { return }
    let groups = QuoteGroups.byType(label)
    let isRight = label.agrees(with: found)
    sheet.count(isRight, name + "_lenient", groups)
    sheet.count(label.agreesStrictly(with: found), name + "_strict", groups)
    sheet.count(!found.source.isEmpty, name + "_given", groups)
    if !found.source.isEmpty { sheet.count(isRight, name + "_right_of_given", groups) }
  }

  /// A cue is right where its quote was found and it has the same words.
  private mutating func countCues() {
    for (index, label) in labels.enumerated() where !label.cue.isEmpty {
      let found = pairing.finding[index].map { findings[$0] }
      sheet.count(label: found?.cue == label.cue, "quotes.cue", QuoteGroups.byType(label))
    }
    for (index, found) in findings.enumerated() where !found.cue.isEmpty {
      let label = pairing.label[index].map { labels[$0] }
      sheet.count(finding: label?.cue == found.cue, "quotes.cue", QuoteGroups.byType(found))
    }
  }

  // MARK: Word by word

  private mutating func countWords(_ name: String, _ part: KeyPath<Attribution, Set<Int>>) {
    let wanted = Self.wordsByGroup(labels, part)
    let given = Self.wordsByGroup(findings, part)
    let allWanted = wanted[""] ?? []
    let allGiven = given[""] ?? []
    for (group, words) in wanted where !words.isEmpty {
      let recalled = words.intersection(allGiven).count
      sheet.add(Tally(labeled: words.count, recalled: recalled, found: 0, right: 0), name, group)
    }
    for (group, words) in given where !words.isEmpty {
      let right = words.intersection(allWanted).count
      sheet.add(Tally(labeled: 0, recalled: 0, found: words.count, right: right), name, group)
    }
  }

  private static func wordsByGroup(
    _ attributions: [Attribution], _ part: KeyPath<Attribution, Set<Int>>
  ) -> [String: Set<Int>] {
    var words: [String: Set<Int>] = [:]
    for attribution in attributions {
      for group in QuoteGroups.byType(attribution) {
        words[group, default: []].formUnion(attribution[keyPath: part])
      }
    }
    return words
  }

  // MARK: Quoted segments

  /// Counts the quoted segments of the text that are attributed, and with whom.
  private mutating func countSegments(_ name: String, atLeast least: Int) {
    for (index, segment) in text.segments.enumerated() where segment.words.count >= least {
      let label = owner(of: index, labels)
      let found = owner(of: index, findings)
      let isRight = label.map { label in found.map(label.agrees) ?? false } ?? false
      if let label {
        sheet.count(label: found != nil, name, [""])
        // Of a type only the recall is known: a segment has no type of its own.
        sheet.count(found != nil, name + "_found", Array(QuoteGroups.byType(label).dropFirst()))
        sheet.count(label: isRight, name + "_joint", [""])
      }
      if let found {
        sheet.count(finding: label != nil, name, [""])
        sheet.count(finding: isRight, name + "_joint", [""])
        if let label, !label.source.isEmpty {
          sheet.count(isRight, name + "_source")
          sheet.count(!found.source.isEmpty, name + "_source_given")
        }
      }
    }
  }

  /// The attribution that has most of a segment's words, and at least half of them, unless its cue
  /// stands in the same segment.
  private func owner(of segment: Int, _ attributions: [Attribution]) -> Attribution? {
    let words = text.segments[segment].words
    var best: (count: Int, attribution: Attribution)?
    for attribution in attributions where attribution.cueSegment != segment {
      let count = words.count { attribution.content.contains($0) }
      if 2 * count >= words.count, count > best?.count ?? -1 { best = (count, attribution) }
    }
    return best?.attribution
  }
}
