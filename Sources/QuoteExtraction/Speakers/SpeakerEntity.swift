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
  /// A number for all of them in their order; 0 where none was asked for.
  var key = 0
}

/// The nouns that are said of somebody, sixteen at the most, without an array.
struct HeadNouns: Sendable {
  private typealias Four = SIMD4<UInt32>
  private var nouns = (Four.zero, Four.zero, Four.zero, Four.zero)
  private(set) var count = 0

  /// How many there may be.
  static let limit = 16

  var isEmpty: Bool { count == 0 }

  subscript(place: Int) -> LexemeID {
    withUnsafeBytes(of: nouns) { $0.load(fromByteOffset: place * 4, as: LexemeID.self) }
  }

  func contains(_ noun: LexemeID) -> Bool {
    guard count > 0, noun != 0 else { return false }
    return withUnsafeBytes(of: nouns) { nouns in
      nouns.bindMemory(to: LexemeID.self).prefix(count).contains(noun)
    }
  }

  /// Adds a noun that is not 0, if there is room.
  mutating func append(_ noun: LexemeID) {
    guard count < Self.limit else { return }
    let place = count
    withUnsafeMutableBytes(of: &nouns) {
      $0.storeBytes(of: noun, toByteOffset: place * 4, as: LexemeID.self)
    }
    count += 1
  }
}
