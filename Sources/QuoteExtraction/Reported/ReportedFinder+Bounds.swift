import NewsSyntax
import RuleEngine

// What a content cannot reach over, and what is none.
extension ReportedFinder {
  /// What of a content lies before the clause that attributes a quotation: "said it knew, adding
  /// that it was “sorry”".
  func beforeQuoted(_ content: Range<Int>, _ taken: TakenItems) -> Range<Int>? {
    guard let first = taken.first(in: content) else { return content }
    var end = first
    while end > content.lowerBound, opensNextClause(end - 1) { end -= 1 }
    if end == first {
      let window = max(content.lowerBound, first - 6)..<first
      guard let open = window.last(where: { opensNextClause($0) }) else { return nil }
      end = open
      while end > content.lowerBound, opensNextClause(end - 1) { end -= 1 }
    }
    return end > content.lowerBound ? content.lowerBound..<end : nil
  }

  private func opensNextClause(_ index: Int) -> Bool {
    let item = reader[index]
    return item.tag == .comma || item.tag == .CC || item.tag == .colon
      || item.words.contains(.concession)
  }

  /// Whether a verb behind a comma or a conjunction reports something else of the cue's subject:
  /// ", noting that", "but warned that".
  func opensReport(_ end: Int, _ limit: Int) -> Bool {
    var index = end
    let hasComma = reader[index].tag == .comma
    if hasComma { index += 1 }
    let isJoined = index < limit && reader[index].tag == .CC
    if isJoined { index += 1 }
    guard hasComma || isJoined else { return false }
    while index < limit, reader[index].tag.isAdverb { index += 1 }
    guard index + 1 < limit, reader.isFullVerb(index) else { return false }
    switch reader[index].tag {
    case .VBG: return hasComma && !isJoined && reader.rate(index, .before) > 0.3
    case .VBD, .VBZ: return isJoined && reader.rate(index, .before) > 0.4
    // "had weakened but warned residents": the tagger takes it for a participle.
    case .VBN:
      return isJoined && reader[index - 1].words.contains(.but)
        && reader.rate(index, .before) > 0.4
    default: return false
    }
  }

  /// The end of a content that was cut within a phrase: the phrase's end; or the end before words
  /// that something must follow, such as "although he" and "with the".
  func wholeEnd(_ end: Int, of content: Range<Int>) -> Int {
    guard end < content.upperBound else { return end }
    if reader[end].tag == .close, reader.phrases.opening(end, content.lowerBound) != nil {
      // "sales of 4 million euros ($5 million)"
      return end + 1
    }
    if let phrase = reader.phrases.chunks.phrase(at: end), phrase.contains(end - 1) {
      return min(phrase.upperBound, content.upperBound)
    }
    var whole = end
    while whole > content.lowerBound + 1, isUnfinished(whole, isCut: whole < end) { whole -= 1 }
    return whole > content.lowerBound + 1 ? whole : end
  }

  /// - Parameter isCut: Whether words behind the place were taken off already.
  private func isUnfinished(_ end: Int, isCut: Bool) -> Bool {
    let last = reader[end - 1]
    switch last.tag {
    case .PRPS, .POS, .MD, .CC, .WPS, .TO: return true
    case .PRP: return reader.phrases.isFinite(end)
    case .comma, .colon: return true
    case .IN, .WDT, .WP, .WRB, .DT: return isCut
    default: return last.words.contains(.concession)
    }
  }

  /// Whether the verb behind a noun is a form of "be" alone.
  func isCopula(_ noun: Int) -> Bool {
    let window = noun + 1..<min(noun + 5, reader.analysis.items.count)
    guard let verb = window.first(where: { reader.phrases.chunks.verbGroup[$0] >= 0 }) else {
      return false
    }
    return reader.has(verb, .be)
  }

  /// "ISLAMABAD: The minister said": words in capitals before the first clause of an article.
  func isDateline(before colon: Int, _ sentence: Range<Int>) -> Bool {
    let document = reader.analysis.document
    let isInCapitals = (sentence.lowerBound..<colon).allSatisfy { index in
      reader[index].tokens.allSatisfy { document.tokens[$0].flags.contains(.allCapitals) }
    }
    guard isInCapitals else { return false }
    let first = reader.analysis.sentences.first { $0.kind == .text }
    return first.map { $0.items.lowerBound >= sentence.lowerBound } ?? true
  }

  /// Whether a "that" only points: "disputed that account".
  func isDeterminer(_ that: Int, _ range: Range<Int>) -> Bool {
    var index = that + 1
    while index < range.upperBound, reader[index].tag.isAdjective || reader[index].tag == .CD {
      index += 1
    }
    guard index < range.upperBound, reader[index].tag == .NN || reader[index].tag == .NNS else {
      return false
    }
    index += 1
    guard index < range.upperBound else { return true }
    return reader[index].tag.isAny(of: [.comma, .stop, .colon])
  }
}
