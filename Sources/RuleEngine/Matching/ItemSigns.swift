/// What the items of a sentence are to a bank: their signs, each worked out when it is first asked
/// for.
///
/// The buffers belong to arrays that the call of `with` holds, and nobody else changes meanwhile.
/// Every index comes from the same tables: items run from 0 to the number of items, where `known`
/// has one more, classes of words are rows of the bank, and spans end within the sentence.
struct ItemSigns {
  /// The signs of each item, and those behind the last; none where they have not been asked for.
  private let known: UnsafeMutableBufferPointer<SignSet>
  private let classRows: UnsafeMutableBufferPointer<RuleBank.ClassRow>
  private let bank: RuleBank
  private let lexical: UnsafeBufferPointer<SignSet>
  private let words: UnsafeBufferPointer<UInt32>
  private let hasPhrases: Bool
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
  private let isInside: UnsafeBufferPointer<Bool>

  /// The signs of an item, or of what stands behind the last.
  @inline(__always)
  subscript(item: Int) -> SignSet {
    let signs = known[item]
    return signs != 0 ? signs : look(at: item)
  }

  /// The spans that begin at an item.
  @inline(__always)
  func spans(at item: Int) -> Range<Int> {
    Int(spanStarts[base &+ item])..<Int(spanStarts[base &+ item &+ 1])
  }

  /// The phrases that begin at an item and matter to the bank.
  @inline(__always)
  func phrases(at item: Int) -> Range<Int> {
    hasPhrases ? Int(phraseStarts[item])..<Int(phraseStarts[item &+ 1]) : 0..<0
  }

  /// Whether an item lies behind the first of such a phrase.
  @inline(__always)
  func isInside(_ item: Int) -> Bool { hasPhrases && isInside[item] }

  private func look(at item: Int) -> SignSet {
    let kinds = classes[base &+ item] & bank.classes
    let slot = RuleBank.ClassRow.slot(kinds)
    if classRows[slot].classes != kinds { classRows[slot] = bank.row(classes: kinds) }
    var here = lexical[Int(words[item])] & classRows[slot].signs
    for number in spans(at: item) {
      let kind = spans[number].kind
      let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: kind)
      if bank.spanClasses & bit != 0 { here |= bank.mentions[Int(kind)].sign }
    }
    for number in phrases(at: item) { here |= bank.phrases[Int(phrases[number].kind)].sign }
    known[item] = here
    return here
  }
}

extension ItemSigns {
  /// Gives a closure the signs of a sentence, for the length of a call.
  ///
  /// - Parameters:
  ///   - known: Has room for one sign set more than there are items; those of this bank and
  ///     sentence that are known already, 0 for the others.
  ///   - words: The classes of the sentence's word forms.
  @inline(__always)
  static func with<Result>(
    _ bank: RuleBank, _ known: inout [SignSet], _ classRows: inout [RuleBank.ClassRow],
    _ sentence: Range<Int>, _ items: ItemTable, _ words: [UInt32], _ phrases: SentencePhrases,
    _ body: (ItemSigns) -> Result
  ) -> Result {
    known.withUnsafeMutableBufferPointer { known in
      classRows.withUnsafeMutableBufferPointer { classRows in
        bank.words.withUnsafeBufferPointer { lexical in
          words.withUnsafeBufferPointer { words in
            items.withColumns { lexemes, classes, spanStarts, spans in
              phrases.withColumns { phraseStarts, phraseSpans, isInside in
                body(
                  ItemSigns(
                    known: known, classRows: classRows, bank: bank, lexical: lexical,
                    words: words, hasPhrases: bank.hasPhrases && !phrases.isEmpty,
                    count: sentence.count, base: sentence.lowerBound, lexemes: lexemes,
                    classes: classes, spanStarts: spanStarts, spans: spans,
                    phraseStarts: phraseStarts, phrases: phraseSpans, isInside: isInside))
              }
            }
          }
        }
      }
    }
  }
}

extension ItemTable {
  @inline(__always)
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

extension SentencePhrases {
  @inline(__always)
  fileprivate func withColumns<Result>(
    _ body: (
      UnsafeBufferPointer<Int32>, UnsafeBufferPointer<ItemSpan>, UnsafeBufferPointer<Bool>
    ) -> Result
  ) -> Result {
    starts.withUnsafeBufferPointer { starts in
      spans.withUnsafeBufferPointer { spans in
        isInside.withUnsafeBufferPointer { body(starts, spans, $0) }
      }
    }
  }
}
