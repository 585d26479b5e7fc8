import NewsSyntax
import NewsText
import RuleEngine

// Whom pronouns refer to: by gender and number, then by what stands nearest, acts and speaks.
extension ReferenceSweep {
  mutating func settlePronoun(_ index: Int) {
    let mention = mentions[index]
    let flags = scanner.wordFlags(mention.core.lowerBound)
    if !flags.isDisjoint(with: [.firstPerson, .secondPerson]) {
      reasonOf[index] =
        flags.contains(.firstPerson)
        ? "the first person is the author or somebody quoted"
        : "the second person is whoever is addressed"
      return
    }
    if mention.kind == .organisation, !mention.isSource { return }
    if mention.quotation >= 0, !mention.isSource { return settleQuoted(index) }
    if mention.plural, !lastJoint.isEmpty, lastJoint.count > 1, lastSource >= 0,
      distance(from: lastSource, to: index) <= 2
    {
      jointOf[index] = lastJoint
      return
    }
    rank(index)
    if mention.plural, settlePair(index) { return }
    guard let best = ranked.first else {
      reasonOf[index] = "nobody fits the pronoun"
      return
    }
    let second = ranked.count > 1 ? ranked[1].score : Int.min / 2
    if best.score >= weights.least, best.score - second >= weights.margin {
      entityOf[index] = best.entity
      learnGender(best.entity, from: mention, alone: ranked.count == 1)
      return
    }
    candidatesOf[index] = ranked.prefix(4).map {
      ReferenceCandidate(entity: $0.entity, reason: $0.reason)
    }
    reasonOf[index] =
      ranked.count > 1 ? "several fit the pronoun" : "nobody near fits the pronoun"
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
    candidatesOf[index] =
      (pair.map { ReferenceCandidate(entity: $0, reason: .namedTogether) }
        + rivals.prefix(2).map { ReferenceCandidate(entity: $0.entity, reason: $0.reason) })
    reasonOf[index] = "several fit the pronoun"
    return true
  }

  private mutating func learnGender(_ entity: Int, from mention: SpeakerMention, alone: Bool) {
    guard mention.gender != .unknown, entities[entity].gender == .unknown else { return }
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
    let entity = entities[number]
    switch pronoun.kind {
    case .person:
      guard entity.kind == .person || (entity.kind == .unknown && entity.named), !entity.plural
      else { return 0 }
      guard pronoun.gender.agrees(with: entity.gender) else { return 0 }
      return entity.gender == .unknown ? 1 : 2
    case .group:
      if entity.kind == .group || entity.plural { return 2 }
      if entity.kind == .organisation, entity.state < 0 { return 1 }
      let isOne = entity.kind == .person && !entity.named && entity.gender == .unknown
      return isOne && pronoun.isSource ? 1 : 0
    default:
      guard !entity.plural else { return 0 }
      if entity.kind == .organisation || entity.kind == .document { return 2 }
      return entity.kind == .unknown ? 1 : 0
    }
  }

  struct Ranked {
    var entity: Int
    var score: Int
    var reason: ReferenceReason
  }

  /// Ranks the candidates of a pronoun.
  private mutating func rank(_ index: Int) {
    let pronoun = mentions[index]
    ranked.removeAll(keepingCapacity: true)
    let excluded = subjectOfSameClause(index)
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) < weights.sentences else { break }
      let entity = entityOf[other]
      guard entity >= 0, entity != excluded else { continue }
      let fit = fits(pronoun, entity)
      guard fit > 0 else { continue }
      let score = score(other, for: index, fit: fit)
      if let known = ranked.firstIndex(where: { $0.entity == entity }) {
        if score.score > ranked[known].score { ranked[known] = score }
      } else {
        ranked.append(score)
      }
    }
    if ranked.count > 1 { ranked.sort { ($1.score, $0.entity) < ($0.score, $1.entity) } }
  }

  @inline(__always)
  private func score(_ other: Int, for index: Int, fit: Int) -> Ranked {
    let mention = mentions[other]
    let entity = entities[entityOf[other]]
    let away = distance(from: other, to: index)
    var score = away == 0 ? weights.sameSentence : weights.before[min(away, 3) - 1]
    var reason = ReferenceReason.named(away)
    if mention.isSubject {
      score += weights.subject
      if away <= 1 {
        reason = away == 0 ? .subjectOfSentence : .subjectOfSentenceBefore
      }
    }
    if isFirst(other) { score += weights.first }
    if mention.isSource { score += weights.source }
    if lastSource >= 0, entityOf[lastSource] == entityOf[other] {
      score += weights.lastSource
      reason = .spokeLast
    }
    score += weights.mention * min(entity.count, weights.mentionLimit)
    if fit == 2 { score += weights.gender }
    if mention.isPossessive { score += weights.possessive }
    if mention.inHeading { score += weights.heading }
    if mention.quotation >= 0, mentions[index].quotation != mention.quotation {
      score += weights.quoted
    }
    if entity.kind == .unknown { score += weights.unsure }
    if !entity.named, mention.determiner == .indefinite, !mention.isSource, !mention.isSubject {
      score += weights.indefinite
    }
    if paragraphBetween(mention, mentions[index]) { score += weights.paragraph }
    return Ranked(entity: entityOf[other], score: score, reason: reason)
  }

  private func min(_ one: Int, _ other: Int) -> Int { one < other ? one : other }

  /// Whether a mention is the first of its sentence outside quotations.
  private func isFirst(_ index: Int) -> Bool {
    let start = mentions[index].tokens.lowerBound
    let sentence = scanner.document.sentences[mentions[index].sentence].tokens
    return start - sentence.lowerBound <= 2
  }

  private func paragraphBetween(_ one: SpeakerMention, _ other: SpeakerMention) -> Bool {
    one.sentence < other.sentence && paragraphs[one.sentence] < paragraphs[other.sentence]
  }

  /// Of an object pronoun, the subject of the same clause, which it cannot be: "Reed told him".
  private func subjectOfSameClause(_ index: Int) -> Int {
    let mention = mentions[index]
    guard !mention.isPossessive, !mention.isSubject, !mention.isSource, done > 0 else { return -1 }
    let previous = order[done - 1]
    guard mentions[previous].sentence == mention.sentence, mentions[previous].isSubject,
      mention.core.lowerBound - mentions[previous].tokens.upperBound <= 4
    else { return -1 }
    return entityOf[previous]
  }
}
