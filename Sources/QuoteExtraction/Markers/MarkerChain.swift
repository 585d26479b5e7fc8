import NewsSyntax

/// The unnamed people of an article so far, so that "the official" finds whom it points to.
struct MarkerChain {
  /// Somebody introduced.
  private struct Person {
    var lemma: String
    var speaker: Int?
    var isPlural: Bool
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
  mutating func introduce(_ lemma: String, speaker: Int?, isPlural: Bool) {
    people.append(Person(lemma: lemma, speaker: speaker, isPlural: isPlural))
  }

  /// Whether somebody of this noun, or this very speaker, has been introduced.
  func knows(_ lemma: String, speaker: Int?) -> Bool {
    people.contains { $0.lemma == lemma || speaker != nil && $0.speaker == speaker }
  }

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

  /// Whether anybody has been introduced.
  var isEmpty: Bool { people.isEmpty }
}
