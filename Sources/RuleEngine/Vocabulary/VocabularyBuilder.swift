/// Gathers words and lexicons while packs load, then freezes them.
struct VocabularyBuilder {
  private var words = WordTable()
  private var lexicons: [Lexicon] = []
  private var indices: [String: Int] = [:]

  /// Adds a word of one token.
  mutating func add(word: [UInt8]) { _ = words.intern(folded: word) }

  /// Adds a lexicon, or its entries to the one of its name; an entry of the same lemma lies over
  /// the earlier one.
  mutating func add(_ lexicon: Lexicon) {
    guard let index = indices[lexicon.name] else {
      indices[lexicon.name] = lexicons.count
      lexicons.append(lexicon)
      return
    }
    lexicons[index].entries.lay(lexicon.entries)
  }

  /// The lexicons so far.
  var names: Set<String> { Set(indices.keys) }

  /// Numbers all forms of all entries, and freezes the whole; linear.
  mutating func freeze() -> Vocabulary {
    var index = LexiconIndex(stride: max(1, (lexicons.count + 63) / 64))
    let entries = lexicons.reduce(0) { $0 + $1.entries.count }
    words.reserve(words.count + entries * 2)
    index.reserve(entries * 2)
    for (number, lexicon) in lexicons.enumerated() {
      lexicon.entries.bytes.withUnsafeBufferPointer { bytes in
        // Lemmas first: a word is rather the entry of its own than a form of another.
        for (entry, line) in lexicon.entries.lines.enumerated() {
          index.add(bytes[line.lemma], lexicon: number, entry: entry, &words)
        }
        for (entry, line) in lexicon.entries.lines.enumerated() where !line.forms.isEmpty {
          for form in bytes[line.forms].split(separator: 0x2C) {
            index.add(form, lexicon: number, entry: entry, &words)
          }
        }
      }
    }
    return index.frozen(words: words, lexicons: lexicons)
  }
}

/// Which lexicons hold which words, as it is built up.
private struct LexiconIndex {
  private var memberships: [UInt64] = []
  private var entryNumbers = PairTable()
  private var phrases = PhraseTrie()
  private var withPhrases: Set<Int> = []
  private let stride: Int

  init(stride: Int) { self.stride = stride }

  mutating func reserve(_ count: Int) {
    memberships.reserveCapacity(count * stride)
    entryNumbers.reserve(count)
  }

  /// Adds an entry's form, with underscores or spaces between its words.
  mutating func add(
    _ form: Slice<UnsafeBufferPointer<UInt8>>, lexicon: Int, entry: Int, _ words: inout WordTable
  ) {
    let isPlain = form.allSatisfy {
      $0 < 0x80 && $0 != 0x20 && $0 != 0x27 && $0 != 0x5F && $0 != 0x09
    }
    if isPlain {
      let lexeme = words.intern(ascii: UnsafeBufferPointer(rebasing: form))
      return add(lexeme, lexicon: lexicon, entry: entry)
    }
    let lexemes = WordSplitter.words(form.map { $0 == 0x5F ? 0x20 : $0 })
      .map { words.intern(folded: $0) }
    guard !lexemes.isEmpty, !lexemes.contains(0) else { return }
    if lexemes.count == 1 { return add(lexemes[0], lexicon: lexicon, entry: entry) }
    withPhrases.insert(lexicon)
    phrases.add(lexemes, PhraseTrie.End(lexicon: lexicon, entry: entry))
  }

  private mutating func add(_ lexeme: LexemeID, lexicon: Int, entry: Int) {
    guard lexeme != 0, entryNumbers.find(UInt32(lexicon), lexeme) == nil else { return }
    entryNumbers.set(UInt32(lexicon), lexeme, to: entry)
    let place = Int(lexeme) * stride + lexicon >> 6
    while memberships.count <= place { memberships.append(0) }
    memberships[place] |= 1 << UInt64(lexicon & 63)
  }

  mutating func frozen(words: WordTable, lexicons: [Lexicon]) -> Vocabulary {
    let missing = words.count * stride - memberships.count
    memberships.append(contentsOf: repeatElement(0, count: max(0, missing)))
    return Vocabulary(
      words: words, memberships: memberships, stride: stride, entryNumbers: entryNumbers,
      lexicons: lexicons, phrases: phrases, withPhrases: withPhrases)
  }
}
