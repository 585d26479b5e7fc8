package import NewsText
package import RuleEngine

/// A document with what its grammar tells: word forms, tags, folded sentences, chunks.
///
/// Everything refers to the document's tokens by index.
package struct Analysis: Sendable {
  /// The text with its tokens.
  package let document: Document
  /// The word form of each token; 0 where no rule or lexicon knows it.
  package let lexemes: [LexemeID]
  /// The part of speech of each token, outside quotations and within.
  package let tags: [Tag]
  /// The sentences outside quotations, each top-level quotation folded into one item.
  package let sentences: [FoldedSentence]
}

/// A sentence in which each top-level quotation is one item, so that what is outside reads like
/// plain syntax. Tokens of boilerplate are left out.
package struct FoldedSentence: Sendable {
  /// Its items, in order.
  package var items: [FoldedItem]
  /// The paragraph that it lies in, as an index into the document's paragraphs.
  package var paragraph: Int
  /// What it is; headings and bylines make no quotes.
  package var kind: Sentence.Kind
}

/// A token, or a quotation folded into one item.
package struct FoldedItem: Sendable, Hashable {
  /// The document's tokens that it stands for.
  package var tokens: Range<Int>
  /// The quotation, as an index into the document's quotations; `nil` for a token.
  package var quotation: Int?
  /// Its part of speech; `quotation` for a folded quotation.
  package var tag: Tag
  /// Its word form; 0 for a folded quotation.
  package var lexeme: LexemeID
}
