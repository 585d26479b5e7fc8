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

  /// Builds the tagger; `lexeme` gives the number of a case-folded word, 0 where it has none, and
  /// `lexemes` is one more than the highest.
  package init(model: TaggerModel, lexemes: Int, lexeme: (String) -> LexemeID) {
    var tables = TaggerTables(model: model, lexemes: lexemes, lexeme: lexeme)
    weights = TaggerWeights(model.weights, tables: tables, lexemes: lexemes, lexeme: lexeme)
    tables.setRows(weights.own)
    self.tables = tables
  }

  /// The tags of a document's tokens.
  ///
  /// - Parameter lexemes: The lexeme of each token, from the vocabulary that the tagger was built
  ///   with.
  /// - Complexity: Linear in the tokens; allocates three arrays, none for a token.
  package func tags(of document: Document, lexemes: [LexemeID]) -> [Tag] {
    precondition(lexemes.count == document.tokens.count, "one lexeme a token")
    let words = entries(of: document, lexemes)
    let order = TaggerSequence(document).items
    var tags = [Tag](repeating: .none, count: words.count)
    tags.withUnsafeMutableBufferPointer { tags in
      withPass { $0.run(order, words: words, lexemes: lexemes, into: tags) }
    }
    return tags
  }

  /// The number of each token's entry, with a mark on those that begin a sentence.
  private func entries(of document: Document, _ lexemes: [LexemeID]) -> [UInt32] {
    let starts = Token.Flags.startsSentence.rawValue
    return document.bytes.withUnsafeBufferPointer { bytes in
      document.tokens.withUnsafeBufferPointer { tokens in
        tokens.indices.map { place in
          let token = tokens[place]
          let entry = tables.entry(of: token, bytes: bytes, lexeme: lexemes[place])
          let mark = token.flags.rawValue & starts != 0 ? TaggerPass.startsSentence : 0
          return UInt32(entry) | mark
        }
      }
    }
  }

  private func withPass(_ body: (TaggerPass) -> Void) {
    tables.entries.withUnsafeBufferPointer { entries in
      tables.candidates.withUnsafeBufferPointer { candidates in
        tables.nextNumbers.withUnsafeBufferPointer { nextNumbers in
          weights.rows.withUnsafeBufferPointer { rows in
            weights.places.withUnsafeBufferPointer { places in
              body(
                TaggerPass(
                  entries: entries, candidates: candidates, nextNumbers: nextNumbers, rows: rows,
                  places: places, layout: weights.layout))
            }
          }
        }
      }
    }
  }
}
