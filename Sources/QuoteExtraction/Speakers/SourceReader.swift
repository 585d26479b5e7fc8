import NewsSyntax
import NewsText
import RuleEngine

/// What the source of an attribution mentions.
struct SourceReading: Sendable {
  /// The mentions of those who speak: several for "Reed and Cole".
  var mentions: [Int] = []
  /// Whether it is "who" or "which" and the mention is the noun before it.
  var isRelative = false
  /// Whether a source is expressed at all.
  var isExpressed = false
  /// Whether the cue asks or answers.
  var uses: SpeakerWords.Uses = []
}

/// Reads the sources of attributions: which of the mentions in them are those who speak.
///
/// Where the head of a source is a noun that the scanner passed over, a mention is made of it.
struct SourceReader: ~Copyable {
  var scanner: MentionScanner
  var mentionAt: [Int32]

  /// Takes a scanner that has scanned.
  init(scanner: consuming MentionScanner) {
    mentionAt = Array(repeating: -1, count: scanner.document.tokens.count)
    for index in scanner.mentions.indices {
      for token in scanner.mentions[index].core where mentionAt[token] < 0 {
        mentionAt[token] = Int32(index)
      }
      for token in Self.body(in: scanner.mentions[index], scanner) where mentionAt[token] < 0 {
        mentionAt[token] = Int32(index)
      }
    }
    self.scanner = scanner
  }

  /// The words before "of", "and" or a bracket in a role that opens with the name of a body:
  /// "University" of "University of Lenfield professor Ana Cole".
  private static func body(
    in mention: SpeakerMention, _ scanner: borrowing MentionScanner
  ) -> Range<Int> {
    guard let role = mention.role, role.lowerBound == mention.tokens.lowerBound,
      role.upperBound == mention.core.lowerBound, scanner.isNameLike(role.lowerBound),
      let end = role.first(where: {
        !scanner.wordFlags($0).isDisjoint(with: [.of, .and]) || scanner.opensBracket($0)
      })
    else { return 0..<0 }
    return role.lowerBound..<end
  }

  /// Gives the scanner back, with the mentions that were made.
  consuming func finish() -> MentionScanner { scanner }

  /// Reads the source of one attribution; as many steps as it has tokens.
  mutating func read(_ source: [Range<Int>], cue: [Range<Int>] = []) -> SourceReading {
    var reading = SourceReading()
    for token in cue.joined() { reading.uses.formUnion(scanner.facts(token).uses) }
    for piece in source where !piece.isEmpty {
      reading.isExpressed = true
      let range = trim(piece)
      guard let first = range.first else { continue }
      scanner.limit(toSentenceOf: first)
      if range.count == 1, isRelative(first) {
        reading.isRelative = true
        if let before = antecedent(of: first) { reading.mentions.append(before) }
        continue
      }
      readPiece(range, into: &reading)
    }
    if reading.mentions.count > 1 {
      var seen: Set<Int> = []
      reading.mentions.removeAll { !seen.insert($0).inserted }
    }
    for mention in reading.mentions {
      scanner.mentions[mention].isSource = true
      if !reading.isRelative, acts(source) { scanner.mentions[mention].isSubject = true }
    }
    return reading
  }

  /// Whether a source stands before its verb and behind no preposition.
  private func acts(_ source: [Range<Int>]) -> Bool {
    guard let first = source.first?.lowerBound, first > scanner.limits.lowerBound else {
      return !source.isEmpty
    }
    let before = scanner.tags[first - 1]
    return !before.isVerb && !before.isAny(of: [.IN, .TO, .POS])
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while end > start, !scanner.isWord(end - 1),
      scanner.document.tokens[end - 1].kind != .closeBracket
    {
      end -= 1
    }
    while end > start + 1, scanner.tags[end - 1] == .POS { end -= 1 }
    while start < end - 1, !scanner.isWord(start) || isLeadIn(start) { start += 1 }
    return start..<end
  }

  private func isLeadIn(_ token: Int) -> Bool {
    let tag = scanner.tags[token]
    return tag == .IN || tag == .TO || tag == .CC
      || (tag == .RB && scanner.wordFlags(token).isEmpty)
  }

  private func isRelative(_ token: Int) -> Bool {
    scanner.wordFlags(token).contains(.relative)
  }

  // MARK: The mentions of a source

  private mutating func readPiece(_ range: Range<Int>, into reading: inout SourceReading) {
    var at = range.lowerBound
    guard let first = leading(range, from: &at) else { return }
    if let holder = holder(of: first, in: range) {
      reading.mentions.append(holder)
      return
    }
    joinName(to: first, endingAt: headEnd(first), in: range)
    reading.mentions.append(named(first))
    stretch(first, over: range)
    var last = first
    var list: [Int] = []
    var end = endOf(first)
    while at < range.upperBound {
      guard let index = mention(at: at), index != last, scanner.mentions[index].apposition != last,
        scanner.mentions[last].apposition != index
      else {
        at += 1
        continue
      }
      let start = scanner.mentions[index].tokens.lowerBound
      let link = link(between: min(end, start)..<start, named(last), index)
      if link == .name || (link != .none && isNamedList(first, index, list)) {
        reading.mentions.removeAll { $0 == named(first) }
        reading.mentions.append(named(index))
      } else if link == .joined {
        reading.mentions += list.map { named($0) } + [named(index)]
        list = []
      } else if link == .listed {
        list.append(index)
      } else if link == .none {
        at = scanner.mentions[index].core.upperBound
        continue
      }
      last = index
      end = max(end, endOf(index))
      at = scanner.mentions[index].core.upperBound
    }
    let people = list.filter { scanner.mentions[$0].form == .fullName }
    if people.count == list.count { reading.mentions += people }
  }

  /// The token after the head of a mention: of "one of them", after the whole.
  private func headEnd(_ index: Int) -> Int {
    let end = scanner.mentions[index].core.upperBound
    let isPart =
      scanner.mentions[index].determiner == .count && end + 1 < scanner.limits.upperBound
      && scanner.wordFlags(end).contains(.of) && scanner.tags[end + 1] == .PRP
    return isPart ? end + 2 : end
  }

  /// The mention of the noun phrase that a source begins with; made, where there is none.
  private mutating func leading(_ range: Range<Int>, from at: inout Int) -> Int? {
    var start = range.lowerBound
    while start < range.upperBound {
      if let index = mention(at: start), scanner.mentions[index].form == .pronoun,
        !scanner.mentions[index].isPossessive || range.count == 1
      {
        at = start + 1
        return index
      }
      if let index = partitive(at: start, in: range) {
        at = scanner.mentions[index].tokens.upperBound
        return index
      }
      let begin = scanner.tags[start] == .PRPS ? start + 1 : start
      let end = min(scanner.phraseEnd(from: begin, possessed: begin > start), range.upperBound)
      guard end > begin else {
        if standsAlone(start) {
          at = range.upperBound
          return made(range, head: start)
        }
        start += 1
        continue
      }
      let follows = end < range.upperBound ? scanner.tags[end] : .none
      if follows == .POS {
        if end + 1 == range.upperBound { at = end; return mention(at: end - 1) }
        start = end + 1
        continue
      }
      if let body = mention(at: end - 1), case let last = scanner.mentions[body].core.upperBound,
        last > end, last + 1 < range.upperBound, scanner.tags[last] == .POS
      {
        // "The Union of Nurses' secretary"
        start = last + 1
        continue
      }
      at = end
      return mention(at: end - 1) ?? made(start..<end, begin: begin)
    }
    at = range.upperBound
    return made(range, begin: range.lowerBound)
  }

  /// "those", "some", "many" without a noun.
  private func standsAlone(_ token: Int) -> Bool {
    let flags = scanner.wordFlags(token)
    return flags.contains(.count) || flags.contains(.demonstrative) || flags.contains(.adds)
  }

  /// Makes a mention of a source whose head is a word without a noun.
  private mutating func made(_ range: Range<Int>, head: Int) -> Int? {
    let one = scanner.facts(head).value == 1 || scanner.wordFlags(head).contains(.adds)
    var made = scanner.mention(
      range, core: head..<head + 1, .description, one ? .person : .group)
    made.plural = !one
    made.determiner = scanner.wordFlags(head).contains(.adds) ? .another : .count
    scanner.mentions.append(made)
    mentionAt[head] = Int32(scanner.mentions.count - 1)
    return scanner.mentions.count - 1
  }

  func mention(at token: Int) -> Int? {
    mentionAt[token] < 0 ? nil : Int(mentionAt[token])
  }

  private func partitive(at token: Int, in range: Range<Int>) -> Int? {
    guard scanner.wordFlags(token).contains(.count) || scanner.tags[token] == .CD,
      token + 2 < range.upperBound, scanner.wordFlags(token + 1).contains(.of)
    else { return nil }
    for at in token + 2..<range.upperBound {
      if let index = mention(at: at), scanner.mentions[index].determiner == .partitive {
        return index
      }
    }
    return nil
  }

  /// Makes a mention of a noun phrase that the scanner passed over.
  private mutating func made(_ range: Range<Int>, begin: Int) -> Int? {
    guard !range.isEmpty, var made = scanner.description(begin..<range.upperBound, possessor: nil)
    else { return nil }
    made.tokens = range
    made.sentence = scanner.sentence
    if begin == range.lowerBound, range.count > 1, range.allSatisfy({ scanner.isNameLike($0) }),
      !made.plural, !scanner.wordFlags(range.upperBound - 1).contains(.noun)
    {
      // "Castle Green said": a name that elsewhere would be a place's.
      let isPerson = scanner.looksLikePerson(range)
      made.core = range
      made.form = isPerson ? .fullName : .organisation
      made.kind = isPerson ? .person : .organisation
    }
    if made.kind == .unknown {
      let tag = scanner.tags[range.upperBound - 1]
      if made.plural || tag == .CD || tag == .DT || tag == .JJ || tag == .JJS { made.kind = .group }
      made.plural = made.kind == .group
    }
    if range.lowerBound < begin { made.determiner = .possessive }
    scanner.mentions.append(made)
    let index = scanner.mentions.count - 1
    mentionAt[range.upperBound - 1] = Int32(index)
    return index
  }

  /// The name that a description is in apposition to; else the mention itself.
  func named(_ index: Int) -> Int { scanner.mentions[index].apposition ?? index }

  private func endOf(_ index: Int) -> Int {
    let mention = scanner.mentions[index]
    return max(mention.tokens.upperBound, mention.core.upperBound)
  }

  /// Lets a description's mention reach over its restrictive clause, up to the source's end.
  private mutating func stretch(_ index: Int, over range: Range<Int>) {
    let mention = scanner.mentions[index]
    guard mention.form == .description, mention.apposition == nil, range.count <= 30,
      mention.tokens.lowerBound <= range.lowerBound + 1,
      !range.contains(where: { scanner.wordFlags($0).contains(.and) })
    else { return }
    scanner.mentions[index].tokens =
      min(
        mention.tokens.lowerBound, range.lowerBound)..<max(
        mention.tokens.upperBound, range.upperBound)
  }

  // MARK: Joint sources

  private enum Link { case none, part, name, listed, joined }

  /// How a mention in a source goes with the one before it.
  private func link(between: Range<Int>, _ last: Int, _ next: Int) -> Link {
    let before = scanner.mentions[last]
    let after = scanner.mentions[next]
    if before.core.upperBound < after.core.lowerBound,
      holdsOffice(before, over: before.core.upperBound..<after.core.lowerBound, after)
    {
      return .name
    }
    guard after.form != .pronoun || !after.isPossessive, let end = between.last,
      !scanner.mentions[next].isPossessive
    else { return .none }
    let isAnd = scanner.wordFlags(end).contains(.and)
    let bare = between.allSatisfy {
      scanner.wordFlags($0).contains(.and) || scanner.isMark($0, 0x2C)
    }
    if isAnd, bare {
      if isSamePerson(before, after) { return .part }
      return isRoleBefore(before, after) || isPartOfRole(before, after, behind: end)
        ? .name : .joined
    }
    let isPerson = after.form == .fullName || after.form == .shortName
    let isClause = between.contains {
      scanner.tags[$0].isFinite || scanner.tags[$0] == .MD || isRelative($0)
    }
    if isAnd, isPerson, !isClause, after.kind == .person, before.kind == .person { return .joined }
    guard bare, scanner.isMark(end, 0x2C), isPerson else { return .none }
    if before.form == after.form || before.form == .fullName { return .listed }
    return before.form == .description && before.plural && after.form == .fullName
      ? .listed : .none
  }

  /// "The delegate and activist": one person by two nouns.
  private func isSamePerson(_ before: SpeakerMention, _ after: SpeakerMention) -> Bool {
    before.form == .description && after.form == .description && !before.plural && !after.plural
      && after.determiner == .none && before.kind == .person && after.kind == .person
  }

  /// "Two clerks, Omar Reed and Ana Cole": the names stand for the group before them.
  private func isNamedList(_ first: Int, _ next: Int, _ list: [Int]) -> Bool {
    let group = scanner.mentions[first]
    return group.form == .description && group.plural && list.isEmpty
      && group.determiner != .none && scanner.mentions[next].form == .fullName
      && scanner.isMark(scanner.mentions[next].tokens.lowerBound - 1, 0x2C)
      && scanner.mentions[next].tokens.lowerBound - group.tokens.upperBound <= 1
  }

  // MARK: Relative pronouns

  /// The mention of the noun before "who" or "which".
  private mutating func antecedent(of token: Int) -> Int? {
    let wantsPeople = scanner.document.tokens[token].bytes.count == 3
    if let before = relativeBefore(token) { return antecedent(of: before) }
    var at = token - 1
    let first = max(scanner.limits.lowerBound, token - 14)
    var fallback: Int?
    if at > first + 1, scanner.tags[at] == .CD, scanner.wordFlags(at - 1).contains(.of),
      mention(at: at - 2).map({ scanner.mentions[$0].kind == .person }) ?? false
    {
      // "a boy of six who"
      at -= 2
    }
    if at >= first, wantsPeople, standsAlone(at) { return made(at..<at + 1, head: at) }
    if at > first, scanner.isMark(at, 0x2C),
      scanner.document.tokens[at - 1].kind == .closeBracket,
      let open = (first..<at).last(where: { scanner.document.tokens[$0].kind == .openBracket })
    {
      // "Omar Reed (Ind, Lenfield), who asked"
      at = open - 1
    }
    while at >= first {
      if let index = mention(at: at) {
        let mention = scanner.mentions[index]
        let fits =
          wantsPeople
          ? mention.kind == .person || mention.kind == .group : mention.kind != .person
        if fits, mention.form != .pronoun || at == token - 1 { return named(index) }
        fallback = fallback ?? index
      } else if scanner.tags[at].isNoun, !scanner.tags[at].isName, fallback == nil,
        wantsPeople || at >= token - 2
      {
        var start = at
        while start > first,
          scanner.tags[start - 1].isAdjective || scanner.tags[start - 1].isNoun
            || scanner.tags[start - 1] == .DT
        {
          start -= 1
        }
        return made(start..<at + 1, begin: start)
      } else if scanner.tags[at].isFinite {
        break
      }
      at -= 1
    }
    return fallback.map { named($0) }
  }

  /// "Reed, who runs the mill and who said": the pronoun that a second one stands beside.
  private func relativeBefore(_ token: Int) -> Int? {
    let first = max(scanner.limits.lowerBound + 1, token - 24)
    guard token - 1 > first, scanner.wordFlags(token - 1).contains(.and) else { return nil }
    return (first..<token - 1).last {
      isRelative($0) && scanner.tags[$0] == scanner.tags[token] && scanner.tags[$0] == .WP
    }
  }
}

extension MentionScanner {
  /// Reads on within the sentence of a token only.
  mutating func limit(toSentenceOf token: Int) {
    let sentences = document.sentences
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    sentence = low
    limits = low < sentences.count ? sentences[low].tokens : token..<token + 1
    inHeading = low < sentences.count && sentences[low].kind == .heading
  }
}
