/// One section's pass over one sentence: which of its rules may begin at each item.
///
/// Its memory is used again for the next, and so are the rows of classes that were met before.
struct StartPass {
  /// Which rules may begin at each item.
  private(set) var candidates: [UInt64] = []
  /// The sections that have passed, held so that their names stay theirs, and the rows that each
  /// has worked out, by hashes: a text has few combinations of classes. The lists are short.
  private var sections: [RuleSection] = []
  private var names: [ObjectIdentifier] = []
  private var classRows: [[StartTable.ClassRow]] = []

  /// Looks where some rules may begin.
  ///
  /// - Parameter holds: Whether rules are worth a try at an item; asked where any may begin, it
  ///   gives those that are.
  /// - Returns: The rules that may begin anywhere.
  /// - Complexity: Linear in the items and spans.
  mutating func run(
    _ section: RuleSection, _ rules: UInt64, _ sentence: Range<Int>, _ items: ItemTable,
    holds: (_ rules: UInt64, _ item: Int) -> UInt64
  ) -> UInt64 {
    if candidates.count < sentence.count {
      candidates += repeatElement(0, count: sentence.count - candidates.count)
    }
    let number = number(of: section)
    var found: UInt64 = 0
    candidates.withUnsafeMutableBufferPointer { candidates in
      classRows[number].withUnsafeMutableBufferPointer { classRows in
        StartItems.with(section.starts, classRows, sentence, items) { starts in
          for item in 0..<sentence.count {
            var here = starts.beginning(at: item, rules)
            if here != 0 { here = holds(here, sentence.lowerBound &+ item) }
            candidates[item] = here
            found |= here
          }
        }
      }
    }
    return found
  }

  private mutating func number(of section: RuleSection) -> Int {
    if let known = names.firstIndex(of: ObjectIdentifier(section)) { return known }
    sections.append(section)
    names.append(ObjectIdentifier(section))
    // What holds of nothing is right at every place.
    classRows.append(
      Array(
        repeating: section.starts.row(classes: 0), count: StartTable.ClassRow.count))
    return sections.count - 1
  }
}

extension StartTable.ClassRow {
  /// How many rows a section keeps, a power of two.
  fileprivate static let count = 256

  /// Where the row of some classes lies.
  @inline(__always)
  fileprivate static func slot(_ classes: UInt64) -> Int {
    Int(truncatingIfNeeded: (classes &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}

/// What the items of a sentence are to a section, for the length of a call.
///
/// Every index comes from the same tables: classes of words are rows of the section, kinds of spans
/// are compared with how many it has, and spans end within the sentence.
private struct StartItems {
  let table: StartTable
  let classRows: UnsafeMutableBufferPointer<StartTable.ClassRow>
  let rows: UnsafeBufferPointer<StartTable.Row>
  let rowNumbers: UnsafeBufferPointer<UInt32>
  let mentions: UnsafeBufferPointer<StartTable.SpanRow>
  let words: UnsafeBufferPointer<UInt32>
  let classes: UnsafeBufferPointer<UInt64>
  let spanStarts: UnsafeBufferPointer<Int32>
  let spans: UnsafeBufferPointer<ItemSpan>
  let phraseStarts: UnsafeBufferPointer<Int32>
  let phrases: UnsafeBufferPointer<ItemSpan>
  let base: Int
  let end: Int
  /// Whether phrases of the sentence tell anything.
  let hasPhrases: Bool

  static func with(
    _ table: StartTable, _ classRows: UnsafeMutableBufferPointer<StartTable.ClassRow>,
    _ sentence: Range<Int>, _ items: ItemTable, _ body: (StartItems) -> Void
  ) {
    let hasPhrases = table.hasPhrases && !items.words.phrases(in: sentence).isEmpty
    table.rows.withUnsafeBufferPointer { rows in
      table.words.withUnsafeBufferPointer { rowNumbers in
        table.mentions.withUnsafeBufferPointer { mentions in
          items.withColumns { _, classes, spanStarts, spans in
            items.words.withColumns { words, phraseStarts, phrases, _ in
              body(
                StartItems(
                  table: table, classRows: classRows, rows: rows, rowNumbers: rowNumbers,
                  mentions: mentions, words: words, classes: classes, spanStarts: spanStarts,
                  spans: spans, phraseStarts: phraseStarts, phrases: phrases,
                  base: sentence.lowerBound, end: sentence.upperBound, hasPhrases: hasPhrases))
            }
          }
        }
      }
    }
  }

  /// Those of some rules that may begin at an item, counted from the sentence's first.
  @inline(__always)
  func beginning(at item: Int, _ rules: UInt64) -> UInt64 {
    let able = item > 0 ? rules & ~table.boundToStart : rules
    let place = base &+ item
    let word = row(word: place)
    let kind = row(classes: place)
    let begins = (word.begins | kind.begins | word.mayBegin & kind.mayBegin) & able
    var found = begins != 0 ? begins & follows(place &+ 1) : 0
    var number = Int(spanStarts[place])
    let end = Int(spanStarts[place &+ 1])
    while number < end {
      let span = spans[number]
      number &+= 1
      guard Int(span.kind) < mentions.count else { continue }
      let begins = mentions[Int(span.kind)].begins & able & ~found
      if begins != 0 { found |= begins & follows(Int(span.end)) }
    }
    guard hasPhrases else { return found }
    for number in Int(phraseStarts[place])..<Int(phraseStarts[place &+ 1]) {
      let phrase = phrases[number]
      let begins = table.phrases[Int(phrase.kind)].begins & able & ~found
      if begins != 0 { found |= begins & follows(Int(phrase.end)) }
    }
    return found
  }

  /// The rules that may go on at an item of the table behind their first item or span.
  private func follows(_ place: Int) -> UInt64 {
    guard place < end else { return table.always | table.atEnd }
    let word = row(word: place)
    let kind = row(classes: place)
    var rules = table.always | word.follows | kind.follows | word.mayFollow & kind.mayFollow
    for number in Int(spanStarts[place])..<Int(spanStarts[place &+ 1]) {
      let kind = Int(spans[number].kind)
      if kind < mentions.count { rules |= mentions[kind].follows }
    }
    guard hasPhrases else { return rules }
    for number in Int(phraseStarts[place])..<Int(phraseStarts[place &+ 1]) {
      rules |= table.phrases[Int(phrases[number].kind)].follows
    }
    return rules
  }

  @inline(__always)
  private func row(word place: Int) -> StartTable.Row {
    rows[Int(rowNumbers[Int(words[place])])]
  }

  @inline(__always)
  private func row(classes place: Int) -> StartTable.Row {
    let kinds = classes[place] & table.classes
    let slot = StartTable.ClassRow.slot(kinds)
    if classRows[slot].classes != kinds { classRows[slot] = table.row(classes: kinds) }
    return classRows[slot].row
  }
}
