import GRDB
import Testing

@testable import QuoteStore

@Suite("The index of keys")
struct PostingTests {
  @Test("the slices are all heads, one after the other")
  func slices() throws {
    #expect(PostingLevel.heads(of: 0).lowerBound == 0)
    for slice in 1..<PostingLevel.slices {
      #expect(
        PostingLevel.heads(of: slice - 1).upperBound == PostingLevel.heads(of: slice).lowerBound)
    }
    let last = try PackedPosting(key: .max, Posting(rank: 0xFFFF_FFFF_FFFF, form: 7))
    #expect(PostingLevel.heads(of: PostingLevel.slices - 1).contains(last.head))
  }

  @Test("a packed posting keeps rank and form, and their order")
  func packing() throws {
    var random = SplitMix(state: 5)
    var all: [(UInt64, Posting)] = []
    for _ in 0..<500 {
      let posting = Posting(
        rank: Int64(random.next() >> 16), form: Int64(random.next() % 4_000_000_000))
      all.append((random.next() % 4 << 60, posting))
    }
    for (key, posting) in all {
      #expect(try PackedPosting(key: key, posting).posting == posting)
    }
    let packed = try all.map { try PackedPosting(key: $0, $1) }.sorted()
    let sorted = all.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    #expect(packed.map(\.posting) == sorted.map(\.1))
    #expect(throws: StoreFault.self) {
      try PackedPosting(key: 1, Posting(rank: 0, form: 1 << 32))
    }
  }

  /// A room of one posting takes what moves as far as the last level.
  @Test(
    "what moves from level to level is found as before, and can be removed", arguments: [300, 1])
  func moving(room: Int) throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: StoreSchema.index)
      var model: [UInt64: [Posting]] = [:]
      var slice = 0
      var random = SplitMix(state: 3)
      for round in 0..<60 {
        var table = try PostingTable(db, slice: slice, room: room)
        var fresh: [PackedPosting] = []
        for number in 0..<100 {
          let key = number % 4 == 0 ? UInt64(number % 3) << 62 | 1 << 40 : random.next()
          let posting = Posting(
            rank: Int64(number % 7) << 32 | Int64(random.next() % 99),
            form: Int64(round * 100 + number))
          model[key, default: []].append(posting)
          fresh.append(try PackedPosting(key: key, posting))
        }
        table.add(fresh)
        for key in model.keys.sorted().prefix(40) {
          guard let gone = model[key]?.popLast() else { continue }
          try table.remove(key, gone)
        }
        try table.settle()
        slice = table.slice
        try compare(&table, with: model, keys: model.keys.sorted().filter { $0 % 5 == 0 })
      }
      var table = try PostingTable(db, slice: slice, room: room)
      try compare(&table, with: model, keys: model.keys.sorted())
      let kept = try Int.fetchAll(db, sql: "SELECT length(postings) / 16 FROM posting")
      #expect(kept.reduce(0, +) == model.values.reduce(0) { $0 + $1.count })
    }
  }

  @Test("a filter knows every key that it was given, few that it was not, and forgets a slice")
  func filter() throws {
    try DatabaseQueue().write { db in
      try db.execute(sql: StoreSchema.index)
      var random = SplitMix(state: 9)
      // Of two slices, so that their blocks are as full as those of a large store.
      func head() -> UInt64 { PostingLevel.heads(of: 6).lowerBound | random.next() >> 9 }
      let known = (0..<20_000).map { _ in PackedPosting(head: head(), tail: 0) }
      let slices = Dictionary(grouping: known.sorted()) { PostingLevel.slice(of: $0.head) }
      var filter = PostingFilter(try PostingStatements(db), 2)
      for (slice, postings) in slices.sorted(by: { $0.key < $1.key }) {
        try filter.set(postings[..<(postings.count / 2)], in: slice)
        try filter.set(postings[...], in: slice)
      }
      var read = PostingFilter(try PostingStatements(db), 2)
      #expect(try known.allSatisfy { try filter.mayHave($0.head) && read.mayHave($0.head) })
      #expect(try known.allSatisfy { try read.mayHave($0.head & ~0xFFFF) })
      // A slice has 10,000 keys and 16.75 bits for each: 38 % are set, and so all eight of one key
      // in 2,300.
      let others = try (0..<50_000).map { _ in head() }.sorted()
      let found = try others.indices.filter { try read.mayHave(others[$0]) }
      #expect((5..<50).contains(found.count))
      // Many at once are found as one by one, few blocks apart and many.
      #expect(try read.places(among: others) == found)
      let some = stride(from: 0, to: others.count, by: 4_999).map { others[$0] }
      #expect(try read.places(among: some) == some.indices.filter { try read.mayHave(some[$0]) })
      try read.set([], in: 7)
      var again = PostingFilter(try PostingStatements(db), 2)
      for posting in known {
        #expect(
          try again.mayHave(posting.head) == (PostingLevel.slice(of: posting.head) != 7))
      }
      var other = PostingFilter(try PostingStatements(db), 1)
      #expect(try !other.mayHave(known[0].head))
    }
  }

  @Test("keys that are looked up together are known as they are, and what is removed is not")
  func together() throws {
    try DatabaseQueue().write { db in
      try db.execute(sql: StoreSchema.index)
      var random = SplitMix(state: 11)
      var model: [UInt64: [Posting]] = [:]
      var fresh: [PackedPosting] = []
      for number in 0..<20_000 {
        let key = number % 3 == 0 ? UInt64(number % 50) << 58 | 1 << 40 : random.next()
        let posting = Posting(rank: Int64(number % 7) << 32, form: Int64(number))
        model[key, default: []].append(posting)
        fresh.append(try PackedPosting(key: key, posting))
      }
      var table = try PostingTable(db, slice: 0, room: 100)
      table.add(Array(fresh[..<15_000]))
      try table.settle()
      table.add(Array(fresh[15_000...]))
      let keys = model.keys.sorted().filter { $0 % 3 == 0 }
      let none = (0..<500).map { _ in random.next() | 1 }
      for limit in [1, 3, 1_000] {
        try table.lookUp(keys + none + keys, limit: limit)
        try compare(&table, with: model, keys: keys + none)
        for key in keys where model[key]?.count ?? 0 > 1 {
          guard let gone = model[key]?.remove(at: 1) else { continue }
          try table.remove(key, gone)
        }
        try compare(&table, with: model, keys: keys)
      }
    }
  }

  @Test("a block of the filter that is gone, or cut short, is told", arguments: [true, false])
  func lack(isGone: Bool) throws {
    try DatabaseQueue().write { db in
      try db.execute(sql: StoreSchema.index)
      var random = SplitMix(state: 13)
      let known = try (0..<20_000).map {
        try PackedPosting(key: random.next(), Posting(rank: 0, form: Int64($0)))
      }
      var table = try PostingTable(db, slice: 0, room: 1)
      table.add(known)
      try table.settle()
      try db.execute(
        sql: isGone
          ? "DELETE FROM posting_filter WHERE block & 255 = 0 AND block >> 40 & 63 = 7"
          : "UPDATE posting_filter SET bits = x'00' WHERE block >> 40 & 63 = 7")
      #expect(db.changesCount > 0)
      #expect(throws: DatabaseError.self) {
        try table.lookUp(known.map { PackedPosting.key(ofKept: $0.key) }, limit: 9)
      }
    }
  }

  private func compare(
    _ table: inout PostingTable, with model: [UInt64: [Posting]], keys: [UInt64]
  ) throws {
    for key in keys {
      let all = (model[key] ?? []).sorted()
      #expect(try table.list(key) == all)
      #expect(try table.list(key, limit: 3) == Array(all.prefix(3)))
      #expect(try table.list(key, from: 3 << 32) == all.filter { $0.rank >= 3 << 32 })
      for (place, posting) in all.enumerated() where place % 7 == 0 {
        let (before, after) = (all[..<place].last, all[(place + 1)...].first)
        #expect(try table.neighbour(key, of: posting, isAfter: false) == before)
        #expect(try table.neighbour(key, of: posting, isAfter: true) == after)
      }
    }
  }
}
