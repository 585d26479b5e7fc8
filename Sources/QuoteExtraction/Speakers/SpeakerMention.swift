import QuoteRecords
import RuleEngine

/// What a mention refers to.
enum MentionKind: UInt8, Sendable {
  case unknown, person, group, organisation, document

  /// Reads the code that lexicons use.
  init(_ code: String?) {
    switch code {
    case "person": self = .person
    case "group": self = .group
    case "organisation": self = .organisation
    case "document": self = .document
    default: self = .unknown
    }
  }

  /// The code of the contract.
  var code: SpeakerKind {
    switch self {
    case .unknown: .unknown
    case .person: .person
    case .group: .group
    case .organisation: .organisation
    case .document: .document
    }
  }
}

/// A gender, as far as words tell.
enum MentionGender: UInt8, Sendable {
  case unknown, female, male

  /// Reads the code that lexicons use.
  init(_ code: String?) {
    switch code {
    case "female": self = .female
    case "male": self = .male
    default: self = .unknown
    }
  }

  /// The code of the contract.
  var code: String {
    switch self {
    case .unknown: "unknown"
    case .female: "female"
    case .male: "male"
    }
  }

  /// Whether both can be of one person.
  func agrees(with other: MentionGender) -> Bool {
    self == .unknown || other == .unknown || self == other
  }
}

/// What a gender was read from.
enum GenderBasis: UInt8, Sendable {
  case title, givenName, pronoun

  /// The code of the contract.
  var code: String {
    switch self {
    case .title: "title"
    case .givenName: "given_name"
    case .pronoun: "pronoun"
    }
  }
}

/// A place where the text mentions somebody or something that may speak.
struct SpeakerMention: Sendable {
  /// How it mentions them.
  enum Form: UInt8, Sendable {
    /// A person's name of two words or more, or with a title.
    case fullName
    /// One capitalised word: a surname, a given name, a short name of an organisation.
    case shortName
    /// A name of an organisation.
    case organisation
    /// A state, or its capital for it.
    case state
    /// A town or region.
    case place
    /// A common noun: "the official", "farmers".
    case description
    /// A pronoun.
    case pronoun
  }

  /// How a description begins.
  enum Determiner: UInt8, Sendable {
    case none, definite, indefinite, demonstrative, possessive
    /// "another", "a second".
    case another
    /// "the other".
    case other
    /// "four", "several", "one".
    case count
    /// "one of four".
    case partitive
  }

  /// The longest noun phrase, titles included.
  var tokens: Range<Int>
  /// The name without titles, or the head noun, or the pronoun.
  var core: Range<Int>
  var form: Form
  var kind: MentionKind = .unknown
  var gender: MentionGender = .unknown
  var genderBy: GenderBasis?
  var plural = false
  var determiner: Determiner = .none
  /// Which one: 1 for "the first official"; 0 for none.
  var order: Int8 = 0
  /// The head noun of a description, or the noun of a title, in the singular.
  var head: LexemeID = 0
  /// The text of a title or apposition.
  var role: Range<Int>?
  /// The head noun of an apposition or predicate, in the singular.
  var secondHead: LexemeID = 0
  /// The state it belongs to, of "the Chinese government".
  var state: Int32 = -1
  /// The mention that it stands in apposition to.
  var apposition: Int?
  /// The mention of its possessor.
  var possessor: Int?
  /// The sentence, as an index into the document's.
  var sentence = 0
  /// The top-level quotation that it stands in, or -1.
  var quotation = -1
  /// Whether it is followed by "'s" or is a possessive pronoun.
  var isPossessive = false
  /// Whether a verb follows that it is the subject of.
  var isSubject = false
  /// Whether it stands in a heading.
  var inHeading = false
  /// Whether it is the source of some attribution.
  var isSource = false
  /// Whether other words hold it: a mention within a longer one.
  var isNested = false
}
