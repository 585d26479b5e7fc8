/// A text with its tokens, sentences, paragraphs, quotations and repairs.
///
/// Flat arrays over the bytes as they were read; everything else refers to tokens by index. Every
/// position is in UTF-8 bytes until `OffsetMap` turns it into another unit.
public struct Document: Sendable {
  /// The text as it was read.
  public let bytes: [UInt8]
  /// Its tokens, in order.
  public let tokens: [Token]
  /// Its sentences, in order; together they hold every token once.
  public let sentences: [Sentence]
  /// Its paragraphs' tokens, in order; together they hold every token once.
  public let paragraphs: [Range<Int>]
  /// Its quotations, by the place where they open; nested ones after their parents.
  public let quotations: [Quotation]
  /// What was wrong with it, in order.
  public let repairs: [Repair]

  /// Puts a document together.
  package init(
    bytes: [UInt8], tokens: [Token], sentences: [Sentence], paragraphs: [Range<Int>],
    quotations: [Quotation], repairs: [Repair]
  ) {
    self.bytes = bytes
    self.tokens = tokens
    self.sentences = sentences
    self.paragraphs = paragraphs
    self.quotations = quotations
    self.repairs = repairs
  }

  /// The UTF-8 bytes that tokens cover, from the start of the first to the end of the last.
  @inlinable
  public func bytes(of range: Range<Int>) -> Range<Int> {
    guard let first = range.first, let last = range.last else {
      let at = range.lowerBound < tokens.count ? Int(tokens[range.lowerBound].start) : bytes.count
      return at..<at
    }
    return Int(tokens[first].start)..<Int(tokens[last].end)
  }

  /// The text of a token; for messages and records, not for hot paths.
  public func text(of token: Int) -> String {
    String(decoding: bytes[tokens[token].bytes], as: UTF8.self)
  }

  /// The text that tokens cover.
  public func text(of range: Range<Int>) -> String {
    String(decoding: bytes[bytes(of: range)], as: UTF8.self)
  }
}
