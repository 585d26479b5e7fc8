/// One bank's pass over one sentence: the signs of every item, and which rules may begin there.
///
/// Its memory is used again for the next, and so are the rows of items that look alike.
struct BankPass {
  /// The rows that a bank has worked out, by a hash of the look: a text has few looks.
  private struct Memory {
    let bank: RuleBank
    var rows: [RuleBank.Row]
  }

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
  private var memories: [Memory] = []

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
    let memory = memories.firstIndex { $0.bank === bank } ?? memories.count
    if memory == memories.count {
      memories.append(Memory(bank: bank, rows: RuleBank.Row.none))
    }
    first = Self.fill(
      &signs, &candidates, &follows, &memories[memory].rows, &mostSpans, bank, rules, sentence,
      items, words, phrases)
    return first < count
  }

  /// Fills the columns; gives the first item where a rule may begin, the end if there is none.
  private static func fill(
    _ allSigns: inout [SignSet], _ allCandidates: inout [UInt64], _ allFollows: inout [UInt64],
    _ allRows: inout [RuleBank.Row], _ mostSpans: inout Int, _ bank: RuleBank, _ rules: UInt64,
    _ sentence: Range<Int>, _ items: ItemTable, _ words: [UInt32], _ phrases: SentencePhrases
  ) -> Int {
    let count = sentence.count
    // Left of all cuts nothing can begin once nothing leads on to one.
    let firstCut = bank.firstCut(of: rules, in: words, count)
    var signs = allSigns.mutableSpan
    var candidates = allCandidates.mutableSpan
    var follows = allFollows.mutableSpan
    var rows = allRows.mutableSpan
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
      var look = RuleBank.Look(
        word: lexical[Int(words[item])], classes: classes[base &+ item] & bankClasses, spans: 0)
      let ownSpans = Int(spanStarts[base &+ item])..<Int(spanStarts[base &+ item &+ 1])
      longest = max(longest, ownSpans.count &+ phrases.count(at: item))
      for number in ownSpans {
        let span = spans[number]
        let bit: UInt32 = 1 &<< UInt32(truncatingIfNeeded: span.kind)
        guard spanClasses & bit != 0 else { continue }
        look.spans |= bit
        found |= mentions[Int(span.kind)].begins & follows[Int(span.end) &- base]
      }
      let slot = look.hash & (RuleBank.Row.count - 1)
      if rows[slot].look != look { rows[slot] = bank.row(look) }
      var row = rows[slot]
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

  /// What holds of items of a look, but for the phrases that begin at them.
  fileprivate func row(_ look: Look) -> Row {
    var allowed = needless
    var forbidden: SignSet = 0
    var rest = look.classes
    while rest != 0 {
      let (allows, forbids) = classSigns[rest.trailingZeroBitCount]
      rest &= rest &- 1
      allowed |= allows
      forbidden |= forbids
    }
    var signs = look.word & allowed & ~forbidden
    for extra in extras where look.classes & extra.mask == 0 { signs &= ~extra.sign }
    var kinds = look.spans
    while kinds != 0 {
      signs |= mentions[kinds.trailingZeroBitCount].sign
      kinds &= kinds &- 1
    }
    var filter = filters[63]
    filter.add(signs & ~.always, filters)
    return Row(look: look, signs: signs, filter: filter)
  }
}

extension RuleBank.Look {
  /// A number that differs for most looks, in its low bits.
  @inline(__always)
  fileprivate var hash: Int {
    let mixed = (classes ^ word &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(spans) &* 0xA24B_AED4_963E_E407
    return Int(truncatingIfNeeded: (mixed &* 0xD6E8_FEB8_6659_FD93) >> 40)
  }
}

extension RuleBank.Row {
  /// How many rows a bank keeps, a power of two.
  static let count = 1024

  /// So many rows of a look that no item has.
  fileprivate static var none: [RuleBank.Row] {
    let look = RuleBank.Look(word: .max, classes: .max, spans: .max)
    return Array(
      repeating: RuleBank.Row(look: look, signs: 0, filter: RuleBank.Filter()), count: count)
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
