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
    var hash = cwide_hash(first, second)
    for start in stride(from: word.lowerBound + 16, to: word.upperBound, by: 8) {
      hash = cwide_mix(hash ^ Self.padded(text, start, word.upperBound, folds), cwide_factor)
    }
    self.init(folds && word.count <= 8 ? first : nil, hash)
  }

  @inline(__always)
  private init(_ word: UInt64?, _ hash: UInt64) {
    place = hash &>> 2
    bits = word ?? Self.hashed | place
  }

  /// The key that has some bits.
  init(bits: UInt64) {
    self.bits = bits
    place = bits >> 62 == Self.hashed >> 62 ? bits : cwide_hash(bits, .max) &>> 2
  }

  /// The two highest bits of a hash; a word has none of them, or both in its padding.
  private static var hashed: UInt64 { cwide_hashed }
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

  /// Ones above so many bytes, up to eight.
  @inline(__always)
  private static func padding(_ count: Int) -> UInt64 {
    let half = UInt64(truncatingIfNeeded: count &* 4)
    return (.max &<< half) &<< half
  }

  @inline(__always)
  private static func eightBytes(_ address: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: address.loadUnaligned(as: UInt64.self))
  }
}
