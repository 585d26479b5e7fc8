package import FlatImage

/// Numbers for folded words: an open-addressing table with linear probing over 8-byte pieces.
///
/// A word is hashed and compared piece by piece, and no string is built. A slot is eight bytes and
/// the first piece of a word another eight, so that the table and what a look-up compares fit the
/// second-level cache for the fifty thousand words that a language has. Words outside ASCII whose
/// folding is one character for one are kept the same way; the others live in a dictionary of
/// strings, whose equality is canonical equivalence.
struct WordTable: Sendable {
  private struct Slot: BitwiseCopyable {
    var tag: UInt32
    var id: LexemeID
  }

  private var slots: [Slot]
  /// The first piece of each word, with the high bit set where there is more to compare: no ASCII
  /// byte has it.
  private var heads: [UInt64] = [0]
  /// Where each word starts in the arena, which holds its pieces, and how many bytes it has.
  private var starts: [UInt32] = [0]
  private var lengths: [UInt16] = [0]
  private var arena: [UInt64] = []
  private var others: [String: LexemeID] = [:]
  private var otherTexts: [LexemeID: String] = [:]
  /// Whether a word is not in the slots, so that the dictionary must be asked for any word outside
  /// ASCII.
  private var hasUnsettled = false

  /// The longest word kept, in bytes.
  static let longest = 120

  init() { slots = Array(repeating: Slot(tag: 0, id: 0), count: 1024) }

  /// One more than the last number given.
  var count: Int { starts.count }

  /// Makes room for so many words at most; slots grow as words come, to stay few.
  mutating func reserve(_ count: Int) {
    heads.reserveCapacity(count)
    starts.reserveCapacity(count)
    lengths.reserveCapacity(count)
    arena.reserveCapacity(count * 3 / 2)
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

  /// The number of an ASCII word of a text, folding it on the way; 0 if it has none.
  @inline(__always)
  func find(ascii text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    let count = word.count
    guard count <= 8 else { return findLong(text, word, folds: true) }
    let piece = Folding.lower(Self.piece(text, word.lowerBound, count))
    let tag = Self.tag(Self.mix(Self.seed, piece), count)
    var slot = firstSlot(tag)
    while slots[slot].id != 0 {
      if slots[slot].tag == tag, heads[Int(slots[slot].id)] == piece { return slots[slot].id }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  /// The number of a word of a text that has bytes outside ASCII; 0 if it has none.
  func find(other text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    guard word.count <= Self.longest else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { folded in
      guard let count = SettledFolding.fold(text, word, into: folded) else {
        return findOther(UnsafeBufferPointer(rebasing: text[word]))
      }
      let bytes = UnsafeBufferPointer(rebasing: folded[..<count])
      if bytes.allSatisfy({ $0 < 0x80 }) { return find(ascii: bytes, 0..<count) }
      let found = findLong(bytes, 0..<count, folds: false)
      guard found == 0, hasUnsettled else { return found }
      return findOther(UnsafeBufferPointer(rebasing: text[word]))
    }
  }

  /// How many bytes the folded text of a word has; 0 for those that only the dictionary holds.
  func length(of id: LexemeID) -> Int { Int(id) < lengths.count ? Int(lengths[Int(id)]) : 0 }

  /// The folded text of a word.
  func text(of id: LexemeID) -> String {
    if let other = otherTexts[id] { return other }
    guard Int(id) < starts.count else { return "" }
    let start = Int(starts[Int(id)])
    let bytes = (0..<Int(lengths[Int(id)])).map { index in
      UInt8(truncatingIfNeeded: arena[start + index >> 3] >> (UInt64(index & 7) * 8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The number of a word of more than eight bytes, or of one outside ASCII that is folded.
  private func findLong(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool
  ) -> LexemeID {
    guard word.count <= Self.longest else { return 0 }
    let tag = Self.tag(text, word, folds: folds)
    var slot = firstSlot(tag)
    while slots[slot].id != 0 {
      if slots[slot].tag == tag, equals(text, word, folds: folds, Int(slots[slot].id)) {
        return slots[slot].id
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return 0
  }

  private func equals(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool, _ id: Int
  ) -> Bool {
    guard Int(lengths[id]) == word.count else { return false }
    var piece = Int(starts[id])
    var at = word.lowerBound
    while at < word.upperBound {
      if arena[piece] != Self.piece(text, at, word.upperBound, folds) { return false }
      piece += 1
      at += 8
    }
    return true
  }

  /// Adds a word that is not there: an ASCII word in any case, or another one folded.
  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> LexemeID {
    let id = LexemeID(starts.count)
    starts.append(UInt32(arena.count))
    lengths.append(UInt16(bytes.count))
    var at = 0
    while at < bytes.count {
      arena.append(Self.piece(bytes, at, bytes.count, isASCII))
      at += 8
    }
    let isLong = bytes.count > 8 || !isASCII
    let head = arena[Int(starts[Int(id)])]
    heads.append(isLong ? head | 1 << 63 : head)
    if starts.count * 4 > slots.count * 3 { grow() }
    insert(tag: Self.tag(bytes, 0..<bytes.count, folds: isASCII), id: id)
    return id
  }

  private mutating func insert(tag: UInt32, id: LexemeID) {
    var slot = firstSlot(tag)
    while slots[slot].id != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Slot(tag: tag, id: id)
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(tag: 0, id: 0), count: old.count * 2)
    for slot in old where slot.id != 0 { insert(tag: slot.tag, id: slot.id) }
  }

  @inline(__always)
  private func firstSlot(_ tag: UInt32) -> Int { Int(tag) & (slots.count - 1) }
}

// Words outside ASCII.
extension WordTable {
  private mutating func internOther(_ bytes: [UInt8]) -> LexemeID {
    guard bytes.count <= Self.longest else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    if let id = others[text] { return id }
    let id: LexemeID
    if SettledFolding.isFolded(bytes) {
      id = bytes.withUnsafeBufferPointer { add($0, isASCII: false) }
    } else {
      id = LexemeID(starts.count)
      heads.append(0)
      starts.append(UInt32(arena.count))
      lengths.append(0)
      hasUnsettled = true
    }
    others[text] = id
    otherTexts[id] = text
    return id
  }

  private func findOther(_ bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    let folded = Folding.fold(bytes)
    guard folded.allSatisfy({ $0 < 0x80 }) else {
      return others[String(decoding: folded, as: UTF8.self)] ?? 0
    }
    return folded.withUnsafeBufferPointer { find(ascii: $0, 0..<folded.count) }
  }
}

// Hashing: a multiply and a shift a piece, after wyhash's mixing step.
extension WordTable {
  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always)
  private static func mix(_ hash: UInt64, _ piece: UInt64) -> UInt64 {
    let product = (hash ^ piece).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func tag(_ hash: UInt64, _ length: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) ^ UInt32(truncatingIfNeeded: length)
  }

  private static func tag(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool
  ) -> UInt32 {
    var hash = seed
    var at = word.lowerBound
    while at < word.upperBound {
      hash = mix(hash, piece(text, at, word.upperBound, folds))
      at += 8
    }
    return tag(hash, word.count)
  }

  /// Up to eight bytes from a place to the end of a word, in lower case where asked for.
  @inline(__always)
  private static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ folds: Bool
  ) -> UInt64 {
    let piece = piece(text, start, min(8, end - start))
    return folds ? Folding.lower(piece) : piece
  }

  /// Up to eight bytes from a place, the first lowest, padded with zeros.
  ///
  /// Reads eight bytes at once where the text has as many; no byte beyond it is touched.
  @inline(__always)
  private static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
  ) -> UInt64 {
    if text.count - start >= 8 {
      let piece = UInt64(
        littleEndian: UnsafeRawBufferPointer(text)
          .loadUnaligned(fromByteOffset: start, as: UInt64.self))
      return count == 8 ? piece : piece & ((1 &<< UInt64(count &* 8)) &- 1)
    }
    var piece: UInt64 = 0
    for index in 0..<count { piece |= UInt64(text[start + index]) &<< UInt64(index &* 8) }
    return piece
  }
}

// Endings.
extension WordTable {
  /// The last three letters of a word of six or more, a byte each, the last one lowest; 0 for a
  /// shorter word, `nil` where they are not ASCII.
  func ending(of id: LexemeID) -> UInt32? {
    let length = Int(id) < lengths.count ? Int(lengths[Int(id)]) : 0
    let start = length > 0 ? Int(starts[Int(id)]) : 0
    let pieces = arena[start..<start + (length + 7) / 8]
    guard length > 0, pieces.allSatisfy({ $0 & 0x8080_8080_8080_8080 == 0 }) else {
      let text = text(of: id)
      guard text.count >= 6 else { return 0 }
      let last = text.suffix(3).utf8
      return last.count == 3 ? last.reduce(0) { $0 << 8 | UInt32($1) } : nil
    }
    guard length >= 6 else { return 0 }
    return (length - 3..<length).reduce(0) { letters, index in
      letters << 8
        | UInt32(truncatingIfNeeded: arena[start + index >> 3] >> (UInt64(index & 7) * 8)) & 0xFF
    }
  }
}

extension WordTable: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    slots = try image.array()
    heads = try image.array()
    arena = try image.array()
    starts = try image.array()
    lengths = try image.array()
    hasUnsettled = try image.value()
    for _ in 0..<Int(try image.value(UInt32.self)) {
      let id = try image.value(LexemeID.self)
      let text = try image.part(String.self)
      others[text] = id
      otherTexts[id] = text
    }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(slots)
    image.lay(heads)
    image.lay(arena)
    image.lay(starts)
    image.lay(lengths)
    image.lay(hasUnsettled)
    image.lay(UInt32(otherTexts.count))
    for (id, text) in otherTexts.sorted(by: { $0.key < $1.key }) {
      image.lay(id)
      image.lay(text)
    }
  }
}
