/// What a search looks at, as it lies in memory: the steps of a bank and the columns of a sentence.
///
/// The buffers belong to arrays that are held, unchanged, by the call of `with`, which ends after
/// the search. Every index comes from the same tables: targets are steps of the bank, items run
/// from 0 to the number of items, where `signs` has one more.
struct SearchBoard {
  let steps: UnsafeBufferPointer<RuleBank.Step>
  let elements: UnsafeBufferPointer<CompiledElement>
  /// The signs of each item of the sentence, and those behind the last.
  let signs: UnsafeBufferPointer<SignSet>
  /// How many items the sentence has.
  let count: Int
  /// The number of its first item in the table.
  let base: Int
  /// The columns of the table, whole.
  let lexemes: UnsafeBufferPointer<LexemeID>
  let classes: UnsafeBufferPointer<UInt64>
  let spanStarts: UnsafeBufferPointer<Int32>
  let spans: UnsafeBufferPointer<ItemSpan>
  /// The phrases of the sentence; their starts are not filled where there are none.
  let phraseStarts: UnsafeBufferPointer<Int32>
  let phrases: UnsafeBufferPointer<ItemSpan>

  /// Lays the board out for the length of a call.
  static func with<Result>(
    _ bank: RuleBank, _ pass: BankPass, _ sentence: Range<Int>, _ items: ItemTable,
    _ phrases: SentencePhrases, _ body: (SearchBoard) -> Result
  ) -> Result {
    items.withColumns { lexemes, classes, spanStarts, spans in
      bank.steps.withUnsafeBufferPointer { steps in
        bank.elements.withUnsafeBufferPointer { elements in
          pass.signs.withUnsafeBufferPointer { signs in
            phrases.starts.withUnsafeBufferPointer { phraseStarts in
              phrases.spans.withUnsafeBufferPointer { phrases in
                body(
                  SearchBoard(
                    steps: steps, elements: elements, signs: signs, count: sentence.count,
                    base: sentence.lowerBound, lexemes: lexemes, classes: classes,
                    spanStarts: spanStarts, spans: spans, phraseStarts: phraseStarts,
                    phrases: phrases))
              }
            }
          }
        }
      }
    }
  }
}

extension ItemTable {
  fileprivate func withColumns<Result>(
    _ body: (
      UnsafeBufferPointer<LexemeID>, UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<Int32>,
      UnsafeBufferPointer<ItemSpan>
    ) -> Result
  ) -> Result {
    lexemes.withUnsafeBufferPointer { lexemes in
      classes.withUnsafeBufferPointer { classes in
        spanStarts.withUnsafeBufferPointer { spanStarts in
          spans.withUnsafeBufferPointer { body(lexemes, classes, spanStarts, $0) }
        }
      }
    }
  }
}
