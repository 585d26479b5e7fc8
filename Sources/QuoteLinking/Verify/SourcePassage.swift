import QuoteRecords

/// Somebody's words in a source.
struct PlacedVoice {
  /// Where they stand in the passage.
  var bytes: Range<Int>
  var voice: SpokenBy
  /// Whether they stand between marks or in a turn, and not in the source's own sentence.
  var isQuoted: Bool
  /// Which quote of the source it is of.
  var quote: Int?

  var names: [String] { voice.names }
}

/// A stretch of a source that is looked into: its text, its title, or, of a record without its
/// text, one piece of a quote.
struct SourcePassage {
  /// The source's id.
  var id: String
  var bytes: [UInt8]
  /// The words of it in the index.
  var words = 0..<0
  /// Who says what in it, in its order.
  var voices: [PlacedVoice] = [] {
    didSet { index = VoiceIndex(voices) }
  }
  private var index = VoiceIndex()
  private var lengths = LengthTable()

  /// What its first byte is in the record.
  private var base = 0
  private var field: String?
  private var unit: OffsetUnit
  private var hasLines = false

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private init(_ source: ArticleRecord, text: String) {
    id = source.id
    bytes = Array(text.utf8)
    unit = source.offsetUnit
    lengths = LengthTable(of: bytes, unit: unit)
  }

  /// Those whose words touch some bytes, in the passage's order.
  func voices(touching range: Range<Int>) -> [PlacedVoice] {
    index.places(touching: range).map { voices[$0] }
  }

  /// The passages of a source. Linear in its text.
  static func all(of source: ArticleRecord, table: inout WordTable) -> [SourcePassage] {
    let voices = Voices(of: source)
    guard let text = source.text else { return voices.passages(of: source) }
    var passage = SourcePassage(source, text: text)
    passage.hasLines = true
    passage.voices =
      voices.placed(in: passage.bytes, unit: source.offsetUnit, field: nil)
      + TranscriptTurns.voices(in: passage.bytes, table: &table)
    guard let title = source.title else { return [passage] }
    var head = SourcePassage(source, text: title)
    head.field = "title"
    head.voices = voices.placed(in: head.bytes, unit: source.offsetUnit, field: "title")
    return [passage, head]
  }

  /// A part of it as the record would write it.
  func span(of range: Range<Int>) -> Span {
    var span = Span(
      start: base + lengths.length(before: range.lowerBound, in: bytes),
      end: base + lengths.length(before: range.upperBound, in: bytes),
      text: String(decoding: bytes[range], as: UTF8.self))
    span.field = field
    return span
  }

  /// The line of a part, from 1; `nil` where the lines of the source are not known.
  func line(of range: Range<Int>) -> Int? {
    hasLines ? 1 + lengths.lines(before: range.lowerBound, in: bytes) : nil
  }

  /// Who says what by the record.
  private struct Voices {
    private var spans: [(span: Span, voice: PlacedVoice)] = []

    init(of source: ArticleRecord) {
      let speakers = Dictionary(
        source.speakers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      for (number, quote) in source.quotes.enumerated() {
        var voice = PlacedVoice(
          bytes: 0..<0, voice: SpokenBy(quote, among: speakers),
          isQuoted: quote.type == .direct, quote: number)
        spans += quote.content.map { ($0, voice) }
        voice.isQuoted = true
        if quote.type == .mixed { spans += quote.quoted.map { ($0, voice) } }
      }
    }

    func placed(in bytes: [UInt8], unit: OffsetUnit, field: String?) -> [PlacedVoice] {
      let here = spans.filter { $0.span.field == field }
      let ends = Set(here.flatMap { [$0.span.start, $0.span.end] }).sorted()
      let places = bytes.withUnsafeBufferPointer {
        TextPlaces.bytes(of: ends, in: $0, unit: unit)
      }
      return here.compactMap { entry in
        guard let start = places[entry.span.start], let end = places[entry.span.end], start < end
        else { return nil }
        var voice = entry.voice
        voice.bytes = start..<end
        return voice
      }
    }

    func passages(of source: ArticleRecord) -> [SourcePassage] {
      spans.map { entry in
        var passage = SourcePassage(source, text: entry.span.text)
        passage.base = entry.span.start
        passage.field = entry.span.field
        var voice = entry.voice
        voice.bytes = 0..<passage.bytes.count
        passage.voices = [voice]
        return passage
      }
    }
  }
}
