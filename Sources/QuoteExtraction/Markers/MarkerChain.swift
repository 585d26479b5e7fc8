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

  private var people: [Person] = []
  /// The last number of each noun.
  private var parties: [String: Party] = [:]

  /// Remembers somebody.
  mutating func introduce(_ person: Person) { people.append(person) }

  /// Whether somebody of this noun, or this very speaker, has been introduced.
  func knows(_ lemma: String, speaker: Int?) -> Bool {
    people.contains { $0.lemma == lemma || speaker != nil && $0.speaker == speaker }
  }

  /// The first of a noun.
  func first(_ lemma: String) -> Person? { people.first { $0.lemma == lemma } }

  /// Whether several people have been introduced together.
  var hasSeveral: Bool { people.contains(where: \.isPlural) }

  /// Whether "another" is one of those who were introduced: of a number, or of the last.
  var leavesOthers: Bool { !parties.isEmpty || people.last?.isPlural == true }

  /// Whether somebody has been introduced whose name the text holds back.
  var hasHidden: Bool { people.contains(where: \.isHidden) }

  /// Remembers how many people of a noun there are: "four officials", "one of four officials".
  mutating func count(_ lemma: String, size: Int, members: Int) {
    parties[lemma] = Party(size: size, members: members)
  }

  /// Takes one more person of a noun; `false` where all that were counted are known already: of
  /// "four officials" there is no fifth.
  mutating func admit(_ lemma: String, speaker: Int?) -> Bool {
    guard var party = parties[lemma], speaker == nil || !knows(speaker) else { return true }
    party.members += 1
    parties[lemma] = party
    return party.members <= party.size
  }

  private func knows(_ speaker: Int?) -> Bool { people.contains { $0.speaker == speaker } }
}
