import NewsText
import RuleEngine

/// Where the tokens of a document are cut into pieces, and what word form each part is.
struct PieceCutter {
  let tokens: [Token]
  let bytes: [UInt8]
  let lexemes: [LexemeID]
  private let words: AmountWords

  /// Takes a document with the word forms of its tokens.
  init(_ document: Document, _ lexemes: [LexemeID], _ words: AmountWords) {
    tokens = document.tokens
    bytes = document.bytes
    self.lexemes = lexemes
    self.words = words
  }

  /// Whether a token is one piece: most are.
  @inline(__always)
  func isWhole(_ token: Token, _ lexeme: LexemeID) -> Bool {
    let bytes = self.bytes.span
    switch token.kind {
    case .word:
      guard !token.flags.isDisjoint(with: Self.cutFlags) else { return true }
      for at in token.bytes {
        let byte = bytes[at]
        if Shape(byte) == .number || byte == 0x2D || byte == 0x24 || byte >= 0xC2 { return false }
      }
    case .number:
      for at in token.bytes where Shape(bytes[at]) != .number && Shape(bytes[at]) != .joiner {
        return false
      }
    case .symbol, .punctuation: return words.isKnown(lexeme) || token.bytes.count == 1
    default: break
    }
    return true
  }

  /// What a word that is cut has.
  static var cutFlags: Token.Flags { [.digit, .hyphen, .nonASCII] }

  /// The word form of a part of a token. Most are the whole of it, or a dash or quotation mark
  /// outside ASCII, which are known: others are looked up.
  func lexeme(_ part: Range<Int>, of token: Int) -> LexemeID {
    if part == tokens[token].bytes { return lexemes[token] }
    let bytes = self.bytes.span
    if part.count == 3, bytes[part.lowerBound] == 0xE2, bytes[part.lowerBound + 1] == 0x80,
      let mark = words.mark(bytes[part.lowerBound + 2])
    {
      return mark
    }
    return words.lexeme(self.bytes[part])
  }

  /// Where the piece of a token ends that begins at a byte: at a hyphen or sign, or where digits
  /// meet letters.
  func pieceEnd(_ at: Int, _ range: Range<Int>) -> Int {
    let shape = shape(at)
    var end = min(at + Shape.width(bytes[at]), range.upperBound)
    while shape == .letter || shape == .number, end < range.upperBound {
      let next = self.shape(end)
      let joins =
        next == .joiner && (shape == .letter || digit(end + 1, range)) || next == shape
      guard joins else { break }
      end = min(end + Shape.width(bytes[end]), range.upperBound)
    }
    return end
  }

  private func digit(_ at: Int, _ range: Range<Int>) -> Bool {
    at < range.upperBound && Shape(bytes[at]) == .number
  }

  /// What the character at a byte is; signs outside ASCII are told by their first two bytes.
  func shape(_ at: Int) -> Shape {
    guard bytes[at] >= 0xC2, at + 1 < bytes.count else { return Shape(bytes[at]) }
    let next = bytes[at + 1]
    let sign = bytes[at] == 0xC2 && next != 0xAA && next != 0xB5 && next != 0xBA
    return sign || (bytes[at] == 0xE2 && next >= 0x80 && next <= 0x8F) ? .other : .letter
  }

  /// What a byte begins.
  enum Shape {
    case letter, number, joiner, other

    init(_ byte: UInt8) {
      switch byte {
      case 0x30...0x39: self = .number
      case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: self = .letter
      case 0x2E, 0x2C, 0x27: self = .joiner
      default: self = .other
      }
    }

    /// How many bytes the character takes that begins with one.
    static func width(_ byte: UInt8) -> Int {
      byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
  }
}
