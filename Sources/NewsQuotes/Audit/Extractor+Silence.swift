public import QuoteExtraction
public import QuoteRecords

extension Extractor {
  /// Who declined to comment in an article, or did not answer, by the names that stand there, in
  /// text order: what an audit compares the unnamed sources with who are quoted.
  ///
  /// - Parameter record: A record that holds its text; another tells nothing.
  /// - Complexity: Linear in the text.
  public func silent(in record: ArticleRecord) -> [String] {
    record.text.map { analysis.silent(in: Array($0.utf8)) } ?? []
  }
}
