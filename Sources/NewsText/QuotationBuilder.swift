/// Pairs the quotation marks of a whole text, paragraph by paragraph, and nests what it finds.
struct QuotationBuilder {
  let bytes: [UInt8]
  let endings: [[UInt8]]
  /// The tokens as they came. What is read is apart from what is written, or each paragraph would
  /// copy them all.
  private let source: [Token]
  /// The tokens with what their marks turned out to be.
  private(set) var tokens: [Token]
  private(set) var quotations: [Quotation] = []
  private(set) var repairs: [Repair] = []
  /// Whether the paragraph before was left open by a double mark.
  private var isCarried = false

  init(bytes: [UInt8], tokens: [Token], endings: [[UInt8]]) {
    self.bytes = bytes
    source = tokens
    self.tokens = tokens
    self.endings = endings
  }

  /// Pairs the marks of a whole text: those of the article's own stretches, and those within each
  /// piece of the page apart, so that neither disturbs the other. Linear but for one sort.
  mutating func pair(_ marks: [QuoteMark], in layout: Layout) {
    guard !marks.isEmpty else { return }
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
    if !inside.isEmpty { order() }
  }

  /// Pairs `marks`, which ascend, within each of the paragraphs, which ascend too and may leave
  /// tokens out. Linear.
  mutating func pair(_ marks: [QuoteMark], in paragraphs: [Range<Int>]) {
    var first = 0
    var starts: [Int] = []
    for paragraph in paragraphs {
      while first < marks.count, marks[first].token < paragraph.lowerBound { first += 1 }
      starts.append(first)
    }
    isCarried = false
    for (index, paragraph) in paragraphs.enumerated() {
      let start = starts[index]
      var end = start
      while end < marks.count, marks[end].token < paragraph.upperBound { end += 1 }
      let next = index + 1 < paragraphs.count ? starts[index + 1] : marks.count
      let isReopened =
        next < marks.count && index + 1 < paragraphs.count
        && marks[next].token == paragraphs[index + 1].lowerBound && reopens(marks[next])
      pair(marks[start..<end], in: paragraph, isReopened: isReopened)
    }
  }

  /// Puts the quotations in the order of their places, parents before what they hold.
  mutating func order() {
    let order = quotations.indices.sorted {
      quotations[$0].outer.lowerBound < quotations[$1].outer.lowerBound
    }
    var places = Array(repeating: 0, count: order.count)
    for (place, index) in order.enumerated() { places[index] = place }
    quotations = order.map { index in
      var quotation = quotations[index]
      quotation.parent = quotation.parent.map { places[$0] }
      return quotation
    }
  }

  /// Whether a mark at the start of a paragraph opens a quotation.
  private func reopens(_ mark: QuoteMark) -> Bool {
    guard mark.glyph.isDouble, mark.token + 1 < tokens.count else { return false }
    return !tokens[mark.token + 1].flags.contains(.spaceBefore) || mark.glyph == .curlyDoubleOpen
  }

  private mutating func pair(
    _ marks: ArraySlice<QuoteMark>, in paragraph: Range<Int>, isReopened: Bool
  ) {
    guard !marks.isEmpty else {
      isCarried = false
      return
    }
    let text = MarkText(bytes: bytes, tokens: source, endings: endings)
    var pairing = QuotePairing(marks: marks, tokens: source, text: text, isReopened: isReopened)
    pairing.run()
    apply(pairing, to: marks)
    let wasCarried = isCarried
    isCarried = false
    let base = quotations.count
    var parents: [Int] = []
    for pair in pairing.pairs where !pair.isDropped {
      var quotation = self.quotation(pair, pairing, paragraph)
      while let parent = parents.last,
        quotations[parent].inner.upperBound < quotation.outer.upperBound
      {
        parents.removeLast()
      }
      quotation.parent = parents.last
      quotation.continues =
        wasCarried && quotations.count == base && quotation.open == paragraph.lowerBound
      if isReopened, quotation.close == nil, quotation.inner.upperBound == paragraph.upperBound,
        pairing.glyph(pair.open).isDouble
      {
        isCarried = true
      }
      parents.append(quotations.count)
      quotations.append(quotation)
    }
  }

  private func quotation(
    _ pair: QuotePairing.Pair, _ pairing: QuotePairing, _ paragraph: Range<Int>
  ) -> Quotation {
    let open = pairing.token(pair.open)
    let close = pair.close.map { pairing.token($0) }
    let end = close ?? pair.cut ?? paragraph.upperBound
    return Quotation(
      open: open, close: close, inner: open + 1..<max(open + 1, end),
      style: Self.style(of: pairing.glyph(pair.open)))
  }

  private static func style(of glyph: QuoteMark.Glyph) -> Quotation.Style {
    switch glyph {
    case .lowDouble, .lowSingle: .low
    case .guillemetLeft, .guillemetRight, .singleGuillemetLeft, .singleGuillemetRight: .guillemet
    case .cornerOpen, .cornerClose: .corner
    default: glyph.isSingle ? .single : .double
    }
  }

  /// Writes what the marks are into the tokens, and the repairs down.
  private mutating func apply(_ pairing: QuotePairing, to marks: ArraySlice<QuoteMark>) {
    for (index, mark) in marks.enumerated() {
      switch pairing.roles[index] {
      case .opens: tokens[mark.token].kind = .openQuote
      case .closes: tokens[mark.token].kind = .closeQuote
      case .possessive:
        tokens[mark.token].kind = .word
        tokens[mark.token].flags.insert(.clitic)
      case .prime: tokens[mark.token].kind = .symbol
      case .apostrophe, .stray: tokens[mark.token].kind = .punctuation
      }
    }
    for repair in pairing.repairs {
      repairs.append(Repair(kind: repair.kind, bytes: tokens[pairing.token(repair.mark)].bytes))
    }
  }
}
