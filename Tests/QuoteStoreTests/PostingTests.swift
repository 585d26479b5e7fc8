import GRDB
import Testing

@testable import QuoteStore

@Suite("The index of keys")
struct PostingTests {
  @Test("the slices are all keys, one after the other")
  func slices() {
    #expect(PostingTable.keys(of: 0).first == Int64.min)
    #expect(PostingTable.keys(of: PostingTable.slices - 1).last == Int64.max)
    for slice in 1..<PostingTable.slices {
      #expect(PostingTable.keys(of: slice - 1).last + 1 == PostingTable.keys(of: slice).first)
    }
  }

  @Test("what is moved to the large table is found as before, and can be removed")
  func moving() throws {
    let queue = try DatabaseQueue()
    try queue.write { db in
      try db.execute(sql: StoreSchema.index)
      let table = try PostingTable(db)
      var random = SplitMix(state: 3)
      var waiting = PostingTable.Waiting(count: 0, slice: 0)
      var keys: [UInt64] = []
      for round in 0..<40 {
        for number in 0..<50 {
          let key = keys.count % 3 == 2 ? keys[keys.count - 1] : random.next()
          keys.append(key)
          try table.add(key, Posting(rank: Int64(number % 7), form: Int64(round * 50 + number)))
        }
        try table.settle(&waiting, added: 50, limit: 200)
        let left = try Int.fetchOne(db, sql: "SELECT count(*) FROM recent_posting")
        #expect(left == waiting.count)
        #expect(waiting.count <= 400)
      }
      for (form, key) in keys.enumerated() {
        let posting = Posting(rank: Int64(form % 50 % 7), form: Int64(form))
        let list = try table.list(key)
        #expect(list == list.sorted() && list.contains(posting))
        try table.remove(key, posting)
        #expect(try !table.list(key).contains(posting))
      }
    }
  }
}
