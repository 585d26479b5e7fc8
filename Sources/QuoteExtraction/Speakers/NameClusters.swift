import NewsSyntax
import NewsText
import RuleEngine

/// Brings the names of an article together: surnames to full names, acronyms and short names to
/// organisations, capitals to states.
///
/// Full names go first, so that a surname in a headline finds the name below it. Names are found by
/// their words in tables, so the whole is linear in the number of mentions (and in the number of
/// people of one surname).
struct NameClusters {
  private let mentions: [SpeakerMention]
  private let scanner: MentionScanner
  private let words: SpeakerWords
  private var table: NameTable
  private(set) var entities: [SpeakerEntity] = []
  /// The entity of each mention; -1 where names do not tell.
  private(set) var entityOf: [Int]
  /// The entities that an ambiguous name may be of.
  private(set) var ambiguous: [Int: [Int]] = [:]
  private var bySurname: [Int: [Int]] = [:]
  private var byGiven: [Int: [Int]] = [:]
  private var byOrganisation: [[Int]: Int] = [:]
  private var byFirstWord: [Int: [Int]] = [:]
  private var byLastWord: [Int: [Int]] = [:]
  private var byAcronym: [[UInt8]: Int] = [:]
  private var byState: [Int: Int] = [:]

  init(mentions: [SpeakerMention], scanner: MentionScanner) {
    self.mentions = mentions
    self.scanner = scanner
    words = scanner.words
    table = NameTable(document: scanner.document)
    entityOf = Array(repeating: -1, count: mentions.count)
  }

  /// Puts all names together.
  mutating func cluster() {
    for index in mentions.indices where !isTitleOrGiven(index) { placeFull(index) }
    for index in mentions.indices where isTitleOrGiven(index) { placeFull(index) }
    for index in mentions.indices { placeOrganisation(index) }
    for index in mentions.indices where mentions[index].role != nil { placeShort(index) }
    for index in mentions.indices where mentions[index].role == nil { placeShort(index) }
  }

  // MARK: People

  /// The words of a name without suffixes, nicknames and initials, but for a first initial.
  private mutating func parts(_ core: Range<Int>) -> [Int] {
    var parts: [Int] = []
    var quoted = false
    for token in core {
      switch scanner.document.tokens[token].kind {
      case .openQuote: quoted = true
      case .closeQuote: quoted = false
      case .word:
        let flags = scanner.facts(token).flags
        if quoted || (flags.contains(.suffix) && token > core.lowerBound) { continue }
        if flags.contains(.particle), !scanner.isNameLike(token) { continue }
        if scanner.isInitial(token), !parts.isEmpty { continue }
        parts.append(table.number(of: token))
      default: continue
      }
    }
    return parts
  }

  private mutating func placeFull(_ index: Int) {
    let mention = mentions[index]
    guard mention.form == .fullName else { return }
    let names = parts(mention.core)
    guard names.count >= 2, let given = names.first, let surname = names.last else { return }
    let namesakes = bySurname[surname, default: []]
    if isTitleOrGiven(index) {
      if namesakes.count == 1, isOpening(mention) || hasTitle(mention) {
        return join(index, namesakes[0])
      }
      if !(bySurname[given] ?? []).isEmpty || isBody(mention) { return addBody(index, names) }
    }
    if let known = namesakes.first(where: { fits(given, names, mention, entities[$0]) }) {
      join(index, known)
      if names.count > entities[known].names.count, entities[known].names.count < 2 {
        entities[known].names = names
      }
      return
    }
    var made = SpeakerEntity(kind: .person, named: true, mention: index)
    made.names = names
    add(made)
    bySurname[surname, default: []].append(entities.count - 1)
    byGiven[given, default: []].append(entities.count - 1)
    join(index, entities.count - 1)
  }

  /// Whether a name's first word may be a title as well: "Dean Reed", "Justice Cole".
  private func isTitleOrGiven(_ index: Int) -> Bool {
    let mention = mentions[index]
    guard mention.form == .fullName, mention.role == nil, mention.core.count == 2 else {
      return false
    }
    return !scanner.looksLikePerson(mention.core) || hasTitle(mention)
  }

  private func hasTitle(_ mention: SpeakerMention) -> Bool {
    scanner.facts(mention.core.lowerBound).flags.contains(.title)
  }

  /// "Team Reed": a noun for a body before a name.
  private func isBody(_ mention: SpeakerMention) -> Bool {
    let facts = scanner.facts(mention.core.lowerBound)
    return facts.flags.contains(.noun) && facts.kind != .person
  }

  private mutating func addBody(_ index: Int, _ names: [Int]) {
    if let known = byOrganisation[names] { return join(index, known, as: .organisation) }
    var made = SpeakerEntity(kind: .organisation, named: true, mention: index)
    made.names = names
    add(made)
    byOrganisation[names] = entities.count - 1
    join(index, entities.count - 1, as: .organisation)
  }

  private func isOpening(_ mention: SpeakerMention) -> Bool {
    mention.inHeading
      || scanner.document.tokens[mention.core.lowerBound].flags.contains(.startsSentence)
  }

  /// Whether a given name may be of somebody with the same surname.
  private func fits(
    _ given: Int, _ names: [Int], _ mention: SpeakerMention, _ entity: SpeakerEntity
  ) -> Bool {
    guard mention.gender.agrees(with: entity.gender), let known = entity.names.first else {
      return false
    }
    if entity.names.count < 2 { return true }
    if known == given || table.isShortOf(given, known) { return true }
    let long = words[scanner.lexemes[given]].long
    let knownLong = words[scanner.lexemes[known]].long
    let lexeme = scanner.lexemes[given]
    let knownLexeme = scanner.lexemes[known]
    if long != 0, long == knownLexeme || long == knownLong { return true }
    return knownLong != 0 && knownLong == lexeme
  }

  private mutating func placeShort(_ index: Int) {
    let mention = mentions[index]
    guard entityOf[index] < 0, mention.form == .fullName || mention.form == .shortName else {
      return
    }
    let names = parts(mention.core)
    guard let name = names.last else { return }
    var found = bySurname[name, default: []]
    if found.isEmpty, names.count == 1, mention.role == nil,
      scanner.facts(mention.core.lowerBound).flags.contains(.given)
    {
      found = byGiven[name, default: []]
    }
    found = found.filter { agrees(mention, entities[$0]) }
    if found.count > 1, mention.head != 0 {
      let sameRole = found.filter { entities[$0].heads.contains(mention.head) }
      if sameRole.count == 1 { found = sameRole }
    }
    if found.count == 1 { return join(index, found[0]) }
    if found.count > 1 {
      ambiguous[index] = found
      return
    }
    if mention.role == nil, mention.kind != .person || mention.core.count == 1,
      let known = organisation(named: name, mention)
    {
      return join(index, known)
    }
    var made = SpeakerEntity(kind: mention.kind, named: true, mention: index)
    made.names = names
    add(made)
    bySurname[name, default: []].append(entities.count - 1)
    join(index, entities.count - 1)
  }

  private func agrees(_ mention: SpeakerMention, _ entity: SpeakerEntity) -> Bool {
    mention.gender.agrees(with: entity.gender)
  }

  // MARK: Organisations and states

  private mutating func placeOrganisation(_ index: Int) {
    let mention = mentions[index]
    switch mention.form {
    case .state:
      let core = mention.core
      guard let state = words.states.whole(scanner.lexemes, core) else { return }
      placeState(index, state)
    case .organisation, .place:
      var key: [Int] = []
      for token in mention.core where scanner.document.tokens[token].kind == .word {
        key.append(table.number(of: token))
      }
      guard let first = key.first, let last = key.last else { return }
      if mention.form == .place,
        let person = bySurname[last]?.first(where: { entities[$0].names.first == first })
      {
        return join(index, person, as: .person)
      }
      if let known = byOrganisation[key] ?? alias(key, mention) { return join(index, known) }
      var made = SpeakerEntity(kind: mention.kind, named: true, mention: index)
      made.names = key
      made.kind = .organisation
      if case let facts = scanner.facts(mention.core.upperBound - 1), facts.flags.contains(.noun),
        !facts.flags.contains(.organisationWord) || facts.kind == .organisation,
        facts.kind == .organisation || facts.kind == .document
      {
        made.kind = facts.kind
        made.head = facts.lemma
      }
      add(made)
      let number = entities.count - 1
      byOrganisation[key] = number
      if key.count > 1 {
        byFirstWord[first, default: []].append(number)
        byLastWord[last, default: []].append(number)
        let acronym = acronym(of: mention.core)
        if byAcronym[acronym] == nil { byAcronym[acronym] = number }
      }
      join(index, number)
    default: return
    }
  }

  private mutating func placeState(_ index: Int, _ state: Int) {
    if let known = byState[state] {
      join(index, known)
      if isCanonical(index, state), !isCanonical(entities[known].fullest, state) {
        entities[known].fullest = index
      }
      return
    }
    var made = SpeakerEntity(kind: .organisation, named: true, mention: index)
    made.state = Int32(state)
    add(made)
    byState[state] = entities.count - 1
    join(index, entities.count - 1)
  }

  /// Whether a mention is the state's own name, not its capital's or a short form.
  private func isCanonical(_ index: Int, _ state: Int) -> Bool {
    let bytes = scanner.document.bytes(of: mentions[index].core)
    return scanner.document.bytes[bytes].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      .elementsEqual(words.stateNames[state].utf8)
  }

  /// The organisation that a short name stands for.
  private func alias(_ key: [Int], _ mention: SpeakerMention) -> Int? {
    guard key.count == 1, let word = key.first else { return nil }
    return organisation(named: word, mention)
  }

  private func organisation(named word: Int, _ mention: SpeakerMention) -> Int? {
    if let last = byLastWord[word],
      scanner.facts(mention.tokens.lowerBound).flags.contains(.definite)
    {
      return last.first
    }
    if let first = byFirstWord[word], first.count == 1 { return first.first }
    let letters = table.letters(of: word)
    return letters.count >= 2 && letters.count <= 6 ? byAcronym[letters] : nil
  }

  private func acronym(of core: Range<Int>) -> [UInt8] {
    core.filter { scanner.document.tokens[$0].flags.contains(.capital) }
      .map { table.initial(of: $0) }
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
    if mention.form == .fullName || mention.form == .organisation,
      mention.core.count > mentions[entities[entity].fullest].core.count
        || (mentions[entities[entity].fullest].inHeading && !mention.inHeading
          && mention.core.count == mentions[entities[entity].fullest].core.count)
    {
      entities[entity].fullest = index
    }
    if (kind ?? mention.kind) == .person { entities[entity].kind = .person }
    entities[entity].learn(mention, words)
  }
}

extension SpeakerEntity {
  /// Takes over gender, role and role nouns from a mention.
  mutating func learn(_ mention: SpeakerMention, _ words: SpeakerWords) {
    if mention.gender != .unknown,
      gender == .unknown || mention.genderBy == "title" && genderBy == "given_name"
    {
      gender = mention.gender
      genderBy = mention.genderBy
    }
    if role == nil { role = mention.role }
    for head in [mention.head, mention.secondHead] { addHead(head, words) }
  }

  /// Adds a role noun and the wider ones.
  mutating func addHead(_ head: LexemeID, _ words: SpeakerWords) {
    var head = head
    while head != 0, !heads.contains(head), heads.count < 16 {
      heads.append(head)
      head = words[head].broader
    }
  }
}
