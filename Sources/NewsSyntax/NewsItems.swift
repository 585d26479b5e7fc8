package import NewsText
package import RuleEngine

/// The classes that patterns name in square brackets, as news grammar fills them.
package enum NewsClass: Int, CaseIterable, Sendable {
  case word, number, capitalised, allcaps, quote, comma, stop, dash, colon, open, close, symbol
  case currency, noun, name, verb, finite, base, past, present, gerund, participle, modal
  case adjective, adverb, pronoun, determiner, possessive, clitic, preposition, conjunction, wh
  case to, particle, any, day, lower

  /// The name in a pattern.
  package var name: String { self == .clitic ? "clitic-s" : String(describing: self) }

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
    mentions: Dictionary(uniqueKeysWithValues: NewsMention.allCases.map { ($0.name, $0.rawValue) }))
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
  private var lastGroup: [Int32]
  private var groupBefore: [Int32]
  /// For each item the finite verb of the clause that begins there, or -1.
  private var clauseVerb: [Int32]
  private var ends: [Int] = []

  private init(_ analysis: Analysis) {
    phrases = Phrases(analysis)
    document = analysis.document
    facts = analysis.quotationFacts
    let groups = analysis.chunks.verbGroups
    lastGroup = Array(repeating: -1, count: analysis.items.count)
    groupBefore = Array(repeating: -1, count: groups.count)
    clauseVerb = Array(repeating: -1, count: analysis.items.count)
    for (number, group) in groups.enumerated() {
      groupBefore[number] = lastGroup[group.start]
      lastGroup[group.start] = Int32(number)
    }
  }

  /// Fills a table with all items of an article; they keep their numbers.
  ///
  /// - Complexity: Linear in the items.
  package static func fill(_ table: inout ItemTable, from analysis: Analysis) {
    table.removeAll()
    table.reserve(analysis.items.count)
    var reader = NewsItems(analysis)
    for sentence in analysis.sentences { reader.add(sentence.items, to: &table) }
  }

  private mutating func add(_ range: Range<Int>, to table: inout ItemTable) {
    findClauses(range)
    // Phrases end alike wherever in them one begins.
    var base = range.lowerBound
    var long = range.lowerBound
    for index in range {
      let item = phrases.items[index]
      table.append(lexeme: item.lexeme, classes: classes(of: item))
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
      if let end = tailEnd(at: index, in: range) { add(.tail, index, end, range, &table) }
    }
  }

  private func add(
    _ kind: NewsMention, _ start: Int, _ end: Int, _ range: Range<Int>, _ table: inout ItemTable
  ) {
    guard end > start, end <= range.upperBound else { return }
    table.addSpan(kind.rawValue, end: end)
  }

  /// The groups that begin at an item, the longest first, and the group's head by itself.
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

  private mutating func addModifiers(at index: Int, _ range: Range<Int>, _ table: inout ItemTable) {
    ends.removeAll(keepingCapacity: true)
    addModifierEnds(at: index, in: range)
    guard !ends.isEmpty else { return }
    ends.sort(by: >)
    for end in ends { add(.modifier, index, end, range, &table) }
  }

  /// The classes of one item.
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
  private mutating func findClauses(_ range: Range<Int>) {
    // The verb ahead, where a noun has been seen, and where none has.
    var seen: Int32 = -1
    var unseen: Int32 = -1
    for index in range.reversed() {
      switch phrases.items[index].tag {
      case .NN, .NNS, .NNP, .NNPS, .PRP, .DT, .CD, .WP, .EX: unseen = seen
      case .VBD, .VBZ, .VBP, .MD:
        seen = Int32(index)
        unseen = -1
      case .comma, .colon, .stop, .IN, .CC, .VBG, .TO, .quotation:
        seen = -1
        unseen = -1
      default: break
      }
      clauseVerb[index] = Int(unseen) - index < NewsItems.clauseReach ? unseen : -1
    }
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
  private func tailEnd(at first: Int, in range: Range<Int>) -> Int? {
    guard first > range.lowerBound, let quotation = phrases.items[first - 1].quotation,
      facts[quotation].last == .comma,
      !phrases.items[first].tag.isVerb, phrases.items[first].tag != .IN
    else { return nil }
    for index in first..<min(first + 14, range.upperBound) {
      let item = phrases.items[index]
      if item.isQuotation { return nil }
      switch item.tag {
      case .comma, .stop, .colon, .WP, .WDT, .WRB, .WPS, .CC: return nil
      default: break
      }
      if let group = phrases.chunks.group(headedBy: index), group.flags.contains(.finite) {
        return group.start > first ? group.start : nil
      }
    }
    return nil
  }

  /// Where a modifier that begins at an item may end: each item after it.
  private mutating func addModifierEnds(at first: Int, in range: Range<Int>) {
    guard first > range.lowerBound else { return }
    switch phrases.items[first].tag {
    case .open:
      if let close = phrases.closing(first, range.upperBound) { ends.append(close + 1) }
    case .comma:
      guard phrases.chunks.isInPhrase(first - 1) || phrases.items[first - 1].tag == .close else {
        return
      }
      addCommaEnds(first, range.upperBound)
    case .WP, .WDT, .VBN, .VBG:
      guard phrases.chunks.isInPhrase(first - 1) else { return }
      addClauseEnds(first, range.upperBound)
    default: break
    }
  }

  /// The next commas, at most two, within 25 items and no quotation.
  private mutating func addCommaEnds(_ first: Int, _ limit: Int) {
    var index = first + 1
    while index < limit, index - first < 25, ends.count < 3 {
      let item = phrases.items[index]
      if item.isQuotation && item.tokens.count > 6 || item.tag == .stop { break }
      if item.tag == .comma { ends.append(index + 1) }
      index += 1
    }
  }

  /// The starts of the next finite verb groups, at most two, and the next mark, within 20 items
  /// and no quotation.
  private mutating func addClauseEnds(_ first: Int, _ limit: Int) {
    var index = first + 2
    while index < limit, index - first < 20, ends.count < 2 {
      let item = phrases.items[index]
      if item.tag == .stop || item.tag == .comma {
        ends.append(index)
        break
      }
      if item.isQuotation { break }
      if let group = phrases.chunks.group(headedBy: index), group.flags.contains(.finite),
        group.start > first + 1
      {
        ends.append(group.start)
      }
      index += 1
    }
    if index == limit { ends.append(limit) }
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
