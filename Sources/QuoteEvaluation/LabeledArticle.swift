public import QuoteRecords

/// A text with what annotators, or a system, say is in it: what every gold format is read to, and
/// what every score is computed from.
public struct LabeledArticle: Sendable {
  /// The labels of one annotator, or the output of one system.
  public struct Labels: Sendable {
    /// Who labeled; empty where the format does not say.
    public var annotator: String
    /// The labels, as a record with offsets into `text`.
    public var record: ArticleRecord
    /// What the labels speak of.
    public var covers: Set<LabelKind>
    /// What is right besides, and what is neither right nor wrong.
    public var allowances: Allowances

    /// Makes one.
    public init(
      annotator: String = "", record: ArticleRecord,
      covers: Set<LabelKind> = Set(LabelKind.allCases), allowances: Allowances = .init()
    ) {
      self.annotator = annotator
      self.record = record
      self.covers = covers
      self.allowances = allowances
    }
  }

  /// The article's id, by which gold and prediction are brought together.
  public var id: String
  /// The text as it was read; `nil` where a format carries labels without it.
  public var text: String?
  /// The labels, one element an annotator, in the order the format lists them; never empty.
  public var labels: [Labels]
  /// Where the labels stand.
  public var origin: LabelOrigin
  /// The house style, where the gold says; scores are also given by it.
  public var style: String?
  /// The part of the gold that it belongs to, where the gold says: `train`, `dev`, `test`.
  public var split: String?

  /// Makes one.
  public init(
    id: String, text: String?, labels: [Labels], origin: LabelOrigin = LabelOrigin(file: ""),
    style: String? = nil, split: String? = nil
  ) {
    self.id = id
    self.text = text
    self.labels = labels
    self.origin = origin
    self.style = style
    self.split = split
  }
}
