/// One section's pass over one sentence: which of its rules may begin at each item.
///
/// Its memory is used again for the next, and so are the rows of classes that were met before.
struct StartPass {
  /// Which rules may begin at each item.
  private var candidates: [UInt64] = []
  /// Which may go on at each, and behind the last.
  private var followers: [UInt64] = []
  /// The items at which any may begin, the last of them at the end; before them what is left of
  /// other sentences.
  private var places: [Int32] = []
  private var placeCount = 0
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
      let missing = sentence.count - candidates.count
      candidates += repeatElement(0, count: missing)
      places += repeatElement(0, count: missing)
      followers += repeatElement(0, count: candidates.count + 1 - followers.count)
    }
    let number = number(of: section)
    var found: UInt64 = 0
    var count = 0
    candidates.withUnsafeMutableBufferPointer { candidates in
      places.withUnsafeMutableBufferPointer { places in
        followers.withUnsafeMutableBufferPointer { followers in
          classRows[number].withUnsafeMutableBufferPointer { classRows in
            StartItems.with(section, classRows, followers, sentence, items) { starts in
              // What is asked of an item is what stands behind it.
              var item = sentence.count
              while item > 0 {
                item &-= 1
                var here = starts.beginning(at: item, rules)
                if here != 0 { here = holds(here, sentence.lowerBound &+ item) }
                candidates[item] = here
                if here != 0 {
                  count &+= 1
                  places[places.count &- count] = Int32(truncatingIfNeeded: item)
                }
                found |= here
              }
            }
          }
        }
      }
    }
    placeCount = count
    return found
  }

  /// Lends which rules may begin at each item, and the items at which any may.
  @inline(__always)
  func withCandidates<Result>(
    _ body: (_ candidates: UnsafeBufferPointer<UInt64>, _ places: UnsafeBufferPointer<Int32>)
      -> Result
  ) -> Result {
    candidates.withUnsafeBufferPointer { candidates in
      places.withUnsafeBufferPointer { places in
        body(candidates, UnsafeBufferPointer(rebasing: places.suffix(placeCount)))
      }
    }
  }

  private mutating func number(of section: RuleSection) -> Int {
    if let known = names.firstIndex(of: ObjectIdentifier(section)) { return known }
    sections.append(section)
    names.append(ObjectIdentifier(section))
    // What holds of nothing is right at every place.
    classRows.append(
      Array(
        repeating: section.starts.row(classes: 0, spans: 0), count: StartTable.ClassRow.count))
    return sections.count - 1
  }
}

extension StartTable.ClassRow {
  /// How many rows a section keeps, a power of two.
  fileprivate static let count = 256

  /// Where the row of some classes and spans lies; few have a class of the highest bits.
  @inline(__always)
  fileprivate static func slot(_ classes: UInt64, _ spans: UInt32) -> Int {
    Int(truncatingIfNeeded: ((classes ^ UInt64(spans) << 40) &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}

/// What the items of a sentence are to a section, for the length of a call.
///
/// Every index comes from the same tables: classes of words are rows of the section, kinds of spans
/// are compared with how many it has, and spans end within the sentence.
private struct StartItems {
  let section: RuleSection
  let classRows: UnsafeMutableBufferPointer<StartTable.ClassRow>
  /// Which rules may go on at each item behind their first item or span, and behind the last.
  let followers: UnsafeMutableBufferPointer<UInt64>
  let rows: UnsafeBufferPointer<StartTable.Row>
  let rowNumbers: UnsafeBufferPointer<UInt32>
  let mentions: UnsafeBufferPointer<StartTable.SpanRow>
  let words: UnsafeBufferPointer<UInt32>
  let classes: UnsafeBufferPointer<UInt64>
  let spanStarts: UnsafeBufferPointer<SpanStart>
  let spans: UnsafeBufferPointer<ItemSpan>
  let phraseStarts: UnsafeBufferPointer<Int32>
  let phrases: UnsafeBufferPointer<ItemSpan>
  let phraseRows: UnsafeBufferPointer<StartTable.SpanRow>
  let base: Int
  /// Whether phrases of the sentence tell anything.
  let hasPhrases: Bool
  /// What the section's table holds of all items.
  let boundToStart, always, kinds: UInt64
  let spanKinds: UInt32

  static func with(
    _ section: RuleSection, _ classRows: UnsafeMutableBufferPointer<StartTable.ClassRow>,
    _ followers: UnsafeMutableBufferPointer<UInt64>, _ sentence: Range<Int>, _ items: ItemTable,
    _ body: (StartItems) -> Void
  ) {
    let table = section.starts
    followers[sentence.count] = table.always | table.atEnd
    let hasPhrases = table.hasPhrases && !items.words.phrases(in: sentence).isEmpty
    table.withRows { rows, rowNumbers, mentions, phraseRows in
      items.withColumns { _, classes, spanStarts, spans in
        items.words.withColumns { words, phraseStarts, phrases, _ in
          body(
            StartItems(
              section: section, classRows: classRows, followers: followers, rows: rows,
              rowNumbers: rowNumbers, mentions: mentions, words: words, classes: classes,
              spanStarts: spanStarts, spans: spans, phraseStarts: phraseStarts, phrases: phrases,
              phraseRows: phraseRows, base: sentence.lowerBound, hasPhrases: hasPhrases,
              boundToStart: table.boundToStart, always: table.always, kinds: table.classes,
              spanKinds: table.spanKinds))
        }
      }
    }
  }

  /// Those of some rules that may begin at an item, counted from the sentence's first; to be asked
  /// of the items behind it before.
  @inline(__always)
  func beginning(at item: Int, _ rules: UInt64) -> UInt64 {
    let able = item > 0 ? rules & ~boundToStart : rules
    let place = base &+ item
    let word = rows[row(word: place)]
    let slot = row(classes: place)
    let kind = classRows[slot].row
    let begins = (word.begins | kind.begins | word.mayBegin & kind.mayBegin) & able
    var found = begins & followers[item &+ 1]
    if classRows[slot].spanBegins & able & ~found != 0 {
      var number = spanStarts[place].first
      let end = spanStarts[place &+ 1].first
      while number < end {
        let span = spans[number]
        number &+= 1
        guard Int(span.kind) < mentions.count else { continue }
        found |= mentions[Int(span.kind)].begins & able & followers[Int(span.end) &- base]
      }
    }
    var follows = always | word.follows | kind.follows | word.mayFollow & kind.mayFollow
    if hasPhrases { found |= beginning(phrasesAt: place, able, &follows) }
    followers[item] = follows
    return found
  }

  private func beginning(
    phrasesAt place: Int, _ able: UInt64, _ follows: inout UInt64
  ) -> UInt64 {
    var found: UInt64 = 0
    for number in Int(phraseStarts[place])..<Int(phraseStarts[place &+ 1]) {
      let phrase = phrases[number]
      let rules = phraseRows[Int(phrase.kind)]
      found |= rules.begins & able & followers[Int(phrase.end) &- base]
      follows |= rules.follows
    }
    return found
  }

  @inline(__always)
  private func row(word place: Int) -> Int { Int(rowNumbers[Int(words[place])]) }

  @inline(__always)
  private func row(classes place: Int) -> Int {
    let kinds = classes[place] & kinds
    let spans = spanStarts[place &+ 1].kindsBefore & spanKinds
    let slot = StartTable.ClassRow.slot(kinds, spans)
    if classRows[slot].classes != kinds || classRows[slot].spans != spans {
      classRows[slot] = section.starts.row(classes: kinds, spans: spans)
    }
    return slot
  }
}

extension StartTable {
  @inline(__always)
  fileprivate func withRows(
    _ body: (
      UnsafeBufferPointer<Row>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<SpanRow>,
      UnsafeBufferPointer<SpanRow>
    ) -> Void
  ) {
    rows.withUnsafeBufferPointer { rows in
      words.withUnsafeBufferPointer { words in
        mentions.withUnsafeBufferPointer { mentions in
          phrases.withUnsafeBufferPointer { body(rows, words, mentions, $0) }
        }
      }
    }
  }
}
