/// How much of a quote's content stands between quotation marks: all, some, none.
public struct QuoteType: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The whole content stands between marks.
  public static let direct: Self = "direct"
  /// Part of the content stands between marks.
  public static let mixed: Self = "mixed"
  /// None of the content stands between marks.
  public static let indirect: Self = "indirect"
}

/// What the source does with the content: says it, believes it, wants it, shows it.
public struct Act: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Said aloud.
  public static let speech: Self = "speech"
  /// Written, posted, published.
  public static let writing: Self = "writing"
  /// Believed, known, expected.
  public static let thought: Self = "thought"
  /// Wanted, supported, criticised.
  public static let attitude: Self = "attitude"
  /// Shown by a poll, data or a document.
  public static let evidence: Self = "evidence"
}

/// How sure a result is; the measured precision of each level is published.
public struct Certainty: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// What `--strict` yields.
  public static let high: Self = "high"
  /// More likely right than not.
  public static let medium: Self = "medium"
  /// Worth a look.
  public static let low: Self = "low"
}

/// How the speaker of a quote was found.
public struct SpeakerBasis: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// By name.
  public static let named: Self = "named"
  /// By an apposition that names them.
  public static let appositive: Self = "appositive"
  /// By a pronoun.
  public static let pronoun: Self = "pronoun"
  /// By a description: "the official".
  public static let description: Self = "description"
  /// From the quote before.
  public static let carried: Self = "carried"
  /// Not found.
  public static let none: Self = "none"
}

/// A speaker that a quote may belong to, where it is not settled.
public struct SpeakerCandidate: Sendable, Hashable {
  /// The id of a speaker of the same article.
  public var speaker: String
  /// Why it may be them.
  public var reason: String

  /// Makes a candidate.
  public init(speaker: String, reason: String) {
    self.speaker = speaker
    self.reason = reason
  }
}

/// An attributed content: what somebody said, wrote, believes or wants.
public struct QuoteRecord: Sendable, Hashable {
  /// `q` and the place of the content.
  public var id: String
  /// Direct, mixed or indirect.
  public var type: QuoteType
  /// Speech, writing, thought, attitude or evidence.
  public var act: Act
  /// The whole attributed content, in text order.
  public var content: [Span]
  /// What stands between marks, without them.
  public var quoted: [Span]
  /// The words that attribute.
  public var cue: [Span]
  /// Whom the text names as the source.
  public var source: [Span]
  /// Whom it was said to.
  public var addressee: [Span]
  /// Ids of speakers of this article; several for a joint statement, none when unresolved.
  public var speakers: [String]
  /// How the speaker was found.
  public var speakerBy: SpeakerBasis
  /// Who else it may be, best first.
  public var candidates: [SpeakerCandidate]
  /// Why no speaker is given, or `nil`.
  public var unresolved: String?
  /// Whether the source is unnamed, or not expressed at all.
  public var anonymous: Bool
  /// Whether the attribution is denied: "did not say that".
  public var negated: Bool
  /// Whether the attribution is hedged: "reportedly said".
  public var hedged: Bool
  /// The id of the quote that this one lies in.
  public var nestedIn: String?
  /// Ids of the amounts within the content.
  public var amounts: [String]
  /// How sure this is.
  public var certainty: Certainty
  /// The id of the rule that found it.
  public var rule: String
}

// Each initializer hands on all parts at once: one that sets them one by one ends in a copy of the
// whole, which counts the users of each part.
extension QuoteRecord {
  /// Makes a quote with nothing but its content; the rest is set after.
  public init(
    id: String, type: QuoteType, act: Act, content: [Span], certainty: Certainty, rule: String
  ) {
    self.init(
      id: id, type: type, act: act, content: content, quoted: [], cue: [], source: [],
      addressee: [], speakers: [], speakerBy: .none, candidates: [], unresolved: nil,
      anonymous: false, negated: false, hedged: false, nestedIn: nil, amounts: [],
      certainty: certainty, rule: rule)
  }

  /// Makes a quote of all its parts.
  package init(
    id: String, type: QuoteType, act: Act, content: [Span], certainty: Certainty, rule: String,
    quoted: [Span], cue: [Span], source: [Span], addressee: [Span], speakers: [String],
    speakerBy: SpeakerBasis, candidates: [SpeakerCandidate], unresolved: String?, anonymous: Bool,
    negated: Bool, hedged: Bool, nestedIn: String?, amounts: [String]
  ) {
    self.init(
      id: id, type: type, act: act, content: content, quoted: quoted, cue: cue, source: source,
      addressee: addressee, speakers: speakers, speakerBy: speakerBy, candidates: candidates,
      unresolved: unresolved, anonymous: anonymous, negated: negated, hedged: hedged,
      nestedIn: nestedIn, amounts: amounts, certainty: certainty, rule: rule)
  }
}
