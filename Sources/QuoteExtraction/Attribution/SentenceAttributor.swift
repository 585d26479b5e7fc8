import NewsSyntax

/// Attributes the quotations of one sentence, left to right.
///
/// For each: a cue right behind it; else the second part of a split quote; else a cue set off by
/// commas elsewhere; else a colon; else the verb or noun before it that governs it.
struct SentenceAttributor: Sendable {
  let reader: ParagraphReader
  let judge: CueJudge
  let search: CueSearch
  let bounds: ContentBounds
  let thresholds: Thresholds

  /// What one pass over a sentence carries along.
  struct State {
    var sentence: FoldedSentence
    var number: Int
    var matches: CueMatches
    var drafts: [QuoteDraft] = []
    var taken: ItemSet
    /// The last draft with a cue behind its quotation, which later parts may join.
    var last: Int?

    init(sentence: FoldedSentence, number: Int, matches: CueMatches) {
      self.sentence = sentence
      self.number = number
      self.matches = matches
      taken = ItemSet(in: sentence.items)
    }

    var range: Range<Int> { sentence.items }

    mutating func take(_ draft: QuoteDraft) {
      for part in draft.parts { taken.insert(part) }
      drafts.append(draft)
      last = drafts.count - 1
    }
  }

  func attribute(_ sentence: FoldedSentence, number: Int, matches: CueMatches) -> [QuoteDraft] {
    var state = State(sentence: sentence, number: number, matches: matches)
    for quotation in sentence.items where reader.isQuotation(quotation) {
      guard !state.taken.contains(quotation) else { continue }
      if takeCueAfter(quotation, &state) { continue }
      if takeSecondPart(quotation, &state) { continue }
      if takeSetOff(quotation, &state) { continue }
      if takeColon(quotation, &state) { continue }
      if takeGoverning(quotation, &state) { continue }
      takeNameColon(quotation, &state)
    }
    return state.drafts
  }

  // MARK: A cue right behind the quotation

  private func takeCueAfter(_ quotation: Int, _ state: inout State) -> Bool {
    for construction in [Construction.accordingAfter, .inverted, .after] {
      guard let match = state.matches.of(construction, quotation: quotation),
        judge.accepts(match, construction, quotation: quotation),
        judge.allows(match, construction, quotation: quotation, in: state.range)
      else { continue }
      var draft = QuoteDraft(
        construction: construction, rule: match.rule, cue: match.head, cueRange: match.cue,
        source: match.source, parts: [], end: match.range.upperBound, sentence: state.number)
      let start = contentStart(quotation, state)
      var last = quotation
      if construction != .accordingAfter, let second = secondSource(after: match, state) {
        // "No," Cole said, according to the Post: the paper is the source of all of it.
        last = match.range.upperBound - 1
        draft.construction = .accordingAfter
        draft.rule = nil
        draft.cue = second.head
        draft.cueRange = second.cue
        draft.source = second.source
        draft.end = second.range.upperBound
      }
      draft.parts = [start..<last + 1]
      state.drafts.removeAll { old in
        (old.parts.first?.lowerBound ?? 0) >= start
          || old.cue.map { start <= $0 && $0 <= quotation } ?? false
      }
      state.take(draft)
      return true
    }
    return false
  }

  /// Where the content before a cue begins: with the quotation, or with the words before it.
  private func contentStart(_ quotation: Int, _ state: State) -> Int {
    let range = state.range
    guard quotation > range.lowerBound else { return quotation }
    let facts = reader.facts(quotation)
    if reader.isComma(quotation - 1) || reader.isColon(quotation - 1), facts?.capital == true {
      return quotation
    }
    var start = range.lowerBound
    if let last = state.last, last < state.drafts.count {
      start = max(start, state.drafts[last].end)
    }
    while start < quotation, reader[start].tag.isAny(of: [.comma, .stop, .colon]) { start += 1 }
    if start < quotation, reader.isDash(quotation - 1) || reader[quotation - 1].tag == .open {
      // "The plan – “a farce”, according to Cole – was passed"
      return quotation
    }
    return min(start, quotation)
  }

  /// ", according to the Post" behind a cue, with no verb between.
  private func secondSource(after match: CueMatch, _ state: State) -> CueMatch? {
    state.matches[.parentheticalAccording].first { second in
      second.head >= match.range.upperBound && second.head - match.range.upperBound < 22
        && !(match.range.upperBound..<second.head).contains {
          reader.isQuotation($0) || reader[$0].tag.isVerb
        }
    }
  }

  // MARK: The second part of a split quote

  private func takeSecondPart(_ quotation: Int, _ state: inout State) -> Bool {
    guard let last = state.last, last < state.drafts.count else { return false }
    let draft = state.drafts[last]
    guard draft.construction.followsQuotation else { return false }
    if judge.isTitle(quotation, in: state.range) { return true }
    let between = draft.end..<max(draft.end, quotation)
    var verbs = between.filter { reader.isFullVerb($0) && reader.rate($0, .before) > 0.25 }
    let mark =
      quotation > state.range.lowerBound
      && (reader.isComma(quotation - 1) || reader.isColon(quotation - 1))
    if quotation - 2 > draft.end, mark, reader.isFullVerb(quotation - 2) { verbs = [quotation - 2] }
    let facts = reader.facts(quotation)
    guard verbs.isEmpty, !isDescribing(quotation, behind: draft),
      mark || (facts?.wordCount ?? 0) >= 3
    else { return false }
    var start = quotation
    if !(mark && facts?.capital == true) {
      let comma = between.first { reader.isComma($0) }
      if let comma, comma + 1 < quotation {
        if !isAside(comma + 1..<quotation, closed: mark) {
          start = comma + 1
        } else if !mark, let last = between.last(where: { reader.isComma($0) }), last > comma {
          // "said Reed, whose side lost, | but “we stopped”"
          start = last + 1
        }
      }
    }
    let end = bounds.last(cue: draft.cue, quotation: quotation, limit: state.range.upperBound)
    state.drafts[last].parts.append(start..<end + 1)
    state.taken.insert(start..<end + 1)
    return true
  }

  /// "“It is late,” said Cole, who was “tired of it”": whether a quotation stands in a clause of
  /// its own about the source of a draft.
  private func isDescribing(_ quotation: Int, behind draft: QuoteDraft) -> Bool {
    guard draft.end < quotation, !reader.isComma(quotation - 1), !reader.isColon(quotation - 1)
    else { return false }
    return (draft.end..<quotation).contains { reader[$0].tag.isAny(of: [.WP, .WDT]) }
  }

  /// "“I came in May,” says Wei, 23, a nurse from Harrow, “and stayed.”": whether what stands
  /// between the comma behind a cue and the next quotation tells of who speaks, or how, and is no
  /// part of what was said.
  ///
  /// - Parameter closed: Whether a comma or colon stands before the quotation.
  private func isAside(_ range: Range<Int>, closed: Bool) -> Bool {
    guard let first = range.first else { return false }
    if reader[first].tag == .VBG { return true }
    guard reader[first].tag != .CC, !reader.opensContent(first) else { return false }
    let isRelative = reader[first].tag.isAny(of: [.WP, .WDT, .WPS])
    guard closed || isRelative && range.contains(where: { reader.isComma($0) }) else {
      return false
    }
    if isRelative
      || reader.has(first, [.subordinator, .concession])
    {
      return true
    }
    return !range.contains { reader.phrases.isFinite($0) || reader.isQuotation($0) }
  }

  // MARK: Colons

  private func takeColon(_ quotation: Int, _ state: inout State) -> Bool {
    let range = state.range
    guard quotation - 1 > range.lowerBound, reader.isColon(quotation - 1),
      (reader.facts(quotation)?.wordCount ?? 0) >= 2
    else { return false }
    // "Asked about the vote, Reed was brief: “No.”": what was asked is no clause of who answers.
    let isAsked = reader.opensWithQuestion(range)
    let comma = (range.lowerBound..<quotation - 1).last { reader.isComma($0) }
    let clause = isAsked ? comma ?? range.lowerBound : range.lowerBound
    let verbs = (clause..<quotation - 1).filter {
      reader[$0].tag.isVerb && !reader.has($0, [.be, .have])
    }
    if takeNameColon(quotation, &state) { return true }
    let governing = search.best(
      before: quotation, in: range, used: [], barred: state.matches.barred)
    guard (governing?.score ?? 0) < 0.3 || isAsked && (governing?.head ?? 0) <= clause else {
      return false
    }
    let finite = verbs.filter {
      reader.phrases.isFinite($0) && !(isAsked && $0 == range.lowerBound)
    }
    let pool = finite.isEmpty && !isAsked ? verbs : finite
    guard
      let best = pool.max(by: { reader.rate($0, .before) < reader.rate($1, .before) })
        ?? copula(before: quotation, range, least: isAsked ? 2 : 4)
    else { return false }
    var draft = QuoteDraft(
      construction: .colon, cue: best, cueRange: best..<best + 1,
      parts: [quotation..<quotation + 1],
      end: quotation + 1, sentence: state.number, score: 0.3)
    setSubject(&draft, of: best, range)
    state.take(draft)
    return true
  }

  /// "Reed was less pleased: “We were never asked.”": a whole sentence behind the colon.
  private func copula(before quotation: Int, _ range: Range<Int>, least: Int) -> Int? {
    guard let facts = reader.facts(quotation), facts.capital, facts.wordCount >= least,
      !facts.titleCase || least < 4 && facts.last != .none,
      !(quotation + 1..<range.upperBound).contains(where: { reader.phrases.isFinite($0) })
    else { return nil }
    return (range.lowerBound..<quotation - 1).last { reader.phrases.isFinite($0) }
  }

  @discardableResult
  private func takeNameColon(_ quotation: Int, _ state: inout State) -> Bool {
    guard let match = state.matches.of(.nameColon, quotation: quotation),
      let source = match.source, source.count <= 8, opensLine(match, source, in: state.range)
    else { return false }
    state.take(
      QuoteDraft(
        construction: .nameColon, cue: match.head, cueRange: match.cue, source: source,
        parts: [quotation..<quotation + 1], end: quotation + 1, sentence: state.number, score: 0.6))
    return true
  }

  /// Whether nothing but who speaks stands before a colon, or, with a noun for what is said, in the
  /// clause before it: "Reed’s answer was short:", "To critics, she has a message:".
  private func opensLine(_ match: CueMatch, _ source: Range<Int>, in range: Range<Int>) -> Bool {
    if reader[match.cue.lowerBound].tag.isNoun {
      let first = match.range.lowerBound
      guard match.quotation.flatMap(reader.facts)?.wordCount ?? 0 > 1 else { return false }
      return first == range.lowerBound || reader.isQuotation(first - 1)
        || reader[first - 1].tag.isAny(of: [.comma, .CC])
    }
    return !(range.lowerBound..<match.range.upperBound).contains { reader[$0].tag.isVerb }
      && (source.lowerBound == range.lowerBound
        || !reader[source.lowerBound - 1].tag.isAny(of: [.IN, .TO]))
      && !reader.phrases.isPronoun(source.lowerBound)
  }

  // MARK: The verb or noun before it

  private func takeGoverning(_ quotation: Int, _ state: inout State) -> Bool {
    let range = state.range
    let used = Set(
      state.drafts.filter { $0.construction.followsQuotation }
        .compactMap(\.cue))
    guard var cue = governingCue(quotation, range, used, state.matches.barred),
      cue.score >= thresholds.least(for: quotation, reader),
      !judge.isTitle(quotation, in: range)
    else { return false }
    if !cue.isNoun {
      let outer = search.outermost(of: cue.head, in: range, barred: state.matches.barred)
      if !used.contains(outer) { cue.head = outer }
    }
    if let same = state.drafts.first(where: { $0.cue == cue.head }) {
      if same.construction.followsQuotation, isDescribing(quotation, behind: same) { return false }
      if isClosed(same, quotation) {
        let barred = state.matches.barred + [cue.head..<cue.head + 1]
        guard let other = governingCue(quotation, range, used, barred), !other.isNoun,
          other.score >= thresholds.least(for: quotation, reader), other.head > same.end
        else { return false }
        cue = other
      }
    }
    let last = bounds.last(cue: cue.head, quotation: quotation, limit: range.upperBound)
    if let same = state.drafts.firstIndex(where: { $0.cue == cue.head }) {
      extend(same, to: quotation, last, &state)
      return true
    }
    state.take(governingDraft(cue, quotation, last, state))
    return true
  }

  /// "called it “a farce”, and her deputy wants “an end to it”": whether what a cue governs is no
  /// clause, and one with a subject of its own stands between that and a quotation.
  private func isClosed(_ draft: QuoteDraft, _ quotation: Int) -> Bool {
    guard !draft.construction.followsQuotation, let part = draft.parts.last,
      part.upperBound < quotation,
      !part.contains(where: { !reader.isQuotation($0) && reader.phrases.isFinite($0) })
    else { return false }
    return (part.upperBound..<quotation).contains { link in
      guard reader[link].tag == .CC || reader.has(link, .concession),
        let subject = reader.phrases.phraseRight(from: link + 1, limit: quotation)
      else { return false }
      let verb = (subject.upperBound..<quotation).first { !reader[$0].tag.isAdverb }
      return verb.map { reader.phrases.isFinite($0) } ?? false
    }
  }

  private func governingCue(
    _ quotation: Int, _ range: Range<Int>, _ used: Set<Int>, _ barred: [Range<Int>]
  ) -> CueSearch.Candidate? {
    let mark =
      quotation - 2 >= range.lowerBound
      && (reader.isComma(quotation - 1) || reader.isColon(quotation - 1))
    if mark, reader.isFullVerb(quotation - 2), let facts = reader.facts(quotation), facts.capital,
      facts.wordCount >= 2
    {
      return CueSearch.Candidate(head: quotation - 2, score: 1)
    }
    return search.best(before: quotation, in: range, used: used, barred: barred)
  }

  /// A quotation under a cue that already has content extends it.
  private func extend(_ index: Int, to quotation: Int, _ last: Int, _ state: inout State) {
    let draft = state.drafts[index]
    if draft.construction.followsQuotation {
      var start = quotation
      if !(reader.isComma(quotation - 1) && reader.facts(quotation)?.capital == true),
        let comma = (draft.end..<max(draft.end, quotation)).first(where: { reader.isComma($0) })
      {
        start = comma + 1
      }
      state.drafts[index].parts.append(start..<last + 1)
      state.taken.insert(start..<last + 1)
    } else if let part = draft.parts.last {
      let joined = part.lowerBound..<max(last + 1, part.upperBound)
      state.drafts[index].parts[draft.parts.count - 1] = joined
      state.taken.insert(joined)
    }
  }

  private func governingDraft(
    _ cue: CueSearch.Candidate, _ quotation: Int, _ last: Int, _ state: State
  ) -> QuoteDraft {
    let range = state.range
    let start = bounds.start(cue: cue.head, quotation: quotation, isNoun: cue.isNoun)
    var draft = QuoteDraft(
      construction: cue.isNoun ? .noun : .governing, cue: cue.head,
      cueRange: cue.head..<cue.head + 1, parts: [start..<last + 1], end: last + 1,
      sentence: state.number, score: cue.score)
    if reader.has(cue.head, .according) {
      draft.construction = .accordingBefore
      draft.cueRange = cue.head..<cue.head + 2
      draft.source = reader.phrases.phraseRight(from: cue.head + 2, limit: range.upperBound)
    } else if cue.isNoun {
      draft.source = reader.nounSource(cue.head, range)
    } else if let source = sourceBeforeColon(cue.head, quotation, range) {
      draft.source = source
      draft.parts = [quotation..<last + 1]
    } else {
      setSubject(&draft, of: cue.head, range)
      cutAgent(&draft)
      addMovedParts(&draft, range)
    }
    return draft
  }

  /// "was dismissed as “a joke” | by the union": whose judgement it is, is no part of it.
  private func cutAgent(_ draft: inout QuoteDraft) {
    guard let source = draft.source, let part = draft.parts.last,
      case let by = source.lowerBound - 1, by > part.lowerBound, by < part.upperBound,
      reader.has(by, .by), !(by..<part.upperBound).contains(where: { reader.isQuotation($0) })
    else { return }
    draft.parts[draft.parts.count - 1] = part.lowerBound..<by
    draft.end = by
  }

  /// "It was late, says the chef: “We sold out.”": who stands between the cue behind a comma and
  /// the colon before the quotation.
  private func sourceBeforeColon(_ cue: Int, _ quotation: Int, _ range: Range<Int>) -> Range<Int>? {
    let colon = quotation - 1
    guard cue > range.lowerBound, reader.isComma(cue - 1), cue + 1 < colon, reader.isColon(colon),
      reader.phrases.isFinite(cue), reader.has(cue, .saying), !reader.has(cue, .addressing),
      (cue + 1..<colon).contains(where: { reader[$0].tag.isName || reader[$0].tag == .NN }),
      !isNamed(reader.subjects.subject(of: cue, in: range), before: cue),
      (cue + 1..<colon).allSatisfy({
        let tag = reader[$0].tag
        return !tag.isVerb && !tag.isAny(of: [.comma, .IN, .TO, .CC]) && !reader.isQuotation($0)
      })
    else { return nil }
    return cue + 1..<colon
  }

  /// Whether a subject is a name, or a noun with its article, without a verb of its own before the
  /// cue: who may say something.
  private func isNamed(_ subject: SubjectFinder.Subject?, before cue: Int) -> Bool {
    guard case .phrase(let found) = subject,
      found.contains(where: { reader[$0].tag.isName }) || reader[found.lowerBound].tag == .DT
    else { return false }
    let rest = found.upperBound..<max(found.upperBound, cue - 1)
    return reader.isComma(found.upperBound) || !rest.contains { reader.phrases.isFinite($0) }
  }

  private func setSubject(_ draft: inout QuoteDraft, of verb: Int, _ range: Range<Int>) {
    switch reader.subjects.subject(of: verb, in: range) {
    case .phrase(let source): draft.source = source
    case .agentless: draft.agentless = true
    case nil:
      // "“Sarah” said: “It was late.”": a name that is not the real one.
      if verb > range.lowerBound, let facts = reader.facts(verb - 1), facts.titleCase,
        facts.wordCount <= 2, facts.last == .none
      {
        draft.source = verb - 1..<verb
      }
    }
  }

  /// What stands before the source but belongs to the content: the subject of "was dubbed".
  private func addMovedParts(_ draft: inout QuoteDraft, _ range: Range<Int>) {
    guard let cue = draft.cue else { return }
    guard reader[cue].tag == .VBN, reader.has(cue, .naming), draft.agentless || draft.source != nil
    else { return }
    let before = reader.phrases.beforeGroup(cue, lowest: range.lowerBound)
    let passive =
      before < cue && (max(before, range.lowerBound)..<cue).contains { reader.has($0, .be) }
    guard passive, before >= range.lowerBound,
      let subject = reader.phrases.phraseLeft(endingAt: before, lowest: range.lowerBound),
      reader[subject.lowerBound].tag != .WP, reader[subject.lowerBound].tag != .WDT
    else { return }
    draft.parts.insert(subject, at: 0)
  }
}

extension ParagraphReader {
  /// Who stands behind a noun that reports: its possessor, its by-phrase, the clause's subject.
  func nounSource(_ noun: Int, _ range: Range<Int>) -> Range<Int>? {
    var index = noun - 1
    while index >= range.lowerBound,
      self[index].tag.isAny(of: [.JJ, .NN, .NNP, .NNS, .NNPS])
    {
      index -= 1
    }
    if index >= range.lowerBound {
      if self[index].tag == .PRPS { return index..<index + 1 }
      if self[index].tag == .POS, index > range.lowerBound,
        let found = phrases.phraseLeft(endingAt: index - 1, lowest: range.lowerBound)
      {
        return found
      }
    }
    for place in noun + 1..<max(noun + 1, min(range.upperBound - 1, noun + 6))
    where has(place, .by) || has(place, .attachRight) && self[place].tag == .IN && !has(place, .of)
    {
      if let found = phrases.phraseRight(from: place + 1, limit: range.upperBound) { return found }
    }
    return subjects.mainSubject(before: noun, range.lowerBound)
  }
}

extension Construction {
  /// Whether the cue stands behind its quotation, so that the quote may go on behind the cue.
  fileprivate var followsQuotation: Bool {
    switch self {
    case .after, .inverted, .accordingAfter: true
    default: false
    }
  }
}
