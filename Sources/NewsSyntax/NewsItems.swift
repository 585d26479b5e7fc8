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

/// Turns folded items into what patterns are matched against.
package struct NewsItems: Sendable {
  private let phrases: Phrases
  private let document: Document
  private let facts: [QuotationFacts]

  package init(_ analysis: Analysis) {
    phrases = Phrases(analysis)
    document = analysis.document
    facts = analysis.quotationFacts
  }

  /// The items of a sentence, in the matcher's form.
  package func items(in range: Range<Int>) -> [Item] {
    range.map { index in
      let item = phrases.items[index]
      return Item(tokens: item.tokens, lexeme: item.lexeme, classes: classes(of: item))
    }
  }

  /// The classes of one item.
  private func classes(of item: FoldedItem) -> UInt64 {
    var bits = NewsClass.any.bit
    guard !item.isQuotation else { return bits | NewsClass.quote.bit }
    bits |= NewsItems.classes(of: item.tag)
    let token = document.tokens[item.tokens.lowerBound]
    bits |= NewsItems.classes(of: token)
    if token.kind == .punctuation, NewsItems.isDash(document.bytes[Int(token.start)]) {
      bits |= NewsClass.dash.bit
    }
    if item.words.contains(.day) { bits |= NewsClass.day.bit }
    return bits
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

  /// The phrases of a sentence, by the sentence's own item numbers.
  package func mentions(in range: Range<Int>) -> [Mention] {
    var found: [Mention] = []
    func add(_ kind: NewsMention, _ start: Int, _ end: Int) {
      guard end > start, end <= range.upperBound else { return }
      found.append(
        Mention(
          mentionClass: kind.rawValue,
          items: start - range.lowerBound..<end - range.lowerBound))
    }
    for index in range {
      if let base = phrases.chunks.phrase(at: index) {
        add(.phrase, index, base.upperBound)
        if let long = phrases.phraseRight(from: index, limit: range.upperBound) {
          add(.longPhrase, index, long.upperBound)
          if long.upperBound != base.upperBound { add(.longPhrase, index, base.upperBound) }
        }
      }
      if let group = phrases.chunks.group(headedBy: index) {
        add(.verbGroup, group.start, index + 1)
        if group.start != index { add(.verbGroup, index, index + 1) }
      }
      for end in modifierEnds(at: index, in: range) { add(.modifier, index, end) }
      if let end = adjunctEnd(at: index, limit: range.upperBound) { add(.adjunct, index, end) }
      if phrases.startsClause(at: index, limit: range.upperBound, within: 14) {
        add(.clause, index, index + 1)
      }
      if let end = tailEnd(at: index, in: range) { add(.tail, index, end) }
    }
    return found
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
  private func modifierEnds(at first: Int, in range: Range<Int>) -> [Int] {
    guard first > range.lowerBound else { return [] }
    let item = phrases.items[first]
    switch item.tag {
    case .open:
      return phrases.closing(first, range.upperBound).map { [$0 + 1] } ?? []
    case .comma:
      guard phrases.chunks.isInPhrase(first - 1) || phrases.items[first - 1].tag == .close else {
        return []
      }
      return commaEnds(first, range.upperBound)
    case .WP, .WDT, .VBN, .VBG:
      guard phrases.chunks.isInPhrase(first - 1) else { return [] }
      return clauseEnds(first, range.upperBound)
    default:
      return []
    }
  }

  /// The next commas, at most two, within 25 items and no quotation.
  private func commaEnds(_ first: Int, _ limit: Int) -> [Int] {
    var ends: [Int] = []
    var index = first + 1
    while index < limit, index - first < 25, ends.count < 3 {
      let item = phrases.items[index]
      if item.isQuotation && item.tokens.count > 6 || item.tag == .stop { break }
      if item.tag == .comma { ends.append(index + 1) }
      index += 1
    }
    return ends
  }

  /// The starts of the next finite verb groups, at most two, and the next mark, within 20 items
  /// and no quotation.
  private func clauseEnds(_ first: Int, _ limit: Int) -> [Int] {
    var ends: [Int] = []
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
    return ends
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
