public import FlatImage
package import NewsText

/// The word forms that rules, lexicons and tables know, each with a number and the lexicons that
/// hold it.
///
/// Frozen when a pack has loaded; looking a token up is one hash and one probe, without a string. A
/// class, though nothing in it changes: all that knows words holds it, and its tables are not
/// copied.
package final class Vocabulary: Sendable {
  private let words: WordTable
  /// The lexicons of each word form: `stride` 64-bit pieces each.
  @usableFromInline let memberships: FlatArray<UInt64>
  private let entryNumbers: PairTable
  private let lexicons: [Lexicon]
  private let indices: [String: Int]
  let phrases: PhraseTrie
  /// The lexicons that have entries of several words.
  let withPhrases: Set<Int>
  /// For each lexicon whether it has: asked for often, and a set hashes each time.
  private let hasPhrases: [Bool]
  /// How many 64-bit pieces tell the lexicons of a word form.
  @usableFromInline let stride: Int

  init(
    words: WordTable, memberships: FlatArray<UInt64>, stride: Int, entryNumbers: PairTable,
    lexicons: [Lexicon], phrases: PhraseTrie, withPhrases: Set<Int>
  ) {
    self.words = words
    self.memberships = memberships
    self.stride = stride
    self.entryNumbers = entryNumbers
    self.lexicons = lexicons
    self.phrases = phrases
    self.withPhrases = withPhrases
    hasPhrases = lexicons.indices.map(withPhrases.contains)
    indices = Dictionary(uniqueKeysWithValues: lexicons.enumerated().map { ($1.name, $0) })
  }

  /// One more than the highest number of a word form.
  package var count: Int { words.count }

  /// How many lexicons there are.
  package var lexiconCount: Int { lexicons.count }

  /// The word form of each token of a document; linear, allocates the result only, as long as
  /// words outside ASCII have common characters.
  package func lexemes(of document: Document) -> [LexemeID] {
    lexemes(of: document.tokens, in: document.bytes)
  }

  /// The word form of each of some tokens of a text.
  package func lexemes(of tokens: [Token], in bytes: [UInt8]) -> [LexemeID] {
    bytes.withUnsafeBufferPointer { bytes in
      tokens.withUnsafeBufferPointer { tokens in
        [LexemeID](unsafeUninitializedCapacity: tokens.count) { result, count in
          words.find(tokens, of: bytes, into: result)
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

  /// The number of a word of a text by its bytes; 0 if none has been given.
  package func lexeme(_ bytes: ArraySlice<UInt8>) -> LexemeID {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.allSatisfy { $0 < 0x80 }
        ? words.find(ascii: bytes, 0..<bytes.count) : words.find(other: bytes, 0..<bytes.count)
    }
  }

  /// The folded text of a word form; empty for 0.
  package func text(of lexeme: LexemeID) -> String { words.text(of: lexeme) }

  /// How many bytes the folded text of a word form has; 0 for few outside ASCII.
  func length(of lexeme: LexemeID) -> Int { words.length(of: lexeme) }

  /// How many entries a lexicon has.
  func entryCount(ofLexicon index: Int) -> Int { lexicons[index].entries.count }

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
    entryNumber(lexeme, in: lexicon).map { lexicons[lexicon].entries[$0] }
  }

  /// The entry of a lexicon that some word forms in a row make up, one or several.
  package func entry(_ lexemes: ArraySlice<LexemeID>, in lexicon: Int) -> Lexicon.Entry? {
    entryNumber(lexemes, in: lexicon).map { lexicons[lexicon].entries[$0] }
  }

  /// The attributes of the entry of a lexicon that some word forms in a row make up; no string is
  /// made for it.
  package func attributes(
    of lexemes: ArraySlice<LexemeID>, in lexicon: Int
  ) -> [String: String]? {
    entryNumber(lexemes, in: lexicon).map {
      lexicons[lexicon].entries.attributes[attributeSet(ofEntry: $0, in: lexicon)]
    }
  }

  /// The longest entry of a lexicon that begins at a place in a row of word forms.
  ///
  /// - Returns: The entry and how many word forms it takes; `nil` where none begins.
  package func longestEntry(
    at start: Int, of lexemes: [LexemeID], in lexicon: Int
  ) -> (entry: Lexicon.Entry, count: Int)? {
    guard start < lexemes.count,
      let found = longestEntryNumber(from: lexemes[start...], in: lexicon)
    else { return nil }
    return (lexicons[lexicon].entries[found.number], found.count)
  }
}

// Entries by their numbers, which make no strings.
extension Vocabulary {
  /// The number of the entry that `entry(_:in:)` gives.
  @inline(__always)
  package func entryNumber(_ lexeme: LexemeID, in lexicon: Int) -> Int? {
    contains(lexeme, lexicon: lexicon) ? entryNumbers.find(UInt32(lexicon), lexeme) : nil
  }

  /// The number of the entry that some word forms in a row make up, one or several.
  package func entryNumber(_ lexemes: ArraySlice<LexemeID>, in lexicon: Int) -> Int? {
    guard let first = lexemes.first else { return nil }
    if lexemes.count == 1 { return entryNumber(first, in: lexicon) }
    guard var node = phrases.node(first, lexemes[lexemes.startIndex + 1]) else { return nil }
    for lexeme in lexemes.dropFirst(2) {
      guard let next = phrases.node(after: node, lexeme) else { return nil }
      node = next
    }
    return phrases.entry(at: node, in: lexicon)
  }

  /// The number of the longest entry that begins a row of word forms, and how many it takes.
  package func longestEntryNumber(
    from lexemes: ArraySlice<LexemeID>, in lexicon: Int
  ) -> (number: Int, count: Int)? {
    guard let first = lexemes.first else { return nil }
    var found = entryNumber(first, in: lexicon).map { (number: $0, count: 1) }
    guard hasPhrases[lexicon] else { return found }
    phrases.follow(from: lexemes.startIndex, count: lexemes.endIndex) {
      lexemes[$0]
    } _: { end, next in
      if end.lexicon == lexicon { found = (Int(end.entry), next - lexemes.startIndex) }
    }
    return found
  }

  /// The lemma of an entry, as it is written.
  package func lemma(ofEntry number: Int, in lexicon: Int) -> String {
    lexicons[lexicon].entries.lemma(of: number)
  }

  /// The word forms that the entries of a lexicon list beside their lemmas, each where `entry`
  /// gives that entry for it; linear in the lexicon.
  package func otherForms(in lexicon: Int) -> [LexemeID] {
    let entries = lexicons[lexicon].entries
    var forms: [LexemeID] = []
    for (number, line) in entries.lines.enumerated() {
      for form in Array(entries.bytes[line.forms]).split(separator: 0x2C) {
        let lexeme = self.lexeme(form)
        guard lexeme != 0, entryNumber(lexeme, in: lexicon) == number,
          text(of: lexeme).utf8.elementsEqual(form)
        else { continue }
        forms.append(lexeme)
      }
    }
    return forms
  }

  /// The sets of attributes that the entries of a lexicon have, each once.
  package func attributeSets(of lexicon: Int) -> [[String: String]] {
    lexicons[lexicon].entries.attributes
  }

  /// Which of these sets an entry has.
  @inline(__always)
  package func attributeSet(ofEntry number: Int, in lexicon: Int) -> Int {
    Int(lexicons[lexicon].entries.lines[number].attributes)
  }

  /// For every word form the union of the bits whose lexicons hold it; linear in the word forms.
  package func bits(_ sets: [(bit: UInt32, lexicons: [Int])]) -> [UInt32] {
    var bits = [UInt32](repeating: 0, count: count)
    for piece in 0..<stride {
      let masks = sets.map { set in
        let lexicons = set.lexicons.filter { $0 >> 6 == piece }
        return (bit: set.bit, mask: lexicons.reduce(UInt64(0)) { $0 | 1 << UInt64($1 & 63) })
      }
      let any = masks.reduce(0) { $0 | $1.mask }
      guard any != 0 else { continue }
      for lexeme in bits.indices.dropFirst() {
        let held = memberships[lexeme &* stride &+ piece] & any
        guard held != 0 else { continue }
        for (bit, mask) in masks where held & mask != 0 { bits[lexeme] |= bit }
      }
    }
    return bits
  }

  /// The word forms that begin an entry of some lexicons, of one word or several; linear in the
  /// word forms and in the entries of several words.
  package func beginners(of lexicons: [Int]) -> Set<LexemeID> {
    var counts = [Bool](repeating: false, count: lexiconCount)
    for lexicon in lexicons { counts[lexicon] = true }
    var found = Set(phrases.beginnings(of: counts).map(\.first))
    for (lexeme, held) in bits([(bit: 1, lexicons: lexicons)]).enumerated() where held != 0 {
      found.insert(LexemeID(lexeme))
    }
    return found
  }

  /// The word forms of an entry, its own first; 0 for those that are no one word.
  package func lexemes(of entry: Lexicon.Entry) -> [LexemeID] {
    var lexemes = [lexeme(entry.lemma)]
    for form in entry.formsText.split(separator: 0x2C) {
      lexemes.append(form.contains(0x5F) ? 0 : lexeme(form))
    }
    return lexemes
  }
}

extension Vocabulary: Imaged {
  package convenience init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      words: try image.part(), memberships: try image.flatArray(), stride: try image.value(),
      entryNumbers: try image.part(), lexicons: try image.part(), phrases: try image.part(),
      withPhrases: Set(try image.array(of: Int.self)))
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(words)
    image.lay(memberships)
    image.lay(stride)
    image.lay(entryNumbers)
    image.lay(lexicons)
    image.lay(phrases)
    image.lay(withPhrases.sorted())
  }
}
