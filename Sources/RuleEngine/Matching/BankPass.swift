/// One bank's pass over one sentence: the signs of every item, and which rules may begin there.
///
/// Its memory is used again for the next, and so are the rows of classes and of signs that were met
/// before.
struct BankPass {
  /// The signs of each item of the sentence, and those behind the last.
  private(set) var signs: [SignSet] = []
  /// Which rules may begin at each item, from `first` on.
  private(set) var candidates: [UInt64] = []
  /// The first item that a match may take; those before it have not been looked at.
  private(set) var first = 0
  /// How many spans and phrases begin at an item, at most.
  private(set) var mostSpans = 0
  /// Which rules may have their second item or span at each item.
  private var follows: [UInt64] = []
  /// The banks that have passed, and the rows that each has worked out, by hashes: a text has few
  /// combinations of classes and few of signs. Both lists are short, so that what one sentence
  /// needs stays near for the next.
  private var banks: [RuleBank] = []
  private var classRows: [[RuleBank.ClassRow]] = []
  private var signRows: [[RuleBank.SignRow]] = []

  /// Looks at the items from the last to the first.
  ///
  /// A rule may begin where its first sign holds, behind that its second, and from where only
  /// signs that may stand before its cut lead to one of its cut.
  ///
  /// - Parameter rules: Those that count, as bits of the section.
  /// - Returns: Whether any rule may begin anywhere.
  /// - Complexity: Linear in the items and spans.
  mutating func run(
    _ bank: RuleBank, _ rules: UInt64, _ sentence: Range<Int>, _ items: ItemTable,
    _ words: [UInt32], _ phrases: SentencePhrases
  ) -> Bool {
    let count = sentence.count
    if signs.count <= count {
      let missing = repeatElement(UInt64(0), count: count + 1 - signs.count)
      signs += missing
      candidates += missing
      follows += missing
    }
    let number = number(of: bank)
    first = Self.fill(
      &signs, &candidates, &follows, &classRows[number], &signRows[number], &mostSpans, bank,
      rules, sentence, items, words, phrases)
    return first < count
  }

  private mutating func number(of bank: RuleBank) -> Int {
    if let known = banks.firstIndex(where: { $0 === bank }) { return known }
    banks.append(bank)
    // What holds of nothing is right at every place.
    classRows.append(Array(repeating: bank.row(classes: 0), count: RuleBank.ClassRow.count))
    signRows.append(Array(repeating: bank.row(signs: .always), count: RuleBank.SignRow.count))
    return banks.count - 1
  }

  /// Fills the columns; gives the first item where a rule may begin, the end if there is none.
  private static func fill(
    _ allSigns: inout [SignSet], _ allCandidates: inout [UInt64], _ allFollows: inout [UInt64],
    _ allClassRows: inout [RuleBank.ClassRow], _ allSignRows: inout [RuleBank.SignRow],
    _ mostSpans: inout Int, _ bank: RuleBank, _ rules: UInt64, _ sentence: Range<Int>,
    _ items: ItemTable, _ words: [UInt32], _ phrases: SentencePhrases
  ) -> Int {
    let count = sentence.count
    // Left of all cuts nothing can begin once nothing leads on to one.
    let firstCut = bank.firstCut(of: rules, in: words, count)
    var signs = allSigns.mutableSpan
    var candidates = allCandidates.mutableSpan
    var follows = allFollows.mutableSpan
    var classRows = allClassRows.mutableSpan
    var signRows = allSignRows.mutableSpan
    let classes = items.classes.span
    let words = words.span
    let lexicalSigns = bank.words
    let lexical = lexicalSigns.span
    let spanStarts = items.spanStarts.span
    let spans = items.spans.span
    let bankMentions = bank.mentions
    let mentions = bankMentions.span
    let hasPhrases = bank.hasPhrases && !phrases.isEmpty
    let (bankClasses, spanClasses) = (bank.classes, bank.spanClasses)
    let base = sentence.lowerBound
    let (end, always) = (bank.filters[62], bank.filters[63])
    signs[count] = .end | .always
    follows[count] = end.follows | always.follows
    var live = end.cuts | always.cuts
    var first = count
    var longest = 0
    var item = count
    while item > 0 {
      item &-= 1
      var found: UInt64 = 0
      let kinds = classes[base &+ item] & bankClasses
      let kindSlot = RuleBank.ClassRow.slot(kinds)
      if classRows[kindSlot].classes != kinds { classRows[kindSlot] = bank.row(classes: kinds) }
      var here = lexical[Int(words[item])] & classRows[kindSlot].signs
      let ownSpans = Int(spanStarts[base &+ item])..<Int(spanStarts[base &+ item &+ 1])
      longest = max(longest, ownSpans.count &+ phrases.count(at: item))
      for number in ownSpans {
        let span = spans[number]
        let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: span.kind)
        guard spanClasses & bit != 0 else { continue }
        let (sign, begins) = mentions[Int(span.kind)]
        here |= sign
        found |= begins & follows[Int(span.end) &- base]
      }
      var row = RuleBank.SignRow(signs: here, filter: always)
      if here != .always {
        let slot = RuleBank.SignRow.slot(here)
        if signRows[slot].signs != here { signRows[slot] = bank.row(signs: here) }
        row = signRows[slot]
      }
      if hasPhrases { found |= row.add(phrases, at: item, bank, base, follows) }
      signs[item] = row.signs
      follows[item] = row.filter.follows
      live = row.filter.cuts | row.filter.leads & live
      if item < firstCut, live & rules == 0 { break }
      found = (found | row.filter.begins & follows[item &+ 1]) & live & rules
      if item > 0 { found &= ~bank.boundToStart }
      candidates[item] = found
      if found != 0 { first = item }
    }
    mostSpans = longest
    return first
  }
}

extension RuleBank {
  /// The first item whose word may belong to the cut of a rule; 0 where words cannot tell.
  fileprivate func firstCut(of rules: UInt64, in words: [UInt32], _ count: Int) -> Int {
    guard rules & self.rules & ~wordCuts == 0 else { return 0 }
    let table = self.words
    let signs = table.span
    let words = words.span
    for item in 0..<count where signs[Int(words[item])] & cutSigns != 0 { return item }
    return 0
  }

  /// Which signs the words of items of some classes keep.
  fileprivate func row(classes: UInt64) -> ClassRow {
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
    return ClassRow(classes: classes, signs: signs)
  }

  /// What items of some signs let rules do, but for the phrases that begin at them.
  fileprivate func row(signs: SignSet) -> SignRow {
    var filter = filters[63]
    filter.add(signs & ~.always, filters)
    return SignRow(signs: signs, filter: filter)
  }
}

extension RuleBank.ClassRow {
  /// How many rows a bank keeps, a power of two.
  static let count = 256

  /// Where the row of some classes lies.
  @inline(__always)
  fileprivate static func slot(_ classes: UInt64) -> Int {
    Int(truncatingIfNeeded: (classes &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}

extension RuleBank.SignRow {
  /// How many rows a bank keeps, a power of two.
  static let count = 256

  /// Where the row of some signs lies.
  @inline(__always)
  fileprivate static func slot(_ signs: SignSet) -> Int {
    Int(truncatingIfNeeded: (signs &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }

  /// Adds what the phrases of an item tell.
  ///
  /// - Returns: The rules that may begin with one of them.
  fileprivate mutating func add(
    _ phrases: SentencePhrases, at item: Int, _ bank: RuleBank, _ base: Int,
    _ follows: borrowing MutableSpan<UInt64>
  ) -> UInt64 {
    var found: UInt64 = 0
    for number in Int(phrases.starts[item])..<Int(phrases.starts[item + 1]) {
      let span = phrases.spans[number]
      let (sign, begins) = bank.phrases[Int(span.kind)]
      signs |= sign
      filter.add(sign & ~.always, bank.filters)
      found |= begins & follows[Int(span.end) - base]
    }
    if phrases.isInside[item] { filter.leads |= bank.phraseLeads }
    return found
  }
}

extension RuleBank.Filter {
  /// Adds what some signs of an item let rules do.
  fileprivate mutating func add(_ signs: SignSet, _ filters: [RuleBank.Filter]) {
    var rest = signs
    while rest != 0 {
      let one = filters[rest.trailingZeroBitCount]
      rest &= rest &- 1
      begins |= one.begins
      follows |= one.follows
      cuts |= one.cuts
      leads |= one.leads
    }
  }
}
