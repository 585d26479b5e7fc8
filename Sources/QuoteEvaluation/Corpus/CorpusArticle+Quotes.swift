import QuoteRecords

/// What follows from the places of contents and quotation marks, and is therefore not labeled.
extension CorpusArticle {
  /// The stretches between marks that a quote holds, or, of a piece that lies between marks, the
  /// piece itself; without their marks.
  func quoted(in item: CorpusItem) -> [Range<Int>] {
    item["content"].flatMap { piece in
      if isBetweenMarks(piece) { return [piece.range] }
      return quotations.filter { piece.holds($0.outer) }.map(\.inner)
    }
  }

  /// Whether a piece lies within a stretch between marks.
  func isBetweenMarks(_ piece: CorpusMark) -> Bool {
    quotations.contains {
      $0.inner.lowerBound <= piece.range.lowerBound && piece.range.upperBound <= $0.inner.upperBound
    }
  }

  /// How much of a quote stands between marks.
  func type(of item: CorpusItem) -> QuoteType {
    if item["content"].allSatisfy(isBetweenMarks) {
      // Within somebody's direct words an inner quote is direct only by marks of its own.
      return outer(of: item) == nil || hasOwnMarks(item) ? .direct : .indirect
    }
    return quoted(in: item).isEmpty ? .indirect : .mixed
  }

  /// Whether marks stand directly around every piece.
  private func hasOwnMarks(_ item: CorpusItem) -> Bool {
    let marks = "“”‘’\"'«»".unicodeScalars
    return item["content"].allSatisfy { piece in
      let before = String(decoding: text.bytes[..<piece.range.lowerBound], as: UTF8.self)
      let after = String(decoding: text.bytes[piece.range.upperBound...], as: UTF8.self)
      return before.unicodeScalars.last.map(marks.contains) == true
        && after.unicodeScalars.first.map(marks.contains) == true
    }
  }

  /// The quote whose content holds this one's, the innermost.
  func outer(of item: CorpusItem) -> CorpusItem? {
    let pieces = item["content"].map(\.range)
    return smallest { other in
      other.number != item.number
        && pieces.allSatisfy { piece in
          other["content"].contains { $0.holds(piece) && $0.range != piece }
        }
    }
  }

  /// The innermost quote whose content holds a range.
  func quote(holding range: Range<Int>) -> CorpusItem? {
    smallest { other in other["content"].contains { $0.holds(range) } }
  }

  private func smallest(where holds: (CorpusItem) -> Bool) -> CorpusItem? {
    items(.quote).filter(holds).min { length($0) < length($1) }
  }

  private func length(_ item: CorpusItem) -> Int {
    item["content"].reduce(0) { $0 + $1.range.count }
  }
}
