import QuoteRecords

/// Scores where an article mentions its speakers.
///
/// `exact` counts mentions at the same place, whoever is meant; `speaker` those that share a
/// character and mean the same speaker, where the speakers of the two sides are brought together
/// one to one by the mentions that they share. Only the speakers that both sides have are counted
/// in `speaker`, since whether somebody is a speaker is what scores of quotes tell.
struct MentionScorer {
  private let labeled: [SpeakerRecord]
  private let found: [SpeakerRecord]
  private(set) var sheet = ScoreSheet()

  init(labeled: [SpeakerRecord], found: [SpeakerRecord]) {
    self.labeled = labeled
    self.found = found
  }

  /// Counts everything.
  mutating func score() {
    let wanted = Set(labeled.flatMap { Self.ranges($0) })
    let given = Set(found.flatMap { Self.ranges($0) })
    guard !wanted.isEmpty || !given.isEmpty else { return }
    let both = wanted.intersection(given).count
    sheet.add(Tally(labeled: wanted.count, found: given.count, right: both), "mentions.exact")
    let counterparts = SpeakerScorer.counterparts(of: labeled, in: found)
    let speakers = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    for label in labeled {
      guard let finding = counterparts[label.id].flatMap({ speakers[$0] }) else { continue }
      let wanted = Self.ranges(label)
      let given = Self.ranges(finding)
      let pairing = Pairing(wanted, given) { _, _ in true }
      for index in wanted.indices {
        sheet.count(label: pairing.finding[index] != nil, "mentions.speaker", [""])
      }
      for index in given.indices {
        sheet.count(finding: pairing.label[index] != nil, "mentions.speaker", [""])
      }
    }
  }

  private static func ranges(_ speaker: SpeakerRecord) -> [Range<Int>] {
    speaker.mentions.filter { !$0.isInTitle }.map(\.range)
  }
}
