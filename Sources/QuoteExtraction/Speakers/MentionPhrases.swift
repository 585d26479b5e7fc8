import NewsSyntax
import NewsText
import RuleEngine

// Where noun phrases end, and what they are: a name or a description.
extension MentionScanner {
  /// The token after the noun phrase that starts at a token; the token itself where none does.
  ///
  /// Nouns are read into it, words with a capital, and adjectives that lexicons know as nouns where
  /// no noun follows: "a native".
  func phraseEnd(from start: Int, possessed: Bool) -> Int {
    var at = start
    var end = start
    let limit = limits.upperBound
    while at < limit {
      let look = text.looks[at]
      guard look.marks.contains(.own) else {
        guard let after = markEnd(at) else { break }
        at = after
        continue
      }
      let tag = tags[at]
      let flags = look.word.flags
      // A weekday or month is no part of the phrase before it.
      let isTime = tag.isName && flags.contains(.noName)
      if at == start, isTime { return start }
      if look.marks.contains(.longTitle), let after = longTitleEnd(at) {
        at = after
      } else if tag.isNoun && !flags.contains(.pronoun)
        || look.marks.contains(.capital) && isCapitalOfName(at)
        || tag == .JJ && flags.contains(.noun) && !nounFollows(at)
      {
        if end > start, isTime || isDayBehindName(at, tag) { break }
        at += 1
        end = at
      } else if isModifier(at, tag) || (at == start && !possessed && isDeterminer(at, tag)) {
        if end > start, !nounFollows(at) { break }
        at += 1
      } else if end > start, flags.contains(.particle), isParticle(at) {
        at += 1
      } else {
        break
      }
    }
    return end
  }

  /// The token after a mark that may stand inside a name: an ampersand, a nickname's quotation.
  private func markEnd(_ token: Int) -> Int? {
    let at = document.tokens[token]
    if at.flags.contains(.boilerplate) { return nil }
    if at.kind == .openQuote { return nicknameEnd(token) }
    if at.kind == .openBracket { return rankNoteEnd(token) }
    return isAmpersand(token) ? token + 1 : nil
  }

  /// The token after a title with a preposition inside, if a name follows: "Secretary of State".
  private func longTitleEnd(_ token: Int) -> Int? {
    if let end = portfolioEnd(token) { return end }
    guard text.looks[token].word.begins(.longTitle),
      let found = phrase(.title, from: token, limit: limits.upperBound),
      found.count >= 3, token + found.count < limits.upperBound, isNameLike(token + found.count),
      (token..<token + found.count).contains(where: {
        !wordFlags($0).isDisjoint(with: [.of, .and])
      }),
      (token..<token + found.count).contains(where: { wordFlags($0).contains(.noun) })
    else { return nil }
    return token + found.count
  }

  /// The token after an office and what it is for, if a name follows: "Minister of State for Trade
  /// and Industry".
  func portfolioEnd(_ office: Int) -> Int? {
    guard text.looks[office].word.isPerson, document.tokens[office].flags.contains(.capital),
      office + 3 < limits.upperBound, !wordFlags(office + 1).contains(.locative),
      !wordFlags(office + 1).isDisjoint(with: [.of, .preposition])
    else { return nil }
    var end: Int?
    var at = office + 2
    if wordFlags(at).contains(.definite) { return holderBehind(at + 1) }
    while at < limits.upperBound {
      if isPortfolio(at) {
        at += 1
        end = at
      } else if at + 1 < limits.upperBound, isPortfolio(at + 1),
        !wordFlags(at).isDisjoint(with: [.of, .preposition, .and]) || isMark(at, 0x2C)
      {
        at += 1
      } else {
        break
      }
    }
    guard let end else { return givenBehind(office + 2) }
    // "Head of Security Operations Martin Cole": a word that no list has.
    if end < limits.upperBound, !wordFlags(end).contains(.given), let given = givenBehind(end) {
      return given
    }
    return end < limits.upperBound && isNameLike(end) ? end : nil
  }

  /// Where somebody's name begins behind the name of a body: "President of the Lakeview Vendors
  /// Association Ana Cole".
  private func holderBehind(_ first: Int) -> Int? {
    var word: Int?
    var at = first
    while at < limits.upperBound, at - first < 8, isNameLike(at) {
      if wordFlags(at).contains(.organisationWord) { word = at }
      at += 1
    }
    guard let word, (2...3).contains(at - word - 1) else { return nil }
    return word + 1
  }

  /// Where somebody's name begins behind the name of what they are in charge of, at the last given
  /// name: "Head of Libraries Martin Cole", "Mayor of San Jose Martin Cole".
  private func givenBehind(_ first: Int) -> Int? {
    var given: Int?
    var earlier: Int?
    var at = first
    while at < limits.upperBound, at - first < 6, isNameLike(at) {
      if at > first, wordFlags(at).contains(.given) {
        (earlier, given) = (given, at)
      }
      at += 1
    }
    // The last may be the surname.
    if let last = given, at - last < 2 { given = earlier }
    guard let given, (2...3).contains(at - given), !wordFlags(first).contains(.given),
      wordFlags(at - 1).isDisjoint(with: [.organisationWord, .thingWord, .noun])
    else { return nil }
    return given
  }

  private func isPortfolio(_ token: Int) -> Bool {
    facts(token).uses.contains(.portfolio) && document.tokens[token].flags.contains(.capital)
  }

  func isAmpersand(_ token: Int) -> Bool {
    token > limits.lowerBound && token + 1 < limits.upperBound && isMark(token, 0x26)
      && isNameLike(token - 1) && isNameLike(token + 1)
  }

  /// "Ana Cole yesterday"
  private func isDayBehindName(_ token: Int, _ tag: Tag) -> Bool {
    tag == .NN && wordFlags(token).contains(.noName) && isNameLike(token - 1)
  }

  private func isDeterminer(_ token: Int, _ tag: Tag) -> Bool {
    tag == .DT || tag == .PDT || wordFlags(token).contains(.count)
  }

  private func isModifier(_ token: Int, _ tag: Tag) -> Bool {
    switch tag {
    case .JJ, .JJR, .JJS, .CD: true
    case .DT: wordFlags(token).contains(.count) || tags[max(0, token - 1)] == .PDT
    case .VBN, .VBG: commonNounFollows(token)
    case .RB: token + 1 < limits.upperBound && tags[token + 1].isAdjective && nounFollows(token + 1)
    default: false
    }
  }

  /// Whether a noun follows within the same phrase.
  private func nounFollows(_ token: Int) -> Bool {
    var at = token + 1
    while at < min(limits.upperBound, token + 4) {
      let tag = tags[at]
      if tag.isNoun || isNameLike(at) { return true }
      guard tag.isAdjective || tag == .CD || tag == .VBN || tag == .VBG else { return false }
      at += 1
    }
    return false
  }

  /// Whether a noun that is no name follows a participle: "leading critics", not "leading Reed".
  private func commonNounFollows(_ token: Int) -> Bool {
    var at = token + 1
    while at < min(limits.upperBound, token + 4), tags[at].isAdjective { at += 1 }
    return at < limits.upperBound && tags[at].isNoun && !isNameLike(at)
  }

  /// A small word inside a name: "Ana de la Vega".
  private func isParticle(_ token: Int) -> Bool {
    guard wordFlags(token).contains(.particle), token > limits.lowerBound,
      isNameLike(token - 1) || wordFlags(token - 1).contains(.particle),
      token + 1 < limits.upperBound
    else { return false }
    return isNameLike(token + 1) || wordFlags(token + 1).contains(.particle)
  }

  /// The token after a nickname in quotation marks or brackets that stands within a name.
  private func nicknameEnd(_ open: Int) -> Int? {
    guard open > limits.lowerBound, isNameLike(open - 1) else { return nil }
    for close in open + 2..<max(open + 2, min(open + 4, limits.upperBound - 1))
    where document.tokens[close].kind == .closeQuote {
      // A nickname may be any word: Omar "Bagga" Reed.
      let isName =
        isNameLike(open + 1)
        || close == open + 2 && document.tokens[open + 1].flags.contains(.capital)
          && isWord(open + 1)
      return isName && isNameLike(close + 1) ? close + 1 : nil
    }
    return nil
  }

  /// The token after "(Rtd)", "(Mrs)" or "(North)" within a name, or between an office and a name.
  private func rankNoteEnd(_ open: Int) -> Int? {
    guard open > limits.lowerBound, isNameLike(open - 1), open + 3 < limits.upperBound,
      document.tokens[open + 2].kind == .closeBracket, isNameLike(open + 3)
    else { return nil }
    let (note, name) = (wordFlags(open + 1), wordFlags(open + 3))
    if note.contains(.suffix) { return open + 3 }
    let isOffice = isOffice(open - 1) || isOfficeOver(open - 1)
    guard isOffice, document.tokens[open + 1].flags.contains(.capital) else { return nil }
    return note.contains(.title) || name.contains(.given) || isInitial(open + 3) ? open + 3 : nil
  }

  /// Whether a word is a title or a noun for one person.
  private func isOffice(_ token: Int) -> Bool {
    let flags = wordFlags(token)
    return flags.contains(.title) || text.looks[token].word.isPerson
  }

  /// "Superintendent of Police": whether a word is what an office before it is over.
  private func isOfficeOver(_ token: Int) -> Bool {
    token - 2 >= limits.lowerBound && wordFlags(token - 1).contains(.of) && isOffice(token - 2)
  }

  /// Reads a noun phrase into a mention; gives the token after all that was read.
  mutating func readPhrase(_ phrase: Range<Int>, possessor: Int?) -> Int {
    let start = skipDeterminers(phrase)
    guard start < phrase.upperBound else { return phrase.upperBound }
    var run = phrase.upperBound
    while run > start {
      let before = run - 1
      if isWord(before) {
        guard isNameLike(before) || isInsideName(before) else { break }
        run = before
      } else if isInsideName(before) || isAmpersand(before) {
        run = before
      } else if document.tokens[before].kind == .closeQuote,
        let open = (max(start, before - 3)..<before).first(where: {
          document.tokens[$0].kind == .openQuote
        })
      {
        run = open
      } else {
        break
      }
    }
    run = afterLongTitle(run, in: start..<phrase.upperBound)
    if run < phrase.upperBound {
      return readName(run..<phrase.upperBound, phrase: phrase, start: start, possessor: possessor)
    }
    readDescription(phrase, start: start, possessor: possessor)
    return phrase.upperBound
  }

  /// Where the name begins, when a title with a preposition reaches into the run.
  private func afterLongTitle(_ run: Int, in phrase: Range<Int>) -> Int {
    guard run > phrase.lowerBound else { return run }
    if !wordFlags(run - 1).isDisjoint(with: [.of, .and, .preposition]) || isMark(run - 1, 0x2C) {
      for first in max(phrase.lowerBound, run - 9)..<run {
        if let end = portfolioEnd(first), end > run { return end }
      }
    }
    guard wordFlags(run - 1).contains(.of) else { return run }
    for first in max(phrase.lowerBound, run - 3)..<run {
      if let found = self.phrase(.title, from: first, limit: phrase.upperBound - 1),
        first + found.count > run
      {
        return first + found.count
      }
    }
    return run
  }

  func isInsideName(_ token: Int) -> Bool {
    isParticle(token)
      || (wordFlags(token).contains(.suffix) && token > limits.lowerBound
        && isNameLike(token - 1))
  }

  /// The first token after determiners and possessives.
  func skipDeterminers(_ phrase: Range<Int>) -> Int {
    var at = phrase.lowerBound
    while at < phrase.upperBound {
      let tag = tags[at]
      guard tag.isAny(of: [.DT, .PDT, .PRPS]), !isNameLike(at) || opensSentence(at) else { break }
      at += 1
    }
    return at
  }

  /// The determiner, order and count of a description, from the words before its head.
  func readBeginning(_ phrase: Range<Int>, head: Int, into mention: inout SpeakerMention) {
    for token in phrase where token < head || phrase.count == 1 {
      let flags = wordFlags(token)
      if flags.isDisjoint(with: .beginning), tags[token] != .CD,
        !text.looks[token].beginsState
      {
        continue
      }
      if flags.contains(.adds) {
        mention.determiner = .another
      } else if flags.contains(.other) {
        mention.determiner = mention.determiner == .definite ? .other : .another
      } else if flags.contains(.order), !isNameLike(token) || token == phrase.lowerBound {
        mention.order = facts(token).value
        if mention.determiner == .indefinite { mention.determiner = .another }
      } else if flags.contains(.definite) {
        mention.determiner = .definite
      } else if flags.contains(.indefinite) {
        mention.determiner = .indefinite
      } else if flags.contains(.demonstrative), token == phrase.lowerBound {
        mention.determiner = .demonstrative
      } else if flags.contains(.count) || tags[token] == .CD,
        mention.determiner == .none, !isPhrase(.organisation, token..<token + 1)
      {
        // "Labour candidate", where the tagger takes the party for a number.
        mention.determiner = .count
      }
      if flags.contains(.demonym) { mention.state = facts(token).state }
      if mention.state < 0,
        let found = self.phrase(.state, from: token, limit: head)
      {
        mention.state = Int32(found.value)
      }
    }
  }

  /// Reads a common noun phrase; nothing is made of nouns that cannot speak.
  mutating func readDescription(_ phrase: Range<Int>, start: Int, possessor: Int?) {
    guard let head = phrase.last, maySpeak(head, from: phrase.lowerBound),
      var made = description(phrase, possessor: possessor), made.kind != .unknown
    else { return }
    if made.kind == .person, !made.isSubject, made.determiner == .definite {
      // "The landlord, known to all as Nugget, was cold."
      made.isSubject = actsBehindAside(phrase.lowerBound, phrase.upperBound)
    }
    mentions.append(made)
  }

  /// Whether a noun is of people, bodies or documents, alone or as the end of a longer one.
  @inline(__always)
  private func maySpeak(_ head: Int, from start: Int) -> Bool {
    text.looks[head].word.maySpeak || longerNoun(endingAt: head, from: start) != nil
  }

  /// Whether a noun phrase may be a mention; most that end in a common noun are none, and nothing
  /// else is asked of them.
  @inline(__always)
  func mayMention(_ phrase: Range<Int>) -> Bool {
    let head = text.looks[phrase.upperBound - 1]
    return !head.marks.isDisjoint(with: .capital) || !head.marks.contains(.own)
      || !head.word.flags.isDisjoint(with: .insideName)
      || maySpeak(phrase.upperBound - 1, from: phrase.lowerBound)
  }

  /// A description of whatever kind, the head being the last noun.
  func description(_ phrase: Range<Int>, possessor: Int?) -> SpeakerMention? {
    let head = phrase.upperBound - 1
    guard head >= phrase.lowerBound else { return nil }
    let facts = facts(head)
    let noun = facts.flags.contains(.noun)
    var made = mention(phrase, core: head..<head + 1, .description, noun ? facts.kind : .unknown)
    made.plural = tags[head] == .NNS || tags[head] == .NNPS || facts.flags.contains(.plural)
    if made.plural, made.kind == .person { made.kind = .group }
    made.head = noun ? facts.lemma : lexemes[head]
    if let longer = longerNoun(endingAt: head, from: phrase.lowerBound) {
      made.core = longer.start..<head + 1
      if longer.isPerson, made.kind == .unknown { made.kind = .person }
    }
    if noun, facts.gender != .unknown {
      made.gender = facts.gender
      made.genderBy = .title
    }
    readBeginning(phrase, head: head, into: &made)
    if let possessor {
      made.possessor = possessor
      made.determiner = .possessive
      made.tokens = mentions[possessor].tokens.lowerBound..<phrase.upperBound
    }
    return made
  }

  @inline(__always)
  private func longerNoun(endingAt head: Int, from start: Int) -> (start: Int, isPerson: Bool)? {
    for first in stride(from: max(start, head - 2), to: head, by: 1)
    where isPhrase(.noun, first..<head + 1) {
      return (first, true)
    }
    return nil
  }

  /// Reads "one of four senior officials", which a count begins: the one, and the four.
  mutating func readPartitive(_ start: Int) -> Int? {
    guard start + 2 < limits.upperBound, wordFlags(start + 1).contains(.of) else { return nil }
    var first = start + 2
    if tags[first] == .PRPS { first += 1 }
    let end = phraseEnd(from: first, possessed: false)
    guard end > first, var all = description(first..<end, possessor: nil), all.kind != .unknown
    else { return nil }
    var one = mention(start..<end, core: all.core, .description, all.kind)
    one.plural = facts(start).value != 1
    one.kind = one.plural ? all.kind : all.kind == .group ? .person : all.kind
    one.head = all.head
    one.state = all.state
    one.determiner = .partitive
    mentions.append(one)
    all.isNested = true
    all.isSubject = false
    mentions.append(all)
    return end
  }
}

extension SpeakerWords.Flags {
  /// What a word without a capital has one of that may stand within a name or a title.
  fileprivate static var insideName: SpeakerWords.Flags {
    [.of, .and, .preposition, .particle, .suffix]
  }

  /// What a word has one of that tells something at the beginning of a description.
  fileprivate static var beginning: SpeakerWords.Flags {
    [.adds, .other, .order, .definite, .indefinite, .demonstrative, .count, .demonym]
  }
}
