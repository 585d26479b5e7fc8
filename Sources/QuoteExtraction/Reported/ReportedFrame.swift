import NewsSyntax
import RuleEngine

/// The frames in which a word can report without quotation marks; each is a rule of the pack.
enum ReportedFrame: UInt8, Sendable, CaseIterable {
  case that = 1
  case clause, plain, question, infinitive, gerund, object, preposition, passive
  case fronted, adjective, colon, relative, commaClause
  case toldClause, toldQuestion, toldInfinitive, toldPreposition
  case frontedTold, frontedInverted, accordingAfter, accordingFirst
  case nounThat, nounInfinitive, nounPreposition, nounIs, forAgainst, relativeClause

  /// The name in rules and tables: `noun-that`.
  var name: String { Self.names[Int(rawValue) - 1] }

  /// Written out, for reflection takes long when the program starts; a test compares them.
  private static let names = [
    "that", "clause", "plain", "question", "infinitive", "gerund", "object", "preposition",
    "passive", "fronted", "adjective", "colon", "relative", "comma-clause", "told-clause",
    "told-question", "told-infinitive", "told-preposition", "fronted-told", "fronted-inverted",
    "according-after", "according-first", "noun-that", "noun-infinitive", "noun-preposition",
    "noun-is", "for-against", "relative-clause",
  ]

  /// The frame of a name.
  init?(named name: some StringProtocol) {
    guard let place = Self.names.firstIndex(where: { $0 == name }) else { return nil }
    self.init(rawValue: UInt8(place + 1))
  }

  /// What its content is, which decides where it ends.
  var contentKind: ContentKind {
    switch self {
    case .object, .preposition, .toldPreposition, .passive, .adjective, .nounPreposition,
      .forAgainst, .relative:
      .phrase
    case .infinitive, .toldInfinitive, .nounInfinitive, .gerund, .nounIs: .infinitive
    default: .clause
    }
  }

  /// Whether the content stands before the cue, so that its end is known.
  var isFronted: Bool {
    switch self {
    case .fronted, .frontedTold, .frontedInverted, .accordingAfter, .passive: true
    case .relative, .relativeClause: true
    default: false
    }
  }

  /// Whether it sets a clause of saying behind the content, or into it.
  var standsBefore: Bool { isFronted && self != .passive && !isRelative }

  /// Whether what a relative clause hangs on, or its pronoun, is content.
  var isRelative: Bool { self == .relative || self == .relativeClause }

  /// Whether any verb can stand in it, so that one is asked for that attributes.
  var asksForReports: Bool {
    switch self {
    case .fronted, .frontedTold, .frontedInverted, .toldClause, .question, .toldQuestion, .relative,
      .relativeClause:
      true
    default: false
    }
  }

  /// Whether the cue is a noun.
  var isNoun: Bool {
    switch self {
    case .nounThat, .nounInfinitive, .nounPreposition, .nounIs: true
    default: false
    }
  }

  /// What a content is.
  enum ContentKind: UInt8, Sendable, CaseIterable {
    case clause = 1
    case phrase, infinitive

    var name: String { String(describing: self) }
  }
}

/// A frame with the word that links cue and content: "preposition:for", "question:whether".
struct FrameKey: Hashable, Sendable {
  /// Frame, link and whether a gerund follows, in one number below 2^40.
  let value: UInt64

  private init(value: UInt64) { self.value = value }

  init(_ frame: ReportedFrame, link: LexemeID = 0, gerund: Bool = false) {
    value = UInt64(frame.rawValue) << 32 | UInt64(link & 0xFF_FFFF) << 8 | (gerund ? 1 : 0)
  }

  /// Reads a table's way to write it: "preposition:for+ing".
  init?(_ text: String, vocabulary: Vocabulary) {
    let gerund = text.hasSuffix("+ing")
    let plain = gerund ? text.dropLast(4) : text[...]
    let pieces = plain.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let frame = ReportedFrame(named: pieces[0]) else { return nil }
    let link = pieces.count > 1 ? vocabulary.lexeme(String(pieces[1])) : 0
    self.init(frame, link: link, gerund: gerund)
  }

  /// A link that no table has.
  static let unseenLink: LexemeID = 0xFF_FFFF

  /// The number of the frame alone.
  var frame: UInt8 { UInt8(truncatingIfNeeded: value >> 32) }

  /// The frame alone.
  var withoutLink: FrameKey { FrameKey(value: value & ~0xFFFF_FFFF) }

  /// Whether it is a frame without a link.
  var isPlain: Bool { value & 0xFFFF_FFFF == 0 }
}

/// A cue with the content and source that it may have, before anything is decided.
struct ReportedCandidate: Sendable {
  /// The rule that found it, as an index into the pack's.
  var rule: Int
  var frame: ReportedFrame
  /// The preposition or question word between cue and content.
  var link: LexemeID = 0
  /// Whether the content is a gerund behind a preposition.
  var gerund = false
  /// The sentence, as an index into the analysis.
  var sentence: Int
  /// The verb, noun or adjective that the tables know.
  var head: Int
  var cue: Range<Int>
  var content: Range<Int>
  /// Whether the content's end is known from the frame.
  var endIsFixed: Bool
  var source: Range<Int>?
  var addressee: Range<Int>?
  /// How the source was found.
  var sourceKind: SourceKind = .none
  /// The share of its word's uses in its frame that report.
  var rate = 0.0
  /// The same as the natural logarithm of odds.
  var rateLogOdds = 0.0
  /// What its features weigh that are the same wherever its content ends.
  var weight: Int32 = 0
  /// Whether it is probable enough for some end.
  var canBeKept = true
  /// How sure it is, from 0 to 1.
  var probability = 0.0

  /// The frame with its link, as tables and features name it.
  func frameName(_ vocabulary: Vocabulary) -> String {
    link == 0 ? frame.name : frame.name + ":" + vocabulary.text(of: link)
  }

  enum SourceKind: UInt8, Sendable, CaseIterable {
    case none, captured, subject, relative, agent, agentless, possessor, governor
  }
}
