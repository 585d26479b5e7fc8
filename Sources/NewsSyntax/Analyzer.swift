package import NewsText
package import RuleEngine

/// Tells the grammar of a document: looks up words, tags them, folds quotations, cuts sentences,
/// marks phrases.
package struct Analyzer: Sendable {
  private let vocabulary: Vocabulary
  private let tagger: Tagger
  private let lemmatiser: Lemmatiser
  private let folder: Folder
  private let reporting: LexemeSet
  private let phrasal: LexemeSet
  private let chunker: Chunker

  /// What analysis needs besides its tables, kept from document to document.
  package struct Scratch: Sendable {
    fileprivate var tagging = Tagger.Scratch()

    /// Makes an empty one.
    package init() {}
  }

  /// - Throws: `PackError` where the pack lacks what the tagger was taught.
  package init(pack: RulePack) throws(PackError) {
    vocabulary = pack.vocabulary
    tagger = try Tagger(pack: pack)
    lemmatiser = try Lemmatiser(pack: pack)
    folder = Folder(pack: pack)
    reporting = LexemeSet(lexicon: "verb.report", of: pack.vocabulary)
    phrasal = LexemeSet(lexicon: "verb.phrasal", of: pack.vocabulary)
    chunker = Chunker(
      months: pack.entries(of: "month").flatMap { [$0.lemma] + $0.forms }
        .map { pack.vocabulary.lexeme($0) })
  }

  /// The grammar of a document; where there are many, keep a `Scratch`.
  package func analyze(_ document: Document) -> Analysis {
    var scratch = Scratch()
    return analyze(document, scratch: &scratch)
  }

  /// - Complexity: Linear in the length of the text.
  package func analyze(_ document: Document, scratch: inout Scratch) -> Analysis {
    let lexemes = vocabulary.lexemes(of: document)
    let tags = tagger.tags(of: document, lexemes: lexemes, scratch: &scratch.tagging)
    var (items, paragraphs) = folder.fold(
      document, lexemes: lexemes, tags: tags, lemmatiser: lemmatiser)
    let facts = folder.facts(of: document)
    if !facts.isEmpty {
      QuotationTails(facts: facts, reporting: reporting, lemmatiser: lemmatiser)
        .mend(&items, paragraphs: paragraphs)
    }
    let sentences = SentenceCutter(reporting: reporting, phrasal: phrasal).sentences(
      of: document, items: items, paragraphs: paragraphs, facts: facts,
      chunks: roughChunks(items, paragraphs, facts))
    return Analysis(
      document: document, lexemes: lexemes, tags: tags, items: items, sentences: sentences,
      paragraphs: paragraphs, quotationFacts: facts,
      chunks: chunker.chunks(of: items, sentences: sentences))
  }

  /// The phrases of whole paragraphs, of those with a quotation that may end a sentence: all that
  /// cutting sentences asks for.
  private func roughChunks(
    _ items: [FoldedItem], _ paragraphs: [Range<Int>], _ facts: [QuotationFacts]
  ) -> Chunks {
    guard facts.contains(where: \.last.endsSentence) else { return Chunks.none }
    let open = paragraphs.enumerated().filter { _, paragraph in
      paragraph.dropLast().contains { index in
        items[index].quotation.map { facts[$0].last.endsSentence } ?? false
      }
    }
    return chunker.chunks(
      of: items,
      sentences: open.map { FoldedSentence(items: $0.element, paragraph: $0.offset, kind: .text) })
  }
}
