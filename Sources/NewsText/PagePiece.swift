/// A stretch of the text that is not the article's own prose: a label, a byline, links, a subhead.
struct PagePiece: Sendable {
  /// Where it stands.
  var bytes: Range<Int>
  /// What it is.
  var kind: Sentence.Kind
  /// Whether a sentence reads on around it.
  var isInline = false
  /// Whether it touches what is before or after it.
  var isGlued = false

  /// Whether its tokens are no part of the article's text. Headings are.
  var isBoilerplate: Bool { kind != .heading }
}

/// Finds the pieces of a page that stand among the article's sentences.
///
/// One pass over the paragraphs' starts and ends and over the tokens that can begin a piece. Every
/// look ahead is bounded, so the whole is linear. What to look for comes from the language's data.
struct PieceFinder {
  let bytes: TextBytes
  let tokens: TextTokens
  let lexicon: TextLexicon
  let table: CharacterTable
  /// The tokens that a piece within a paragraph may begin with: some words with capitals, and what
  /// may be a quotation mark.
  private let openers: [Int]
  /// How many of these were looked at.
  private var opener = 0
  /// What was found so far, unordered.
  var pieces: [PagePiece] = []

  init(
    bytes: TextBytes, tokens: TextTokens, lexicon: TextLexicon, table: CharacterTable,
    openers: [Int]
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.lexicon = lexicon
    self.table = table
    self.openers = openers
  }

  /// The pieces of all paragraphs, in order and without overlap.
  mutating func run(_ paragraphs: [Range<Int>]) -> [PagePiece] {
    for paragraph in paragraphs {
      let start = Int(tokens[paragraph.lowerBound].start)
      let end = Int(tokens[paragraph.upperBound - 1].end)
      findHead(start..<end)
      findTail(start..<end, lastToken: paragraph.upperBound - 1)
      scan(paragraph)
    }
    pieces.sort {
      ($0.bytes.lowerBound, -$0.bytes.upperBound) < ($1.bytes.lowerBound, -$1.bytes.upperBound)
    }
    var kept: [PagePiece] = []
    for var piece in pieces where piece.bytes.lowerBound >= kept.last?.bytes.upperBound ?? 0 {
      piece.isGlued = isGlued(piece.bytes)
      kept.append(piece)
    }
    return kept
  }

  /// Looks at the tokens that can begin a piece within a paragraph.
  private mutating func scan(_ paragraph: Range<Int>) {
    var next = paragraph.lowerBound
    while opener < openers.count, openers[opener] < paragraph.upperBound {
      let index = openers[opener]
      opener += 1
      if index >= next, let end = pieceEnd(from: index, in: paragraph) { next = end }
    }
  }

  /// The token after the piece that begins at a token.
  private mutating func pieceEnd(from index: Int, in paragraph: Range<Int>) -> Int? {
    let token = tokens[index]
    guard token.kind == .word else { return quotedCapitalsEnd(from: index, in: paragraph) }
    if token.flags.contains(.innerCapital), let end = linksEnd(from: index, in: paragraph) {
      return end
    }
    if token.flags.contains(.capital), let end = creditEnd(from: index, in: paragraph) {
      return end
    }
    return token.flags.contains(.allCapitals) ? gluedCapitalsEnd(from: index, in: paragraph) : nil
  }

  private func isGlued(_ range: Range<Int>) -> Bool {
    let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0x20
    let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0x20
    return before > 0x20 || after > 0x20
  }

  // MARK: Looks at bytes

  /// Whether these bytes stand at an offset.
  func stands(_ text: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + text.count <= bytes.count else { return false }
    return text.indices.allSatisfy { bytes[offset + $0] == text[$0] }
  }

  /// The first offset from `start` on without a space.
  func afterSpaces(_ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      if bytes[index] == 0x20 || bytes[index] == 0x09 {
        index += 1
      } else if bytes[index] == 0xC2, index + 1 < limit, bytes[index + 1] == 0xA0 {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  /// What ICU knows of the character at an offset.
  func properties(_ offset: Int) -> CharacterProperties {
    table[UTF8Text.scalar(bytes, at: offset).value]
  }
}
