package import NewsText

/// The order in which the tokens of a document are tagged: first everything outside quotations,
/// each quotation being one item there, then the inside of each quotation on its own.
package struct TaggerSequence: Sendable {
  /// The indices of tokens; `quotation` or `gap` between.
  package private(set) var items: [Int32] = []

  /// Stands for a whole quotation.
  package static let quotation: Int32 = -1
  /// Stands between two stretches that have nothing to do with each other.
  package static let gap: Int32 = -2

  /// Orders the tokens; linear in them.
  package init(_ document: Document) {
    let tokens = document.tokens
    items.reserveCapacity(tokens.count + 3 * document.quotations.count + 4)
    items.append(Self.gap)
    var next = 0
    for quotation in document.quotations where quotation.parent == nil {
      let outer = quotation.outer
      guard outer.lowerBound >= next else { continue }
      for token in next..<outer.lowerBound { items.append(Int32(token)) }
      items.append(Self.quotation)
      next = outer.upperBound
    }
    for token in next..<tokens.count { items.append(Int32(token)) }
    items.append(Self.gap)
    next = 0
    for quotation in document.quotations where quotation.parent == nil {
      let outer = quotation.outer
      guard outer.lowerBound >= next else { continue }
      for token in outer { items.append(Int32(token)) }
      items.append(Self.gap)
      next = outer.upperBound
    }
  }
}
