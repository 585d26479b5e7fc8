import RuleEngine

/// Somebody, or something, that one or more mentions refer to.
struct SpeakerEntity: Sendable {
  var kind: MentionKind
  var named: Bool
  var plural = false
  var gender: MentionGender = .unknown
  var genderBy: GenderBasis?
  /// The mention with the fullest name or description.
  var fullest: Int
  /// The first mention in the text.
  var first: Int
  /// The words of the name, without titles and initials.
  var names = NameWords()
  /// The nouns that titles and appositions give it, in the singular, wider ones too.
  var heads = HeadNouns()
  /// The text of its first title or apposition.
  var role: Range<Int>?
  /// The state, of governments.
  var state: Int32 = -1
  /// The one it belongs to: "Reed's lawyer".
  var possessor = -1
  /// The noun of a description.
  var head: LexemeID = 0
  /// Which one it was introduced as: 2 for "the second official"; 0 for none.
  var order: Int8 = 0
  /// Whether the head noun says nothing of who it is.
  var isBare = false
  /// Whether there is but one: "the president".
  var isOffice = false
  /// How often the article names it.
  var total = 0
  /// How often it has been mentioned so far.
  var count = 0
  /// The mention that came last so far; -1 for none.
  var last = -1
  /// The sentence in which it was a source last; -1 for none.
  var lastSource = -1

  init(kind: MentionKind, named: Bool, mention: Int) {
    self.kind = kind
    self.named = named
    fullest = mention
    first = mention
  }
}

/// The words of a name, as numbers of a `NameTable`.
struct NameWords: Sendable {
  /// How many there are.
  var count = 0
  /// The first and the last; -1 where there is none.
  var first = -1
  var last = -1
  /// A number for all of them in their order; 0 for none.
  var key = 0
}

/// The nouns that are said of somebody, sixteen at the most, without an array.
struct HeadNouns: Sendable, Sequence, IteratorProtocol {
  private var nouns = SIMD16<UInt32>(repeating: 0)
  private(set) var count = 0
  private var position = 0

  /// How many there may be.
  static let limit = 16

  var isEmpty: Bool { count == 0 }

  func contains(_ noun: LexemeID) -> Bool { noun != 0 && any(nouns .== noun) }

  /// Adds a noun that is not 0, if there is room.
  mutating func append(_ noun: LexemeID) {
    guard count < Self.limit else { return }
    nouns[count] = noun
    count += 1
  }

  mutating func next() -> LexemeID? {
    guard position < count else { return nil }
    defer { position += 1 }
    return nouns[position]
  }
}
