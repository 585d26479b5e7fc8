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

    var type: QuoteType { part { $0.pointee.type } }
    var content: [Range<Int>] { part { $0.pointee.content } }
    var cue: [Range<Int>] { part { $0.pointee.cue } }
    var source: [Range<Int>] { part { $0.pointee.source } }
    var quotations: [Int] { part { $0.pointee.quotations } }
    var carriedFrom: Int? { part { $0.pointee.carriedFrom } }
    var label: TurnLabel? { part { $0.pointee.label } }
    var isOfNobody: Bool { part { $0.pointee.isOfNobody } }

    /// By its address: an element that is asked for by its number is copied whole.
    @inline(__always)
    private func part<Part>(_ part: (UnsafePointer<Attribution>) -> Part) -> Part {
      list.withUnsafeBufferPointer { list in
        precondition(list.indices.contains(place), "no such attribution")
        guard let first = list.baseAddress else { preconditionFailure("no attributions") }
        return part(first + place)
      }
    }
  }
}
