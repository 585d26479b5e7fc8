import RuleEngine

/// Lists of small numbers, each under a name and a number: the people of a surname, the entities
/// that a noun is said of. All lists of an article lie in one array, as chains.
struct NumberLists<Name: RawRepresentable<UInt32>> {
  private struct Link {
    var value: Int32
    var next: Int32
  }

  /// A list: its chain, and how many it holds.
  private struct List {
    var first: Int32
    var last: Int32
    var count: Int32
  }

  private var table = PairTable()
  private var lists: [List] = []
  private var links: [Link] = []

  /// Puts a number at the end of a list.
  mutating func append(_ value: Int, to name: Name, _ number: UInt32) {
    let link = Int32(links.count)
    links.append(Link(value: Int32(value), next: -1))
    guard let list = table.find(name.rawValue, number) else {
      table.set(name.rawValue, number, to: lists.count)
      lists.append(List(first: link, last: link, count: 1))
      return
    }
    links[Int(lists[list].last)].next = link
    lists[list].last = link
    lists[list].count += 1
  }

  /// The numbers of a list, in the order in which they came; of long ones the last `limit`.
  func members(_ name: Name, _ number: UInt32, last limit: Int = .max) -> [Int] {
    guard let list = table.find(name.rawValue, number).map({ lists[$0] }) else { return [] }
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

  /// Whether a list is empty.
  func isEmpty(_ name: Name, _ number: UInt32) -> Bool { table.find(name.rawValue, number) == nil }
}
