package import NewsText
package import RuleEngine

/// Tells the grammar of a document: looks up words, tags them, folds quotations, cuts sentences,
/// marks phrases.
package struct Analyzer: Sendable {
  private let vocabulary: Vocabulary
  private let tagger: Tagger
  private let lemmatiser: Lemmatiser
  private let folder: Folder
  private let reporting: Int?

  /// - Throws: `PackError` where the pack lacks what the tagger was taught.
  package init(pack: RulePack) throws(PackError) {
    vocabulary = pack.vocabulary
    tagger = try Tagger(pack: pack)
    lemmatiser = try Lemmatiser(pack: pack)
    folder = Folder(pack: pack)
    reporting = pack.vocabulary.lexiconIndex("verb.report")
  }

  /// - Complexity: Linear in the length of the text.
  package func analyze(_ document: Document) -> Analysis {
    let lexemes = vocabulary.lexemes(of: document)
    let tags = tagger.tags(of: document, lexemes: lexemes)
    var (items, paragraphs) = folder.fold(document, lexemes: lexemes)
    for index in items.indices where !items[index].isQuotation {
      items[index].tag = tags[items[index].tokens.lowerBound]
    }
    let facts = folder.facts(of: document)
    QuotationTails(facts: facts, mayReport: mayReport).mend(&items, paragraphs: paragraphs)
    for index in items.indices where !items[index].isQuotation {
      items[index].lemma = lemmatiser.lemma(of: items[index].lexeme, tag: items[index].tag)
    }
    let whole = paragraphs.enumerated().map {
      FoldedSentence(items: $0.element, paragraph: $0.offset, kind: .text)
    }
    let chunker = Chunker()
    let rough = chunker.chunks(of: items, sentences: whole)
    let cutter = SentenceCutter { mayReport($0.lexeme) }
    let sentences = cutter.sentences(
      of: document, items: items, paragraphs: paragraphs, facts: facts, chunks: rough)
    return Analysis(
      document: document, lexemes: lexemes, tags: tags, items: items, sentences: sentences,
      paragraphs: paragraphs, quotationFacts: facts,
      chunks: chunker.chunks(of: items, sentences: sentences))
  }

  /// Whether a word form is one of a verb that reports speech.
  private func mayReport(_ lexeme: LexemeID) -> Bool {
    reporting.map { vocabulary.contains(lexeme, lexicon: $0) } ?? false
  }
}
