/// Finds where sentences end: a pass over those tokens that may be the last.
///
/// A sentence ends at a stop, with the quotation marks and brackets that close behind it, where
/// what follows looks like the start of another, glued on or not. Abbreviations end one only where
/// the language's data allow it and the next word starts sentences. Linear in the tokens.
///
/// A stretch without an end that is longer than any sentence is a list or a table. It is cut, so
/// that what is done for each sentence stays linear in the text where it is not in the sentence.
struct SentenceSplitter {
  /// How many tokens a sentence has at most. The longest of a thousand news articles, a list of
  /// names, has 300.
  private static let limit = 512

  let bytes: TextBytes
  let tokens: TextTokens
  /// The tokens that may end a sentence, and the brackets.
  let enders: [Int]
  let lexicon: TextLexicon
  /// For each of the enders the bracket that closes it, where it opens one; else -1.
  let partners: [Int32]
  private(set) var repairs: [Repair] = []
  /// How many of the enders were looked at.
  private var ender = 0

  init(
    bytes: TextBytes, tokens: TextTokens, enders: [Int], lexicon: TextLexicon, partners: [Int32]
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.enders = enders
    self.lexicon = lexicon
    self.partners = partners
  }

  /// The sentences and pieces of a whole text, in order; together they hold every token once.
  mutating func split(_ layout: Layout) -> [Sentence] {
    var result: [Sentence] = []
    result.reserveCapacity(layout.segments.count + tokens.count / 16)
    for segment in layout.segments {
      if let kind = segment.kind {
        result.append(Sentence(tokens: segment.tokens, kind: kind))
      } else {
        split(segment.tokens, into: &result)
      }
    }
    return result
  }

  /// Adds the sentences of tokens that make one paragraph, or the rest of one.
  private mutating func split(_ range: Range<Int>, into result: inout [Sentence]) {
    var start = range.lowerBound
    var next = start
    var bracketEnd = -1
    while ender < enders.count, enders[ender] < range.upperBound {
      let index = enders[ender]
      ender += 1
      let token = tokens[index]
      if index < next || token.flags.contains(.boilerplate) { continue }
      if token.kind == .openBracket, index > start, index > bracketEnd {
        bracketEnd = max(bracketEnd, Int(partners[ender - 1]))
      }
      if token.flags.isDisjoint(with: .anyEnd) { continue }
      next = closersEnd(index + 1, range.upperBound)
      if next < range.upperBound, index > bracketEnd || next - 1 == bracketEnd,
        ends(at: index, next: next, sentence: start)
      {
        noteGlue(next)
        add(start..<next, to: &result)
        start = next
      }
    }
    if start < range.upperBound { add(start..<range.upperBound, to: &result) }
  }

  /// Adds a sentence, or what a stretch that is too long for one is cut into.
  private func add(_ range: Range<Int>, to result: inout [Sentence]) {
    var start = range.lowerBound
    while range.upperBound - start > Self.limit {
      let end = cut(start..<start + Self.limit)
      result.append(Sentence(tokens: start..<end))
      start = end
    }
    result.append(Sentence(tokens: start..<range.upperBound))
  }

  /// Where a stretch is cut: in its second half, behind the last mark that a space follows, else
  /// before the last space, else at its end.
  private func cut(_ range: Range<Int>) -> Int {
    let half = range.lowerBound + range.count / 2
    let spaces = (half..<range.upperBound).reversed().lazy.filter {
      tokens[$0].flags.contains(.spaceBefore)
    }
    return spaces.first { tokens[$0 - 1].kind == .punctuation } ?? spaces.first
      ?? range.upperBound
  }

  /// After more stops, closing marks and closing brackets.
  private func closersEnd(_ first: Int, _ limit: Int) -> Int {
    var index = first
    while index < limit {
      let token = tokens[index]
      let isStop = token.flags.contains(.stop) || token.flags.contains(.ellipsis)
      let isGlued = !token.flags.contains(.spaceBefore)
      let isCloser = token.kind == .closeQuote || token.kind == .closeBracket
      guard isCloser || (isStop && isGlued) || (isGlued && isStray(index)) else { return index }
      index += 1
    }
    return index
  }

  /// Whether the token is a quotation mark without a partner, glued to what is before it only.
  private func isStray(_ index: Int) -> Bool {
    guard tokens[index].kind == .punctuation else { return false }
    let isMark = QuoteMark.Glyph(scalar: UTF8Text.scalar(bytes, at: Int(tokens[index].start)).value)
    guard isMark != nil else { return false }
    return index + 1 >= tokens.count || tokens[index + 1].flags.contains(.spaceBefore)
  }

  /// Whether a sentence ends with the stop at `stop` when `next` follows.
  private func ends(at stop: Int, next: Int, sentence start: Int) -> Bool {
    let token = tokens[stop]
    let follower = firstInside(next)
    if token.flags.contains(.abbreviation) {
      return next == stop + 1
        ? abbreviationEnds(stop, next, follower)
        : tokens[next - 1].flags.contains(.stop)
          ? startsSentence(next, follower) : abbreviationEnds(stop, next, follower)
    }
    guard startsSentence(next, follower) else { return false }
    if token.flags.contains(.ellipsis) { return ellipsisEnds(stop, next) }
    if isListNumber(stop, start) { return false }
    return !isReportedAfter(stop, next)
  }

  /// The first token from `index` on that is no opening mark or bracket.
  private func firstInside(_ index: Int) -> Int {
    var at = index
    while at < tokens.count, tokens[at].kind == .openQuote || tokens[at].kind == .openBracket {
      at += 1
      if at - index > 3 { break }
    }
    return at
  }

  private func startsSentence(_ next: Int, _ follower: Int) -> Bool {
    guard follower < tokens.count else { return true }
    let token = tokens[follower]
    switch token.kind {
    case .word:
      if token.flags.contains(.clitic) { return false }
      let first = bytes[Int(token.start)]
      return !isSmall(follower) || first == 0x40 || first == 0x23 || first == 0x27
        || (token.flags.contains(.digit) && !token.flags.contains(.capital))
    case .number, .symbol: return tokens[next].flags.contains(.spaceBefore)
    case .punctuation:
      return token.flags.contains(.ellipsis) || token.flags.contains(.dash)
        ? followsCapital(follower) : tokens[next].flags.contains(.spaceBefore) && bullet(follower)
    default: return true
    }
  }

  private func bullet(_ token: Int) -> Bool {
    let first = bytes[Int(tokens[token].start)]
    return first >= 0x80 || first == 0x2A
  }

  private func followsCapital(_ token: Int) -> Bool {
    token + 1 < tokens.count && tokens[token + 1].kind == .word && !isSmall(token + 1)
      && tokens[token].flags.contains(.spaceBefore)
  }

  /// Whether a word begins with a small letter and has no capital inside ("iPhone").
  private func isSmall(_ token: Int) -> Bool {
    let flags = tokens[token].flags
    return !flags.contains(.capital) && !flags.contains(.innerCapital)
      && !(flags.contains(.digit) && Tokenizer.isDigit(bytes[Int(tokens[token].start)]))
  }

  private func abbreviationEnds(_ stop: Int, _ next: Int, _ follower: Int) -> Bool {
    guard follower < tokens.count, tokens[follower].kind == .word,
      tokens[follower].flags.contains(.capital), mayEnd(stop)
    else { return false }
    if lexicon.starters.contains(bytes, tokens[follower].bytes) { return true }
    // A quotation that begins a sentence, behind an abbreviation.
    return follower > next && tokens[next].kind == .openQuote
      && !tokens[next].flags.contains(.boilerplate) && isLongQuotation(next)
  }

  /// Whether more than three tokens stand between an opening mark and the next closing one.
  private func isLongQuotation(_ open: Int) -> Bool {
    for index in open + 1...open + 4 {
      guard index < tokens.count else { return false }
      if tokens[index].kind == .closeQuote { return false }
    }
    return true
  }

  private func mayEnd(_ stop: Int) -> Bool {
    let range = tokens[stop].bytes
    guard let index = lexicon.abbreviations[bytes, range.lowerBound..<range.upperBound - 1] else {
      // "U.S.", "D-Nev.": may; a name's initial: may not, unless a starter follows.
      return true
    }
    return lexicon.data.abbreviations[Int(index)].mayEndSentence
  }

  /// An ellipsis ends a sentence when it has a fourth dot, or a closing mark follows it.
  private func ellipsisEnds(_ stop: Int, _ next: Int) -> Bool {
    let range = tokens[stop].bytes
    let dots = bytes[range].reduce(0) { $1 == 0x2E ? $0 + 1 : $0 }
    return dots >= 4 || next > stop + 1
  }

  /// "1." at the start of a sentence numbers it.
  private func isListNumber(_ stop: Int, _ start: Int) -> Bool {
    stop == start + 1 && tokens[start].kind == .number
      && tokens[start].end - tokens[start].start <= 2
  }

  /// Whether the words after a quotation that ends in "?" or "!" say who asked: a reporting verb
  /// stands among the next words, before the sentence's next mark.
  private func isReportedAfter(_ stop: Int, _ next: Int) -> Bool {
    guard bytes[Int(tokens[stop].start)] != 0x2E, next > stop + 1,
      tokens[next - 1].kind == .closeQuote
    else { return false }
    for index in next..<min(next + 6, tokens.count) {
      guard tokens[index].kind == .word || tokens[index].flags.contains(.abbreviation) else {
        return false
      }
      if index > next, lexicon.reportingVerbs.contains(bytes, tokens[index].bytes) { return true }
    }
    return false
  }

  private mutating func noteGlue(_ next: Int) {
    guard !tokens[next].flags.contains(.spaceBefore) else { return }
    let at = Int(tokens[next].start)
    repairs.append(Repair(kind: .gluedSentence, bytes: Int(tokens[next - 1].start)..<at))
  }
}
