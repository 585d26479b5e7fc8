/// One bank's pass over one sentence: the signs of its items, and which rules may begin at each.
///
/// Its memory is used again for the next, and so are the rows of classes and of signs that were met
/// before.
struct BankPass {
  /// The signs of the items of the sentence, and those behind the last; see `ItemSigns`.
  private var known: [SignSet] = []
  /// Which rules may begin at each item.
  private var candidates: [UInt64] = []
  /// The items at which any may, and behind them what is left of other sentences.
  private var places: [Int32] = []
  private var placeCount = 0
  /// The sections that have passed, held so that their names stay theirs, with the number of their
  /// first bank, and the rows that each bank has worked out, by hashes: a text has few combinations
  /// of classes and few of signs. All lists are short, so that what one sentence needs stays near
  /// for the next.
  private var sections: [RuleSection] = []
  private var names: [ObjectIdentifier] = []
  private var firstBanks: [Int] = []
  private var classRows: [[RuleBank.ClassRow]] = []
  private var signRows: [[RuleBank.SignRow]] = []

  /// Looks where rules may begin.
  ///
  /// A rule may begin where its first sign holds, behind that its second, and from where only
  /// signs that may stand before its cut lead to one of its cut. Only items from which one can be
  /// reached are looked at.
  ///
  /// - Parameters:
  ///   - number: The bank's place in its section.
  ///   - rules: Those that count, as bits of the section; words tell the cuts of each of them.
  ///   - holds: Gives those of the rules that may begin at an item of the table that are worth a
  ///     try.
  /// - Returns: Whether any rule may begin anywhere.
  /// - Complexity: Linear in the items and spans.
  mutating func run(
    _ number: Int, of section: RuleSection, _ rules: UInt64, _ sentence: Range<Int>,
    _ items: ItemTable, _ words: AskedWords, holds: (_ rules: UInt64, _ item: Int) -> UInt64
  ) -> Bool {
    makeRoom(sentence.count)
    let bank = place(of: section) + number
    let first = Self.fill(
      &known, &candidates, &classRows[bank], &signRows[bank], section.banks[number], section,
      rules, sentence, items, words)
    placeCount = 0
    for item in first..<max(first, sentence.count) where candidates[item] != 0 {
      candidates[item] = holds(candidates[item], sentence.lowerBound &+ item)
      if candidates[item] == 0 { continue }
      places[placeCount] = Int32(truncatingIfNeeded: item)
      placeCount &+= 1
    }
    return placeCount > 0
  }

  /// Lends the items of the sentence as a bank that has passed sees them, and which of its rules
  /// may begin at each, and where any may.
  mutating func withItems<Result>(
    _ number: Int, of section: RuleSection, _ sentence: Range<Int>, _ items: ItemTable,
    _ body: (
      _ items: ItemSigns, _ candidates: UnsafeBufferPointer<UInt64>,
      _ places: UnsafeBufferPointer<Int32>
    ) -> Result
  ) -> Result {
    let bank = place(of: section) + number
    return ItemSigns.with(section.banks[number], &known, &classRows[bank], sentence, items) {
      signs in
      candidates.withUnsafeBufferPointer { candidates in
        places.withUnsafeBufferPointer { places in
          body(signs, candidates, UnsafeBufferPointer(rebasing: places[..<placeCount]))
        }
      }
    }
  }

  /// Lends the items of the sentence as those banks see them that have some rules, to one after the
  /// other.
  @inline(__always)
  mutating func forEachBank(
    of section: RuleSection, with rules: UInt64, _ sentence: Range<Int>, _ items: ItemTable,
    _ body: (RuleBank, ItemSigns) -> Void
  ) {
    makeRoom(sentence.count)
    let first = place(of: section)
    Self.forEachBank(
      of: section, from: first, with: rules, sentence, items, &known, &classRows, body)
  }

  @inline(__always)
  private static func forEachBank(
    of section: RuleSection, from first: Int, with rules: UInt64, _ sentence: Range<Int>,
    _ items: ItemTable, _ known: inout [SignSet], _ classRows: inout [[RuleBank.ClassRow]],
    _ body: (RuleBank, ItemSigns) -> Void
  ) {
    known.withUnsafeMutableBufferPointer { known in
      classRows.withUnsafeMutableBufferPointer { classRows in
        SentenceColumns.with(sentence, items) { columns in
          for number in section.bankRules.indices where section.bankRules[number] & rules != 0 {
            forget(known, sentence.count)
            let bank = section.banks[number]
            columns.with(bank, known, &classRows[first &+ number]) { body(bank, $0) }
          }
        }
      }
    }
  }

  private mutating func makeRoom(_ count: Int) {
    guard known.count <= count else { return }
    let missing = repeatElement(UInt64(0), count: count + 1 - known.count)
    known += missing
    candidates += missing
    places += repeatElement(0, count: count + 1 - places.count)
  }

  @inline(__always)
  private static func forget(_ known: UnsafeMutableBufferPointer<SignSet>, _ count: Int) {
    known[..<count].update(repeating: 0)
    known[count] = .end | .always
  }

  /// The number of a section's first bank.
  private mutating func place(of section: RuleSection) -> Int {
    if let known = names.firstIndex(of: ObjectIdentifier(section)) { return firstBanks[known] }
    sections.append(section)
    names.append(ObjectIdentifier(section))
    firstBanks.append(classRows.count)
    for bank in section.banks {
      // What holds of nothing is right at every place.
      classRows.append(
        Array(repeating: bank.row(classes: 0, spans: 0), count: RuleBank.ClassRow.count))
      signRows.append(Array(repeating: bank.row(signs: .always), count: RuleBank.SignRow.count))
    }
    return classRows.count - section.banks.count
  }

  /// Fills in the candidates; gives the first item where a rule may begin, the end if there is
  /// none.
  private static func fill(
    _ known: inout [SignSet], _ candidates: inout [UInt64],
    _ classRows: inout [RuleBank.ClassRow], _ signRows: inout [RuleBank.SignRow],
    _ bank: RuleBank, _ section: RuleSection, _ rules: UInt64, _ sentence: Range<Int>,
    _ items: ItemTable, _ words: AskedWords
  ) -> Int {
    let count = sentence.count
    known.withUnsafeMutableBufferPointer { forget($0, count) }
    return ItemSigns.with(bank, &known, &classRows, sentence, items) { signs in
      candidates.withUnsafeMutableBufferPointer { candidates in
        candidates[..<count].update(repeating: 0)
        return signRows.withUnsafeMutableBufferPointer { rows in
          let walk = BankWalk(
            bank: bank, rules: rules & bank.rules, items: signs, rows: rows,
            candidates: candidates)
          return walk.run(
            section.gate.mark(walk.rules, sentence, of: items, words, in: candidates))
        }
      }
    }
  }
}

/// Goes over a sentence from the last item to the first, and notes which rules may begin at each.
private struct BankWalk {
  let bank: RuleBank
  let rules: UInt64
  let items: ItemSigns
  let rows: UnsafeMutableBufferPointer<RuleBank.SignRow>
  let candidates: UnsafeMutableBufferPointer<UInt64>

  /// - Parameter places: Where cuts may be: at those items that are marked in `candidates`.
  /// - Returns: The first item where a rule may begin, the end if there is none.
  func run(_ places: Range<Int>) -> Int {
    var live: UInt64 = 0
    var first = items.count
    var item = places.upperBound
    while item > 0 {
      item &-= 1
      // Left of a cut nothing can begin once nothing leads on to it.
      if live & rules == 0, candidates[item] == 0 {
        if item < places.lowerBound { break }
        continue
      }
      let filter = filter(of: items[item])
      let leads = items.isInside(item) ? filter.leads | bank.phraseLeads : filter.leads
      live = filter.cuts | leads & live
      let able = item > 0 ? live & rules & ~bank.boundToStart : live & rules
      let found = able != 0 ? beginning(at: item, filter.begins, able) : 0
      candidates[item] = found
      if found != 0 { first = item }
    }
    return first
  }

  /// Those of some rules that may begin at an item.
  @inline(__always)
  private func beginning(at item: Int, _ begins: UInt64, _ able: UInt64) -> UInt64 {
    var found: UInt64 = 0
    if begins & able != 0 { found = begins & able & follows(item &+ 1) }
    for number in items.spans(at: item) {
      let span = items.spans[number]
      let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: span.kind)
      guard bank.spanClasses & bit != 0 else { continue }
      let begins = bank.mentions[Int(span.kind)].begins & able
      if begins != 0 { found |= begins & follows(Int(span.end) &- items.base) }
    }
    for number in items.phrases(at: item) {
      let phrase = items.phrases[number]
      let begins = bank.phrases[Int(phrase.kind)].begins & able
      if begins != 0 { found |= begins & follows(Int(phrase.end) &- items.base) }
    }
    return found
  }

  /// The rules that may go on at an item behind their first item or span.
  private func follows(_ item: Int) -> UInt64 { filter(of: items[item]).follows }

  @inline(__always)
  private func filter(of signs: SignSet) -> RuleBank.Filter {
    if signs == .always { return bank.filters[63] }
    let slot = RuleBank.SignRow.slot(signs)
    if rows[slot].signs != signs { rows[slot] = bank.row(signs: signs) }
    return rows[slot].filter
  }
}

extension RuleBank {
  /// Which signs the words of items of some classes keep, and which they get by spans.
  func row(classes: UInt64, spans: UInt32) -> ClassRow {
    var allowed = needless
    var forbidden: SignSet = 0
    var rest = classes
    while rest != 0 {
      let (allows, forbids) = classSigns[rest.trailingZeroBitCount]
      rest &= rest &- 1
      allowed |= allows
      forbidden |= forbids
    }
    var signs = allowed & ~forbidden
    for extra in extras where classes & extra.mask == 0 { signs &= ~extra.sign }
    var spanSigns: SignSet = 0
    for (kind, mention) in mentions.enumerated() where spans >> UInt32(kind) & 1 == 1 {
      spanSigns |= mention.sign
    }
    return ClassRow(classes: classes, spans: spans, signs: signs, spanSigns: spanSigns)
  }

  /// What items of some signs let rules do, but for the phrases that begin at them.
  fileprivate func row(signs: SignSet) -> SignRow {
    var filter = filters[63]
    var rest = signs & ~.always
    while rest != 0 {
      let one = filters[rest.trailingZeroBitCount]
      rest &= rest &- 1
      filter.begins |= one.begins
      filter.follows |= one.follows
      filter.cuts |= one.cuts
      filter.leads |= one.leads
    }
    return SignRow(signs: signs, filter: filter)
  }
}

extension RuleBank.ClassRow {
  /// How many rows a bank keeps, a power of two.
  fileprivate static let count = 256

  /// Where the row of some classes and spans lies; few have a class of the highest bits.
  @inline(__always)
  static func slot(_ classes: UInt64, _ spans: UInt32) -> Int {
    Int(truncatingIfNeeded: ((classes ^ UInt64(spans) << 40) &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}

extension RuleBank.SignRow {
  /// How many rows a bank keeps, a power of two.
  fileprivate static let count = 256

  /// Where the row of some signs lies.
  @inline(__always)
  fileprivate static func slot(_ signs: SignSet) -> Int {
    Int(truncatingIfNeeded: (signs &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}
