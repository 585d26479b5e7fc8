import NewsText
import QuoteRecords

/// Turns positions in one text, the article's or the title's, into spans and ids.
struct SpanMaker {
  /// The text.
  let document: Document
  private let offsets: OffsetMap
  private let isTitle: Bool
  private let options: ExtractionOptions

  /// Takes a text; `isTitle` marks its spans.
  init(_ document: Document, isTitle: Bool, options: ExtractionOptions) {
    self.document = document
    self.options = options
    offsets = OffsetMap(document.bytes)
    self.isTitle = isTitle
  }

  /// The span of bytes.
  func span(_ bytes: Range<Int>) -> Span {
    var span = Span(
      start: position(bytes.lowerBound), end: position(bytes.upperBound), of: document.bytes,
      bytes, field: isTitle ? "title" : nil)
    if options.offsets == .all {
      span.utf8 = bytes
      span.utf16 = offsets.utf16(bytes.lowerBound)..<offsets.utf16(bytes.upperBound)
    }
    return span
  }

  /// The span of tokens.
  func span(tokens: Range<Int>) -> Span { span(document.bytes(of: tokens)) }

  /// The spans of several runs of tokens, empty ones left out.
  func spans(tokens: [Range<Int>]) -> [Span] {
    if tokens.isEmpty { return [] }
    if tokens.count == 1 { return tokens[0].isEmpty ? [] : [span(tokens: tokens[0])] }
    var spans: [Span] = []
    spans.reserveCapacity(tokens.count)
    for range in tokens where !range.isEmpty { spans.append(span(tokens: range)) }
    return spans
  }

  /// The spans of several runs of bytes.
  func spans(bytes: [Range<Int>]) -> [Span] {
    if bytes.count == 1 { return [span(bytes[0])] }
    var spans: [Span] = []
    spans.reserveCapacity(bytes.count)
    for range in bytes { spans.append(span(range)) }
    return spans
  }

  /// The spans of content: with the words around, where those were asked for.
  func content(tokens: [Range<Int>]) -> [Span] {
    guard options.context > 0 else { return spans(tokens: tokens) }
    return tokens.filter { !$0.isEmpty }.map { range in
      let bytes = document.bytes(of: range)
      var span = span(bytes)
      span.prefix = text(bytes.lowerBound, by: -options.context)
      span.suffix = text(bytes.upperBound, by: options.context)
      return span
    }
  }

  /// What ids say of bytes.
  func place(_ bytes: Range<Int>) -> RecordPlace {
    RecordPlace(
      start: offsets.codepoint(bytes.lowerBound), end: offsets.codepoint(bytes.upperBound),
      isTitle: isTitle)
  }

  /// What ids say of runs of tokens: from the start of the first to the end of the last.
  func place(tokens: some BidirectionalCollection<Range<Int>>) -> RecordPlace {
    place(hull(tokens))
  }

  /// The bytes from the start of the first run of tokens to the end of the last.
  func hull(_ tokens: some BidirectionalCollection<Range<Int>>) -> Range<Int> {
    guard let first = tokens.first, let last = tokens.last else { return 0..<0 }
    let start = document.bytes(of: first).lowerBound
    return start..<max(start, document.bytes(of: last).upperBound)
  }

  private func position(_ byte: Int) -> Int {
    switch options.offsets.unit {
    case .codepoint: offsets.codepoint(byte)
    case .utf16: offsets.utf16(byte)
    case .utf8: byte
    }
  }

  /// At most so many code points before (negative) or after a position.
  private func text(_ byte: Int, by count: Int) -> String {
    var end = byte
    for _ in 0..<abs(count) {
      if count < 0 {
        guard end > 0 else { break }
        repeat { end -= 1 } while end > 0 && document.bytes[end] & 0xC0 == 0x80
      } else {
        guard end < document.bytes.count else { break }
        repeat { end += 1 } while end < document.bytes.count && document.bytes[end] & 0xC0 == 0x80
      }
    }
    return String(decoding: document.bytes[min(byte, end)..<max(byte, end)], as: UTF8.self)
  }
}
