/// One bank's pass over one sentence: the signs of every item, and which rules may begin there.
///
/// Its memory is used again for the next.
struct BankPass {
  /// The signs of each item of the sentence, and those behind the last.
  private(set) var signs: [SignSet] = []
  /// Which rules may begin at each item, from `first` on.
  private(set) var candidates: [UInt64] = []
  /// The first item that a match may take; those before it have not been looked at.
  private(set) var first = 0
  /// Which rules may have their second item or span at each item.
  private var follows: [UInt64] = []

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
    first = Self.fill(
      &signs, &candidates, &follows, bank, rules, sentence, items, words, phrases)
    return first < count
  }

  /// Fills the columns; gives the first item where a rule may begin, the end if there is none.
  private static func fill(
    _ allSigns: inout [SignSet], _ allCandidates: inout [UInt64], _ allFollows: inout [UInt64],
    _ bank: RuleBank, _ rules: UInt64, _ sentence: Range<Int>, _ items: ItemTable,
    _ words: [UInt32], _ phrases: SentencePhrases
  ) -> Int {
    let count = sentence.count
    // Left of all cuts nothing can begin once nothing leads on to one.
    let firstCut = bank.firstCut(of: rules, in: words, count)
    var signs = allSigns.mutableSpan
    var candidates = allCandidates.mutableSpan
    var follows = allFollows.mutableSpan
    let classes = items.classes.span
    let spanStarts = items.spanStarts.span
    let spans = items.spans.span
    let (lexical, classSigns) = (bank.words, bank.classSigns)
    let (filters, bankMentions) = (bank.filters, bank.mentions)
    let mentions = bankMentions.span
    let base = sentence.lowerBound
    let always = filters[63]
    signs[count] = .end | .always
    follows[count] = filters[62].follows | always.follows
    var live = filters[62].cuts | always.cuts
    var first = count
    for item in stride(from: count - 1, through: 0, by: -1) {
      var here = bank.signs(
        lexical.span[Int(words[item])], classes[base + item], classSigns.span)
      var found: UInt64 = 0
      var filter = always
      for number in Int(spanStarts[base + item])..<Int(spanStarts[base + item + 1]) {
        let span = spans[number]
        guard Int(span.kind) < mentions.count else { continue }
        let (sign, begins) = mentions[Int(span.kind)]
        here |= sign
        found |= begins & follows[Int(span.end) - base]
      }
      if bank.hasPhrases {
        for number in Int(phrases.starts[item])..<Int(phrases.starts[item + 1]) {
          let span = phrases.spans[number]
          let (sign, begins) = bank.phrases[Int(span.kind)]
          here |= sign
          found |= begins & follows[Int(span.end) - base]
        }
        if phrases.isInside[item] { filter.leads |= bank.phraseLeads }
      }
      signs[item] = here
      filter.add(here & ~.always, filters.span)
      follows[item] = filter.follows
      live = filter.cuts | filter.leads & live
      if item < firstCut, live & rules == 0 { break }
      found = (found | filter.begins & follows[item + 1]) & live & rules
      if item > 0 { found &= ~bank.boundToStart }
      candidates[item] = found
      if found != 0 { first = item }
    }
    return first
  }
}

extension RuleBank {
  /// The first item whose word may belong to the cut of a rule; 0 where words cannot tell.
  fileprivate func firstCut(of rules: UInt64, in words: [UInt32], _ count: Int) -> Int {
    guard rules & self.rules & ~wordCuts == 0 else { return 0 }
    return words[..<count].firstIndex { self.words[Int($0)] & cutSigns != 0 } ?? 0
  }

  /// The signs of an item, but for its spans.
  ///
  /// - Parameter lexical: Those that its word can have.
  @inline(__always)
  fileprivate func signs(
    _ lexical: SignSet, _ bits: UInt64, _ classSigns: Span<(allows: SignSet, forbids: SignSet)>
  ) -> SignSet {
    var allowed = needless
    var forbidden: SignSet = 0
    var rest = bits & classes
    while rest != 0 {
      let (allows, forbids) = classSigns[rest.trailingZeroBitCount]
      rest &= rest &- 1
      allowed |= allows
      forbidden |= forbids
    }
    var signs = lexical & allowed & ~forbidden
    for extra in extras where bits & extra.mask == 0 { signs &= ~extra.sign }
    return signs
  }
}

extension RuleBank.Filter {
  /// Adds what some signs of an item let rules do.
  @inline(__always)
  fileprivate mutating func add(_ signs: SignSet, _ filters: Span<RuleBank.Filter>) {
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
