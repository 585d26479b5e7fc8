import NewsSyntax
import RuleEngine

/// The frames in which a word can report without quotation marks; each is a rule of the pack.
enum ReportedFrame: String, Sendable, CaseIterable {
  case that, clause, plain, question, infinitive, gerund, object, preposition, passive
  case fronted, adjective, colon, relative
  case commaClause = "comma-clause"
  case toldClause = "told-clause"
  case toldQuestion = "told-question"
  case toldInfinitive = "told-infinitive"
  case toldPreposition = "told-preposition"
  case frontedTold = "fronted-told"
  case frontedInverted = "fronted-inverted"
  case accordingAfter = "according-after"
  case accordingFirst = "according-first"
  case nounThat = "noun-that"
  case nounInfinitive = "noun-infinitive"
  case nounPreposition = "noun-preposition"
  case nounIs = "noun-is"
  case forAgainst = "for-against"

  /// The number in keys.
  var number: UInt64 {
    UInt64(ReportedFrame.allCases.firstIndex(of: self) ?? 0)
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
    case .fronted, .frontedTold, .frontedInverted, .accordingAfter, .passive, .relative: true
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
  enum ContentKind: String, Sendable, CaseIterable {
    case clause, phrase, infinitive
  }
}

/// A frame with the word that links cue and content: "preposition:for", "question:whether".
struct FrameKey: Hashable, Sendable {
  /// Frame, link and whether a gerund follows, in one number.
  let value: UInt64

  init(_ frame: ReportedFrame, link: LexemeID = 0, gerund: Bool = false) {
    value = frame.number << 40 | UInt64(link) << 8 | (gerund ? 1 : 0)
  }

  /// Reads what `description` writes.
  init?(_ text: Substring, vocabulary: Vocabulary) {
    let gerund = text.hasSuffix("+ing")
    let plain = gerund ? text.dropLast(4) : text
    let pieces = plain.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = pieces.first, let frame = ReportedFrame(rawValue: String(name)) else {
      return nil
    }
    let link = pieces.count > 1 ? vocabulary.lexeme(String(pieces[1])) : 0
    self.init(frame, link: link, gerund: gerund)
  }

  /// The key as tables write it.
  static func name(
    _ frame: ReportedFrame, link: LexemeID, gerund: Bool, vocabulary: Vocabulary
  ) -> String {
    frame.rawValue + (link == 0 ? "" : ":" + vocabulary.text(of: link)) + (gerund ? "+ing" : "")
  }
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
  /// How sure it is, from 0 to 1.
  var probability = 0.0

  var key: FrameKey { FrameKey(frame, link: link, gerund: gerund) }

  enum SourceKind: String, Sendable, CaseIterable {
    case none, captured, subject, relative, agent, agentless, possessor, governor
  }
}
