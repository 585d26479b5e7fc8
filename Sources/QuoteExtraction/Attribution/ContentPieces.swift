import NewsSyntax

/// The pieces of reported contents: beside what a frame tells, what of a clause stands before the
/// words that attribute it, or goes on behind them.
struct ContentPieces: Sendable {
  let reader: ParagraphReader
  let acts: CueActs

  /// The items of a content, piece by piece in their order; a "that" before it is left out.
  ///
  /// - Parameter all: What is kept of the article, by sentences: no piece reaches into another's.
  func pieces(of candidate: ReportedCandidate, among all: [ReportedCandidate]) -> [Range<Int>] {
    let content = content(of: candidate)
    let others = others(of: candidate, among: all)
    if let before = raisedSubject(of: candidate) ?? opening(of: candidate),
      isFree(before, of: candidate, among: others)
    {
      return [before, content]
    }
    if let behind = rest(of: candidate, content, among: others) { return [content, behind] }
    if let behind = relativeRest(of: candidate), isFree(behind, of: candidate, among: others) {
      return [content, behind]
    }
    return [content]
  }

  /// The source of a candidate: none where its verb only raises the subject of its content ("the
  /// mill seems to be safe"), or where "it" stands for the content ("it is clear that").
  func source(of candidate: ReportedCandidate) -> Range<Int>? {
    guard let source = candidate.source else { return nil }
    // "There are fears that it will fail"
    if reader[source.lowerBound].tag == .EX { return nil }
    if candidate.sourceKind != .agent, isRaising(candidate) { return nil }
    if candidate.frame == .adjective, source.count == 1, reader[source.lowerBound].tag == .PRP,
      acts.isExpletive(reader[source.lowerBound])
    {
      return nil
    }
    return source
  }

  /// The items of a candidate's content, without the marks at its ends and the "that" before it.
  private func content(of candidate: ReportedCandidate) -> Range<Int> {
    var content = reader.trimmed(candidate.content)
    if content.count > 1, reader.opensContent(content.lowerBound) {
      content = content.lowerBound + 1..<content.upperBound
    }
    guard !candidate.endIsFixed, reader.has(candidate.head, .saying),
      let end = reader.endBeforeDocument(content)
    else { return content }
    return content.lowerBound..<end
  }

  private func items(of candidate: ReportedCandidate) -> Range<Int> {
    reader.analysis.sentences[candidate.sentence].items
  }

  private func others(
    of candidate: ReportedCandidate, among all: [ReportedCandidate]
  ) -> ArraySlice<ReportedCandidate> {
    let first = all.firstPlace { $0.sentence >= candidate.sentence }
    return all[first...].prefix { $0.sentence == candidate.sentence }
  }

  private func isFree(
    _ piece: Range<Int>, of candidate: ReportedCandidate,
    among others: ArraySlice<ReportedCandidate>
  ) -> Bool {
    !piece.contains { reader.isQuotation($0) }
      && !others.contains { other in
        other.head != candidate.head
          && (other.content.overlaps(piece) || piece.contains(other.head))
      }
  }

  // MARK: Before the cue

  /// Whether the subject of a verb is that of its content, and no source: "seems to be safe", "is
  /// expected to open", "was declared the winner".
  private func isRaising(_ candidate: ReportedCandidate) -> Bool {
    var verb = candidate.head
    switch candidate.frame {
    case .infinitive, .object, .plain, .that, .clause: break
    case .preposition:
      guard acts.isLikening(candidate.link) else { return false }
    case .adjective:
      verb = candidate.cue.last { reader[$0].tag.isVerb && $0 < candidate.head } ?? verb
    default: return false
    }
    switch acts.raising(reader[verb]) {
    case .active:
      return reader.phrases.chunks.group(headedBy: verb)?.flags.contains(.passive) != true
    case .passive: return candidate.sourceKind == .agentless || candidate.sourceKind == .agent
    case .no: return false
    }
  }

  /// "The mill | seems | to be safe", "The board | is expected | to vote": the subject of a content
  /// that stands before the verb.
  private func raisedSubject(of candidate: ReportedCandidate) -> Range<Int>? {
    switch candidate.frame {
    case .infinitive, .object, .plain, .preposition: break
    default: return nil
    }
    guard reader[candidate.head].tag != .VBG, isRaising(candidate) else { return nil }
    let found: Range<Int>?
    switch candidate.sourceKind {
    case .subject, .relative: found = candidate.source
    case .agent, .agentless:
      found = reader.subjects.surfaceSubject(of: candidate.head, in: items(of: candidate))
    default: found = nil
    }
    guard let found, found.upperBound <= candidate.cue.lowerBound,
      reader[found.lowerBound].tag != .EX
    else { return nil }
    return reader.trimmed(found)
  }

  /// "Now, Reed said, | the mill is closed": what opens a clause before the words that attribute
  /// it.
  private func opening(of candidate: ReportedCandidate) -> Range<Int>? {
    guard candidate.frame == .commaClause else { return nil }
    let lowest = items(of: candidate).lowerBound
    let first = min(candidate.cue.lowerBound, candidate.source?.lowerBound ?? .max)
    guard first - 1 > lowest, reader.isComma(first - 1) else { return nil }
    var start = first - 1
    while start > lowest, !reader.isMark(start - 1, UInt8(ascii: ";")) { start -= 1 }
    return start < first - 1 ? reader.trimmed(start..<first - 1) : nil
  }

  // MARK: Behind the cue

  /// How many items may stand between who attributes and the comma that a content goes on behind.
  private static let adjunctReach = 6
  /// The same where a relative clause describes who attributes.
  private static let relativeReach = 16

  /// "The mill, Reed said, had burned", "If it burns, Reed said, they will pay", "There is proof,
  /// Reed said, that it burned": what of a clause goes on behind the words that attribute it, where
  /// there is no verb before them but those of clauses within it, or "be" ends it, or "that"
  /// follows.
  private func rest(
    of candidate: ReportedCandidate, _ content: Range<Int>,
    among others: ArraySlice<ReportedCandidate>
  ) -> Range<Int>? {
    guard candidate.frame.standsBefore, !content.contains(where: { reader.isQuotation($0) }) else {
      return nil
    }
    let limit = items(of: candidate).upperBound
    let ends = [candidate.cue, candidate.source, candidate.addressee].compactMap(\.?.upperBound)
    let last = ends.max() ?? limit
    let isInverted = candidate.frame == .frontedInverted
    guard let comma = closingComma(behind: last, limit) else { return nil }
    if isInverted, let close = reader.asideEnd(from: comma, limit) {
      let rest = close + 1..<limit
      return rest.contains { reader.isQuotation($0) } ? nil : reader.trimmed(rest)
    }
    let rest = comma + 1..<limit
    let next = behindAdverbs(from: comma + 1, limit)
    guard next < limit, !rest.contains(where: { reader.isQuotation($0) }),
      goesOn(content, at: next, limit, isInverted: isInverted)
        || isFollowed(content, at: next, limit, isInverted: isInverted)
          && isFree(rest, of: candidate, among: others)
    else { return nil }
    return reader.trimmed(rest)
  }

  /// The comma behind who attributes, with nothing but an adjunct or a relative clause between.
  private func closingComma(behind last: Int, _ limit: Int) -> Int? {
    // "In May, according to papers that were lost, Reed left"
    let isDescribed = last < limit && reader[last].tag.isAny(of: [.WDT, .WP])
    let reach = isDescribed ? Self.relativeReach : Self.adjunctReach
    let window = last..<max(last, min(last + reach, limit))
    guard let comma = window.first(where: { reader.isComma($0) }),
      isDescribed || !(last..<comma).contains(where: { reader[$0].tag.isVerb })
    else { return nil }
    return comma
  }

  private func behindAdverbs(from index: Int, _ limit: Int) -> Int {
    (index..<max(index, limit)).first { !reader[$0].tag.isAdverb } ?? limit
  }

  /// Whether a clause that is not whole goes on with words behind the cue that it stands before.
  ///
  /// - Parameter isInverted: Whether the source stands last, so that a noun phrase behind it may
  ///   describe it.
  private func goesOn(
    _ content: Range<Int>, at next: Int, _ limit: Int, isInverted: Bool
  ) -> Bool {
    if reader.phrases.isFinite(next) { return true }
    guard content.contains(where: { reader.phrases.isFinite($0) }) else {
      return reader.phrases.startsClause(at: next, limit: limit)
        || !isInverted && opensNoun(next) && isClause(next..<limit)
    }
    if let last = content.last, reader.has(last, .be) || reader[last].tag == .MD { return true }
    if reader.opensContent(next), reader[next].tag == .IN { return true }
    return reader[next].tag == .TO && next + 1 < limit && reader[next + 1].tag == .VB
  }

  /// Whether a clause of its own follows one that is whole: behind "if", or with "and".
  private func isFollowed(
    _ content: Range<Int>, at next: Int, _ limit: Int, isInverted: Bool
  ) -> Bool {
    isJoined(next, limit)
      || opensSubordinate(content) && !isInverted && opensNoun(next) && isClause(next..<limit)
  }

  /// "The mill will close, Reed said, | and nobody will pay": a clause that goes on another one.
  private func isJoined(_ link: Int, _ limit: Int) -> Bool {
    let isLink =
      reader[link].tag == .CC
      || reader[link].tag == .IN && reader.has(link, .subordinator)
        && reader.has(link, .sentenceAdverb) && !reader.has(link, .as)
    return isLink && reader.phrases.startsClause(at: link + 1, limit: limit)
  }

  /// Whether a content is a clause that "if", "when" or the like opens, and no other.
  private func opensSubordinate(_ content: Range<Int>) -> Bool {
    guard let first = content.first, reader.has(first, [.subordinator, .concession]),
      !reader.opensContent(first), !reader.has(first, .question)
    else { return false }
    return !content.contains { reader.isComma($0) }
  }

  /// Whether a noun phrase can begin with an item.
  private func opensNoun(_ index: Int) -> Bool {
    let tag = reader[index].tag
    return tag.isNoun || tag.isAdjective || tag.isAny(of: [.PRP, .DT, .PRPS, .CD, .EX, .PDT])
  }

  /// Whether a finite verb comes before the next mark.
  private func isClause(_ range: Range<Int>) -> Bool {
    for index in range {
      if reader.phrases.isFinite(index) { return true }
      let ends: TagSet = [.comma, .stop, .colon, .WP, .WDT, .WPS]
      if reader.isQuotation(index) || reader[index].tag.isAny(of: ends) { return false }
    }
    return false
  }

  /// "Which officers say | will raise safety": how the clause of a relative pronoun goes on behind
  /// the cue that it stands before, up to the next mark.
  private func relativeRest(of candidate: ReportedCandidate) -> Range<Int>? {
    let start = candidate.cue.upperBound
    let limit = items(of: candidate).upperBound
    guard candidate.frame.isRelative, candidate.content.count == 1, start < limit else {
      return nil
    }
    if candidate.frame == .relative {
      guard reader[candidate.content.lowerBound].tag.isAny(of: [.WDT, .WP]),
        reader.phrases.isFinite(start)
      else { return nil }
    }
    let mark =
      (start..<limit).first {
        reader.isQuotation($0) || reader[$0].tag.isAny(of: [.comma, .stop, .colon])
      } ?? limit
    let end = secondVerb(in: start..<mark) ?? mark
    return end - start < 2 ? nil : start..<end
  }

  /// "who police say | shot the guard | was found": where the clause goes on that a relative clause
  /// stands in: at a second finite verb, with no link before it.
  private func secondVerb(in range: Range<Int>) -> Int? {
    guard let first = range.first(where: { reader.phrases.isFinite($0) }) else { return nil }
    let links: WordClasses = [.that, .and, .but, .relative, .subordinator, .question, .what]
    for index in first + 1..<max(first + 1, range.upperBound) {
      if reader.has(index, links) || reader[index].tag == .CC { return nil }
      guard reader.phrases.isFinite(index), !reader[index - 1].tag.isVerb else { continue }
      return reader.phrases.beforeGroup(index, lowest: first) + 1
    }
    return nil
  }
}

extension ParagraphReader {
  /// How many items an aside has at most.
  private static let asideReach = 16

  /// "The bridge, says Cole, an engineer who built it, | is unsafe": the comma that ends what
  /// describes who attributes, where a verb goes on the clause behind it.
  func asideEnd(from comma: Int, _ limit: Int) -> Int? {
    guard comma + 1 < limit, !self[comma + 1].tag.isVerb,
      self[comma + 1].tag != .MD, self[comma + 1].tag != .CC
    else { return nil }
    var relatives = 0
    for index in comma + 1..<min(comma + ParagraphReader.asideReach, limit) {
      if self[index].tag.isAny(of: [.WP, .WDT, .WPS]) { relatives += 1 }
      if isComma(index), index + 1 < limit, phrases.isFinite(index + 1) {
        return index
      }
      if phrases.isFinite(index) {
        relatives -= 1
        if relatives < 0 { return nil }
      }
    }
    return nil
  }
}
