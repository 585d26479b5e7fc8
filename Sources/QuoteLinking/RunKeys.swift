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

  /// Calls `body` with each key of some words and its place. The same key comes in the order of its
  /// places.
  @inline(__always)
  static func forEach(
    of words: ArraySlice<WordTable.ID>, table: WordTable, _ body: (UInt64, Int) -> Void
  ) {
    guard words.count >= length.lowerBound else { return }
    // The memory lives within the closure; what is read of it was written before.
    withUnsafeTemporaryAllocation(of: Run.self, capacity: 3 * words.count) { memory in
      for (place, word) in words.enumerated() {
        memory.initializeElement(
          at: place, to: Run(hash: table.hash(word), tenths: table.tenths(word), start: place))
      }
      var runs = Runs(memory, count: words.count)
      while runs.grow() {}
      for run in runs.found { body(run.hash, run.start) }
    }
  }

  /// Some words that follow each other, from a place on.
  private struct Run {
    var hash: UInt64
    var tenths: Int
    var start: Int

    /// The run with the next word.
    @inline(__always)
    func adding(_ word: Run) -> Run {
      Run(hash: Hash.combine(hash, word.hash), tenths: tenths + word.tenths, start: start)
    }
  }

  /// The runs from all words of a text, which grow together, word by word, until they are worth
  /// enough. Nothing in here branches on what the words are, so that the processor need not guess.
  private struct Runs {
    private let words: UnsafeMutableBufferPointer<Run>
    private let open: UnsafeMutableBufferPointer<Run>
    private let done: UnsafeMutableBufferPointer<Run>
    private var openCount: Int
    private var doneCount = 0
    private var length = RunKeys.length.lowerBound

    /// Takes memory for three runs a word, of which the first third are the words themselves.
    @inline(__always)
    init(_ memory: UnsafeMutableBufferPointer<Run>, count: Int) {
      words = UnsafeMutableBufferPointer(rebasing: memory[..<count])
      open = UnsafeMutableBufferPointer(rebasing: memory[count..<2 * count])
      done = UnsafeMutableBufferPointer(rebasing: memory[(2 * count)...])
      openCount = count - length + 1
      for start in 0..<openCount {
        var run = Run(hash: 1, tenths: 0, start: start)
        for place in start..<start + length { run = run.adding(words[place]) }
        open.initializeElement(at: start, to: run)
      }
    }

    /// The runs that are worth enough.
    @inline(__always)
    var found: UnsafeMutableBufferPointer<Run> {
      UnsafeMutableBufferPointer(rebasing: done[..<doneCount])
    }

    /// Takes the runs that are worth enough, and adds the next word to the others; false where no
    /// run can grow any more.
    @inline(__always)
    mutating func grow() -> Bool {
      var left = 0
      for place in 0..<openCount {
        let run = open[place]
        let isDone = run.tenths >= RunKeys.worth
        done.initializeElement(at: doneCount, to: run)
        doneCount += isDone ? 1 : 0
        let next = run.start + length
        open[left] = run.adding(words[min(next, words.count - 1)])
        left += isDone || next >= words.count ? 0 : 1
      }
      length += 1
      openCount = left
      return left > 0 && length <= RunKeys.length.upperBound
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
}
