import GRDB

/// Tells most keys that a level of the index does not have, without looking there: two bits for
/// each key, in blocks of a page of the file (a Bloom filter; the block hangs on the first bits of
/// the key, as in Putze, Sanders and Singler, 2007).
///
/// A slice has as many blocks as its postings need, so that what is read for a key is one page,
/// whatever the store holds, and keys that are asked for in their order read each page once. Of
/// the keys that are not there one in twenty is taken for one that may be.
struct PostingFilter {
  /// How many words of 64 bits a block has: with its number it fills a page of 4 KB.
  private static let wordsOfBlock = 500
  private static let bitsOfBlock = UInt64(wordsOfBlock * 64)
  /// How many bits there are for each posting at least, and in a slice that was made anew.
  private static let (leastBits, freshBits) = (8, 12)

  /// The most postings, or blocks, of a slice.
  private static let most: Int64 = 1 << 32

  /// What a slice has.
  private struct Slice {
    var postings = 0
    var blocks = 0
  }

  private let level: Int64
  private let find: NumberStatement
  private let keep: NumberStatement
  private let drop: NumberStatement
  private let keepSlice: NumberStatement
  private var slices = [Slice](repeating: Slice(), count: PostingLevel.slices)
  /// The last block that was read, its words as they lie in the file.
  private var last: (number: Int64, words: [UInt64]) = (-1, [])

  /// The filter of a level.
  init(_ db: Database, _ level: Int) throws {
    self.level = Int64(level)
    find = try NumberStatement(db, "SELECT bits FROM posting_filter WHERE block = ?")
    keep = try NumberStatement(
      db, "INSERT OR REPLACE INTO posting_filter (block, bits) VALUES (?, ?)")
    drop = try NumberStatement(
      db, "DELETE FROM posting_filter WHERE block >= ? AND block < ?")
    keepSlice = try NumberStatement(
      db, "INSERT OR REPLACE INTO posting_slice (slice, postings, blocks) VALUES (?, ?, ?)")
    let all = try NumberStatement(db, "SELECT slice, postings, blocks FROM posting_slice")
    let first = self.level << 8
    var isSound = true
    try all.run { row in
      let slice = Int(row.number(0) &- first)
      guard slices.indices.contains(slice) else { return true }
      let (postings, blocks) = (row.number(1), row.number(2))
      isSound = 0...Self.most ~= postings && 0...Self.most ~= blocks
      if isSound { slices[slice] = Slice(postings: Int(postings), blocks: Int(blocks)) }
      return isSound
    }
    guard isSound else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "posting_slice counts what no slice can have")
    }
  }

  /// Whether the level may have postings of a key, of which a head is given.
  mutating func mayHave(_ head: UInt64) throws -> Bool {
    let slice = PostingLevel.slice(of: head)
    guard slices[slice].blocks > 0 else { return false }
    try load(block(of: head, in: slice))
    let bits = Self.bits(of: head)
    return isSet(bits.0) && isSet(bits.1)
  }

  /// Adds the keys of postings that came to a slice, ascending; `all` gives those that the slice
  /// has now.
  mutating func add(
    _ postings: some Collection<PackedPosting>, to slice: Int, all: () -> [PackedPosting]
  ) throws {
    slices[slice].postings += postings.count
    let (count, room) = (slices[slice].postings, slices[slice].blocks * Int(Self.bitsOfBlock))
    if room >= count * Self.leastBits {
      try insert(postings, slice)
    } else {
      try dropBlocks(of: slice)
      slices[slice].blocks = count * Self.freshBits / Int(Self.bitsOfBlock) + 1
      try insert(all(), slice)
    }
    try keepSlice.run(
      level << 8 | Int64(slice), Int64(count), Int64(slices[slice].blocks))
  }

  /// Forgets the keys of a slice, all of whose postings went.
  mutating func removeAll(in slice: Int) throws {
    try dropBlocks(of: slice)
    slices[slice] = Slice()
    try keepSlice.run(level << 8 | Int64(slice), 0, 0)
  }

  private mutating func dropBlocks(of slice: Int) throws {
    last = (-1, [])
    let first = number(ofBlock: 0, in: slice)
    try drop.run(first, first + Int64(slices[slice].blocks))
  }

  private mutating func insert(_ postings: some Collection<PackedPosting>, _ slice: Int) throws {
    var isChanged = false
    for posting in postings {
      let number = block(of: posting.head, in: slice)
      if number != last.number {
        if isChanged { try keep.run(last.number, blob: last.words) }
        try load(number)
      }
      let bits = Self.bits(of: posting.head)
      set(bits.0)
      set(bits.1)
      isChanged = true
    }
    if isChanged { try keep.run(last.number, blob: last.words) }
  }

  private func isSet(_ bit: Int) -> Bool {
    UInt64(littleEndian: last.words[bit >> 6]) & 1 << UInt64(bit & 63) != 0
  }

  private mutating func set(_ bit: Int) {
    last.words[bit >> 6] |= (UInt64(1) << UInt64(bit & 63)).littleEndian
  }

  /// Reads a block; an empty one where there is none yet.
  private mutating func load(_ number: Int64) throws {
    guard number != last.number else { return }
    var words = last.words
    last = (-1, [])
    if words.isEmpty { words = Array(repeating: 0, count: Self.wordsOfBlock) }
    var isThere = false
    try find.run(number) { row in
      let bytes = row.bytes(0)
      if bytes.count < words.count * 8 { for place in words.indices { words[place] = 0 } }
      words.withUnsafeMutableBytes { $0.copyMemory(from: .init(rebasing: bytes.prefix($0.count))) }
      isThere = true
      return false
    }
    if !isThere { for place in words.indices { words[place] = 0 } }
    last = (number, words)
  }

  private func number(ofBlock block: Int, in slice: Int) -> Int64 {
    level << 48 | Int64(slice) << 40 | Int64(block)
  }

  /// The number of the block of a key: keys that follow each other are in one block, or in blocks
  /// that follow each other.
  private func block(of head: UInt64, in slice: Int) -> Int64 {
    let place = head >> 25 & (1 << 30 - 1)
    return number(ofBlock: Int((place * UInt64(slices[slice].blocks)) >> 30), in: slice)
  }

  /// The two bits of a key within its block, by the last bits of the key.
  private static func bits(of head: UInt64) -> (Int, Int) {
    let key = head >> 16
    return (
      Int(((key & 0x7FFF) * bitsOfBlock) >> 15),
      Int((((key >> 15) & 0x7FFF) * bitsOfBlock) >> 15)
    )
  }
}
