import NewsSyntax
import NewsText

/// Goes through an article's paragraphs and gives quotations without a cue of their own to the one
/// before or after: follow-on sentences, re-opened paragraphs, announced and carried quotes.
struct PassageAttributor: Sendable {
  let reader: ParagraphReader
  let attributor: SentenceAttributor
  let acts: CueActs
  let matches: @Sendable (Int) -> CueMatches

  /// A cue that announces the quotation of the next paragraph.
  struct Announcement {
    var cue: Int
    var source: Range<Int>
  }

  /// What the sentence before tells of who speaks.
  enum Context {
    case none
    /// Its items, in which no cue has been looked for yet: most often nobody asks.
    case items(Range<Int>)
  }

  /// What is carried from paragraph to paragraph; drafts are referred to by number.
  struct State {
    var drafts: [QuoteDraft] = []
    var dead: Set<Int> = []
    /// The drafts of this paragraph that wait for an attribution.
    var waiting: [Int] = []
    /// The last attribution of this paragraph.
    var current: Int?
    /// The last attribution of the paragraph before, if it had quotations.
    var previous: Int?
    /// Whether the paragraph before left its last quotation open.
    var isOpen = false
    /// What the paragraph before announced.
    var announced: Announcement?
    /// The cue of the sentence before, if that had no quotation.
    var context: Context = .none
    /// The last sentence of the paragraph before, if that had no quotation.
    var before: Range<Int>?
  }

  private static let strongCue = 0.5
  /// How often a verb must report to tell that somebody else has the turn.
  private static let leastTurn = 0.14
  /// How many items a signature behind a dash has at most.
  private static let signed = 24

  /// The attributions of all quotations that can be attributed, in text order of their cues.
  func attribute() -> [QuoteDraft] {
    var state = State()
    var index = 0
    let sentences = reader.analysis.sentences
    while index < sentences.count {
      var end = index
      while end < sentences.count, sentences[end].paragraph == sentences[index].paragraph {
        end += 1
      }
      read(paragraph: index..<end, &state)
      index = end
    }
    signPending(&state)
    var numbers = [Int?](repeating: nil, count: state.drafts.count)
    var kept: [QuoteDraft] = []
    for (number, draft) in state.drafts.enumerated() where !state.dead.contains(number) {
      let carried = draft.carriedFrom.flatMap { numbers[$0] }
      guard draft.isAttributed || carried != nil else { continue }
      numbers[number] = kept.count
      kept.append(draft)
      kept[kept.count - 1].carriedFrom = carried
    }
    return kept
  }

  // MARK: One paragraph

  private func read(paragraph: Range<Int>, _ state: inout State) {
    state.current = nil
    state.waiting.removeAll()
    state.context = .none
    let sentences = reader.analysis.sentences
    var hasQuotation = false
    for number in paragraph {
      let sentence = sentences[number]
      guard sentence.kind == .text else { continue }
      guard reader.quoting[number] else {
        state.context = .items(sentence.items)
        continue
      }
      hasQuotation = true
      read(sentence, number, opens: number == paragraph.lowerBound, &state)
    }
    close(paragraph, hasQuotation, &state)
  }

  private func read(
    _ sentence: FoldedSentence, _ number: Int, opens: Bool, _ state: inout State
  ) {
    let first = state.drafts.count
    let found = attributor.attribute(sentence, number: number, matches: matches(number))
    state.drafts.append(contentsOf: found)
    var taken = ItemSet(in: sentence.items)
    for draft in found { for part in draft.parts { taken.insert(part) } }
    for quotation in sentence.items
    where reader.isQuotation(quotation) && !taken.contains(quotation) {
      takeLoose(quotation, sentence, number, opens: opens, own: first..<state.drafts.count, &state)
    }
    settle(first, &state)
    state.context = found.isEmpty ? .items(sentence.items) : .none
  }

  /// A quotation that nothing in its sentence attributes.
  private func takeLoose(
    _ quotation: Int, _ sentence: FoldedSentence, _ number: Int, opens: Bool, own: Range<Int>,
    _ state: inout State
  ) {
    guard let facts = reader.facts(quotation),
      !own.contains(where: { state.drafts[$0].source?.contains(quotation) ?? false })
    else { return }
    let lowest = sentence.items.lowerBound
    let bare = (lowest..<quotation).allSatisfy {
      reader[$0].tag.isAny(of: [.CC, .comma, .colon])
    }
    let half =
      facts.wordCount >= 4 && !facts.titleCase && state.current != nil
      && !isOwned(quotation, lowest)
      && !(lowest..<quotation).contains {
        reader[$0].tag.isVerb && reader.rate($0, .before) > PassageAttributor.strongCue
      }
    guard bare || half else { return }
    if quotation == lowest, facts.wordCount >= 4, state.current != nil,
      case .items(let items) = state.context,
      let report = sentenceCue(items, least: PassageAttributor.strongCue),
      reader[report.source.upperBound - 1].tag == .NNP
    {
      // "“No,” Reed said. Cole said it was late. “We slept.”"
      take(report, quotation, number, score: 0.4, &state)
      return
    }
    if quotation == lowest, facts.wordCount >= 4, facts.capital, let current = state.current,
      let report = newcomer(state.context, after: state.drafts[current])
    {
      take(report, quotation, number, score: 0.3, &state)
      return
    }
    if join(quotation, facts, lowest, own, number, &state) { return }
    guard quotation == lowest else {
      if facts.wordCount >= 4 { _ = takeContext(quotation, number, &state) }
      return
    }
    if opens, openParagraph(quotation, facts, number, &state) { return }
    if facts.wordCount >= 4 || facts.wordCount >= 2 && isAfterQuestion(state),
      takeContext(quotation, number, &state)
    {
      return
    }
    if facts.wordCount >= 4 {
      var draft = QuoteDraft(
        construction: .signature, parts: [quotation..<quotation + 1], end: quotation + 1,
        sentence: number, score: 0.4)
      draft.pending = true
      state.waiting.append(state.drafts.count)
      state.drafts.append(draft)
    }
  }

  /// "“No,” Reed said. But Ana Cole, a clerk, worried about her job. “Who will pay?”": whose mind a
  /// sentence tells, where it names somebody other than who spoke before.
  private func newcomer(_ context: Context, after draft: QuoteDraft) -> Announcement? {
    guard case .items(let items) = context,
      let report = sentenceCue(items, least: PassageAttributor.leastTurn),
      case let source = report.source, source.count >= 2,
      reader[source.upperBound - 1].tag == .NNP, reader[source.upperBound - 2].tag == .NNP,
      source.lowerBound - items.lowerBound <= 1,
      reader.phrases.isFinite(report.cue)
        || reader[report.cue].tag == .VBN && reader.isComma(report.cue - 1),
      let name = draft.source, let last = name.last, !reader.isQuotation(last),
      reader[last].lexeme != reader[source.upperBound - 1].lexeme
    else { return nil }
    return report
  }

  /// "Cole's line about “a country that sleeps”": words that somebody is named for.
  private func isOwned(_ quotation: Int, _ lowest: Int) -> Bool {
    let noun = quotation - 2
    return noun > lowest && reader[quotation - 1].tag == .IN && reader[noun].tag.isNoun
      && !reader.isQuotation(noun - 1) && reader[noun - 1].tag == .POS
  }

  /// Whether the sentence before opens with a question that somebody was asked.
  private func isAfterQuestion(_ state: State) -> Bool {
    guard case .items(let items) = state.context else { return false }
    return reader.opensWithQuestion(items)
  }

  /// Goes on the attribution before it in the paragraph, or the one in its own sentence.
  private func join(
    _ quotation: Int, _ facts: QuotationFacts, _ lowest: Int, _ own: Range<Int>, _ number: Int,
    _ state: inout State
  ) -> Bool {
    var target = state.current
    if target == nil, let first = own.first, let last = own.last {
      let start = state.drafts[first].parts.first?.lowerBound ?? 0
      target = quotation < start ? first : last
    }
    guard let target else { return false }
    if facts.wordCount <= 2, quotation != lowest { return true }
    let start =
      quotation == lowest || reader[quotation - 1].tag.isAny(of: [.CC, .comma, .colon])
      ? quotation : lowest
    var part = start..<quotation + 1
    if let sentenceEnd = reader.analysis.sentences[number].items.last, facts.last == .none,
      quotation != lowest
    {
      part =
        start..<min(
          attributor.bounds.last(cue: nil, quotation: quotation, limit: sentenceEnd) + 1,
          sentenceEnd + 1)
    }
    state.drafts[target].parts.append(part)
    return true
  }

  /// A quotation that opens a paragraph.
  private func openParagraph(
    _ quotation: Int, _ facts: QuotationFacts, _ number: Int, _ state: inout State
  ) -> Bool {
    guard !facts.namesSpeaker else { return false }
    let part = quotation..<quotation + 1
    if let announced = state.announced {
      state.drafts.append(
        QuoteDraft(
          construction: .announced, cue: announced.cue,
          cueRange: announced.cue..<announced.cue + 1, source: announced.source, parts: [part],
          end: part.upperBound, sentence: number, score: 0.7))
      state.current = state.drafts.count - 1
      return true
    }
    guard let previous = state.previous else {
      return takeReportBefore(quotation, facts, number, &state)
    }
    if state.isOpen {
      state.drafts[previous].parts.append(part)
      state.current = previous
      state.isOpen = !facts.closed
      return true
    }
    guard facts.wordCount >= 4 else { return false }
    if signature(behind: number) != nil { return false }
    var draft = QuoteDraft(
      construction: .carried, parts: [part], end: part.upperBound, sentence: number, score: 0.5)
    draft.carriedFrom = state.drafts[previous].carriedFrom ?? previous
    state.drafts.append(draft)
    state.current = state.drafts.count - 1
    return true
  }

  /// A paragraph that is one quotation goes to who is reported to speak at the end of the one
  /// before.
  private func takeReportBefore(
    _ quotation: Int, _ facts: QuotationFacts, _ number: Int, _ state: inout State
  ) -> Bool {
    let sentences = reader.analysis.sentences
    let next = number + 1 < sentences.count ? sentences[number + 1].paragraph : -1
    guard let items = state.before, next != sentences[number].paragraph, facts.wordCount >= 4,
      facts.capital, facts.closed,
      sentences[number].items.count <= 2, signature(behind: number) == nil,
      let report = sentenceCue(items, least: PassageAttributor.strongCue)
    else { return false }
    take(report, quotation, number, score: 0.3, &state)
    return true
  }

  /// Gives what waited in this paragraph to the attributions of a sentence, and remembers the last.
  private func settle(_ first: Int, _ state: inout State) {
    for index in first..<max(first, state.drafts.count)
    where !state.drafts[index].pending && !state.dead.contains(index) {
      if state.drafts[index].isAttributed {
        let waiting = state.waiting.prefix { $0 < index }
        let parts = waiting.reversed().flatMap { state.drafts[$0].parts }
        state.drafts[index].parts.insert(contentsOf: parts, at: 0)
        state.dead.formUnion(waiting)
        state.waiting.removeFirst(waiting.count)
      }
      state.current = index
    }
  }

  private func close(_ paragraph: Range<Int>, _ hasQuotation: Bool, _ state: inout State) {
    state.announced = nil
    state.before = nil
    guard let last = paragraph.last else { return }
    let sentences = reader.analysis.sentences
    let range = sentences[last].items
    guard sentences[last].kind == .text, let final = range.last else { return }
    if !reader.isQuotation(final), reader.isColon(final) {
      state.announced = sentenceCue(range, least: 0.2) ?? anyVerb(range)
    }
    state.before = hasQuotation ? nil : range
    if hasQuotation {
      state.previous = state.current
      let items = sentences[paragraph.lowerBound].items.lowerBound..<range.upperBound
      let lastQuotation = items.last { reader.isQuotation($0) }
      state.isOpen =
        state.current != nil && lastQuotation.flatMap { reader.facts($0) }?.closed == false
    } else {
      state.previous = nil
      state.isOpen = false
    }
  }

  // MARK: Cues of sentences without a quotation

  func sentenceCue(_ range: Range<Int>, least: Double) -> Announcement? {
    var best: (rate: Double, verb: Int)?
    for index in range where reader.isFullVerb(index) {
      let rate = reader.rate(index, .before)
      if rate >= least, rate > best?.rate ?? 0 { best = (rate, index) }
    }
    guard let best else { return nil }
    if let source = inverted(best.verb, range) {
      return Announcement(cue: best.verb, source: source)
    }
    guard case .phrase(let source)? = reader.subjects.subject(of: best.verb, in: range) else {
      return nil
    }
    return Announcement(cue: best.verb, source: source)
  }

  /// "The roof leaks, said a clerk, Ana Cole.": who stands behind a verb that a comma opens.
  private func inverted(_ verb: Int, _ range: Range<Int>) -> Range<Int>? {
    let limit = range.upperBound
    guard verb > range.lowerBound, reader.isComma(verb - 1), reader[verb].tag.isFinite,
      let source = reader.phrases.phraseRight(from: verb + 1, limit: limit),
      source.upperBound < limit
    else { return nil }
    if reader[source.upperBound].tag == .stop { return source }
    guard reader.isComma(source.upperBound) else { return nil }
    guard reader[source.upperBound - 1].tag != .NNP,
      let name = reader.phrases.phraseRight(from: source.upperBound + 1, limit: limit),
      name.upperBound < limit, reader[name.upperBound].tag == .stop,
      reader[name.upperBound - 1].tag == .NNP
    else { return source }
    return name
  }

  /// Before a colon any verb will do: "Here is what Reed had to offer:".
  private func anyVerb(_ range: Range<Int>) -> Announcement? {
    let verbs = range.filter { reader.isFullVerb($0) }
    let finite = verbs.filter { reader.phrases.isFinite($0) }
    let pool = (finite.isEmpty ? verbs : finite).sorted {
      reader.rate($0, .before) > reader.rate($1, .before)
    }
    for verb in pool {
      if case .phrase(let source)? = reader.subjects.subject(of: verb, in: range) {
        return Announcement(cue: verb, source: source)
      }
    }
    return nil
  }

  // MARK: Signatures

  /// A quotation alone in its paragraph, signed after a dash or in the next paragraph.
  private func signPending(_ state: inout State) {
    for index in state.drafts.indices
    where state.drafts[index].pending && !state.dead.contains(index) {
      let number = state.drafts[index].sentence
      guard let signature = signature(behind: number), !signature.isEmpty else { continue }
      state.drafts[index].construction = .signature
      state.drafts[index].source = signature
      state.drafts[index].pending = false
    }
  }

  /// Who signs the quotation that opens a sentence: behind a dash, in the next line or paragraph.
  private func signature(behind number: Int) -> Range<Int>? {
    let sentences = reader.analysis.sentences
    let range = sentences[number].items
    if range.count > 2, range.count <= PassageAttributor.signed,
      reader.isQuotation(range.lowerBound),
      reader.isDash(range.lowerBound + 1),
      !(range.lowerBound + 2..<range.upperBound).contains(where: { reader.phrases.isFinite($0) })
    {
      return range.lowerBound + 2..<range.upperBound
    }
    guard number + 1 < sentences.count,
      sentences[number + 1].paragraph == sentences[number].paragraph + 1
        || sentences[number + 1].items.first.map({ reader.isDash($0) }) ?? false
    else { return nil }
    return signatureLine(sentences[number + 1].items)
  }

  /// A short paragraph of a dash and a name, without a verb.
  private func signatureLine(_ range: Range<Int>) -> Range<Int>? {
    guard let last = range.last else { return nil }
    let dash = reader.isDash(range.lowerBound)
    guard range.count <= (dash ? PassageAttributor.signed : 14),
      range.contains(where: { reader[$0].tag.isName }),
      !range.contains(where: { reader.isQuotation($0) || reader.phrases.isFinite($0) })
    else { return nil }
    guard dash || reader[last].tag != .stop else { return nil }
    return (dash ? range.lowerBound + 1 : range.lowerBound)..<range.upperBound
  }
}

extension ParagraphReader {
  /// "Asked whether it would hold, …": a participle of asking that opens a sentence.
  func opensWithQuestion(_ items: Range<Int>) -> Bool {
    guard let first = items.first, !isQuotation(first), has(first, .addressing) else {
      return false
    }
    return self[first].tag == .VBN || self[first].tag == .VBD
  }

  /// The clause behind "Asked about the vote,"; `nil` where a sentence does not open so.
  func clauseBehindQuestion(_ items: Range<Int>) -> Range<Int>? {
    guard opensWithQuestion(items) else { return nil }
    let comma = items.first { comma in
      isComma(comma) && comma + 1 < items.upperBound && phrases.chunks.isInPhrase(comma + 1)
        && !self[comma + 1].tag.isAny(of: [.WP, .WDT])
        && phrases.startsClause(at: comma + 1, limit: items.upperBound)
    }
    return comma.map { $0 + 1..<items.upperBound }
  }
}
