package import FlatImage
package import NewsText
package import RuleEngine

/// What the tagger knows of each word before it looks at the context: the tags to choose from and
/// the word's class. Built at load; looked up by lexeme, or by shape and ending.
package struct TaggerTables: Sendable {
  /// What is known of a word, or of all words written alike.
  package struct Entry: Sendable, BitwiseCopyable {
    /// Where its tags begin in `candidates`.
    package var first: UInt16
    /// How many tags it has; one alone is taken without scoring.
    package var count: UInt8
    /// The number of its class.
    package var wordClass: UInt16
    /// The number of its class for the word before.
    var next: UInt16 = 0
    /// The row of its own weights.
    var row: UInt16 = 0
  }

  /// The entries; those of the first `Tag.count` numbers have that one tag.
  package private(set) var entries = FlatArray<Entry>()
  /// The tags of all entries, as raw values.
  package private(set) var candidates = FlatArray<UInt8>()
  /// The classes; those of the first `Tag.count` numbers are the tags'.
  private var classKeys: [ClassKey] = []
  /// For each class, what it is for the word before: known and unknown words of the same tags are
  /// one, in the numbering of `nextNames`.
  package private(set) var nextNumbers: [UInt16] = []
  /// The names of the classes as words before see them.
  package private(set) var nextNames: [String] = []
  /// The feature and value of each entry's own row of weights, empty for those of one tag.
  package private(set) var ownValues: [(feature: TaggerModel.Feature, value: String)] = []

  /// Three entries a lexeme: lower case, capital, all capitals; 0 for none.
  private var forms: FlatArray<UInt16>
  /// The entries of the known endings, by their keys.
  private var endings = KeyTable()
  /// Used while building: where a list of tags lies, what number a class has.
  private var lists: [[Tag]: UInt16] = [:]
  private var classes: [ClassKey: UInt16] = [:]

  /// Builds the tables; `lexeme` gives the number of a case-folded word, 0 where it has none.
  package init(
    model: TaggerModel, lexemes: Int, lexeme: (String) -> LexemeID
  ) {
    forms = FlatArray([UInt16](repeating: 0, count: lexemes * 3))
    for tag in Tag.allCases { _ = add([tag], ClassKey(.known, [tag]), .word, "") }
    for ending in model.endings.sorted(by: { $0.ending < $1.ending }) {
      let key = ClassKey(.unknown, ending.tags.prefix(ending.common))
      endings.set(ending.ending.key, to: add(ending.tags, key, .ending, ending.ending.name))
    }
    for word in model.words {
      let number = Int(lexeme(word.form))
      guard number > 0, number < lexemes else { continue }
      let entry = add(word)
      forms.array[Self.slot(number, LetterCase(of: word.form.utf8))] = entry
    }
    raise(lexemes: lexemes)
    numberNext()
    lists = [:]
    classes = [:]
  }

  private mutating func add(_ word: TaggerModel.Word) -> UInt16 {
    var tags = word.tags
    if word.isRare {
      let like = entries[Int(entry(like: Array(word.form.utf8)))]
      for place in Int(like.first)..<Int(like.first) + Int(like.count) {
        if let tag = Tag(rawValue: candidates[place]), !tags.contains(tag) { tags.append(tag) }
      }
    } else if tags.count == 1 {
      return UInt16(tags[0].rawValue)
    }
    return add(tags, ClassKey(.known, word.tags.prefix(word.common)), .word, word.form)
  }

  /// Gives words known in lower case only an entry with a capital, so that a name is possible.
  private mutating func raise(lexemes: Int) {
    var raised: [UInt16: UInt16] = [:]
    for lexeme in 0..<lexemes {
      let capital = Self.slot(lexeme, .capital)
      let lower = forms[Self.slot(lexeme, .lower)]
      if lower != 0, forms[capital] == 0 {
        let entry = raised[lower] ?? raise(lower)
        raised[lower] = entry
        forms.array[capital] = entry
      }
      let capitals = Self.slot(lexeme, .capitals)
      if forms[capitals] == 0 { forms.array[capitals] = forms[capital] }
    }
  }

  private mutating func raise(_ lower: UInt16) -> UInt16 {
    let known = entries[Int(lower)]
    var tags = candidates[Int(known.first)..<Int(known.first) + Int(known.count)]
      .compactMap { Tag(rawValue: $0) }
    let names = tags.contains(.NNS) ? [Tag.NNP, .NNPS] : [.NNP]
    tags += names.filter { !tags.contains($0) }
    let key = ClassKey(.raised, classKeys[Int(known.wordClass)])
    return add(tags, key, .raised, key.name)
  }

  private mutating func numberNext() {
    var numbers: [UInt64: UInt16] = [:]
    for key in classKeys {
      let number = numbers[key.tags] ?? UInt16(nextNames.count)
      if numbers[key.tags] == nil {
        numbers[key.tags] = number
        nextNames.append(ClassKey(.known, key).name)
      }
      nextNumbers.append(number)
    }
    for entry in entries.indices {
      entries.array[entry].next = nextNumbers[Int(entries[entry].wordClass)]
    }
  }

  private mutating func add(
    _ tags: [Tag], _ key: ClassKey, _ feature: TaggerModel.Feature, _ value: String
  ) -> UInt16 {
    let first = lists[tags] ?? UInt16(candidates.count)
    if lists[tags] == nil {
      lists[tags] = first
      candidates.array += tags.map(\.rawValue)
    }
    let number = classes[key] ?? UInt16(classKeys.count)
    if classes[key] == nil {
      classes[key] = number
      classKeys.append(key)
    }
    entries.array.append(Entry(first: first, count: UInt8(tags.count), wordClass: number))
    ownValues.append((feature, value))
    return UInt16(entries.count - 1)
  }

  private static func slot(_ lexeme: Int, _ letters: LetterCase) -> Int {
    lexeme * 3 + letters.rawValue
  }

  /// Gives each entry the row of its own weights.
  mutating func setRows(_ rows: [UInt16]) {
    for (entry, row) in zip(entries.indices, rows) { entries.array[entry].row = row }
  }

  /// Where the entry of a token stands among those of its lexeme.
  @inline(__always)
  static func form(of flags: Token.Flags) -> Int {
    flags.contains(.allCapitals) ? 2 : flags.contains(.capital) ? 1 : 0
  }

  /// The entry of a token; `Tag.none`'s where nothing at all is known.
  @inline(__always)
  package func entry(
    of token: Token, bytes: UnsafeBufferPointer<UInt8>, lexeme: LexemeID
  ) -> UInt16 {
    if token.kind != .word, let tag = Tag(of: token, bytes: bytes[token.bytes]) {
      return UInt16(tag.rawValue)
    }
    let slot = Int(lexeme) * 3 + Self.form(of: token.flags)
    if lexeme != 0, slot < forms.count, forms[slot] != 0 { return forms[slot] }
    return entry(like: bytes[token.bytes])
  }

  /// Looks up the entry of each token of a text.
  ///
  /// - Returns: How many candidates those have together that have more than one.
  func read(
    _ tokens: UnsafeBufferPointer<Token>, _ lexemes: UnsafeBufferPointer<LexemeID>,
    of bytes: UnsafeBufferPointer<UInt8>, into words: UnsafeMutableBufferPointer<TaggerPass.Word>
  ) -> Int {
    var candidates = 0
    entries.withUnsafeBufferPointer { entries in
      forms.withUnsafeBufferPointer { forms in
        for index in tokens.indices {
          let token = tokens[index]
          let slot = Int(lexemes[index]) &* 3 &+ Self.form(of: token.flags)
          var number = token.kind == .word && slot < forms.count ? forms[slot] : 0
          if number == 0 { number = entry(of: token, bytes: bytes, lexeme: lexemes[index]) }
          let entry = entries[Int(number)]
          words[index] = TaggerPass.Word(
            entry: entry, startsSentence: token.flags.contains(.startsSentence))
          candidates &+= entry.count > 1 ? Int(entry.count) : 0
        }
      }
    }
    return candidates
  }

  /// The entry of words never seen that are written and end like this one.
  private func entry(like word: some RandomAccessCollection<UInt8>) -> UInt16 {
    var ending = WordEnding(of: word, length: 3)
    var length = 3
    while true {
      if let entry = entry(of: ending) { return entry }
      guard length > 0 else { return UInt16(Tag.NN.rawValue) }
      length -= 1
      ending = ending.shortened(to: length)
    }
  }

  /// The names of the classes.
  package var classNames: [String] { classKeys.map(\.name) }

  /// The entry of a word as the table of words has it; 0 for none.
  func entry(ofForm form: String, lexeme: LexemeID) -> UInt16 {
    let slot = Self.slot(Int(lexeme), LetterCase(of: form.utf8))
    return lexeme != 0 && slot < forms.count ? forms[slot] : 0
  }

  /// The entry of a shape and ending.
  func entry(of ending: WordEnding) -> UInt16? {
    let entry = endings[ending.key]
    return entry == 0 ? nil : entry
  }
}

/// What makes words one class: how they are known, and the commonest tags in no order but their
/// own.
struct ClassKey: Hashable, Sendable {
  /// How the words are known.
  var origin: Origin
  /// A bit for each tag.
  var tags: UInt64

  /// How words are known.
  enum Origin: UInt8, Sendable {
    case known
    /// By shape and ending.
    case unknown
    /// By the same word in lower case.
    case raised
  }

  init(_ origin: Origin, _ tags: some Sequence<Tag>) {
    self.origin = origin
    self.tags = tags.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }

  init(_ origin: Origin, _ other: ClassKey) {
    self.origin = origin
    tags = other.tags
  }

  /// As tables write it: `NN_VB`, `?JJ_NN`, `^NN`.
  var name: String {
    let names = Tag.allCases.filter { tags >> UInt64($0.rawValue) & 1 == 1 }.map(\.name)
    let mark = origin == .known ? "" : origin == .unknown ? "?" : "^"
    return mark + names.joined(separator: "_")
  }
}

/// How the letters of a word are written; the tagger knows "post", "Post" and "POST" apart.
enum LetterCase: Int {
  case lower, capital, capitals

  init(of word: some Collection<UInt8>) {
    var letters = 0
    var capitals = 0
    var startsHigh = false
    for byte in word {
      let upper = byte >= 0x41 && byte <= 0x5a
      guard upper || byte >= 0x61 && byte <= 0x7a || byte >= 0xc3 else { continue }
      if letters == 0 { startsHigh = upper }
      letters += 1
      if upper { capitals += 1 }
    }
    self = letters >= 2 && capitals == letters ? .capitals : startsHigh ? .capital : .lower
  }
}

extension Tag {
  /// The tag of a token whose kind settles it: marks, symbols and plain numbers.
  init?(of token: Token, bytes: some RandomAccessCollection<UInt8>) {
    switch token.kind {
    case .openQuote, .closeQuote: self = .quote
    case .openBracket: self = .open
    case .closeBracket: self = .close
    case .number:
      let hasLetter = bytes.contains { $0 >= 0x41 && $0 <= 0x5a || $0 >= 0x61 && $0 <= 0x7a }
      if hasLetter { return nil }
      self = .CD
    case .punctuation, .symbol: self = Tag(mark: bytes)
    case .word: return nil
    }
  }

  private init(mark bytes: some Collection<UInt8>) {
    switch bytes.first {
    case UInt8(ascii: ","): self = .comma
    case UInt8(ascii: "."): self = bytes.count > 1 ? .colon : .stop
    case UInt8(ascii: "?"), UInt8(ascii: "!"): self = .stop
    case UInt8(ascii: "$"): self = .currency
    case UInt8(ascii: "%"): self = .NN
    case UInt8(ascii: "&"): self = .CC
    case UInt8(ascii: "'"): self = .POS
    case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "*"), UInt8(ascii: "+"): self = .SYM
    case 0xc2:
      // U+00A2 to U+00A5 are currencies.
      let second = bytes.dropFirst().first ?? 0
      self = second >= 0xa2 && second <= 0xa5 ? .currency : second == 0xb7 ? .colon : .SYM
    case 0xe2:
      // U+20A0 to U+20CF are currencies, U+2019 an apostrophe, U+2010 to U+2026 dashes and dots.
      let second = bytes.dropFirst().first ?? 0
      let third = bytes.dropFirst(2).first ?? 0
      if second == 0x82 || second == 0x83 && third <= 0x8f {
        self = .currency
      } else if second == 0x80 {
        self = third == 0x99 ? .POS : .colon
      } else {
        self = .SYM
      }
    // "HK$", "GH¢"
    case .some(0x41...0x5a): self = .currency
    default: self = bytes.first.map { $0 >= 0x80 } == true ? .SYM : .colon
    }
  }
}

extension TaggerTables: Imaged {
  /// What tagging needs; the names of classes and features, which only learning and the placing of
  /// weights ask for, are left out.
  package func lay(into image: inout ImageWriter) {
    image.lay(entries)
    image.lay(candidates)
    image.lay(nextNumbers)
    image.lay(forms)
    image.lay(endings)
  }

  package init(from image: inout ImageReader) throws(ImageError) {
    entries = try image.part()
    candidates = try image.part()
    nextNumbers = try image.array()
    forms = try image.flatArray()
    endings = try image.part()
  }
}
