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
    /// A noun that tells whose somebody is, not who: daughter, husband.
    static let relation = Flags(rawValue: 1 << 30)
    /// A noun that calls again somebody just named: "the senator", "the striker".
    static let epithet = Flags(rawValue: 1 << 31)
  }

  /// What is known of one word form.
  struct Facts: Hashable, Sendable {
    var flags: Flags = []
    var kind: MentionKind = .unknown
    var gender: MentionGender = .unknown
    /// How many, of count words (0: several); which, of order words (-1: the last, -2: the same);
    /// of pronouns 1, 2 (several) or 3 (a thing).
    var value: Int8 = 0
    /// Which of two people named together it is of.
    var pair: PairPart = .none
    /// The word form under which it is kept: the singular of nouns, the noun of short titles.
    var lemma: LexemeID = 0
    /// The long form of a short given name: "William" of "Bill".
    var long: LexemeID = 0
    /// The wider noun: "politician" of "senator".
    var broader: LexemeID = 0
    /// The state, of demonyms.
    var state: Int32 = -1
    /// What else it can be.
    var uses: Uses = []
  }

  /// What few words can be, and is seldom asked.
  struct Uses: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// What an office is for: "Trade" of "Minister for Trade and Industry".
    static let portfolio = Uses(rawValue: 1 << 0)
    /// A participle before a name: "a firm called Oakmere".
    static let naming = Uses(rawValue: 1 << 1)
    /// A verb of asking.
    static let asking = Uses(rawValue: 1 << 2)
    /// A verb of answering: whoever asked last is not the one.
    static let answering = Uses(rawValue: 1 << 3)
    /// A noun for a person that tells nothing: "the source" may be any that spoke.
    static let anybody = Uses(rawValue: 1 << 4)
    /// A noun for somebody who plays, whom another such noun may mean as well: the captain is "the
    /// midfielder".
    static let loose = Uses(rawValue: 1 << 5)
    /// A last word of names of things, or a noun for a person, that is a surname, too: "Hill",
    /// "Fisher".
    static let surname = Uses(rawValue: 1 << 6)
    /// A verb that tells of a death.
    static let dying = Uses(rawValue: 1 << 7)
    /// A title that stands before a given name alone, too: "Sir Omar".
    static let givenTitle = Uses(rawValue: 1 << 8)
    /// A word that tells two of one name apart by age: "the elder Reed".
    static let comparing = Uses(rawValue: 1 << 9)

    /// Reads the code that lexicons use.
    init(_ code: String?) {
      switch code {
      case "naming": self = .naming
      case "asking": self = .asking
      case "answering": self = .answering
      case "dying": self = .dying
      case "comparing": self = .comparing
      default: self = []
      }
    }
  }

  /// Which of two people named together a word is of: "the former", "the couple".
  enum PairPart: UInt8, Sendable {
    case none, first, second, both

    /// Reads the code that lexicons use.
    init(_ code: String?) {
      switch code {
      case "first": self = .first
      case "second": self = .second
      case "both": self = .both
      default: self = .none
      }
    }
  }

  /// What phrases of one word or more are.
  enum PhraseKind: UInt8 {
    /// A title before names.
    case title
    /// One of three words or more.
    case longTitle
    /// The name of an organisation.
    case organisation
    /// A state, or the capital that stands for it; values are indices into `stateNames`.
    case state
    /// A town or region.
    case place
    /// A noun of several words: "vice president"; values are word forms of their lemmas, or
    /// `demonym`: "New Zealander".
    case noun
  }

  /// The value of nouns of several words that say where somebody is from.
  static let demonym = 0

  /// What is asked of a word most often, in one number, for few words look differently.
  struct Look: Hashable, Sendable {
    /// What it can be, the phrases that it is, those that it begins, what noun it is: from the
    /// lowest bit on. The highest byte is left to how a token is written.
    var bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// Takes what is known of a word.
    init(_ facts: Facts = Facts()) {
      bits = UInt64(facts.flags.rawValue)
      guard facts.flags.contains(.noun) else { return }
      if facts.kind != .unknown { bits |= 1 << Self.speaking }
      if facts.kind == .person, !facts.flags.contains(.plural) { bits |= 1 << Self.person }
    }

    @inline(__always) private static var alone: Int { 32 }
    @inline(__always) private static var longer: Int { 40 }
    @inline(__always) private static var speaking: Int { 48 }
    @inline(__always) private static var person: Int { 49 }

    /// What it can be.
    @inline(__always) var flags: Flags { Flags(rawValue: UInt32(truncatingIfNeeded: bits)) }

    /// Whether it is a phrase of a kind by itself.
    @inline(__always)
    func isWhole(_ kind: PhraseKind) -> Bool { has(Self.alone &+ Int(kind.rawValue)) }

    /// Whether it begins a phrase of a kind that has more words.
    @inline(__always)
    func begins(_ kind: PhraseKind) -> Bool { has(Self.longer &+ Int(kind.rawValue)) }

    /// Whether it is a noun for people, bodies or documents.
    @inline(__always) var maySpeak: Bool { has(Self.speaking) }

    /// Whether it is a noun for one person, which may be an office: "Minister".
    @inline(__always) var isPerson: Bool { has(Self.person) }

    /// Whether it neither is nor begins a phrase, and is no noun or title, nor of a body, a thing
    /// or people of some place.
    @inline(__always) var isUntold: Bool { bits & Self.told == 0 }

    private static var told: UInt64 {
      let flags: Flags = [.noun, .title, .organisationWord, .thingWord, .demonym]
      return 0xFFFF << UInt64(alone) | UInt64(flags.rawValue)
    }

    mutating func insert(whole kind: PhraseKind) { bits |= 1 << (Self.alone + Int(kind.rawValue)) }

    mutating func insert(beginning kind: PhraseKind) {
      bits |= 1 << (Self.longer + Int(kind.rawValue))
    }

    @inline(__always)
    private func has(_ bit: Int) -> Bool { bits &>> UInt64(bit) & 1 == 1 }
  }

  private let facts: LexemeTable<Facts>
  private let looks: LexemeTable<Look>
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
    looks = lists.looks
  }

  /// What is known of a word form; constant time.
  @inline(__always)
  subscript(lexeme: LexemeID) -> Facts { facts[lexeme] }

  /// Gives what is asked of word forms most often, in their order.
  @inline(__always)
  func looks(of lexemes: [LexemeID], _ body: (_ place: Int, _ look: Look) -> Void) {
    looks.forEach(lexemes, body)
  }

  /// The longest phrase of a kind that starts at a token and ends by `limit`: its number of tokens
  /// and its value.
  func longest(
    _ kind: PhraseKind, in lexemes: [LexemeID], from start: Int, limit: Int
  ) -> (count: Int, value: Int)? {
    switch kind {
    case .title, .longTitle: titles.longest(in: lexemes, from: start, limit: limit)
    case .organisation: organisations.longest(in: lexemes, from: start, limit: limit)
    case .state: states.longest(in: lexemes, from: start, limit: limit)
    case .place: places.longest(in: lexemes, from: start, limit: limit)
    case .noun: nouns.longest(in: lexemes, from: start, limit: limit)
    }
  }
}
