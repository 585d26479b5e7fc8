/// What the levels of the index have of some keys, looked up together: in the order of the keys, so
/// that each page that tells of some is read once.
struct KnownPostings {
  /// How many postings are known of a key at most.
  private let limit: Int
  /// The first head of each key, ascending.
  private let heads: [UInt64]
  /// The postings of each, ascending: all, or where they are more the first so many; `nil` where
  /// they are not known any more.
  private var lists: [[PackedPosting]?]

  /// Knows nothing.
  init() { (limit, heads, lists) = (0, [], []) }

  /// Looks keys up in all levels.
  init(of keys: [UInt64], limit: Int, in levels: inout [PostingLevel]) throws {
    self.limit = limit
    var last: UInt64?
    heads = keys.map(PackedPosting.firstHead).sorted().filter { head in
      defer { last = head }
      return head != last
    }
    var lists = [[PackedPosting]](repeating: [], count: heads.count)
    for level in levels.indices {
      try levels[level].forEach(of: heads, limit: limit) { place, postings in
        lists[place] = lists[place].merged(with: postings[...])
      }
    }
    self.lists = lists.map { $0.count > limit ? Array($0.prefix(limit)) : $0 }
  }

  /// All postings of the key of one; `nil` where they are not known.
  func all(ofKeyOf posting: PackedPosting) -> [PackedPosting]? {
    place(of: posting).flatMap { lists[$0] }.flatMap { $0.count < limit ? $0 : nil }
  }

  /// The postings of a key from one on, at least so many if there are; `nil` where they are not
  /// known.
  func list(from start: PackedPosting, atLeast count: Int) -> ArraySlice<PackedPosting>? {
    if let all = all(ofKeyOf: start) { return all[all.place(of: start)...] }
    guard count <= limit, let place = place(of: start), start.head == heads[place] else {
      return nil
    }
    return lists[place]?[...]
  }

  /// Forgets a posting that is no more.
  mutating func remove(_ posting: PackedPosting) {
    guard let place = place(of: posting) else { return }
    lists[place] = all(ofKeyOf: posting).map { $0.filter { $0 != posting } }
  }

  private func place(of posting: PackedPosting) -> Int? {
    let head = PackedPosting.firstHead(of: PackedPosting.key(ofKept: posting.key))
    let place = heads.place(of: head)
    return place < heads.count && heads[place] == head ? place : nil
  }
}
