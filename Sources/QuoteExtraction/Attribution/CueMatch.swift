import NewsSyntax
import RuleEngine

/// A rule's match in a sentence, with its items numbered as in the article.
struct CueMatch: Sendable {
  /// The rule, by its index in the pack.
  var rule: Int
  /// The quotation, where the pattern holds it.
  var quotation: Int?
  /// The words of the cue.
  var cue: Range<Int>
  /// The verb, or the first word of the cue.
  var head: Int
  /// The source, where the pattern holds it.
  var source: Range<Int>?
  /// All that the pattern covers.
  var range: Range<Int>
}

/// The matches of one sentence, by construction.
struct CueMatches: Sendable {
  private var found: [(construction: Construction, match: CueMatch)] = []
  /// The words that report nothing, whatever stands beside them.
  var barred: [Range<Int>] = []

  mutating func add(_ match: CueMatch, _ construction: Construction) {
    found.append((construction, match))
  }

  /// The matches of a construction, in text order.
  subscript(construction: Construction) -> some Sequence<CueMatch> {
    found.lazy.filter { $0.construction == construction }.map(\.match)
  }

  /// The match of a construction for one quotation.
  func of(_ construction: Construction, quotation: Int) -> CueMatch? {
    found.first { $0.construction == construction && $0.match.quotation == quotation }?.match
  }
}

/// Decides whether what follows a quotation, or a comma, attributes what stands before it.
struct CueJudge: Sendable {
  let reader: ParagraphReader

  private static let leastAfter = 0.12
  private static let leastInverted = 0.3

  /// Whether a match of a construction is a cue, given the quotation before it, if any.
  func accepts(_ match: CueMatch, _ construction: Construction, quotation: Int?) -> Bool {
    switch construction {
    case .accordingAfter, .parentheticalAccording: true
    case .inverted, .parentheticalInverted: acceptsInverted(match, quotation)
    default: acceptsAfter(match, quotation)
    }
  }

  /// A quotation whose last mark leaves the sentence open.
  private func leavesOpen(_ quotation: Int?) -> Bool {
    guard let quotation, let facts = reader.facts(quotation) else { return false }
    switch facts.last {
    case .comma, .question, .exclamation, .dash: return true
    default: return false
    }
  }

  private func acceptsInverted(_ match: CueMatch, _ quotation: Int?) -> Bool {
    let head = match.head
    guard let source = match.source, source.contains(where: { reader.phrases.canBeSource($0) })
    else { return false }
    if reader[head].tag == .VBG || opensOwnClause(match) { return false }
    if reader.rate(head, .inverted) > CueJudge.leastInverted { return true }
    if quotation == nil { return parts(match) }
    guard let quotation, leavesOpen(quotation), let facts = reader.facts(quotation) else {
      return false
    }
    let tag = reader[head].tag
    let first = reader[source.lowerBound].tag
    let isOpen = facts.capital && facts.wordCount >= 2 && head == quotation + 1
    // "“Maybe it is the soup,” jokes Reed": the tagger takes it for a noun.
    if tag == .NNS { return isOpen && facts.last == .comma && first == .NNP }
    return isOpen && (tag == .VBD || tag == .VBZ) && reader.isFullVerb(head)
      && (first.isAny(of: [.NNP, .DT, .NN, .PRPS, .CD])
        || first == .JJ && source.contains { reader[$0].tag.isName })
  }

  /// "The trouble, argues Cole, an engineer, is that it was “late”": whether a verb that can report
  /// parts a clause, which goes on with a finite verb behind who speaks.
  private func parts(_ match: CueMatch) -> Bool {
    let (head, end) = (match.head, match.range.upperBound)
    guard reader[head].tag.isAny(of: [.VBD, .VBZ, .VBP]),
      reader.rate(head, .after) > CueJudge.leastAfter || reader.has(head, .saying),
      !reader.has(head, [.addressing, .naming])
    else { return false }
    let next = reader.phrases.isFinite(end - 1) ? end - 1 : end
    return next < reader.analysis.items.count && reader.phrases.isFinite(next)
      && reader.isComma(next - 1)
  }

  /// "Reed, citing “costs,” said the mill would close", "Reed, calling it “silly”, said Cole would
  /// pay": what follows the verb has its own verb.
  private func opensOwnClause(_ match: CueMatch) -> Bool {
    guard let quotation = match.quotation, let source = match.source, quotation > 0,
      !reader.isQuotation(quotation - 1),
      reader[quotation - 1].tag.isVerb || reader.facts(quotation)?.capital == false,
      source.upperBound < reader.analysis.items.count
    else { return false }
    return reader[source.upperBound].tag == .MD
      || reader.phrases.isFinite(source.upperBound) && reader.has(source.upperBound, [.be, .have])
  }

  private func acceptsAfter(_ match: CueMatch, _ quotation: Int?) -> Bool {
    let head = match.head
    guard let source = match.source, source.contains(where: { reader.phrases.canBeSource($0) }),
      !reader.has(head, [.be, .do]), !isRelative(source, match.quotation),
      source.count > 1 || !reader.has(source.lowerBound, .day)
    else { return false }
    let rate = reader.rate(head, .after)
    let tag = reader[head].tag
    var accepted = rate > CueJudge.leastAfter
    if tag == .VBN, rate < 0.5,
      !(match.cue.lowerBound..<head).contains(where: { reader.has($0, .have) })
    {
      // A participle right behind a name is a past tense that the tagger missed.
      accepted = accepted && head == source.upperBound && endsClause(head + 1)
    }
    if tag == .VB {
      // "would say", "was heard to say"
      accepted = accepted && match.cue.contains { reader[$0].tag == .MD || reader[$0].tag == .TO }
    }
    if accepted { return true }
    guard let quotation, leavesOpen(quotation), let facts = reader.facts(quotation),
      // "“Shame!” as a car passed"
      source.lowerBound > quotation,
      reader.isQuotation(source.lowerBound - 1) || !reader.has(source.lowerBound - 1, .as)
    else { return false }
    let plain = !match.range.contains { $0 > quotation + 1 && reader.isComma($0) }
    // "“Any bus will do,” another agreed": a past tense that the tagger missed.
    let isPast =
      tag == .VBD || tag == .VBN && head == source.upperBound && endsClause(head + 1)
      || isMissed(match)
    return plain && (isPast || tag == .VBZ || tag == .VBP) && !reader.has(head, .have)
      && (facts.last == .comma || endsClause(match.cue.upperBound)
        || reader.phrases.isPhrasal(head, limit: reader.analysis.items.count))
      && head - source.lowerBound <= 8
      && (facts.capital || facts.wordCount >= 5)
  }

  /// "“Any bus,” another agreed": a past tense that the tagger took for a noun or a participle
  /// right behind a word that stands for somebody without a noun.
  private func isMissed(_ match: CueMatch) -> Bool {
    guard let source = match.source, match.head == source.upperBound,
      reader[match.head].tag.isAny(of: [.NN, .VBN])
    else { return false }
    return source.allSatisfy { reader[$0].tag.isAny(of: [.DT, .JJ]) }
  }

  /// "the “old mill,” which said nothing": a relative behind a quotation.
  private func isRelative(_ source: Range<Int>, _ quotation: Int?) -> Bool {
    guard quotation != nil, source.count == 1 else { return false }
    let tag = reader[source.lowerBound].tag
    return tag == .WP || tag == .WDT
  }

  private func endsClause(_ index: Int) -> Bool {
    guard index < reader.analysis.items.count else { return true }
    let tag = reader[index].tag
    return tag == .stop || tag == .comma
  }

  /// Whether a quotation that ends without a mark, or is a title, may take a cue behind it.
  func allows(
    _ match: CueMatch, _ construction: Construction, quotation: Int, in sentence: Range<Int>
  ) -> Bool {
    guard let facts = reader.facts(quotation) else { return false }
    let comma = quotation + 1 < sentence.upperBound && reader.isComma(quotation + 1)
    let inverted = construction == .inverted
    if !comma, facts.last == .none || facts.last == .semicolon, construction != .accordingAfter,
      !puts(match, quotation)
    {
      if !inverted, facts.wordCount < 4 { return false }
      let plain = reader.has(match.head, .saying)
      let whole = facts.wordCount >= 6 && facts.capital && quotation == sentence.lowerBound
      if !inverted, !plain, !(whole && reader.rate(match.head, .after) > 0.2) { return false }
    }
    if facts.wordCount <= 6, facts.titleCase, facts.last == .comma, quotation > sentence.lowerBound,
      isTitle(quotation, in: sentence)
    {
      return false
    }
    return !cueStandsBefore(quotation, facts, match, construction, sentence)
  }

  /// "“the swindle” as Cole calls it"
  private func puts(_ match: CueMatch, _ quotation: Int) -> Bool {
    guard let source = match.source, source.lowerBound == quotation + 2,
      match.head + 1 < reader.analysis.items.count
    else { return false }
    return reader.has(quotation + 1, .as) && reader[match.head + 1].tag == .PRP
  }

  /// A strong cue directly left of a fragment beats a weak one behind it.
  private func cueStandsBefore(
    _ quotation: Int, _ facts: QuotationFacts, _ match: CueMatch, _ construction: Construction,
    _ sentence: Range<Int>
  ) -> Bool {
    guard construction == .after, quotation > sentence.lowerBound,
      !reader.isQuotation(quotation - 1)
    else { return false }
    if opensWithCue(quotation, sentence) { return true }
    guard !facts.capital else { return false }
    let window = max(sentence.lowerBound, quotation - 3)..<quotation
    guard let verb = window.last(where: { reader.isFullVerb($0) }) else { return false }
    return reader.rateBefore(verb, sentence.upperBound) > 0.3
      && reader.rate(match.head, .after) < 0.5
  }

  /// "When Cole called it “a gift,” Reed laughed": a subordinate clause with its own subject and
  /// cue, up to the quotation, opens the sentence.
  private func opensWithCue(_ quotation: Int, _ sentence: Range<Int>) -> Bool {
    let window = sentence.lowerBound..<quotation
    guard
      let opener = window.prefix(3).first(where: {
        !reader[$0].tag.isAdverb && reader[$0].tag != .CC
      }),
      reader.has(opener, [.subordinator, .concession]), reader[opener].tag != .DT,
      let verb = window.last(where: { reader.isFullVerb($0) && reader.phrases.isFinite($0) }),
      verb > opener + 1, reader.rateBefore(verb, quotation + 1) > 0.3
    else { return false }
    let commas = (verb..<max(verb, quotation - 1)).count(where: { reader.isComma($0) })
    if commas == 1, reader.isComma(verb + 1), reader.isComma(quotation - 1) {
      // "When Cole asks, in the last scene, “Who is there?”, he finds"
      return true
    }
    guard commas == 0 else { return false }
    return verb == quotation - 2 || !reader.isComma(quotation - 1)
  }

  /// Whether a quotation is the title of a work: capitals, behind "'s", "on", "the film".
  func isTitle(_ quotation: Int, in sentence: Range<Int>) -> Bool {
    guard let facts = reader.facts(quotation), quotation > sentence.lowerBound else { return false }
    var before = reader[quotation - 1]
    if before.tag == .comma, quotation - 1 > sentence.lowerBound,
      reader[quotation - 2].words.contains(.workNoun)
    {
      // "In her memoir, “The Long Rain,” Cole wrote"
      before = reader[quotation - 2]
    }
    guard !before.isQuotation else { return false }
    let work = before.words.contains(.workNoun) || before.tag == .POS
    // "a petition titled “Hands off our goose”"
    if before.words.contains(.workNoun), before.tag == .VBN { return true }
    if facts.mostlyCapitals, facts.wordCount <= 7, quotation + 1 < reader.analysis.items.count,
      work || before.words.contains(.place) && before.tag == .IN && reader.rateIsLow(quotation)
    {
      return true
    }
    return facts.titleCase && facts.wordCount <= 6
      && (work || before.words.contains(.place))
  }
}

extension ParagraphReader {
  /// Whether no verb that attributes stands directly before the preposition left of a quotation.
  fileprivate func rateIsLow(_ quotation: Int) -> Bool {
    guard quotation >= 2, self[quotation - 2].tag.isVerb else { return true }
    return rate(quotation - 2, .before) < 0.3
  }
}
