public import QuoteRecords

/// Finds the same utterance, and the same claim, in many articles.
///
/// The texts of quotes are folded, equal ones found by hash, others by shared runs of telling
/// words, compared word by word, and grouped; short fragments need evidence besides their words:
/// the date, the speaker, what stands around them. Articles may come in any order: the clusters are
/// the same. Time grows with n log n in the words of all quotes.
public struct Linker: Sendable {
  private let options: LinkOptions
  private let bits: WordBits

  /// Makes a linker. Results hang on the word table: use the same one for runs that are to be
  /// compared.
  public init(options: LinkOptions = .init(), bits: WordBits = .byLength) {
    self.options = options
    self.bits = bits
  }

  /// The clusters of the quotes of some articles, then those of their claims, each in the order of
  /// their first members.
  public func clusters(of articles: [ArticleRecord]) -> [ClusterRecord] {
    var session = session()
    for article in articles { session.add(article) }
    return session.clusters()
  }

  /// A session that takes articles one by one.
  public func session() -> LinkingSession { LinkingSession(options: options, bits: bits) }
}
