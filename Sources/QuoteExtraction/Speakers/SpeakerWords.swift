import FlatImage
import RuleEngine

/// What the lexicons tell of a word, as far as speakers go.
///
/// It is loaded once and never changes; a class, because what reads an article is handed on from
/// stage to stage and should not take all these tables along.
final class SpeakerWords: Sendable {
  /// What a word can be.
  struct Flags: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let pronoun = Flags(rawValue: 1 << 0)
    static let possessive = Flags(rawValue: 1 << 1)
    static let relative = Flags(rawValue: 1 << 2)
    static let definite = Flags(rawValue: 1 << 3)
    static let indefinite = Flags(rawValue: 1 << 4)
    static let demonstrative = Flags(rawValue: 1 << 5)
    static let count = Flags(rawValue: 1 << 6)
    static let and = Flags(rawValue: 1 << 7)
    static let or = Flags(rawValue: 1 << 8)
    static let of = Flags(rawValue: 1 << 9)
    static let preposition = Flags(rawValue: 1 << 10)
    static let be = Flags(rawValue: 1 << 11)
    static let noName = Flags(rawValue: 1 << 12)
    static let particle = Flags(rawValue: 1 << 13)
    static let suffix = Flags(rawValue: 1 << 14)
    static let given = Flags(rawValue: 1 << 15)
    static let organisationWord = Flags(rawValue: 1 << 16)
    static let noun = Flags(rawValue: 1 << 17)
    /// A noun that says nothing of who it is: official, source, aide.
    static let bare = Flags(rawValue: 1 << 18)
    /// A noun of which there is one at a time: president, mayor.
    static let office = Flags(rawValue: 1 << 19)
    static let demonym = Flags(rawValue: 1 << 20)
    static let order = Flags(rawValue: 1 << 21)
    static let adds = Flags(rawValue: 1 << 22)
    static let other = Flags(rawValue: 1 << 23)
    static let title = Flags(rawValue: 1 << 24)
    static let plural = Flags(rawValue: 1 << 25)
    static let firstPerson = Flags(rawValue: 1 << 26)
    static let secondPerson = Flags(rawValue: 1 << 27)
    /// "in", "at": what follows is a place.
    static let locative = Flags(rawValue: 1 << 28)
    /// Last word of a name that is of no person and no body: "Street".
    static let thingWord = Flags(rawValue: 1 << 29)
    /// First word of a phrase of some kind.
    static let beginsPhrase = Flags(rawValue: 1 << 30)
    /// A noun that tells whose somebody is, not who: daughter, husband.
    static let relation = Flags(rawValue: 1 << 31)
  }

  /// What is known of one word form.
  struct Facts: Hashable, Sendable {
    var flags: Flags = []
    var kind: MentionKind = .unknown
    var gender: MentionGender = .unknown
    /// How many, of count words (0: several); which, of order words (-1: the last, -2: the same);
    /// of pronouns 1, 2 (several) or 3 (a thing).
    var value: Int8 = 0
    /// The word form under which it is kept: the singular of nouns, the noun of short titles.
    var lemma: LexemeID = 0
    /// The long form of a short given name: "William" of "Bill".
    var long: LexemeID = 0
    /// The wider noun: "politician" of "senator".
    var broader: LexemeID = 0
    /// The state, of demonyms.
    var state: Int32 = -1
  }

  /// What phrases of one word or more are.
  enum PhraseKind {
    /// A title before names.
    case title
    /// The name of an organisation.
    case organisation
    /// A state, or the capital that stands for it; values are indices into `stateNames`.
    case state
    /// A town or region.
    case place
    /// A noun of several words: "vice president"; values are word forms of their lemmas.
    case noun
  }

  private let facts: LexemeTable<Facts>
  private let titles, organisations, states, places, nouns: PhraseTable
  /// The names of states, in the order of their indices.
  let stateNames: [[UInt8]]
  /// The weights that rank candidates, by name.
  let weights: SpeakerWeights

  /// Reads the lexicons of a pack; linear in their size.
  init(pack: RulePack) throws(PackError) {
    weights = try SpeakerWeights(pack: pack)
    let lists = pack.prepared("speaker words") { SpeakerLists(pack: pack) }
    titles = lists.titles
    organisations = lists.organisations
    places = lists.places
    nouns = lists.nouns
    states = lists.states
    stateNames = lists.stateNames
    facts = lists.facts
  }

  /// What is known of a word form; constant time.
  @inline(__always)
  subscript(lexeme: LexemeID) -> Facts { facts[lexeme] }

  /// What each of some word forms can be.
  func flags(of lexemes: [LexemeID]) -> [Flags] { lexemes.map { facts[$0].flags } }

  /// The longest phrase of a kind that starts at a token and ends by `limit`: its number of tokens
  /// and its value.
  func longest(
    _ kind: PhraseKind, in lexemes: [LexemeID], from start: Int, limit: Int
  ) -> (count: Int, value: Int)? {
    switch kind {
    case .title: titles.longest(in: lexemes, from: start, limit: limit)
    case .organisation: organisations.longest(in: lexemes, from: start, limit: limit)
    case .state: states.longest(in: lexemes, from: start, limit: limit)
    case .place: places.longest(in: lexemes, from: start, limit: limit)
    case .noun: nouns.longest(in: lexemes, from: start, limit: limit)
    }
  }
}

/// What is gathered from the lexicons of a pack.
private struct SpeakerLists: Sendable {
  let facts: LexemeTable<SpeakerWords.Facts>
  let titles, organisations, states, places, nouns: PhraseTable
  let stateNames: [[UInt8]]

  init(pack: RulePack) {
    var builder = Builder(pack: pack)
    titles = builder.phrases("title")
    organisations = builder.phrases("organisation.name")
    places = builder.phrases("place")
    nouns = builder.nounPhrases()
    let (table, names) = builder.states()
    states = table
    stateNames = names.map { Array($0.utf8) }
    builder.readNouns()
    builder.readSmallWords()
    builder.readNames()
    builder.readBeginnings(of: [titles, organisations, states, places, nouns])
    facts = LexemeTable(builder.facts, default: SpeakerWords.Facts(), pack.vocabulary)
  }
}

extension SpeakerLists: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    facts = try LexemeTable(from: &image)
    titles = try image.part()
    organisations = try image.part()
    states = try image.part()
    places = try image.part()
    nouns = try image.part()
    stateNames = try image.arrays()
  }

  func lay(into image: inout ImageWriter) {
    facts.lay(into: &image)
    image.lay(titles)
    image.lay(organisations)
    image.lay(states)
    image.lay(places)
    image.lay(nouns)
    image.lay(stateNames)
  }
}

/// Collects facts, lexicon by lexicon.
private struct Builder {
  let pack: RulePack
  var facts: [LexemeID: SpeakerWords.Facts] = [:]

  init(pack: RulePack) { self.pack = pack }

  private func entries(_ name: String) -> [Lexicon.Entry] { pack.entries(of: name) }

  private mutating func change(_ word: String, _ edit: (inout SpeakerWords.Facts) -> Void) {
    let lexeme = pack.vocabulary.lexeme(word)
    guard lexeme > 0 else { return }
    edit(&facts[lexeme, default: SpeakerWords.Facts()])
  }

  private func words(_ phrase: String) -> [LexemeID] {
    WordSplitter.words(phrase.utf8).map {
      pack.vocabulary.lexeme(String(decoding: $0, as: UTF8.self))
    }
  }

  func phrases(_ name: String) -> PhraseTable {
    PhraseTable(
      entries(name).enumerated().flatMap { index, entry in
        ([entry.lemma] + entry.forms).map { (words($0), index) }
      })
  }

  func nounPhrases() -> PhraseTable {
    PhraseTable(
      entries("speaker.noun").flatMap { entry in
        ([entry.lemma] + entry.forms).filter { $0.contains(" ") }
          .map { (words($0), Int(words(entry.lemma).last ?? 0)) }
      })
  }

  func states() -> (PhraseTable, [String]) {
    var phrases: [(words: [LexemeID], value: Int)] = []
    var names: [String] = []
    var numbers: [String: Int] = [:]
    for entry in entries("speaker.state") {
      let name = entry["of"] ?? entry.lemma
      let number = numbers[name] ?? names.count
      if number == names.count {
        names.append(name)
        numbers[name] = number
      }
      for form in [entry.lemma] + entry.forms { phrases.append((words(form), number)) }
    }
    return (PhraseTable(phrases), names)
  }

  mutating func readNouns() {
    let relatives = Set(entries("role").filter { $0["class"] == "relative" }.map(\.lemma))
    for entry in entries("speaker.noun") where !entry.lemma.contains(" ") {
      let lemma = pack.vocabulary.lexeme(entry.lemma)
      let broader = entry["broader"].map { pack.vocabulary.lexeme($0) } ?? 0
      for (index, form) in ([entry.lemma] + entry.forms).enumerated() {
        change(form) { facts in
          facts.flags.insert(.noun)
          if index > 0 { facts.flags.insert(.plural) }
          if entry["bare"] != nil { facts.flags.insert(.bare) }
          if entry["office"] != nil { facts.flags.insert(.office) }
          if relatives.contains(entry.lemma) { facts.flags.insert(.relation) }
          facts.kind = MentionKind(entry["kind"])
          facts.gender = MentionGender(entry["gender"])
          facts.lemma = lemma
          facts.broader = broader
        }
      }
    }
    for entry in entries("role") where !entry.lemma.contains(" ") {
      let lemma = pack.vocabulary.lexeme(entry.lemma)
      for (index, form) in ([entry.lemma] + entry.forms).enumerated() {
        change(form) { facts in
          guard !facts.flags.contains(.noun) else { return }
          facts.flags.insert(index > 0 ? [.noun, .plural] : .noun)
          facts.kind = .person
          facts.gender = MentionGender(entry["gender"])
          facts.lemma = lemma
        }
      }
    }
    readNouns("role.group", .group, [.noun, .plural])
    readNouns("organisation", .organisation, .noun)
  }

  /// Adds the nouns of a lexicon that are not known yet.
  private mutating func readNouns(
    _ name: String, _ kind: MentionKind, _ flags: SpeakerWords.Flags
  ) {
    for entry in entries(name) where !entry.lemma.contains(" ") {
      let lemma = pack.vocabulary.lexeme(entry.lemma)
      for form in [entry.lemma] + entry.forms {
        change(form) { facts in
          guard !facts.flags.contains(.noun) else { return }
          facts.flags.formUnion(flags)
          facts.kind = kind
          facts.lemma = lemma
        }
      }
    }
  }

  mutating func readSmallWords() {
    for entry in entries("speaker.pronoun") {
      var flags: SpeakerWords.Flags = .pronoun
      switch entry["case"] {
      case "possessive": flags.insert(.possessive)
      case "relative": flags.insert(.relative)
      default: break
      }
      if entry["person"] == "first" { flags.insert(.firstPerson) }
      if entry["person"] == "second" { flags.insert(.secondPerson) }
      let value: Int8 =
        switch entry["number"] {
        case "several": 2
        case "thing": 3
        default: 1
        }
      for form in [entry.lemma] + entry.forms {
        change(form) { facts in
          facts.flags.formUnion(flags)
          facts.gender = MentionGender(entry["gender"])
          facts.value = value
        }
      }
    }
    let functions: [String: SpeakerWords.Flags] = [
      "definite": .definite, "indefinite": .indefinite, "demonstrative": .demonstrative,
      "and": .and, "or": .or, "of": .of, "for": .preposition, "be": .be, "relative": .relative,
      "locative": [.preposition, .locative],
    ]
    for entry in entries("speaker.function") {
      let flags = functions[entry["value"] ?? ""] ?? []
      change(entry.lemma) { $0.flags.formUnion(flags) }
    }
    for entry in entries("speaker.count") {
      change(entry.lemma) { facts in
        facts.flags.insert(.count)
        facts.value = Int8(entry["value"] ?? "") ?? 0
      }
    }
    for entry in entries("speaker.order") {
      change(entry.lemma) { facts in
        switch (entry["adds"], entry["order"]) {
        case ("yes", _): facts.flags.insert(.adds)
        case ("other", _): facts.flags.insert(.other)
        case (_, "last"): (facts.flags, facts.value) = (facts.flags.union(.order), -1)
        case (_, "same"): (facts.flags, facts.value) = (facts.flags.union(.order), -2)
        case (_, let order):
          (facts.flags, facts.value) = (facts.flags.union(.order), Int8(order ?? "") ?? 0)
        }
      }
    }
  }

  /// Notes which words begin a phrase.
  mutating func readBeginnings(of tables: [PhraseTable]) {
    for word in tables.flatMap(\.firstWords) {
      facts[word, default: SpeakerWords.Facts()].flags.insert(.beginsPhrase)
    }
  }

  mutating func readNames() {
    for (name, flag) in [
      ("speaker.no-name", SpeakerWords.Flags.noName), ("name.particle", .particle),
      ("name.suffix", .suffix), ("speaker.organisation-word", .organisationWord),
      ("speaker.thing-word", .thingWord),
    ] {
      for entry in entries(name) {
        for form in [entry.lemma] + entry.forms { change(form) { $0.flags.insert(flag) } }
      }
    }
    for entry in entries("name.given") {
      for form in [entry.lemma] + entry.forms {
        change(form) { facts in
          facts.flags.insert(.given)
          if facts.gender == .unknown { facts.gender = MentionGender(entry["gender"]) }
        }
      }
    }
    for entry in entries("speaker.nickname") {
      let long = pack.vocabulary.lexeme(entry["of"] ?? "")
      change(entry.lemma) { $0.long = long }
    }
    for entry in entries("title") where !entry.lemma.contains(" ") {
      for form in [entry.lemma] + entry.forms {
        change(form) { facts in
          facts.flags.insert(.title)
          if !facts.flags.contains(.given), facts.gender == .unknown {
            facts.gender = MentionGender(entry["gender"])
          }
        }
      }
    }
    for entry in entries("speaker.title") {
      let noun = pack.vocabulary.lexeme(entry["of"] ?? "")
      change(entry.lemma) { facts in
        facts.flags.insert(.title)
        facts.lemma = noun
      }
    }
    let (_, names) = states()
    for entry in entries("speaker.demonym") {
      guard let state = names.firstIndex(of: entry["of"] ?? "") else { continue }
      change(entry.lemma) { facts in
        facts.flags.insert(.demonym)
        facts.state = Int32(state)
      }
    }
  }
}
