package import NewsText

/// The word forms that rules, lexicons and tables know, each with a number and the lexicons that
/// hold it.
///
/// Frozen when a pack has loaded; looking a token up is one hash and one probe, without a string.
package struct Vocabulary: Sendable {
  private let words: WordTable
  /// The lexicons of each word form: `stride` 64-bit pieces each.
  private let memberships: [UInt64]
  private let entryNumbers: PairTable
  private let lexicons: [Lexicon]
  private let indices: [String: Int]
  let phrases: PhraseTrie
  /// The lexicons that have entries of several words.
  let withPhrases: Set<Int>
  /// How many 64-bit pieces tell the lexicons of a word form.
  let stride: Int

  init(
    words: WordTable, memberships: [UInt64], stride: Int, entryNumbers: PairTable,
    lexicons: [Lexicon], phrases: PhraseTrie, withPhrases: Set<Int>
  ) {
    self.words = words
    self.memberships = memberships
    self.stride = stride
    self.entryNumbers = entryNumbers
    self.lexicons = lexicons
    self.phrases = phrases
    self.withPhrases = withPhrases
    indices = Dictionary(uniqueKeysWithValues: lexicons.enumerated().map { ($1.name, $0) })
  }

  /// One more than the highest number of a word form.
  package var count: Int { words.count }

  /// How many lexicons there are.
  package var lexiconCount: Int { lexicons.count }

  /// The word form of each token of a document; linear, allocates the result only, as long as
  /// tokens are ASCII.
  package func lexemes(of document: Document) -> [LexemeID] {
    document.bytes.withUnsafeBufferPointer { bytes in
      document.tokens.map { token in
        words.find(
          UnsafeBufferPointer(rebasing: bytes[token.bytes]),
          isASCII: !token.flags.contains(.nonASCII))
      }
    }
  }

  /// The number of a word, in whatever case it is written; 0 if none has been given.
  package func lexeme(_ word: String) -> LexemeID {
    var word = word
    return word.withUTF8 { bytes in words.find(bytes, isASCII: bytes.allSatisfy { $0 < 0x80 }) }
  }

  /// The folded text of a word form; empty for 0.
  package func text(of lexeme: LexemeID) -> String { words.text(of: lexeme) }

  /// The last three letters of a word form of six or more, a byte each, the last one lowest; 0 for
  /// a shorter one, `nil` where they are not ASCII.
  package func ending(of lexeme: LexemeID) -> UInt32? { words.ending(of: lexeme) }

  /// The number of a lexicon.
  package func lexiconIndex(_ name: String) -> Int? { indices[name] }

  /// A lexicon by its number.
  package func lexicon(_ index: Int) -> Lexicon { lexicons[index] }

  /// Whether a lexicon holds a word form as an entry, or a form of an entry, of one word.
  @inline(__always)
  package func contains(_ lexeme: LexemeID, lexicon: Int) -> Bool {
    memberships[Int(lexeme) &* stride &+ lexicon >> 6] >> UInt64(lexicon & 63) & 1 == 1
  }

  /// A piece of the set of lexicons that hold a word form.
  @inline(__always)
  func membership(_ lexeme: LexemeID, piece: Int) -> UInt64 {
    memberships[Int(lexeme) &* stride &+ piece]
  }

  /// The entry of a lexicon that a word form belongs to: the one of that very word before those
  /// that have it as a form.
  package func entry(_ lexeme: LexemeID, in lexicon: Int) -> Lexicon.Entry? {
    entryNumbers.find(UInt32(lexicon), lexeme).map { lexicons[lexicon].entries[$0] }
  }

  /// The entry of a lexicon that some word forms in a row make up, one or several.
  package func entry(_ lexemes: some Collection<LexemeID>, in lexicon: Int) -> Lexicon.Entry? {
    guard let first = lexemes.first else { return nil }
    if lexemes.count == 1 { return entry(first, in: lexicon) }
    var node = 0
    for lexeme in lexemes {
      guard let next = phrases.step(node, lexeme) else { return nil }
      node = next
    }
    return phrases.ends(at: node).first { $0.lexicon == lexicon }
      .map { lexicons[lexicon].entries[$0.entry] }
  }

  /// The longest entry of a lexicon that begins at a place in a row of word forms.
  ///
  /// - Returns: The entry and how many word forms it takes; `nil` where none begins.
  package func longestEntry(
    at start: Int, of lexemes: [LexemeID], in lexicon: Int
  ) -> (entry: Lexicon.Entry, count: Int)? {
    guard start < lexemes.count else { return nil }
    var found = entry(lexemes[start], in: lexicon).map { (entry: $0, count: 1) }
    guard withPhrases.contains(lexicon), phrases.begins(lexemes[start]) else { return found }
    var node = 0
    for place in start..<lexemes.count {
      guard let next = phrases.step(node, lexemes[place]) else { break }
      node = next
      if let end = phrases.ends(at: node).first(where: { $0.lexicon == lexicon }) {
        found = (lexicons[lexicon].entries[end.entry], place - start + 1)
      }
    }
    return found
  }
}
