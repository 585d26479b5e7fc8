import RuleEngine

/// A lexicon with what code asks of its entries: read when a pack loads, once for all entries of
/// the same attributes, and found by word form without a string.
struct WordList<Fact: Sendable>: Sendable {
  /// The lexicon's number; `nil` where the pack lacks it.
  let lexicon: Int?
  private let facts: [Fact]

  /// Reads a lexicon's attributes.
  init(_ name: String, _ vocabulary: Vocabulary, fact: ([String: String]) -> Fact) {
    lexicon = vocabulary.lexiconIndex(name)
    facts = lexicon.map { vocabulary.attributeSets(of: $0).map(fact) } ?? []
  }

  /// What is said of an entry.
  func fact(ofEntry number: Int, _ vocabulary: Vocabulary) -> Fact? {
    lexicon.map { facts[vocabulary.attributeSet(ofEntry: number, in: $0)] }
  }

  /// What is said of the entry of one word.
  func fact(of lexeme: LexemeID, _ vocabulary: Vocabulary) -> Fact? {
    guard let lexicon, let number = vocabulary.entryNumber(lexeme, in: lexicon) else { return nil }
    return facts[vocabulary.attributeSet(ofEntry: number, in: lexicon)]
  }

  /// What is said of the longest entry that begins a row of words, with its number and how many
  /// words it takes.
  func longest(
    from lexemes: ArraySlice<LexemeID>, _ vocabulary: Vocabulary
  ) -> (fact: Fact, number: Int, count: Int)? {
    guard let lexicon, let found = vocabulary.longestEntryNumber(from: lexemes, in: lexicon)
    else { return nil }
    let fact = facts[vocabulary.attributeSet(ofEntry: found.number, in: lexicon)]
    return (fact, found.number, found.count)
  }
}
