import GRDB

/// Tells most keys that a level of the index does not have, without looking there: four bits for
/// each key, in blocks of about a page of the file (a Bloom filter; the block hangs on the first
/// bits of the key, as in Putze, Sanders and Singler, 2007).
///
/// A slice has as many blocks as its postings need, so that what is read for a key is one page,
/// whatever the level holds, and keys that are asked for in their order read each page once. Of
/// the keys that are not there one in a hundred is taken for one that may be: with ten bits for
/// each posting the pages of the filter and of the postings that are read in vain are fewest.
struct PostingFilter {
  /// How many words of 64 bits a block has. As a block of postings it is a little more than fits in
  /// a page.
  private static let wordsOfBlock = 570
  private static let bitsOfBlock = UInt64(wordsOfBlock * 64)
  /// Behind which of a head's bits those are that tell its block: the 30 after those of its slice.
  private static let placeShift = PostingLevel.headBits - 6 - 30
  /// Over how many blocks that nobody asks for the next is gone to rather than looked for.
  private static let reach: Int64 = 8
  /// How many bits there are for each posting, and how many of them a key sets.
  private static let (bitsOfPosting, bitsOfKey) = (10, 4)

  private let level: Int64
  private let statements: PostingStatements
  /// How many postings each slice had when its filter was made.
  private var counts: [Int]
  /// The last block that was read, its words as they lie in the file.
  private var last: (number: Int64, words: [UInt64]) = (
    -1, Array(repeating: 0, count: wordsOfBlock)
  )

  /// The filter of a level.
  init(_ statements: PostingStatements, _ level: Int) {
    self.level = Int64(level)
    self.statements = statements
    counts = statements.counts[level]
  }

  /// How many postings a slice had when its filter was made.
  func count(of slice: Int) -> Int { counts[slice] }

  /// How many blocks a slice has.
  private func blocks(of slice: Int) -> Int {
    counts[slice] > 0 ? counts[slice] * Self.bitsOfPosting / Int(Self.bitsOfBlock) + 1 : 0
  }

  /// Whether the level may have postings of a key, of which a head is given.
  mutating func mayHave(_ head: UInt64) throws -> Bool {
    guard let number = number(of: head) else { return false }
    try load(number)
    return Self.bits(of: head).allSatisfy { bit in
      UInt64(littleEndian: last.words[bit >> 6]) & 1 << UInt64(bit & 63) != 0
    }
  }

  /// The places of those among some heads, ascending, of whose keys the level may have postings.
  /// Blocks that follow each other are read in one go.
  func places(among heads: [UInt64]) throws -> [Int] {
    var found: [Int] = []
    var next = 0
    while next < heads.count {
      guard var number = number(of: heads[next]) else {
        let slice = PostingLevel.heads(of: PostingLevel.slice(of: heads[next]))
        next = heads.place(of: slice.upperBound)
        continue
      }
      let first = next
      try statements.scanBits.run(number) { row in
        guard row.number(0) >= number else { return number - row.number(0) <= Self.reach }
        guard row.number(0) == number else { return false }
        let bytes = row.bytes(1)
        guard bytes.count == Self.wordsOfBlock * 8 else { return false }
        let end = self.end(ofBlockOf: heads[next])
        while next < heads.count, heads[next] < end {
          if Self.mayHave(heads[next], bytes) { found.append(next) }
          next += 1
        }
        guard next < heads.count, let following = self.number(of: heads[next]) else { return false }
        number = following
        return number - row.number(0) <= Self.reach
      }
      guard next > first else { throw Self.lack }
    }
    return found
  }

  /// Whether the bits of a key are set in a block's bytes, of which there are as many as there must
  /// be.
  private static func mayHave(_ head: UInt64, _ bytes: UnsafeRawBufferPointer) -> Bool {
    bits(of: head).allSatisfy { bit in
      let word = bytes.loadUnaligned(fromByteOffset: (bit >> 6) * 8, as: UInt64.self)
      return UInt64(littleEndian: word) & 1 << UInt64(bit & 63) != 0
    }
  }

  /// Makes the filter of a slice anew, of all its postings, which are ascending.
  mutating func set(_ postings: ArraySlice<PackedPosting>, in slice: Int) throws {
    let first = number(ofBlock: 0, in: slice)
    try statements.dropBits.run(first, first + Int64(blocks(of: slice)))
    counts[slice] = postings.count
    let count = blocks(of: slice)
    try statements.keepSlice.run(
      PostingStatements.number(of: slice, in: level), Int64(postings.count))
    last.number = -1
    var rest = postings
    for block in 0..<count {
      let part = rest.prefix { self.block(of: $0.head, among: count) == block }
      rest = rest.dropFirst(part.count)
      last.words.withUnsafeMutableBufferPointer { words in
        words.update(repeating: 0)
        // A bit's number is less than those of a block.
        for posting in part {
          for bit in Self.bits(of: posting.head) {
            words[bit >> 6] |= (UInt64(1) << UInt64(bit & 63)).littleEndian
          }
        }
      }
      try statements.createBits.run(first + Int64(block), blob: last.words)
    }
  }

  /// Reads a block.
  private mutating func load(_ number: Int64) throws {
    guard number != last.number else { return }
    last.number = -1
    var count = 0
    try statements.findBits.run(number) { row in
      let bytes = row.bytes(0)
      last.words.withUnsafeMutableBytes {
        count = min(bytes.count, $0.count)
        $0.copyMemory(from: .init(rebasing: bytes.prefix(count)))
      }
      return false
    }
    guard count == last.words.count * 8 else { throw Self.lack }
    last.number = number
  }

  private static var lack: DatabaseError {
    DatabaseError(resultCode: .SQLITE_CORRUPT, message: "posting_filter lacks a block")
  }

  /// The number of the block that tells of a head; `nil` where its slice has none.
  @inline(__always)
  private func number(of head: UInt64) -> Int64? {
    let slice = PostingLevel.slice(of: head)
    let count = blocks(of: slice)
    return count > 0 ? number(ofBlock: block(of: head, among: count), in: slice) : nil
  }

  private func number(ofBlock block: Int, in slice: Int) -> Int64 {
    level << 48 | Int64(slice) << 40 | Int64(block)
  }

  /// The first head that is not in the block of another; `head` is in a slice that has blocks.
  private func end(ofBlockOf head: UInt64) -> UInt64 {
    let slice = PostingLevel.slice(of: head)
    let count = UInt64(blocks(of: slice))
    let next = UInt64(block(of: head, among: Int(count)) + 1)
    let place = ((next << 30) + count - 1) / count
    return PostingLevel.heads(of: slice).lowerBound + place << Self.placeShift
  }

  /// Which of a slice's blocks a key is in: keys that follow each other are in one block, or in
  /// blocks that follow each other.
  private func block(of head: UInt64, among count: Int) -> Int {
    let place = head >> Self.placeShift & (1 << 30 - 1)
    return Int((place * UInt64(count)) >> 30)
  }

  /// The bits of a key within its block, by two hashes of the key (Kirsch and Mitzenmacher, 2008).
  @inline(__always)
  private static func bits(of head: UInt64) -> some Sequence<Int> {
    let hash = (head >> 16) &* 0x9E37_79B9_7F4A_7C15
    let (one, two) = (UInt32(truncatingIfNeeded: hash >> 32), UInt32(truncatingIfNeeded: hash) | 1)
    return (0..<bitsOfKey).lazy.map { number in
      Int((UInt64(one &+ UInt32(number) &* two) * bitsOfBlock) >> 32)
    }
  }
}
