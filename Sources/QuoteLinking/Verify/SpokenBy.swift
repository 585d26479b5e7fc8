import QuoteRecords

/// Who is said to have said something, with the offices that the text gives them: in a transcript
/// "the president" speaks, in an article Lena Ortiz, the president.
struct SpokenBy {
  private(set) var voice: Voice
  /// The words of the speakers' roles, folded.
  private var roles: Set<String> = []

  var names: [String] { voice.names }

  /// Nobody known.
  init() { voice = .unknown }

  /// The speakers of a quote.
  init(_ quote: QuoteRecord, among speakers: [String: SpeakerRecord]) {
    voice = Voice(of: quote, among: speakers)
    for speaker in quote.speakers.compactMap({ speakers[$0] }) {
      roles.formUnion(Voice.fold(speaker.role ?? ""))
      if !speaker.named { roles.formUnion(Voice.fold(speaker.name)) }
    }
  }

  /// The name that a transcript puts before a turn.
  init(label: String, isNamed: Bool) {
    voice = Voice(
      speakers: [
        SpeakerRecord(id: label, name: label, named: isNamed, kind: .unknown, mentions: [])
      ], isAnonymous: false)
  }

  /// How these compare with all who speak at a place: of several, one within another's words, one
  /// that is the same is enough.
  func compared(with others: [SpokenBy]) -> PlacedMatch.Speaker {
    if others.contains(where: isSame) { return .same }
    return others.contains { conflicts(with: $0) } ? .other : .unknown
  }

  private func isSame(_ other: SpokenBy) -> Bool {
    voice.agrees(with: other.voice) || holdsOffice(of: other) || other.holdsOffice(of: self)
  }

  private func conflicts(with other: SpokenBy) -> Bool { voice.conflicts(with: other.voice) }

  /// Whether another is called by an office that these hold: the last word of "the president".
  private func holdsOffice(of other: SpokenBy) -> Bool {
    other.voice.names.contains { name in
      Voice.fold(name).last.map(roles.contains) ?? false
    }
  }
}
