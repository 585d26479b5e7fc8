import GRDB

/// Tells most keys that a level of the index does not have, without looking there: eight bits for
/// each key, in blocks (a Bloom filter; the block hangs on the first bits of the key, as in Putze,
/// Sanders and Singler, 2007).
///
/// A slice has as many blocks as its postings need. A batch of new quotes asks for so many keys
/// that it reads nearly all of a large store's filters: blocks are therefore of several pages of
/// the file, which lie one after the other, and keys asked for in their order read each once.
/// The shorter the runs of a level, the more bits there are for each posting: there are as many
/// short runs as long ones, each is asked for every key, and what is read there in vain costs more
/// than the bits do (Dayan, Athanassoulis and Idreos, 2017).
struct PostingFilter {
  /// How many words of 64 bits of a block lie among the rows, and how many in each page of it.
  private static let (wordsOfRow, bytesOfPage) = (60, 4092)
  /// How many pages a block has at most.
  private static let mostPages = 8
  /// Behind which of a head's bits those are that tell its block: the 30 after those of its slice.
  private static let placeShift = PostingLevel.headBits - 6 - 30
  /// Over how many blocks that nobody asks for the next is gone to rather than looked for.
  private static let reach: Int64 = 8
  /// How many bits a key sets.
  private static let bitsOfKey = 8

  private let level: Int64
  /// How many bits there are for each posting.
  private let bitsOfPosting: Int
  private let statements: PostingStatements
  /// How many postings each slice had when its filter was made.
  private var counts: [Int]
  /// The last block that was read, its words as they lie in the file.
  private var last: (number: Int64, words: [UInt64]) = (-1, [])

  /// The filter of a level.
  init(_ statements: PostingStatements, _ level: Int) {
    self.level = Int64(level)
    self.statements = statements
    bitsOfPosting = max(10, 16 - 2 * max(0, PostingTable.length(ofLevel: level) - 1))
    counts = statements.counts[level]
  }

  /// How many postings a slice had when its filter was made.
  func count(of slice: Int) -> Int { counts[slice] }

  /// How many blocks a slice has.
  private func blocks(of slice: Int) -> Int {
    counts[slice] > 0 ? words(of: slice) / Self.words(ofPages: Self.mostPages) + 1 : 0
  }

  /// How many words of 64 bits each block of a slice has.
  private func words(ofBlockIn slice: Int) -> Int {
    let count = words(of: slice) / max(1, blocks(of: slice)) + 1
    let pages = (count - Self.wordsOfRow) * 8 / Self.bytesOfPage + 1
    return Self.words(ofPages: min(pages, Self.mostPages))
  }

  /// How many words the postings of a slice need.
  private func words(of slice: Int) -> Int { counts[slice] * bitsOfPosting / 64 + 1 }

  /// How many words fill so many pages of the file, with what SQLite keeps among the rows.
  private static func words(ofPages count: Int) -> Int {
    wordsOfRow + bytesOfPage * count / 8
  }

  /// Whether the level may have postings of a key, of which a head is given.
  mutating func mayHave(_ head: UInt64) throws -> Bool {
    guard let number = number(of: head) else { return false }
    try load(number, count: words(ofBlockIn: PostingLevel.slice(of: head)))
    return last.words.withUnsafeBytes { Self.mayHave(head, $0) }
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
        let block = try row.number(0)
        guard block >= number else { return number - block <= Self.reach }
        guard block == number else { return false }
        let bytes = try row.bytes(1)
        guard bytes.count == words(ofBlockIn: PostingLevel.slice(of: heads[next])) * 8 else {
          return false
        }
        let end = self.end(ofBlockOf: heads[next])
        while next < heads.count, heads[next] < end {
          if Self.mayHave(heads[next], bytes) { found.append(next) }
          next += 1
        }
        guard next < heads.count, let following = self.number(of: heads[next]) else { return false }
        number = following
        return number - block <= Self.reach
      }
      guard next > first else { throw Self.lack }
    }
    return found
  }

  /// Whether the bits of a key are set in a block's bytes.
  private static func mayHave(_ head: UInt64, _ bytes: UnsafeRawBufferPointer) -> Bool {
    bits(of: head, among: bytes.count / 8 * 64).allSatisfy { bit in
      let word = bytes.loadUnaligned(fromByteOffset: (bit >> 6) * 8, as: UInt64.self)
      return UInt64(littleEndian: word) & 1 << UInt64(bit & 63) != 0
    }
  }

  /// Makes the filter of a slice anew, of all its postings, which are ascending.
  mutating func set(_ postings: ArraySlice<PackedPosting>, in slice: Int) throws {
    let first = number(ofBlock: 0, in: slice)
    try statements.dropBits.run(first, first + Int64(blocks(of: slice)))
    counts[slice] = postings.count
    let (count, words) = (blocks(of: slice), words(ofBlockIn: slice))
    try statements.keepSlice.run(
      PostingStatements.number(of: slice, in: level), Int64(postings.count))
    last = (-1, [])
    var rest = postings
    for block in 0..<count {
      let part = rest.prefix { self.block(of: $0.head, among: count) == block }
      rest = rest.dropFirst(part.count)
      var bits = [UInt64](repeating: 0, count: words)
      var key: UInt64?
      bits.withUnsafeMutableBufferPointer { bits in
        // A bit's number is less than those of a block.
        for posting in part where posting.key != key {
          key = posting.key
          for bit in Self.bits(of: posting.head, among: words * 64) {
            bits[bit >> 6] |= (UInt64(1) << UInt64(bit & 63)).littleEndian
          }
        }
      }
      try statements.createBits.run(first + Int64(block), blob: bits)
    }
  }

  /// Reads a block of so many words.
  private mutating func load(_ number: Int64, count: Int) throws {
    guard number != last.number else { return }
    var words: [UInt64] = []
    try statements.findBits.run(number) { row in
      let bytes = try row.bytes(0)
      guard bytes.count == count * 8 else { return false }
      words = [UInt64](unsafeUninitializedCapacity: count) { memory, filled in
        // Both have as many bytes.
        UnsafeMutableRawBufferPointer(memory).copyMemory(from: bytes)
        filled = count
      }
      return false
    }
    guard words.count == count else { throw Self.lack }
    last = (number, words)
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

  /// The bits of a key within its block of so many, by two hashes of the key (Kirsch and
  /// Mitzenmacher, 2008).
  @inline(__always)
  private static func bits(of head: UInt64, among count: Int) -> some Sequence<Int> {
    let hash = (head >> 16) &* 0x9E37_79B9_7F4A_7C15
    let (one, two) = (UInt32(truncatingIfNeeded: hash >> 32), UInt32(truncatingIfNeeded: hash) | 1)
    return (0..<bitsOfKey).lazy.map { number in
      Int((UInt64(one &+ UInt32(number) &* two) * UInt64(count)) >> 32)
    }
  }
}
