import QuoteRecords

/// Writes our own records, one a line, each with its text where that is known.
public struct RecordLabelWriter: LabelWriter {
  /// Makes a writer.
  public init() {}

  /// Writes the articles that have what the format needs; the others are told.
  public func write(_ articles: [LabeledArticle]) -> LabelWriting {
    var writing = LabelWriting()
    var bytes: [UInt8] = []
    for article in articles {
      if article.labels.count > 1 { writing.lost.insert("annotators after the first") }
      guard let labels = article.labels.first else { continue }
      if !labels.annotator.isEmpty { writing.lost.insert("annotators") }
      if labels.allowances != .init() { writing.lost.insert("what is optional or right besides") }
      var record = labels.record
      record.text = article.text
      bytes += record.json() + [0x0A]
    }
    writing.files.append(.init(name: "articles.ndjson", bytes: bytes))
    return writing
  }
}
