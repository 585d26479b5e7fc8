/// Lists of small numbers, each under a name and a number: the people of a surname, the entities
/// that a noun is said of. All lists of an article lie in one array, as chains.
///
/// What a name must be is asked where lists are read, not of the type: the runtime would look for
/// it among all conformances with the first article.
struct NumberLists<Name> {
  private struct Link {
    var value: Int32
    var next: Int32
  }

  /// A list: its name and number, its chain, and how many it holds; none in an empty slot.
  private struct List {
    var key: UInt64 = 0
    var first: Int32 = -1
    var last: Int32 = -1
    var count: Int32 = 0
  }

  /// Open addressing, never more than half full.
  private var slots = [List](repeating: List(), count: 64)
  private var used = 0
  private var links: [Link] = []

  /// Makes one without lists.
  init() { links.reserveCapacity(64) }
}

extension NumberLists where Name: RawRepresentable<UInt32> {
  /// Puts a number at the end of a list.
  mutating func append(_ value: Int, to name: Name, _ number: UInt32) {
    let link = Int32(links.count)
    links.append(Link(value: Int32(value), next: -1))
    let slot = slot(of: Self.key(name, number))
    if slots[slot].count > 0 {
      links[Int(slots[slot].last)].next = link
      slots[slot].last = link
      slots[slot].count += 1
      return
    }
    slots[slot] = List(key: Self.key(name, number), first: link, last: link, count: 1)
    used += 1
    if used * 2 > slots.count { grow() }
  }

  /// The numbers of a list, in the order in which they came; of long ones the last `limit`.
  func members(_ name: Name, _ number: UInt32, last limit: Int = .max) -> [Int] {
    let list = slots[slot(of: Self.key(name, number))]
    guard list.count > 0 else { return [] }
    var found: [Int] = []
    found.reserveCapacity(Swift.min(Int(list.count), limit))
    var skipped = Int(list.count) - limit
    var link = list.first
    while link >= 0 {
      if skipped > 0 { skipped -= 1 } else { found.append(Int(links[Int(link)].value)) }
      link = links[Int(link)].next
    }
    return found
  }

  /// The number that a list holds alone; `nil` where it holds none or several.
  func only(_ name: Name, _ number: UInt32) -> Int? {
    let list = slots[slot(of: Self.key(name, number))]
    return list.count == 1 ? Int(links[Int(list.first)].value) : nil
  }

  /// The last number of a list that is meant, among the last `limit`.
  @inline(__always)
  func last(
    _ name: Name, _ number: UInt32, among limit: Int, where isMeant: (Int) -> Bool
  ) -> Int? {
    let list = slots[slot(of: Self.key(name, number))]
    guard list.count > 0 else { return nil }
    var found: Int?
    var skipped = Int(list.count) - limit
    var link = list.first
    while link >= 0 {
      let value = Int(links[Int(link)].value)
      if skipped > 0 { skipped -= 1 } else if isMeant(value) { found = value }
      link = links[Int(link)].next
    }
    return found
  }

  /// Whether a list is empty.
  func isEmpty(_ name: Name, _ number: UInt32) -> Bool {
    slots[slot(of: Self.key(name, number))].count == 0
  }

  @inline(__always)
  private static func key(_ name: Name, _ number: UInt32) -> UInt64 {
    UInt64(name.rawValue) << 32 | UInt64(number)
  }

  /// The slot of a list, or the empty one where it belongs. Fibonacci hashing: the high half of a
  /// product with 2^64 over the golden ratio.
  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    while slots[slot].count > 0, slots[slot].key != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: List(), count: old.count * 2)
    for list in old where list.count > 0 { slots[slot(of: list.key)] = list }
  }
}
