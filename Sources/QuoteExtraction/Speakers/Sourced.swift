import QuoteRecords

/// What the sources of an article are read from: its attributions, then the figures that somebody
/// stands behind, numbered as one list and left where they are.
struct Sourced {
  private let attributions: [Attribution]
  private let figures: [Attribution]

  init(attributions: [Attribution], figures: [Attribution]) {
    self.attributions = attributions
    self.figures = figures
  }

  var indices: Range<Int> { 0..<attributions.count + figures.count }

  @inline(__always)
  subscript(index: Int) -> Item {
    index < attributions.count
      ? Item(list: attributions, place: index)
      : Item(list: figures, place: index - attributions.count)
  }

  /// An attribution where it stands: a part is asked for, the rest is not copied.
  struct Item {
    fileprivate let list: [Attribution]
    fileprivate let place: Int

    @inline(__always) var type: QuoteType { list[place].type }
    @inline(__always) var content: [Range<Int>] { list[place].content }
    @inline(__always) var cue: [Range<Int>] { list[place].cue }
    @inline(__always) var source: [Range<Int>] { list[place].source }
    @inline(__always) var quotations: [Int] { list[place].quotations }
    @inline(__always) var carriedFrom: Int? { list[place].carriedFrom }
    @inline(__always) var label: TurnLabel? { list[place].label }
    @inline(__always) var isOfNobody: Bool { list[place].isOfNobody }
  }
}
