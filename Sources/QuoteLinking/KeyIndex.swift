/// A pair of texts that share a run of words, and where.
struct CandidatePair: Hashable, Comparable {
  var first: TextIndex.ID
  var second: TextIndex.ID
  /// Where the run starts in the first less where it starts in the second.
  var diagonal: Int

  static func < (a: CandidatePair, b: CandidatePair) -> Bool {
    (a.first, a.second, a.diagonal) < (b.first, b.second, b.diagonal)
  }
}

/// Finds texts that share a run of 3 to 8 words worth enough bits.
///
/// From each word of a text the shortest such run is a key. Every pair of texts that shares a run
/// of that worth within 8 words shares a key, whatever else differs; so a quote of so many bits
/// that n changed words cannot break every run is found under any n changes. Work is bounded: of a
/// key that more texts share than `postings` only the longest few are compared with the others and
/// each with the next, and no text is compared with more than `candidates` others. Rare keys go
/// first.
struct KeyIndex {
  /// How much a run must be worth to be a key, in tenths of a bit.
  static let worth = 340
  /// How many words a key may have.
  static let length = 3...8
  /// How many of the longest texts stand for the rest where a key is a stock phrase.
  private static let representatives = 3
  /// How many places are kept at which a pair shares a run.
  private static let diagonals = 4

  private struct Posting: Comparable {
    var key: UInt64
    var text: UInt32
    var place: UInt32

    static func < (a: Posting, b: Posting) -> Bool {
      (a.key, a.text, a.place) < (b.key, b.text, b.place)
    }
  }

  private let texts: TextIndex
  private let table: WordTable
  private let options: LinkOptions

  init(texts: TextIndex, table: WordTable, options: LinkOptions) {
    self.texts = texts
    self.table = table
    self.options = options
  }

  /// All pairs to compare, in order, each at most a few times. n log n in the words.
  func pairs() -> [CandidatePair] {
    let postings = self.postings().sorted()
    var counts = [Int32](repeating: 0, count: texts.count)
    var pairs: [CandidatePair] = []
    for group in groups(of: postings) {
      emit(postings[group], counts: &counts, into: &pairs)
    }
    return Self.thin(pairs.sorted())
  }

  private func postings() -> [Posting] {
    var postings: [Posting] = []
    var last: [UInt64] = []
    for text in 0..<texts.count {
      let range = texts.range(text)
      last.removeAll(keepingCapacity: true)
      for start in range {
        guard let key = key(from: start, to: range.upperBound), !last.contains(key) else {
          continue
        }
        if last.count < 64 { last.append(key) }
        postings.append(
          Posting(
            key: key, text: UInt32(truncatingIfNeeded: text),
            place: UInt32(truncatingIfNeeded: start - range.lowerBound)))
      }
    }
    return postings
  }

  private func key(from start: Int, to end: Int) -> UInt64? {
    var hash: UInt64 = 1
    var tenths = 0
    for place in start..<min(end, start + Self.length.upperBound) {
      let word = texts.words[place]
      hash = Hash.combine(hash, table.hash(word))
      tenths += table.tenths(word)
      if tenths >= Self.worth, place - start + 1 >= Self.length.lowerBound { return hash }
    }
    return nil
  }

  /// The groups of postings with one key and more than one text, the smallest first.
  private func groups(of postings: [Posting]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    var start = 0
    while start < postings.count {
      var end = start + 1
      while end < postings.count, postings[end].key == postings[start].key { end += 1 }
      if postings[start].text != postings[end - 1].text { groups.append(start..<end) }
      start = end
    }
    return groups.sorted { ($0.count, $0.lowerBound) < ($1.count, $1.lowerBound) }
  }

  private func emit(
    _ group: ArraySlice<Posting>, counts: inout [Int32], into pairs: inout [CandidatePair]
  ) {
    if group.count <= options.postings {
      for (offset, first) in group.enumerated() {
        for second in group.dropFirst(offset + 1) {
          add(first, second, counts: &counts, into: &pairs)
        }
      }
      return
    }
    let longest = group.sorted {
      let (a, b) = (texts.range(Int($0.text)).count, texts.range(Int($1.text)).count)
      return a != b ? a > b : ($0.text, $0.place) < ($1.text, $1.place)
    }.prefix(Self.representatives)
    for (posting, next) in zip(group, group.dropFirst()) {
      add(posting, next, counts: &counts, into: &pairs)
    }
    for posting in group {
      for other in longest { add(other, posting, counts: &counts, into: &pairs) }
    }
  }

  private func add(
    _ a: Posting, _ b: Posting, counts: inout [Int32], into pairs: inout [CandidatePair]
  ) {
    guard a.text != b.text else { return }
    let (first, second) = a.text < b.text ? (a, b) : (b, a)
    let limit = Int32(clamping: options.candidates)
    let (i, j) = (Int(first.text), Int(second.text))
    guard counts[i] < limit, counts[j] < limit else { return }
    counts[i] += 1
    counts[j] += 1
    pairs.append(
      CandidatePair(first: i, second: j, diagonal: Int(first.place) - Int(second.place)))
  }

  /// One of equal pairs, and of pairs that differ in the diagonal alone the first few.
  private static func thin(_ pairs: [CandidatePair]) -> [CandidatePair] {
    var result: [CandidatePair] = []
    var same = 0
    for pair in pairs {
      if let last = result.last, last.first == pair.first, last.second == pair.second {
        if last.diagonal == pair.diagonal || same >= diagonals { continue }
        same += 1
      } else {
        same = 1
      }
      result.append(pair)
    }
    return result
  }
}
