package import QuoteRecords

/// Somebody, or something, that an article mentions and that may be the source of a quote.
package struct Speaker: Sendable, Hashable {
  /// The fullest name or description in the article.
  package var name: String
  /// Title, office or apposition: "U.S. Trade Representative".
  package var role: String?
  /// Whether they are named.
  package var named: Bool
  /// Person, group, organisation or document.
  package var kind: SpeakerKind
  /// `one`, `several` or `unknown`.
  package var number: String
  /// Where the article mentions them, as token ranges in text order.
  package var mentions: [Range<Int>]
  /// Gender and what it was read from.
  package var gender: Gender
}

extension Speaker {
  package init(
    name: String, role: String? = nil, named: Bool, kind: SpeakerKind, number: String = "unknown",
    gender: Gender = .unknown, mentions: [Range<Int>]
  ) {
    // All parts at once: see `QuoteRecord`.
    self.init(
      name: name, role: role, named: named, kind: kind, number: number, mentions: mentions,
      gender: gender)
  }
}

/// Who the source of one attribution is.
package struct Assignment: Sendable, Hashable {
  /// Whether the source is unnamed people, or not expressed at all.
  package var anonymous: Bool
  /// The speakers, as indices into the resolution's; several for a joint statement, none when
  /// unresolved or not expressed.
  package var speakers: [Int]
  /// How they were found.
  package var by: SpeakerBasis
  /// Who else it may be, best first.
  package var candidates: [Candidate]
  /// Why no speaker is given, or `nil`.
  package var unresolved: String?

  /// A speaker that a source may stand for, where it is not settled.
  package struct Candidate: Sendable, Hashable {
    /// The speaker, as an index into the resolution's.
    package var speaker: Int
    /// Why it may be them.
    package var reason: String

    package init(speaker: Int, reason: String) {
      self.speaker = speaker
      self.reason = reason
    }
  }
}

extension Assignment {
  package init(
    speakers: [Int] = [], by: SpeakerBasis = .none, candidates: [Candidate] = [],
    unresolved: String? = nil, anonymous: Bool = false
  ) {
    // All parts at once: see `QuoteRecord`.
    self.init(
      anonymous: anonymous, speakers: speakers, by: by, candidates: candidates,
      unresolved: unresolved)
  }
}

/// The speakers of an article and who the source of each attribution is.
package struct SpeakerResolution: Sendable, Hashable {
  /// Everybody that a source stands for or may stand for, in order of first mention.
  package var speakers: [Speaker]
  /// For each attribution, in its order, who its source is.
  package var assignments: [Assignment]

  package init(speakers: [Speaker] = [], assignments: [Assignment] = []) {
    self.speakers = speakers
    self.assignments = assignments
  }
}
