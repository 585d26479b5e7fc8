/// The matches in one sentence or several, flat, in memory that is used again.
@usableFromInline package struct MatchList: Sendable {
  /// A match: of which rule, where, and which of the captures are its own.
  @usableFromInline package struct Found: Sendable {
    /// The rule, as an index into the rules of the matcher.
    package var rule: Int32
    /// The first item.
    package var start: Int32
    /// The item behind the last.
    package var end: Int32
    /// Its first capture.
    @usableFromInline var captures: Int32
    /// How many captures it has.
    @usableFromInline var captureCount: Int32
  }

  /// What a role captured.
  @usableFromInline package struct Capture: Sendable {
    /// The role.
    @usableFromInline package var role: RoleID
    @usableFromInline var start: Int32
    @usableFromInline var end: Int32

    /// The items.
    @inlinable package var items: Range<Int> { Int(start)..<Int(end) }
  }

  /// The start or the end of a capture.
  struct Boundary: Sendable {
    var role = RoleID(number: 0)
    var item: Int32 = 0
    var isOpening = false
  }

  /// The matches: of each sentence by their first items, then by rule.
  package private(set) var found: [Found] = []
  @usableFromInline private(set) var captures: [Capture] = []
  var isSorted = true

  /// Makes an empty one.
  package init() {}

  /// Empties it, keeping its memory.
  package mutating func removeAll() {
    guard !found.isEmpty else { return }
    found.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    isSorted = true
  }

  /// The items that the whole of a match covers.
  package func items(of match: Found) -> Range<Int> { Int(match.start)..<Int(match.end) }

  /// The captures of a match, in the order of the pattern.
  package func captures(of match: Found) -> ArraySlice<Capture> {
    captures[Int(match.captures)..<Int(match.captures + match.captureCount)]
  }

  /// The items that a role of a match captured first.
  package func items(_ role: RoleID?, of match: Found) -> Range<Int>? {
    guard let role else { return nil }
    for number in match.captures..<match.captures + match.captureCount {
      let capture = captures[Int(number)]
      if capture.role == role { return capture.items }
    }
    return nil
  }

  /// Gives the captures of a match, in the order of the pattern.
  @inlinable
  @inline(__always)
  package func forEachCapture(of match: Found, _ body: (Capture) -> Void) {
    for number in Int(match.captures)..<Int(match.captures &+ match.captureCount) {
      body(captures[number])
    }
  }

  /// Adds a match with its captures, by the place where they are written; empty ones are left out.
  ///
  /// - Parameter base: The number of the sentence's first item; what is given counts from there.
  mutating func add(
    rule: Int, _ items: Range<Int>, _ boundaries: UnsafeBufferPointer<Boundary>, base: Int
  ) {
    let first = captures.count
    var place = 0
    while place < boundaries.count {
      let opening = boundaries[place]
      // Most captures hold no other.
      guard opening.isOpening, place + 1 < boundaries.count, !boundaries[place + 1].isOpening
      else {
        captures.removeSubrange(first...)
        addNested(boundaries, base)
        break
      }
      let end = boundaries[place + 1].item
      if end > opening.item {
        captures.append(
          Capture(
            role: opening.role, start: opening.item &+ Int32(base), end: end &+ Int32(base)))
      }
      place += 2
    }
    found.append(
      Found(
        rule: Int32(rule), start: Int32(items.lowerBound + base),
        end: Int32(items.upperBound + base), captures: Int32(first),
        captureCount: Int32(captures.count - first)))
  }

  /// Adds captures of which some hold others.
  private mutating func addNested(_ boundaries: UnsafeBufferPointer<Boundary>, _ base: Int) {
    let first = captures.count
    for boundary in boundaries {
      let item = boundary.item + Int32(base)
      if boundary.isOpening {
        captures.append(Capture(role: boundary.role, start: item, end: -1))
      } else {
        var open = captures.count - 1
        while open >= first, captures[open].end >= 0 { open -= 1 }
        if open >= first { captures[open].end = item }
      }
    }
    var kept = first
    for number in first..<captures.count where captures[number].end > captures[number].start {
      if kept < number { captures[kept] = captures[number] }
      kept += 1
    }
    if kept < captures.count { captures.removeSubrange(kept...) }
  }

  /// Puts the matches from one on in order.
  mutating func sort(from first: Int) {
    guard !isSorted, found.count - first > 1 else { return isSorted = true }
    isSorted = true
    guard found.count - first < Self.fewMatches else {
      return found[first...].sort { $0.stands(before: $1) }
    }
    // By insertion: there are a few, most of them in order.
    var found = found.mutableSpan
    for number in first + 1..<found.count {
      let match = found[number]
      var place = number
      while place > first, match.stands(before: found[place &- 1]) {
        found[place] = found[place &- 1]
        place &-= 1
      }
      found[place] = match
    }
  }

  private static let fewMatches = 32
}

extension MatchList.Found {
  fileprivate func stands(before other: Self) -> Bool {
    start != other.start ? start < other.start : rule < other.rule
  }
}

/// A role of a matcher's rules.
@usableFromInline package struct RoleID: Sendable, Hashable {
  @usableFromInline let number: Int32

  @inlinable
  @inline(__always)
  package static func == (one: RoleID, other: RoleID) -> Bool { one.number == other.number }
}
