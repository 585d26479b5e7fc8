/// Reads the items of one article: noun phrases with what hangs on them, to either side.
///
/// Every function looks at a bounded stretch around the item asked about.
@usableFromInline package struct Phrases: Sendable {
  @usableFromInline package let items: [FoldedItem]
  @usableFromInline package let chunks: Chunks

  package init(_ analysis: Analysis) {
    items = analysis.items
    chunks = analysis.chunks
  }

  package init(items: [FoldedItem], chunks: Chunks) {
    self.items = items
    self.chunks = chunks
  }

  /// How far a bracket is followed, in items.
  private static let bracketReach = 12

  /// Whether an item is a finite verb or a modal.
  @inlinable package func isFinite(_ item: Int) -> Bool {
    items[item].tag.isFinite || items[item].tag == .MD
  }

  /// Whether a verb ends a clause with its particle: "went on", "hit back".
  package func isPhrasal(_ verb: Int, limit: Int) -> Bool {
    guard verb + 1 < limit,
      items[verb + 1].tag == .RP || items[verb + 1].tag == .IN || items[verb + 1].tag == .RB
    else { return false }
    guard verb + 2 < limit else { return true }
    let next = items[verb + 2]
    return next.isQuotation || [.stop, .comma, .colon].contains(next.tag)
  }

  /// Whether an item is a personal pronoun.
  @inlinable package func isPronoun(_ item: Int) -> Bool { items[item].tag == .PRP }

  /// Whether an item can be the head of a phrase that speaks: a noun, pronoun, determiner, number.
  @inlinable package func canBeSource(_ item: Int) -> Bool {
    items[item].tag.isAny(of: [
      .NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .JJ, .WP, .WDT, .FW,
    ])
  }

  /// The noun phrase that begins at `first`, with its brackets and its of-, for- and from-phrases.
  package func phraseRight(from first: Int, limit: Int) -> Range<Int>? {
    guard first < limit, let base = chunks.phrase(at: first) else { return nil }
    var end = min(base.upperBound, limit)
    if items[first].tag == .PRP || items[first].tag == .WP { return first..<end }
    while end < limit {
      let item = items[end]
      if item.tag == .open, let close = closing(end, limit) {
        end = close + 1
      } else if item.words.contains(.attachRight), end + 1 < limit,
        let next = chunks.phrase(at: end + 1), !isDay(next.lowerBound),
        items[end + 1].tag != .PRP || !item.words.contains(.and)
      {
        if item.words.contains(.and), startsClause(next, limit) { break }
        end = min(next.upperBound, limit)
      } else {
        break
      }
    }
    return first..<end
  }

  /// Whether a phrase is followed by its own finite verb: "and the dam held".
  private func startsClause(_ phrase: Range<Int>, _ limit: Int) -> Bool {
    phrase.upperBound < limit && isFinite(phrase.upperBound)
  }

  /// The noun phrase that ends with `last`, with the phrases that it hangs on: "the head of X".
  package func phraseLeft(endingAt last: Int, lowest: Int) -> Range<Int>? {
    guard last >= lowest else { return nil }
    var start = last
    if items[last].tag == .close {
      guard let open = opening(last, lowest), open > lowest else { return nil }
      start = open - 1
    }
    guard let base = chunks.phrase(at: start) else { return nil }
    start = max(base.lowerBound, lowest)
    if items[start].tag.isAny(of: [.PRP, .EX, .WP, .WDT]), !isPart(start, lowest) {
      return start..<last + 1
    }
    while start - 2 >= lowest {
      let before = items[start - 1]
      let further = start - 2
      if before.words.contains(.attachLeft) || before.words.contains(.and)
        || before.lexeme != 0
          && before.words.contains(.attachRight)
      {
        guard !isDay(start) || before.words.contains(.of),
          let outer = joined(further, to: start, lowest)
        else { break }
        if before.words.contains(.and), opensClause(before: outer.lowerBound, lowest) { break }
        start = outer.lowerBound
      } else if before.tag == .close, let open = opening(start - 1, lowest), open > lowest,
        let outer = chunks.phrase(at: open - 1)
      {
        start = max(outer.lowerBound, lowest)
      } else {
        break
      }
    }
    return start..<last + 1
  }

  /// "one of the people", "some of them": whether what begins here is counted in part.
  private func isPart(_ start: Int, _ lowest: Int) -> Bool {
    guard start - 2 >= lowest, items[start - 1].words.contains(.of) else { return false }
    return items[start - 2].tag.isAny(of: [.CD, .DT, .PDT])
      || items[start - 2].words.contains(.quantifier)
  }

  /// The phrase that ends before a link to one that begins at `start`.
  private func joined(_ last: Int, to start: Int, _ lowest: Int) -> Range<Int>? {
    let tag = items[last].tag
    if tag.isNoun || tag == .close || isPart(start, lowest) {
      return phraseBase(endingAt: last, lowest)
    }
    let link = items[last + 1].words
    if tag == .DT, !link.contains(.and) { return last..<last + 1 }  // "those at the meeting"
    guard link.contains(.and), tag.isAdjective,
      items[start].tag.isAdjective || items[start].tag == .CD
    else { return nil }
    // "three current and former employees", "three current and two former employees"
    var first = last
    while first > lowest,
      items[first - 1].tag.isAdjective
        || items[first - 1].tag.isAny(of: [.CD, .DT, .PRPS])
    {
      first -= 1
    }
    return first..<last + 1
  }

  private func phraseBase(endingAt last: Int, _ lowest: Int) -> Range<Int>? {
    var index = last
    if items[index].tag == .close {
      guard let open = opening(index, lowest), open > lowest else { return nil }
      index = open - 1
    }
    guard let base = chunks.phrase(at: index) else {
      return items[index].words.contains(.quantifier) ? index..<last + 1 : nil
    }
    return max(base.lowerBound, lowest)..<last + 1
  }

  /// Whether the word before a phrase governs it: then "and" does not join it to the next subject.
  private func opensClause(before start: Int, _ lowest: Int) -> Bool {
    start > lowest && items[start - 1].tag.isVerb
  }

  /// The closing bracket for an opening one, where it is near.
  package func closing(_ open: Int, _ limit: Int) -> Int? {
    var index = open + 1
    while index < limit, index - open < Phrases.bracketReach {
      if items[index].tag == .close { return index }
      index += 1
    }
    return nil
  }

  /// The opening bracket for a closing one, where it is near.
  package func opening(_ close: Int, _ lowest: Int) -> Int? {
    var index = close - 1
    while index >= lowest, close - index < Phrases.bracketReach {
      if items[index].tag == .open { return index }
      index -= 1
    }
    return nil
  }

  /// Whether an item is a day or a word of time.
  @inlinable package func isDay(_ item: Int) -> Bool { items[item].words.contains(.day) }

  /// The first item to the left of a verb that is no auxiliary, adverb or day: where its subject
  /// ends, or a comma or conjunction stands.
  package func beforeGroup(_ verb: Int, lowest: Int) -> Int {
    var index = verb - 1
    while index >= lowest {
      let item = items[index]
      let helps =
        item.tag == .MD || item.tag == .RB || item.tag == .RBR || item.tag == .TO
        || item.words.contains(.negation) || isDay(index)
        || item.tag.isVerb && !item.words.isDisjoint(with: .auxiliary)
      guard helps else { break }
      index -= 1
    }
    // "Reed on Monday said"
    if index > lowest, index < verb - 1, items[index].words.contains(.place), isDay(index + 1) {
      return beforeGroup(index, lowest: lowest)
    }
    return index
  }

  /// Whether a noun phrase and then a finite verb begin at an item, within a few words.
  package func startsClause(at first: Int, limit: Int, within reach: Int = 8) -> Bool {
    var seen = false
    var index = first
    while index < limit, index - first < reach {
      let tag = items[index].tag
      switch tag {
      case .NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .WP, .EX: seen = true
      case .VBD, .VBZ, .VBP, .MD: return seen
      case .comma, .colon, .stop, .IN, .CC, .VBG, .TO, .quotation: return false
      default: break
      }
      index += 1
    }
    return false
  }
}
