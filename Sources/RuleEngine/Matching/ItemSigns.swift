/// What the items of a sentence are to a bank: their signs, each worked out when it is first asked
/// for.
///
/// No more than the address of what it looks at, for it is asked at every step. What lies there
/// belongs to arrays that the call of `with` holds, and nobody else changes meanwhile. Every index
/// comes from the same tables: items run from 0 to the number of items, where `known` has one more,
/// classes of words are rows of the bank, and spans end within the sentence.
struct ItemSigns {
  fileprivate struct Columns {
    let classRows: UnsafeMutableBufferPointer<RuleBank.ClassRow>
    let bank: RuleBank
    let lexical: UnsafeBufferPointer<UInt32>
    let lexicalSigns: UnsafeBufferPointer<SignSet>
    let words: UnsafeBufferPointer<UInt32>
    let hasPhrases: Bool
    let count: Int
    let base: Int
    let lexemes: UnsafeBufferPointer<LexemeID>
    let classes: UnsafeBufferPointer<UInt64>
    let spanStarts: UnsafeBufferPointer<SpanStart>
    let spans: UnsafeBufferPointer<ItemSpan>
    let phraseStarts: UnsafeBufferPointer<Int32>
    let phrases: UnsafeBufferPointer<ItemSpan>
    let isInside: UnsafeBufferPointer<Bool>
  }

  /// The signs of each item, and those behind the last; none where they have not been asked for.
  fileprivate let known: UnsafeMutableBufferPointer<SignSet>
  fileprivate let columns: UnsafePointer<Columns>

  /// How many items the sentence has.
  var count: Int { columns.pointee.count }
  /// The number of its first item in the table.
  var base: Int { columns.pointee.base }
  /// Columns of the table, whole.
  var lexemes: UnsafeBufferPointer<LexemeID> { columns.pointee.lexemes }
  var classes: UnsafeBufferPointer<UInt64> { columns.pointee.classes }
  var spans: UnsafeBufferPointer<ItemSpan> { columns.pointee.spans }
  var phrases: UnsafeBufferPointer<ItemSpan> { columns.pointee.phrases }

  /// The signs of an item, or of what stands behind the last.
  @inline(__always)
  subscript(item: Int) -> SignSet {
    let signs = known[item]
    return signs != 0 ? signs : look(at: item)
  }

  /// The spans that begin at an item.
  @inline(__always)
  func spans(at item: Int) -> Range<Int> {
    let starts = columns.pointee.spanStarts
    let place = base &+ item
    return starts[place].first..<starts[place &+ 1].first
  }

  /// The phrases that begin at an item and matter to the bank.
  @inline(__always)
  func phrases(at item: Int) -> Range<Int> {
    guard columns.pointee.hasPhrases else { return 0..<0 }
    let starts = columns.pointee.phraseStarts
    let place = base &+ item
    return Int(starts[place])..<Int(starts[place &+ 1])
  }

  /// Whether an item lies behind the first of such a phrase.
  @inline(__always)
  func isInside(_ item: Int) -> Bool {
    columns.pointee.hasPhrases && columns.pointee.isInside[base &+ item]
  }

  /// A call of its own: most are known, and what asks for them keeps its registers.
  @inline(never)
  private func look(at item: Int) -> SignSet {
    let bank = columns.pointee.bank
    let classRows = columns.pointee.classRows
    let place = base &+ item
    let kinds = classes[place] & bank.classes
    let spans = columns.pointee.spanStarts[place &+ 1].kindsBefore & bank.spanClasses
    let row = classRows[RuleBank.ClassRow.slot(kinds, spans)]
    // Seldom it is another's, or there are phrases: a call of its own keeps this one short.
    guard row.classes == kinds, row.spans == spans, !columns.pointee.hasPhrases else {
      return lookClosely(at: item, kinds, spans)
    }
    let here = lexical(place) & row.signs | row.spanSigns
    known[item] = here
    return here
  }

  @inline(never)
  private func lookClosely(at item: Int, _ kinds: UInt64, _ spans: UInt32) -> SignSet {
    let bank = columns.pointee.bank
    let classRows = columns.pointee.classRows
    let slot = RuleBank.ClassRow.slot(kinds, spans)
    if classRows[slot].classes != kinds || classRows[slot].spans != spans {
      classRows[slot] = bank.row(classes: kinds, spans: spans)
    }
    var here = lexical(base &+ item) & classRows[slot].signs | classRows[slot].spanSigns
    for number in phrases(at: item) { here |= bank.phrases[Int(phrases[number].kind)].sign }
    known[item] = here
    return here
  }

  @inline(__always)
  private func lexical(_ place: Int) -> SignSet {
    let word = Int(columns.pointee.words[place])
    return columns.pointee.lexicalSigns[Int(columns.pointee.lexical[word])]
  }
}

extension ItemSigns {
  /// Gives a closure the signs of a sentence, for the length of a call.
  ///
  /// - Parameters:
  ///   - known: Has room for one sign set more than there are items; those of this bank and
  ///     sentence that are known already, 0 for the others.
  @inline(__always)
  static func with<Result>(
    _ bank: RuleBank, _ known: inout [SignSet], _ classRows: inout [RuleBank.ClassRow],
    _ sentence: Range<Int>, _ items: ItemTable, _ body: (ItemSigns) -> Result
  ) -> Result {
    known.withUnsafeMutableBufferPointer { known in
      SentenceColumns.with(sentence, items) { columns in
        columns.with(bank, known, &classRows, body)
      }
    }
  }
}

/// The columns of a table, lent for a sentence; what all banks see of it.
struct SentenceColumns {
  private let hasPhrases: Bool
  private let count: Int
  private let base: Int
  private let lexemes: UnsafeBufferPointer<LexemeID>
  private let classes: UnsafeBufferPointer<UInt64>
  private let spanStarts: UnsafeBufferPointer<SpanStart>
  private let spans: UnsafeBufferPointer<ItemSpan>
  private let words: UnsafeBufferPointer<UInt32>
  private let phraseStarts: UnsafeBufferPointer<Int32>
  private let phrases: UnsafeBufferPointer<ItemSpan>
  private let isInside: UnsafeBufferPointer<Bool>

  /// Lends them for the length of a call.
  @inline(__always)
  static func with<Result>(
    _ sentence: Range<Int>, _ items: ItemTable, _ body: (SentenceColumns) -> Result
  ) -> Result {
    items.withColumns { lexemes, classes, spanStarts, spans in
      items.words.withColumns { words, phraseStarts, phrases, isInside in
        body(
          SentenceColumns(
            hasPhrases: !items.words.phrases(in: sentence).isEmpty, count: sentence.count,
            base: sentence.lowerBound, lexemes: lexemes, classes: classes, spanStarts: spanStarts,
            spans: spans, words: words, phraseStarts: phraseStarts, phrases: phrases,
            isInside: isInside))
      }
    }
  }

  /// Gives a closure the signs that a bank sees: see `ItemSigns.with`.
  @inline(__always)
  func with<Result>(
    _ bank: RuleBank, _ known: UnsafeMutableBufferPointer<SignSet>,
    _ classRows: inout [RuleBank.ClassRow], _ body: (ItemSigns) -> Result
  ) -> Result {
    classRows.withUnsafeMutableBufferPointer { classRows in
      bank.withWords { lexical, lexicalSigns in
        let columns = ItemSigns.Columns(
          classRows: classRows, bank: bank, lexical: lexical, lexicalSigns: lexicalSigns,
          words: words, hasPhrases: hasPhrases && bank.hasPhrases, count: count, base: base,
          lexemes: lexemes, classes: classes, spanStarts: spanStarts, spans: spans,
          phraseStarts: phraseStarts, phrases: phrases, isInside: isInside)
        return withUnsafePointer(to: columns) { body(ItemSigns(known: known, columns: $0)) }
      }
    }
  }
}

extension RuleBank {
  @inline(__always)
  fileprivate func withWords<Result>(
    _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<SignSet>) -> Result
  ) -> Result {
    words.withUnsafeBufferPointer { words in
      wordSigns.withUnsafeBufferPointer { body(words, $0) }
    }
  }
}

extension ItemTable {
  @inline(__always)
  func withColumns<Result>(
    _ body: (
      UnsafeBufferPointer<LexemeID>, UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<SpanStart>,
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

extension TextWords {
  @inline(__always)
  func withColumns<Result>(
    _ body: (
      UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<ItemSpan>,
      UnsafeBufferPointer<Bool>
    ) -> Result
  ) -> Result {
    classes.withUnsafeBufferPointer { classes in
      starts.withUnsafeBufferPointer { starts in
        phrases.withUnsafeBufferPointer { phrases in
          isInside.withUnsafeBufferPointer { body(classes, starts, phrases, $0) }
        }
      }
    }
  }
}
