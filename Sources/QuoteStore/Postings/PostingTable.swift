import GRDB

/// Which forms have which key, on disk.
///
/// Keys are hashes, so each new one falls on another page of a large table. Postings therefore come
/// into a small level that is read whole, and move on a slice of the keys at a time. In each level
/// after it a slice has at most one run, and three levels have runs of about one length: what moves
/// comes into one that is free, or takes all three with it to where runs are four times as long,
/// and so on, as digits carry. So each posting is written a few times, and a key is looked for in a
/// few runs. (The logarithmic method of Bentley and Saxe, 1980; the levels are those of O'Neil and
/// others, 1996.)
struct PostingTable {
  /// How many runs of about one length a slice has at most.
  private static let runs = 3
  /// How many postings the small level has room for.
  static let room = 1 << 17

  /// The slice that is moved next.
  private(set) var slice: Int
  private let room: Int
  private let statements: PostingStatements
  /// The small level, ascending.
  private var recent: [PackedPosting] = []
  private var small: PostingLevel
  /// The levels after it, up to the last that has postings.
  private var levels: [PostingLevel]
  /// What these have of the keys that were looked up together.
  private var known = KnownPostings()
  private var isChanged = false

  init(_ db: Database, slice: Int, room: Int = PostingTable.room) throws {
    guard 0..<PostingLevel.slices ~= slice else { throw StoreFault.inconsistent("slice \(slice)") }
    self.slice = slice
    self.room = room
    let statements = try PostingStatements(db)
    self.statements = statements
    small = PostingLevel(statements, 0, isFiltered: false)
    let last = statements.counts.lastIndex { $0.contains { $0 > 0 } } ?? 0
    levels = (0..<last).map { PostingLevel(statements, $0 + 1, isFiltered: true) }
    for slice in 0..<PostingLevel.slices { recent += try small.all(in: slice) }
  }

  /// Of which length runs of a level are, the shortest 0; each is four times as long as the one
  /// before.
  static func length(ofLevel level: Int) -> Int { max(0, level - 1) / runs }

  /// Looks up keys that will be asked for, so many postings of each: less work than one by one.
  mutating func lookUp(_ keys: [UInt64], limit: Int) throws {
    known = try KnownPostings(of: keys, limit: limit, in: &levels)
  }

  /// Adds postings that are not there.
  mutating func add(_ postings: [PackedPosting]) {
    guard !postings.isEmpty else { return }
    recent = recent.merged(with: postings.sorted()[...])
    isChanged = true
  }

  /// Removes a posting.
  mutating func remove(_ key: UInt64, _ posting: Posting) throws {
    try remove(PackedPosting(key: key, posting))
  }

  /// Removes postings: in their order, so that those that lie together are read together.
  mutating func remove(_ postings: [PackedPosting]) throws {
    for posting in postings.sorted() { try remove(posting) }
  }

  private mutating func remove(_ packed: PackedPosting) throws {
    let place = recent.place(of: packed)
    if place < recent.count, recent[place] == packed {
      recent.remove(at: place)
      isChanged = true
      return
    }
    known.remove(packed)
    for level in levels.indices where try levels[level].remove(packed) { return }
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
    if let list = known.list(from: start, atLeast: limit) {
      return found.merged(with: list).prefix(limit).map(\.posting)
    }
    var run: [PackedPosting] = []
    for level in levels.indices {
      try levels[level].collect(from: start, limit: limit, into: &run)
      if run.isEmpty { continue }
      found = found.merged(with: run[...])
      run.removeAll(keepingCapacity: true)
    }
    return found.prefix(limit).map(\.posting)
  }

  /// The posting of a key that comes right after another, or right before.
  mutating func neighbour(
    _ key: UInt64, of posting: Posting, isAfter: Bool
  ) throws -> Posting? {
    let packed = try PackedPosting(key: key, posting)
    return isAfter ? try first(after: packed)?.posting : try last(before: packed)?.posting
  }

  private mutating func first(after packed: PackedPosting) throws -> PackedPosting? {
    let next = PackedPosting(head: packed.head, tail: packed.tail + 1)
    var found: [PackedPosting] = []
    let place = recent.place(of: next)
    if place < recent.count, recent[place].key == packed.key { found.append(recent[place]) }
    if let all = known.all(ofKeyOf: packed) {
      found += all[all.place(of: next)...].prefix(1)
    } else {
      for level in levels.indices {
        try levels[level].collect(from: next, limit: 1, into: &found)
      }
    }
    return found.min()
  }

  private mutating func last(before packed: PackedPosting) throws -> PackedPosting? {
    let place = recent.place(of: packed)
    var found: [PackedPosting] = []
    if place > 0, recent[place - 1].key == packed.key { found.append(recent[place - 1]) }
    if let all = known.all(ofKeyOf: packed) {
      found += all[..<all.place(of: packed)].suffix(1)
    } else {
      for level in levels.indices {
        if let last = try levels[level].last(before: packed) { found.append(last) }
      }
    }
    return found.max()
  }

  /// Moves what the small level has no room for, and keeps it.
  mutating func settle() throws {
    known = KnownPostings()
    while recent.count > room { try move() }
    if isChanged { try keepRecent() }
  }

  /// Moves a slice out of the small level.
  private mutating func move() throws {
    let moved = recentPlaces(of: slice)
    var postings = Array(recent[moved])
    recent.removeSubrange(moved)
    var places = levels(as: postings.count)
    while places.allSatisfy({ levels[$0].has(slice) }) {
      for place in places {
        postings = try levels[place].all(in: slice).merged(with: postings[...])
        try levels[place].set([], in: slice)
      }
      places = levels(as: postings.count)
    }
    if let free = places.first(where: { !levels[$0].has(slice) }) {
      try levels[free].set(postings[...], in: slice)
    }
    slice = (slice + 1) % PostingLevel.slices
    isChanged = true
  }

  /// The places of the levels for runs of about so many postings. Each slice has other bounds, so
  /// that few carry far at a time.
  private mutating func levels(as count: Int) -> Range<Int> {
    let shares = count * (PostingLevel.slices + slice) / max(1, room)
    let length = max(0, Int.bitWidth - shares.leadingZeroBitCount - 1) / 2
    let first = Self.runs * min(length, (PostingLevel.count - 1) / Self.runs - 1)
    while levels.count < first + Self.runs {
      levels.append(PostingLevel(statements, levels.count + 1, isFiltered: true))
    }
    return first..<first + Self.runs
  }

  /// Where the postings of a slice are in the small level.
  private func recentPlaces(of slice: Int) -> Range<Int> {
    let heads = PostingLevel.heads(of: slice)
    let low = recent.place(of: PackedPosting(head: heads.lowerBound, tail: 0))
    return low..<recent.place(of: PackedPosting(head: heads.upperBound, tail: 0))
  }

  private mutating func keepRecent() throws {
    for slice in 0..<PostingLevel.slices {
      try small.set(recent[recentPlaces(of: slice)], in: slice)
    }
    isChanged = false
  }
}
