/// How a member's words relate to the cluster's wording.
public struct Relation: OpenCode {
  /// The code as the contract writes it.
  public let rawValue: String

  /// Takes any code.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The same after normalisation.
  public static let exact: Self = "exact"
  /// Small edits.
  public static let near: Self = "near"
  /// A fragment of it.
  public static let partial: Self = "partial"
  /// A content word differs: a possible misquote, or a correction.
  public static let altered: Self = "altered"
  /// The same in other words.
  public static let paraphrase: Self = "paraphrase"
}

/// One difference between a member's words and the cluster's wording.
public struct WordDifference: Sendable, Hashable {
  /// `replace`, `insert` or `delete`: what makes the wording into the member.
  public var op: String
  /// The words of the wording.
  public var wording: String
  /// The words of the member.
  public var member: String

  /// Makes one.
  public init(op: String, wording: String, member: String) {
    self.op = op
    self.wording = wording
    self.member = member
  }
}

/// One occurrence of a cluster's quote.
public struct ClusterMember: Sendable, Hashable {
  /// The article's id.
  public var article: String
  /// Its outlet.
  public var outlet: String?
  /// Its date.
  public var published: String?
  /// The id of the quote in the article.
  public var item: String
  /// Where it starts, in the article's offset unit.
  public var start: Int
  /// Where it ends, in the article's offset unit.
  public var end: Int
  /// Its text.
  public var text: String
  /// How it relates to the wording.
  public var relation: Relation
  /// The names of its speakers.
  public var speakerNames: [String]
  /// How its words differ from the wording.
  public var diff: [WordDifference]

  /// Makes a member.
  public init(
    article: String, outlet: String? = nil, published: String? = nil, item: String, start: Int,
    end: Int, text: String, relation: Relation, speakerNames: [String] = [],
    diff: [WordDifference] = []
  ) {
    self.article = article
    self.outlet = outlet
    self.published = published
    self.item = item
    self.start = start
    self.end = end
    self.text = text
    self.relation = relation
    self.speakerNames = speakerNames
    self.diff = diff
  }
}

/// A name that a cluster's members give to the speaker, and how many do.
public struct ClusterSpeaker: Sendable, Hashable {
  /// The name.
  public var name: String
  /// How many members give it.
  public var members: Int

  /// Makes one.
  public init(name: String, members: Int) {
    self.name = name
    self.members = members
  }
}

/// A figure that a claim's members give, and how many do.
public struct ClusterFigure: Sendable, Hashable {
  /// The value.
  public var value: String
  /// Its currency.
  public var currency: String?
  /// Its unit.
  public var unit: String?
  /// How many members give it.
  public var members: Int

  /// Makes one.
  public init(value: String, currency: String? = nil, unit: String? = nil, members: Int) {
    self.value = value
    self.currency = currency
    self.unit = unit
    self.members = members
  }
}

/// The same quote, or claim, in several articles.
public struct ClusterRecord: Sendable, Hashable {
  /// The schema that this record follows.
  public static let schema = "quoteex.cluster/1"

  /// `k` and a hash of the seed.
  public var id: String
  /// Ids of clusters that merged into this one.
  public var aliases: [String]
  /// `quote` or `claim`.
  public var kind: String
  /// The longest well-formed variant.
  public var wording: String
  /// How many outlets.
  public var outlets: Int
  /// How many articles.
  public var articles: Int
  /// The article that had it first.
  public var firstArticle: String
  /// When.
  public var firstPublished: String?
  /// The names given to the speaker.
  public var speakers: [ClusterSpeaker]
  /// Whether members name different speakers.
  public var speakerConflict: Bool
  /// Whether some members leave the speaker unnamed while others do not.
  public var anonymousInSome: Bool
  /// The figures given, of claims only.
  public var figures: [ClusterFigure]
  /// The occurrences, first published first.
  public var members: [ClusterMember]

  /// Makes a cluster with its members; the rest is set after.
  public init(id: String, kind: String = "quote", wording: String, members: [ClusterMember]) {
    self.id = id
    self.kind = kind
    self.wording = wording
    self.members = members
    aliases = []
    outlets = 0
    articles = 0
    firstArticle = ""
    firstPublished = nil
    speakers = []
    speakerConflict = false
    anonymousInSome = false
    figures = []
  }
}
