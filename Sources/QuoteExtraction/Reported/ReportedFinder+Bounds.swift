import NewsSyntax
import RuleEngine

// What a content cannot reach over, and what is none.
extension ReportedFinder {
  /// What of a content lies before the clause that attributes a quotation: "said it knew, adding
  /// that it was “sorry”".
  func beforeQuoted(_ content: Range<Int>, _ taken: TakenItems) -> Range<Int>? {
    guard let first = taken.first(in: content) else { return content }
    var end = first
    while end > content.lowerBound, opensNextClause(end - 1) { end -= 1 }
    if end == first {
      let window = max(content.lowerBound, first - 6)..<first
      guard let open = window.last(where: { opensNextClause($0) }) else { return nil }
      end = open
      while end > content.lowerBound, opensNextClause(end - 1) { end -= 1 }
    }
    return end > content.lowerBound ? content.lowerBound..<end : nil
  }

  /// "A man accused of stealing a boat | told the court": what of a content lies before the verb of
  /// the phrase that the cue, a participle, hangs on.
  func beforeMainVerb(_ content: Range<Int>, of head: Int, _ range: Range<Int>) -> Range<Int> {
    if let end = relativeEnd(content, of: head, range) ?? claimEnd(content, of: head, range) {
      return content.lowerBound..<end
    }
    guard reader[head].tag == .VBN || reader[head].tag == .VBD, head > range.lowerBound,
      reader[head - 1].tag.isNoun, reader.phrases.chunks.group(headedBy: head)?.start == head,
      reader.subjects.isAccused(head, in: range),
      let holder = reader.phrases.phraseLeft(endingAt: head - 1, lowest: range.lowerBound)
    else { return content }
    for verb in content where reader.phrases.isFinite(verb) {
      guard case .phrase(let subject)? = reader.subjects.subject(of: verb, in: range),
        subject.overlaps(holder)
      else { continue }
      let end = reader.phrases.beforeGroup(verb, lowest: content.lowerBound) + 1
      return content.lowerBound..<max(content.lowerBound, end)
    }
    return content
  }

  /// "A man who claimed he slipped on a floor | has lost": where the clause goes on that a relative
  /// clause with the cue stands in: at a second verb, with no link before it.
  private func relativeEnd(_ content: Range<Int>, of head: Int, _ range: Range<Int>) -> Int? {
    let pronoun = reader.phrases.beforeGroup(head, lowest: range.lowerBound)
    guard pronoun > range.lowerBound, reader[pronoun].tag == .WP || reader[pronoun].tag == .WDT,
      reader[pronoun - 1].tag.isNoun
    else { return nil }
    return secondVerb(in: content, range)
  }

  /// "Her claim that the lake was dry | was false": where the clause goes on that a noun with the
  /// content opens.
  private func claimEnd(_ content: Range<Int>, of head: Int, _ range: Range<Int>) -> Int? {
    guard reader[head].tag.isNoun, let first = content.first, reader.opensContent(head + 1),
      let phrase = reader.phrases.phraseLeft(endingAt: head, lowest: range.lowerBound),
      phrase.lowerBound == range.lowerBound || reader.isComma(phrase.lowerBound - 1)
    else { return nil }
    let start = reader.opensContent(first) ? first + 1 : first
    return secondVerb(in: start..<max(start, content.upperBound), range)
  }

  /// Where the group of a second verb begins, with no link before it.
  private func secondVerb(in content: Range<Int>, _ range: Range<Int>) -> Int? {
    var first: Int?
    for index in content {
      let item = reader[index]
      let links: WordClasses = [.that, .and, .but, .relative, .subordinator, .question, .what]
      if item.isQuotation { continue }
      if !item.words.isDisjoint(with: links)
        || item.tag.isAny(of: [.comma, .colon, .CC, .open])
      {
        return nil
      }
      guard reader.phrases.isFinite(index) else { continue }
      guard let verb = first else {
        if case .phrase(let subject)? = reader.subjects.subject(of: index, in: range),
          subject.lowerBound > content.lowerBound, reader[subject.lowerBound - 1].tag.isNoun
        {
          return nil
        }
        first = index
        continue
      }
      let end = reader.phrases.beforeGroup(index, lowest: verb)
      let last = reader[end].tag
      let isWhole =
        end == verb || reader.isQuotation(end) || last.isNoun || last.isAdjective
        || last.isAny(of: [.PRP, .VBN])
      return isWhole ? end + 1 : nil
    }
    return nil
  }

  /// "The dam is unsafe, warns Reed": whether the noun phrase behind a verb is who says the clause
  /// before it, and no content.
  func isInverted(_ head: Int, _ number: Int) -> Bool {
    let sentence = reader.analysis.sentences[number]
    let range = sentence.items
    guard reader[head].tag.isAny(of: [.VBD, .VBZ, .VBP]), head - 2 >= range.lowerBound,
      reader.isComma(head - 1),
      model.frames.rate(reader[head].lemma, FrameKey(.frontedInverted)).share > Self.leastInverted,
      let named = reader.phrases.phraseRight(from: head + 1, limit: range.upperBound),
      !reader.isQuotation(named.lowerBound)
    else { return false }
    guard let verb = (range.lowerBound..<head - 1).first(where: { reader.phrases.isFinite($0) })
    else {
      return goesOn(behind: named, range.upperBound) || isAnswer(before: head, named, range)
    }
    guard verb > range.lowerBound else { return false }
    if named.upperBound < range.upperBound,
      !reader[named.upperBound].tag.isAny(of: [.comma, .stop, .colon, .open, .IN, .WP])
        || reader.opensContent(named.upperBound)
    {
      return false
    }
    let isNamed = sentence.kind == .text && named.contains { reader[$0].tag.isName }
    // "cut jobs, reported a loss": what can be a paper's name needs somebody's behind it.
    let isPlain = !reader.has(head, .documentNoun)
    let isDescribed =
      reader[named.lowerBound].tag.isAny(of: [.DT, .PRPS]) && reader.rate(head, .after) > 0.25
    guard isNamed || isPlain && (isDescribed || reader.has(head, .saying)) else { return false }
    let opens: WordClasses = [.that, .relative, .subordinator, .question, .what, .concession]
    let isWhole = (range.lowerBound..<verb).allSatisfy { index in
      !reader.isQuotation(index) && !reader.has(index, opens)
        && !reader[index].tag.isAny(of: [.comma, .colon, .CC, .WP, .WDT, .WRB])
    }
    guard isWhole else { return false }
    // "sang, danced, told a joke" has a verb of its subject's before the comma as well.
    return !(verb + 1..<head - 1).contains { reader.isComma($0) }
  }

  /// "Everyone, says the city.": whether a phrase alone stands before a verb that who is
  /// named ends.
  private func isAnswer(before head: Int, _ named: Range<Int>, _ range: Range<Int>) -> Bool {
    guard reader.has(head, .saying), named.upperBound < range.upperBound,
      reader[named.upperBound].tag == .stop, named.upperBound + 1 == range.upperBound
    else { return false }
    return reader.phrases.phraseRight(from: range.lowerBound, limit: head)?.upperBound == head - 1
  }

  /// "The bridge, insists Cole, an engineer who built it, is safe": whether a clause that a verb
  /// and who is named behind it part goes on with a verb of its own, behind an aside or none.
  private func goesOn(behind named: Range<Int>, _ limit: Int) -> Bool {
    let comma = named.upperBound
    guard comma + 1 < limit, reader.isComma(comma),
      named.contains(where: { reader[$0].tag.isName })
        || reader[named.lowerBound].tag.isAny(of: [.DT, .PRPS])
    else { return false }
    return reader.phrases.isFinite(comma + 1) || reader.asideEnd(from: comma, limit) != nil
  }

  /// How often a verb must report where it is inverted.
  private static let leastInverted = 0.6

  private func opensNextClause(_ index: Int) -> Bool {
    let item = reader[index]
    return item.tag == .comma || item.tag == .CC || item.tag == .colon
      || item.words.contains(.concession)
  }

  /// Whether a verb behind a comma or a conjunction reports something else of the cue's subject:
  /// ", noting that", "but warned that".
  ///
  /// - Parameter candidates: Of the sentence.
  func opensReport(
    _ end: Int, of content: Range<Int>, behind cue: Int, _ candidates: [ReportedCandidate]
  ) -> Bool {
    let limit = content.upperBound
    var index = end
    let hasComma = reader[index].tag == .comma
    if hasComma { index += 1 }
    let isJoined = index < limit && reader[index].tag == .CC
    if isJoined { index += 1 }
    guard hasComma || isJoined else { return false }
    while index < limit, reader[index].tag.isAdverb { index += 1 }
    guard index + 1 < limit, reader.isFullVerb(index) else { return false }
    switch reader[index].tag {
    // "said it was safe, rejecting claims of cracks"
    case .VBG:
      return hasComma && !isJoined
        && (reader.rate(index, .before) > 0.3
          || candidates.contains { $0.head == index && $0.rate > 0.4 })
    case .VBD, .VBZ:
      // "says it knew for years and told nobody"
      let isPast =
        reader[index].tag == .VBD && reader[cue].tag.isAny(of: [.VBZ, .VBP])
        && (content.lowerBound..<end).contains { reader[$0].tag == .VBD }
      return isJoined && !isPast
        && (reader.rate(index, .before) > 0.4 || urges(index, candidates))
    // "had weakened but warned residents": the tagger takes it for a participle.
    case .VBN:
      return isJoined && reader[index - 1].words.contains(.but)
        && reader.rate(index, .before) > 0.4
    default: return false
    }
  }

  /// "and called on ministers to act", "but denied that it leaked".
  private func urges(_ verb: Int, _ candidates: [ReportedCandidate]) -> Bool {
    candidates.contains { other in
      guard other.head == verb, other.rate > 0.5 else { return false }
      return other.frame == .toldInfinitive || other.frame == .toldClause || other.frame == .that
    }
  }

  /// "When Reed warned that it could fail, | hundreds left": the comma behind a clause that "when"
  /// or the like opens, with the cue in it, where the main clause follows.
  func openedClauseEnd(_ candidate: ReportedCandidate, _ range: Range<Int>) -> Int? {
    let content = candidate.content
    guard !candidate.endIsFixed, let first = content.first,
      let opener = range.prefix(2).first(where: { reader.has($0, [.subordinator, .concession]) }),
      !reader.opensContent(opener), !reader.has(opener, .question), !reader.isQuotation(opener),
      opener < candidate.cue.lowerBound, candidate.cue.upperBound <= first,
      !(opener..<first).contains(where: { reader.isComma($0) || reader.isQuotation($0) })
    else { return nil }
    let start = reader.opensContent(first) ? first + 1 : first
    guard start < content.upperBound, !reader.has(start, [.subordinator, .concession]) else {
      return nil
    }
    return (start + 1..<max(start + 1, content.upperBound)).first { comma in
      guard reader.isComma(comma),
        let subject = reader.phrases.phraseRight(from: comma + 1, limit: content.upperBound),
        !reader[subject.lowerBound].tag.isAny(of: [.WP, .WDT, .WPS])
      else { return false }
      var verb = subject.upperBound
      while verb < content.upperBound, reader[verb].tag.isAdverb { verb += 1 }
      return verb < content.upperBound && reader.phrases.isFinite(verb)
    }
  }

  /// "said if it rains, | they will not play": the comma behind the clause that a content opens
  /// with, which another must follow.
  func openingClauseEnd(_ candidate: ReportedCandidate) -> Int? {
    let content = candidate.content
    guard candidate.frame.contentKind == .clause, !candidate.endIsFixed, let first = content.first
    else { return nil }
    let start = reader.opensContent(first) ? first + 1 : first
    guard start < content.upperBound, reader.has(start, [.subordinator, .concession]),
      !reader.opensContent(start), !reader.has(start, .question),
      let comma = (start..<content.upperBound).first(where: { reader.isComma($0) }),
      (start..<comma).contains(where: { reader.phrases.isFinite($0) }),
      reader.phrases.startsClause(at: comma + 1, limit: content.upperBound)
    else { return nil }
    return comma
  }

  /// "said the price — nine dollars a year — | was a joke", "said the bill, which failed, | was
  /// late": behind the aside that parts the subject that a content opens with from its verb.
  func asideEnd(_ candidate: ReportedCandidate) -> Int? {
    let content = candidate.content
    guard !candidate.endIsFixed, let first = content.first,
      candidate.frame.contentKind == .clause || reader.has(candidate.head, .saying)
    else { return nil }
    let start = reader.opensContent(first) ? first + 1 : first
    guard let subject = reader.phrases.phraseRight(from: start, limit: content.upperBound),
      case let open = subject.upperBound, open + 2 < content.upperBound,
      reader.isComma(open) || reader.isDash(open)
    else { return nil }
    let isRelative = reader[open + 1].tag.isAny(of: [.WP, .WDT, .WPS])
    for close in open + 2..<min(open + 16, content.upperBound - 1) {
      if reader.isQuotation(close) || reader.phrases.isFinite(close) && !isRelative { return nil }
      guard reader.isComma(open) ? reader.isComma(close) : reader.isDash(close) else { continue }
      var verb = close + 1
      while verb < content.upperBound - 1, reader[verb].tag.isAdverb { verb += 1 }
      return reader.phrases.isFinite(verb) ? close + 1 : nil
    }
    return nil
  }

  /// The end of a content that was cut within a phrase: the phrase's end; or the end before words
  /// that something must follow, such as "although he" and "with the".
  func wholeEnd(_ end: Int, of content: Range<Int>) -> Int {
    guard end < content.upperBound else { return end }
    if reader[end].tag.isNoun, reader[end - 1].flags.contains(.hyphen),
      end - 1 > content.lowerBound,
      reader[end - 1].tag.isAdjective || reader[end - 1].tag == .CD
    {
      // "a 35-hour | week": a word of time that is none here
      return end + 1
    }
    if reader[end].tag == .close, reader.phrases.opening(end, content.lowerBound) != nil {
      // "sales of 4 million euros ($5 million)"
      return end + 1
    }
    if let phrase = reader.phrases.chunks.phrase(at: end), phrase.contains(end - 1) {
      return min(phrase.upperBound, content.upperBound)
    }
    if let link = linkBeforeSubject(at: end, content) { return link }
    var whole = beforeOpenRelative(end, of: content)
    while whole > content.lowerBound + 1, isUnfinished(whole, isCut: whole < end) { whole -= 1 }
    return whole > content.lowerBound + 1 ? whole : end
  }

  /// "said it was safe, | but engineers": where a content that was cut between a subject and its
  /// verb has a clause before the link to that subject.
  private func linkBeforeSubject(at end: Int, _ content: Range<Int>) -> Int? {
    guard end - 2 > content.lowerBound,
      // "disagreed": a past tense that the tagger missed.
      reader.phrases.isFinite(end) || reader[end].tag == .VBN,
      let subject = reader.phrases.phraseLeft(endingAt: end - 1, lowest: content.lowerBound),
      case let link = subject.lowerBound - 1, link > content.lowerBound + 1,
      reader[link].tag == .CC || reader.has(link, .concession), reader.isComma(link - 1),
      (content.lowerBound..<link).contains(where: { reader.phrases.isFinite($0) })
    else { return nil }
    return link - 1
  }

  /// "to set up a board, | whose report", "it was late, | a claim": the comma before what opens to
  /// describe, where the content was cut behind its first phrase; else the end itself.
  private func beforeOpenRelative(_ end: Int, of content: Range<Int>) -> Int {
    guard end > content.lowerBound + 2 else { return end }
    let window = max(content.lowerBound + 1, end - 5)..<end
    guard let comma = window.last(where: { reader.isComma($0) }), comma + 1 < end,
      !(comma..<end).contains(where: { reader.phrases.isFinite($0) || reader.isQuotation($0) }),
      !reader.isQuotation(end)
    else { return end }
    let first = reader[comma + 1].tag
    let isRelative = first.isAny(of: [.WPS, .WP, .WDT]) && reader.phrases.isFinite(end)
    let isAside =
      first == .DT && reader.phrases.chunks.phrase(at: comma + 1)?.upperBound == end
      && reader[end].tag.isAny(of: [.VBN, .VBD]) && end + 1 < content.upperBound
      && !reader.isQuotation(end + 1) && reader.has(end + 1, .by)
    return isRelative || isAside ? comma : end
  }

  /// "noted that Reed, | who runs the mill, was paid": whether a content was cut between its
  /// subject and a clause that describes that.
  func isSubjectAlone(_ content: Range<Int>, limit: Int) -> Bool {
    let comma = content.upperBound
    guard comma + 1 < limit, reader.isComma(comma),
      reader[comma + 1].tag.isAny(of: [.WP, .WDT, .WPS])
    else { return false }
    return !content.contains { reader.phrases.isFinite($0) || reader.isQuotation($0) }
  }

  /// - Parameter isCut: Whether words behind the place were taken off already.
  private func isUnfinished(_ end: Int, isCut: Bool) -> Bool {
    let last = reader[end - 1]
    switch last.tag {
    case .PRPS, .POS, .MD, .CC, .WPS, .TO, .WRB: return true
    case .PRP: return reader.phrases.isFinite(end)
    // "to fall by 3%, compared | with", "chief executive, replacing | Reed"
    case .VBG, .VBN: return !isCut && reader.isComma(end - 2)
    case .comma, .colon: return true
    case .IN, .WDT, .WP, .DT: return isCut
    default: return last.words.contains(.concession)
    }
  }

  /// Whether the verb behind a noun is a form of "be" alone.
  func isCopula(_ noun: Int) -> Bool {
    let window = noun + 1..<min(noun + 5, reader.analysis.items.count)
    guard let verb = window.first(where: { reader.phrases.chunks.verbGroup[$0] >= 0 }) else {
      return false
    }
    return reader.has(verb, .be)
  }

  /// "ISLAMABAD: The minister said": words in capitals before the first clause of an article.
  func isDateline(before colon: Int, _ sentence: Range<Int>) -> Bool {
    let document = reader.analysis.document
    let isInCapitals = (sentence.lowerBound..<colon).allSatisfy { index in
      reader[index].tokens.allSatisfy { document.tokens[$0].flags.contains(.allCapitals) }
    }
    guard isInCapitals else { return false }
    let first = reader.analysis.sentences.first { $0.kind == .text }
    return first.map { $0.items.lowerBound >= sentence.lowerBound } ?? true
  }

  /// Whether a "that" only points: "disputed that account".
  func isDeterminer(_ that: Int, _ range: Range<Int>) -> Bool {
    var index = that + 1
    while index < range.upperBound, reader[index].tag.isAdjective || reader[index].tag == .CD {
      index += 1
    }
    guard index < range.upperBound, reader[index].tag == .NN || reader[index].tag == .NNS else {
      return false
    }
    index += 1
    guard index < range.upperBound else { return true }
    return reader[index].tag.isAny(of: [.comma, .stop, .colon])
  }
}

extension ParagraphReader {
  /// "Reed said the dam was unsafe | in a statement", "| in an interview with the Courier": where
  /// content ends before what it was said in; none where something else is said or written in it.
  func endBeforeDocument(_ content: Range<Int>) -> Int? {
    let spokenIn: WordClasses = [.saying, .addressing, .naming]
    guard !content.contains(where: { self[$0].tag.isVerb && has($0, spokenIn) }) else { return nil }
    let lowest = max(content.lowerBound + 3, content.upperBound - 9)
    var index = content.upperBound - 3
    while index >= lowest {
      if has(index, .place), self[index].tag == .IN,
        self[index + 1].tag == .DT || self[index + 1].tag == .PRPS
      {
        let phrase = phrases.chunks.phrase(at: index + 1)
        guard let phrase, has(phrase.upperBound - 1, .documentNoun),
          (content.lowerBound..<index).contains(where: { phrases.isFinite($0) }),
          !(phrase.upperBound..<content.upperBound).contains(where: { self[$0].tag.isVerb })
        else { return nil }
        return index
      }
      if self[index].tag.isVerb || isComma(index) { return nil }
      index -= 1
    }
    return nil
  }
}
