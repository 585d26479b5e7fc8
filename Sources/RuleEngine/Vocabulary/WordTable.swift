/// Numbers for folded words: an open-addressing table with linear probing over 8-byte pieces.
///
/// ASCII words are kept in one arena, padded with zeros to eight bytes, so that a word is hashed
/// and compared piece by piece and no string is built. Words outside ASCII live in a dictionary of
/// strings, whose equality is canonical equivalence.
struct WordTable: Sendable {
  private struct Slot {
    var tag: UInt32
    var id: LexemeID
  }

  private var slots: [Slot]
  private var arena: [UInt64] = []
  /// Where each word starts in the arena, and how many bytes it has; 0 bytes outside ASCII.
  private var starts: [UInt32] = [0]
  private var lengths: [UInt16] = [0]
  private var others: [String: LexemeID] = [:]
  private var otherTexts: [LexemeID: String] = [:]

  /// The longest word kept, in bytes.
  static let longest = 120

  init() { slots = Array(repeating: Slot(tag: 0, id: 0), count: 1024) }

  /// One more than the last number given.
  var count: Int { starts.count }

  /// Makes room for a number of words.
  mutating func reserve(_ count: Int) {
    starts.reserveCapacity(count)
    lengths.reserveCapacity(count)
    arena.reserveCapacity(count * 3 / 2)
    while slots.count < count * 2 { grow() }
  }

  /// Gives a word, already folded, a number; 0 for an empty word and one longer than `longest`.
  mutating func intern(folded bytes: [UInt8]) -> LexemeID {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return internOther(bytes) }
    return bytes.withUnsafeBufferPointer { intern(ascii: $0) }
  }

  /// Gives an ASCII word a number, folding it on the way.
  mutating func intern(ascii bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    let known = find(bytes, isASCII: true)
    guard known == 0, !bytes.isEmpty, bytes.count <= Self.longest else { return known }
    let id = LexemeID(starts.count)
    starts.append(UInt32(arena.count))
    lengths.append(UInt16(bytes.count))
    var hash = Self.seed
    var at = 0
    while at < bytes.count {
      let piece = Folding.lower(Self.piece(bytes, at: at))
      arena.append(piece)
      hash = Self.mix(hash, piece)
      at += 8
    }
    if starts.count * 2 > slots.count { grow() }
    insert(hash: Self.finish(hash, bytes.count), id: id)
    return id
  }

  /// The number of a word of a text, folding it on the way; 0 if it has none.
  @inline(__always)
  func find(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool) -> LexemeID {
    guard isASCII else { return findOther(bytes) }
    let count = bytes.count
    if count <= 8 {
      let piece = Folding.lower(Self.piece(bytes, at: 0))
      return find(hash: Self.finish(Self.mix(Self.seed, piece), count), piece: piece, length: count)
    }
    guard count <= Self.longest else { return 0 }
    return findLong(bytes)
  }

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

  private func findLong(_ bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    var hash = Self.seed
    var at = 0
    while at < bytes.count {
      hash = Self.mix(hash, Folding.lower(Self.piece(bytes, at: at)))
      at += 8
    }
    hash = Self.finish(hash, bytes.count)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].id != 0 {
      if slots[slot].tag == Self.tag(hash), equals(bytes, Int(slots[slot].id)) {
        return slots[slot].id
      }
      slot = (slot + 1) & mask
    }
    return 0
  }

  private func equals(_ bytes: UnsafeBufferPointer<UInt8>, _ id: Int) -> Bool {
    guard Int(lengths[id]) == bytes.count else { return false }
    var piece = Int(starts[id])
    var at = 0
    while at < bytes.count {
      if arena[piece] != Folding.lower(Self.piece(bytes, at: at)) { return false }
      piece += 1
      at += 8
    }
    return true
  }

  @inline(__always)
  private func find(hash: UInt64, piece: UInt64, length: Int) -> LexemeID {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].id != 0 {
      let id = Int(slots[slot].id)
      if slots[slot].tag == Self.tag(hash), Int(lengths[id]) == length,
        arena[Int(starts[id])] == piece
      {
        return slots[slot].id
      }
      slot = (slot + 1) & mask
    }
    return 0
  }

  private mutating func insert(hash: UInt64, id: LexemeID) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot].id != 0 { slot = (slot + 1) & mask }
    slots[slot] = Slot(tag: Self.tag(hash), id: id)
  }

  private mutating func grow() {
    slots = Array(repeating: Slot(tag: 0, id: 0), count: slots.count * 2)
    for id in 1..<starts.count where lengths[id] > 0 {
      var hash = Self.seed
      let pieces = (Int(lengths[id]) + 7) / 8
      for piece in 0..<pieces { hash = Self.mix(hash, arena[Int(starts[id]) + piece]) }
      insert(hash: Self.finish(hash, Int(lengths[id])), id: LexemeID(id))
    }
  }
}

// Words outside ASCII.
extension WordTable {
  private mutating func internOther(_ bytes: [UInt8]) -> LexemeID {
    guard bytes.count <= Self.longest else { return 0 }
    let text = String(decoding: bytes, as: UTF8.self)
    if let id = others[text] { return id }
    let id = LexemeID(starts.count)
    starts.append(UInt32(arena.count))
    lengths.append(0)
    others[text] = id
    otherTexts[id] = text
    return id
  }

  private func findOther(_ bytes: UnsafeBufferPointer<UInt8>) -> LexemeID {
    guard bytes.count <= Self.longest else { return 0 }
    let folded = Folding.fold(bytes)
    guard folded.allSatisfy({ $0 < 0x80 }) else {
      return others[String(decoding: folded, as: UTF8.self)] ?? 0
    }
    return folded.withUnsafeBufferPointer { find($0, isASCII: true) }
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
  private static func finish(_ hash: UInt64, _ length: Int) -> UInt64 {
    hash &+ UInt64(truncatingIfNeeded: length)
  }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// Up to eight bytes from a place, the first lowest, padded with zeros.
  @inline(__always)
  private static func piece(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt64 {
    if bytes.count - start >= 8 {
      return UInt64(
        littleEndian: UnsafeRawBufferPointer(bytes)
          .loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
    var piece: UInt64 = 0
    for index in start..<bytes.count {
      piece |= UInt64(bytes[index]) &<< UInt64((index &- start) &* 8)
    }
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
      letters << 8 | UInt32(truncatingIfNeeded: arena[start + index >> 3] >> UInt64(index & 7) * 8)
        & 0xFF
    }
  }
}
