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
    let newer = Set(lexicon.entries.map(\.lemma))
    lexicons[index].entries.removeAll { newer.contains($0.lemma) }
    lexicons[index].entries += lexicon.entries
  }

  /// The lexicons so far.
  var names: Set<String> { Set(indices.keys) }

  /// Numbers all forms of all entries, and freezes the whole; linear.
  mutating func freeze() -> Vocabulary {
    let stride = max(1, (lexicons.count + 63) / 64)
    var memberships: [UInt64] = []
    var entryNumbers = PairTable()
    var phrases = PhraseTrie()
    var withPhrases: Set<Int> = []
    for (index, lexicon) in lexicons.enumerated() {
      var forms: [(words: [LexemeID], entry: Int, isLemma: Bool)] = []
      for (number, entry) in lexicon.entries.enumerated() {
        forms.append((ids(entry.lemma), number, true))
        for form in entry.forms { forms.append((ids(form), number, false)) }
      }
      for form in forms where !form.words.contains(0) {
        guard form.words.count == 1, let word = form.words.first else {
          if !form.words.isEmpty { withPhrases.insert(index) }
          phrases.add(form.words, PhraseTrie.End(lexicon: index, entry: form.entry))
          continue
        }
        let place = Int(word) * stride + index >> 6
        while memberships.count <= place { memberships.append(0) }
        memberships[place] |= 1 << UInt64(index & 63)
        if form.isLemma || entryNumbers.find(UInt32(index), word) == nil {
          entryNumbers.set(UInt32(index), word, to: form.entry)
        }
      }
    }
    while memberships.count < words.count * stride { memberships.append(0) }
    return Vocabulary(
      words: words, memberships: memberships, stride: stride, entryNumbers: entryNumbers,
      lexicons: lexicons, phrases: phrases, withPhrases: withPhrases)
  }

  private mutating func ids(_ phrase: String) -> [LexemeID] {
    WordSplitter.words(phrase.utf8).map { words.intern(folded: $0) }
  }
}
