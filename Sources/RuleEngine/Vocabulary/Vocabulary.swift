package import NewsText

/// The word forms that rules, lexicons and tables know, each with a number and the lexicons that
/// hold it.
///
/// Frozen when a pack has loaded; looking a token up is one hash and one probe, without a string.
package struct Vocabulary: Sendable {
  private let words: WordTable
  /// The lexicons of each word form: `stride` 64-bit pieces each.
  @usableFromInline let memberships: [UInt64]
  private let entryNumbers: PairTable
  private let lexicons: [Lexicon]
  private let indices: [String: Int]
  let phrases: PhraseTrie
  /// The lexicons that have entries of several words.
  let withPhrases: Set<Int>
  /// How many 64-bit pieces tell the lexicons of a word form.
  @usableFromInline let stride: Int

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
  /// words outside ASCII have common characters.
  package func lexemes(of document: Document) -> [LexemeID] {
    document.bytes.withUnsafeBufferPointer { bytes in
      document.tokens.withUnsafeBufferPointer { tokens in
        [LexemeID](unsafeUninitializedCapacity: tokens.count) { result, count in
          for index in tokens.indices {
            let token = tokens[index]
            result[index] =
              token.flags.contains(.nonASCII)
              ? words.find(other: bytes, token.bytes) : words.find(ascii: bytes, token.bytes)
          }
          count = tokens.count
        }
      }
    }
  }

  /// The number of a word, in whatever case it is written; 0 if none has been given.
  package func lexeme(_ word: String) -> LexemeID {
    var word = word
    return word.withUTF8 { bytes in
      bytes.allSatisfy { $0 < 0x80 }
        ? words.find(ascii: bytes, 0..<bytes.count) : words.find(other: bytes, 0..<bytes.count)
    }
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
  @inlinable
  package func contains(_ lexeme: LexemeID, lexicon: Int) -> Bool {
    memberships[Int(lexeme) &* stride &+ lexicon >> 6] >> UInt64(lexicon & 63) & 1 == 1
  }

  /// A piece of the set of lexicons that hold a word form.
  @inlinable
  package func membership(_ lexeme: LexemeID, piece: Int) -> UInt64 {
    memberships[Int(lexeme) &* stride &+ piece]
  }

  /// The entry of a lexicon that a word form belongs to: the one of that very word before those
  /// that have it as a form.
  package func entry(_ lexeme: LexemeID, in lexicon: Int) -> Lexicon.Entry? {
    guard contains(lexeme, lexicon: lexicon) else { return nil }
    return entryNumbers.find(UInt32(lexicon), lexeme).map { lexicons[lexicon].entries[$0] }
  }

  /// The entry of a lexicon that some word forms in a row make up, one or several.
  package func entry(_ lexemes: some Collection<LexemeID>, in lexicon: Int) -> Lexicon.Entry? {
    guard let first = lexemes.first else { return nil }
    guard let second = lexemes.dropFirst().first else { return entry(first, in: lexicon) }
    guard var node = phrases.node(first, second) else { return nil }
    for lexeme in lexemes.dropFirst(2) {
      guard let next = phrases.node(after: node, lexeme) else { return nil }
      node = next
    }
    return phrases.ends(at: node).first { $0.lexicon == lexicon }
      .map { lexicons[lexicon].entries[Int($0.entry)] }
  }

  /// The longest entry of a lexicon that begins at a place in a row of word forms.
  ///
  /// - Returns: The entry and how many word forms it takes; `nil` where none begins.
  package func longestEntry(
    at start: Int, of lexemes: [LexemeID], in lexicon: Int
  ) -> (entry: Lexicon.Entry, count: Int)? {
    guard start < lexemes.count else { return nil }
    var longest: (entry: Int, count: Int)?
    phrases.follow(from: start, count: lexemes.count) {
      lexemes[$0]
    } _: { end, next in
      if end.lexicon == lexicon { longest = (Int(end.entry), next - start) }
    }
    if let longest { return (lexicons[lexicon].entries[longest.entry], longest.count) }
    return entry(lexemes[start], in: lexicon).map { ($0, 1) }
  }
}
