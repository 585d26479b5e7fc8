import CWideText
package import FlatImage
import NewsText

/// Numbers for folded words: an open-addressing table with linear probing over 8-byte pieces.
///
/// A word is hashed and compared piece by piece, and no string is built. Words of up to eight
/// bytes, most of a text, lie in their slots, so that a look-up touches one cache line. Words
/// outside ASCII whose folding is one character for one are kept as the longer ones are; the others
/// live in a dictionary of strings, whose equality is canonical equivalence.
struct WordTable: Sendable {
  private struct Slot: BitwiseCopyable {
    /// The one piece of a word; where there is more to compare, how many bytes it has and where its
    /// pieces start, with the high bit set, which no ASCII byte has.
    var head: UInt64
    var tag: UInt32
    /// The word's number; 0 where the slot is empty.
    var id: LexemeID

    static var empty: Slot { Slot(head: 0, tag: 0, id: 0) }
  }

  /// What a look-up begins with.
  private struct Probe {
    /// The first piece of the word.
    var piece: UInt64
    var tag: UInt32

    @inline(__always)
    init(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool) {
      piece = WordTable.piece(text, word.lowerBound, word.upperBound, folds)
      tag = WordTable.tag(piece, text, word, folds: folds)
    }
  }

  private var slots: [Slot]
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

  init() { slots = Array(repeating: .empty, count: 1024) }

  /// One more than the last number given.
  var count: Int { starts.count }

  /// Makes room for so many words at most; slots grow as words come, to stay few.
  mutating func reserve(_ count: Int) {
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
  func find(ascii text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    slots.withUnsafeBufferPointer {
      find(text, word, folds: true, Probe(text, word, folds: true), $0)
    }
  }

  /// The numbers of the tokens of a text, in order; 0 for those that have none.
  ///
  /// Some tokens at a time: first each one's slot is asked for, so that the processor fetches many
  /// at once, then they are compared.
  func find(
    _ tokens: UnsafeBufferPointer<Token>, of text: UnsafeBufferPointer<UInt8>,
    into numbers: UnsafeMutableBufferPointer<LexemeID>
  ) {
    withUnsafeTemporaryAllocation(of: Probe.self, capacity: Self.batch) { probes in
      slots.withUnsafeBufferPointer { slots in
        for first in stride(from: 0, to: tokens.count, by: Self.batch) {
          let batch = first..<min(first + Self.batch, tokens.count)
          for index in batch {
            let probe = Probe(text, tokens[index].bytes, folds: true)
            if let start = slots.baseAddress {
              cwide_prefetch(start + (Int(probe.tag) & (slots.count &- 1)))
            }
            probes.initializeElement(at: index &- first, to: probe)
          }
          for index in batch {
            let token = tokens[index]
            numbers[index] =
              token.flags.contains(.nonASCII)
              ? find(other: text, token.bytes)
              : find(text, token.bytes, folds: true, probes[index &- first], slots)
          }
        }
      }
    }
  }

  /// How many tokens are looked up at a time.
  private static let batch = 64

  /// The number of a word of a text that has bytes outside ASCII; 0 if it has none.
  func find(other text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> LexemeID {
    guard word.count <= Self.longest else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count) { folded in
      guard let count = SettledFolding.fold(text, word, into: folded) else {
        return findOther(UnsafeBufferPointer(rebasing: text[word]))
      }
      let bytes = UnsafeBufferPointer(rebasing: folded[..<count])
      if bytes.allSatisfy({ $0 < 0x80 }) { return find(ascii: bytes, 0..<count) }
      let found = slots.withUnsafeBufferPointer {
        find(bytes, 0..<count, folds: false, Probe(bytes, 0..<count, folds: false), $0)
      }
      guard found == 0, hasUnsettled, SettledFolding.mayCompose(bytes) else { return found }
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

  /// The number of a word, from its first slot on.
  @inline(__always)
  private func find(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool, _ probe: Probe,
    _ slots: UnsafeBufferPointer<Slot>
  ) -> LexemeID {
    let isLong = word.count > 8 || !folds
    var place = Int(probe.tag) & (slots.count &- 1)
    while slots[place].id != 0 {
      let slot = slots[place]
      if slot.tag == probe.tag,
        isLong ? equals(text, word, folds: folds, slot.head) : slot.head == probe.piece
      {
        return slot.id
      }
      place = (place &+ 1) & (slots.count &- 1)
    }
    return 0
  }

  private func equals(
    _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool, _ head: UInt64
  ) -> Bool {
    guard head >> 32 == Self.long | UInt64(word.count) else { return false }
    var piece = Int(truncatingIfNeeded: head & 0xFFFF_FFFF)
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
    let start = starts[Int(id)]
    let isLong = bytes.count > 8 || !isASCII
    let head =
      isLong ? (Self.long | UInt64(bytes.count)) << 32 | UInt64(start) : arena[Int(start)]
    if starts.count * 4 > slots.count * 3 { grow() }
    let first = Self.piece(bytes, 0, bytes.count, isASCII)
    let tag = Self.tag(first, bytes, 0..<bytes.count, folds: isASCII)
    insert(Slot(head: head, tag: tag, id: id))
    return id
  }

  /// The high bit of a head, above the length and the start.
  private static let long: UInt64 = 1 << 31

  private mutating func insert(_ new: Slot) {
    var slot = Int(new.tag) & (slots.count - 1)
    while slots[slot].id != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = new
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: .empty, count: old.count * 2)
    for slot in old where slot.id != 0 { insert(slot) }
  }

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

  /// The hash of a word, whose first piece is known.
  @inline(__always)
  private static func tag(
    _ first: UInt64, _ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool
  ) -> UInt32 {
    var hash = mix(seed, first)
    var at = word.lowerBound &+ 8
    while at < word.upperBound {
      hash = mix(hash, piece(text, at, word.upperBound, folds))
      at &+= 8
    }
    return UInt32(truncatingIfNeeded: hash >> 32) ^ UInt32(truncatingIfNeeded: word.count)
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
      let piece = eightBytes(text, start)
      return count == 8 ? piece : piece & ((1 &<< UInt64(count &* 8)) &- 1)
    }
    var piece: UInt64 = 0
    for index in 0..<count { piece |= UInt64(text[start + index]) &<< UInt64(index &* 8) }
    return piece
  }

  @inline(__always)
  private static func eightBytes(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    UInt64(
      littleEndian: UnsafeRawBufferPointer(text)
        .loadUnaligned(fromByteOffset: start, as: UInt64.self))
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
    slots = try image.array()
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
