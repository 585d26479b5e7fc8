import GRDB

/// Which forms have which key, on disk.
///
/// Keys are hashes, so each new one falls on another page of a large table. Postings therefore come
/// into a small level that is read whole, and move a slice of the keys at a time to a larger one,
/// and from there to the largest: the pages that a batch writes hardly grow with the store. (The
/// idea of the log-structured merge tree of O'Neil and others, 1996.)
struct PostingTable {
  /// How many postings each level but the last has room for.
  static let room = [1 << 17, 1 << 20]

  /// What a store keeps of the levels besides their postings.
  struct Levels {
    /// How many postings the middle level has.
    var middle = 0
    /// The slice of each level but the last that was moved last.
    var slices = [0, 0]
  }

  private(set) var levels: Levels
  private let room: [Int]
  /// The small level, ascending.
  private var recent: [PackedPosting] = []
  private var small: PostingLevel
  private var middle: PostingLevel
  private var large: PostingLevel
  private var isChanged = false

  init(_ db: Database, _ levels: Levels, room: [Int] = PostingTable.room) throws {
    self.levels = levels
    self.room = room
    small = try PostingLevel(db, 0, isFiltered: false)
    middle = try PostingLevel(db, 1, isFiltered: true)
    large = try PostingLevel(db, 2, isFiltered: true)
    for slice in 0..<PostingLevel.slices { recent += try small.all(in: slice) }
  }

  /// Adds postings that are not there.
  mutating func add(_ postings: [PackedPosting]) {
    guard !postings.isEmpty else { return }
    recent = recent.merged(with: postings.sorted()[...])
    isChanged = true
  }

  /// Removes a posting.
  mutating func remove(_ key: UInt64, _ posting: Posting) throws {
    let packed = try PackedPosting(key: key, posting)
    let place = recent.place(of: packed)
    if place < recent.count, recent[place] == packed {
      recent.remove(at: place)
      isChanged = true
    } else if try middle.remove(packed) {
      levels.middle -= 1
    } else {
      _ = try large.remove(packed)
    }
  }

  /// The postings of a key whose rank is no less, in order, at most so many.
  mutating func list(
    _ key: UInt64, from rank: Int64 = 0, limit: Int = Int.max
  ) throws -> [Posting] {
    let start = try PackedPosting(key: key, Posting(rank: rank, form: 0))
    var found: [PackedPosting] = []
    for posting in recent[recent.place(of: start)...] {
      guard posting.key == start.key, found.count < limit else { break }
      found.append(posting)
    }
    let own = found.count
    try middle.collect(from: start, limit: limit, into: &found)
    try large.collect(from: start, limit: limit, into: &found)
    if found.count > own { found.sort() }
    return found.prefix(limit).map(\.posting)
  }

  /// The posting of a key that comes right after another, or right before.
  mutating func neighbour(
    _ key: UInt64, of posting: Posting, isAfter: Bool
  ) throws -> Posting? {
    let packed = try PackedPosting(key: key, posting)
    guard !isAfter else {
      let next = PackedPosting(head: packed.head, tail: packed.tail + 1)
      var found: [PackedPosting] = []
      let place = recent.place(of: next)
      if place < recent.count, recent[place].key == packed.key { found.append(recent[place]) }
      try middle.collect(from: next, limit: 1, into: &found)
      try large.collect(from: next, limit: 1, into: &found)
      return found.min()?.posting
    }
    let place = recent.place(of: packed)
    let last = place > 0 && recent[place - 1].key == packed.key ? recent[place - 1] : nil
    let found = [last, try middle.last(before: packed), try large.last(before: packed)]
    return found.compactMap { $0 }.max()?.posting
  }

  /// Moves what the small level and the middle one have no room for, and keeps the small one.
  mutating func settle() throws {
    while recent.count > room[0] {
      let slice = next(0)
      let heads = PostingLevel.heads(of: slice)
      let low = recent.place(of: PackedPosting(head: heads.lowerBound, tail: 0))
      let high = recent.place(of: PackedPosting(head: heads.upperBound, tail: 0))
      try middle.add(recent[low..<high], to: slice)
      levels.middle += high - low
      recent.removeSubrange(low..<high)
    }
    while levels.middle > room[1] {
      let slice = next(1)
      let postings = try middle.all(in: slice)
      try large.add(postings[...], to: slice)
      try middle.removeAll(in: slice)
      levels.middle -= postings.count
    }
    if isChanged { try keepRecent() }
  }

  private mutating func next(_ level: Int) -> Int {
    levels.slices[level] = (levels.slices[level] + 1) % PostingLevel.slices
    return levels.slices[level]
  }

  private mutating func keepRecent() throws {
    for slice in 0..<PostingLevel.slices {
      let heads = PostingLevel.heads(of: slice)
      let low = recent.place(of: PackedPosting(head: heads.lowerBound, tail: 0))
      let high = recent.place(of: PackedPosting(head: heads.upperBound, tail: 0))
      try small.set(recent[low..<high], in: slice)
    }
    isChanged = false
  }
}
