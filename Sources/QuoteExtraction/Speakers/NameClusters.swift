import NewsSyntax
import NewsText
import RuleEngine

/// Brings the names of an article together: surnames to full names, acronyms and short names to
/// organisations, capitals to states.
///
/// Full names go first, so that a surname in a headline finds the name below it. Names are found by
/// their words in tables, so the whole is linear in the number of mentions (and in the number of
/// people of one surname).
struct NameClusters: ~Copyable {
  private(set) var scanner: MentionScanner
  private var table: NameTable
  private(set) var entities: [SpeakerEntity] = []
  /// The entity of each mention; -1 where names do not tell.
  private(set) var entityOf: [Int]
  /// The entities that an ambiguous name may be of.
  private(set) var ambiguous: [Int: [Int]] = [:]
  /// What a word of a name tells.
  private enum Part: UInt32 {
    case surname, given, middle, firstWord, lastWord
  }

  /// The entities by the words of their names.
  private var byWord = NumberLists<Part>()
  /// The numbers of sequences of words, by the sequence without its last word, and that.
  private var sequences = PairTable()
  private var sequenceCount = 0
  /// The organisation of each sequence of words, of each state, and of each acronym.
  private var byOrganisation = PairTable()
  private var byState = PairTable()
  private var byAcronym = PairTable()

  /// Takes the mentions of a scanner.
  init(scanner: consuming MentionScanner) {
    table = NameTable(document: scanner.document)
    entityOf = Array(repeating: -1, count: scanner.mentions.count)
    entities.reserveCapacity(scanner.mentions.count / 2)
    sequences.reserve(scanner.mentions.count / 4)
    self.scanner = scanner
  }

  private var words: SpeakerWords { scanner.words }

  @inline(__always)
  private var mentions: [SpeakerMention] { _read { yield scanner.mentions } }

  /// Puts all names together.
  mutating func cluster() {
    var named: [Int] = []
    named.reserveCapacity(mentions.count)
    for index in mentions.indices
    where mentions[index].form != .description && mentions[index].form != .pronoun {
      named.append(index)
    }
    var doubtful: [Int] = []
    for index in named where mentions[index].form == .fullName {
      if isTitleOrGiven(index) { doubtful.append(index) } else { placeFull(index) }
    }
    for index in doubtful { placeDoubtful(index) }
    for index in named where mentions[index].form == .shortName { placeCoupled(index) }
    for index in named { placeOrganisation(index) }
    for index in named where mentions[index].role != nil { placeShort(index) }
    for index in named where mentions[index].role == nil { placeShort(index) }
  }

  /// Gives the scanner back, with its mentions.
  consuming func finish() -> MentionScanner { scanner }

  // MARK: People

  /// The words of a name without suffixes, nicknames and initials, but for a first initial.
  ///
  /// - Parameter numbered: Whether their sequence gets a number.
  private mutating func parts(_ core: Range<Int>, numbered: Bool = false) -> NameWords {
    var parts = NameWords()
    var quoted = false
    for token in core {
      switch scanner.document.tokens[token].kind {
      case .openQuote: quoted = true
      case .closeQuote: quoted = false
      case .word:
        let flags = scanner.wordFlags(token)
        if quoted || (flags.contains(.suffix) && token > core.lowerBound) { continue }
        if flags.contains(.particle), !scanner.isNameLike(token) { continue }
        if scanner.isInitial(token), parts.count > 0 { continue }
        add(token, to: &parts, numbered: numbered)
      default: continue
      }
    }
    if let given = core.last, parts.count > 1, table.isJoinedGivenName(given),
      core.count > 2 || !scanner.wordFlags(core.lowerBound).contains(.given)
    {
      // "Ana Lau Mei-yee": the surname stands before the given name.
      for token in core.dropLast() where scanner.isNameLike(token) {
        parts.last = table.number(of: token)
      }
    }
    return parts
  }

  private mutating func add(_ token: Int, to name: inout NameWords, numbered: Bool) {
    let word = table.number(of: token)
    if name.count == 0 { name.first = word }
    name.last = word
    name.count += 1
    guard numbered else { return }
    if let known = sequences.find(UInt32(name.key), UInt32(word)) {
      name.key = known
    } else {
      sequenceCount += 1
      sequences.set(UInt32(name.key), UInt32(word), to: sequenceCount)
      name.key = sequenceCount
    }
  }

  /// The entities with a word in some place of their names.
  private func bearers(_ part: Part, _ word: Int) -> [Int] { byWord.members(part, UInt32(word)) }

  private mutating func placeFull(_ index: Int) {
    let mention = mentions[index]
    let names = parts(mention.core)
    guard names.count >= 2 else { return }
    placeFull(index, names, namesakes: bearers(.surname, names.last))
  }

  /// Places a name whose first word may be a title, or a noun for a body.
  private mutating func placeDoubtful(_ index: Int) {
    let mention = mentions[index]
    let names = parts(mention.core)
    guard names.count >= 2 else { return }
    let namesakes = bearers(.surname, names.last)
    if let bearer = namesakes.first(where: { isSurname(mention.core, of: $0) }) {
      return join(index, bearer)
    }
    if namesakes.count == 1, isOpening(mention) || hasTitle(mention),
      scanner.facts(mention.core.lowerBound).gender.agrees(with: entities[namesakes[0]].gender)
    {
      return join(index, namesakes[0])
    }
    if !byWord.isEmpty(.surname, UInt32(names.first)) || isBody(mention) {
      return addBody(index, parts(mention.core, numbered: true))
    }
    placeFull(index, names, namesakes: namesakes)
  }

  private mutating func placeFull(_ index: Int, _ names: NameWords, namesakes: [Int]) {
    let mention = mentions[index]
    for known in namesakes where fits(names.first, mention, known) {
      join(index, known)
      if names.count > entities[known].names.count, entities[known].names.count < 2 {
        entities[known].names = names
      }
      return
    }
    if names.count == 2,
      let known = bearers(.middle, names.last).first(where: {
        entities[$0].names.first == names.first
      })
    {
      // "Shamsul Anuar" of Shamsul Anuar Nasir
      return join(index, known)
    }
    var made = SpeakerEntity(kind: .person, named: true, mention: index)
    made.names = names
    add(made)
    byWord.append(entities.count - 1, to: .surname, UInt32(names.last))
    byWord.append(entities.count - 1, to: .given, UInt32(names.first))
    if names.count > 2 {
      for token in mention.core.dropFirst().dropLast()
      where scanner.isNameLike(token) && !scanner.isInitial(token) {
        byWord.append(entities.count - 1, to: .middle, UInt32(table.number(of: token)))
      }
    }
    join(index, entities.count - 1)
  }

  /// "Emma and Jack Tully": lets somebody have the surname of whom "and" joins, if nobody of that
  /// given name has one.
  private mutating func placeCoupled(_ index: Int) {
    let (mention, next) = (mentions[index], index + 1)
    guard next < mentions.count, mention.core.count == 1, entityOf[index] < 0,
      scanner.wordFlags(mention.core.lowerBound).contains(.given), !mention.isPossessive,
      case let other = mentions[next], other.form == .fullName, other.kind == .person,
      other.role == nil, other.core.lowerBound == mention.core.upperBound + 1,
      scanner.wordFlags(mention.core.upperBound).contains(.and),
      scanner.looksLikePerson(other.core), entityOf[next] >= 0
    else { return }
    let given = table.number(of: mention.core.lowerBound)
    let surname = entities[entityOf[next]].names.last
    guard byWord.isEmpty(.given, UInt32(given)), byWord.isEmpty(.surname, UInt32(given)),
      surname >= 0
    else { return }
    var made = SpeakerEntity(kind: .person, named: true, mention: index)
    made.names = NameWords(count: 2, first: given, last: surname)
    add(made)
    byWord.append(entities.count - 1, to: .surname, UInt32(surname))
    byWord.append(entities.count - 1, to: .given, UInt32(given))
    join(index, entities.count - 1)
    let facts = scanner.facts(mention.core.lowerBound)
    guard entities[entities.count - 1].gender == .unknown, facts.gender != .unknown else { return }
    entities[entities.count - 1].gender = facts.gender
    entities[entities.count - 1].genderBy = .givenName
  }

  /// Whether a name's first word may be a title as well: "Dean Reed", "Justice Cole".
  private func isTitleOrGiven(_ index: Int) -> Bool {
    let mention = mentions[index]
    if mention.core.count > 2 {
      let first = mention.core.lowerBound
      return scanner.wordFlags(first).contains(.particle)
        && scanner.wordFlags(first + 1).contains(.particle)
    }
    guard mention.role == nil, mention.core.count == 2 else { return false }
    return !scanner.looksLikePerson(mention.core) || hasTitle(mention)
  }

  /// "Van der Merwe" of Wynand van der Merwe: whether words are the last of somebody's name.
  private func isSurname(_ core: Range<Int>, of entity: Int) -> Bool {
    let whole = mentions[entities[entity].fullest].core
    return whole.count > core.count
      && zip(core.reversed(), whole.reversed()).allSatisfy { table.areSame($0, $1) }
  }

  private func hasTitle(_ mention: SpeakerMention) -> Bool {
    scanner.wordFlags(mention.core.lowerBound).contains(.title)
  }

  /// "Team Reed": a noun for a body before a name.
  private func isBody(_ mention: SpeakerMention) -> Bool {
    let facts = scanner.facts(mention.core.lowerBound)
    return facts.flags.contains(.noun) && facts.kind != .person
  }

  private mutating func addBody(_ index: Int, _ names: NameWords) {
    if let known = byOrganisation.find(0, UInt32(names.key)) {
      return join(index, known, as: .organisation)
    }
    var made = SpeakerEntity(kind: .organisation, named: true, mention: index)
    made.names = names
    add(made)
    byOrganisation.set(0, UInt32(names.key), to: entities.count - 1)
    join(index, entities.count - 1, as: .organisation)
  }

  private func isOpening(_ mention: SpeakerMention) -> Bool {
    mention.inHeading
      || scanner.document.tokens[mention.core.lowerBound].flags.contains(.startsSentence)
  }

  /// Whether a given name may be of somebody with the same surname.
  private mutating func fits(
    _ given: Int, _ mention: SpeakerMention, _ number: Int
  ) -> Bool {
    let names = entities[number].names
    guard mention.gender.agrees(with: entities[number].gender), names.count > 0 else {
      return false
    }
    let known = names.first
    if names.count < 2 { return true }
    if known == given || table.isShortOf(given, known) { return true }
    let long = words[scanner.lexemes[given]].long
    let knownLong = words[scanner.lexemes[known]].long
    let lexeme = scanner.lexemes[given]
    let knownLexeme = scanner.lexemes[known]
    if long != 0, long == knownLexeme || long == knownLong { return true }
    return knownLong != 0 && knownLong == lexeme
  }

  private mutating func placeShort(_ index: Int) {
    guard entityOf[index] < 0,
      mentions[index].form == .fullName || mentions[index].form == .shortName
    else { return }
    let mention = mentions[index]
    let names = parts(mention.core)
    guard names.count > 0, !isCompared(mention) else { return }
    let name = names.last
    if let only = byWord.only(.surname, UInt32(name)),
      mention.gender.agrees(with: entities[only].gender)
    {
      return join(index, only)
    }
    let found = people(named: name, mention, alone: names.count == 1)
    if found.count == 1 { return join(index, found[0]) }
    if found.count > 1 {
      ambiguous[index] = found
      return
    }
    if mention.role == nil, mention.kind != .person || mention.core.count == 1,
      let known = organisation(named: name, mention) ?? body(alone: mention)
    {
      return join(index, known)
    }
    var made = SpeakerEntity(kind: mention.kind, named: true, mention: index)
    made.names = names
    add(made)
    byWord.append(entities.count - 1, to: .surname, UInt32(name))
    join(index, entities.count - 1)
  }

  /// The people whom a surname, or the first word of a name that stands alone, may be of.
  private mutating func people(named name: Int, _ mention: SpeakerMention, alone: Bool) -> [Int] {
    var found = bearers(.surname, name)
    // "Brothers Ali and Omar Reed": the role of several says nothing of the surname.
    let isOneOfSeveral =
      mention.role?.last.map { scanner.wordFlags($0).contains(.plural) } ?? true
    // "Bilal" of Bilal Reed, and "Mr. Tan" of Tan Boon Kiat, whose surname stands first; not "Mr.
    // James" of James Reed.
    let isTitled = mention.role?.last.map { scanner.wordFlags($0).contains(.title) } ?? false
    let flags = scanner.wordFlags(mention.core.lowerBound)
    let isGiven = flags.contains(.given) || flags.isEmpty && mention.core.count == 1
    if found.isEmpty, alone, isTitled || isOneOfSeveral && isGiven {
      found = bearers(.given, name)
      if isTitled, isGiven, !isTitledByGivenName(mention) {
        found.removeAll {
          let names = entities[$0].names
          return names.count < 3 && !table.isJoinedGivenName(names.last)
        }
      }
    }
    if found.isEmpty, alone {
      // "Low" of Lawrence Low Ah Keong
      let inside = bearers(.middle, name)
      if inside.count == 1 { found = inside }
    }
    guard !found.isEmpty else { return found }
    found.removeAll { !mention.gender.agrees(with: entities[$0].gender) }
    if found.count > 1, mention.head != 0 {
      let sameRole = found.filter { entities[$0].heads.contains(mention.head) }
      if sameRole.count == 1 { return sameRole }
    }
    return found
  }

  /// "The younger Cole": whether a name is of one of two, and ages tell of whom.
  private func isCompared(_ mention: SpeakerMention) -> Bool {
    let before = mention.core.lowerBound - 1
    guard before > 0 else { return false }
    if scanner.facts(before).uses.contains(.comparing) { return true }
    return scanner.wordFlags(before).contains(.title)
      && scanner.facts(before - 1).uses.contains(.comparing)
  }

  /// "Sir Omar" of Sir Omar Reed.
  private func isTitledByGivenName(_ mention: SpeakerMention) -> Bool {
    mention.role?.last.map { scanner.facts($0).uses.contains(.givenTitle) } ?? false
  }

  // MARK: Organisations and states

  private mutating func placeOrganisation(_ index: Int) {
    switch mentions[index].form {
    case .state:
      let core = mentions[index].core
      guard let state = scanner.phrase(.state, of: core) else { return }
      placeState(index, state)
    case .organisation, .place: placeBody(index)
    default: return
    }
  }

  private mutating func placeBody(_ index: Int) {
    let mention = mentions[index]
    var key = NameWords()
    for token in mention.core where scanner.document.tokens[token].kind == .word {
      add(token, to: &key, numbered: true)
    }
    guard key.count > 0 else { return }
    if let person = givenNameBearer(mention) { return join(index, person, as: .person) }
    if mention.form == .place {
      for person in bearers(.surname, key.last) where entities[person].names.first == key.first {
        return join(index, person, as: .person)
      }
    }
    if let known = byOrganisation.find(0, UInt32(key.key)) ?? alias(key, mention) {
      return join(index, known)
    }
    var made = SpeakerEntity(kind: mention.kind, named: true, mention: index)
    made.names = key
    made.kind = .organisation
    if case let facts = scanner.facts(mention.core.upperBound - 1), facts.flags.contains(.noun),
      !facts.flags.contains(.organisationWord) || facts.kind == .organisation,
      facts.kind == .organisation || facts.kind == .document,
      words[mention.secondHead].kind != .organisation
    {
      made.kind = facts.kind
      made.head = facts.lemma
    }
    add(made)
    let number = entities.count - 1
    byOrganisation.set(0, UInt32(key.key), to: number)
    if key.count > 1 {
      byWord.append(number, to: .firstWord, UInt32(key.first))
      byWord.append(number, to: .lastWord, UInt32(key.last))
      if let acronym = acronym(of: mention.core), byAcronym.find(acronym) == nil {
        byAcronym.set(acronym, to: number)
      }
    }
    join(index, number)
  }

  /// "Zara" of Zara Flint, though a shop has that name as well.
  private mutating func givenNameBearer(_ mention: SpeakerMention) -> Int? {
    guard mention.core.count == 1, mention.role == nil, let token = mention.core.first,
      scanner.wordFlags(token).contains(.given), !scanner.isAfterLocative(token),
      !scanner.wordFlags(mention.tokens.lowerBound).contains(.definite)
    else { return nil }
    let found = table.known(token).map { bearers(.given, $0) } ?? []
    return found.count == 1 ? found[0] : nil
  }

  private mutating func placeState(_ index: Int, _ state: Int) {
    if let known = byState.find(0, UInt32(state)) {
      join(index, known)
      if isCanonical(index, state), !isCanonical(entities[known].fullest, state) {
        entities[known].fullest = index
      }
      return
    }
    var made = SpeakerEntity(kind: .organisation, named: true, mention: index)
    made.state = Int32(state)
    add(made)
    byState.set(0, UInt32(state), to: entities.count - 1)
    join(index, entities.count - 1)
  }

  /// Whether a mention is the state's own name, not its capital's or a short form.
  private func isCanonical(_ index: Int, _ state: Int) -> Bool {
    let bytes = scanner.document.bytes(of: mentions[index].core)
    return scanner.document.bytes[bytes].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      .elementsEqual(words.stateNames[state])
  }

  /// The organisation that a short name stands for.
  private mutating func alias(_ key: NameWords, _ mention: SpeakerMention) -> Int? {
    key.count == 1 ? organisation(named: key.first, mention) : nil
  }

  /// The body that has a name of one word: "Aurik" after "the lender Aurik".
  private mutating func body(alone mention: SpeakerMention) -> Int? {
    guard mention.core.count == 1, mention.kind != .person, let token = mention.core.first,
      let word = table.known(token), let key = sequences.find(0, UInt32(word))
    else { return nil }
    return byOrganisation.find(0, UInt32(key))
  }

  private mutating func organisation(named word: Int, _ mention: SpeakerMention) -> Int? {
    if let last = bearers(.lastWord, word).first,
      scanner.wordFlags(mention.tokens.lowerBound).contains(.definite)
    {
      return last
    }
    let first = bearers(.firstWord, word)
    if first.count == 1 { return first[0] }
    return table.acronym(of: word).flatMap { byAcronym.find($0) }
  }

  /// The initials of the capitalised words of a name.
  private func acronym(of core: Range<Int>) -> UInt64? {
    var letters = NameTable.Letters()
    for token in core where scanner.document.tokens[token].flags.contains(.capital) {
      letters.append(table.initial(of: token))
    }
    return letters.packed
  }

  // MARK: Joining

  private mutating func add(_ entity: SpeakerEntity) { entities.append(entity) }

  private mutating func join(_ index: Int, _ entity: Int, as kind: MentionKind? = nil) {
    entityOf[index] = entity
    entities[entity].total += 1
    let mention = mentions[index]
    if mention.tokens.lowerBound < mentions[entities[entity].first].tokens.lowerBound {
      entities[entity].first = index
    }
    if mention.form == .fullName || mention.form == .organisation {
      let fullest = entities[entity].fullest
      let words = mentions[fullest].core.count
      if mention.core.count > words
        || (mentions[fullest].inHeading && !mention.inHeading && mention.core.count == words)
      {
        entities[entity].fullest = index
      }
    }
    if (kind ?? mention.kind) == .person { entities[entity].kind = .person }
    entities[entity].learn(mention, words)
  }
}

extension SpeakerEntity {
  /// Takes over gender, role and role nouns from a mention.
  mutating func learn(_ mention: SpeakerMention, _ words: SpeakerWords) {
    if mention.gender != .unknown,
      gender == .unknown || mention.genderBy == .title && genderBy == .givenName
    {
      gender = mention.gender
      genderBy = mention.genderBy
    }
    if role == nil { role = mention.role }
    addHead(mention.head, words)
    addHead(mention.secondHead, words)
  }

  /// Adds a role noun and the wider ones.
  mutating func addHead(_ head: LexemeID, _ words: SpeakerWords) {
    var head = head
    while head != 0, !heads.contains(head), heads.count < HeadNouns.limit {
      heads.append(head)
      head = words[head].broader
    }
  }
}
