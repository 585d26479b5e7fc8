import NewsSyntax
import NewsText
import RuleEngine

// Whom descriptions refer to: "the official", "another official", "the company", "farmers".
extension ReferenceSweep {
  mutating func settleDescription(_ index: Int) {
    let mention = mentions[index]
    if isPredicate(mention) {
      guard mention.isSource else { return }
      if mention.kind == .person, !mention.plural, let subject = subjectOfPredicate(index) {
        entityOf[index] = subject
        return
      }
    }
    if settlePairPart(index) || settleEpithet(index) { return }
    switch mention.kind {
    case .person where !mention.plural: settlePerson(index)
    case .organisation: settleOrganisation(index)
    case .document: settleThing(index)
    default: settleGroup(index)
    }
  }

  /// "Reed is a clerk": what is said of somebody, no mention.
  private func isPredicate(_ mention: SpeakerMention) -> Bool {
    let before = mention.tokens.lowerBound - 1
    return before >= 0 && scanner.wordFlags(before).contains(.be)
  }

  /// "Reed is the clerk who says": the only one named in the sentence before what is said of them.
  private func subjectOfPredicate(_ index: Int) -> Int? {
    var found: Int?
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard mentions[other].sentence == mentions[index].sentence else { break }
      let entity = entityOf[other]
      guard entity >= 0, entities[entity].kind == .person else { continue }
      guard entities[entity].named, mentions[other].quotation < 0, found ?? entity == entity else {
        return nil
      }
      found = entity
    }
    return found
  }

  // MARK: People

  private mutating func settlePerson(_ index: Int) {
    let mention = mentions[index]
    if mention.order > 0, mention.determiner != .another {
      if let found = ordered(mention) { entityOf[index] = found } else { introducePerson(index) }
      return
    }
    switch mention.determiner {
    case .indefinite, .another, .count, .partitive:
      introducePerson(index)
    case .possessive:
      settlePossessed(index)
    case .other:
      settleOther(index)
    case .none where !mention.isSource && !isKnown(mention):
      return
    default:
      settleDefinite(index)
    }
  }

  private func isKnown(_ mention: SpeakerMention) -> Bool {
    lastRecent(mention.head) { entities[$0].count > 0 } != nil
  }

  private mutating func introducePerson(_ index: Int) {
    let number = introduce(index, kind: .person)
    let mention = mentions[index]
    guard mention.isSource || mention.determiner == .partitive else { return }
    addNouns(of: number, as: .unnamed)
  }

  /// "the first official": whoever was called so, else by order of introduction.
  private func ordered(_ mention: SpeakerMention) -> Int? {
    let list = byNoun.members(.unnamed, mention.head).prefix(weights.window)
    if let same = list.first(where: { entities[$0].order == mention.order }) { return same }
    let place = Int(mention.order) - 1
    guard place < list.count, entities[list[place]].order == 0 else { return nil }
    return list[place]
  }

  /// "the other official": the one of two who was not mentioned last.
  private mutating func settleOther(_ index: Int) {
    let list = byNoun.members(.unnamed, mentions[index].head)
    guard list.count == 2 else { return introducePerson(index) }
    entityOf[index] = entities[list[0]].last > entities[list[1]].last ? list[1] : list[0]
  }

  private mutating func settleDefinite(_ index: Int) {
    let mention = mentions[index]
    let all = recent(mention.head).filter {
      entities[$0].kind == .person && mention.gender.agrees(with: entities[$0].gender)
        && !entities[$0].plural
    }
    var known = all.filter { entities[$0].count > 0 }
    let bare = words[mention.head].flags.contains(.bare)
    if bare {
      let unnamed = known.filter { !entities[$0].named }
      if !unnamed.isEmpty { known = unnamed }
      if known.isEmpty, mention.determiner == .definite { known = unnamedSpeakers(index) }
    }
    if known.isEmpty, isOfficeMention(mention) { known = all.filter { entities[$0].named } }
    let place = placeWords(mention)
    if !bare, !place.isEmpty, !known.isEmpty {
      let fitting = known.filter { bears(place, $0) }
      if fitting.isEmpty {
        return leaveOpen(index, .otherPlace) { $0.strangers(known + $0.nearPeople(index)) }
      }
      known = fitting
    }
    let others = known.filter { isOfAnother($0, than: mention) }
    if !others.isEmpty {
      // "the Tory leader", where the Labour leader is known
      known.removeAll { others.contains($0) }
      if known.isEmpty { return leaveOpen(index, .notIntroduced) }
    }
    if known.count > 1 { known = narrow(known, by: mention) }
    switch known.count {
    case 0: settleUnknown(index)
    case 1:
      if let nearer = nearerActor(index, than: known[0]) {
        let choices = [nearer, known[0]]
        return leaveOpen(index, .severalDescribed) { $0.candidates(choices[...]) }
      }
      entityOf[index] = known[0]
      enrich(known[0], with: index)
    default: settleNearest(index, among: known)
    }
  }

  private func isOfficeMention(_ mention: SpeakerMention) -> Bool {
    mention.core.contains { scanner.wordFlags($0).contains(.office) }
  }

  /// Unnamed people who spoke, whatever they were called: "the source" after "an official".
  ///
  /// A noun that tells more than that is of one of them only if that one was called by a noun that
  /// tells nothing: "the banker" may be "an insider" and no "resident".
  private mutating func unnamedSpeakers(_ index: Int) -> [Int] {
    let mention = mentions[index]
    guard !isRestricted(mention) else { return [] }
    let isAnybody = words[mention.head].uses.contains(.anybody)
    var found: [Int] = []
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let entity = entityOf[order[place]]
      guard entity >= 0, !found.contains(entity) else { continue }
      let candidate = entities[entity]
      let fits =
        isAnybody
        || words[candidate.head].uses.contains(.anybody) && candidate.gender == .unknown
      let isOpen =
        candidate.isBare || isAnybody && mention.gender != .unknown && !candidate.isOffice
      // "the man" further on is somebody of another story
      let isNear =
        !isAnybody || mention.gender == .unknown || candidate.gender != .unknown
        || distance(from: candidate.last, to: index) <= 3
      if !candidate.named, candidate.kind == .person, isOpen, candidate.lastSource >= 0, fits,
        isNear, mention.gender.agrees(with: candidate.gender)
      {
        found.append(entity)
      }
    }
    return found
  }

  /// The words of the place in a description: "Vermont" of "the Vermont senator".
  private func placeWords(_ mention: SpeakerMention) -> Range<Int> {
    for token in mention.tokens where token < mention.core.lowerBound {
      let limit = mention.core.lowerBound
      if let found = scanner.phrase(.place, from: token, limit: limit)
        ?? scanner.phrase(.state, from: token, limit: limit)
      {
        return token..<token + found.count
      }
    }
    return 0..<0
  }

  /// Whether an entity's role or name holds words.
  private func bears(_ range: Range<Int>, _ entity: Int) -> Bool {
    let known = Array(entities[entity].role ?? 0..<0) + mentions[entities[entity].fullest].tokens
    return range.allSatisfy { word in
      known.contains { scanner.lexemes[$0] == scanner.lexemes[word] }
    }
  }

  /// People of whom a place tells that they may be meant, or that it may be somebody else.
  private func strangers(_ choices: [Int]) -> [ReferenceCandidate] {
    var seen: Set<Int> = []
    return choices.filter { seen.insert($0).inserted }.prefix(4).map {
      ReferenceCandidate(entity: $0, reason: .mayBeFromThere)
    }
  }

  /// Whether the body or party right before a noun in somebody's role is another than that before
  /// the same noun of a description.
  private func isOfAnother(_ entity: Int, than mention: SpeakerMention) -> Bool {
    let word = mention.core.lowerBound - 1
    guard word >= mention.tokens.lowerBound, isParty(word), let role = entities[entity].role,
      let noun = role.dropFirst().first(where: { words[scanner.lexemes[$0]].lemma == mention.head }
      ),
      isParty(noun - 1), scanner.lexemes[noun - 1] != 0
    else { return false }
    return !role.contains { scanner.lexemes[$0] == scanner.lexemes[word] }
  }

  /// "Labour", "Tory": a word with a capital for people or a body, and for no place.
  private func isParty(_ token: Int) -> Bool {
    let flags = scanner.wordFlags(token)
    return scanner.document.tokens[token].flags.contains(.capital)
      && scanner.lexemes[token] != 0
      && (flags.contains(.noun) || scanner.isPhrase(.organisation, token..<token + 1))
      && !scanner.isPhrase(.place, token..<token + 1)
      && !scanner.isPhrase(.state, token..<token + 1)
  }

  /// Those whose role or name shares a modifier with the description: "the Ohio senator".
  private func narrow(_ known: [Int], by mention: SpeakerMention) -> [Int] {
    let modifiers = mention.tokens.filter {
      $0 < mention.core.lowerBound
        && scanner.document.tokens[$0].flags.contains(.capital)
        && !scanner.wordFlags($0).contains(.definite)
    }.map { scanner.document.bytes[scanner.document.tokens[$0].bytes] }
    guard !modifiers.isEmpty else { return known }
    let fitting = known.filter { entity in
      let role = entities[entity].role ?? 0..<0
      let whole = mentions[entities[entity].fullest].tokens
      return modifiers.allSatisfy { modifier in
        (Array(role) + Array(whole)).contains {
          scanner.document.bytes[scanner.document.tokens[$0].bytes].elementsEqual(modifier)
        }
      }
    }
    return fitting.isEmpty ? known : fitting
  }

  /// Chooses the one who spoke last or was mentioned last, if no other is as near.
  private mutating func settleNearest(_ index: Int, among known: [Int]) {
    let ranked = known.sorted { entities[$0].last > entities[$1].last }
    let best = ranked[0]
    let next = ranked[1]
    let lead =
      distance(from: entities[next].last, to: index)
      - distance(from: entities[best].last, to: index)
    let speaks = lastSource >= 0 && entityOf[lastSource] == best
    if lead >= 2 || (speaks && lead >= 1) {
      entityOf[index] = best
      enrich(best, with: index)
      if lead < 4 { leaveOpen(index, nil) { $0.candidates(ranked[1...].prefix(3)) } }
      return
    }
    leaveOpen(index, .severalDescribed) { $0.candidates(ranked.prefix(4)) }
  }

  func candidates(
    _ people: ArraySlice<Int>, _ reason: ReferenceReason = .fitsDescription
  ) -> [ReferenceCandidate] {
    people.map { ReferenceCandidate(entity: $0, reason: reason) }
  }

  /// A definite description that nobody bears: somebody new, or the one person in question.
  private mutating func settleUnknown(_ index: Int) {
    let mention = mentions[index]
    let bare = words[mention.head].flags.contains(.bare)
    if !isRestricted(mention), !isOfficeMention(mention), mention.determiner == .definite, !bare,
      !words[mention.head].flags.contains(.relation)
    {
      let isAgain = words[mention.head].flags.contains(.epithet)
      let near = nearPeople(
        index, loose: isAgain && words[mention.head].uses.contains(.loose))
      if isAgain, near.count == 1, isClearlyMeant(near[0], by: index) {
        entityOf[index] = near[0]
        return
      }
      if near.count == 1, isAgain, !mention.isSource { return }
      if near.count > 1 || (near.count == 1 && (isAgain || isPublic(mention))),
        mention.isSource || isPublic(mention)
      {
        return leaveOpen(index, .notIntroduced) {
          $0.candidates(near.prefix(4), .mentionedBefore)
        }
      }
    }
    if mention.isSource || mention.isSubject { introducePerson(index) }
  }

  /// Whether a description is of a politician or the like, who are known though not named.
  private func isPublic(_ mention: SpeakerMention) -> Bool { nouns.isPublic(mention.head, words) }

  private mutating func isRestricted(_ mention: SpeakerMention) -> Bool {
    let after = mention.core.upperBound
    guard after < scanner.document.tokens.count else { return false }
    let tag = scanner.tags[after]
    return tag == .IN || tag == .TO || tag == .WP || tag == .WDT || tag == .VBN || tag == .VBG
      || tag == .WPS
  }

  /// Whether somebody's role is one of a player's, who may have others: the captain a midfielder.
  func isLoose(_ entity: Int) -> Bool {
    (0..<entities[entity].heads.count).contains {
      words[entities[entity].heads[$0]].uses.contains(.loose)
    }
  }

  /// Named people without a known role in this sentence and the two before.
  ///
  /// - Parameter loose: Whether those count whose role is one of a player's.
  func nearPeople(_ index: Int, loose: Bool = false) -> [Int] {
    let mention = mentions[index]
    var found: [Int] = []
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 2 else { break }
      let entity = entityOf[other]
      guard entity >= 0, !found.contains(entity) else { continue }
      let candidate = entities[entity]
      guard candidate.kind == .person, candidate.named,
        candidate.heads.isEmpty || loose && isLoose(entity),
        mentions[other].quotation < 0,
        mention.gender.agrees(with: candidate.gender),
        distance(from: other, to: index) > 0 || mentions[other].isSubject
      else { continue }
      found.append(entity)
    }
    return found
  }

  /// Takes over what a description tells of an entity that it was found to be.
  private mutating func enrich(_ entity: Int, with index: Int) {
    let mention = mentions[index]
    if entities[entity].gender == .unknown, mention.gender != .unknown {
      entities[entity].gender = mention.gender
      entities[entity].genderBy = mention.genderBy
    }
  }

  // MARK: Groups, organisations, documents

  private mutating func settleGroup(_ index: Int) {
    let mention = mentions[index]
    let definite = mention.determiner == .definite || mention.determiner == .demonstrative
    if definite, !isRestricted(mention), mention.head != 0, !isModified(mention) {
      let known = lastRecent(mention.head) {
        entities[$0].kind == .group && entities[$0].count > 0
      }
      if let known {
        entityOf[index] = known
        return
      }
    }
    guard mention.determiner == .none || definite else {
      introduce(index, kind: mention.kind == .unknown ? .unknown : .group)
      return
    }
    settleByText(index, kind: mention.kind == .unknown ? .unknown : .group)
  }

  private mutating func settleOrganisation(_ index: Int) {
    let mention = mentions[index]
    if mention.state >= 0, words[mention.head].broader == nouns.state {
      if let known = byState.find(0, UInt32(mention.state)) {
        entityOf[index] = known
      } else {
        let made = introduce(index, kind: .organisation, named: true)
        byState.set(0, UInt32(mention.state), to: made)
      }
      return
    }
    if mention.determiner == .possessive, mention.possessor.map({ entityOf[$0] >= 0 }) ?? false {
      return settleOwned(index)
    }
    if hasName(mention) { return settleByText(index, kind: .organisation, named: true) }
    guard mention.determiner == .definite || mention.determiner == .demonstrative else {
      introduce(index, kind: .organisation)
      return
    }
    if isRestricted(mention) { return settleByText(index, kind: .organisation) }
    let known =
      recent(mention.head).filter {
        entities[$0].kind == .organisation && entities[$0].count > 0
          && !isQuotedOnly($0, for: mention)
      } + organisations(endingIn: mention)
    if let nearest = known.max(by: { entities[$0].last < entities[$1].last }) {
      entityOf[index] = nearest
    } else if words[mention.head].broader == nouns.body, let only = onlyOrganisation(index) {
      entityOf[index] = only
    } else {
      settleByText(index, kind: .organisation)
    }
  }

  /// Whether something without a name was spoken of in a quotation alone, and another than the
  /// mention's.
  private func isQuotedOnly(_ entity: Int, for mention: SpeakerMention) -> Bool {
    let last = mentions[entities[entity].last]
    return !entities[entity].named && last.quotation >= 0 && last.quotation != mention.quotation
  }

  /// Organisations whose name ends in the noun: "the commission" for the Harbor Commission.
  private mutating func organisations(endingIn mention: SpeakerMention) -> [Int] {
    guard mention.head != 0 else { return [] }
    var found: [Int] = []
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      let entity = entityOf[other]
      guard entity >= 0, mentions[other].form == .organisation || mentions[other].form == .fullName,
        !found.contains(entity), let last = mentions[other].core.last,
        case let noun = scanner.facts(last).lemma,
        // "Mercia Police", then "the force"
        noun == mention.head || words[noun].broader == mention.head
      else { continue }
      found.append(entity)
    }
    return found
  }

  private func onlyOrganisation(_ index: Int) -> Int? {
    var found: Int?
    for place in stride(from: done - 1, through: max(0, done - weights.window), by: -1) {
      let other = order[place]
      guard distance(from: other, to: index) <= 3 else { break }
      let entity = entityOf[other]
      guard entity >= 0, entities[entity].named, entities[entity].state < 0,
        entities[entity].kind == .organisation || entities[entity].kind == .unknown,
        mentions[other].form == .organisation || mentions[other].form == .shortName,
        !isPlace(mentions[other])
      else { continue }
      if let found, found != entity { return nil }
      found = entity
    }
    return found
  }

  private mutating func settleOwned(_ index: Int) {
    let mention = mentions[index]
    let owner = mention.possessor.map { entityOf[$0] } ?? -1
    let known = recent(mention.head).last {
      entities[$0].possessor == owner && entities[$0].count > 0
    }
    if let known {
      entityOf[index] = known
    } else {
      introduce(index, kind: mention.kind)
    }
  }

  private mutating func settleThing(_ index: Int) {
    let mention = mentions[index]
    if mention.determiner == .definite || mention.determiner == .demonstrative,
      !isRestricted(mention), !isModified(mention),
      let known = lastRecent(
        mention.head,
        where: {
          entities[$0].kind == .document && entities[$0].count > 0
            && entities[$0].plural == mention.plural
        })
    {
      entityOf[index] = known
    } else if mention.isSource || mention.determiner == .indefinite {
      introduce(index, kind: .document, named: false)
    }
  }

  /// The entities that bear a noun, the last ones only, so that long articles stay linear.
  func recent(_ head: LexemeID) -> [Int] {
    head == 0 ? [] : byNoun.members(.head, head, last: weights.window)
  }

  /// The last entity that bears a noun and is meant, among the same.
  @inline(__always)
  private func lastRecent(_ head: LexemeID, where isMeant: (Int) -> Bool) -> Int? {
    head == 0 ? nil : byNoun.last(.head, head, among: weights.window, where: isMeant)
  }

  /// Whether words other than determiners stand before the head.
  func isModified(_ mention: SpeakerMention) -> Bool {
    scanner.skipDeterminers(mention.tokens) < mention.core.lowerBound
  }

  private mutating func hasName(_ mention: SpeakerMention) -> Bool {
    mention.tokens.contains {
      $0 < mention.core.lowerBound && scanner.isNameLike($0)
        && !scanner.wordFlags($0).contains(.demonym)
    }
  }

  /// The same words are the same entity: "farmers", "the Reed campaign".
  private mutating func settleByText(_ index: Int, kind: MentionKind, named: Bool = false) {
    let mention = mentions[index]
    let start = scanner.skipDeterminers(mention.tokens)
    let end = max(mention.core.upperBound, start)
    let text = scanner.document.bytes(of: start..<end)
    if let known = byText.number(ofText: text) {
      entityOf[index] = known
    } else {
      let core = mention.core.lowerBound
      let isCapital =
        kind == .organisation && scanner.document.tokens[core].flags.contains(.capital)
        && scanner.tags[core].isName
      let made = introduce(index, kind: kind, named: named || isCapital)
      byText.set(made, ofText: text)
    }
  }
}
