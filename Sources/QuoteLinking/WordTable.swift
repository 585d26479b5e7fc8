/// Numbers words: the same word has the same number, from 0 in the order of their coming.
///
/// Words are bytes in one arena. Those of up to eight bytes are found by their bytes themselves,
/// others by an open-addressing table of hashes. Nothing that comes out of a linker may hang on the
/// numbers themselves, only on what they stand for.
package struct WordTable {
  /// A word's number.
  package typealias ID = UInt32

  private let bits: WordBits
  private var arena: [UInt8] = []
  private var ends: [Int] = []
  private var facts: [Facts] = []
  private var shapes: [WordShape] = []
  private var short = PackedWords()
  /// Of longer words the upper half of the hash, and the number and one more; 0 where a slot is
  /// free.
  private var slots: [UInt64] = Array(repeating: 0, count: 1024)
  private var longCount = 0

  /// What is looked up for each word of each run: side by side, so that it costs one wait.
  private struct Facts {
    var hash: UInt64
    var weight: WordBits.Weight
  }

  init(bits: WordBits) {
    self.bits = bits
  }

  /// How many words there are.
  var count: Int { ends.count }

  /// The number of a word that is not empty.
  mutating func id(of word: [UInt8]) -> ID {
    if let packed = PackedWord(word) { return id(of: packed) }
    let hash = Hash.bytes(word)
    if let id = slot(of: word, hash: hash) { return id }
    let id = append(word, hash: hash)
    longCount += 1
    if longCount * 2 > slots.count { grow() } else { insert(id, hash: hash) }
    return id
  }

  /// The number of a word of up to eight bytes.
  @inline(__always)
  mutating func id(of word: PackedWord) -> ID { short.id(of: word) ?? append(word) }

  private mutating func append(_ packed: PackedWord) -> ID {
    let word = packed.bytes
    let id = append(word, hash: Hash.bytes(word))
    short.insert(packed, id: id)
    return id
  }

  private mutating func append(_ word: [UInt8], hash: UInt64) -> ID {
    let id = ID(truncatingIfNeeded: ends.count)
    arena.append(contentsOf: word)
    ends.append(arena.count)
    shapes.append(WordShape(word))
    let text = String(decoding: word, as: UTF8.self)
    let weight = bits.weight(of: text, letters: text.unicodeScalars.count)
    facts.append(Facts(hash: hash, weight: weight))
    return id
  }

  /// The numbers of words that are joined by spaces, in their order.
  mutating func ids(of words: String) -> [ID] {
    var words = words
    return words.withUTF8 { bytes in
      var ids: [ID] = []
      ids.reserveCapacity(bytes.count / 4)
      var start = 0
      while start < bytes.count {
        let rest = bytes[start...]
        let end = rest.firstIndex(of: 0x20) ?? bytes.count
        if end > start {
          let word = bytes[start..<end]
          ids.append(PackedWord(word).map { id(of: $0) } ?? id(of: Array(word)))
        }
        start = end + 1
      }
      return ids
    }
  }

  /// Words joined by spaces, in the order of their bytes.
  func text(of words: Set<ID>) -> String {
    words.map { bytes($0) }.sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
  }

  /// The hash of a word: of its bytes alone.
  @inline(__always)
  func hash(_ id: ID) -> UInt64 { facts[Int(id)].hash }

  /// The tenths of a bit that a word tells.
  @inline(__always)
  func tenths(_ id: ID) -> Int { Int(facts[Int(id)].weight.tenths) }

  /// Whether a word carries grammar rather than content.
  func isFunctionWord(_ id: ID) -> Bool { facts[Int(id)].weight.isFunctionWord }

  /// The bytes of a word.
  @inline(__always)
  func bytes(_ id: ID) -> ArraySlice<UInt8> {
    arena[(id == 0 ? 0 : ends[Int(id) - 1])..<ends[Int(id)]]
  }

  /// Whether two words written as one are a third: "back end" and "backend".
  func joins(_ first: ID, _ second: ID, into whole: ID) -> Bool {
    guard shape(first).length + shape(second).length == shape(whole).length else { return false }
    let (a, b, c) = (bytes(first), bytes(second), bytes(whole))
    return c.starts(with: a) && c.dropFirst(a.count) == b
  }

  /// The shape of a word.
  @inline(__always)
  func shape(_ id: ID) -> WordShape { shapes[Int(id)] }

  /// Whether a word is written together with the one before, shortened.
  @inline(__always)
  func isClitic(_ id: ID) -> Bool { facts[Int(id)].weight.isClitic }

  /// Whether two words are a third when the second is shortened: "we have" and "weve", "is not" and
  /// "isnt". What is left of the second are letters of it, in their order, its last among them.
  func contracts(_ first: ID, _ second: ID, into whole: ID) -> Bool {
    guard facts[Int(second)].weight.isClitic else { return false }
    let (a, b, c) = (bytes(first), bytes(second), bytes(whole))
    let rest = c.dropFirst(a.count)
    guard c.starts(with: a), 1..<b.count ~= rest.count, rest.last == b.last else { return false }
    var letters = b[...]
    for letter in rest {
      guard let place = letters.firstIndex(of: letter) else { return false }
      letters = letters[(place + 1)...]
    }
    return true
  }

  /// Whether two words are a third, written as one or shortened.
  @inline(__always)
  func isOne(_ first: ID, _ second: ID, _ whole: ID) -> Bool {
    guard shape(first).mayBegin(shape(whole)) else { return false }
    return joins(first, second, into: whole) || contracts(first, second, into: whole)
  }

  @inline(__always)
  private func slot(of word: [UInt8], hash: UInt64) -> ID? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] >> 32 == hash >> 32 {
        let id = ID(truncatingIfNeeded: slots[slot]) - 1
        if facts[Int(id)].hash == hash, isWritten(id, word) { return id }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  @inline(__always)
  private func isWritten(_ id: ID, _ word: [UInt8]) -> Bool {
    let start = id == 0 ? 0 : ends[Int(id) - 1]
    guard ends[Int(id)] - start == word.count else { return false }
    for place in word.indices where arena[start + place] != word[place] { return false }
    return true
  }

  private mutating func insert(_ id: ID, hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = (hash >> 32) << 32 | (UInt64(id) + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for id in ends.indices where PackedWord(Array(bytes(ID(id)))) == nil {
      insert(ID(id), hash: facts[id].hash)
    }
  }
}
