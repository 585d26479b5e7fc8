import NewsSyntax
import NewsText

/// Chooses among the verbs and nouns left of a quotation the one that attributes it.
///
/// Each candidate's learned rate is damped for every verb between it and the quotation; a clause
/// that "and", "but" or a participle opens shadows the ones before it; from the best the search
/// climbs to the outermost cue that governs it, for labeled contents do not nest.
struct CueSearch: Sendable {
  let reader: ParagraphReader

  struct Candidate: Sendable {
    var head: Int
    var score: Double
    var isNoun = false
    /// Whether its rate is fair enough to shadow what stands before its clause.
    var shadows = false
  }

  private static let damping = 0.85
  private static let nounReach = 7
  private static let leastNounRate = 0.12
  private static let shadowingRate = 0.2
  private static let outerRate = 0.3
  private static let judgingRate = 0.6
  private static let overruled = 0.3

  /// The best cue left of a quotation, with its score.
  ///
  /// - Parameter barred: Words that report nothing, whatever stands beside them.
  func best(
    before quotation: Int, in sentence: Range<Int>, used: Set<Int>, barred: [Range<Int>]
  ) -> Candidate? {
    var found = shadowed(candidates(before: quotation, in: sentence))
    if !barred.isEmpty { found.removeAll { cue in barred.contains { $0.contains(cue.head) } } }
    return
      found
      .map {
        used.contains($0.head)
          ? Candidate(head: $0.head, score: $0.score * 0.4, isNoun: $0.isNoun) : $0
      }
      .max { ($0.score, $0.head) < ($1.score, $1.head) }
  }

  /// The candidates, nearest first, their scores damped by the verbs between.
  private func candidates(before quotation: Int, in sentence: Range<Int>) -> [Candidate] {
    var found: [Candidate] = []
    var factor = 1.0
    var index = quotation - 1
    while index >= sentence.lowerBound {
      let item = reader[index]
      if item.words.contains(.according) {
        if index + 1 < quotation, reader.has(index + 1, .to), hasComma(index..<quotation) {
          let opening = index <= sentence.lowerBound + 1
          let rate = reader.rateBefore(index, quotation + 1)
          var score = (opening ? 1.5 : 0.8) * factor
          if found.contains(where: { isAnnounced($0, quotation) }) { score *= CueSearch.overruled }
          found.append(
            Candidate(head: index, score: score, shadows: rate >= CueSearch.shadowingRate))
        }
        factor *= CueSearch.damping
      } else if item.tag.isVerb, !item.words.contains(.be) {
        if !helps(index, quotation), !isDescription(index, before: found, in: sentence) {
          var rate = reader.rateBefore(index, quotation + 1)
          if reader.isJudged(index, quotation) { rate = max(rate, CueSearch.judgingRate) }
          found.append(
            Candidate(
              head: index, score: rate * factor, shadows: rate >= CueSearch.shadowingRate))
        }
        factor *= CueSearch.damping
      } else if reader.opensOwnersClause(index, before: quotation),
        reader.rate(index, .noun) > CueSearch.leastNounRate
      {
        found.append(Candidate(head: index, score: CueSearch.judgingRate, isNoun: true))
      } else if isNounInReach(index, of: quotation) {
        let rate = reader.rate(index, .noun)
        if rate > CueSearch.leastNounRate {
          found.append(Candidate(head: index, score: rate * 0.8 * factor, isNoun: true))
        }
      }
      index -= 1
    }
    return found
  }

  /// A noun or adjective so near to a quotation that it may attribute it.
  func isNounInReach(_ index: Int, of quotation: Int) -> Bool {
    let item = reader[index]
    return !item.isQuotation && (item.tag == .NN || item.tag == .NNS || item.tag == .JJ)
      && quotation - index <= CueSearch.nounReach
  }

  /// "A man accused of theft said": whether a verb only describes whom the verb of a later cue is
  /// of.
  private func isDescription(
    _ verb: Int, before found: [Candidate], in sentence: Range<Int>
  ) -> Bool {
    reader.subjects.isAccused(verb, in: sentence)
      && found.contains { !$0.isNoun && reader.phrases.isFinite($0.head) }
  }

  /// "According to the report, Reed told her: “Go.”": whether a verb of saying leads in a quotation
  /// behind a colon.
  private func isAnnounced(_ cue: Candidate, _ quotation: Int) -> Bool {
    !cue.isNoun && reader.isColon(quotation - 1) && reader.facts(quotation)?.capital == true
      && reader.has(cue.head, [.saying, .addressing])
  }

  private func hasComma(_ range: Range<Int>) -> Bool { range.contains { reader.isComma($0) } }

  /// "have said": the auxiliary of a verb within the next few items.
  func helps(_ index: Int, _ limit: Int) -> Bool {
    guard reader.has(index, .have) else { return false }
    return (index + 1..<min(index + 4, limit)).contains { reader[$0].tag.isVerb }
  }

  /// Halves what stands left of a clause boundary with a fair cue of its own.
  private func shadowed(_ found: [Candidate]) -> [Candidate] {
    guard found.count > 1, found.contains(where: \.shadows) else { return found }
    return found.map { candidate in
      let shadow = found.contains { other in
        other.head > candidate.head && other.shadows
          && opensClause(other.head, after: candidate.head)
      }
      guard shadow else { return candidate }
      var halved = candidate
      halved.score *= 0.5
      return halved
    }
  }

  /// Whether a boundary stands between a cue and the clause of a later one.
  private func opensClause(_ verb: Int, after head: Int) -> Bool {
    let before = reader.phrases.beforeGroup(verb, lowest: head)
    guard before > head else { return false }
    var boundary = before
    var hasSubject = false
    if reader[before].tag != .CC, reader[before].tag != .comma,
      let subject = reader.phrases.phraseLeft(endingAt: before, lowest: head + 1)
    {
      boundary = subject.lowerBound - 1
      hasSubject = true
    }
    guard boundary > head else { return false }
    let item = reader[boundary]
    if item.isQuotation { return reader.facts(boundary)?.last == .comma }
    if reader.isMark(boundary, UInt8(ascii: ";")) { return true }
    if item.tag == .comma {
      return reader[verb].tag == .VBG || reader[boundary - 1].tag == .CC
        || reader.hasAgent(verb)
    }
    if hasSubject, item.words.contains(.concession) {
      return boundary - 1 > head && reader.isComma(boundary - 1)
    }
    guard item.tag == .CC, item.words.contains(.and) || item.words.contains(.but) else {
      return false
    }
    let that = head + 1 < boundary && reader.has(head + 1, .that) && reader[head + 1].tag == .IN
    return !(that && hasSubject && item.words.contains(.and))
  }

  /// The outermost cue that governs a cue's clause.
  func outermost(of head: Int, in sentence: Range<Int>, barred silent: [Range<Int>]) -> Int {
    let lowest = sentence.lowerBound
    let before = reader.phrases.beforeGroup(head, lowest: lowest)
    if before >= lowest, reader[before].tag == .CC || reader[before].tag == .comma { return head }
    if reader[head].tag == .VBG, head > lowest, reader.facts(head - 1)?.last == .comma {
      return head
    }
    if isWritten(head, before, lowest) { return head }
    var best = head
    var barred = opensAdverbial(before, lowest)
    var commas = 0
    var index = head - 1
    while index >= lowest {
      let item = reader[index]
      if item.isQuotation {
        if reader.facts(index)?.last == .comma {
          barred = true
          commas += 1
        }
        index -= 1
        continue
      }
      if item.words.contains(.but) || item.words.contains(.concession)
        || reader.isMark(index, UInt8(ascii: ";"))
      {
        break
      }
      if item.tag == .comma { commas += 1 }
      if item.tag == .comma || item.tag == .CC || item.tag == .colon { barred = true }
      if reader.isFullVerb(index), !isReducedParticiple(index, lowest),
        !reader.subjects.isAccused(index, in: sentence),
        outerRate(index, head) >= CueSearch.outerRate,
        !silent.contains(where: { $0.contains(index) }), !describes(index, before: head, lowest)
      {
        if !barred || governsDirectly(index, head, commas) { best = index }
      }
      index -= 1
    }
    return best
  }

  /// "issued a note calling it “late”", "sent a note that said it was “late”": whether a paper has
  /// the words that a verb leads in.
  private func isWritten(_ head: Int, _ before: Int, _ lowest: Int) -> Bool {
    guard before > lowest, !reader.isQuotation(before) else { return false }
    if reader[head].tag == .VBG {
      guard before == head - 1, reader.has(before, .documentNoun) else { return false }
      // "said a note accusing him of theft was “late”"
      let rest = head + 1..<reader.analysis.items.count
      let next = rest.first { reader.isQuotation($0) || reader.phrases.isFinite($0) }
      return next.map { reader.isQuotation($0) || reader.opensContent(head + 1) } ?? false
    }
    return reader.has(head, .saying) && reader.has(before, [.that, .relative])
      && !reader.isQuotation(before - 1) && reader.has(before - 1, .documentNoun)
  }

  /// "was told to pay after a court found": whether the clause that a verb's subject ends at an
  /// item opens with "after" or the like, so that no verb before governs it directly.
  private func opensAdverbial(_ last: Int, _ lowest: Int) -> Bool {
    guard last > lowest, let subject = reader.phrases.phraseLeft(endingAt: last, lowest: lowest),
      subject.lowerBound > lowest
    else { return false }
    let opener = reader[subject.lowerBound - 1]
    return opener.words.isSuperset(of: [.subordinator, .sentenceAdverb])
      && opener.words.isDisjoint(with: [.as, .concession])
  }

  /// "a man who says he is a clerk | claimed": whether a verb is of a relative clause that has
  /// ended before another verb: one with a verb of its own between, and no link.
  private func describes(_ verb: Int, before head: Int, _ lowest: Int) -> Bool {
    let pronoun = reader.phrases.beforeGroup(verb, lowest: lowest)
    guard pronoun > lowest, reader[pronoun].tag.isAny(of: [.WP, .WDT]),
      reader[pronoun - 1].tag.isNoun
    else { return false }
    let links: WordClasses = [.that, .and, .but, .relative, .subordinator, .question, .what]
    var hasVerb = false
    for index in verb + 1..<max(verb + 1, head) {
      if reader.isQuotation(index) || reader.has(index, links)
        || reader[index].tag.isAny(of: [.comma, .colon, .CC])
      {
        return false
      }
      hasVerb = hasVerb || reader.phrases.isFinite(index)
    }
    return hasVerb && reader.phrases.isFinite(head)
  }

  /// The rate of a verb as an outer cue; "what X called" goes to the verb before "what".
  private func outerRate(_ verb: Int, _ inner: Int) -> Double {
    var rate = reader.rate(verb, .before)
    if verb + 1 < inner, reader.has(verb + 1, .that), reader[verb + 1].tag == .IN {
      rate = max(rate, reader.rateBefore(verb, inner + 1))
    }
    if rate >= CueSearch.outerRate || rate < 0.1 { return rate }
    let window = verb + 1..<min(verb + 7, inner)
    guard let what = window.first(where: { reader.has($0, .what) && reader[$0].tag == .WP }),
      inner - what <= 6,
      !(verb + 1..<what).contains(where: { reader[$0].tag.isVerb || reader.isComma($0) })
    else { return rate }
    return 1
  }

  private func governsDirectly(_ verb: Int, _ inner: Int, _ commas: Int) -> Bool {
    guard verb + 1 < inner else { return false }
    let next = reader[verb + 1]
    guard next.words.contains(.that) && next.tag == .IN || next.words.contains(.question) else {
      return false
    }
    if commas % 2 == 1 { return verb + 2 < inner && reader.isComma(verb + 2) }
    return true
  }

  /// A participle without an auxiliary: "the plan described as".
  private func isReducedParticiple(_ verb: Int, _ lowest: Int) -> Bool {
    guard reader[verb].tag == .VBN else { return false }
    return !(max(lowest, verb - 3)..<verb).contains { reader.has($0, [.have, .be]) }
  }
}

extension ParagraphReader {
  /// Whether a participle has a by-phrase: "rejected by the board".
  fileprivate func hasAgent(_ verb: Int) -> Bool {
    verb + 1 < analysis.items.count && self[verb].tag == .VBN && !isQuotation(verb + 1)
      && has(verb + 1, .by)
  }

  /// "over his remark that those who wait “get nothing”": whether a noun has an owner and a clause
  /// that reaches to a quotation.
  func opensOwnersClause(_ noun: Int, before quotation: Int) -> Bool {
    guard noun > 0, noun + 2 < quotation, quotation - noun <= 24,
      self[noun].tag == .NN || self[noun].tag == .NNS,
      self[noun - 1].tag == .PRPS || self[noun - 1].tag == .POS, opensContent(noun + 1)
    else { return false }
    return !(noun + 2..<quotation).contains { isComma($0) || self[$0].tag == .CC }
  }

  /// "a charge rejected by the board as “baseless”": whose judgement a quotation is.
  func isJudged(_ verb: Int, _ quotation: Int) -> Bool {
    verb + 1 < quotation && quotation - verb <= 12 && hasAgent(verb)
      && !isQuotation(quotation - 1) && has(quotation - 1, .as)
  }
}
