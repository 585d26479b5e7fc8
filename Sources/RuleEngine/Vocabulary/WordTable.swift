import CWideText
package import FlatImage
import NewsText

/// Numbers for folded words.
///
/// A word is made a key and looked up by it, eight bytes at a time, and no string is built. ASCII
/// words of up to eight bytes, most of a text, are their own keys; longer ones are compared
/// besides.
/// Words outside ASCII whose folding is one character for one are kept as the longer ones are; the
/// others live in a dictionary of strings, whose equality is canonical equivalence.
struct WordTable: Sendable {
  private var buckets = WordBuckets()
  /// Where each word starts in the arena, which holds its pieces, and how many bytes it has.
  private var starts = FlatArray<UInt32>([0])
  private var lengths = FlatArray<UInt16>([0])
  private var arena = FlatArray<UInt64>()
  private var others = OtherWords.made(DictionaryWords())
  /// Whether a word is in the buckets in no form, so that the dictionary must be asked for any word
  /// outside ASCII.
  private var hasUnsettled = false
  /// The characters of the words outside ASCII.
  private var characters = CharacterFilter()

  /// The longest word kept, in bytes.
  static let longest = 120

  init() {}

  /// One more than the last number given.
  var count: Int { starts.count }

  /// Makes room for so many words at most; buckets grow as words come, to stay few.
  mutating func reserve(_ count: Int) {
    starts.array.reserveCapacity(count)
    lengths.array.reserveCapacity(count)
    arena.array.reserveCapacity(count * 3 / 2)
  }

  /// Gives a word, already folded, a number; 0 for an empty word and one longer than `longest`.
  mutating func intern(folded bytes: [UInt8]) -> LexemeID {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return internOther(bytes) }
    return bytes.withUnsafeBufferPointer { intern(ascii: $0) }
  }

  /// Gives an ASCII word a number, folding it on the way.
  mutating func intern(ascii bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    let known = find(ascii: bytes, 0..<bytes.count)
    guard known == 0, !bytes.isEmpty, bytes.count <= Self.longest else { return known }
    return add(bytes, isASCII: true)
  }

  /// The number of a word, already folded; 0 if it has none.
  func find(folded bytes: [UInt8]) -> LexemeID {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.allSatisfy { $0 < 0x80 }
        ? find(ascii: bytes, 0..<bytes.count) : find(other: bytes, 0..<bytes.count)
    }
  }

  /// The number of an ASCII word of a text, folding it on the way; 0 if it has none.
  func find(ascii text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    find(text, word, folds: true)
  }

  /// The numbers of the tokens of a text, in order; 0 for those that have none.
  func find(
    _ tokens: UnsafeBufferPointer<Token>, of text: UnsafeBufferPointer<UInt8>,
    into numbers: UnsafeMutableBufferPointer<LexemeID>
  ) {
    buckets.withTable { buckets in
      arena.withUnsafeBufferPointer { arena in
        WordLookup(text: text, tokens: tokens, buckets: buckets, arena: arena)
          .run(into: numbers) { findAlone(text, $0) }
      }
    }
  }

  /// The number of a token that others are not looked up with.
  private func findAlone(_ text: UnsafeBufferPointer<UInt8>, _ token: Range<Int>) -> LexemeID {
    for index in token where text[index] >= 0x80 { return find(other: text, token) }
    return token.count <= WordLookup.longest ? 0 : find(ascii: text, token)
  }

  /// The number of a word of a text that has bytes outside ASCII; 0 if it has none.
  func find(other text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    guard word.count <= Self.longest else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { folded in
      guard let count = SettledFolding.fold(text, word, into: folded) else {
        return characters.lack(text, word)
          ? 0 : findOther(UnsafeBufferPointer(rebasing: text[word]))
      }
      let bytes = UnsafeBufferPointer(rebasing: folded[..<count])
      if bytes.allSatisfy({ $0 < 0x80 }) { return find(ascii: bytes, 0..<count) }
      let found = find(bytes, 0..<count, folds: false)
      guard found == 0, hasUnsettled, SettledFolding.mayCompose(bytes) else { return found }
      return findOther(UnsafeBufferPointer(rebasing: text[word]))
    }
  }

  /// How many bytes the folded text of a word has; 0 for those that only the dictionary holds.
  func length(of id: LexemeID) -> Int { Int(id) < lengths.count ? Int(lengths[Int(id)]) : 0 }

  /// The folded text of a word.
  func text(of id: LexemeID) -> String {
    guard id != 0, Int(id) < starts.count else { return "" }
    // Those that are not in the arena have no length.
    if lengths[Int(id)] == 0 { return others.words.texts[id] ?? "" }
    let start = Int(starts[Int(id)])
    let bytes = (0..<Int(lengths[Int(id)])).map { index in
      UInt8(truncatingIfNeeded: arena[start + index >> 3] >> (UInt64(index & 7) * 8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number of a word by its bytes.
  private func find(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool
  ) -> LexemeID {
    let entry = buckets.entry(WordKey(text, word, folds: folds))
    let isSettled = entry.id == 0 || folds && word.count <= 8
    return isSettled || equals(text, word, folds: folds, entry) ? entry.id : 0
  }

  private func equals(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool, _ entry: WordBuckets.Entry
  ) -> Bool {
    guard entry.length == word.count else { return false }
    var piece = entry.start
    for start in stride(from: word.lowerBound, to: word.upperBound, by: 8) {
      if arena[piece] != WordKey.piece(text, start, word.upperBound, folds) { return false }
      piece += 1
    }
    return true
  }

  /// Adds a word that is not there: an ASCII word in any case, or another one folded. In no pack is
  /// one expected whose hash another word has; it would get no number.
  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> LexemeID {
    let key = WordKey(bytes, 0..<bytes.count, folds: isASCII)
    guard starts.count < WordBuckets.most, buckets.entry(key).id == 0 else { return 0 }
    let id = LexemeID(starts.count)
    buckets.insert(.init(id: id, length: bytes.count, start: arena.count), key)
    starts.array.append(UInt32(arena.count))
    lengths.array.append(UInt16(bytes.count))
    addPieces(bytes, folds: isASCII)
    if isASCII, bytes.contains(0x27) { addTwins(bytes, id) }
    return id
  }

  private mutating func addPieces(_ bytes: UnsafeBufferPointer<UInt8>, folds: Bool) {
    for start in stride(from: 0, to: bytes.count, by: 8) {
      arena.array.append(WordKey.piece(bytes, start, bytes.count, folds))
    }
  }

  /// Adds the number of a word with straight apostrophes where it lies with curly ones, so that
  /// `WordLookup` finds it at once.
  private mutating func addTwins(_ word: UnsafeBufferPointer<UInt8>, _ id: LexemeID) {
    for last: UInt8 in [0x98, 0x99] {
      let twin = word.flatMap { $0 == 0x27 ? [0xE2, 0x80, last] : [Folding.lower($0)] }
      if twin.count <= WordLookup.longest { addTwin(twin, id) }
    }
  }

  /// Adds the number of a word where it lies in another form that is folded.
  private mutating func addTwin(_ twin: [UInt8], _ id: LexemeID) {
    twin.withUnsafeBufferPointer { bytes in
      let key = WordKey(bytes, 0..<bytes.count, folds: false)
      guard buckets.entry(key).id == 0 else { return }
      buckets.insert(.init(id: id, length: bytes.count, start: arena.count), key)
      addPieces(bytes, folds: false)
    }
  }
}

// Words outside ASCII.
extension WordTable {
  private mutating func internOther(_ bytes: [UInt8]) -> LexemeID {
    guard bytes.count <= Self.longest else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    characters.insert(text)
    if let id = others.words.numbers[text] { return id }
    let id: LexemeID
    if SettledFolding.isFolded(bytes) {
      id = bytes.withUnsafeBufferPointer { add($0, isASCII: false) }
    } else {
      id = LexemeID(starts.count)
      starts.array.append(UInt32(arena.count))
      lengths.array.append(0)
      if let composed = SettledFolding.composed(bytes) {
        addTwin(composed, id)
      } else {
        hasUnsettled = true
      }
    }
    others.add(text, id)
    return id
  }

  private func findOther(_ bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    let folded = Folding.fold(bytes)
    guard folded.allSatisfy({ $0 < 0x80 }) else {
      return others.words.numbers[String(decoding: folded, as: UTF8.self)] ?? 0
    }
    return folded.withUnsafeBufferPointer { find(ascii: $0, 0..<folded.count) }
  }
}

// Endings.
extension WordTable {
  /// The last three letters of a word of six or more, a byte each, the last one lowest; 0 for a
  /// shorter word, `nil` where they are not ASCII.
  func ending(of id: LexemeID) -> UInt32? {
    let length = Int(id) < lengths.count ? Int(lengths[Int(id)]) : 0
    let start = length > 0 ? Int(starts[Int(id)]) : 0
    var marks: UInt64 = 0
    for piece in start..<start + (length + 7) / 8 { marks |= arena[piece] }
    guard length > 0, marks & 0x8080_8080_8080_8080 == 0 else {
      let text = text(of: id)
      guard text.count >= 6 else { return 0 }
      let last = text.suffix(3).utf8
      return last.count == 3 ? last.reduce(0) { $0 << 8 | UInt32($1) } : nil
    }
    guard length >= 6 else { return 0 }
    var letters: UInt32 = 0
    for index in length - 3..<length {
      let letter = arena[start + index >> 3] >> (UInt64(index & 7) * 8)
      letters = letters << 8 | UInt32(truncatingIfNeeded: letter & 0xFF)
    }
    return letters
  }
}

extension WordTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    buckets = try image.part()
    arena = try image.flatArray()
    starts = try image.flatArray()
    lengths = try image.flatArray()
    hasUnsettled = try image.value()
    characters = try image.part()
    others = .carried(try image.part())
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(buckets)
    image.lay(arena)
    image.lay(starts)
    image.lay(lengths)
    image.lay(hasUnsettled)
    image.lay(characters)
    image.lay(LazyPart(others.words))
  }
}

/// The words outside ASCII by their texts; carried, they are taken up when a text has one that the
/// arena cannot tell.
private enum OtherWords: Sendable {
  case made(DictionaryWords)
  case carried(LazyPart<DictionaryWords>)

  /// All of them; none where an image is damaged.
  var words: DictionaryWords {
    switch self {
    case .made(let words): words
    case .carried(let part): part.value ?? DictionaryWords()
    }
  }

  mutating func add(_ text: String, _ id: LexemeID) {
    var words = words
    // Nothing else holds the words while they change, or they would be copied.
    self = .made(DictionaryWords())
    words.numbers[text] = id
    words.texts[id] = text
    self = .made(words)
  }
}

/// Words with their numbers.
private struct DictionaryWords: Imaged {
  var numbers: [String: LexemeID] = [:]
  var texts: [LexemeID: String] = [:]

  init() {}

  init(from image: inout ImageReader) throws(ImageError) {
    for _ in 0..<Int(try image.value(UInt32.self)) {
      let id = try image.value(LexemeID.self)
      let text = try image.part(String.self)
      numbers[text] = id
      texts[id] = text
    }
  }

  func lay(into image: inout ImageWriter) {
    image.lay(UInt32(texts.count))
    for (id, text) in texts.sorted(by: { $0.key < $1.key }) {
      image.lay(id)
      image.lay(text)
    }
  }
}
