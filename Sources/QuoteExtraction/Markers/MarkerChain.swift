import NewsSyntax

/// The unnamed people of an article so far, so that "the official" finds whom it points to.
struct MarkerChain {
  /// Somebody introduced.
  private struct Person {
    var lemma: String
    var speaker: Int?
    var isPlural: Bool
  }

  private var people: [Person] = []

  /// Remembers somebody.
  mutating func introduce(_ lemma: String, speaker: Int?, isPlural: Bool) {
    people.append(Person(lemma: lemma, speaker: speaker, isPlural: isPlural))
  }

  /// Whether somebody of this noun, or this very speaker, has been introduced.
  func knows(_ lemma: String, speaker: Int?) -> Bool {
    people.contains { $0.lemma == lemma || speaker != nil && $0.speaker == speaker }
  }

  /// Whether anybody has been introduced.
  var isEmpty: Bool { people.isEmpty }
}
