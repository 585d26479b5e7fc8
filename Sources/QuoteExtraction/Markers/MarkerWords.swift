import FlatImage
import NewsSyntax
import RuleEngine

/// What the words of a phrase say of a source: the lexicons, read once.
///
/// A class, though nothing in it changes: each phrase is read by a value that holds it, and sharing
/// one object costs less than counting the users of every table.
final class MarkerWords: Sendable {
  let vocabulary: Vocabulary
  /// Nouns for people, and for groups of them.
  let role: WordList<Role>
  let group: WordList<Role>
  /// "four", "several"; the number of the first.
  let count: WordList<Int?>
  let rank: WordList<String?>
  let status: WordList<String?>
  /// Whom a source works for, by adjectives, by nouns, and by names.
  let affiliation: WordList<Affiliation>
  let organisation: WordList<Affiliation>
  let organisationName: WordList<Affiliation>
  let determiner: WordList<Determiner>
  /// Words before a count: "at least".
  let bound: WordList<Void>
  let place: WordList<Void>
  let placeAdjective: WordList<Void>
  /// Whether a pronoun is an object's.
  let pronoun: WordList<Bool>
  private let classes: FlatArray<UInt32>
  /// The word forms of `Class.placing`, a bit each: so few bytes that they stay near.
  let placing: [UInt64]

  /// The closed classes that single words are asked for.
  struct Class: OptionSet, Sendable {
    let rawValue: UInt32

    static let place = Class(rawValue: 1 << 0)
    static let organisationName = Class(rawValue: 1 << 1)
    /// Says that a name is held back: "unnamed".
    static let anonymity = Class(rawValue: 1 << 2)
    /// Points back to an unnamed source: "official".
    static let anaphor = Class(rawValue: 1 << 3)
    /// Verbs beside a source.
    static let saying = Class(rawValue: 1 << 4)
    /// Verbs of a relative clause that makes a source: "who spoke to".
    static let speaking = Class(rawValue: 1 << 5)
    /// A noun for people that is not its entry's lemma: "officials".
    static let plural = Class(rawValue: 1 << 6)
    /// What a part of many is told in: "percent", "two-thirds".
    static let share = Class(rawValue: 1 << 7)
    /// A word of an outlet's name, or for its people: "Herald", "reporters".
    static let outlet = Class(rawValue: 1 << 8)
    /// Points back to an unnamed source though none was introduced.
    static let lone = Class(rawValue: 1 << 9)
    /// Tells of many without a number: "most".
    static let most = Class(rawValue: 1 << 10)
    /// Verbs whose object is what is told: "described a culture".
    static let telling = Class(rawValue: 1 << 11)

    /// The longest word of an entry of the list of counts.
    static let counting = Class(rawValue: 1 << 12)
    /// What tells of the place of a source.
    static let placing: Class = [.counting, .speaking, .saying]
    /// Begins an entry of the lists of counts and of words before them.
    static let beginsCount = Class(rawValue: 1 << 13)
    /// Begins one of ranks or statuses.
    static let beginsGrade = Class(rawValue: 1 << 14)
    /// Begins one of those that tell for whom somebody works.
    static let beginsAffiliation = Class(rawValue: 1 << 15)
    /// Begins one of people.
    static let beginsPeople = Class(rawValue: 1 << 16)

    /// The lexicon of each.
    fileprivate static let lexicons: [(Class, String)] = [
      (.place, "place"), (.organisationName, "organisation.name"), (.anonymity, "anonymity"),
      (.anaphor, "marker.anaphor"), (.saying, "marker.saying"), (.speaking, "marker.speaking"),
      (.share, "marker.share"), (.outlet, "marker.outlet"), (.lone, "marker.anaphor.lone"),
      (.most, "marker.most"), (.telling, "marker.telling"),
    ]

    /// The lexicons whose entries the words of each begin.
    fileprivate static let beginnings: [(Class, [String])] = [
      (.beginsCount, ["count", "marker.bound"]), (.beginsGrade, ["rank", "status"]),
      (.beginsAffiliation, ["affiliation", "organisation", "organisation.name"]),
      (.beginsPeople, ["role", "role.group"]),
    ]
  }

  /// What a noun for people says of them.
  struct Role: Sendable {
    /// `class`, where it matters here.
    enum Kind: String {
      case spokesperson, `public`, crowd, authorities
    }

    let kind: Kind?
    /// For whom they work.
    let affiliation: String?
    /// Tells nothing of a person: "source", "member".
    let isGeneric: Bool
    /// Names somebody in the news rather than its source: "caller".
    let isEvent: Bool
    /// Is no source unless more says so.
    let isNoSource: Bool
    /// Whether any other word says more of whom they work for.
    let isWeak: Bool

    init(_ attributes: [String: String]) {
      kind = attributes["class"].flatMap(Kind.init)
      affiliation = MarkerWords.code(attributes["affiliation"])
      isGeneric = attributes["generic"] == "yes"
      isEvent = attributes["event"] == "yes"
      isNoSource = attributes["source"] == "no"
      isWeak = attributes["weak"] == "yes"
    }
  }

  /// For whom a source works.
  struct Affiliation: Sendable {
    let code: String?
    /// Whether any other says more.
    let isWeak: Bool

    init(_ attributes: [String: String], _ key: String) {
      code = MarkerWords.code(attributes[key])
      isWeak = attributes["weak"] == "yes"
    }
  }

  /// What a first word tells of a phrase.
  struct Determiner: Sendable {
    enum Kind: String {
      case definite, possessive, indefinite, new
    }

    let kind: Kind?
    /// Whether it can only stand before a singular.
    let isOne: Bool

    init(_ attributes: [String: String]) {
      kind = attributes["kind"].flatMap(Kind.init)
      isOne = attributes["number"] == "one"
    }
  }

  init(pack: RulePack) {
    let words = pack.vocabulary
    vocabulary = words
    role = WordList("role", words, fact: Role.init)
    group = WordList("role.group", words, fact: Role.init)
    count = WordList("count", words) { $0["n"].flatMap { Int($0) } }
    rank = WordList("rank", words) { MarkerWords.code($0["code"]) }
    status = WordList("status", words) { MarkerWords.code($0["code"]) }
    affiliation = WordList("affiliation", words) { Affiliation($0, "code") }
    organisation = WordList("organisation", words) { Affiliation($0, "affiliation") }
    organisationName = WordList("organisation.name", words) { Affiliation($0, "affiliation") }
    determiner = WordList("marker.determiner", words, fact: Determiner.init)
    bound = WordList("marker.bound", words) { _ in }
    place = WordList("place", words) { _ in }
    placeAdjective = WordList("place.adjective", words) { _ in }
    pronoun = WordList("pronoun", words) { $0["case"] == "object" }
    let classes = pack.prepared("marker classes") { FlatArray(Self.classes(pack)) }
    placing = pack.prepared("marker words of places") { FlatArray(Self.placing(classes)) }.array
    self.classes = classes
  }

  /// The word forms of `Class.placing`, a bit each.
  private static func placing(_ classes: FlatArray<UInt32>) -> [UInt64] {
    var placing = [UInt64](repeating: 0, count: (classes.count + 63) / 64)
    for (lexeme, told) in classes.enumerated() where told & Class.placing.rawValue != 0 {
      placing[lexeme >> 6] |= 1 << UInt64(lexeme & 63)
    }
    return placing
  }

  /// The classes of every word form.
  private static func classes(_ pack: RulePack) -> [UInt32] {
    let words = pack.vocabulary
    var classes = words.bits(
      Class.lexicons.map {
        (bit: $0.rawValue, lexicons: words.lexiconIndex($1).map { [$0] } ?? [])
      })
    for (one, names) in Class.beginnings {
      for lexeme in words.beginners(of: names.compactMap { words.lexiconIndex($0) }) {
        classes[Int(lexeme)] |= one.rawValue
      }
    }
    for lexeme in words.lexiconIndex("role").map({ words.otherForms(in: $0) }) ?? [] {
      classes[Int(lexeme)] |= Class.plural.rawValue
    }
    for entry in pack.entries(of: "count") {
      for form in [entry.lemma] + entry.forms {
        guard
          let longest = WordSplitter.words(form.utf8).reversed().max(by: { $0.count < $1.count })
        else { continue }
        classes[Int(words.lexeme(longest[...]))] |= Class.counting.rawValue
      }
    }
    return classes
  }

  /// The classes of a word form.
  @inline(__always)
  func classes(of lexeme: LexemeID) -> Class { Class(rawValue: classes[Int(lexeme)]) }

  /// Whether a word form is of any of some classes.
  @inline(__always)
  func has(_ lexeme: LexemeID, _ some: Class) -> Bool {
    classes[Int(lexeme)] & some.rawValue != 0
  }

  /// The longest entry for people, of up to four words, that ends with a word of a phrase.
  func entry(
    endingAt head: Int, of lexemes: [LexemeID], in list: WordList<Role>
  ) -> (role: Role, number: Int)? {
    guard let lexicon = list.lexicon, lexemes.indices.contains(head) else { return nil }
    for start in max(0, head - 3)...head where has(lexemes[start], .beginsPeople) {
      if let number = vocabulary.entryNumber(lexemes[start...head], in: lexicon),
        let role = list.fact(ofEntry: number, vocabulary)
      {
        return (role, number)
      }
    }
    return nil
  }

  /// The lemma of an entry, as it is written.
  func lemma<Fact>(ofEntry number: Int, in list: WordList<Fact>) -> String? {
    list.lexicon.map { vocabulary.lemma(ofEntry: number, in: $0) }
  }

  /// A code of the contract; lexicons write spaces where codes have underscores.
  private static func code(_ value: String?) -> String? {
    guard let value, value.contains(" ") else { return value }
    return String(value.map { $0 == " " ? "_" : $0 })
  }
}
