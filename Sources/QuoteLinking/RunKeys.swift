/// A run of words that two texts may share, and where it stands first.
package struct RunKey: Sendable, Hashable, Comparable {
  /// A hash of the run's words.
  package var key: UInt64
  /// The place of its first word.
  package var place: UInt32

  package static func < (one: RunKey, two: RunKey) -> Bool {
    (one.key, one.place) < (two.key, two.place)
  }
}

/// The keys of texts: from each word the shortest run of 3 to 8 words worth enough bits.
///
/// A key hangs on the text alone. Every pair of texts that shares a run of that worth within 8
/// words shares a key, whatever else differs; so a quote of so many bits that n changed words
/// cannot break every run is found under any n changes.
enum RunKeys {
  /// How much a run must be worth to be a key, in tenths of a bit.
  static let worth = 340
  /// How many words a key may have.
  static let length = 3...8

  /// The keys of some words, ascending, each once. n log n in the words.
  static func keys(of words: ArraySlice<WordTable.ID>, table: WordTable) -> [RunKey] {
    var keys: [RunKey] = []
    keys.reserveCapacity(words.count)
    forEach(of: words, table: table) { key, place in
      keys.append(RunKey(key: key, place: UInt32(truncatingIfNeeded: place)))
    }
    keys.sort()
    var last: UInt64?
    keys.removeAll { key in
      defer { last = key.key }
      return key.key == last
    }
    return keys
  }

  /// Calls `body` with each key of some words and its place, in the order of the places.
  @inline(__always)
  static func forEach(
    of words: ArraySlice<WordTable.ID>, table: WordTable, _ body: (UInt64, Int) -> Void
  ) {
    // What the words hash to and tell is looked up once, not for each run that they are in. The
    // memory is written for all words before any of it is read, and lives within the closure.
    withUnsafeTemporaryAllocation(of: (hash: UInt64, tenths: Int).self, capacity: words.count) {
      values in
      for (place, word) in words.enumerated() {
        values.initializeElement(at: place, to: (table.hash(word), table.tenths(word)))
      }
      for start in 0..<words.count {
        guard let key = key(from: start, in: values) else { continue }
        body(key, start)
      }
    }
  }

  /// Whether some words have no key: they tell too little to be found at any date.
  static func isWeak(_ words: ArraySlice<WordTable.ID>, table: WordTable) -> Bool {
    var isWeak = true
    forEach(of: words, table: table) { _, _ in isWeak = false }
    return isWeak
  }

  /// The hash of a run of words, of the words alone.
  static func hash(_ words: ArraySlice<WordTable.ID>, table: WordTable) -> UInt64 {
    words.reduce(1) { Hash.combine($0, table.hash($1)) }
  }

  @inline(__always)
  private static func key(
    from start: Int, in values: UnsafeMutableBufferPointer<(hash: UInt64, tenths: Int)>
  ) -> UInt64? {
    var hash: UInt64 = 1
    var tenths = 0
    for place in start..<min(values.count, start + length.upperBound) {
      hash = Hash.combine(hash, values[place].hash)
      tenths += values[place].tenths
      if tenths >= worth, place - start + 1 >= length.lowerBound { return hash }
    }
    return nil
  }
}
