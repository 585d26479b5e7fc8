import NewsSyntax
import NewsText
import RuleEngine

// Whom pronouns refer to: by gender and number, then by what stands nearest, acts and speaks.
extension ReferenceSweep {
  mutating func settlePronoun(_ index: Int) {
    let mention = mentions[index]
    let flags = scanner.wordFlags(mention.core.lowerBound)
    if !flags.isDisjoint(with: [.firstPerson, .secondPerson]) {
      return leaveOpen(index, flags.contains(.firstPerson) ? .firstPerson : .secondPerson)
    }
    if mention.kind == .organisation, !mention.isSource { return }
    if mention.quotation >= 0, !mention.isSource { return settleQuoted(index) }
    if mention.plural, !lastJoint.isEmpty, lastJoint.count > 1, lastSource >= 0,
      distance(from: lastSource, to: index) <= 2
    {
      jointOf[index] = lastJoint
      return
    }
    if settleAfterOpen(index) { return }
    rank(index)
    if mention.plural, settlePair(index) { return }
    guard let best = ranked.first else { return leaveOpen(index, .nobodyFits) }
    let second = ranked.count > 1 ? ranked[1].score : Int.min / 2
    if best.score >= weights.least, best.score - second >= weights.margin,
      !isOvershadowed(best.entity, index), !isLessKnown(best.entity, index)
    {
      entityOf[index] = best.entity
      learnGender(best.entity, from: mention)
      return
    }
    leaveOpen(index, ranked.count > 1 ? .severalFit : .nobodyNear) {
      $0.ranked.prefix(4).map(\.candidate)
    }
  }

  /// "Cole said she was late, for her bus was. Her mother, Ana Vale, disagreed. “No,” she said.":
  /// whether in the sentence before, of the same paragraph, somebody else with a name acts who fits
  /// as well, and an entity is only told of as a possessor.
  private mutating func isOvershadowed(_ entity: Int, _ index: Int) -> Bool {
    guard mentions[index].kind == .person, ranked.count > 1 else { return false }
    let sentence = mentions[index].sentence
    var actor = -1
    for place in stride(from: done - 1, through: 0, by: -1) {
      let standing = standings[place]
      guard Int(standing.sentence) >= sentence - 1 else { break }
      let found = entityOf[Int(standing.mention)]
      guard found >= 0, standing.quotation < 0 else { continue }
      if found == entity {
        guard Int(standing.sentence) < sentence, mentions[Int(standing.mention)].isPossessive
        else { return false }
      } else if Int(standing.sentence) < sentence, standing.isSubject, entities[found].named,
        standing.paragraph == paragraphs[sentence]
      {
        actor = found
      }
    }
    return actor >= 0 && ranked.contains { $0.entity == actor }
  }

  /// "A spokesperson said so. What surprised Ana Cole, she said, was": whether an entity has
  /// neither name nor gender, and somebody with both who fits is named in the pronoun's sentence.
  private mutating func isLessKnown(_ entity: Int, _ index: Int) -> Bool {
    guard mentions[index].kind == .person, !entities[entity].named,
      entities[entity].gender == .unknown
    else { return false }
    return ranked.contains { other in
      let rival = entities[other.entity]
      return other.entity != entity && rival.named && rival.gender != .unknown
        && mentions[rival.last].sentence == mentions[index].sentence
    }
  }

  /// "They" after "Reed and Cole": both, unless a group fits as well.
  private mutating func settlePair(_ index: Int) -> Bool {
    guard pair.count > 1, distance(from: pairMention, to: index) <= 1 else { return false }
    let rivals = ranked.filter {
      distance(from: entities[$0.entity].last, to: index)
        <= distance(from: pairMention, to: index) + 1
    }
    if rivals.isEmpty {
      jointOf[index] = pair
      return true
    }
    leaveOpen(index, .severalFit) {
      $0.pair.map { ReferenceCandidate(entity: $0, reason: .namedTogether) }
        + rivals.prefix(2).map(\.candidate)
    }
    return true
  }

  /// "He said" after a source that is left open is the same, whoever that is, and left open as
  /// well; `false` where no source was left open.
  private mutating func settleAfterOpen(_ index: Int) -> Bool {
    let mention = mentions[index]
    guard mention.kind == .person, mention.isSource, openSource >= 0, mention.gender != .unknown,
      mention.gender.agrees(with: mentions[openSource].gender),
      distance(from: openSource, to: index) <= 2
    else { return false }
    let same = candidatesOf[openSource, default: []].filter {
      mention.gender.agrees(with: entities[$0.entity].gender)
    }
    leaveOpen(
      index,
      same.isEmpty ? .nobodyFits : (reasonOf[openSource] == .severalFit ? .severalFit : .sameAsOpen)
    ) { _ in same }
    return true
  }

  private mutating func learnGender(_ entity: Int, from mention: SpeakerMention) {
    // "Jean Cole said nothing would bring him back": an object may be somebody else.
    guard mention.gender != .unknown, entities[entity].gender == .unknown,
      mention.isSource || mention.isSubject || mention.isPossessive
    else { return }
    entities[entity].gender = mention.gender
    entities[entity].genderBy = .pronoun
    if entities[entity].kind == .unknown { entities[entity].kind = .person }
  }

  /// Within a quotation: only somebody named in the same quotation, and nobody else there.
  private mutating func settleQuoted(_ index: Int) {
    let mention = mentions[index]
    var found = -1
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard mentions[other].quotation == mention.quotation else { break }
      let entity = entityOf[other]
      guard entity >= 0, entity != found, fits(mention, entity) > 0 else { continue }
      if found >= 0 { return }
      found = entity
    }
    if found >= 0 { entityOf[index] = found }
  }

  /// 0 where an entity cannot be meant, 1 where it may, 2 where gender or number say so.
  @inline(__always)
  private func fits(_ pronoun: SpeakerMention, _ number: Int) -> Int {
    let kind = entities[number].kind
    switch pronoun.kind {
    case .person:
      guard kind == .person || (kind == .unknown && entities[number].named),
        !entities[number].plural, pronoun.gender.agrees(with: entities[number].gender)
      else { return 0 }
      return entities[number].gender == .unknown ? 1 : 2
    case .group:
      if kind == .group || entities[number].plural { return 2 }
      if kind == .organisation, entities[number].state < 0 { return 1 }
      // "They" of one who is not named: only of whoever spoke last.
      let isOne =
        kind == .person && !entities[number].named && entities[number].gender == .unknown
      return isOne && pronoun.isSource && lastSource >= 0 && entityOf[lastSource] == number
        ? 1 : 0
    default:
      guard !entities[number].plural else { return 0 }
      if kind == .organisation || kind == .document { return 2 }
      return kind == .unknown ? 1 : 0
    }
  }

  /// How many tokens a sentence has at most that only tells what who speaks next does.
  private static let leadInLength = 7

  /// "Cole laughs. “No,” she says.": whether somebody acts in a short sentence before a quote.
  private func leadsIn(_ standing: Standing, to pronoun: SpeakerMention) -> Bool {
    pronoun.isSource && standing.isSubject && standing.quotation < 0
      && scanner.document.sentences[Int(standing.sentence)].tokens.count <= Self.leadInLength
      && opensQuotation(pronoun.sentence)
  }

  /// "Cole runs the mill. ¶ “I like it,” she said.": whether a pronoun is the source of a quotation
  /// that opens a paragraph and tells of nobody whom the pronoun fits.
  private func opensParagraph(with index: Int) -> Bool {
    let pronoun = mentions[index]
    guard late < 0, pronoun.isSource, pronoun.kind == .person, pronoun.sentence > 0,
      paragraphs[pronoun.sentence] == paragraphs[pronoun.sentence - 1] + 1,
      case let start = scanner.document.sentences[pronoun.sentence].tokens.lowerBound,
      start < pronoun.core.lowerBound, scanner.document.tokens[start].kind == .openQuote
    else { return false }
    let said = start..<pronoun.core.lowerBound
    return !said.contains { token in
      let facts = scanner.facts(token)
      return facts.flags.contains(.pronoun) && facts.gender != .unknown
        && facts.gender == pronoun.gender
    }
  }

  /// Whether somebody with a name opens the sentence right before a pronoun's paragraph as its
  /// subject, and nobody else speaks there.
  private func leads(_ standing: Standing, to pronoun: SpeakerMention) -> Bool {
    guard standing.isSubject, standing.quotation < 0,
      Int(standing.sentence) == pronoun.sentence - 1,
      case let mention = mentions[Int(standing.mention)],
      case let entity = entityOf[Int(standing.mention)], entities[entity].named
    else { return false }
    let start = scanner.document.sentences[Int(standing.sentence)].tokens.lowerBound
    guard mention.tokens.lowerBound - start <= Self.leadInLength else { return false }
    return lastSource < 0 || mentions[lastSource].sentence < Int(standing.sentence)
      || entityOf[lastSource] == entity
  }

  /// "in Lenfield", "at Stone Bay": whether a mention tells where, so that "they" are not meant.
  private func namesPlace(_ index: Int) -> Bool {
    mentions[index].form == .place || isPlace(mentions[index])
  }

  struct Ranked {
    var entity: Int
    var score: Int
    var reason: ReferenceReason

    var candidate: ReferenceCandidate { ReferenceCandidate(entity: entity, reason: reason) }
  }

  /// Ranks the candidates of a pronoun.
  private mutating func rank(_ index: Int) {
    let pronoun = mentions[index]
    let paragraph = paragraphs[pronoun.sentence]
    ranked.removeAll(keepingCapacity: true)
    let isObject = !pronoun.isPossessive && !pronoun.isSubject && !pronoun.isSource
    let excluded = isObject ? subjectOfSameClause(index) : -1
    let isAsked = lastSource >= 0 && turns[lastSource]?.contains(.asking) ?? false
    let asker = isAsked ? asker(answeredBy: index) : -1
    let isBehindContent = isBehindContent(index)
    let spokeLast = lastSource >= 0 ? entityOf[lastSource] : -1
    let opensParagraph = opensParagraph(with: index)
    var place = done
    while place > max(0, done - weights.window) {
      place -= 1
      let standing = standings[place]
      let away = abs(pronoun.sentence - Int(standing.sentence))
      guard away < weights.sentences else { break }
      let entity = entityOf[Int(standing.mention)]
      guard entity >= 0, entity != excluded, entity != asker else { continue }
      let fit = fits(pronoun, entity)
      guard fit > 0, pronoun.kind == .person || !namesPlace(Int(standing.mention)) else { continue }
      var made = score(standing, of: entity, away, fit: fit, spokeLast: entity == spokeLast)
      if standing.quotation >= 0, pronoun.quotation != Int(standing.quotation) {
        made.score += weights.quoted
      }
      if Int(standing.sentence) < pronoun.sentence, standing.paragraph < paragraph {
        made.score += weights.paragraph
        if opensParagraph, leads(standing, to: pronoun) { made.score += weights.leadParagraph }
      } else if isBehindContent, away == 0, !mentions[Int(standing.mention)].isSource {
        if !standing.isSubject, pronoun.kind == .person { made.score += weights.content }
      } else if standing.acts, Int(standing.quotation) == pronoun.quotation {
        made.score += weights.ownParagraph
        if away == 1, leadsIn(standing, to: pronoun) { made.score += weights.leadIn }
      }
      if let known = ranked.firstIndex(where: { $0.entity == entity }) {
        if made.score > ranked[known].score { ranked[known] = made }
      } else {
        ranked.append(made)
      }
    }
    addLate(pronoun)
    if ranked.count > 1 { ranked.sort { ($1.score, $0.entity) < ($0.score, $1.entity) } }
  }

  /// What speaks for an entity by one mention of it, so many sentences away.
  @inline(__always)
  private func score(
    _ standing: Standing, of entity: Int, _ away: Int, fit: Int, spokeLast: Bool
  ) -> Ranked {
    var score = Int(standing.score)
    score += away == 0 ? weights.sameSentence : weights.before[min(away, 3) - 1]
    score += weights.mention * min(entities[entity].count, weights.mentionLimit)
    if spokeLast { score += weights.lastSource }
    if fit == 2 { score += weights.gender }
    if entities[entity].kind == .unknown { score += weights.unsure }
    if standing.isIdle, !entities[entity].named { score += weights.indefinite }
    var reason = ReferenceReason.named(away)
    if spokeLast {
      reason = .spokeLast
    } else if standing.isSubject, away <= 1 {
      reason = away == 0 ? .subjectOfSentence : .subjectOfSentenceBefore
    }
    return Ranked(entity: entity, score: score, reason: reason)
  }

  private func min(_ one: Int, _ other: Int) -> Int { one < other ? one : other }

  /// "Vale was late, she said on Monday.": whether a source stands behind a comma, and what it says
  /// before that, so that those told of there are somebody else.
  private mutating func isBehindContent(_ index: Int) -> Bool {
    let mention = mentions[index]
    let (comma, verb) = (mention.core.lowerBound - 1, mention.core.upperBound)
    guard mention.isSource, mention.quotation < 0, comma > 0, scanner.isMark(comma, 0x2C),
      case let end = scanner.document.sentences[mention.sentence].tokens.upperBound, verb < end,
      scanner.tags[verb].isFinite
    else { return false }
    for token in verb + 1..<max(verb + 1, Swift.min(verb + 5, end)) {
      if scanner.isMark(token, 0x2C) || scanner.tags[token] == .stop { return true }
      guard scanner.tags[token].isAny(of: [.NNP, .NN, .RB, .IN, .DT]) else { return false }
    }
    return false
  }

  /// Whoever spoke last, who asked, if a mention is of who answers: "“Why?” Reed asked. “It is
  /// late,” he replied."
  private mutating func asker(answeredBy index: Int) -> Int {
    guard distance(from: lastSource, to: index) <= 2,
      turns[index]?.contains(.answering) ?? false || isAnsweredInNewParagraph(index)
        || isAnsweredAtOnce(index)
    else { return -1 }
    return entityOf[lastSource]
  }

  /// "A clerk asked if she was ill.", and in the next paragraph a quotation of hers: whether the
  /// last source asks without a quotation, and a mention is the source of one in the paragraph
  /// behind.
  private func isAnsweredInNewParagraph(_ index: Int) -> Bool {
    let (asked, answer) = (mentions[lastSource].sentence, mentions[index].sentence)
    guard mentions[index].isSource, paragraphs[answer] == paragraphs[asked] + 1 else {
      return false
    }
    return !opensQuotation(asked) && opensQuotation(answer)
  }

  /// "Asked by the judge whether it was late, she said it was": whether the last source is who
  /// asks, behind "by", and a mention the source in the clause of the same sentence.
  private func isAnsweredAtOnce(_ index: Int) -> Bool {
    let asker = mentions[lastSource]
    guard asker.sentence == mentions[index].sentence, mentions[index].isSource,
      asker.tokens.lowerBound > 0, asker.tokens.upperBound <= mentions[index].tokens.lowerBound
    else { return false }
    let by = scanner.document.tokens[asker.tokens.lowerBound - 1]
    return scanner.tags[asker.tokens.lowerBound - 1] == .IN && by.end - by.start == 2
      && scanner.document.bytes[Int(by.start)] | 0x20 == 0x62
  }

  /// Whether a quotation opens within a sentence.
  private func opensQuotation(_ sentence: Int) -> Bool {
    for token in scanner.document.sentences[sentence].tokens
    where scanner.document.tokens[token].kind == .openQuote {
      return true
    }
    return false
  }

  /// Of an object pronoun, the subject of the same clause, which it cannot be: "Reed told him".
  private mutating func subjectOfSameClause(_ index: Int) -> Int {
    let mention = mentions[index]
    guard done > 0 else { return -1 }
    let previous = order[done - 1]
    guard mentions[previous].sentence == mention.sentence, mentions[previous].isSubject,
      mention.core.lowerBound - mentions[previous].tokens.upperBound <= 4
    else { return -1 }
    return entityOf[previous]
  }
}
