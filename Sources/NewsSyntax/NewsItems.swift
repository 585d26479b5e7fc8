package import NewsText
package import RuleEngine

/// The classes that patterns name in square brackets, as news grammar fills them.
package enum NewsClass: Int, CaseIterable, Sendable {
  case word, number, capitalised, allcaps, quote, comma, stop, dash, colon, open, close, symbol
  case currency, noun, name, verb, finite, base, past, present, gerund, participle, modal
  case adjective, adverb, pronoun, determiner, possessive, clitic, preposition, conjunction, wh
  case to, particle, any, day, lower

  /// The name in a pattern.
  package var name: String { Self.names[rawValue] }

  /// Written out, for reflection takes long when the program starts; a test compares them.
  private static let names = [
    "word", "number", "capitalised", "allcaps", "quote", "comma", "stop", "dash", "colon", "open",
    "close", "symbol", "currency", "noun", "name", "verb", "finite", "base", "past", "present",
    "gerund", "participle", "modal", "adjective", "adverb", "pronoun", "determiner", "possessive",
    "clitic-s", "preposition", "conjunction", "wh", "to", "particle", "any", "day", "lower",
  ]

  /// Its bit in `Item.classes`.
  package var bit: UInt64 { 1 << UInt64(rawValue) }
}

/// The phrases that patterns name in square brackets and take in one step.
package enum NewsMention: Int, CaseIterable, Sendable {
  /// A base noun phrase.
  case phrase
  /// A noun phrase with its brackets, of-phrases and coordination.
  case longPhrase
  /// A verb group up to its head and particle.
  case verbGroup
  /// What may stand between a source and its cue: an insertion between commas, a relative clause,
  /// a bracket.
  case modifier
  /// Words of time and place between a cue and what follows it: "on Monday", "in a statement".
  case adjunct
  /// The first item of a clause with its own subject and finite verb.
  case clause
  /// All between a quotation that leaves its sentence open and the finite verb behind it.
  case tail

  /// The name in a pattern.
  package var name: String {
    switch self {
    case .phrase: "np"
    case .longPhrase: "np+"
    case .verbGroup: "vg"
    case .modifier: "modifier"
    case .adjunct: "adjunct"
    case .clause: "clause"
    case .tail: "tail"
    }
  }
}

extension ItemClasses {
  /// What news grammar offers to patterns.
  package static let news = ItemClasses(
    bits: Dictionary(uniqueKeysWithValues: NewsClass.allCases.map { ($0.name, $0.bit) }),
    mentions: Dictionary(uniqueKeysWithValues: NewsMention.allCases.map { ($0.name, $0.rawValue) }),
    kinds: ["claim", "marker", "quote"])
}

/// Turns folded items into what patterns are matched against: each with its classes and with the
/// phrases that begin at it.
package struct NewsItems {
  private let phrases: Phrases
  private let document: Document
  private let facts: [QuotationFacts]
  /// The classes that each part of speech tells.
  private let tagClasses: [UInt64] = Tag.allCases.map(NewsItems.classes(of:))
  /// For each item the last verb group that begins there, and for each group the one before that
  /// begins with it, both -1 for none.
  private let lastGroup: [Int32]
  private let groupBefore: [Int32]
  /// For each item the finite verb of the clause that begins there, or -1.
  private let clauseVerb: [Int32]

  private init(_ analysis: Analysis) {
    phrases = Phrases(analysis)
    document = analysis.document
    facts = analysis.quotationFacts
    let groups = analysis.chunks.verbGroups
    var lastGroup = [Int32](repeating: -1, count: analysis.items.count)
    var groupBefore = [Int32](repeating: -1, count: groups.count)
    for (number, group) in groups.enumerated() {
      groupBefore[number] = lastGroup[group.start]
      lastGroup[group.start] = Int32(number)
    }
    self.lastGroup = lastGroup
    self.groupBefore = groupBefore
    clauseVerb = NewsItems.clauseVerbs(analysis)
  }

  /// Fills a table with all items of an article; they keep their numbers.
  ///
  /// - Complexity: Linear in the items.
  package static func fill(_ table: inout ItemTable, from analysis: Analysis) {
    table.removeAll()
    table.reserve(analysis.items.count)
    let reader = NewsItems(analysis)
    table.append(
      lexemes: analysis.items.lazy.map { $0.lexeme },
      classes: analysis.items.lazy.map { reader.classes(of: $0) })
    for sentence in analysis.sentences { reader.add(sentence.items, to: &table) }
  }

  /// Adds the phrases that begin at the items of a sentence.
  private func add(_ range: Range<Int>, to table: inout ItemTable) {
    // Phrases end alike wherever in them one begins.
    var base = range.lowerBound
    var long = range.lowerBound
    for index in range {
      if let phrase = phrases.chunks.phrase(at: index) {
        if phrase.upperBound != base {
          base = phrase.upperBound
          long = phrases.phraseRight(from: index, limit: range.upperBound)?.upperBound ?? base
        }
        add(.phrase, index, base, range, &table)
        add(.longPhrase, index, long, range, &table)
        if long != base { add(.longPhrase, index, base, range, &table) }
      }
      addVerbGroups(at: index, range, &table)
      addModifiers(at: index, range, &table)
      if let end = adjunctEnd(at: index, limit: range.upperBound) {
        add(.adjunct, index, end, range, &table)
      }
      if clauseVerb[index] >= 0 { add(.clause, index, index + 1, range, &table) }
      if index > range.lowerBound, let end = tailEnd(at: index, in: range) {
        add(.tail, index, end, range, &table)
      }
      table.turnToNextItem()
    }
  }

  @inline(__always)
  private func add(
    _ kind: NewsMention, _ start: Int, _ end: Int, _ range: Range<Int>, _ table: inout ItemTable
  ) {
    guard end > start, end <= range.upperBound else { return }
    table.addSpanToNext(kind.rawValue, end: end)
  }

  /// The groups that begin at an item, the longest first, and the group's head by itself.
  @inline(__always)
  private func addVerbGroups(at index: Int, _ range: Range<Int>, _ table: inout ItemTable) {
    var number = Int(lastGroup[index])
    while number >= 0 {
      add(.verbGroup, index, phrases.chunks.verbGroups[number].head + 1, range, &table)
      number = Int(groupBefore[number])
    }
    if let group = phrases.chunks.group(headedBy: index), group.start != index {
      add(.verbGroup, index, index + 1, range, &table)
    }
  }

  /// The classes of one item.
  @inline(__always)
  private func classes(of item: FoldedItem) -> UInt64 {
    var bits = NewsClass.any.bit
    guard !item.isQuotation else { return bits | NewsClass.quote.bit }
    bits |= tagClasses[Int(item.tag.rawValue)]
    let token = document.tokens[item.tokens.lowerBound]
    bits |= NewsItems.classes(of: token)
    if token.kind == .punctuation, NewsItems.isDash(document.bytes[Int(token.start)]) {
      bits |= NewsClass.dash.bit
    }
    if item.words.contains(.day) { bits |= NewsClass.day.bit }
    return bits
  }

  /// How far from its first item a clause's verb may stand.
  private static let clauseReach = 14

  /// Finds from right to left where a noun phrase and then a finite verb follow.
  private static func clauseVerbs(_ analysis: Analysis) -> [Int32] {
    let items = analysis.items
    var verbs = [Int32](repeating: -1, count: items.count)
    for sentence in analysis.sentences {
      // The verb ahead, where a noun has been seen, and where none has.
      var seen: Int32 = -1
      var unseen: Int32 = -1
      for index in sentence.items.reversed() {
        switch items[index].tag {
        case .NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .WP, .EX: unseen = seen
        case .VBD, .VBZ, .VBP, .MD:
          seen = Int32(index)
          unseen = -1
        case .comma, .colon, .stop, .IN, .CC, .VBG, .TO, .quotation:
          seen = -1
          unseen = -1
        default: break
        }
        if Int(unseen) - index < clauseReach { verbs[index] = unseen }
      }
    }
    return verbs
  }

  private static func isDash(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == 0xE2 }

  /// The classes that a token's writing tells.
  package static func classes(of token: Token) -> UInt64 {
    var bits: UInt64 = 0
    switch token.kind {
    case .word:
      bits |= NewsClass.word.bit
      if !token.flags.contains(.capital) { bits |= NewsClass.lower.bit }
    case .number: bits |= NewsClass.number.bit
    case .openBracket: bits |= NewsClass.open.bit
    case .closeBracket: bits |= NewsClass.close.bit
    case .symbol: bits |= NewsClass.symbol.bit
    default: break
    }
    if token.flags.contains(.capital) { bits |= NewsClass.capitalised.bit }
    if token.flags.contains(.allCapitals) { bits |= NewsClass.allcaps.bit }
    return bits
  }

  /// The classes that a part of speech tells.
  package static func classes(of tag: Tag) -> UInt64 {
    switch tag {
    case .NN, .NNS: NewsClass.noun.bit
    case .NNP, .NNPS: NewsClass.noun.bit | NewsClass.name.bit
    case .VB: NewsClass.verb.bit | NewsClass.base.bit
    case .VBD: NewsClass.verb.bit | NewsClass.finite.bit | NewsClass.past.bit
    case .VBG: NewsClass.verb.bit | NewsClass.gerund.bit
    case .VBN: NewsClass.verb.bit | NewsClass.participle.bit
    case .VBP, .VBZ: NewsClass.verb.bit | NewsClass.finite.bit | NewsClass.present.bit
    case .MD: NewsClass.modal.bit | NewsClass.finite.bit
    case .JJ, .JJR, .JJS: NewsClass.adjective.bit
    case .RB, .RBR, .RBS: NewsClass.adverb.bit
    case .PRP, .EX: NewsClass.pronoun.bit
    case .PRPS, .WPS: NewsClass.possessive.bit
    case .DT, .PDT: NewsClass.determiner.bit
    case .POS: NewsClass.clitic.bit
    case .IN: NewsClass.preposition.bit
    case .TO: NewsClass.to.bit
    case .CC: NewsClass.conjunction.bit
    case .WDT, .WP, .WRB: NewsClass.wh.bit
    case .RP: NewsClass.particle.bit
    case .CD: NewsClass.number.bit
    case .comma: NewsClass.comma.bit
    case .stop: NewsClass.stop.bit
    case .colon: NewsClass.colon.bit
    case .currency: NewsClass.currency.bit
    default: 0
    }
  }

  /// Where the speaker behind a quotation ends that no noun phrase covers: "a voice over says".
  @inline(__always)
  private func tailEnd(at first: Int, in range: Range<Int>) -> Int? {
    guard let quotation = phrases.items[first - 1].quotation,
      facts[quotation].last == .comma,
      !phrases.items[first].tag.isVerb, phrases.items[first].tag != .IN
    else { return nil }
    return groupStart(behind: first, in: range)
  }

  /// Where the next finite verb group begins, within 14 items, a mark or a quotation.
  private func groupStart(behind first: Int, in range: Range<Int>) -> Int? {
    for index in first..<min(first + 14, range.upperBound) {
      let item = phrases.items[index]
      if item.isQuotation { return nil }
      switch item.tag {
      case .CC where !joinsNames(index, range): return nil
      case .comma, .stop, .colon, .WP, .WDT, .WRB, .WPS: return nil
      default: break
      }
      if let group = phrases.chunks.group(headedBy: index), group.flags.contains(.finite) {
        return group.start > first ? group.start : nil
      }
    }
    return nil
  }

  /// "Justices Ana Cole and Omar Reed": whether a conjunction stands between names.
  private func joinsNames(_ index: Int, _ range: Range<Int>) -> Bool {
    index > range.lowerBound && index + 1 < range.upperBound
      && phrases.items[index - 1].tag.isName && phrases.items[index + 1].tag.isName
  }

  /// A few places where a modifier may end, the farthest first.
  private struct Ends {
    private(set) var places = SIMD4<Int32>()
    private(set) var count = 0

    mutating func insert(_ end: Int) {
      var place = count
      while place > 0, places[place - 1] < Int32(end) {
        places[place] = places[place - 1]
        place -= 1
      }
      places[place] = Int32(end)
      count += 1
    }
  }

  /// The modifiers that begin at an item, the longest first.
  @inline(__always)
  private func addModifiers(at first: Int, _ range: Range<Int>, _ table: inout ItemTable) {
    let tag = phrases.items[first].tag
    guard first > range.lowerBound, tag.isAny(of: [.open, .comma, .WP, .WDT, .VBN, .VBG])
    else { return }
    let ends = modifierEnds(from: first, tag, range.upperBound)
    for place in 0..<ends.count {
      add(.modifier, first, Int(ends.places[place]), range, &table)
    }
  }

  private func modifierEnds(from first: Int, _ tag: Tag, _ limit: Int) -> Ends {
    var ends = Ends()
    let isBehindPhrase = phrases.chunks.isInPhrase(first - 1)
    if tag == .open {
      if let close = phrases.closing(first, limit) { ends.insert(close + 1) }
    } else if tag == .comma {
      if isBehindPhrase || phrases.items[first - 1].tag == .close {
        addCommaEnds(first, limit, &ends)
      }
    } else if isBehindPhrase {
      addClauseEnds(first, limit, &ends)
    }
    return ends
  }

  /// The next commas, at most three, within 25 items and no quotation.
  private func addCommaEnds(_ first: Int, _ limit: Int, _ ends: inout Ends) {
    var index = first + 1
    while index < limit, index - first < 25, ends.count < 3 {
      let item = phrases.items[index]
      if item.isQuotation && item.tokens.count > 6 || item.tag == .stop { break }
      if item.tag == .comma { ends.insert(index + 1) }
      index += 1
    }
  }

  /// The starts of the next finite verb groups, at most two, and the next mark, within 20 items
  /// and no quotation.
  private func addClauseEnds(_ first: Int, _ limit: Int, _ ends: inout Ends) {
    var index = first + 2
    while index < limit, index - first < 20, ends.count < 2 {
      let item = phrases.items[index]
      if item.tag == .stop || item.tag == .comma {
        ends.insert(index)
        break
      }
      if item.isQuotation { break }
      if let group = phrases.chunks.group(headedBy: index), group.flags.contains(.finite),
        group.start > first + 1
      {
        ends.insert(group.start)
      }
      index += 1
    }
    if index == limit { ends.insert(limit) }
  }

  /// Where a phrase of time or place that begins at an item ends: "on Monday", "in a statement".
  private func adjunctEnd(at first: Int, limit: Int) -> Int? {
    let item = phrases.items[first]
    if item.words.contains(.day) || item.tag == .CD && first > 0 && phrases.isDay(first - 1) {
      return first + 1
    }
    guard item.words.contains(.preposition) || item.words.contains(.to), first + 1 < limit,
      let phrase = phrases.phraseRight(from: first + 1, limit: limit)
    else { return nil }
    return phrase.upperBound
  }
}
