import NewsSyntax
import NewsText
import RuleEngine

/// What attribution asks of the items of an article, again and again: verbs, marks, quotations.
///
/// A class, one for an article, for every part of attribution holds it: so each holds one reference
/// and not the tables of the article.
final class ParagraphReader: Sendable {
  let analysis: Analysis
  let phrases: Phrases
  let subjects: SubjectFinder
  let rates: CueRates
  /// The sentences that hold a quotation, by their numbers.
  let quoting: [Bool]

  init(_ analysis: Analysis, rates: CueRates) {
    self.analysis = analysis
    let items = analysis.items
    quoting = analysis.sentences.map { $0.items.contains { items[$0].isQuotation } }
    phrases = Phrases(analysis)
    subjects = SubjectFinder(phrases: phrases)
    self.rates = rates
  }

  subscript(index: Int) -> FoldedItem { analysis.items[index] }

  /// What is known of the quotation that an item is.
  func facts(_ index: Int) -> QuotationFacts? {
    analysis.items[index].quotation.map { analysis.quotationFacts[$0] }
  }

  /// Whether a number stands first between the marks of a quotation.
  func opensWithNumber(_ index: Int) -> Bool {
    let first = analysis.items[index].tokens.lowerBound + 1
    let tokens = analysis.document.tokens
    return first < tokens.count && tokens[first].kind == .number
  }

  func isQuotation(_ index: Int) -> Bool { analysis.items[index].isQuotation }

  func has(_ index: Int, _ words: WordClasses) -> Bool {
    !analysis.items[index].words.isDisjoint(with: words)
  }

  /// A main verb other than be, have and do.
  func isFullVerb(_ index: Int) -> Bool {
    analysis.items[index].tag.isVerb && !has(index, .auxiliary)
  }

  /// The rate of a verb left of a quotation, by its lemma and by what follows it.
  func rateBefore(_ verb: Int, _ limit: Int) -> Double {
    rates.rate(analysis.items[verb].lemma, before: follower(of: verb, limit))
  }

  /// The rate of a word in a position, by its lemma alone.
  func rate(_ verb: Int, _ position: CueRates.Position) -> Double {
    rates.rate(analysis.items[verb].lemma, position)
  }

  /// A plain mark such as a comma or a colon.
  func isMark(_ index: Int, _ byte: UInt8) -> Bool {
    let item = analysis.items[index]
    guard !item.isQuotation else { return false }
    let token = analysis.document.tokens[item.tokens.lowerBound]
    return token.end - token.start == 1 && analysis.document.bytes[Int(token.start)] == byte
  }

  func isComma(_ index: Int) -> Bool { analysis.items[index].tag == .comma }

  func isColon(_ index: Int) -> Bool { isMark(index, UInt8(ascii: ":")) }

  /// A dash between clauses.
  func isDash(_ index: Int) -> Bool {
    let item = analysis.items[index]
    guard !item.isQuotation else { return false }
    let token = analysis.document.tokens[item.tokens.lowerBound]
    guard token.kind == .punctuation else { return false }
    let byte = analysis.document.bytes[Int(token.start)]
    return byte == UInt8(ascii: "-") || byte == 0xE2
  }

  /// A dash with digits glued to both sides: "lost 4-0".
  func isScore(_ index: Int) -> Bool {
    let token = analysis.items[index].tokens.lowerBound
    let tokens = analysis.document.tokens
    guard isDash(index), token > 0, token + 1 < tokens.count else { return false }
    return tokens[token - 1].kind == .number && tokens[token + 1].kind == .number
      && tokens[token - 1].end == tokens[token].start
      && tokens[token].end == tokens[token + 1].start
  }

  /// What stands behind a verb.
  func follower(of verb: Int, _ limit: Int) -> Follower {
    let next = verb + 1
    guard next < min(limit, analysis.items.count) else { return .end }
    let item = analysis.items[next]
    if let facts = facts(next) { return facts.capital ? .capitalQuotation : .quotation }
    if item.words.contains(.that), item.tag == .IN { return .that }
    if isColon(next) { return .colon }
    if item.tag == .comma {
      return next + 1 < limit && isQuotation(next + 1) ? .commaQuotation : .comma
    }
    if thatFollows(from: next + 1, limit: min(limit, verb + 7)) { return .phraseThat }
    if item.words.contains(.preposition), item.tag == .IN || item.tag == .TO {
      return .preposition(item.lexeme)
    }
    switch item.tag {
    case .NN, .NNS, .NNP, .NNPS, .DT, .PRPS, .CD, .JJ: return .phrase
    case .PRP: return .pronoun
    case .VB, .VBD, .VBG, .VBN, .VBP, .VBZ, .RB, .IN, .WP, .WRB, .RP, .CC, .MD, .TO:
      return .tag(item.tag)
    default: return .other
    }
  }

  /// Whether an item is the "that" that opens a content; behind a noun ("told members that") the
  /// tagger takes it for a relative.
  func opensContent(_ index: Int) -> Bool {
    guard has(index, .that) else { return false }
    let tag = self[index].tag
    if tag == .IN || tag == .WDT { return true }
    guard tag == .DT, index + 1 < analysis.items.count, !isQuotation(index + 1) else {
      return false
    }
    // "that ministers would resign": no determiner, for what follows is plural or has its own.
    return self[index + 1].tag.isAny(of: [.NNS, .NNPS, .PRP, .PRPS, .DT, .EX])
  }

  /// Whether "that" opens a clause within a few items, with no verb before it.
  func thatFollows(from first: Int, limit: Int) -> Bool {
    var index = first
    while index < limit, index < analysis.items.count {
      let item = analysis.items[index]
      if item.isQuotation || item.tag.isVerb { return false }
      if item.words.contains(.that), item.tag == .IN { return true }
      index += 1
    }
    return false
  }

  /// A source's items without the marks and conjunctions at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper - 1, isEdge(lower) || isLink(lower) { lower += 1 }
    while upper - 1 > lower, isEdge(upper - 1) { upper -= 1 }
    return lower..<upper
  }

  /// Whether an item is a conjunction that belongs to neither side: "neither" and "both" do.
  private func isLink(_ index: Int) -> Bool {
    let item = analysis.items[index]
    return item.tag == .CC && (item.words.contains(.and) || item.words.contains(.but))
  }

  private func isEdge(_ index: Int) -> Bool {
    let tag = analysis.items[index].tag
    return tag == .comma || tag == .colon || tag == .stop
  }
}
