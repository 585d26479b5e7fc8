/// A text cut into tokens, with what later steps of reading walk.
package struct CutText: Sendable {
  /// The text, repaired where it was not UTF-8.
  package let bytes: [UInt8]
  /// The tokens, in order.
  package internal(set) var tokens: [Token]
  /// The tokens that may be quotation marks, in order.
  var marks: [QuoteMark]
  /// The first token of each paragraph.
  var paragraphStarts: [Int]
  /// The tokens that may end a sentence, and the brackets, in order.
  var enders: [Int]
  /// The tokens that a piece of the page may begin with within a paragraph.
  let openers: [Int]
  /// What was wrong so far.
  var repairs: [Repair]

  /// Cuts valid UTF-8. Linear.
  init(
    _ bytes: [UInt8], words: WordSource, table: CharacterTable, lexicon: TextLexicon
  ) throws(TextError) {
    self = try bytes.withUnsafeBufferPointer { (text) throws(TextError) in
      let map = try TextMap(text, words: words)
      var tokenizer = Tokenizer(bytes: text, map: map, table: table, lexicon: lexicon)
      tokenizer.run()
      return CutText(bytes, tokenizer)
    }
  }

  private init(_ bytes: [UInt8], _ tokenizer: borrowing Tokenizer) {
    self.bytes = bytes
    tokens = tokenizer.tokens.array
    marks = tokenizer.marks
    paragraphStarts = tokenizer.paragraphStarts
    enders = tokenizer.enders
    openers = tokenizer.openers
    repairs = tokenizer.findings.map { Repair(kind: $0.kind, bytes: $0.bytes) }
  }
}

/// A text with its quotation marks paired and the pieces of its page found.
package struct PairedText: Sendable {
  var text: CutText
  let paragraphs: [Range<Int>]
  let layout: Layout
  let quotations: [Quotation]

  /// Hands the tokens over.
  mutating func takeTokens() -> [Token] {
    var taken: [Token] = []
    swap(&taken, &text.tokens)
    return taken
  }
}

/// The sentences of a text, and what was wrong about brackets and sentences.
package struct SplitText: Sendable {
  /// The sentences and pieces of the page, in order; together they hold every token once.
  package let sentences: [Sentence]
  let repairs: [Repair]
}
