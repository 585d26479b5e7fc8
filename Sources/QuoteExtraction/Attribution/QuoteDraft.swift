import NewsSyntax

/// An attribution of quoted material while a paragraph is read; ranges are of items.
struct QuoteDraft: Sendable {
  /// What construction it is, which names the rule.
  var construction: Construction
  /// The rule that found it; that of the construction where no pattern did.
  var rule: Int?
  /// The head of the cue: a verb, a noun, a colon.
  var cue: Int?
  /// All words of the cue.
  var cueRange: Range<Int>?
  /// Whom the text names.
  var source: Range<Int>?
  /// That nobody is named, and need not be: a passive without an agent.
  var agentless = false
  /// The pieces of the content.
  var parts: [Range<Int>]
  /// The item after the cue's clause, where content may go on.
  var end: Int
  /// The sentence that it began in.
  var sentence: Int
  /// How good the cue is, from 0 to 1.
  var score = 1.0
  /// It waits for the cue of a later sentence.
  var pending = false
  /// The draft whose speaker it takes over, by number.
  var carriedFrom: Int?
  /// Whether it says who attributes: else it leans on another.
  var isAttributed: Bool { source != nil || agentless }
}

/// The constructions that attribute quoted material; each is a rule of the pack.
enum Construction: UInt8, Sendable, CaseIterable {
  /// "…," X said.
  case after
  /// "…," said X.
  case inverted
  /// "…," according to X.
  case accordingAfter
  /// …, X said, "…"; …, X said.
  case parenthetical
  /// …, said X.
  case parentheticalInverted
  /// …, according to X.
  case parentheticalAccording
  /// X said that … "…".
  case governing
  /// According to X, "…".
  case accordingBefore
  /// her claim that "…"
  case noun
  /// X said: "…"
  case colon
  /// X: "…"
  case nameColon
  /// "…" — X
  case signature
  /// A quotation that a paragraph ending in a colon or a cue announces.
  case announced
  /// A quotation in a new paragraph without a cue: the speaker before goes on.
  case carried
  /// A quotation after a sentence that tells who speaks.
  case context
  /// A turn of an interview or a transcript; what `Transcript` finds.
  case turn

  /// The name in rules and tables: `according-after`.
  var name: String { Self.names[Int(rawValue)] }

  /// Written out, for reflection takes long when the program starts; a test compares them.
  private static let names = [
    "after", "inverted", "according-after", "parenthetical", "parenthetical-inverted",
    "parenthetical-according", "governing", "according-before", "noun", "colon", "name-colon",
    "signature", "announced", "carried", "context", "turn",
  ]

  /// The construction of a name.
  init?(named name: String) {
    guard let place = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(place))
  }
}
