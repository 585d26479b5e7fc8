import NewsSyntax

/// The unnamed people of an article so far, so that "the official" finds whom it points to.
struct MarkerChain {
  /// Somebody introduced.
  struct Person {
    var lemma: String
    var speaker: Int?
    var isPlural: Bool
    /// Whether the text holds the name back, or tells only what they know.
    var isHidden: Bool
    /// For whom they work, as a code.
    var affiliation: String?
  }

  /// A number of people that was told, and how many of them have been singled out.
  private struct Party {
    var size: Int
    var members = 0
  }

  /// The first of each noun.
  private var firsts: [String: Person] = [:]
  private var speakers: Set<Int> = []
  private var endsInSeveral = false
  /// The last number of each noun.
  private var parties: [String: Party] = [:]

  /// Whether several people have been introduced together.
  private(set) var hasSeveral = false
  /// Whether somebody has been introduced whose name the text holds back.
  private(set) var hasHidden = false

  /// Remembers somebody.
  mutating func introduce(_ person: Person) {
    if firsts[person.lemma] == nil { firsts[person.lemma] = person }
    if let speaker = person.speaker { speakers.insert(speaker) }
    endsInSeveral = person.isPlural
    hasSeveral = hasSeveral || person.isPlural
    hasHidden = hasHidden || person.isHidden
  }

  /// Whether somebody of this noun, or this very speaker, has been introduced.
  func knows(_ lemma: String, speaker: Int?) -> Bool {
    firsts[lemma] != nil || speaker.map { speakers.contains($0) } ?? false
  }

  /// The first of a noun.
  func first(_ lemma: String) -> Person? { firsts[lemma] }

  /// Whether "another" is one of those who were introduced: of a number, or of the last.
  var leavesOthers: Bool { !parties.isEmpty || endsInSeveral }

  /// Remembers how many people of a noun there are: "four officials", "one of four officials".
  mutating func count(_ lemma: String, size: Int, members: Int) {
    parties[lemma] = Party(size: size, members: members)
  }

  /// Takes one more person of a noun; `false` where all that were counted are known already: of
  /// "four officials" there is no fifth.
  mutating func admit(_ lemma: String, speaker: Int?) -> Bool {
    guard var party = parties[lemma], speaker.map({ !speakers.contains($0) }) ?? true else {
      return true
    }
    party.members += 1
    parties[lemma] = party
    return party.members <= party.size
  }
}
