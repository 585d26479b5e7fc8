public import NewsText
public import RuleEngine

/// A document with what its grammar tells: word forms, tags, folded items, sentences, chunks.
///
/// Everything refers to the document's tokens, or to the folded items, by index. A class, though
/// nothing in it changes: who holds one counts one user and not one of each table.
package final class Analysis: Sendable {
  /// The text with its tokens.
  package let document: Document
  /// The word form of each token; 0 where no rule or lexicon knows it.
  package let lexemes: [LexemeID]
  /// The part of speech of each token, outside quotations and within.
  package let tags: [Tag]
  /// The text outside quotations: tokens, and each top-level quotation folded into one item.
  /// Boilerplate is left out.
  package let items: [FoldedItem]
  /// The sentences of that text, in order; together they hold every item once.
  package let sentences: [FoldedSentence]
  /// The items of each paragraph of the document; empty where it is all boilerplate.
  package let paragraphs: [Range<Int>]
  /// What is known of each of the document's quotations.
  package let quotationFacts: [QuotationFacts]
  /// The phrases of that text.
  package let chunks: Chunks

  init(
    document: Document, lexemes: [LexemeID], tags: [Tag], items: [FoldedItem],
    sentences: [FoldedSentence], paragraphs: [Range<Int>], quotationFacts: [QuotationFacts],
    chunks: Chunks
  ) {
    self.document = document
    self.lexemes = lexemes
    self.tags = tags
    self.items = items
    self.sentences = sentences
    self.paragraphs = paragraphs
    self.quotationFacts = quotationFacts
    self.chunks = chunks
  }
}

/// A sentence of the text outside quotations.
@usableFromInline package struct FoldedSentence: Sendable, Hashable {
  /// Its items, as indices into `Analysis.items`.
  package var items: Range<Int>
  /// The paragraph that it lies in.
  package var paragraph: Int
  /// What it is; headings and bylines make no quotes.
  package var kind: Sentence.Kind
}

/// A token, or a quotation folded into one item; 28 bytes, for passes go over many.
@usableFromInline package struct FoldedItem: Sendable, Hashable {
  @usableFromInline let start: UInt32
  @usableFromInline let end: UInt32
  /// The quotation's index; -1 for a token.
  @usableFromInline let quotationIndex: Int32
  /// Its word form; 0 where no rule or lexicon knows it, and for a folded quotation.
  @usableFromInline package var lexeme: LexemeID
  /// Its base form, where it is a verb or noun that is known; else its word form.
  @usableFromInline package var lemma: LexemeID
  /// The closed classes of words that it belongs to.
  @usableFromInline package var words: WordClasses
  /// How it is written: the first token's flags.
  @usableFromInline package var flags: Token.Flags
  /// Its part of speech; `quotation` for a folded quotation.
  @usableFromInline package var tag: Tag

  /// Makes an item.
  @inlinable
  package init(
    tokens: Range<Int>, quotation: Int?, tag: Tag, lexeme: LexemeID, lemma: LexemeID,
    words: WordClasses, flags: Token.Flags
  ) {
    start = UInt32(tokens.lowerBound)
    end = UInt32(tokens.upperBound)
    quotationIndex = Int32(quotation ?? -1)
    self.lexeme = lexeme
    self.lemma = lemma
    self.words = words
    self.flags = flags
    self.tag = tag
  }

  /// Makes an item of a token.
  @inline(__always)
  init(
    token: Int, tag: Tag, lexeme: LexemeID, lemma: LexemeID, words: WordClasses, flags: Token.Flags
  ) {
    start = UInt32(truncatingIfNeeded: token)
    end = UInt32(truncatingIfNeeded: token &+ 1)
    quotationIndex = -1
    self.lexeme = lexeme
    self.lemma = lemma
    self.words = words
    self.flags = flags
    self.tag = tag
  }

  /// The document's tokens that it stands for.
  @inlinable package var tokens: Range<Int> { Int(start)..<Int(end) }
  /// The quotation, as an index into the document's quotations; `nil` for a token.
  @inlinable package var quotation: Int? { isQuotation ? Int(quotationIndex) : nil }
  /// Whether it is a folded quotation.
  @inlinable package var isQuotation: Bool { quotationIndex >= 0 }
}

/// What rules ask of a quotation without reading it.
@usableFromInline package struct QuotationFacts: Sendable, Hashable {
  /// How many words stand between the marks.
  package var wordCount: Int
  /// The last mark between the marks, if the last token is one.
  package var last: LastMark
  /// Whether the first word has a capital.
  package var capital: Bool
  /// Whether every word that can have a capital has one.
  package var titleCase: Bool
  /// Whether it begins and ends with a capital and holds three of them or more, or most are.
  package var mostlyCapitals: Bool
  /// Whether the closing mark is there.
  package var closed: Bool
  /// Whether it begins as a line of a transcript does: "REED: We will see."
  package var namesSpeaker: Bool

  /// Of a quotation of which nothing is asked.
  static let none = QuotationFacts(
    wordCount: 0, last: .none, capital: false, titleCase: false, mostlyCapitals: false,
    closed: false, namesSpeaker: false)

  /// The mark before the closing quotation mark.
  @usableFromInline package enum LastMark: UInt8, Sendable {
    case none, comma, stop, question, exclamation, ellipsis, dash, semicolon

    /// Whether a sentence may end with it.
    @inlinable package var endsSentence: Bool {
      self == .stop || self == .question || self == .exclamation || self == .ellipsis
    }
  }
}
