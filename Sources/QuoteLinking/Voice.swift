import QuoteRecords

/// Who is said to have said something: the names that an article gives.
struct Voice: Sendable, Hashable {
  /// The names, as the article gives them.
  var names: [String] = []
  /// The words of the names, folded; empty where nobody is named.
  var named: [[String]] = []
  /// Whether the article leaves the speaker unnamed.
  var isAnonymous = false

  /// Nobody known.
  static let unknown = Voice()

  /// The speakers of a quote. An id that is no speaker's counts as a name.
  init(of quote: QuoteRecord, among speakers: [String: SpeakerRecord]) {
    for id in quote.speakers {
      let speaker = speakers[id]
      names.append(speaker?.name ?? id)
      if speaker?.named ?? true { named.append(Self.fold(speaker?.name ?? id)) }
    }
    isAnonymous = named.isEmpty && (quote.anonymous || !quote.speakers.isEmpty)
  }

  private init() {}

  /// Whether both name somebody, and not the same.
  func conflicts(with other: Voice) -> Bool {
    guard !named.isEmpty, !other.named.isEmpty else { return false }
    return !named.contains { mine in other.named.contains { Self.same(mine, $0) } }
  }

  /// Whether both name the same.
  func agrees(with other: Voice) -> Bool {
    !named.isEmpty && !other.named.isEmpty && !conflicts(with: other)
  }

  /// Whether two names may be one person's: the last words are the same, or all words of one are in
  /// the other, and no given names differ.
  static func same(_ first: [String], _ second: [String]) -> Bool {
    guard let last = first.last, let otherLast = second.last else { return false }
    let (short, long) = first.count <= second.count ? (first, second) : (second, first)
    if short.allSatisfy(long.contains) { return true }
    guard last == otherLast, first.count > 1, second.count > 1 else { return false }
    let (given, other) = (first[0], second[0])
    return given.hasPrefix(other) || other.hasPrefix(given) || short.count != long.count
  }

  private static func fold(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
