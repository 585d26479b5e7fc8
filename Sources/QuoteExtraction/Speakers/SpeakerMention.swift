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

  /// Ranges and indices are kept small, for mentions are copied often.
  private var tokensBounds: SIMD2<Int32>
  private var coreBounds: SIMD2<Int32>
  private var roleBounds = SIMD2<Int32>(-1, -1)
  private var appositionIndex: Int32 = -1
  private var possessorIndex: Int32 = -1
  private var sentenceIndex: Int32 = 0
  private var quotationIndex: Int32 = -1
  var form: Form
  var kind: MentionKind = .unknown
  var gender: MentionGender = .unknown
  var genderBy: GenderBasis?
  var plural = false
  var determiner: Determiner = .none
  /// Which one: 1 for "the first official"; 0 for none.
  var order: Int8 = 0
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
  /// The head noun of a description, or the noun of a title, in the singular.
  var head: LexemeID = 0
  /// The head noun of an apposition or predicate, in the singular.
  var secondHead: LexemeID = 0
  /// The state it belongs to, of "the Chinese government".
  var state: Int32 = -1

  init(tokens: Range<Int>, core: Range<Int>, form: Form, kind: MentionKind) {
    tokensBounds = Self.bounds(tokens)
    coreBounds = Self.bounds(core)
    self.form = form
    self.kind = kind
  }

  private static func bounds(_ range: Range<Int>) -> SIMD2<Int32> {
    SIMD2(Int32(range.lowerBound), Int32(range.upperBound))
  }

  private static func range(_ bounds: SIMD2<Int32>) -> Range<Int> { Int(bounds.x)..<Int(bounds.y) }
}

extension SpeakerMention {
  /// The longest noun phrase, titles included.
  var tokens: Range<Int> {
    get { Self.range(tokensBounds) }
    set { tokensBounds = Self.bounds(newValue) }
  }
  /// The name without titles, or the head noun, or the pronoun.
  var core: Range<Int> {
    get { Self.range(coreBounds) }
    set { coreBounds = Self.bounds(newValue) }
  }
  /// The text of a title or apposition.
  var role: Range<Int>? {
    get { roleBounds.x < 0 ? nil : Self.range(roleBounds) }
    set { roleBounds = newValue.map(Self.bounds) ?? SIMD2(-1, -1) }
  }
  /// The mention that it stands in apposition to.
  var apposition: Int? {
    get { appositionIndex < 0 ? nil : Int(appositionIndex) }
    set { appositionIndex = Int32(newValue ?? -1) }
  }
  /// The mention of its possessor.
  var possessor: Int? {
    get { possessorIndex < 0 ? nil : Int(possessorIndex) }
    set { possessorIndex = Int32(newValue ?? -1) }
  }
  /// The sentence, as an index into the document's.
  var sentence: Int {
    get { Int(sentenceIndex) }
    set { sentenceIndex = Int32(newValue) }
  }
  /// The top-level quotation that it stands in, or -1.
  var quotation: Int {
    get { Int(quotationIndex) }
    set { quotationIndex = Int32(newValue) }
  }
}
