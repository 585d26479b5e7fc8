import CWideText

/// What a folded word is looked up by.
///
/// An ASCII word of up to eight bytes is its own key, padded with ones, which no ASCII byte has;
/// other words have a hash. Where a word lies follows from its key.
struct WordKey: BitwiseCopyable {
  /// The bits; 0 is no word.
  let bits: UInt64
  /// The low bits tell the bucket.
  let place: UInt64

  /// The key of an ASCII word, folded on the way, or of another one that is folded already.
  init(_ text: UnsafeBufferPointer<UInt8>, _ word: Range<Int>, folds: Bool) {
    let first = Self.padded(text, word.lowerBound, word.upperBound, folds)
    let second = Self.padded(text, word.lowerBound + 8, word.upperBound, folds)
    var hash = Self.hash(first, second)
    for start in stride(from: word.lowerBound + 16, to: word.upperBound, by: 8) {
      hash = Self.mix(hash ^ Self.padded(text, start, word.upperBound, folds), Self.factor)
    }
    self.init(folds && word.count <= 8 ? first : nil, hash)
  }

  /// The key of a word of up to sixteen bytes, by its head.
  @inline(__always)
  init(_ head: cwide_head, count: Int) {
    let hash = Self.hash(head.first, head.second)
    self.init(count <= 8 && head.beyond == 0 ? head.first : nil, hash)
  }

  @inline(__always)
  private init(_ word: UInt64?, _ hash: UInt64) {
    place = hash &>> 2
    bits = word ?? Self.hashed | place
  }

  /// The key that has some bits.
  init(bits: UInt64) {
    self.bits = bits
    place = bits >> 62 == Self.hashed >> 62 ? bits : Self.hash(bits, .max) &>> 2
  }

  /// The key of no word.
  static var unknown: WordKey { WordKey(bits: hashed) }

  /// Whether a word is known for sure where its key is: whether the key is the word.
  @inline(__always)
  var isWord: Bool { bits &>> 62 != Self.hashed &>> 62 }

  /// The two highest bits of a hash; a word has none of them, or both in its padding.
  private static let hashed: UInt64 = 1 << 63
}

// Pieces of eight bytes, the first lowest.
extension WordKey {
  /// Up to eight bytes from a place to the end of a word, padded with zeros, in lower case where
  /// asked for. No byte beyond the text is touched.
  static func piece(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ folds: Bool
  ) -> UInt64 {
    let count = min(max(end - start, 0), 8)
    var piece: UInt64 = 0
    if let first = text.baseAddress, start + 8 <= text.count {
      piece = eightBytes(UnsafeRawPointer(first + start)) & ~padding(count)
    } else {
      for index in 0..<count { piece |= UInt64(text[start + index]) << UInt64(index * 8) }
    }
    return folds ? Folding.lower(piece) : piece
  }

  /// The same, padded with ones.
  private static func padded(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ folds: Bool
  ) -> UInt64 {
    piece(text, start, end, folds) | padding(min(max(end - start, 0), 8))
  }

  /// The head of a word of up to sixteen bytes, wherever it stands: no byte beyond the text is
  /// touched.
  @inline(__always)
  static func head(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> cwide_head {
    guard let first = text.baseAddress, start &+ 16 <= text.count else {
      return headAtEnd(text, start, end)
    }
    return cwide_word_head(first + start, UInt32(truncatingIfNeeded: end &- start))
  }

  /// The head of a word so near the end of the text that it is copied.
  private static func headAtEnd(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> cwide_head {
    var bytes = SIMD16<UInt8>()
    for index in 0..<end - start { bytes[index] = text[start + index] }
    return withUnsafeBytes(of: bytes) { copy in
      copy.withMemoryRebound(to: UInt8.self) { copy in
        copy.baseAddress.map { cwide_word_head($0, UInt32(end - start)) } ?? cwide_head()
      }
    }
  }

  /// Ones above so many bytes, up to eight.
  @inline(__always)
  static func padding(_ count: Int) -> UInt64 {
    let half = UInt64(truncatingIfNeeded: count &* 4)
    return (.max &<< half) &<< half
  }

  @inline(__always)
  private static func eightBytes(_ address: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: address.loadUnaligned(as: UInt64.self))
  }
}

// Hashing: a multiplication for sixteen bytes, then one for each eight, after wyhash.
extension WordKey {
  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let factor: UInt64 = 0xA076_1D64_78BD_642F

  @inline(__always)
  private static func hash(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mix(first ^ seed, second ^ factor)
  }

  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
