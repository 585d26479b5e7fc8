import GRDB

/// Tells most keys that a slice of the index does not have, without looking there: a bit for the
/// first bits of each key. Keys are hashes, so that one in eight of those that are not there is
/// taken for one that may be.
struct PostingFilter {
  /// How many bits there are for each posting, at least.
  private static let bitsOfPosting = 8
  /// How many bits of a head lie below those of its key, and above, where they tell the slice.
  private static let bitsBelow: UInt64 = 16
  private static let bitsOfKey: UInt64 = 39

  private(set) var words: [UInt64]
  private let shift: UInt64

  /// A filter without keys, with room for so many postings.
  init(count: Int) {
    var size = 64
    while size < count * Self.bitsOfPosting { size *= 2 }
    self.init(words: Array(repeating: 0, count: size / 64))
  }

  /// Reads a filter from its bytes.
  init(bytes: UnsafeRawBufferPointer) {
    let words = (0..<bytes.count / 8).map { place in
      UInt64(
        littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self))
    }
    self.init(words: words)
  }

  private init(words: [UInt64]) {
    self.words = words
    let bits = UInt64((words.count * 64).trailingZeroBitCount)
    shift = Self.bitsBelow + (Self.bitsOfKey > bits ? Self.bitsOfKey - bits : 0)
  }

  /// Whether it has room for so many postings.
  func holds(_ count: Int) -> Bool { words.count * 64 >= count * Self.bitsOfPosting }

  /// Adds the key of a posting.
  mutating func insert(_ posting: PackedPosting) {
    let slot = self.slot(of: posting.head)
    words[slot >> 6] |= 1 << UInt64(slot & 63)
  }

  /// Whether there may be postings of a key.
  func mayHave(_ head: UInt64) -> Bool {
    let slot = self.slot(of: head)
    return words[slot >> 6] & 1 << UInt64(slot & 63) != 0
  }

  private func slot(of head: UInt64) -> Int {
    Int((head >> shift) & UInt64(words.count * 64 - 1))
  }
}

/// The filters of the large level, one for each slice that has postings.
struct PostingFilters {
  private let find: NumberStatement
  private let keep: NumberStatement
  /// The last that was read: keys are asked for in their order.
  private var last: (slice: Int, count: Int, filter: PostingFilter?)?

  init(_ db: Database) throws {
    find = try NumberStatement(db, "SELECT postings, bits FROM posting_filter WHERE slice = ?")
    keep = try NumberStatement(
      db, "INSERT OR REPLACE INTO posting_filter (slice, postings, bits) VALUES (?, ?, ?)")
  }

  /// Whether the level may have postings of a key, whose first head is given.
  mutating func mayHave(_ head: UInt64) throws -> Bool {
    try load(PostingLevel.slice(of: head)).filter?.mayHave(head) ?? false
  }

  /// Adds the keys of postings that came to a slice; `all` gives those that the slice has now.
  mutating func add(
    _ postings: [PackedPosting], to slice: Int, all: () throws -> [PackedPosting]
  ) throws {
    let known = try load(slice)
    let count = known.count + postings.count
    var filter = known.filter ?? PostingFilter(count: 0)
    if filter.holds(count) {
      for posting in postings { filter.insert(posting) }
    } else {
      filter = PostingFilter(count: count)
      for posting in try all() { filter.insert(posting) }
    }
    last = (slice, count, filter)
    try keep.run(Int64(slice), Int64(count), blob: filter.words.map(\.littleEndian))
  }

  private mutating func load(_ slice: Int) throws -> (count: Int, filter: PostingFilter?) {
    if let last, last.slice == slice { return (last.count, last.filter) }
    var found: (count: Int, filter: PostingFilter?) = (0, nil)
    try find.run(Int64(slice)) { row in
      found = (Int(row.number(0)), PostingFilter(bytes: row.bytes(1)))
      return false
    }
    last = (slice, found.count, found.filter)
    return found
  }
}
