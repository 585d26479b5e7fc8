import NewsSyntax

/// Cues that commas set off from a clause with quotations: "The plan, Cole said, “will fail”".
extension SentenceAttributor {
  func takeSetOff(_ quotation: Int, _ state: inout State) -> Bool {
    for construction in [
      Construction.parentheticalAccording, .parentheticalInverted, .parenthetical,
    ] {
      for match in state.matches[construction] {
        guard let parts = setOffParts(match, construction, quotation, state) else { continue }
        state.drafts.removeAll { old in
          parts.contains { $0.contains(old.parts.first?.lowerBound ?? -1) }
        }
        state.take(
          QuoteDraft(
            construction: construction, rule: match.rule, cue: match.head, cueRange: match.cue,
            source: match.source, parts: parts, end: state.range.upperBound,
            sentence: state.number))
        return true
      }
    }
    return false
  }

  /// The content around a cue that commas set off: before it, or before and behind.
  private func setOffParts(
    _ match: CueMatch, _ construction: Construction, _ quotation: Int, _ state: State
  ) -> [Range<Int>]? {
    let range = state.range
    let comma =
      (match.range.lowerBound..<match.cue.lowerBound).first { reader.isComma($0) }
      ?? match.range.lowerBound
    guard comma > range.lowerBound, !(reader.isQuotation(comma - 1) && comma - 1 == quotation),
      judge.accepts(match, construction, quotation: nil)
    else { return nil }
    guard let close = clauseClose(after: match, range) else { return nil }
    if construction == .parenthetical, reader.rate(match.head, .after) < 0.3,
      !(close + 1 < quotation && reader.phrases.isFinite(close + 1)
        && !isClause(range.lowerBound..<comma))
    {
      return nil
    }
    let atEnd = close >= range.upperBound - 1
    if comma > quotation {
      return atEnd || endsQuietly(close, construction, range) ? [range.lowerBound..<comma] : nil
    }
    guard close < quotation, reader.isComma(close),
      // "It was late, according to Reed, who said it was “dead”"
      !reader[close + 1].tag.isAny(of: [.WP, .WDT, .WPS])
    else { return nil }
    let lastQuotation = range.last { reader.isQuotation($0) } ?? quotation
    let end = bounds.last(cue: match.head, quotation: lastQuotation, limit: range.upperBound)
    if construction == .parentheticalInverted, reader.has(match.head, .addressing) { return nil }
    let parts = [range.lowerBound..<comma, close + 1..<end + 1]
    if goesOn(at: close + 1, quotation) {
      // "a plan which, Reed said, was “dead”"
      let isRelative = reader[comma - 1].tag.isAny(of: [.WP, .WDT])
      return isRelative ? [close + 1..<end + 1] : parts
    }
    return comma - range.lowerBound >= 2 && isClause(range.lowerBound..<comma) ? parts : nil
  }

  /// The comma or the end behind a cue's clause, if nothing but an adjunct stands between.
  private func clauseClose(after match: CueMatch, _ range: Range<Int>) -> Int? {
    var index = match.range.upperBound
    if index > match.range.lowerBound + 1 {
      if reader.isComma(index - 1) {
        index -= 1
      } else if reader.phrases.isFinite(index - 1), reader.isComma(index - 2) {
        // "The bridge, says Cole, an engineer, is “safe”": the clause goes on behind the aside.
        index -= 2
      }
    }
    var steps = 0
    while index < range.upperBound, steps < 8 {
      let item = reader[index]
      if item.isQuotation { return nil }
      if item.tag == .stop || item.tag == .comma { return index }
      if item.tag.isVerb && item.tag != .VBG || item.words.contains(.that) && item.tag == .IN
        || item.words.contains(.question)
      {
        return nil
      }
      index += 1
      steps += 1
    }
    return index >= range.upperBound ? index : nil
  }

  private func endsQuietly(_ close: Int, _ construction: Construction, _ range: Range<Int>) -> Bool
  {
    guard construction != .parenthetical, close < range.upperBound, reader.isComma(close) else {
      return false
    }
    return !(close..<range.upperBound).contains {
      reader.isQuotation($0) || reader.phrases.isFinite($0)
    }
  }

  /// Whether what follows a second comma goes on the clause before the first.
  private func goesOn(at index: Int, _ quotation: Int) -> Bool {
    if index == quotation { return reader.facts(quotation)?.capital == false }
    guard index < quotation, !reader.isQuotation(index) else { return false }
    return reader.phrases.isFinite(index) || reader[index].tag == .IN || reader[index].tag == .TO
  }

  private func isClause(_ range: Range<Int>) -> Bool {
    guard range.contains(where: { reader.phrases.isFinite($0) }) else { return false }
    return !reader.has(range.lowerBound, .sentenceAdverb)
  }
}
