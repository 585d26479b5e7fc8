import NewsSyntax

/// Quotations that go to whom the sentence before them tells of.
extension PassageAttributor {
  private static let fairCue = 0.3
  /// How many items a clause has at most that tells who speaks only by what they do.
  private static let shortClause = 8
  /// How many items a sentence has at most that tells of one person alone.
  private static let portrait = 14

  /// A quotation after a sentence without one, whose cue tells who speaks.
  func takeContext(_ quotation: Int, _ number: Int, _ state: inout State) -> Bool {
    guard case .items(let items) = state.context else { return false }
    guard let context = sentenceCue(items, least: PassageAttributor.fairCue) else {
      return takeActor(of: items, quotation, number, &state)
    }
    guard let speaker = isAuthor(context.source) ? firstActor(of: items) : context else {
      return false
    }
    take(speaker, quotation, number, score: 0.4, &state)
    return true
  }

  /// "Cole laughs when I put this to her.", "When I ask Cole, she laughs.": who acts first besides
  /// the author, who asks.
  private func firstActor(of items: Range<Int>) -> Announcement? {
    for verb in items where reader.phrases.isFinite(verb) {
      guard case .phrase(let source)? = reader.subjects.subject(of: verb, in: items) else {
        return nil
      }
      if !isAuthor(source) { return Announcement(cue: verb, source: source) }
    }
    return nil
  }

  /// Whether a source is "I" or "we" of the article itself.
  private func isAuthor(_ source: Range<Int>) -> Bool {
    source.count == 1 && reader[source.lowerBound].tag == .PRP
      && acts.isFirstPerson(reader[source.lowerBound])
  }

  /// Gives a quotation to who is reported to speak before it.
  func take(
    _ report: Announcement, _ quotation: Int, _ number: Int, score: Double, _ state: inout State
  ) {
    state.drafts.append(
      QuoteDraft(
        construction: .context, cue: report.cue, cueRange: report.cue..<report.cue + 1,
        source: report.source, parts: [quotation..<quotation + 1], end: quotation + 1,
        sentence: number, score: score))
    state.current = state.drafts.count - 1
  }

  /// "Cole, 15, was sceptical.": a sentence that only tells how somebody with a name feels.
  private func judgement(_ items: Range<Int>) -> Range<Int>? {
    guard let verb = items.first(where: { reader.phrases.isFinite($0) }), reader.has(verb, .be),
      let last = items.last(where: { reader[$0].tag != .stop }), last > verb,
      reader[last].tag.isAdjective || reader[last].tag == .VBN,
      !(verb + 1..<last).contains(where: { reader.isComma($0) || reader.isQuotation($0) })
    else { return nil }
    return items
  }

  /// "She has no regrets.": a sentence that tells of one person alone, who acts in it.
  private func portrait(_ items: Range<Int>) -> Range<Int>? {
    guard let first = items.first, items.count <= PassageAttributor.portrait,
      acts.isThirdPerson(reader[first]),
      !items.dropFirst().contains(where: {
        reader.isQuotation($0) || reader.isColon($0) || reader[$0].tag.isName
          || reader[$0].tag == .PRP
      })
    else { return nil }
    var verb = first + 1
    while verb < items.upperBound, reader[verb].tag.isAdverb { verb += 1 }
    return verb < items.upperBound && reader.phrases.isFinite(verb) ? items : nil
  }

  /// Whether a source ends with a name, or is "he" or "she".
  private func isPerson(_ source: Range<Int>) -> Bool {
    guard let last = source.last else { return false }
    return reader[last].tag == .NNP
      || source.count == 1 && acts.isThirdPerson(reader[last])
  }

  /// The clause of a sentence that tells who acts, and so speaks next.
  private func actorClause(_ items: Range<Int>) -> Range<Int>? {
    if let short = reader.clauseBehindQuestion(items) ?? judgement(items),
      short.count <= PassageAttributor.shortClause
    {
      return short
    }
    return portrait(items)
  }

  /// "Asked about the vote, Cole was less sure.": a quotation that is a sentence of its own goes to
  /// who acts in the one before it, if that opens with the question.
  private func takeActor(
    of items: Range<Int>, _ quotation: Int, _ number: Int, _ state: inout State
  ) -> Bool {
    let own = reader.analysis.sentences[number].items
    guard let facts = reader.facts(quotation), facts.capital, facts.closed, !facts.titleCase,
      own.count <= 2, let main = actorClause(items),
      let verb = main.first(where: { reader.phrases.isFinite($0) }),
      case .phrase(let source)? = reader.subjects.subject(of: verb, in: items),
      source.lowerBound >= main.lowerBound,
      (main.lowerBound..<source.lowerBound).allSatisfy({
        reader[$0].tag.isNoun || reader[$0].tag == .CD
      }),
      isPerson(source)
    else { return false }
    state.drafts.append(
      QuoteDraft(
        construction: .context, source: source, parts: [quotation..<quotation + 1],
        end: quotation + 1, sentence: number, score: 0.3))
    state.current = state.drafts.count - 1
    return true
  }
}
