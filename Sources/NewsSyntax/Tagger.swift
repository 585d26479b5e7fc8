package import FlatImage
package import NewsText
package import RuleEngine

/// Gives each token its part of speech: a greedy averaged perceptron (Collins 2002) over six
/// features, left to right, in integer arithmetic.
///
/// Words that bear one tag only are not scored. Outside quotations each quotation is one item; the
/// inside of a quotation is tagged on its own.
package struct Tagger: Sendable {
  private let tables: TaggerTables
  private let weights: TaggerWeights
  /// The words behind which "to" is a preposition.
  private let takesTo: [LexemeID]

  /// What tagging needs besides its tables, kept from document to document.
  package struct Scratch: Sendable {
    /// What is known of each token before its context is looked at; behind them, of other texts'.
    fileprivate var words: [TaggerPass.Word] = []
    /// For each candidate of each word to score, what the features say that need no tag before.
    fileprivate var scores: [Int16] = []

    /// Makes an empty one.
    package init() {}
  }

  /// Builds the tagger; `lexeme` gives the number of a case-folded word, 0 where it has none, and
  /// `lexemes` is one more than the highest.
  ///
  /// - Parameter takesTo: The words behind which "to" is a preposition and no verb follows it.
  package init(
    model: TaggerModel, takesTo: [LexemeID] = [], lexemes: Int, lexeme: (String) -> LexemeID
  ) {
    self.takesTo = takesTo
    var tables = TaggerTables(model: model, lexemes: lexemes, lexeme: lexeme)
    weights = TaggerWeights(model.weights, tables: tables, lexemes: lexemes, lexeme: lexeme)
    tables.setRows(weights.own.array)
    self.tables = tables
  }

  /// The tags of a document's tokens; where there are many documents, keep a `Scratch`.
  package func tags(of document: Document, lexemes: [LexemeID]) -> [Tag] {
    var scratch = Scratch()
    return tags(of: document, lexemes: lexemes, scratch: &scratch)
  }

  /// The tags of a document's tokens.
  ///
  /// - Parameter lexemes: The lexeme of each token, from the vocabulary that the tagger was built
  ///   with.
  /// - Complexity: Linear in the tokens; allocates nothing for a token.
  package func tags(
    of document: Document, lexemes: [LexemeID], scratch: inout Scratch
  ) -> [Tag] {
    precondition(lexemes.count == document.tokens.count, "one lexeme a token")
    let candidates = readWords(of: document, lexemes, into: &scratch.words)
    if scratch.scores.count < candidates {
      scratch.scores = [Int16](repeating: 0, count: candidates * 2)
    }
    let sequence = TaggerSequence(document)
    return [Tag](unsafeUninitializedCapacity: lexemes.count) { tags, count in
      tags.initialize(repeating: .none)
      count = lexemes.count
      scratch.words.withUnsafeBufferPointer { words in
        scratch.scores.withUnsafeMutableBufferPointer { scores in
          lexemes.withUnsafeBufferPointer { lexemes in
            withPass(words, lexemes) { pass in
              pass.scoreContexts(sequence.stretches, into: scores)
              pass.chooseTags(sequence.stretches, scores: UnsafeBufferPointer(scores), into: tags)
            }
          }
        }
      }
    }
  }

  /// Looks up the entry of each token; gives the number of candidates in all that are scored.
  private func readWords(
    of document: Document, _ lexemes: [LexemeID], into words: inout [TaggerPass.Word]
  ) -> Int {
    if words.count < lexemes.count {
      words = Array(repeating: TaggerPass.Word(entry: tables.entries[0]), count: lexemes.count * 2)
    }
    return words.withUnsafeMutableBufferPointer { words in
      document.bytes.withUnsafeBufferPointer { bytes in
        document.tokens.withUnsafeBufferPointer { tokens in
          lexemes.withUnsafeBufferPointer { lexemes in
            tables.read(tokens, lexemes, of: bytes, into: words)
          }
        }
      }
    }
  }

  private func withPass(
    _ words: UnsafeBufferPointer<TaggerPass.Word>, _ lexemes: UnsafeBufferPointer<LexemeID>,
    _ body: (TaggerPass) -> Void
  ) {
    let quotation = tables.entries[Int(Tag.quotation.rawValue)]
    let none = tables.entries[Int(Tag.none.rawValue)]
    tables.candidates.withUnsafeBufferPointer { candidates in
      takesTo.withUnsafeBufferPointer { takesTo in
        weights.rows.withUnsafeBufferPointer { rows in
          weights.places.withUnsafeBufferPointer { places in
            weights.neighbours.withUnsafeBufferPointer { neighbours in
              weights.classNext.slots.withUnsafeBufferPointer { classNext in
                body(
                  TaggerPass(
                    words: words, lexemes: lexemes, candidates: candidates, takesTo: takesTo,
                    rows: rows, places: places, classTag: weights.classTag, neighbours: neighbours,
                    classNext: classNext, quotation: quotation, none: none))
              }
            }
          }
        }
      }
    }
  }
}

extension Tagger: Imaged {
  package init(from image: inout ImageReader) throws(ImageError) {
    tables = try image.part()
    weights = try image.part()
    takesTo = try image.array()
  }

  package func lay(into image: inout ImageWriter) {
    image.lay(tables)
    image.lay(weights)
    image.lay(takesTo)
  }
}
