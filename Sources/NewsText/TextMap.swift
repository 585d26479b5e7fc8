import CWideText

/// What is known of each byte of a text, a bit each: where letters and capitals of ASCII stand, and
/// where words begin by UAX #29.
///
/// ASCII, most letters and most marks are mapped 64 bytes at a time. Where characters stand whose
/// rules reach further, words are found one by one, from the last boundary that is sure on.
struct TextMap: ~Copyable {
  /// The maps, and two behind the text, so that looks ahead need no check.
  private let blocks: UnsafeMutableBufferPointer<cwide_map>
  /// How many bytes the text has.
  let count: Int

  /// What a word can be seen to be, from a place on: the lowest bit is for that place.
  struct Window {
    var letters: UInt64
    var capitals: UInt64
    var digits: UInt64
    /// Bytes outside ASCII.
    var beyond: UInt64
  }

  /// Maps valid UTF-8; linear.
  init(_ bytes: TextBytes) {
    self.init(mapping: bytes)
    findUnsureWords(in: bytes)
    setStart(count)
  }

  /// Maps valid UTF-8, with words from a source; linear.
  ///
  /// - Throws: `TextError.icu` where ICU finds the words, and fails.
  init(_ bytes: TextBytes, words: WordSource) throws(TextError) {
    guard case .icu(let breaker) = words else {
      self.init(bytes)
      return
    }
    self.init(mapping: bytes)
    do throws(ICUWordBreaker.Failure) {
      setStarts(try breaker.get().boundaries(in: bytes))
    } catch {
      throw .icu(error)
    }
  }

  /// Maps what is told 64 bytes at a time.
  private init(mapping bytes: TextBytes) {
    count = bytes.count
    let whole = (bytes.count + 63) / 64
    blocks = .allocate(capacity: whole + 2)
    // C writes one map for each 64 bytes begun; those behind them are written here.
    cwide_map_text(bytes.baseAddress, bytes.count, blocks.baseAddress)
    blocks[whole...].initialize(repeating: cwide_map())
  }

  // Maps are plain numbers: there is nothing to deinitialise.
  deinit { blocks.deallocate() }

  /// What stands from a place of the text on.
  @inline(__always)
  func window(at position: Int) -> Window {
    let shift = UInt64(truncatingIfNeeded: position & 63)
    let first = blocks[position &>> 6]
    let second = blocks[(position &>> 6) &+ 1]
    return Window(
      letters: Self.join(first.letters, second.letters, shift),
      capitals: Self.join(first.capitals, second.capitals, shift),
      digits: Self.join(first.digits, second.digits, shift),
      beyond: Self.join(first.beyond, second.beyond, shift))
  }

  /// The maps as they stand in memory, for as long as this value lives.
  var memory: UnsafePointer<cwide_map>? { UnsafePointer(blocks.baseAddress) }

  /// 64 bits from a place of the first of two blocks on.
  @inline(__always)
  private static func join(_ first: UInt64, _ second: UInt64, _ shift: UInt64) -> UInt64 {
    first &>> shift | (second &<< 1) &<< (63 &- shift)
  }

  /// Whether a boundary is at a place of the text.
  @inline(__always)
  func isStart(_ position: Int) -> Bool {
    blocks[position &>> 6].starts &>> UInt64(truncatingIfNeeded: position & 63) & 1 == 1
  }

  /// The boundaries behind the start, ascending; the last is the end.
  func boundaries() -> [Int] {
    guard count > 0 else { return [] }
    let inner = count >> 6
    let last = blocks[inner].starts & ~(.max &<< UInt64(count & 63))
    var total = last.nonzeroBitCount
    for block in 0..<inner { total += blocks[block].starts.nonzeroBitCount }
    // A bit for each boundary but the end, and maybe one for the start.
    return [Int](unsafeUninitializedCapacity: total + 1) { result, written in
      for block in 0...inner {
        var bits = block == inner ? last : blocks[block].starts
        if block == 0 { bits &= ~1 }
        while bits != 0 {
          result[written] = block << 6 + bits.trailingZeroBitCount
          written += 1
          bits &= bits &- 1
        }
      }
      result[written] = count
      written += 1
    }
  }
}

// Where the maps alone do not tell.
extension TextMap {
  /// Finds the boundaries near characters whose rules reach further. Linear: no word is looked at
  /// twice.
  private mutating func findUnsureWords(in bytes: TextBytes) {
    var position = 0
    while let unsure = nextUnsure(from: position) {
      position = lastStart(before: unsure, notBefore: position)
      repeat {
        var scan = WordScan(bytes: bytes)
        let end = scan.run(from: position)
        clearStarts(position + 1..<end)
        setStart(end)
        position = end
      } while position < count && isUnsure(position)
      if position == count { return }
    }
  }

  /// Takes other boundaries than those of the maps.
  private mutating func setStarts(_ boundaries: [Int]) {
    for block in blocks.indices { blocks[block].starts = 0 }
    setStart(0)
    for boundary in boundaries { setStart(boundary) }
  }

  private func isUnsure(_ position: Int) -> Bool {
    blocks[position >> 6].unsure &>> UInt64(position & 63) & 1 == 1
  }

  private func nextUnsure(from position: Int) -> Int? {
    var block = position >> 6
    var bits = blocks[block].unsure & (.max &<< UInt64(position & 63))
    while bits == 0 {
      block += 1
      guard block < blocks.count else { return nil }
      bits = blocks[block].unsure
    }
    let found = block << 6 + bits.trailingZeroBitCount
    return found < count ? found : nil
  }

  /// The last boundary at a place or before it; `lowest` is one.
  private func lastStart(before position: Int, notBefore lowest: Int) -> Int {
    var block = position >> 6
    var bits = blocks[block].starts & (.max &>> UInt64(63 - position & 63))
    // What is unsure is no boundary to begin at.
    bits &= ~blocks[block].unsure
    while bits == 0, block > lowest >> 6 {
      block -= 1
      bits = blocks[block].starts & ~blocks[block].unsure
    }
    guard bits != 0 else { return lowest }
    return max(lowest, block << 6 + 63 - bits.leadingZeroBitCount)
  }

  private mutating func setStart(_ position: Int) {
    blocks[position >> 6].starts |= 1 &<< UInt64(position & 63)
  }

  private mutating func clearStarts(_ range: Range<Int>) {
    for position in range {
      blocks[position >> 6].starts &= ~(1 &<< UInt64(position & 63))
    }
  }
}
