/// What may be set of linking. The numbers were chosen on labeled clusters of real news.
public struct LinkOptions: Sendable, Hashable {
  /// Whether clusters of one are given too.
  public var singletons: Bool
  /// How many days apart the same short words still count as said on one occasion.
  public var window: Int
  /// How many distinct texts may share a run of words before it counts as a stock phrase and
  /// only the longest of them are compared with the rest.
  public var postings: Int

  /// Makes options.
  public init(singletons: Bool = false, window: Int = 7, postings: Int = 100) {
    self.singletons = singletons
    self.window = window
    self.postings = postings
  }
}
