/// A frozen set of words with a number each, looked up by bytes: no string is built.
///
/// Open addressing over an FNV-1a hash of the bytes with ASCII capitals folded and a curly
/// apostrophe read as a straight one. O(length) a look-up.
struct WordTable: Sendable {
  private var slots: [Int32]
  private var starts: [Int32] = [0]
  private var storage: [UInt8] = []
  private var values: [UInt16] = []
  private let mask: UInt64
  /// For each first byte, and behind those for each last one, the lengths of words, a bit each, the
  /// highest for longer ones: most look-ups end here.
  private(set) var lengths: [UInt64] = Array(repeating: 0, count: 512)

  /// Keeps words with the number that stands at their place in the list; of doubles the first.
  init(_ words: [String]) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = UInt64(size - 1)
    for (value, word) in words.enumerated() {
      var word = word
      word.withUTF8 { insert($0, UInt16(truncatingIfNeeded: value)) }
    }
  }

  private mutating func insert(_ word: UnsafeBufferPointer<UInt8>, _ value: UInt16) {
    let folded = Self.folded(word)
    let (isKnown, hash) = folded.withUnsafeBufferPointer { bytes in
      (find(bytes, 0..<bytes.count) != nil, Self.hash(bytes, 0..<bytes.count))
    }
    guard let first = folded.first, let last = folded.last, !isKnown else { return }
    // An apostrophe takes three bytes where it is a curly one.
    var bits: UInt64 = 0
    for curly in 0...folded.count(where: { $0 == 0x27 }) {
      bits |= Self.lengthBit(folded.count + 2 * curly)
    }
    lengths[Int(first)] |= bits
    lengths[Int(Self.twin(of: first, curly: 0xE2))] |= bits
    lengths[256 + Int(last)] |= bits
    lengths[256 + Int(Self.twin(of: last, curly: 0x99))] |= bits
    var slot = Int(hash & mask)
    while slots[slot] >= 0 { slot = (slot + 1) & Int(mask) }
    slots[slot] = Int32(values.count)
    storage.append(contentsOf: folded)
    starts.append(Int32(storage.count))
    values.append(value)
  }

  /// The other byte of a text that is read as this one, of a curly apostrophe the one given; itself
  /// where there is none.
  private static func twin(of byte: UInt8, curly: UInt8) -> UInt8 {
    if byte &- 0x61 < 26 { return byte - 0x20 }
    return byte == 0x27 ? curly : byte
  }

  @inline(__always)
  private static func lengthBit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

  /// The number of the word that stands in `range` of `bytes`, or `nil`.
  @inline(__always)
  subscript(_ bytes: TextBytes, _ range: Range<Int>) -> UInt16? {
    guard !range.isEmpty, mayContain(bytes, range) else { return nil }
    return find(bytes, range)
  }

  /// Whether there are words that begin and end like the one in `range`, which is not empty, and
  /// are as long.
  @inline(__always)
  func mayContain(_ bytes: TextBytes, _ range: Range<Int>) -> Bool {
    lengths[Int(bytes[range.lowerBound])] & lengths[256 + Int(bytes[range.upperBound &- 1])]
      & Self.lengthBit(range.count) != 0
  }

  private func find(_ bytes: TextBytes, _ range: Range<Int>) -> UInt16? {
    var slot = Int(Self.hash(bytes, range) & mask)
    while slots[slot] >= 0 {
      let word = Int(slots[slot])
      if matches(word, bytes, range) { return values[word] }
      slot = (slot + 1) & Int(mask)
    }
    return nil
  }

  /// Whether the word that stands in `range` is one of them.
  func contains(_ bytes: TextBytes, _ range: Range<Int>) -> Bool { self[bytes, range] != nil }

  private func matches(_ word: Int, _ bytes: TextBytes, _ range: Range<Int>) -> Bool {
    var at = Int(starts[word])
    let end = Int(starts[word + 1])
    var index = range.lowerBound
    while index < range.upperBound {
      let (byte, length) = Self.folded(bytes, index, range.upperBound)
      guard at < end, storage[at] == byte else { return false }
      at += 1
      index += length
    }
    return at == end
  }

  private static func hash(_ bytes: TextBytes, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var index = range.lowerBound
    while index < range.upperBound {
      let (byte, length) = folded(bytes, index, range.upperBound)
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      index += length
    }
    return hash ^ (hash >> 29)
  }

  private static func folded(_ word: TextBytes) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < word.count {
      let (byte, length) = folded(word, index, word.count)
      result.append(byte)
      index += length
    }
    return result
  }

  /// The byte that stands for the one at `index`, and how many bytes it takes in the text.
  @inline(__always)
  private static func folded(_ bytes: TextBytes, _ index: Int, _ end: Int) -> (UInt8, Int) {
    let byte = bytes[index]
    if byte &- 0x41 < 26 { return (byte | 0x20, 1) }
    if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
      return (0x27, 3)
    }
    return (byte, 1)
  }
}
