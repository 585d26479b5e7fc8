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
  /// The first bytes that words have: most look-ups end here.
  private var firsts: [Bool] = Array(repeating: false, count: 256)
  /// The bytes of the longest word.
  let longest: Int

  /// Keeps words with the number that stands at their place in the list; of doubles the first.
  init(_ words: [String]) {
    var size = 16
    while size < words.count * 3 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    mask = UInt64(size - 1)
    longest = words.map { $0.utf8.count }.max() ?? 0
    for (value, word) in words.enumerated() {
      insert(Array(word.utf8), UInt16(truncatingIfNeeded: value))
    }
  }

  private mutating func insert(_ word: [UInt8], _ value: UInt16) {
    let folded = Self.folded(word)
    guard let first = folded.first, self[folded, 0..<folded.count] == nil else { return }
    firsts[Int(first)] = true
    if first &- 0x61 < 26 { firsts[Int(first) - 0x20] = true }
    if first == 0x27 { firsts[0xE2] = true }
    var slot = Int(Self.hash(folded, 0..<folded.count) & mask)
    while slots[slot] >= 0 { slot = (slot + 1) & Int(mask) }
    slots[slot] = Int32(values.count)
    storage.append(contentsOf: folded)
    starts.append(Int32(storage.count))
    values.append(value)
  }

  /// The number of the word that stands in `range` of `bytes`, or `nil`.
  subscript(_ bytes: [UInt8], _ range: Range<Int>) -> UInt16? {
    guard !range.isEmpty, range.count <= longest + 2, firsts[Int(bytes[range.lowerBound])] else {
      return nil
    }
    var slot = Int(Self.hash(bytes, range) & mask)
    while slots[slot] >= 0 {
      let word = Int(slots[slot])
      if matches(word, bytes, range) { return values[word] }
      slot = (slot + 1) & Int(mask)
    }
    return nil
  }

  /// Whether the word that stands in `range` is one of them.
  func contains(_ bytes: [UInt8], _ range: Range<Int>) -> Bool { self[bytes, range] != nil }

  private func matches(_ word: Int, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
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

  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var index = range.lowerBound
    while index < range.upperBound {
      let (byte, length) = folded(bytes, index, range.upperBound)
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      index += length
    }
    return hash ^ (hash >> 29)
  }

  private static func folded(_ word: [UInt8]) -> [UInt8] {
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
  private static func folded(_ bytes: [UInt8], _ index: Int, _ end: Int) -> (UInt8, Int) {
    let byte = bytes[index]
    if byte &- 0x41 < 26 { return (byte | 0x20, 1) }
    if byte == 0xE2, index + 2 < end, bytes[index + 1] == 0x80, bytes[index + 2] == 0x99 {
      return (0x27, 3)
    }
    return (byte, 1)
  }
}
