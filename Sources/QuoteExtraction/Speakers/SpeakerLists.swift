import FlatImage
import RuleEngine

/// What is gathered from the lexicons of a pack.
struct SpeakerLists: Sendable {
  let facts: LexemeTable<SpeakerWords.Facts>
  let looks: LexemeTable<SpeakerWords.Look>
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
    facts = LexemeTable(builder.facts, default: SpeakerWords.Facts(), pack.vocabulary)
    looks = LexemeTable(
      builder.looks(beginning: [
        (.title, titles), (.organisation, organisations), (.state, states), (.place, places),
        (.noun, nouns),
      ]), default: SpeakerWords.Look(), pack.vocabulary)
  }
}

extension SpeakerLists: Imaged {
  init(from image: inout ImageReader) throws(ImageError) {
    facts = try LexemeTable(from: &image)
    looks = try LexemeTable(from: &image)
    titles = try image.part()
    organisations = try image.part()
    states = try image.part()
    places = try image.part()
    nouns = try image.part()
    stateNames = try image.arrays()
  }

  func lay(into image: inout ImageWriter) {
    facts.lay(into: &image)
    looks.lay(into: &image)
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
    var phrases: [(words: [LexemeID], value: Int)] = []
    for entry in entries("speaker.noun") {
      for form in [entry.lemma] + entry.forms where form.contains(" ") {
        phrases.append((words(form), Int(words(entry.lemma).last ?? 0)))
      }
    }
    for entry in demonyms where entry.lemma.contains(" ") {
      phrases.append((words(entry.lemma), SpeakerWords.demonym))
    }
    return PhraseTable(phrases)
  }

  /// The adjectives of places that are nouns for people as well: "a Tongan", but not "a British".
  private var demonyms: [Lexicon.Entry] { entries("place.adjective").filter { !$0.forms.isEmpty } }

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
          if entry["bare"] == "any" { facts.uses.insert(.anybody) }
          if entry["loose"] == "yes" { facts.uses.insert(.loose) }
          if entry["surname"] == "yes" { facts.uses.insert(.surname) }
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
          if index == 0, entry["surname"] == "yes" { facts.uses.insert(.surname) }
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
    readNamesakes()
  }

  /// Reads the words that stand for people who were named before.
  private mutating func readNamesakes() {
    for entry in entries("speaker.epithet") { change(entry.lemma) { $0.flags.insert(.epithet) } }
    for entry in entries("speaker.pair") {
      change(entry.lemma) { $0.pair = SpeakerWords.PairPart(entry["of"]) }
    }
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
    readPronouns()
    let functions: [String: SpeakerWords.Flags] = [
      "definite": .definite, "indefinite": .indefinite, "demonstrative": .demonstrative,
      "and": .and, "or": .or, "of": .of, "for": .preposition, "be": .be, "relative": .relative,
      "locative": [.preposition, .locative],
    ]
    for entry in entries("speaker.function") {
      let flags = functions[entry["value"] ?? ""] ?? []
      change(entry.lemma) { facts in
        facts.flags.formUnion(flags)
        facts.uses.formUnion(SpeakerWords.Uses(entry["value"]))
      }
    }
    for entry in entries("speaker.portfolio") {
      change(entry.lemma) { $0.uses.insert(.portfolio) }
    }
    for entry in entries("speaker.count") {
      change(entry.lemma) { facts in
        facts.flags.insert(.count)
        facts.value = Int8(entry["value"] ?? "") ?? 0
      }
    }
    readOrderWords()
  }

  private mutating func readPronouns() {
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
  }

  private mutating func readOrderWords() {
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

  /// What each word form can be, and the phrases that it begins.
  func looks(
    beginning tables: [(SpeakerWords.PhraseKind, PhraseTable)]
  ) -> [LexemeID: SpeakerWords.Look] {
    var looks = facts.mapValues { SpeakerWords.Look($0) }
    for (kind, table) in tables {
      for (word, isWhole, longer) in table.beginnings {
        if isWhole { looks[word, default: SpeakerWords.Look()].insert(whole: kind) }
        if longer > 0 { looks[word, default: SpeakerWords.Look()].insert(beginning: kind) }
        if longer > 2, kind == .title {
          looks[word, default: SpeakerWords.Look()].insert(beginning: .longTitle)
        }
      }
    }
    return looks
  }

  mutating func readNames() {
    for (name, flag) in [
      ("speaker.no-name", SpeakerWords.Flags.noName), ("name.particle", .particle),
      ("name.suffix", .suffix), ("speaker.organisation-word", .organisationWord),
      ("speaker.thing-word", .thingWord),
    ] {
      for entry in entries(name) {
        for form in [entry.lemma] + entry.forms {
          change(form) { facts in
            facts.flags.insert(flag)
            if entry["surname"] == "yes" { facts.uses.insert(.surname) }
          }
        }
      }
    }
    readGivenNames()
    readTitles()
    readDemonyms()
  }

  private mutating func readGivenNames() {
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
  }

  private mutating func readTitles() {
    for entry in entries("title") where !entry.lemma.contains(" ") {
      for form in [entry.lemma] + entry.forms {
        change(form) { facts in
          facts.flags.insert(.title)
          if entry["before"] == "given" { facts.uses.insert(.givenTitle) }
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
  }

  private mutating func readDemonyms() {
    let (_, names) = states()
    for entry in entries("speaker.demonym") {
      guard let state = names.firstIndex(of: entry["of"] ?? "") else { continue }
      change(entry.lemma) { facts in
        facts.flags.insert(.demonym)
        facts.state = Int32(state)
      }
    }
    for entry in demonyms where !entry.lemma.contains(" ") {
      change(entry.lemma) { $0.flags.formUnion([.demonym, .epithet]) }
    }
  }
}
