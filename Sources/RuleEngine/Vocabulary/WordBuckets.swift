import CWideText
package import FlatImage

/// Where words lie by their keys: a hash table in buckets of four, each as large as a line of the
/// processor's cache and compared at once. A full one goes on in the next.
struct WordBuckets: Sendable {
  /// What is kept of a word.
  struct Entry: BitwiseCopyable {
    fileprivate(set) var bits: UInt64

    init(id: LexemeID, length: Int, start: Int) {
      bits = UInt64(start) << 31 | UInt64(length) << 24 | UInt64(id)
    }

    fileprivate init(bits: UInt64) { self.bits = bits }

    /// No word's.
    static var none: Entry { Entry(bits: 0) }

    /// The word's number; 0 for no word.
    var id: LexemeID { LexemeID(truncatingIfNeeded: bits & 0xFF_FFFF) }
    /// How many bytes it has, up to 127.
    var length: Int { Int(truncatingIfNeeded: bits >> 24 & 0x7F) }
    /// Where its pieces start.
    var start: Int { Int(truncatingIfNeeded: bits >> 31 & 0xFFFF_FFFF) }
  }

  /// The most words that there may be.
  static let most = 1 << 24

  private var buckets = FlatArray([cwide_bucket](repeating: cwide_bucket(), count: 256))
  private var count = 0

  private var mask: UInt64 { UInt64(truncatingIfNeeded: buckets.count &- 1) }

  /// The entry of a key; `none` where there is none.
  @inline(__always)
  func entry(_ key: WordKey) -> Entry { withTable { $0.entry(key) } }

  /// Lends the buckets for some look-ups.
  @inline(__always)
  func withTable<Result>(_ body: (Table) -> Result) -> Result {
    buckets.withUnsafeBufferPointer { body(Table(buckets: $0, mask: mask)) }
  }

  /// The buckets as they stand in memory.
  struct Table {
    fileprivate let buckets: UnsafeBufferPointer<cwide_bucket>
    fileprivate let mask: UInt64

    /// The entry of a key; `none` where there is none.
    @inline(__always)
    func entry(_ key: WordKey) -> Entry {
      guard let first = buckets.baseAddress else { return .none }
      var place = key.place & mask
      while true {
        let bucket = first + Int(truncatingIfNeeded: place)
        let entry = Entry(bits: cwide_bucket_value(bucket, key.bits))
        // One branch, and a rare one: many words of a text are not known.
        let isUnknown: UInt64 = entry.id == 0 ? WordBuckets.goesOn : 0
        if bucket.pointee.values.3 & isUnknown == 0 { return entry }
        place = (place &+ 1) & mask
      }
    }

    /// Lends the buckets to what looks many words up.
    func lend(to words: inout cwide_words) {
      words.buckets = buckets.baseAddress
      words.mask = Int(truncatingIfNeeded: mask)
    }
  }

  /// Set in the last entry of a full bucket where words that belong there lie in the next.
  fileprivate static let goesOn: UInt64 = 1 << 63

  /// Adds the entry of a key that is not there.
  mutating func insert(_ entry: Entry, _ key: WordKey) {
    count += 1
    if count > buckets.count * 2 { grow() }
    place(entry, key)
  }

  private mutating func place(_ entry: Entry, _ key: WordKey) {
    var place = Int(key.place & mask)
    while buckets[place].keys.3 != 0 {
      buckets.array[place].values.3 |= Self.goesOn
      place = (place + 1) & Int(mask)
    }
    buckets.array.withUnsafeMutableBytes { memory in
      let words = memory.bindMemory(to: UInt64.self)
      let first = place * 8
      for lane in first..<first + 4 where words[lane] == 0 {
        words[lane] = key.bits
        words[lane + 4] = entry.bits
        return
      }
    }
  }

  private mutating func grow() {
    let old = buckets
    buckets = FlatArray(Array(repeating: cwide_bucket(), count: old.count * 2))
    for bucket in old {
      let keys = [bucket.keys.0, bucket.keys.1, bucket.keys.2, bucket.keys.3]
      let values = [bucket.values.0, bucket.values.1, bucket.values.2, bucket.values.3]
      for (key, value) in zip(keys, values) where key != 0 {
        place(Entry(bits: value & ~Self.goesOn), WordKey(bits: key))
      }
    }
  }
}

extension WordBuckets: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    buckets = try image.flatArray()
    count = try image.value()
    // A look-up ends at a bucket that says that nothing goes on behind it.
    guard buckets.count.nonzeroBitCount == 1,
      buckets.contains(where: { $0.values.3 & Self.goesOn == 0 })
    else { throw ImageError() }
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(buckets)
    image.lay(count)
  }
}
