import QuoteRecords

/// A stretch between quotation marks of a draft.
struct DraftStretch {
  /// The quote that it is of; `nil` where nobody is said to have said it.
  var item: String?
  var span: Span
  var line: Int?
  var voice: SpokenBy
  /// Whether it is taken for a title, a term or a nickname.
  var isTerm = false

  /// All stretches of a draft, in their order. A quote within another's marks is part of the other.
  static func all(of draft: ArticleRecord) -> [DraftStretch] {
    let speakers = Dictionary(
      draft.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [DraftStretch] = []
    for quote in draft.quotes where quote.type != .indirect {
      let spans = quote.type == .direct || quote.quoted.isEmpty ? quote.content : quote.quoted
      let voice = SpokenBy(quote, among: speakers)
      found += spans.map { DraftStretch(item: quote.id, span: $0, voice: voice) }
    }
    found += draft.unattributed.map {
      DraftStretch(
        span: $0.span, voice: SpokenBy(), isTerm: $0.reason != "unknown" && $0.reason != "slogan")
    }
    found.sort { $0.order < $1.order }
    var result: [DraftStretch] = []
    var ends = [false: 0, true: 0]
    for stretch in found {
      let inTitle = stretch.span.field == "title"
      guard stretch.span.start >= ends[inTitle] ?? 0 else { continue }
      ends[inTitle] = stretch.span.end
      result.append(stretch)
    }
    return numbered(result, in: draft)
  }

  private var order: (Int, Int, Int) {
    (span.field == "title" ? 0 : 1, span.start, -span.end)
  }

  /// The stretches with their lines, where the draft has its text.
  private static func numbered(
    _ stretches: [DraftStretch], in draft: ArticleRecord
  ) -> [DraftStretch] {
    guard let text = draft.text else { return stretches }
    let lines = LineNumbers(of: Array(text.utf8), unit: draft.offsetUnit)
    return stretches.map { stretch in
      var stretch = stretch
      if stretch.span.field == nil { stretch.line = lines.line(at: stretch.span.start) }
      return stretch
    }
  }
}

/// Where the lines of a text begin.
struct LineNumbers {
  /// Offsets of line feeds, in the unit of the record.
  private var feeds: [Int] = []

  /// Finds them. Linear in the text.
  init(of bytes: [UInt8], unit: OffsetUnit) {
    var position = 0
    for byte in bytes {
      if unit != .utf8, byte & 0xC0 == 0x80 { continue }
      if byte == 0x0A { feeds.append(position) }
      position += unit == .utf16 && byte >= 0xF0 ? 2 : 1
    }
  }

  /// The line of an offset, from 1.
  func line(at offset: Int) -> Int { Occurrences.lower(feeds, offset) + 1 }
}
