/// Which quotes of several articles are the same, and which only look it.
public struct LabeledClusters: Sendable {
  /// A labeled quote.
  public struct Mention: Sendable, Hashable {
    /// The article's id.
    public var article: String
    /// Its place in the article's text, in code points.
    public var range: Range<Int>
    /// Who published it, where the gold says.
    public var publisher: String?
    /// How it relates to its cluster's wording, where the gold says.
    public var relation: String?
    /// When it was published, where the gold says: an ISO 8601 date.
    public var published: String?
    /// The part of the gold that it belongs to, where the gold says.
    public var split: String?

    /// Makes a mention.
    public init(
      article: String, range: Range<Int>, publisher: String? = nil, relation: String? = nil,
      published: String? = nil, split: String? = nil
    ) {
      self.article = article
      self.range = range
      self.publisher = publisher
      self.relation = relation
      self.published = published
      self.split = split
    }
  }

  /// Mentions that are the same quote.
  public struct Cluster: Sendable, Hashable {
    /// Its id.
    public var id: String
    /// `quote` or `claim`.
    public var kind: String
    /// Its mentions.
    public var members: [Mention]

    /// Makes a cluster.
    public init(id: String, kind: String = "quote", members: [Mention]) {
      self.id = id
      self.kind = kind
      self.members = members
    }
  }

  /// Two mentions that look the same and are not.
  public struct LookAlike: Sendable, Hashable {
    /// One.
    public var first: Mention
    /// The other.
    public var second: Mention

    /// Makes a pair.
    public init(_ first: Mention, _ second: Mention) {
      self.first = first
      self.second = second
    }
  }

  /// The clusters.
  public var clusters: [Cluster]
  /// Every labeled mention; one in no cluster is alone. Empty: only members of clusters are known.
  public var mentions: [Mention]
  /// Pairs that must not be linked.
  public var lookAlikes: [LookAlike]

  /// Makes them.
  public init(clusters: [Cluster], mentions: [Mention] = [], lookAlikes: [LookAlike] = []) {
    self.clusters = clusters
    self.mentions = mentions
    self.lookAlikes = lookAlikes
  }
}
