import FlatImage

/// Gathers words and lexicons while packs load, then freezes them.
struct VocabularyBuilder {
  private var words = WordTable()
  private var lexicons: [Lexicon] = []
  private var indices: [String: Int] = [:]

  /// Adds a word of one token.
  mutating func add(word: [UInt8]) { _ = words.intern(folded: word) }

  /// Adds a word of one token as it stands in a file.
  mutating func add(text: UnsafeBufferPointer<UInt8>) {
    if text.allSatisfy({ $0 < 0x80 }) {
      _ = words.intern(ascii: text)
    } else {
      add(word: Folding.fold(text))
    }
  }

  /// Numbers the words so far anew: common ones first, as far as they are known.
  ///
  /// What is kept by word form is kept in arrays over their numbers: what is asked for most then
  /// lies close together, and stays in the processor's cache.
  ///
  /// - Parameter common: Folded words, the commonest first.
  mutating func bringForward(_ common: [[UInt8]]) {
    var ordered = WordTable()
    for word in common where words.find(folded: word) != 0 {
      _ = ordered.intern(folded: word)
    }
    for number in 1..<max(1, words.count) {
      _ = ordered.intern(folded: Array(words.text(of: LexemeID(number)).utf8))
    }
    words = ordered
  }

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
          index.add(bytes, line.lemma, lexicon: number, entry: entry, &words)
        }
        for (entry, line) in lexicon.entries.lines.enumerated() {
          var start = Int(line.formsStart)
          while start < Int(line.formsEnd) {
            var end = start
            while end < Int(line.formsEnd), bytes[end] != 0x2C { end += 1 }
            index.add(bytes, start..<end, lexicon: number, entry: entry, &words)
            start = end + 1
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
  private var phrase: [LexemeID] = []
  private let stride: Int

  init(stride: Int) { self.stride = stride }

  mutating func reserve(_ count: Int) {
    memberships.reserveCapacity(count * stride)
    entryNumbers.reserve(count)
  }

  /// Adds an entry's form, with underscores or spaces between its words.
  mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ form: Range<Int>, lexicon: Int, entry: Int,
    _ words: inout WordTable
  ) {
    phrase.removeAll(keepingCapacity: true)
    var start = form.lowerBound
    var isOdd = false
    for at in form {
      let byte = bytes[at]
      isOdd = isOdd || byte == 0x27 || byte >= 0x80
      guard byte == 0x20 || byte == 0x5F else { continue }
      if at > start, !isOdd {
        phrase.append(words.intern(ascii: .init(rebasing: bytes[start..<at])))
      }
      start = at + 1
    }
    if isOdd {
      let text = bytes[form].map { $0 == 0x5F ? 0x20 : $0 }
      phrase = WordSplitter.words(text).map { words.intern(folded: $0) }
    } else if start < form.upperBound {
      phrase.append(words.intern(ascii: .init(rebasing: bytes[start..<form.upperBound])))
    }
    guard let first = phrase.first, !phrase.contains(0) else { return }
    if phrase.count == 1 { return add(first, lexicon: lexicon, entry: entry) }
    withPhrases.insert(lexicon)
    phrases.add(phrase, PhraseTrie.End(lexicon: Int32(lexicon), entry: Int32(entry)))
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
      words: words, memberships: FlatArray(memberships), stride: stride, entryNumbers: entryNumbers,
      lexicons: lexicons, phrases: phrases, withPhrases: withPhrases)
  }
}
