import NewsSyntax
import NewsText
import RuleEngine

/// Somebody whom a mention may refer to, and why.
struct ReferenceCandidate: Sendable, Hashable {
  var entity: Int
  var reason: ReferenceReason
}

/// Why a mention may refer to somebody.
enum ReferenceReason: Sendable, Hashable {
  case subjectOfSentence, subjectOfSentenceBefore, spokeLast, sameSurname, fitsDescription
  case mentionedBefore, namedTogether, mayBeFromThere
  /// Named so many sentences before.
  case named(Int)

  /// In words.
  var text: String {
    switch self {
    case .subjectOfSentence: "subject of the same sentence"
    case .subjectOfSentenceBefore: "subject of the sentence before"
    case .spokeLast: "spoke last"
    case .sameSurname: "has the same surname"
    case .fitsDescription: "fits the description"
    case .mentionedBefore: "was mentioned shortly before"
    case .namedTogether: "named together shortly before"
    case .mayBeFromThere: "may be from there"
    case .named(0): "named in the same sentence"
    case .named(1): "named in the sentence before"
    case .named(let sentences): "named \(sentences) sentences before"
    }
  }
}

/// Why a source is left open.
enum OpenReason: Sendable {
  case firstPerson, secondPerson, nobodyFits, severalFit, nobodyNear
  case sameSurname, otherPlace, severalDescribed, notIntroduced, sameAsOpen

  /// In words.
  var text: String {
    switch self {
    case .firstPerson: "the first person is the author or somebody quoted"
    case .secondPerson: "the second person is whoever is addressed"
    case .nobodyFits: "nobody fits the pronoun"
    case .severalFit: "several fit the pronoun"
    case .nobodyNear: "nobody near fits the pronoun"
    case .sameSurname: "the surname fits several people"
    case .otherPlace: "nobody is known to be from the place in the description"
    case .severalDescribed: "the description fits several people"
    case .notIntroduced: "nobody is introduced by this description"
    case .sameAsOpen: "refers to the source before, who is not known"
    }
  }
}

/// What ranking asks of a mention, kept together: for each pronoun many are looked back at.
struct Standing: Sendable {
  var mention: Int32
  var sentence: Int32
  var paragraph: Int32
  var quotation: Int32
  /// What speaks for it whichever the pronoun is.
  var score: Int32
  var isSubject: Bool
  /// Whether it is a subject or a source.
  var acts: Bool
  /// Whether it is indefinite and neither acts nor speaks.
  var isIdle: Bool
}

/// Goes through the mentions in text order and finds whom each refers to.
///
/// Names come clustered; descriptions and pronouns are settled against what stands before them,
/// within a window, so the whole is linear in the number of mentions. Where two fit equally well
/// nobody is chosen.
struct ReferenceSweep: ~Copyable {
  let scanner: MentionScanner
  let words: SpeakerWords
  let weights: SpeakerWeights
  var mentions: [SpeakerMention]
  var entities: [SpeakerEntity]
  /// The entity of each mention; -1 where it is not settled.
  var entityOf: [Int]
  /// Who else a source may refer to, best first.
  private(set) var candidatesOf: [Int: [ReferenceCandidate]] = [:]
  /// Why a source is not settled.
  private(set) var reasonOf: [Int: OpenReason] = [:]
  /// Several entities that one pronoun refers to together.
  var jointOf: [Int: [Int]] = [:]
  /// The mentions in text order, how many of them are done, and what ranking asks of those.
  let order: [Int]
  var done = 0
  private(set) var standings: [Standing] = []
  /// What a noun tells of entities.
  enum NounUse: UInt32 {
    /// It is of their role.
    case head
    /// It is what unnamed people are called: "the first official".
    case unnamed
  }

  /// Entities by nouns, in order of introduction.
  var byNoun = NumberLists<NounUse>()
  /// Entities by the words of a description: "the Reed campaign".
  var byText: NameTable
  /// Governments by their states.
  var byState = PairTable()
  /// The mention that was a source last, and the sources joined with it.
  var lastSource = -1
  var lastJoint: [Int] = []
  /// The mention of a person that was a source and is not settled, if nobody has acted since; -1
  /// for none.
  var openSource = -1
  /// Whom an obituary is of; -1 for nobody.
  var late = -1
  /// The candidates of the pronoun that is looked at, best first.
  var ranked: [Ranked] = []
  /// People named together last, with "and" between, and the last mention of them.
  var pair: [Int] = []
  var pairMention = -1
  /// Who the named are to others, as told so far.
  var relations: [Relation] = []
  /// People without a name by what they are to somebody whom a pronoun tells.
  var calledByPronoun: [(entity: Int, asked: Relation)] = []
  /// People without a name who turned out to be somebody with one.
  var aliases: [Int: Int] = [:]
  /// The mentions that are joint sources, with their partners.
  let partners: [Int: [Int]]
  /// The mentions that are sources of cues that ask, or answer.
  let turns: [Int: SpeakerWords.Uses]
  private let ambiguous: [Int: [Int]]
  let nouns: SpeakerNouns
  /// For each sentence of the document how many paragraphs begin with it or before.
  let paragraphs: [Int32]

  /// Takes the mentions over, with what their names tell.
  init(clusters: consuming NameClusters, readings: [SourceReading], nouns: SpeakerNouns) {
    entities = clusters.entities
    entityOf = clusters.entityOf
    ambiguous = clusters.ambiguous
    var scanner = clusters.finish()
    // The mentions are the sweep's own from here on, so that changing one copies none.
    mentions = scanner.mentions
    scanner.mentions = []
    self.nouns = nouns
    words = scanner.words
    weights = scanner.words.weights
    // The place in the text, then the number, as one.
    var places: [UInt64] = []
    places.reserveCapacity(mentions.count)
    for index in mentions.indices {
      places.append(UInt64(mentions[index].core.lowerBound) << 32 | UInt64(index))
    }
    // Most stand in text order as it is: only those of sources come behind.
    places.sort()
    var order: [Int] = []
    order.reserveCapacity(places.count)
    for place in places { order.append(Int(place & 0xFFFF_FFFF)) }
    self.order = order
    partners = Self.partners(readings)
    turns = Self.turns(readings)
    let document = scanner.document
    var begun: Int32 = 0
    paragraphs = document.sentences.map { sentence in
      if document.tokens[sentence.tokens.lowerBound].flags.contains(.startsParagraph) { begun += 1 }
      return begun
    }
    byText = NameTable(document: document)
    self.scanner = scanner
    standings.reserveCapacity(order.count)
    for index in entities.indices {
      addNouns(of: index, as: .head)
      if entities[index].state >= 0 { byState.set(0, UInt32(entities[index].state), to: index) }
      if entities[index].kind == .organisation {
        byText.set(index, ofText: document.bytes(of: mentions[entities[index].fullest].core))
      }
    }
  }

  private static func partners(_ readings: [SourceReading]) -> [Int: [Int]] {
    var partners: [Int: [Int]] = [:]
    for reading in readings where reading.mentions.count > 1 {
      for mention in reading.mentions { partners[mention] = reading.mentions }
    }
    return partners
  }

  private static func turns(_ readings: [SourceReading]) -> [Int: SpeakerWords.Uses] {
    var turns: [Int: SpeakerWords.Uses] = [:]
    for reading in readings where !reading.uses.isEmpty {
      for mention in reading.mentions { turns[mention, default: []].formUnion(reading.uses) }
    }
    return turns
  }

  /// Settles all mentions.
  mutating func run() {
    while done < order.count {
      let index = order[done]
      settle(index)
      note(index)
      standings.append(standing(of: index))
      done += 1
    }
    joinAliases()
  }

  /// Lets candidates be others.
  mutating func renameCandidates(_ names: [Int: Int]) {
    for index in candidatesOf.keys {
      var seen: Set<Int> = []
      candidatesOf[index] = candidatesOf[index]?.map {
        ReferenceCandidate(entity: names[$0.entity] ?? $0.entity, reason: $0.reason)
      }.filter { $0.entity != entityOf[index] && seen.insert($0.entity).inserted }
    }
  }

  /// Leaves a mention open, with those whom it may refer to; only sources are asked about later.
  mutating func leaveOpen(
    _ index: Int, _ reason: OpenReason?,
    _ candidates: (borrowing ReferenceSweep) -> [ReferenceCandidate] = { _ in [] }
  ) {
    guard mentions[index].isSource else { return }
    let found = candidates(self)
    if !found.isEmpty { candidatesOf[index] = found }
    if let reason { reasonOf[index] = reason }
  }

  @inline(__always)
  private func standing(of index: Int) -> Standing {
    let sentence = mentions[index].sentence
    let start = scanner.document.sentences[sentence].tokens.lowerBound
    var score = 0
    if mentions[index].isSubject { score += weights.subject }
    if mentions[index].tokens.lowerBound - start <= 2 { score += weights.first }
    if mentions[index].isSource { score += weights.source }
    if mentions[index].isPossessive { score += weights.possessive }
    if mentions[index].inHeading { score += weights.heading }
    return Standing(
      mention: Int32(index), sentence: Int32(sentence), paragraph: paragraphs[sentence],
      quotation: Int32(mentions[index].quotation), score: Int32(score),
      isSubject: mentions[index].isSubject,
      acts: mentions[index].isSubject || mentions[index].isSource,
      isIdle: mentions[index].determiner == .indefinite && !mentions[index].isSource
        && !mentions[index].isSubject)
  }

  private mutating func settle(_ index: Int) {
    if let named = mentions[index].apposition {
      if entityOf[named] < 0, let choices = ambiguous[named] { choose(named, among: choices) }
      entityOf[index] = entityOf[named]
      noteRelation(index, of: entityOf[named])
      return
    }
    if settleInitials(index) { return }
    switch mentions[index].form {
    case .fullName, .shortName, .organisation, .state, .place:
      if entityOf[index] < 0, let choices = ambiguous[index] { choose(index, among: choices) }
      // Asked here, for the whole sweep is copied for what only reads it.
      if entityOf[index] >= 0, mentions[index].isSource, mentions[index].gender != .unknown,
        let relative = relativeWithTitle(index)
      {
        entityOf[index] = relative
      }
      if mentions[index].possessor != nil { noteRelation(index, of: entityOf[index]) }
    case .description: settleDescription(index)
    case .pronoun: settlePronoun(index)
    }
  }

  /// Keeps count of who was mentioned and who spoke.
  private mutating func note(_ index: Int) {
    let entity = entityOf[index]
    guard entity >= 0 else {
      if mentions[index].isSource {
        lastSource = -1
        if isOpenPerson(mentions[index]) { openSource = index }
      }
      return
    }
    if entities[entity].kind == .person, mentions[index].isSubject || mentions[index].isSource {
      openSource = -1
    }
    notePair(index, entity)
    if late < 0, tellsOfDeath(index) { late = entity }
    entities[entity].count += 1
    entities[entity].last = index
    if entities[entity].first == index || entities[entity].count == 1 {
      entities[entity].first = min(
        by: { mentions[$0].tokens.lowerBound }, entities[entity].first, index)
    }
    if mentions[index].isSource {
      entities[entity].lastSource = mentions[index].sentence
      lastSource = index
      lastJoint = (jointOf[index] ?? partners[index]?.map { entityOf[$0] } ?? []).filter { $0 >= 0 }
    }
  }

  /// Whether a source that is left open is of somebody whom a pronoun may go on about.
  private func isOpenPerson(_ mention: SpeakerMention) -> Bool {
    mention.kind == .person && mention.quotation < 0
      && (mention.form != .pronoun || mention.gender != .unknown)
  }

  /// Notes people that "and" stands between.
  private mutating func notePair(_ index: Int, _ entity: Int) {
    guard done > 0, mentions[index].form == .fullName || mentions[index].form == .shortName
    else { return }
    let before = order[done - 1]
    let end = mentions[before].tokens.upperBound
    let start = mentions[index].tokens.lowerBound
    guard entityOf[before] >= 0, entityOf[before] != entity, end < start, start - end <= 2,
      mentions[before].form != .description,
      (end..<start).allSatisfy({
        scanner.wordFlags($0).contains(.and) || scanner.isMark($0, 0x2C)
      })
    else { return }
    if mentions[index].isSubject {
      mentions[before].isSubject = true
      standings[done - 1] = standing(of: before)
    }
    if pairMention != before { pair = [entityOf[before]] }
    pair.append(entity)
    pairMention = index
  }

  private func min(by place: (Int) -> Int, _ one: Int, _ other: Int) -> Int {
    place(other) < place(one) ? other : one
  }

  /// Chooses among people of one surname: the one introduced before who is clearly the article's
  /// main one, or who spoke last; else nobody.
  private mutating func choose(_ index: Int, among choices: [Int]) {
    let known = choices.filter { entities[$0].count > 0 }
    if known.count == 1 {
      entityOf[index] = known[0]
      return
    }
    let ranked = (known.isEmpty ? choices : known).sorted {
      (-entities[$0].count, -entities[$0].total, $0)
        < (-entities[$1].count, -entities[$1].total, $1)
    }
    if known.isEmpty, entities[ranked[0]].total >= 3 * entities[ranked[1]].total {
      entityOf[index] = ranked[0]
      return
    }
    if known.count > 1 {
      let best = entities[ranked[0]]
      let second = entities[ranked[1]]
      if best.count >= 3, best.count >= 3 * second.count,
        distance(from: second.last, to: index) > 1
      {
        entityOf[index] = ranked[0]
        return
      }
    }
    leaveOpen(index, .sameSurname) { _ in
      ranked.map { ReferenceCandidate(entity: $0, reason: .sameSurname) }
    }
  }

  /// How many sentences lie between two mentions; large where there is none.
  func distance(from earlier: Int, to later: Int) -> Int {
    guard earlier >= 0 else { return 1000 }
    return abs(mentions[later].sentence - mentions[earlier].sentence)
  }

  /// A new entity for a mention.
  @discardableResult
  mutating func introduce(_ index: Int, kind: MentionKind, named: Bool = false) -> Int {
    let mention = mentions[index]
    var entity = SpeakerEntity(kind: kind, named: named, mention: index)
    entity.plural = mention.plural
    entity.gender = mention.gender
    entity.genderBy = mention.genderBy
    entity.head = mention.head
    entity.order = max(0, mention.order)
    let facts = words[mention.head]
    entity.isBare = facts.flags.contains(.bare)
    entity.isOffice = isOffice(mention)
    if let possessor = mention.possessor { entity.possessor = entityOf[possessor] }
    entity.addHead(mention.head, words)
    entities.append(entity)
    let number = entities.count - 1
    addNouns(of: number, as: .head)
    entityOf[index] = number
    return number
  }

  /// Makes an entity known by the nouns that are said of it.
  mutating func addNouns(of entity: Int, as use: NounUse) {
    for place in 0..<entities[entity].heads.count {
      byNoun.append(entity, to: use, entities[entity].heads[place])
    }
  }

  /// Whether a name stands for a place: "in Lenfield", not "in Velora's".
  func isPlace(_ mention: SpeakerMention) -> Bool {
    let before = mention.tokens.lowerBound - 1
    return mention.form == .shortName && !mention.isPossessive
      && before >= 0 && scanner.wordFlags(before).contains(.locative)
  }

  /// Whether a description names an office with one holder.
  private mutating func isOffice(_ mention: SpeakerMention) -> Bool {
    if words[mention.head].flags.contains(.office) { return true }
    return mention.core.count > 1
      && mention.core.contains { scanner.wordFlags($0).contains(.office) }
  }
}
