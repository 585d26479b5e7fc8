import NewsSyntax
import NewsText
import RuleEngine

// What stands beside a person's name: party and place in brackets, age, apposition.
extension MentionScanner {
  /// Appends a person's mention with what belongs to it; gives the token after all that was read.
  mutating func appendPerson(_ person: SpeakerMention) -> Int {
    var person = person
    person.tokens = person.tokens.lowerBound..<afterSuffix(person.tokens.upperBound)
    if person.tokens.upperBound > person.core.upperBound,
      wordFlags(person.tokens.upperBound - 1).contains(.suffix)
    {
      person.core = person.core.lowerBound..<person.tokens.upperBound
    }
    person.tokens = person.tokens.lowerBound..<afterParty(person.tokens.upperBound)
    let end = person.tokens.upperBound
    if person.kind == .unknown || person.form == .fullName, hasAge(end) { person.kind = .person }
    person.isSubject = isFollowedByVerb(end) || actsBehindAside(person.tokens.lowerBound, end)
    attachDescriptionBefore(&person)
    attachCalled(&person)
    guard person.kind != .organisation || person.form == .shortName,
      !standsInPlace(person), let apposition = apposition(after: end, of: .person),
      !isOther(apposition.made, than: person)
    else {
      if person.role == nil, person.possessor == nil, !looksLikePerson(person.core),
        let apposition = bodyApposition(after: person.tokens)
      {
        person.kind = .organisation
        if person.form == .fullName { person.form = .organisation }
        person.role = apposition.role
        return append(&person, with: apposition)
      }
      readPredicate(after: end, into: &person)
      mentions.append(person)
      return end
    }
    if person.role == nil { person.role = apposition.role }
    person.kind = .person
    if person.gender == .unknown || person.genderBy == .givenName,
      apposition.made.gender != .unknown
    {
      person.gender = apposition.made.gender
      person.genderBy = .title
    }
    return append(&person, with: apposition)
  }

  /// "In Lenfield, the mayor, Ana Cole, said", "In a post on Gram, the mayor said": whether a lone
  /// name behind "in" or "on" closes the phrase that opens a sentence, so that what follows the
  /// comma does not describe it.
  private func standsInPlace(_ person: SpeakerMention) -> Bool {
    let start = person.tokens.lowerBound
    guard person.core.count == 1, person.role == nil, isAfterLocative(start) || isAfterOn(start),
      start - limits.lowerBound <= 8, !wordFlags(person.core.lowerBound).contains(.given)
    else { return false }
    return !(limits.lowerBound..<start).contains { token in
      isMark(token, 0x2C) || tags[token].isVerb || tags[token] == .MD
    }
  }

  /// "on Gram"
  private func isAfterOn(_ token: Int) -> Bool {
    guard token > limits.lowerBound else { return false }
    let before = document.tokens[token - 1]
    return before.end - before.start == 2 && tags[token - 1] == .IN
      && document.bytes[Int(before.start)] | 0x20 == 0x6F
      && document.bytes[Int(before.start) + 1] | 0x20 == 0x6E
  }

  /// "Ana Cole, 52, said", "Omar Reed, who left early, was ill": whether a verb behind an aside is
  /// of the name before it, which opens its sentence.
  func actsBehindAside(_ start: Int, _ end: Int) -> Bool {
    guard end + 2 < limits.upperBound, isMark(end, 0x2C), start - limits.lowerBound <= 6,
      !(limits.lowerBound..<start).contains(where: {
        tags[$0].isFinite || document.tokens[$0].kind == .openQuote
      })
    else { return false }
    let isRelative = wordFlags(end + 1).contains(.relative)
    for close in end + 2..<min(end + 24, limits.upperBound) where isMark(close, 0x2C) {
      // Behind a clause a past tense may be taken for a participle.
      let isVerb =
        isFollowedByVerb(close + 1)
        || isRelative && close + 1 < limits.upperBound && tags[close + 1] == .VBN
      guard isVerb else { continue }
      return isRelative || !(end + 1..<close).contains { tags[$0].isFinite || tags[$0] == .MD }
    }
    return false
  }

  /// ", 24,": an age between commas.
  private func hasAge(_ end: Int) -> Bool {
    guard end + 2 < limits.upperBound, isMark(end, 0x2C), isMark(end + 2, 0x2C) else {
      return false
    }
    let age = document.tokens[end + 1]
    return age.kind == .number && (1...2).contains(age.end - age.start)
  }

  /// "Marian, his son, and": a given name that is not of the gender of the description behind it.
  private func isOther(_ made: SpeakerMention, than person: SpeakerMention) -> Bool {
    guard person.core.count == 1, person.genderBy != .title, let name = person.core.first
    else { return false }
    let facts = facts(name)
    return facts.flags.contains(.given) && !made.gender.agrees(with: facts.gender)
  }

  /// After ", Jr." or "III".
  private func afterSuffix(_ end: Int) -> Int {
    if end < limits.upperBound, wordFlags(end).contains(.suffix), isWord(end) { return end + 1 }
    if end + 1 < limits.upperBound, isMark(end, 0x2C), wordFlags(end + 1).contains(.suffix),
      document.tokens[end + 1].flags.contains(.capital)
    {
      return end + 2
    }
    return end
  }

  /// After "(D-Nev.)" or ", D-Nev.".
  private func afterParty(_ end: Int) -> Int {
    guard end + 2 < limits.upperBound else { return end }
    if document.tokens[end].kind == .openBracket {
      guard isParty(end + 1) || isNameLike(end + 1) else { return end }
      for close in end + 2..<min(end + 7, limits.upperBound)
      where document.tokens[close].kind == .closeBracket {
        return isParty(end + 1) || close == end + 2 ? close + 1 : end
      }
      return end
    }
    if isMark(end, 0x2C), isParty(end + 1) { return end + 2 }
    return end
  }

  /// "D-Nev.", "R": one capital letter, alone or with a hyphen behind it.
  private func isParty(_ token: Int) -> Bool {
    let at = document.tokens[token]
    guard at.kind == .word, at.flags.contains(.capital) else { return false }
    if at.end - at.start == 1 { return true }
    let second = document.bytes[Int(at.start) + 1]
    return second == 0x2D || (second == 0xE2 && at.flags.contains(.hyphen))
  }

  /// A description in apposition, and the words of it that are a role.
  typealias Apposition = (made: SpeakerMention, role: Range<Int>)

  /// The apposition after the name of a body: ", the operator,".
  ///
  /// "Elmet Foods, the union and the council" is a list.
  func bodyApposition(after name: Range<Int>) -> Apposition? {
    guard !isAfterLocative(name.lowerBound),
      let found = apposition(after: name.upperBound, of: .organisation),
      found.made.determiner != .none, found.made.determiner != .count, closesBody(found)
    else { return nil }
    return found
  }

  /// Whether what follows a noun phrase shows that it described a body: the verb of the sentence
  /// behind a comma, a relative clause, or the end, and no verb of which it is the subject.
  private func closesBody(_ found: Apposition) -> Bool {
    let end = found.role.upperBound
    guard
      !(found.made.tokens.upperBound..<max(end, found.made.tokens.upperBound)).contains(where: {
        tags[$0].isFinite || tags[$0] == .MD
      })
    else { return false }
    guard end < limits.upperBound, isMark(end, 0x2C) else { return true }
    return end + 1 < limits.upperBound
      && (isFollowedByVerb(end + 1) || wordFlags(end + 1).contains(.relative))
  }

  /// Appends a mention and the description after it; gives the token after both.
  mutating func append(_ mention: inout SpeakerMention, with apposition: Apposition) -> Int {
    mention.secondHead = apposition.made.head
    if isMark(min(apposition.role.upperBound, limits.upperBound - 1), 0x2C) {
      mention.isSubject = mention.isSubject || isFollowedByVerb(apposition.role.upperBound + 1)
    }
    mentions.append(mention)
    var made = apposition.made
    made.apposition = mentions.count - 1
    made.isSubject = false
    mentions.append(made)
    return made.tokens.upperBound
  }

  /// The apposition after a name: ", a clerk at the harbor office,".
  private func apposition(after end: Int, of kind: MentionKind) -> Apposition? {
    guard end + 1 < limits.upperBound, isMark(end, 0x2C) else { return nil }
    var at = end + 1
    if document.tokens[at].kind == .number {
      guard at + 1 < limits.upperBound, isMark(at + 1, 0x2C) else { return nil }
      at += 2
    }
    while at < limits.upperBound, tags[at].isAdverb { at += 1 }
    guard at < limits.upperBound, isWord(at) else { return nil }
    var start = at
    if tags[at] == .PRPS { start += 1 }
    var stop = phraseEnd(from: start, possessed: start > at)
    if stop < limits.upperBound, tags[stop] == .POS {
      start = stop + 1
      stop = phraseEnd(from: start, possessed: true)
    }
    guard stop > start, var made = description(start..<stop, possessor: nil),
      made.kind == kind, !made.plural, closesApposition(stop)
    else { return nil }
    if start > at { made.determiner = .possessive }
    made.tokens = at..<stop
    var roleEnd = stop
    while roleEnd < min(limits.upperBound, stop + 14), !endsRole(roleEnd) { roleEnd += 1 }
    let first = wordFlags(at).isDisjoint(with: [.indefinite, .definite]) ? at : at + 1
    return (made, first..<max(roleEnd, first))
  }

  /// Whether what follows a noun phrase lets it be an apposition, not the next subject or the next
  /// of a list.
  private func closesApposition(_ token: Int) -> Bool {
    guard token < limits.upperBound else { return true }
    let facts = facts(token)
    if facts.flags.contains(.and) { return false }
    let tag = tags[token]
    return !(tag.isFinite || tag == .MD)
  }

  private func endsRole(_ token: Int) -> Bool {
    let at = document.tokens[token]
    if at.flags.contains(.boilerplate) || at.kind == .openQuote || at.kind == .closeQuote {
      return true
    }
    if isMark(token, 0x2C) || isMark(token, 0x2E) || isMark(token, 0x3B) { return true }
    return wordFlags(token).contains(.relative) || tags[token] == .stop || tags[token] == .colon
  }

  /// Joins a description that stands before a name: "his chief strategist, Tad Reed,".
  private mutating func attachDescriptionBefore(_ person: inout SpeakerMention) {
    let comma = commaBefore(person)
    guard let last = mentions.indices.last, comma > limits.lowerBound,
      mentions[last].sentence == sentence, mentions[last].apposition == nil
    else { return }
    var before = mentions[last]
    var index = last
    if !isPerson(before), last > 0, isPerson(mentions[last - 1]),
      mentions[last - 1].sentence == sentence, comma - mentions[last - 1].tokens.upperBound <= 6
    {
      before = mentions[last - 1]
      index = last - 1
    }
    if index == last, last > 0, isMark(comma, 0x2C), serves(mentions[last - 1], before) {
      // "The secretary to the mayor, Ana Cole,"
      before = mentions[last - 1]
      index = last - 1
    }
    // "The lawyer for the firm, Lakeview,": the name may be of the nearer one.
    guard isPerson(before),
      index == last || person.core.count > 1 || mentions[last].tokens.upperBound != comma
        || looksLikePerson(person.core)
    else { return }
    let end = before.tokens.upperBound
    if isMark(comma, 0x2C) {
      guard closesName(person.tokens.upperBound) else { return }
      if end != comma, !isBody(mentions[last], between: end, comma) {
        guard comma - end <= 7, comma > end,
          wordFlags(end).contains(.of) || wordFlags(end).contains(.preposition) || tags[end] == .TO,
          !(end..<comma).contains(where: { tags[$0].isFinite || isMark($0, 0x2C) })
        else { return }
      }
      join(index, to: &person, roleEnd: comma)
    } else if end == comma + 1, before.possessor != nil, person.role == nil {
      join(index, to: &person, roleEnd: end)
    }
  }

  /// "The secretary to the mayor": whether a description of one person that is met for sure hangs
  /// another on itself.
  private func serves(_ outer: SpeakerMention, _ inner: SpeakerMention) -> Bool {
    let end = outer.tokens.upperBound
    guard isPerson(outer), outer.sentence == sentence, outer.apposition == nil,
      outer.determiner == .definite || outer.determiner == .none || outer.determiner == .possessive,
      inner.determiner == .definite, inner.tokens.lowerBound == end + 1
    else { return false }
    return tags[end] == .TO
  }

  /// The mark before a name and its role: in ", retired judge Ana Cole," the participle is the
  /// role's.
  private func commaBefore(_ person: SpeakerMention) -> Int {
    let before = person.tokens.lowerBound - 1
    guard before - 1 > limits.lowerBound, person.role != nil, isMark(before - 1, 0x2C),
      tags[before] == .VBD || tags[before] == .VBN || tags[before].isAdjective
    else { return before }
    return before - 1
  }

  /// "The secretary, Lakeview Owners Association, Ana Cole,": whether a body stands between commas.
  private func isBody(_ mention: SpeakerMention, between end: Int, _ comma: Int) -> Bool {
    mention.form == .organisation && comma > end + 1 && isMark(end, 0x2C)
      && mention.tokens.lowerBound == end + 1 && mention.tokens.upperBound == comma
  }

  /// Joins a description before a name that "called" or the like links: "a firm called Oakmere".
  ///
  /// A verb or a comma behind the name, or a preposition before the description, tells the
  /// participle from the verb of "a dealer called Omar Reed on Monday".
  private mutating func attachCalled(_ name: inout SpeakerMention) {
    let link = name.tokens.lowerBound - 1
    guard let last = mentions.indices.last, link > limits.lowerBound,
      facts(link).uses.contains(.naming), mentions[last].tokens.upperBound == link,
      mentions[last].sentence == sentence, mentions[last].apposition == nil,
      mentions[last].form == .description, !mentions[last].plural,
      mentions[last].determiner == .indefinite || mentions[last].determiner == .another,
      mentions[last].kind == .person || mentions[last].kind == .organisation,
      isParticiple(link, of: mentions[last], before: name)
    else { return }
    let kind = mentions[last].kind
    join(last, to: &name, roleEnd: link)
    guard kind == .organisation else { return }
    name.kind = .organisation
    if name.form == .fullName { name.form = .organisation }
  }

  private func isParticiple(
    _ link: Int, of description: SpeakerMention, before name: SpeakerMention
  ) -> Bool {
    let first = description.tokens.lowerBound
    if first > limits.lowerBound, tags[first - 1].isAny(of: [.IN, .TO]) { return true }
    let end = name.tokens.upperBound
    return end >= limits.upperBound || isMark(end, 0x2C) || isFollowedByVerb(end)
  }

  /// Whether a mention describes one person.
  private func isPerson(_ mention: SpeakerMention) -> Bool {
    mention.form == .description && mention.kind == .person && !mention.plural && !mention.isNested
  }

  private func closesName(_ token: Int) -> Bool {
    guard token < limits.upperBound else { return true }
    let at = document.tokens[token]
    return at.kind == .punctuation || at.kind == .closeQuote || at.kind == .openBracket
      || wordFlags(token).contains(.of)
  }

  private mutating func join(_ index: Int, to person: inout SpeakerMention, roleEnd: Int) {
    let before = mentions[index]
    mentions[index].apposition = mentions.count
    let first = before.tokens.lowerBound
    let skip = wordFlags(first).isDisjoint(with: [.indefinite, .definite]) ? first : first + 1
    if person.role == nil, skip < roleEnd { person.role = skip..<roleEnd }
    person.secondHead = before.head
    person.kind = .person
    let end = person.tokens.upperBound
    let actsBehind = end + 1 < limits.upperBound && isMark(end, 0x2C) && isFollowedByVerb(end + 1)
    person.isSubject = person.isSubject || before.isSubject || actsBehind
    if person.gender == .unknown || person.genderBy == .givenName, before.gender != .unknown {
      person.gender = before.gender
      person.genderBy = .title
    }
  }

  /// Takes the noun of "is a clerk" as a role.
  private func readPredicate(after end: Int, into person: inout SpeakerMention) {
    var at = end
    if at < limits.upperBound, isMark(at, 0x2C), at + 2 < limits.upperBound,
      wordFlags(at + 1).contains(.relative)
    {
      // "Ana Cole, who was a clerk", "Ana Cole, who has died aged 84, was a clerk"
      let close = (at + 2..<min(at + 12, limits.upperBound)).first { isMark($0, 0x2C) }
      at = wordFlags(at + 2).contains(.be) ? at + 2 : close.map { $0 + 1 } ?? at + 2
    }
    guard at + 1 < limits.upperBound, wordFlags(at).contains(.be) else { return }
    let stop = phraseEnd(from: at + 1, possessed: false)
    guard stop > at + 1, let made = description(at + 1..<stop, possessor: nil),
      made.kind == .person, !made.plural
    else { return }
    person.secondHead = made.head
    person.kind = .person
    if person.gender == .unknown, made.gender != .unknown {
      person.gender = made.gender
      person.genderBy = .title
    }
  }
}
