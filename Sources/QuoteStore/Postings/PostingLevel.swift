import GRDB

/// One level of the index of keys: blocks of postings on disk.
///
/// A block covers all heads from its number up to its end. The blocks of a slice, once it has any,
/// cover it without a gap, so that a posting has one place; a block that has become too large is
/// parted. A block is a page or less of the file, unless one head has more postings than that.
struct PostingLevel {
  /// In how many slices the heads are moved from one level to the next.
  static let slices = 64
  /// How many postings a block has at most.
  static let room = 250
  /// How many bits a head has.
  private static let headBits: UInt64 = 61

  private struct Block {
    var first: Int64
    var end: Int64
    var postings: [PackedPosting]

    func covers(_ number: Int64) -> Bool { first <= number && number < end }
  }

  private let base: Int64
  private let find: NumberStatement
  private let scan: NumberStatement
  private let create: NumberStatement
  private let update: NumberStatement
  private let drop: NumberStatement
  private var filter: PostingFilter?
  /// The last that was read: keys are asked for in their order.
  private var block = Block(first: 0, end: 0, postings: [])

  /// A level, from 0 to 3; `isFiltered` says that it is asked for many keys that it has not.
  init(_ db: Database, _ level: Int, isFiltered: Bool) throws {
    base = Int64(level) << Int64(Self.headBits)
    filter = isFiltered ? try PostingFilter(db, level) : nil
    find = try NumberStatement(
      db,
      "SELECT first, \"end\", postings FROM posting WHERE first <= ? ORDER BY first DESC LIMIT 1")
    scan = try NumberStatement(
      db,
      "SELECT first, \"end\", postings FROM posting WHERE first >= ? AND first < ? ORDER BY first")
    create = try NumberStatement(
      db, "INSERT INTO posting (first, \"end\", postings) VALUES (?, ?, ?)")
    update = try NumberStatement(
      db, "UPDATE posting SET \"end\" = ?2, postings = ?3 WHERE first = ?1")
    drop = try NumberStatement(db, "DELETE FROM posting WHERE first >= ? AND first < ?")
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
    try load(posting.head)
    let place = block.postings.place(of: posting)
    guard place < block.postings.count, block.postings[place] == posting else { return false }
    block.postings.remove(at: place)
    try write(block)
    return true
  }

  /// Adds postings of a slice, ascending.
  mutating func add(_ postings: ArraySlice<PackedPosting>, to slice: Int) throws {
    guard !postings.isEmpty else { return }
    let heads = Self.heads(of: slice)
    var blocks = try self.blocks(of: slice)
    if blocks.isEmpty {
      blocks = [
        Block(
          first: base + Int64(heads.lowerBound), end: base + Int64(heads.upperBound), postings: [])
      ]
    }
    block = Block(first: 0, end: 0, postings: [])
    var rest = postings
    for place in blocks.indices {
      let end = blocks[place].end
      let count = rest.prefix { base + Int64($0.head) < end }.count
      guard count > 0 else { continue }
      blocks[place].postings = blocks[place].postings.merged(with: rest.prefix(count))
      rest = rest.dropFirst(count)
      for part in Self.parts(of: blocks[place], base) { try write(part) }
    }
    try filter?.add(postings, to: slice) { blocks.flatMap(\.postings) }
  }

  /// All postings of a slice, in order.
  func all(in slice: Int) throws -> [PackedPosting] {
    try blocks(of: slice).flatMap(\.postings)
  }

  /// Puts postings in the place of all that a slice has.
  mutating func set(_ postings: ArraySlice<PackedPosting>, in slice: Int) throws {
    try removeAll(in: slice)
    try add(postings, to: slice)
  }

  /// Removes all postings of a slice.
  mutating func removeAll(in slice: Int) throws {
    block = Block(first: 0, end: 0, postings: [])
    let heads = Self.heads(of: slice)
    try drop.run(base + Int64(heads.lowerBound), base + Int64(heads.upperBound))
    try filter?.removeAll(in: slice)
  }

  private func blocks(of slice: Int) throws -> [Block] {
    let heads = Self.heads(of: slice)
    var blocks: [Block] = []
    try scan.run(base + Int64(heads.lowerBound), base + Int64(heads.upperBound)) { row in
      blocks.append(
        Block(
          first: row.number(0), end: row.number(1),
          postings: [PackedPosting](bytes: row.bytes(2))))
      return true
    }
    return blocks
  }

  /// Reads the block that covers a head; an empty one where its slice has none.
  private mutating func load(_ head: UInt64) throws {
    let number = base + Int64(head)
    if block.covers(number) { return }
    let heads = Self.heads(of: Self.slice(of: head))
    var found = Block(
      first: base + Int64(heads.lowerBound), end: base + Int64(heads.upperBound), postings: [])
    try find.run(number) { row in
      if row.number(0) >= base, row.number(1) > number {
        found = Block(
          first: row.number(0), end: row.number(1),
          postings: [PackedPosting](bytes: row.bytes(2)))
      }
      return false
    }
    block = found
  }

  private func write(_ block: Block) throws {
    let bytes = block.postings.bytes
    try update.run(block.first, block.end, blob: bytes)
    if update.changes == 0 { try create.run(block.first, block.end, blob: bytes) }
  }

  /// A block as it is, or parted into such as are no larger than their room, half full at least.
  private static func parts(of block: Block, _ base: Int64) -> [Block] {
    guard block.postings.count > room else { return [block] }
    let count = (block.postings.count + room * 3 / 4 - 1) / (room * 3 / 4)
    var parts: [Block] = []
    var start = 0
    var first = block.first
    for part in 1...count {
      var end = max(start + 1, block.postings.count * part / count)
      // Postings of one head stay together: their number is one.
      while end < block.postings.count, end > 0,
        block.postings[end].head == block.postings[end - 1].head
      {
        end += 1
      }
      guard end < block.postings.count else { break }
      let next = base + Int64(block.postings[end].head)
      parts.append(
        Block(first: first, end: next, postings: Array(block.postings[start..<end])))
      (start, first) = (end, next)
    }
    parts.append(Block(first: first, end: block.end, postings: Array(block.postings[start...])))
    return parts
  }
}
