package import QuoteRecords

/// Who is said to have said something: the names that an article gives.
package struct Voice: Sendable, Hashable {
  /// Somebody who is named.
  package struct Person: Sendable, Hashable {
    /// The words of the name, folded.
    var words: [String]
    /// The key of the person in a list of people.
    var key: String?

    /// Whether two may be one person: by their keys where both have one, else by name.
    func isSame(_ other: Person) -> Bool {
      if let key, let another = other.key { return key == another }
      return Voice.same(words, other.words)
    }
  }

  /// The names, as the article gives them.
  package internal(set) var names: [String] = []
  /// Those who are named.
  var named: [Person] = []
  /// Whether the article leaves the speaker unnamed.
  package internal(set) var isAnonymous = false

  /// Nobody known.
  static let unknown = Voice()

  /// The speakers of a quote. An id that is no speaker's counts as a name.
  init(of quote: QuoteRecord, among speakers: [String: SpeakerRecord]) {
    let found = quote.speakers.map { id in
      speakers[id] ?? SpeakerRecord(id: id, name: id, named: true, kind: .unknown, mentions: [])
    }
    self.init(speakers: found, isAnonymous: quote.anonymous)
  }

  /// Some speakers, of a quote that leaves its source unnamed or not.
  package init(speakers: [SpeakerRecord], isAnonymous anonymous: Bool) {
    for speaker in speakers {
      names.append(speaker.name)
      if speaker.named {
        named.append(Person(words: Self.fold(speaker.name), key: speaker.key))
      }
    }
    isAnonymous = named.isEmpty && (anonymous || !speakers.isEmpty)
  }

  private init() {}

  /// Whether both name somebody, and not the same.
  func conflicts(with other: Voice) -> Bool {
    guard !named.isEmpty, !other.named.isEmpty else { return false }
    return !named.contains { mine in other.named.contains { mine.isSame($0) } }
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

  static func fold(_ name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
