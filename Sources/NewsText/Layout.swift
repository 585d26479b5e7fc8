/// How a text's paragraphs fall into the article's own stretches and the pieces of the page.
struct Layout: Sendable {
  /// A stretch of the article's text or a piece, in order.
  struct Segment: Sendable {
    var tokens: Range<Int>
    /// What a piece is; `nil` for the article's text.
    var kind: Sentence.Kind?
  }

  /// All segments, in order; together they hold every token once.
  private(set) var segments: [Segment] = []
  /// The pieces' tokens, in order, inline ones too.
  let ranges: [Range<Int>]

  /// The article's own stretches, each within one paragraph.
  private(set) var stretches: [Range<Int>] = []

  /// Lays the pieces, with their tokens, over the paragraphs. Linear.
  init(paragraphs: [Range<Int>], pieces: [PagePiece], ranges: [Range<Int>]) {
    self.ranges = ranges
    var piece = 0
    segments.reserveCapacity(paragraphs.count)
    stretches.reserveCapacity(paragraphs.count)
    for paragraph in paragraphs {
      var start = paragraph.lowerBound
      while piece < ranges.count, ranges[piece].lowerBound < paragraph.upperBound {
        let tokens = ranges[piece]
        if !pieces[piece].isInline, !tokens.isEmpty {
          if start < tokens.lowerBound {
            addStretch(start..<tokens.lowerBound)
          }
          segments.append(Segment(tokens: tokens, kind: pieces[piece].kind))
          start = tokens.upperBound
        }
        piece += 1
      }
      if start < paragraph.upperBound {
        addStretch(start..<paragraph.upperBound)
      }
    }
  }

  private mutating func addStretch(_ tokens: Range<Int>) {
    segments.append(Segment(tokens: tokens))
    stretches.append(tokens)
  }
}
