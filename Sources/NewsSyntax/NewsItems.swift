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
  private let facts: [QuotationFacts]
  /// For each item the last verb group that begins there, and for each group the one before that
  /// begins with it, both -1 for none.
  private let lastGroup: [Int32]
  private let groupBefore: [Int32]
  /// What may begin at each item.
  private let beginnings: [UInt8]

  private init(_ analysis: Analysis) {
    phrases = Phrases(analysis)
    facts = analysis.quotationFacts
    let groups = analysis.chunks.verbGroups
    var lastGroup = [Int32](repeating: -1, count: analysis.items.count)
    var groupBefore = [Int32](repeating: -1, count: groups.count)
    var beginnings = NewsItems.beginnings(analysis)
    for (number, group) in groups.enumerated() {
      groupBefore[number] = lastGroup[group.start]
      lastGroup[group.start] = Int32(number)
      beginnings[group.start] |= Beginnings.group
      beginnings[group.head] |= Beginnings.group
    }
    self.lastGroup = lastGroup
    self.groupBefore = groupBefore
    self.beginnings = beginnings
  }

  /// Fills a table with all items of an article; they keep their numbers.
  ///
  /// - Complexity: Linear in the items.
  package static func fill(_ table: inout ItemTable, from analysis: Analysis) {
    table.removeAll()
    table.reserve(analysis.items.count)
    table.append(lexemes: lexemes(of: analysis), classes: classes(of: analysis))
    let reader = NewsItems(analysis)
    for sentence in analysis.sentences { reader.add(sentence.items, to: &table) }
  }

  private static func lexemes(of analysis: Analysis) -> [LexemeID] {
    let items = analysis.items
    return [LexemeID](unsafeUninitializedCapacity: items.count) { lexemes, count in
      for index in items.indices { lexemes.initializeElement(at: index, to: items[index].lexeme) }
      count = items.count
    }
  }

  /// The classes of all items.
  private static func classes(of analysis: Analysis) -> [UInt64] {
    let (items, tokens) = (analysis.items, analysis.document.tokens)
    let (ofTag, ofWriting) = (tagClasses, writtenClasses)
    return [UInt64](unsafeUninitializedCapacity: items.count) { classes, count in
      for index in items.indices {
        let item = items[index]
        var bits = NewsClass.any.bit
        if item.isQuotation {
          bits |= NewsClass.quote.bit
        } else {
          let token = tokens[Int(item.start)]
          bits |= ofTag[Int(item.tag.rawValue)] | ofWriting[writing(of: token)]
          if token.kind == .punctuation, isDash(analysis.document.bytes[Int(token.start)]) {
            bits |= NewsClass.dash.bit
          }
          if item.words.contains(.day) { bits |= NewsClass.day.bit }
        }
        classes.initializeElement(at: index, to: bits)
      }
      count = items.count
    }
  }

  /// The classes that each part of speech tells.
  private static let tagClasses = Tag.allCases.map(NewsItems.classes(of:))

  /// The classes that each way of writing tells, by `writing(of:)`.
  private static let writtenClasses = (UInt8(0)..<8).flatMap { kind in
    (UInt16(0)..<4).map { capitals in
      let kind = Token.Kind(rawValue: kind) ?? .symbol
      return classes(
        of: Token(
          start: 0, end: 0, kind: kind, flags: Token.Flags(rawValue: capitals &* firstCapital)))
    }
  }

  /// How a token is written, as far as classes go: its kind, and its two flags of capitals.
  @inline(__always)
  private static func writing(of token: Token) -> Int {
    Int(token.kind.rawValue) &* 4 &+ Int(token.flags.rawValue / firstCapital) & 3
  }

  /// The lower of the two flags of capitals, which are neighbours.
  private static var firstCapital: UInt16 { Token.Flags.capital.rawValue }

  /// Adds the phrases that begin at the items of a sentence.
  private func add(_ range: Range<Int>, to table: inout ItemTable) {
    // At most so many begin at an item: three noun phrases, three modifiers, one of each other
    // kind; each verb group begins at one and is headed by one.
    table.addSpans(items: range.count, most: 11 * range.count) { spans in
      // Phrases end alike wherever in them one begins.
      var base = range.lowerBound
      var long = range.lowerBound
      for index in range {
        let what = Beginnings(bits: beginnings[index])
        if what.contains(Beginnings.phrase), let phrase = phrases.chunks.phrase(at: index) {
          if phrase.upperBound != base {
            base = phrase.upperBound
            long = phrases.phraseRight(from: index, limit: range.upperBound)?.upperBound ?? base
          }
          add(.phrase, index, base, range, &spans)
          add(.longPhrase, index, long, range, &spans)
          if long != base { add(.longPhrase, index, base, range, &spans) }
        }
        if what.contains(Beginnings.group) { addVerbGroups(at: index, range, &spans) }
        if what.contains(Beginnings.modifier) { addModifiers(at: index, range, &spans) }
        if what.contains(Beginnings.adjunct),
          let end = adjunctEnd(at: index, limit: range.upperBound)
        {
          add(.adjunct, index, end, range, &spans)
        }
        if what.contains(Beginnings.clause) { add(.clause, index, index + 1, range, &spans) }
        if what.contains(Beginnings.tail), let end = tailEnd(at: index, in: range) {
          add(.tail, index, end, range, &spans)
        }
        spans.turnToNextItem()
      }
    }
  }

  @inline(__always)
  private func add(
    _ kind: NewsMention, _ start: Int, _ end: Int, _ range: Range<Int>,
    _ spans: inout ItemTable.SpanWriter
  ) {
    guard end > start, end <= range.upperBound else { return }
    spans.add(kind.rawValue, end: end)
  }

  /// The groups that begin at an item, the longest first, and the group's head by itself.
  @inline(__always)
  private func addVerbGroups(
    at index: Int, _ range: Range<Int>, _ spans: inout ItemTable.SpanWriter
  ) {
    var number = Int(lastGroup[index])
    while number >= 0 {
      add(.verbGroup, index, phrases.chunks.verbGroups[number].head + 1, range, &spans)
      number = Int(groupBefore[number])
    }
    if let group = phrases.chunks.group(headedBy: index), group.start != index {
      add(.verbGroup, index, index + 1, range, &spans)
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
  private func addModifiers(
    at first: Int, _ range: Range<Int>, _ spans: inout ItemTable.SpanWriter
  ) {
    let tag = phrases.items[first].tag
    let ends = modifierEnds(from: first, tag, range.upperBound)
    for place in 0..<ends.count {
      add(.modifier, first, Int(ends.places[place]), range, &spans)
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
