import NewsSyntax
import NewsText
import RuleEngine

// Names of bodies: where they end, and who stands behind them.
extension MentionScanner {
  /// Reads "University of Lenfield law professor Ana Cole": who is named behind a role that opens
  /// with the name of a body; gives the token after all read.
  mutating func readHolder(of body: Range<Int>) -> Int? {
    var first = body.upperBound
    if first + 3 < limits.upperBound, document.tokens[first].kind == .openBracket,
      document.tokens[first + 2].kind == .closeBracket,
      titleEnd(first + 3..<first + 4) != nil
        || isTitleOfNext(first + 3) || isOfficeBeforeName(first + 3)
    {
      // "Department of Works (DOW) Secretary Ana Cole"
      first += 3
    }
    while first < limits.upperBound, first - body.upperBound < 5, isWord(first),
      !isNameLike(first), tags[first].isNoun || tags[first].isAdjective || tags[first] == .VBG
    {
      first += 1
    }
    var end = first
    while end < limits.upperBound, isNameLike(end) || (end > first && isInsideName(end)) {
      end += 1
    }
    guard end > first else { return nil }
    // "Police Service of Northern Ireland Supt Ruth Magee"
    let title = titleEnd(first..<end)
    let noun = facts(first - 1)
    let isNoun =
      first > body.upperBound && noun.flags.contains(.noun) && noun.kind == .person
      && end - first > 1
    guard title != nil || isNoun else { return nil }
    let core = (title ?? first)..<end
    var made = mention(body.lowerBound..<end, core: core, .fullName, .person)
    made.role = body.lowerBound..<core.lowerBound
    made.head = noun.lemma != 0 ? noun.lemma : lexemes[first - 1]
    readGender(&made)
    return appendPerson(made)
  }

  func opensBracket(_ token: Int) -> Bool {
    token < limits.upperBound && document.tokens[token].kind == .openBracket
  }

  /// The token after a bracket with one word in it; the bracket where it has more.
  func noteEnd(_ open: Int) -> Int {
    open + 3 < limits.upperBound && document.tokens[open + 2].kind == .closeBracket
      ? open + 3 : open
  }

  /// "Harbour Party (HP) Legislator Lin Yi-chun": whether a noun for one person stands before a
  /// name of two words.
  private func isOfficeBeforeName(_ token: Int) -> Bool {
    let facts = facts(token)
    return facts.kind == .person && !facts.flags.contains(.plural)
      && !facts.flags.isDisjoint(with: [.noun, .title]) && token + 2 < limits.upperBound
      && isNameLike(token + 1) && isNameLike(token + 2)
  }

  /// The end of an organisation's name, with "of …" and "for …" after it; `nil` where it is none.
  func organisationEnd(_ run: Range<Int>) -> Int? {
    let last = run.upperBound - 1
    let flags = wordFlags(last)
    let kind = facts(last).kind
    let isWord =
      flags.contains(.organisationWord)
      || (flags.contains(.noun) && (kind == .organisation || kind == .document))
    guard isWord else { return nil }
    // "Ana Church"
    if run.count == 2, facts(last).uses.contains(.surname), looksLikePerson(run),
      !isAfterLocative(run.lowerBound)
    {
      return nil
    }
    if run.count >= 2, wordFlags(last - 1).contains(.title),
      document.tokens[last - 1].flags.contains(.abbreviation)
    {
      return nil
    }
    var end = run.upperBound
    if let longer = nameAfterOf(end) { end = longer }
    if end == run.upperBound, run.count == 1, !flags.contains(.organisationWord) { return nil }
    return end
  }

  /// The end of "the Ethics and Harbor Commission"; `nil` where a run is no first part of that.
  func joinedOrganisationEnd(_ run: Range<Int>, _ phrase: Range<Int>) -> Int? {
    if let found = self.phrase(.organisation, from: run.upperBound - 1, limit: limits.upperBound),
      found.count > 1
    {
      // "Lenfield Fire and Rescue Service"
      return run.upperBound - 1 + found.count
    }
    let and = run.upperBound
    guard wordFlags(phrase.lowerBound).contains(.definite), and + 1 < limits.upperBound,
      wordFlags(and).contains(.and), !isAcronym(run), !looksLikePerson(run),
      wordFlags(run.upperBound - 1).isDisjoint(with: [.organisationWord, .demonym, .title])
    else { return nil }
    var end = and + 1
    while end < limits.upperBound, isNameLike(end), !wordFlags(end).contains(.given) { end += 1 }
    guard end > and + 2, wordFlags(end - 1).contains(.organisationWord) else { return nil }
    return end
  }

  /// Whether a noun for people stands right behind a name.
  func personFollows(_ token: Int) -> Bool {
    guard token < limits.upperBound, tags[token].isNoun, !isNameLike(token) else { return false }
    let facts = facts(token)
    return facts.flags.contains(.noun) && (facts.kind == .person || facts.kind == .group)
  }

  /// The end of "of Health and Human Services" after a name.
  func nameAfterOf(_ end: Int) -> Int? {
    var at = end
    guard at + 1 < limits.upperBound,
      wordFlags(at).contains(.of) || isMark(at, 0x26) || wordFlags(at).contains(.preposition)
    else { return nil }
    let links = wordFlags(at).contains(.of)
    at += 1
    if wordFlags(at).contains(.definite) { at += 1 }
    guard at < limits.upperBound, isNameLike(at), links || !wordFlags(at).contains(.given) else {
      return nil
    }
    if !links,
      phrase(.place, from: at, limit: limits.upperBound) != nil
        || phrase(.state, from: at, limit: limits.upperBound) != nil
    {
      return nil
    }
    let first = at
    while at < limits.upperBound {
      if isNameLike(at) {
        if at > first, isTitleOfNext(at) { break }
        at += 1
      } else if at > first, wordFlags(at).contains(.of), at + 1 < limits.upperBound,
        isNameLike(at + 1), !wordFlags(at + 1).contains(.given)
      {
        // "Institute for the Study of War"
        at += 2
      } else if links, wordFlags(at).contains(.and), at + 1 < limits.upperBound,
        isNameLike(at + 1), wordFlags(at + 1).intersection([.given, .title]).isEmpty
      {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  /// "University of Lenfield Professor Ana Cole": whether a title opens the name of a person.
  private func isTitleOfNext(_ token: Int) -> Bool {
    let facts = facts(token)
    let isTitle =
      facts.kind == .person && facts.flags.isSuperset(of: [.title, .noun])
      || facts.flags.contains(.title) && !facts.flags.contains(.given)
    return isTitle && !facts.flags.contains(.plural) && token + 2 < limits.upperBound
      && isNameLike(token + 1) && wordFlags(token + 1).contains(.given) && isNameLike(token + 2)
  }
}
