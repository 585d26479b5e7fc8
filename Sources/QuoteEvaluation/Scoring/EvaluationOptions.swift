/// What is scored, and how.
public struct EvaluationOptions: Sendable {
  /// What is scored.
  public var kinds: Set<ScoredKind>
  /// The share of words that two contents must have in common, of all they have.
  public var threshold: Double
  /// How samples are drawn for intervals and significance.
  public var resampling: Resampling
  /// The function words that scores of attribution know.
  public var words: ScoringWords

  /// Makes options; without arguments, the command line's defaults.
  public init(
    kinds: Set<ScoredKind> = Set(ScoredKind.allCases).subtracting([.points]),
    threshold: Double = 0.5, resampling: Resampling = Resampling(),
    words: ScoringWords = .english
  ) {
    self.kinds = kinds
    self.threshold = threshold
    self.resampling = resampling
    self.words = words
  }
}
