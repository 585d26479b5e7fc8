import GRDB

/// One level of the index of keys: for each slice of the keys a run of postings, in blocks on disk.
///
/// A block covers all heads from its number up to its end. The blocks of a slice, once it has any,
/// cover it without a gap, so that a posting has one place. What comes to a slice touches nearly
/// all of its blocks, so they are made anew. A block is a little more than fits in a page of the
/// file, unless one head has more postings than that: SQLite then puts a page of it aside and
/// little among the rows, so that the rows are moved seldom.
struct PostingLevel {
  /// In how many slices the heads are moved from one level to the next.
  static let slices = 64
  /// How many postings a block has at most.
  static let room = 285
  /// How many levels there may be: a block's number is the level in 5 bits and a head in 59. One
  /// less than fits, so that the end of the last slice is a number too.
  static let count = 31
  /// How many bits a head has.
  static let headBits: UInt64 = 59

  private struct Block {
    var first: Int64
    var end: Int64
    var postings: [PackedPosting]

    func covers(_ number: Int64) -> Bool { first <= number && number < end }
  }

  private let base: Int64
  private let statements: PostingStatements
  private var filter: PostingFilter?
  /// The last that was read: keys are asked for in their order.
  private var block = Block(first: 0, end: 0, postings: [])

  /// A level by its number; `isFiltered` says that it is asked for many keys that it has not.
  init(_ statements: PostingStatements, _ level: Int, isFiltered: Bool) {
    base = Int64.min &+ Int64(level) << Int64(Self.headBits)
    self.statements = statements
    filter = isFiltered ? PostingFilter(statements, level) : nil
  }

  /// The heads of a slice. All slices together are all heads.
  static func heads(of slice: Int) -> Range<UInt64> {
    let width = (1 << headBits) / UInt64(slices)
    return UInt64(slice) * width..<(UInt64(slice) + 1) * width
  }

  /// The slice that a head is in.
  static func slice(of head: UInt64) -> Int { Int(head >> (headBits - 6)) }

  /// Appends the postings of a key that are not before one of them, in order, at most so many.
  mutating func collect(
    from start: PackedPosting, limit: Int, into result: inout [PackedPosting]
  ) throws {
    guard try filter?.mayHave(start.head) ?? true else { return }
    try read(from: start, limit: limit, into: &result)
  }

  /// Calls `body` with the places of those among some keys, ascending, of which there are postings,
  /// and with these, at most so many of each. Keys are given by their first heads.
  mutating func forEach(
    of heads: [UInt64], limit: Int, _ body: (Int, [PackedPosting]) -> Void
  ) throws {
    var run: [PackedPosting] = []
    for place in try filter?.places(among: heads) ?? Array(heads.indices) {
      try read(from: PackedPosting(head: heads[place], tail: 0), limit: limit, into: &run)
      if !run.isEmpty { body(place, run) }
      run.removeAll(keepingCapacity: true)
    }
  }

  private mutating func read(
    from start: PackedPosting, limit: Int, into result: inout [PackedPosting]
  ) throws {
    let key = start.key
    var next = start
    var left = limit
    while left > 0 {
      try load(next.head)
      for posting in block.postings[block.postings.place(of: next)...] {
        guard posting.key == key, left > 0 else { return }
        result.append(posting)
        left -= 1
      }
      next = PackedPosting(head: UInt64(block.end - base), tail: 0)
      guard next.key == key else { return }
    }
  }

  /// The last posting of the key of another that is before it.
  mutating func last(before posting: PackedPosting) throws -> PackedPosting? {
    guard try filter?.mayHave(posting.head) ?? true else { return nil }
    var head = posting.head
    while true {
      try load(head)
      let place = block.postings.place(of: posting)
      if place > 0, block.postings[place - 1].key == posting.key {
        return block.postings[place - 1]
      }
      let first = UInt64(block.first - base)
      guard place == 0, first > 0, (first - 1) >> 16 == posting.key else { return nil }
      head = first - 1
    }
  }

  /// Removes a posting; false where it is not there.
  mutating func remove(_ posting: PackedPosting) throws -> Bool {
    guard try filter?.mayHave(posting.head) ?? true else { return false }
    try load(posting.head)
    let place = block.postings.place(of: posting)
    guard place < block.postings.count, block.postings[place] == posting else { return false }
    block.postings.remove(at: place)
    try statements.update.run(block.first, blob: block.postings[...].bytes)
    return true
  }

  /// Whether a filtered level has postings in a slice.
  func has(_ slice: Int) -> Bool { (filter?.count(of: slice) ?? 0) > 0 }

  /// All postings of a slice, in order.
  func all(in slice: Int) throws -> [PackedPosting] {
    var postings: [PackedPosting] = []
    if let filter {
      // More than that there are only in damaged stores, or very large ones.
      postings.reserveCapacity(min(filter.count(of: slice), 1 << 22))
    }
    let heads = Self.heads(of: slice)
    try statements.scan.run(base + Int64(heads.lowerBound), base + Int64(heads.upperBound)) { row in
      postings += [PackedPosting](bytes: try row.bytes(0))
      return true
    }
    guard postings.allSatisfy({ heads.contains($0.head) }) else {
      throw DatabaseError(
        resultCode: .SQLITE_CORRUPT, message: "a slice of posting has heads of another")
    }
    return postings
  }

  /// Puts postings, which are ascending, in the place of all that a slice has.
  mutating func set(_ postings: ArraySlice<PackedPosting>, in slice: Int) throws {
    block = Block(first: 0, end: 0, postings: [])
    let heads = Self.heads(of: slice)
    let (low, high) = (base + Int64(heads.lowerBound), base + Int64(heads.upperBound))
    try statements.drop.run(low, high)
    var rest = postings
    var first = low
    while !rest.isEmpty {
      let part = rest.prefix(Self.fill(rest))
      rest = rest.dropFirst(part.count)
      let end = rest.first.map { base + Int64($0.head) } ?? high
      try statements.create.run(first, end, blob: part.bytes)
      first = end
    }
    // After the blocks, which take up the pages that shorter runs left here and there: those of the
    // filter, which a batch reads from end to end, then lie one after the other.
    try filter?.set(postings, in: slice)
  }

  /// How many of some postings fill a block. Those of one head stay together: their number is one.
  private static func fill(_ postings: ArraySlice<PackedPosting>) -> Int {
    guard postings.count > room else { return postings.count }
    let start = postings.startIndex
    let head = postings[start + room].head
    let fitting = postings[start..<start + room].reversed().drop { $0.head == head }.count
    return fitting > 0 ? fitting : postings.prefix { $0.head == head }.count
  }

  /// Reads the block that covers a head; an empty one where its slice has none.
  private mutating func load(_ head: UInt64) throws {
    let number = base + Int64(head)
    if block.covers(number) { return }
    let heads = Self.heads(of: Self.slice(of: head))
    var found = Block(
      first: base + Int64(heads.lowerBound), end: base + Int64(heads.upperBound), postings: [])
    try statements.find.run(number) { row in
      let (first, end) = (try row.number(0), try row.number(1))
      guard first >= found.first, end > number else { return false }
      guard end <= found.end else {
        throw DatabaseError(
          resultCode: .SQLITE_CORRUPT, message: "a block of posting covers what is not its slice's")
      }
      found = Block(
        first: first, end: end, postings: [PackedPosting](bytes: try row.bytes(2)))
      return false
    }
    block = found
  }
}
