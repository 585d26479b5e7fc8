/// What a speaker is.
public struct SpeakerKind: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// One human being.
  public static let person: Self = "person"
  /// Several people.
  public static let group: Self = "group"
  /// A state, company, party, office.
  public static let organisation: Self = "organisation"
  /// A report, poll, filing.
  public static let document: Self = "document"
  /// Not known.
  public static let unknown: Self = "unknown"
}

/// A speaker's gender and what it was read from.
public struct Gender: Sendable, Hashable {
  /// `female`, `male`, `other` or `unknown`.
  public var value: String
  /// `pronoun`, `title`, `given_name` or `listed`.
  public var by: String?

  /// Makes a gender.
  public init(value: String, by: String? = nil) {
    self.value = value
    self.by = by
  }

  /// Not known.
  public static let unknown = Gender(value: "unknown")
}

/// Somebody, or something, that an article quotes or mentions as a source.
public struct SpeakerRecord: Sendable, Hashable {
  /// `s` and the place of the first mention.
  public var id: String
  /// The fullest name or description in the article.
  public var name: String
  /// Title, office or apposition: "U.S. Trade Representative".
  public var role: String?
  /// Whether they are named.
  public var named: Bool
  /// Person, group, organisation or document.
  public var kind: SpeakerKind
  /// `one`, `several` or `unknown`.
  public var number: String
  /// Gender and its basis.
  public var gender: Gender
  /// Where the article mentions them, in text order.
  public var mentions: [Span]
  /// An id from the user's list of people.
  public var key: String?
}

extension SpeakerRecord {
  /// Makes a speaker.
  public init(
    id: String, name: String, role: String? = nil, named: Bool, kind: SpeakerKind,
    number: String = "unknown", gender: Gender = .unknown, key: String? = nil, mentions: [Span]
  ) {
    // All parts at once: see `QuoteRecord`.
    self.init(
      id: id, name: name, role: role, named: named, kind: kind, number: number, gender: gender,
      mentions: mentions, key: key)
  }
}
