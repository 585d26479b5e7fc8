/// Pairs the quotation marks of a whole text, paragraph by paragraph, and nests what it finds.
struct QuotationBuilder {
  let bytes: TextBytes
  let tokens: TextTokens
  private var pairing: QuotePairing
  private(set) var found = Quotations()
  /// The quotations that the next one may lie in, innermost last.
  private var parents: [Int] = []
  /// Whether the paragraph before was left open by a double mark.
  private var isCarried = false

  init(bytes: TextBytes, tokens: TextTokens, endings: [[UInt8]]) {
    self.bytes = bytes
    self.tokens = tokens
    pairing = QuotePairing(bytes: bytes, tokens: tokens, endings: endings)
  }

  /// Pairs the marks of a whole text: those of the article's own stretches, and those within each
  /// piece of the page apart, so that neither disturbs the other. Linear but for one sort.
  mutating func pair(_ marks: [QuoteMark], in layout: Layout) {
    guard !marks.isEmpty else { return }
    found.reserve(marks.count)
    guard !layout.ranges.isEmpty else { return pair(marks, in: layout.stretches) }
    var own: [QuoteMark] = []
    var inside: [QuoteMark] = []
    var piece = 0
    for mark in marks {
      while piece < layout.ranges.count, layout.ranges[piece].upperBound <= mark.token {
        piece += 1
      }
      if piece < layout.ranges.count, layout.ranges[piece].contains(mark.token) {
        inside.append(mark)
      } else {
        own.append(mark)
      }
    }
    pair(own, in: layout.stretches)
    pair(inside, in: layout.ranges)
    if !inside.isEmpty { found.order() }
  }

  /// Pairs `marks`, which ascend, within each of the paragraphs, which ascend too and may leave
  /// tokens out. Linear.
  mutating func pair(_ marks: [QuoteMark], in paragraphs: [Range<Int>]) {
    marks.withUnsafeBufferPointer { pair($0, in: paragraphs) }
  }

  private mutating func pair(_ marks: TextMarks, in paragraphs: [Range<Int>]) {
    isCarried = false
    var start = 0
    for (index, paragraph) in paragraphs.enumerated() {
      start = Self.first(of: marks, from: start, at: paragraph.lowerBound)
      let end = Self.first(of: marks, from: start, at: paragraph.upperBound)
      let isReopened =
        index + 1 < paragraphs.count
        && reopens(marks, from: end, at: paragraphs[index + 1].lowerBound)
      pair(TextMarks(rebasing: marks[start..<end]), in: paragraph, isReopened: isReopened)
      start = end
    }
  }

  /// The first mark at a token or behind it.
  @inline(__always)
  private static func first(of marks: TextMarks, from start: Int, at token: Int) -> Int {
    var first = start
    while first < marks.count, marks[first].token < token { first += 1 }
    return first
  }

  /// Whether a mark at the start of a paragraph opens a quotation.
  private func reopens(_ marks: TextMarks, from start: Int, at token: Int) -> Bool {
    let first = Self.first(of: marks, from: start, at: token)
    guard first < marks.count, marks[first].token == token else { return false }
    let mark = marks[first]
    guard mark.glyph.isDouble, mark.token + 1 < tokens.count else { return false }
    return !tokens[mark.token + 1].flags.contains(.spaceBefore) || mark.glyph == .curlyDoubleOpen
  }

  private mutating func pair(
    _ marks: TextMarks, in paragraph: Range<Int>, isReopened: Bool
  ) {
    guard !marks.isEmpty else {
      isCarried = false
      return
    }
    pairing.run(marks, isReopened: isReopened)
    note(marks)
    let wasCarried = isCarried
    isCarried = false
    let base = found.quotations.count
    parents.removeAll(keepingCapacity: true)
    for index in pairing.pairs.indices {
      let pair = pairing.pairs[index]
      if pair.isDropped { continue }
      var quotation = self.quotation(pair, paragraph)
      clip(&quotation)
      quotation.parent = parents.last
      quotation.continues =
        pair.continues
        || wasCarried && found.quotations.count == base && quotation.open == paragraph.lowerBound
      if isReopened, quotation.close == nil, quotation.inner.upperBound == paragraph.upperBound,
        pairing.glyph(pair.open).isDouble
      {
        isCarried = true
      }
      parents.append(found.quotations.count)
      found.quotations.append(quotation)
    }
  }

  /// Leaves the parents that end before a quotation, and ends one without a closing mark with its
  /// parent at the latest.
  private mutating func clip(_ quotation: inout Quotation) {
    while let parent = parents.last {
      let end = found.quotations[parent].inner.upperBound
      if quotation.outer.upperBound <= end { return }
      if quotation.close == nil, quotation.outer.lowerBound < end {
        quotation.inner = quotation.inner.lowerBound..<max(quotation.inner.lowerBound, end)
        return
      }
      parents.removeLast()
    }
  }

  private func quotation(_ pair: QuotePairing.Pair, _ paragraph: Range<Int>) -> Quotation {
    let open = pairing.token(pair.open)
    let close = pair.close.map { pairing.token($0) }
    let end = close ?? pair.cut ?? unclosedEnd(open, paragraph)
    return Quotation(
      open: open, close: close, inner: open + 1..<max(open + 1, end),
      style: Self.style(of: pairing.glyph(pair.open)))
  }

  /// Where a quotation without a closing mark ends: at the paragraph's end, or where two sentences
  /// are glued together, because there a line end was lost.
  private func unclosedEnd(_ open: Int, _ paragraph: Range<Int>) -> Int {
    if pairing.isReopened { return paragraph.upperBound }
    for index in open + 1..<max(open + 1, paragraph.upperBound - 1)
    where tokens[index].flags.contains(.stop) && isGlue(index + 1) {
      let isInside = pairing.pairs.contains { pair in
        guard let close = pair.close else { return false }
        return pairing.token(pair.open) <= index && pairing.token(close) > index
      }
      return isInside ? paragraph.upperBound : index + 1
    }
    return paragraph.upperBound
  }

  /// Whether a sentence begins here, glued to the one before.
  private func isGlue(_ index: Int) -> Bool {
    let flags = tokens[index].flags
    return !flags.contains(.spaceBefore) && flags.contains(.capital) && tokens[index].kind == .word
  }

  private static func style(of glyph: QuoteMark.Glyph) -> Quotation.Style {
    switch glyph {
    case .lowDouble, .lowSingle: .low
    case .guillemetLeft, .guillemetRight, .singleGuillemetLeft, .singleGuillemetRight: .guillemet
    case .cornerOpen, .cornerClose: .corner
    default: glyph.isSingle ? .single : .double
    }
  }

  /// Notes what the marks are, and the repairs.
  private mutating func note(_ marks: TextMarks) {
    for index in marks.indices {
      found.roles.append((marks[index].token, pairing.roles[index]))
    }
    for repair in pairing.repairs {
      let bytes = tokens[pairing.token(repair.mark)].bytes
      found.repairs.append(Repair(kind: repair.kind, bytes: bytes))
    }
  }
}
