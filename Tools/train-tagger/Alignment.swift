import NewsSyntax
import NewsText

/// Carries the tags of a parse over to the tokens of a document of the same text.
struct Alignment {
  /// The tag of each token; `none` for those that the parse does not cover.
  let tags: [Tag]

  /// Aligns by place; linear. A word that covers several words of the parse takes the last one's
  /// tag, one that is a part of a word the whole word's; a mark must be a word of its own there.
  init(_ parse: Parse, to document: Document) {
    let places = Self.byteOffsets(document.bytes)
    var words: [(start: Int, end: Int, tag: Tag, isWord: Bool)] = []
    for word in parse.sentences.joined() where word.end < places.count {
      let isWord = word.form.unicodeScalars.contains { $0.properties.isAlphabetic || $0.isDigit }
      words.append((places[word.start], places[word.end], word.tag, isWord))
    }
    var next = 0
    tags = document.tokens.map { token in
      let range = token.bytes
      while next < words.count, words[next].end <= range.lowerBound { next += 1 }
      var place = next
      var found = Tag.none
      var foundWord = false
      while place < words.count, words[place].start < range.upperBound {
        if words[place].isWord || !foundWord {
          found = words[place].tag
          foundWord = words[place].isWord
        }
        place += 1
      }
      let exact =
        place == next + 1 && words[next].start == range.lowerBound
        && words[next].end == range.upperBound
      return exact || token.kind == .word || token.kind == .number ? found : .none
    }
  }

  /// The byte at which each code point begins, and the end.
  private static func byteOffsets(_ bytes: [UInt8]) -> [Int] {
    var offsets: [Int] = []
    offsets.reserveCapacity(bytes.count + 1)
    for (place, byte) in bytes.enumerated() where byte & 0xc0 != 0x80 { offsets.append(place) }
    offsets.append(bytes.count)
    return offsets
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { value >= 0x30 && value <= 0x39 }
}
