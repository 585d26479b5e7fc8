import NewsSyntax
import RuleEngine

/// Collects the candidates of reported speech in a sentence from the rules' matches.
struct ReportedFinder: Sendable {
  let reader: ParagraphReader
  let model: ReportedModel

  /// Adds the candidate of one match, if what it captured makes one, and its word reports often
  /// enough in its frame.
  ///
  /// - Parameters:
  ///   - match: A match with its items numbered as in the article.
  ///   - taken: What can be no cue.
  ///   - subjects: Those of the sentence's verbs that are known.
  func add(
    _ match: FrameMatch, sentence number: Int, taken: TakenItems, _ subjects: inout KnownSubjects,
    to candidates: inout [ReportedCandidate]
  ) {
    let range = reader.analysis.sentences[number].items
    let frame = match.frame
    guard var cue = match.cue, let head = head(of: cue, frame), !taken.forbids(cue: head)
    else { return }
    let isInverted =
      (frame == .object || frame == .plain || frame == .frontedInverted || frame == .clause
        || frame == .toldClause)
      && isInverted(head, number)
    guard isInverted ? frame == .frontedInverted : isCue(head, frame, sentence: number),
      var content = content(match, head, range), !content.isEmpty
    else { return }
    if content.lowerBound > cue.lowerBound { cue = cue.clamped(to: 0..<content.lowerBound) }
    var key: (link: LexemeID, gerund: Bool) = (0, false)
    if let link = match.link {
      key = (reader[link.lowerBound].lexeme, reader[content.lowerBound].tag == .VBG)
    }
    let rate =
      isInverted
      ? Self.inverted
      : model.frames.rate(
        reader[head].lemma, FrameKey(frame, link: key.link, gerund: key.gerund))
    guard rate.share >= ReportedModel.leastRate else { return }
    if !frame.isFronted {
      guard let open = beforeQuoted(content, taken) else { return }
      content = beforeMainVerb(open, of: head, range)
      if content.isEmpty { return }
    } else if taken.forbids(content: content) {
      return
    }
    var candidate = ReportedCandidate(
      rule: match.rule, frame: frame, sentence: number, head: head, cue: cue,
      content: content, endIsFixed: frame.isFronted, source: match.source,
      addressee: match.addressee)
    (candidate.link, candidate.gerund) = (key.link, key.gerund)
    candidate.rate = rate.share
    candidate.rateLogOdds = rate.logOdds
    candidate.probability = rate.share
    setSource(&candidate, match, range, &subjects)
    if let source = candidate.source, source.overlaps(candidate.content) {
      guard let apart = ReportedFinder.subtract(source, candidate.content) else { return }
      candidate.source = apart
    }
    candidates.append(candidate)
  }

  /// How often a clause is reported that is whole, and a verb and who says it behind its comma.
  private static let inverted = FrameTable.Rate(0.985)

  /// Whether a frame that any verb can stand in holds one that attributes.
  private func isCue(_ head: Int, _ frame: ReportedFrame, sentence number: Int) -> Bool {
    if frame.asksForReports {
      // "The dam is unsafe, Reed believes"
      if reader.canReport(head) { return true }
      return frame == .fronted
        && model.frames.rate(reader[head].lemma, FrameKey(.fronted)).share > 0.6
    }
    return switch frame {
    case .forAgainst: reader.has(head, .be)
    case .nounIs: isCopula(head)
    case .colon:
      !isDateline(before: head, reader.analysis.sentences[number].items)
        && !isSaid(before: head, from: reader.analysis.sentences[number].items.lowerBound)
    default: true
    }
  }

  /// "Cole said for many people the cost was too high": a preposition behind a verb of plain saying
  /// that tells of what is said, not of what speech is about.
  private func opensClause(_ link: Int, _ head: Int, _ range: Range<Int>) -> Bool {
    reader.has(head, .saying) && !reader.has(head, .addressing) && !reader.has(link, .about)
      && !reader.has(link, .to)
      && (link + 1..<range.upperBound).contains { reader.phrases.isFinite($0) }
  }

  /// "Cole said:": the verb is the cue, not the colon.
  private func isSaid(before colon: Int, from start: Int) -> Bool {
    colon > start && reader[colon - 1].tag.isFinite && reader.has(colon - 1, .saying)
  }

  private static func subtract(_ source: Range<Int>, _ content: Range<Int>) -> Range<Int>? {
    if source.upperBound > content.lowerBound, source.lowerBound < content.lowerBound {
      return source.lowerBound..<content.lowerBound
    }
    return nil
  }

  /// The word that the tables know a cue by.
  private func head(of cue: Range<Int>, _ frame: ReportedFrame) -> Int? {
    switch frame {
    case .colon, .accordingAfter, .accordingFirst: return cue.lowerBound
    case .adjective: return cue.last { reader[$0].tag.isAdjective }
    case .nounThat, .nounInfinitive, .nounPreposition, .nounIs:
      return cue.first { reader[$0].tag == .NN || reader[$0].tag == .NNS }
    default:
      return cue.last { reader[$0].tag.isVerb && reader.phrases.chunks.verbGroup[$0] >= 0 }
    }
  }

  // MARK: Content

  private func content(
    _ match: FrameMatch, _ head: Int, _ range: Range<Int>
  ) -> Range<Int>? {
    switch match.frame {
    case .fronted, .frontedTold, .frontedInverted:
      let comma = match.range.lowerBound
      guard comma > range.lowerBound, !reader.opensWithQuestion(range) else { return nil }
      if reader[comma - 1].tag.isAny(of: [.WP, .WDT]), !reader.isQuotation(comma - 1) {
        // "a man who, Reed said, was late"
        return comma - 1..<comma
      }
      return frontedStart(comma, range)..<comma
    case .accordingAfter:
      var end = match.range.lowerBound
      if end > range.lowerBound, reader.isComma(end - 1) { end -= 1 }
      return end > range.lowerBound + 1 ? frontedStart(end, range)..<end : nil
    case .passive:
      guard let group = reader.phrases.chunks.group(headedBy: head),
        group.flags.contains(.passive), let start = match.content
      else { return nil }
      return start
    case .relative, .relativeClause:
      guard let start = match.content else { return nil }
      return start
    default:
      guard var start = match.content?.lowerBound, start < range.upperBound else { return nil }
      if reader.isQuotation(start), match.frame == .colon { return nil }
      if match.frame == .preposition, let link = match.link,
        opensClause(link.lowerBound, head, range)
      {
        start = link.lowerBound
      }
      // "that" opens the content and is left outside it.
      if reader.opensContent(start), !isDeterminer(start, range) { start += 1 }
      var end = sentenceEnd(range)
      if match.frame.isNoun, let verb = predicate(of: head, from: start, end, range) {
        end = verb
      }
      if head == range.lowerBound, let answer = reader.clauseBehindQuestion(range) {
        // "Asked whether it would hold, | Reed said it would."
        end = min(end, answer.lowerBound - 1)
      }
      return start < end ? start..<end : nil
    }
  }

  /// "His plan to close the harbour | angered voters": where the clause goes on whose subject a
  /// noun with its infinitive or preposition is.
  private func predicate(
    of noun: Int, from start: Int, _ end: Int, _ range: Range<Int>
  ) -> Int? {
    let lowest = range.lowerBound
    guard !reader.has(start - 1, .that),
      let phrase = reader.phrases.phraseLeft(endingAt: noun, lowest: lowest)
    else { return nil }
    if phrase.lowerBound > lowest {
      let before = reader[phrase.lowerBound - 1]
      guard before.isQuotation || before.tag == .comma || before.tag == .CC else { return nil }
    }
    for index in start..<max(start, end) {
      let item = reader[index]
      let opens: WordClasses = [.that, .relative, .subordinator, .question, .what]
      if !item.words.isDisjoint(with: opens) || item.tag == .comma || item.tag == .PRP {
        return nil
      }
      guard reader.phrases.isFinite(index) else { continue }
      var first = index
      while first > start, reader[first - 1].tag.isAdverb { first -= 1 }
      return first > start ? first : nil
    }
    return nil
  }

  /// The item after the last that is no closing mark.
  func sentenceEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound + 1, reader[end - 1].tag == .stop { end -= 1 }
    return end
  }

  /// Where content before a cue begins: the sentence's start, or behind ", and" with a clause of
  /// its own, or behind a semicolon.
  private func frontedStart(_ end: Int, _ range: Range<Int>) -> Int {
    var index = end - 2
    while index > range.lowerBound {
      if reader.isMark(index, UInt8(ascii: ";")) { return index + 1 }
      if reader.isComma(index), index + 2 < end, reader[index + 1].tag == .CC,
        reader.phrases.startsClause(at: index + 2, limit: end)
      {
        return index + 2
      }
      index -= 1
    }
    var start = textStart(range, end)
    if start + 1 < end, reader[start].tag == .CC { start += 1 }
    return start
  }

  /// Where a sentence's own text begins: behind "LENFIELD:" where that opens an article.
  private func textStart(_ range: Range<Int>, _ end: Int) -> Int {
    let start = range.lowerBound
    if reader[start].tag == .open, let close = reader.phrases.closing(start, min(start + 5, end)),
      close + 2 < end, reader.isDash(close + 1)
    {
      // "(Lenfield) – The mill"
      return close + 2
    }
    guard let colon = (start..<min(start + 5, end)).first(where: { reader.isColon($0) }),
      colon > start, colon + 1 < end, isDateline(before: colon, range)
    else { return start }
    return colon + 1
  }

  // MARK: Source

  private func setSource(
    _ candidate: inout ReportedCandidate, _ match: FrameMatch, _ range: Range<Int>,
    _ subjects: inout KnownSubjects
  ) {
    if let source = match.source {
      candidate.source = source
      candidate.sourceKind = .captured
      return
    }
    if candidate.frame == .colon {
      let start = range.lowerBound
      guard candidate.head > start, candidate.head - start <= 8 else { return }
      candidate.source = start..<candidate.head
      candidate.sourceKind = .captured
      return
    }
    if candidate.frame.isNoun {
      setNounSource(&candidate, range)
      return
    }
    let verb =
      candidate.frame == .adjective
      ? candidate.cue.last { reader[$0].tag.isVerb && $0 < candidate.head } ?? candidate.head
      : candidate.head
    switch subjects.subject(of: verb, in: range, reader.subjects) {
    case .agentless:
      candidate.sourceKind = .agentless
    case .phrase(let source):
      candidate.source = source
      let tag = reader[source.lowerBound].tag
      if source.lowerBound > verb {
        candidate.sourceKind = .agent
      } else {
        candidate.sourceKind = tag == .WP || tag == .WDT ? .relative : .subject
      }
    case nil: break
    }
  }

  private func setNounSource(_ candidate: inout ReportedCandidate, _ range: Range<Int>) {
    guard let source = reader.nounSource(candidate.head, range) else { return }
    candidate.source = source
    let before =
      source.upperBound <= candidate.head
      && !(source.upperBound..<candidate.head).contains { reader[$0].tag.isVerb }
    candidate.sourceKind = before ? .possessor : .governor
  }
}

/// The subjects of a sentence's verbs, each looked for once however many frames the verb stands in.
struct KnownSubjects: Sendable {
  private var known: [(verb: Int, subject: SubjectFinder.Subject?)] = []

  mutating func removeAll() { known.removeAll(keepingCapacity: true) }

  fileprivate mutating func subject(
    of verb: Int, in range: Range<Int>, _ finder: SubjectFinder
  ) -> SubjectFinder.Subject? {
    if let found = known.first(where: { $0.verb == verb }) { return found.subject }
    let subject = finder.subject(of: verb, in: range)
    known.append((verb, subject))
    return subject
  }
}

/// A match of a frame rule, with its items numbered as in the article.
struct FrameMatch: Sendable {
  var rule: Int
  var frame: ReportedFrame
  var range: Range<Int>
  var cue: Range<Int>?
  var content: Range<Int>?
  var source: Range<Int>?
  var addressee: Range<Int>?
  var link: Range<Int>?
}

extension ParagraphReader {
  /// Whether a verb attributes often enough to be asked about in a frame that any verb can have.
  func canReport(_ verb: Int) -> Bool {
    has(verb, .saying) || rate(verb, .before) > 0.1 || rate(verb, .after) > 0.12
  }
}
