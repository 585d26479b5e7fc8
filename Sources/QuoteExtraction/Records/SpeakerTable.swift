import QuoteRecords

/// The speakers of an article, the text's and the title's together.
struct SpeakerTable {
  /// Their records, in the order of their first mentions, the text's first.
  private(set) var records: [SpeakerRecord] = []

  /// Makes an empty one with room for so many.
  init(capacity: Int) { records.reserveCapacity(capacity) }

  /// Adds a speaker of the text.
  mutating func add(_ speaker: consuming SpeakerRecord) { records.append(speaker) }

  /// Adds a speaker of the title: to the one speaker of the text that has this name, or whose name
  /// ends in it, or else as one more. Returns the id.
  mutating func addFromTitle(_ speaker: SpeakerRecord) -> String {
    let same = records.indices.filter { isSame(records[$0], as: speaker) }
    guard same.count == 1, let index = same.first else {
      records.append(speaker)
      return speaker.id
    }
    records[index].mentions += speaker.mentions
    return records[index].id
  }

  private func isSame(_ full: SpeakerRecord, as short: SpeakerRecord) -> Bool {
    guard full.named, short.named, !full.mentions.contains(where: { $0.field != nil }) else {
      return full.named && short.named && full.name == short.name
    }
    return full.name == short.name || full.name.hasSuffix(" " + short.name)
  }
}
