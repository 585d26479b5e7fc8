/// A form that has a key, and its place in the order of forms.
struct Posting: Hashable, Comparable {
  var rank: Int64
  var form: Int64

  static func < (one: Posting, two: Posting) -> Bool {
    (one.rank, one.form) < (two.rank, two.form)
  }
}

/// A posting and its key in 16 bytes, whose order is that of key, rank and form.
///
/// Of a key 43 bits are kept. Two that are the same in these are as one: their forms are compared,
/// and what they do not share is seen then.
struct PackedPosting: Hashable, Comparable {
  /// How many bits below the key's tell how many words the form has.
  private static let lengthBits: UInt64 = 16
  /// How many bits of a key are not kept.
  private static let droppedBits: UInt64 = 21

  /// 43 bits of the key, then 16 of the rank.
  var head: UInt64
  /// The other 32 bits of the rank, then the form.
  var tail: UInt64

  init(head: UInt64, tail: UInt64) {
    self.head = head
    self.tail = tail
  }

  init(key: UInt64, _ posting: Posting) throws {
    guard let form = UInt32(exactly: posting.form), form < UInt32.max else {
      throw StoreFault.inconsistent("form \(posting.form)")
    }
    let rank = UInt64(bitPattern: posting.rank)
    head = Self.firstHead(of: key) | rank >> 32 & 0xFFFF
    tail = rank << 32 | UInt64(form)
  }

  var posting: Posting {
    Posting(
      rank: Int64(bitPattern: (head & 0xFFFF) << 32 | tail >> 32),
      form: Int64(bitPattern: tail & 0xFFFF_FFFF))
  }

  /// The kept bits of the key.
  var key: UInt64 { head >> Self.lengthBits }

  /// The smallest head of a key.
  static func firstHead(of key: UInt64) -> UInt64 { (key >> droppedBits) << lengthBits }

  /// The kept bits of a key.
  static func kept(of key: UInt64) -> UInt64 { key >> droppedBits }

  /// A key that has these kept bits.
  static func key(ofKept kept: UInt64) -> UInt64 { kept << droppedBits }

  @inline(__always)
  static func < (one: Self, two: Self) -> Bool {
    one.head < two.head || one.head == two.head && one.tail < two.tail
  }
}

extension Array where Element: Comparable {
  /// Where the first that is not before another is in an ascending array.
  func place(of element: Element) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension [PackedPosting] {
  /// Both, which are ascending, in one.
  func merged(with others: ArraySlice<PackedPosting>) -> [PackedPosting] {
    if others.isEmpty { return self }
    if isEmpty { return Array(others) }
    return [PackedPosting](unsafeUninitializedCapacity: count + others.count) { result, filled in
      withUnsafeBufferPointer { one in
        others.withUnsafeBufferPointer { two in
          filled = Self.merge(one, two, into: result)
        }
      }
    }
  }

  /// Writes both, which are ascending, in order; how many there are. `result` has room for all.
  private static func merge(
    _ one: UnsafeBufferPointer<PackedPosting>, _ two: UnsafeBufferPointer<PackedPosting>,
    into result: UnsafeMutableBufferPointer<PackedPosting>
  ) -> Int {
    var (first, second) = (0, 0)
    // Which comes next is as good as random: it is chosen without a branch.
    while first < one.count, second < two.count {
      let isSecond = two[second] < one[first]
      result.initializeElement(at: first + second, to: isSecond ? two[second] : one[first])
      second += isSecond ? 1 : 0
      first += isSecond ? 0 : 1
    }
    let room = UnsafeMutableBufferPointer(rebasing: result[(first + second)...])
    _ = room.initialize(fromContentsOf: first < one.count ? one[first...] : two[second...])
    return one.count + two.count
  }

  /// Reads postings from bytes: 16 for each, the least significant first.
  init(bytes: UnsafeRawBufferPointer) {
    self.init(unsafeUninitializedCapacity: bytes.count / 16) { buffer, count in
      for place in 0..<bytes.count / 16 {
        let head = bytes.loadUnaligned(fromByteOffset: 16 * place, as: UInt64.self)
        let tail = bytes.loadUnaligned(fromByteOffset: 16 * place + 8, as: UInt64.self)
        buffer.initializeElement(
          at: place,
          to: PackedPosting(head: UInt64(littleEndian: head), tail: UInt64(littleEndian: tail)))
      }
      count = bytes.count / 16
    }
  }
}

extension ArraySlice<PackedPosting> {
  /// The postings as bytes.
  var bytes: [UInt64] {
    [UInt64](unsafeUninitializedCapacity: 2 * count) { words, filled in
      for (place, posting) in self.enumerated() {
        words.initializeElement(at: 2 * place, to: posting.head.littleEndian)
        words.initializeElement(at: 2 * place + 1, to: posting.tail.littleEndian)
      }
      filled = 2 * count
    }
  }
}
