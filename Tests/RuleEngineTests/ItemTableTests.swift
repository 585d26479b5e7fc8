import RuleEngine
import Testing

@Suite("Items with spans")
struct ItemTableTests {
  @Test("spans written where room is stand with their items, behind those of the sentence before")
  func writer() {
    var table = ItemTable()
    for _ in 0..<2 {
      // Once more in the same memory, as it is kept from text to text.
      table.removeAll()
      table.append(lexemes: [7, 8, 9], classes: [1, 2, 4])
      table.addSpans(items: 2, most: 22) { spans in
        spans.add(3, end: 2)
        spans.add(3, end: 1)
        spans.turnToNextItem()
        spans.turnToNextItem()
      }
      table.addSpans(items: 1, most: 11) { spans in
        spans.add(3, end: 3)
        spans.turnToNextItem()
      }
      #expect((0..<3).map { ends(of: 3, at: $0, in: table) } == [[2, 1], [], [3]])
      #expect((0..<3).flatMap { ends(of: 2, at: $0, in: table) }.isEmpty)
    }
  }

  private func ends(of kind: Int, at item: Int, in table: ItemTable) -> [Int] {
    var ends: [Int] = []
    table.forEachSpan(kind, at: item) { ends.append($0) }
    return ends
  }
}
