package import NewsText

/// The order in which the tokens of a document are tagged: first everything outside quotations,
/// each quotation being one item there, then the inside of each quotation on its own.
package struct TaggerSequence: Sendable {
  /// Tokens in a row, and what stands behind the last.
  struct Stretch: Sendable {
    var tokens: Range<Int>
    /// `quotation` or `gap`.
    var end: Int32
  }

  /// All stretches, with a gap before the first; some may be empty.
  private(set) var stretches: [Stretch] = []

  /// Stands for a whole quotation.
  package static let quotation: Int32 = -1
  /// Stands between two stretches that have nothing to do with each other.
  package static let gap: Int32 = -2

  /// Orders the tokens; linear in the quotations.
  package init(_ document: Document) {
    stretches.reserveCapacity(2 * document.quotations.count + 1)
    var inner: [Stretch] = []
    var next = 0
    for quotation in document.quotations where quotation.parent == nil {
      let outer = quotation.outer
      guard outer.lowerBound >= next else { continue }
      stretches.append(Stretch(tokens: next..<outer.lowerBound, end: Self.quotation))
      inner.append(Stretch(tokens: outer, end: Self.gap))
      next = outer.upperBound
    }
    stretches.append(Stretch(tokens: next..<document.tokens.count, end: Self.gap))
    stretches += inner
  }

  /// The indices of the tokens, with `quotation` or `gap` between; for learning.
  package var items: [Int32] {
    stretches.reduce(into: [Self.gap]) { items, stretch in
      items += stretch.tokens.map { Int32($0) }
      items.append(stretch.end)
    }
  }
}
