import RuleEngine

/// A place that an id names, always in code points: `12-30`, or `t12-30` in the title.
struct RecordPlace: Equatable {
  var start: Int
  var end: Int
  var isTitle: Bool
}

/// Hands out the ids of one article, which name places.
struct IDRegister {
  /// A letter that has been given with a place.
  private struct Use {
    var letter: UInt8
    var isTitle: Bool
    /// How often it has been given again.
    var count = 0
    /// Another use of the same start and end; -1 for none.
    var previous: Int
  }

  private var uses: [Use] = []
  /// The last use of each start and end.
  private var lastUse = PairTable()

  /// Makes one with room for so many ids.
  init(capacity: Int) {
    uses.reserveCapacity(capacity)
    lastUse.reserve(capacity)
  }

  /// An id that no other has: the letter and the place, with `'` appended as often as they have
  /// been given before.
  mutating func id(_ letter: Unicode.Scalar, _ place: RecordPlace) -> String {
    let letter = UInt8(ascii: letter)
    let before = count(letter, place)
    // A short string, which takes no memory of its own, if its length is known at once.
    let length =
      2 + (place.isTitle ? 1 : 0) + Self.digits(place.start) + Self.digits(place.end) + before
    return String(unsafeUninitializedCapacity: length) { buffer in
      var next = 0
      func put(_ byte: UInt8) {
        buffer.initializeElement(at: next, to: byte)
        next += 1
      }
      func put(number: Int) {
        var rest = number
        let end = next + Self.digits(number)
        for place in (next..<end).reversed() {
          buffer.initializeElement(at: place, to: UInt8(ascii: "0") + UInt8(rest % 10))
          rest /= 10
        }
        next = end
      }
      put(letter)
      if place.isTitle { put(UInt8(ascii: "t")) }
      put(number: place.start)
      put(UInt8(ascii: "-"))
      put(number: place.end)
      for _ in 0..<before { put(UInt8(ascii: "'")) }
      return next
    }
  }

  /// How often a letter and place have been given before this time.
  private mutating func count(_ letter: UInt8, _ place: RecordPlace) -> Int {
    let (start, end) = (UInt32(place.start), UInt32(place.end))
    let last = lastUse.find(start, end) ?? -1
    var use = last
    while use >= 0 {
      if uses[use].letter == letter, uses[use].isTitle == place.isTitle {
        uses[use].count += 1
        return uses[use].count
      }
      use = uses[use].previous
    }
    lastUse.set(start, end, to: uses.count)
    uses.append(Use(letter: letter, isTitle: place.isTitle, previous: last))
    return 0
  }

  /// How many digits a number takes that is not below zero.
  private static func digits(_ number: Int) -> Int {
    var count = 1
    var rest = number / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }
}
