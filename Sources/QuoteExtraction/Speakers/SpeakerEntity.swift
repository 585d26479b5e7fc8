import RuleEngine

/// Somebody, or something, that one or more mentions refer to.
struct SpeakerEntity: Sendable {
  var kind: MentionKind
  var named: Bool
  var plural = false
  var gender: MentionGender = .unknown
  var genderBy: String?
  /// The mention with the fullest name or description.
  var fullest: Int
  /// The first mention in the text.
  var first: Int
  /// The words of the name, as numbers of a `NameTable`; without titles and initials.
  var names: [Int] = []
  /// The nouns that titles and appositions give it, in the singular, wider ones too.
  var heads: [LexemeID] = []
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
